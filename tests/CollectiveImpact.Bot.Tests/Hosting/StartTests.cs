using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Hosting;

/// <summary>What stops the service from starting is said in one line; who isn't Teams is sent away.</summary>
public sealed class StartTests(Azurite azurite)
{
    private const string AppId = "22222222-2222-2222-2222-222222222222";

    [Theory]
    [InlineData("MicrosoftAppId is missing", "--environment", "Production")]
    [InlineData("MicrosoftAppType must be", "--environment", "Production", "--MicrosoftAppId", AppId)]
    [InlineData("MicrosoftAppPassword must be empty", "--environment", "Production", "--MicrosoftAppId", AppId, "--MicrosoftAppType", "UserAssignedMSI", "--MicrosoftAppTenantId", "t", "--MicrosoftAppPassword", "p")]
    [InlineData("MicrosoftAppTenantId is missing", "--environment", "Production", "--MicrosoftAppId", AppId, "--MicrosoftAppType", "SingleTenant", "--MicrosoftAppPassword", "p")]
    [InlineData("Clustering is \"Many\"; it must be Local or AzureTables", "--environment", "Development", "--Clustering", "Many")]
    [InlineData("Storage:TablePrefix must be", "--environment", "Development", "--Storage:TablePrefix", "no-hyphens")]
    [InlineData("PublicUrl must be an address", "--environment", "Development", "--PublicUrl", "bot.example.org")]
    [InlineData("Tab:AppId is \"the-tab\"", "--environment", "Development", "--Tab:AppId", "the-tab")]
    [InlineData("Tab:Authority is \"http://login.example.org\"", "--environment", "Development", "--Tab:AppId", AppId, "--Tab:Authority", "http://login.example.org")]
    [InlineData("Tab:Authority is \"http://127.0.0.1:1\"", "--environment", "Production", "--MicrosoftAppId", AppId, "--MicrosoftAppType", "UserAssignedMSI", "--MicrosoftAppTenantId", "t", "--Tab:AppId", AppId, "--Tab:Authority", "http://127.0.0.1:1")]
    [InlineData("Directory:AppId is \"the-app\"", "--environment", "Development", "--Directory:AppId", "the-app")]
    [InlineData("Directory:AppId and Tab:AppId differ", "--environment", "Development", "--TeamsAppId", AppId, "--Directory:AppId", AppId, "--Tab:AppId", "33333333-3333-3333-3333-333333333333")]
    [InlineData("MicrosoftAppId is missing: Directory:AppId", "--environment", "Development", "--Directory:AppId", AppId)]
    [InlineData("AZURE_CLIENT_ID is missing", "--environment", "Development", "--TeamsAppId", AppId, "--Directory:AppId", AppId)]
    [InlineData("Directory:Graph is \"http://graph.example.org\"", "--environment", "Development", "--TeamsAppId", AppId, "--Directory:AppId", AppId, "--Directory:Graph", "http://graph.example.org")]
    [InlineData("Directory:Authority is \"http://127.0.0.1:1\"", "--environment", "Production", "--MicrosoftAppId", AppId, "--MicrosoftAppType", "UserAssignedMSI", "--MicrosoftAppTenantId", "t", "--Directory:AppId", AppId, "--Directory:Authority", "http://127.0.0.1:1")]
    public void A_setting_that_is_missing_or_wrong_is_named_in_one_line(string said, params string[] arguments)
    {
        var refused = Assert.Throws<CannotStartException>(() => BotHost.Build([.. arguments, "--ConnectionStrings:Storage", "UseDevelopmentStorage=true"]));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("", "ConnectionStrings:Storage is missing")]
    [InlineData("AccountKey=secret;nonsense", "ConnectionStrings:Storage is neither")]
    public void Storage_that_is_not_named_is_asked_for_without_repeating_what_was_given(string connection, string said)
    {
        var refused = Assert.Throws<CannotStartException>(() => BotHost.Build(["--environment", "Development", "--ConnectionStrings:Storage", connection]));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_app_id_only_teams_itself_is_heard()
    {
        await using var service = BotHost.Build(
        [
            "--environment", "Development", "--urls", "http://127.0.0.1:0", "--ConnectionStrings:Storage", azurite.ConnectionString, "--Storage:TablePrefix", "t" + Guid.NewGuid().ToString("N")[..12],
            "--MicrosoftAppId", AppId, "--MicrosoftAppType", "SingleTenant", "--MicrosoftAppPassword", "p", "--MicrosoftAppTenantId", AppId,
        ]);
        await service.StartAsync(TestContext.Current.CancellationToken);
        var door = new Uri(new Uri(service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/api/messages");
        using var http = new HttpClient();

        foreach (var authorization in new[] { null, new AuthenticationHeaderValue("Bearer", "garbage"), new AuthenticationHeaderValue("Bearer", "a.b.c"), new AuthenticationHeaderValue("Basic", "dXNlcjpwYXNz") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, door);
            request.Headers.Authorization = authorization;
            request.Content = new StringContent(
                """{"type":"message","text":"help","channelId":"msteams","serviceUrl":"http://127.0.0.1:9/","from":{"id":"29:a","aadObjectId":"a"},"conversation":{"id":"a:1","tenantId":"t"},"recipient":{"id":"28:b"}}""",
                Encoding.UTF8,
                "application/json");

            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }
}
