using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CollectiveImpact.Bot.Web;
using CollectiveImpact.Bot.Web.About;
using CollectiveImpact.Testing;
using Xunit;
using YamlDotNet.Serialization;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>The scripts that register the app for several tenants, run as azd runs them, with commands for Azure that lead nowhere.</summary>
public sealed partial class RegistrationTests : IAsyncLifetime
{
    private const string Principal = "22222222-2222-2222-2222-222222222222";
    private const string Host = "ca-bot.example";
    private const string Sh = "sh";
    private const string Pwsh = "pwsh";

    private readonly Dictionary<string, string> _environment = new()
    {
        ["AZURE_ENV_NAME"] = "production",
        ["IDENTITY_TENANT_ID"] = FakeAzure.Tenant,
        ["IDENTITY_PRINCIPAL_ID"] = Principal,
        ["BOT_DOMAIN"] = Host,
        ["REGISTER_DIRECTORY"] = "true",
    };

    private FakeAzure _azure = null!;

    public async ValueTask InitializeAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The commands that lead nowhere are scripts of a shell.");
            return;
        }

        _azure = await FakeAzure.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_azure is not null)
        {
            await _azure.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(Sh)]
    [InlineData(Pwsh)]
    public async Task Whoever_does_not_ask_for_it_gets_no_app_and_reads_so_in_one_line(string shell)
    {
        _environment["REGISTER_DIRECTORY"] = "";

        var ran = await Runs(shell);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        Assert.Equal("No app is registered in Entra, because neither REGISTER_DIRECTORY nor REGISTER_TAB is true.", ran.Output.TrimEnd());
        Assert.Empty(_azure.Calls);
    }

    [Theory]
    [InlineData(Sh)]
    [InlineData(Pwsh)]
    public async Task For_the_directory_the_app_asks_for_three_permissions_and_trusts_the_bots_identity(string shell)
    {
        await Succeeds(shell);

        var app = Assert.Single(_azure.Apps);
        Assert.Equal("AzureADMultipleOrgs", (string?)app["signInAudience"]);
        Same($"[\"https://{Host}{ConsentPages.Done}\"]", app["web"]!["redirectUris"]);
        Same(
            """
            [{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[
              {"id":"40f97065-369a-49f4-947c-6a255697ae91","type":"Role"},
              {"id":"908de74d-f8b2-4d6b-a9ed-2a17b3b78179","type":"Role"},
              {"id":"e12dae10-5a57-4817-b79d-dfbec5348930","type":"Role"}]}]
            """,
            app["requiredResourceAccess"]);
        var trust = Assert.Single(app["federatedIdentityCredentials"]!.AsArray())!;
        Assert.Equal(($"https://login.microsoftonline.com/{FakeAzure.Tenant}/v2.0", Principal), ((string?)trust["issuer"], (string?)trust["subject"]));
        Same("""["api://AzureADTokenExchange"]""", trust["audiences"]);
        Assert.Empty(app["identifierUris"]!.AsArray());
        Assert.Empty(app["api"]!["oauth2PermissionScopes"]!.AsArray());
        Assert.Equal([$"env set DIRECTORY_APP_ID {Id(app)} --environment production"], _azure.CallsOf("azd"));
    }

    [Theory]
    [InlineData(Sh)]
    [InlineData(Pwsh)]
    public async Task For_the_tab_the_same_app_lets_the_clients_of_Teams_sign_people_in(string shell)
    {
        _environment["REGISTER_TAB"] = "true";
        _environment["TAB_HOST"] = "bot.harbour.example";

        await Succeeds(shell);

        var app = Assert.Single(_azure.Apps);
        Same($"[\"api://bot.harbour.example/{Id(app)}\"]", app["identifierUris"]);
        Assert.Equal(2, (int?)app["api"]!["requestedAccessTokenVersion"]);
        var scope = Assert.Single(app["api"]!["oauth2PermissionScopes"]!.AsArray())!;
        Assert.Equal((TabTokens.Scope, "User", true), ((string?)scope["value"], (string?)scope["type"], (bool?)scope["isEnabled"]));
        Assert.All(["admin", "user"], who => Assert.All(["DisplayName", "Description"], what => Assert.NotEmpty((string)scope[$"{who}Consent{what}"]!)));
        var clients = app["api"]!["preAuthorizedApplications"]!.AsArray();
        Assert.Equal(
            [
                "0ec893e0-5785-4de6-99da-4ed124e5296c", "1fec8e78-bce4-4aaf-ab1b-5451cc387264", "27922004-5251-4030-b22d-91ecd9a37ea4", "4765445b-32c6-49b0-83e6-1d93765276ca",
                "5e3ce6c0-2b1f-4285-8d4b-75ee78787346", "bc59ab01-8403-45c6-8796-ac3ef710b3e3", "d3590ed6-52b3-4102-aeff-aad2292ab01c",
            ],
            clients.Select(c => (string?)c!["appId"]));
        Assert.All(clients, c => Assert.Equal((string?)scope["id"], (string?)Assert.Single(c!["delegatedPermissionIds"]!.AsArray())));
        // The redirect address stays where the service is.
        Same($"[\"https://{Host}{ConsentPages.Done}\"]", app["web"]!["redirectUris"]);
        Assert.Equal(["DIRECTORY_APP_ID", "TAB_APP_ID"], _azure.CallsOf("azd").Select(c => c.Split(' ')[2]));
    }

    [Fact]
    public async Task Without_the_directory_the_tab_asks_for_no_permission_and_trusts_nobody()
    {
        (_environment["REGISTER_DIRECTORY"], _environment["REGISTER_TAB"], _environment["IDENTITY_PRINCIPAL_ID"]) = ("", "true", "");

        await Succeeds(Sh);

        var app = Assert.Single(_azure.Apps);
        Same($"[\"api://{Host}/{Id(app)}\"]", app["identifierUris"]);
        Assert.Empty(app["requiredResourceAccess"]!.AsArray());
        Assert.Empty(app["federatedIdentityCredentials"]!.AsArray());
        Assert.Empty(app["web"]!["redirectUris"]!.AsArray());
        Assert.Equal([$"env set TAB_APP_ID {Id(app)} --environment production"], _azure.CallsOf("azd"));
    }

    [Theory]
    [InlineData(Sh, true)]
    [InlineData(Sh, false)]
    [InlineData(Pwsh, true)]
    public async Task What_is_as_it_should_be_stays_untouched_whether_or_not_its_id_was_kept(string shell, bool isKept)
    {
        _environment["REGISTER_TAB"] = "true";
        await Succeeds(shell);
        var before = Assert.Single(_azure.Apps).ToJsonString();
        _environment["DIRECTORY_APP_ID"] = _environment["TAB_APP_ID"] = isKept ? Id(_azure.Apps[0]) : "";
        _azure.Calls.Clear();
        // Who may only read is no worse off.
        _azure.MayRegister = false;

        var again = await Succeeds(shell);

        Assert.Equal(before, Assert.Single(_azure.Apps).ToJsonString());
        Assert.Empty(_azure.Changes);
        Assert.Equal(isKept ? 2 : 4, _azure.CallsOf("azd").Count);
        Assert.Equal(isKept, again.Output.Contains("nothing to change", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Sh)]
    [InlineData(Pwsh)]
    public async Task What_differs_is_mended_and_what_is_beside_it_stays(string shell)
    {
        _environment["REGISTER_TAB"] = "true";
        await Succeeds(shell);
        var app = _azure.Apps[0];
        var asItShouldBe = app.ToJsonString();
        app["signInAudience"] = "AzureADMyOrg";
        app["displayName"] = "Harbour's helper";
        app["web"]!["redirectUris"] = new JsonArray("https://elsewhere.example/");
        app["requiredResourceAccess"]![0]!["resourceAccess"]!.AsArray().RemoveAt(0);
        app["federatedIdentityCredentials"]![0]!["subject"] = "an identity that is gone";
        app["identifierUris"] = new JsonArray();
        app["api"]!["preAuthorizedApplications"]!.AsArray().RemoveAt(3);

        await Succeeds(shell);

        Assert.Equal("Harbour's helper", (string?)app["displayName"]);
        app["displayName"] = "Collective Impact";
        Same(asItShouldBe, app);
    }

    [Fact]
    public async Task An_app_that_was_registered_by_hand_keeps_its_id_and_that_of_its_scope()
    {
        _environment["REGISTER_TAB"] = "true";
        await Succeeds(Sh);
        var app = _azure.Apps[0];
        app["tags"] = new JsonArray();
        app["api"]!["oauth2PermissionScopes"]![0]!["id"] = "33333333-3333-3333-3333-333333333333";
        app["api"]!["preAuthorizedApplications"] = new JsonArray();
        app["federatedIdentityCredentials"]![0]!["name"] = "the-bots";
        _environment["TAB_APP_ID"] = Id(app);

        await Succeeds(Sh);

        Assert.Same(app, Assert.Single(_azure.Apps));
        Assert.Equal("33333333-3333-3333-3333-333333333333", (string?)app["api"]!["oauth2PermissionScopes"]![0]!["id"]);
        Assert.Equal(7, app["api"]!["preAuthorizedApplications"]!.AsArray().Count);
        Assert.Single(app["federatedIdentityCredentials"]!.AsArray());
    }

    [Fact]
    public async Task An_app_that_is_not_found_at_once_is_waited_for()
    {
        _azure.HiddenFor = 2;

        await Succeeds(Sh);

        Assert.Equal(["2", "4"], _azure.CallsOf("sleep"));
        Assert.Single(_azure.Apps[0]["federatedIdentityCredentials"]!.AsArray());
    }

    [Theory]
    [InlineData(Sh)]
    [InlineData(Pwsh)]
    public async Task Without_azd_it_says_what_to_set(string shell)
    {
        _azure.HasNoAzd();
        _environment.Remove("AZURE_ENV_NAME");

        var ran = await Succeeds(shell);

        Assert.Contains($"Please set DIRECTORY_APP_ID={Id(_azure.Apps[0])} where you deploy from", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Sh)]
    [InlineData(Pwsh)]
    public async Task Whoever_is_not_signed_in_reads_how_to(string shell)
    {
        _azure.SignedInTo = null;

        await Fails(shell, $"The Azure CLI isn't signed in; azd has a sign-in of its own. Please run: az login --tenant {FakeAzure.Tenant} --allow-no-subscriptions");
    }

    [Theory]
    [InlineData(Sh)]
    [InlineData(Pwsh)]
    public async Task Whoever_is_signed_in_elsewhere_registers_nothing_there(string shell)
    {
        _azure.SignedInTo = Principal;

        await Fails(shell, $"signed in to another tenant ({Principal}) than the bot's ({FakeAzure.Tenant})");
    }

    [Theory]
    [InlineData(Sh)]
    [InlineData(Pwsh)]
    public async Task Whoever_may_not_register_apps_reads_whom_to_ask(string shell)
    {
        _azure.MayRegister = false;

        await Fails(shell, "Please ask somebody with the role Application Developer", "Insufficient privileges");
    }

    [Theory]
    [InlineData(Sh)]
    [InlineData(Pwsh)]
    public async Task A_tab_whose_domain_is_not_verified_leaves_the_directory_as_it_should_be(string shell)
    {
        _environment["REGISTER_TAB"] = "true";
        _azure.IsVerified = false;

        var ran = await Runs(shell);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("azd env set TAB_HOST", ran.Errors, StringComparison.Ordinal);
        Assert.Equal(["DIRECTORY_APP_ID"], _azure.CallsOf("azd").Select(c => c.Split(' ')[2]));
    }

    [Theory]
    [InlineData(Sh)]
    [InlineData(Pwsh)]
    public async Task An_app_that_is_gone_is_not_replaced_without_a_word(string shell)
    {
        _environment["DIRECTORY_APP_ID"] = Principal;

        await Fails(shell, $"The registration {Principal}, which DIRECTORY_APP_ID or TAB_APP_ID names, can't be found");
    }

    [Fact]
    public async Task Two_registrations_are_one_too_many()
    {
        (_environment["DIRECTORY_APP_ID"], _environment["TAB_APP_ID"]) = (Principal, FakeAzure.Tenant);

        await Fails(Sh, "the app's manifest has room for one");
    }

    [Fact]
    public async Task Before_anything_is_provisioned_there_is_nobody_to_trust()
    {
        _environment["IDENTITY_PRINCIPAL_ID"] = "";

        await Fails(Sh, "the bot has to be provisioned first");
    }

    [Fact]
    public async Task What_the_script_reads_is_put_out_by_the_deployment_and_what_it_keeps_is_read_by_the_next()
    {
        var script = await Read("infra/register.sh");
        var outputs = await Read("infra/main.bicep");
        var parameters = await Read("infra/bot.bicepparam");
        var package = await Read("manifest/TeamsApp.targets");
        var page = await Read("docs/operations.md");

        Assert.All(["IDENTITY_TENANT_ID", "IDENTITY_PRINCIPAL_ID", "BOT_DOMAIN"], name => Assert.Contains($"output {name} string", outputs, StringComparison.Ordinal));
        var kept = Keeps().Matches(script).Select(m => m.Groups["name"].Value).ToArray();
        Assert.Equal(["DIRECTORY_APP_ID", "TAB_APP_ID"], kept);
        Assert.All(kept, name => Assert.Contains($"readEnvironmentVariable('{name}', '')", parameters, StringComparison.Ordinal));
        Assert.All(kept, name => Assert.Contains($"$({name})", package, StringComparison.Ordinal));
        Assert.All(["REGISTER_DIRECTORY", "REGISTER_TAB", "TAB_HOST"], name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Azd_runs_the_scripts_after_provisioning()
    {
        var hook = new DeserializerBuilder().Build().Deserialize<Dictionary<string, dynamic>>(await Read("azure.yaml"))["hooks"]["postprovision"];

        Assert.Equal((Sh, "infra/register.sh"), ((string)hook["posix"]["shell"], (string)hook["posix"]["run"]));
        Assert.Equal((Pwsh, "infra/register.ps1"), ((string)hook["windows"]["shell"], (string)hook["windows"]["run"]));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(RepositoryRoot.PathOf("infra", "register.sh")).HasFlag(UnixFileMode.UserExecute));
    }

    private static string Id(JsonObject app) => (string)app["appId"]!;

    private static void Same(string expected, JsonNode? actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"{actual?.ToJsonString()} isn't {expected}");

    private static Task<string> Read(string file) => File.ReadAllTextAsync(RepositoryRoot.PathOf(file), TestContext.Current.CancellationToken);

    private async Task<Ran> Succeeds(string shell)
    {
        var ran = await Runs(shell);
        Assert.True(ran.ExitCode == 0, ran.Output + ran.Errors);
        Assert.Equal("", ran.Errors);
        return ran;
    }

    private async Task Fails(string shell, params string[] sentences)
    {
        var ran = await Runs(shell);

        Assert.Equal(1, ran.ExitCode);
        Assert.All(sentences, s => Assert.Contains(s, ran.Errors, StringComparison.Ordinal));
        Assert.Empty(_azure.Apps);
        Assert.Empty(_azure.CallsOf("azd"));
    }

    private async Task<Ran> Runs(string shell)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!;
        Assert.SkipUnless(path.Split(':').Any(folder => File.Exists(Path.Combine(folder, shell))), $"{shell} isn't installed.");
        foreach (var name in (string[])["DIRECTORY_APP_ID", "TAB_APP_ID", "REGISTER_TAB", "TAB_HOST"])
        {
            _environment.TryAdd(name, "");
        }

        _environment["PATH"] = $"{_azure.Folder}:{path}";
        var ran = await Tools.RunAsync(shell, shell == Sh ? [RepositoryRoot.PathOf("infra", "register.sh")] : ["-NoProfile", "-File", RepositoryRoot.PathOf("infra", "register.ps1")], _environment);

        // Whatever happens, nobody makes or shows a secret.
        Assert.DoesNotContain(_azure.Calls, c => Secret().IsMatch(c));
        Assert.All(_azure.Apps, app => Assert.Empty(app["passwordCredentials"]!.AsArray().Concat(app["keyCredentials"]!.AsArray())));
        return ran;
    }

    [GeneratedRegex("\\bkeep (?<name>[A-Z_]+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Keeps();

    [GeneratedRegex("credential reset|password|secret|--cert|key-?credential|create-for-rbac|get-access-token", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Secret();
}
