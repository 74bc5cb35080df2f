using System.Net;
using System.Security.Claims;
using System.Text;
using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Door;

/// <summary>Who may call the service, and to whom it writes.</summary>
public sealed class CallersTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:5000")]
    [InlineData("--urls", "http://*:5000")]
    [InlineData("--urls", "http://+:5000")]
    [InlineData("--urls", "http://[::]:5000")]
    [InlineData("--urls", "http://localhost:5000;http://10.0.0.4:5000")]
    [InlineData("--urls", "http://bot.example.org:5000")]
    [InlineData("--http_ports", "8080")]
    [InlineData("--https_ports", "8443")]
    [InlineData("--Kestrel:Endpoints:Door:Url", "http://0.0.0.0:5000")]
    public void Without_an_app_id_it_does_not_start_where_other_machines_could_call(string key, string value)
    {
        var refused = Assert.Throws<CannotStartException>(() => BotHost.Build(["--environment", "Development", "--ConnectionStrings:Storage", "UseDevelopmentStorage=true", key, value]));

        Assert.Contains("I listen on this machine only", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5000")]
    [InlineData("https://127.0.0.1:0;http://[::1]:0")]
    [InlineData("")]
    public async Task Without_an_app_id_it_starts_on_this_machine(string urls)
    {
        await using var service = BotHost.Build(["--environment", "Development", "--ConnectionStrings:Storage", "UseDevelopmentStorage=true", "--urls", urls]);

        Assert.NotNull(service.Services.GetRequiredService<TeamsAdapter>());
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7", 403)]
    [InlineData("X-Forwarded-For", "127.0.0.1, 203.0.113.7", 403)]
    [InlineData("X-Forwarded-For", "somebody", 403)]
    [InlineData("Forwarded", "for=127.0.0.1", 403)]
    [InlineData("X-Forwarded-For", "127.0.0.1", 200)]
    [InlineData("Accept", "*/*", 200)]
    public async Task Without_an_app_id_whoever_comes_through_a_tunnel_is_refused(string header, string value, int status)
    {
        await using var service = BotHost.Build(
        [
            "--environment", "Development", "--urls", "http://127.0.0.1:0", "--ConnectionStrings:Storage", azurite.ConnectionString, "--Storage:TablePrefix", "t" + Guid.NewGuid().ToString("N")[..12],
        ]);
        await service.StartAsync(Cancel);
        var address = service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address + "/health/live");
        request.Headers.Add(header, value);

        using var answer = await http.SendAsync(request, Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("Production", "https://api.botframework.com", true)]
    [InlineData("Production", "https://api.botframework.us", true)]
    [InlineData("Production", "https://sts.windows.net/22222222-2222-2222-2222-222222222222/", false)]
    [InlineData("Production", "https://login.microsoftonline.com/22222222-2222-2222-2222-222222222222/v2.0", false)]
    [InlineData("Production", "https://api.botframework.com.example.org", false)]
    [InlineData("Production", null, false)]
    [InlineData("Staging", "https://sts.windows.net/22222222-2222-2222-2222-222222222222/", false)]
    [InlineData("Development", "https://sts.windows.net/22222222-2222-2222-2222-222222222222/", true)]
    [InlineData("Development", null, true)]
    public void Outside_development_only_the_bot_frameworks_own_tokens_are_taken(string environment, string? issuer, bool taken)
    {
        var issuers = new TeamsIssuers(new ConfigurationBuilder().Build(), new HostingEnvironment { EnvironmentName = environment });
        var caller = new ClaimsIdentity(issuer is null ? [] : [new Claim("iss", issuer), new Claim("appid", "ours")], "Bearer");

        Assert.Equal(taken, Record.Exception(() => issuers.Check(caller)) is not UnauthorizedAccessException);
    }

    [Theory]
    [InlineData(null, "https://smba.trafficmanager.net/emea/", true)]
    [InlineData(null, "https://smba.trafficmanager.net:443/emea/", true)]
    [InlineData(null, "https://SMBA.trafficmanager.net/emea/", true)]
    [InlineData(null, "https://smba.infra.gcc.teams.microsoft.com/gcc", true)]
    [InlineData(null, "https://smba.infra.gov.teams.microsoft.us/gcch", false)]
    [InlineData("GCCH", "https://smba.infra.gov.teams.microsoft.us/gcch", true)]
    [InlineData("GCCH", "https://smba.trafficmanager.net/emea/", false)]
    [InlineData("DoD", "https://smba.infra.dod.teams.microsoft.us/dod", true)]
    [InlineData("GCC", "https://smba.trafficmanager.net/emea/", false)]
    [InlineData(null, "http://smba.trafficmanager.net/emea/", false)]
    [InlineData(null, "https://smba.trafficmanager.net:8443/emea/", false)]
    [InlineData(null, "https://smba.trafficmanager.net./emea/", false)]
    [InlineData(null, "https://ana@smba.trafficmanager.net/emea/", false)]
    [InlineData(null, "https://smba.trafficmanager.net@example.org/", false)]
    [InlineData(null, "https://smba.trafficmanager.net.example.org/", false)]
    [InlineData(null, "https://xsmba.trafficmanager.net/", false)]
    [InlineData(null, "https://smba.trafficmanager.net\\@example.org/", false)]
    [InlineData(null, "https://13.107.42.14/emea/", false)]
    [InlineData(null, "https://[::ffff:13.107.42.14]/emea/", false)]
    [InlineData(null, "https://127.0.0.1/", false)]
    [InlineData(null, "http://localhost/", false)]
    [InlineData(null, "https://2130706433/", false)]
    [InlineData(null, "ftp://smba.trafficmanager.net/", false)]
    [InlineData(null, "//smba.trafficmanager.net/", false)]
    [InlineData(null, "", false)]
    public void It_writes_to_teams_alone(string? cloud, string serviceUrl, bool written) =>
        Assert.Equal(written && !serviceUrl.Contains('\\', StringComparison.Ordinal), Addresses(cloud).Include(serviceUrl));

    [Fact]
    public void A_cloud_that_is_not_there_is_named() => Assert.Contains("Teams:Cloud is \"Moon\"", Assert.Throws<CannotStartException>(() => Addresses("Moon")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task It_is_led_nowhere_else()
    {
        var asked = 0;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        await using var elsewhere = builder.Build();
        elsewhere.Run(http =>
        {
            asked++;
            http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            http.Response.Headers.Location = "/further";
            return Task.CompletedTask;
        });
        await elsewhere.StartAsync(Cancel);
        await using var service = BotHost.Build(["--environment", "Development", "--ConnectionStrings:Storage", "UseDevelopmentStorage=true"]);
        using var http = service.Services.GetRequiredService<IHttpClientFactory>().CreateClient(Options.DefaultName);

        using var answer = await http.PostAsync(new Uri(elsewhere.Urls.Single()), new StringContent("{}", Encoding.UTF8, "application/json"), Cancel);

        Assert.Equal((HttpStatusCode.TemporaryRedirect, 1), (answer.StatusCode, asked));
    }

    private static TeamsAddresses Addresses(string? cloud) => new(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Teams:Cloud"] = cloud }).Build(),
        new HostingEnvironment { EnvironmentName = "Production" });
}
