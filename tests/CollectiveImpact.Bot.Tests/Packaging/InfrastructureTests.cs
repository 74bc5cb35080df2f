using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>The Bicep files, compiled by the real compiler and read as Azure would read them.</summary>
public sealed partial class InfrastructureTests(CompiledInfrastructure compiled) : IClassFixture<CompiledInfrastructure>
{
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string AcrPull = "7f951dda-4ed3-4680-a7ca-43fe172d538d";

    /// <summary>Set by azd itself, not by an output of ours.</summary>
    private static readonly string[] FromAzd = ["SERVICE_BOT_IMAGE_NAME"];

    /// <summary>Set by whoever installs the bot, if they wish; each has a default.</summary>
    private static readonly string[] FromPeople = ["STORAGE_TABLE_PREFIX", "MAX_REPLICAS", "TAB_APP_ID", "DIRECTORY_APP_ID", "DEVELOPER_NAME", "OPERATOR_CONTACT", "MAIL_SERVER", "MAIL_FROM", "MAIL_USER", "MAIL_PASSWORD", "MAIL_BOUNCES", "MAIL_BOUNCES_USER", "MAIL_BOUNCES_PASSWORD"];

    [Theory]
    [InlineData("main.bicep")]
    [InlineData("bot.bicep")]
    public async Task The_compiler_and_its_linter_have_nothing_to_say(string file)
    {
        var linted = await CompiledInfrastructure.BicepAsync("lint", file);

        Assert.Equal("", compiled.Said(file) + linted.Errors + linted.Output);
        Assert.Equal(0, linted.ExitCode);
    }

    [Fact]
    public void Storage_has_no_shared_keys_no_public_blobs_and_no_old_TLS()
    {
        var account = Resource(compiled.Main, "Microsoft.Storage/storageAccounts");

        Assert.Equal("false", account["properties"]!["allowSharedKeyAccess"]!.ToJsonString());
        Assert.Equal("false", account["properties"]!["allowBlobPublicAccess"]!.ToJsonString());
        Assert.Equal("true", account["properties"]!["supportsHttpsTrafficOnly"]!.ToJsonString());
        Assert.Equal("TLS1_2", Text(account["properties"]!["minimumTlsVersion"]));
    }

    [Fact]
    public void Storage_is_locked_against_deletion_unless_asked_otherwise()
    {
        var template = compiled.Main;

        var keep = Resource(template, "Microsoft.Authorization/locks");

        Assert.Equal("CanNotDelete", Text(keep["properties"]!["level"]));
        Assert.Contains("storageAccounts", Text(keep["scope"]), StringComparison.Ordinal);
        Assert.Equal("true", template["parameters"]!["lockStorage"]!["defaultValue"]!.ToJsonString());
    }

    [Theory]
    [InlineData(TableDataContributor, "Microsoft.Storage/storageAccounts")]
    [InlineData(AcrPull, "Microsoft.ContainerRegistry/registries")]
    public void The_identity_has_this_role_on_this_resource(string role, string on)
    {
        var template = compiled.Main;

        var assignment = Assert.Single(
            Resources(template, "Microsoft.Authorization/roleAssignments"),
            a => Text(a["scope"]).Contains(on, StringComparison.Ordinal));

        var variable = VariableName().Match(Text(assignment["properties"]!["roleDefinitionId"])).Groups["name"].Value;
        Assert.Contains(Modules(template), m => Text(m["variables"]?[variable]).Contains(role, StringComparison.Ordinal));
        Assert.Equal("[parameters('principalId')]", Text(assignment["properties"]!["principalId"]));
    }

    [Fact]
    public void The_identity_has_those_two_roles_and_no_other()
    {
        var template = compiled.Main;

        Assert.Equal(2, Resources(template, "Microsoft.Authorization/roleAssignments").Count());
        Assert.Single(Resources(template, "Microsoft.ManagedIdentity/userAssignedIdentities"));
    }

    [Fact]
    public void The_registry_has_no_admin_user()
    {
        var registry = Resource(compiled.Main, "Microsoft.ContainerRegistry/registries");

        Assert.Equal("false", registry["properties"]!["adminUserEnabled"]!.ToJsonString());
    }

    [Fact]
    public void The_bot_is_registered_with_the_identity_and_hears_at_the_activity_door()
    {
        var template = compiled.Main;

        var bot = Resource(template, "Microsoft.BotService/botServices");
        var given = Module(template, "registration")["properties"]!["parameters"]!;

        Assert.Equal("UserAssignedMSI", Text(bot["properties"]!["msaAppType"]));
        Assert.Equal("[parameters('identityClientId')]", Text(bot["properties"]!["msaAppId"]));
        Assert.Equal("[parameters('endpoint')]", Text(bot["properties"]!["endpoint"]));
        Assert.Matches("^\\[format\\('https://\\{0\\}/api/messages', ", Text(given["endpoint"]!["value"]));
    }

    [Fact]
    public void The_bot_has_the_Teams_channel()
    {
        var channel = Resource(compiled.Main, "Microsoft.BotService/botServices/channels");

        Assert.Equal("MsTeamsChannel", Text(channel["properties"]!["channelName"]));
        Assert.Equal("true", channel["properties"]!["properties"]!["isEnabled"]!.ToJsonString());
    }

    [Fact]
    public void The_container_runs_as_the_users_identity_and_is_told_so()
    {
        var app = Resource(compiled.Bot, "Microsoft.App/containerApps");

        Assert.Equal("UserAssigned", Text(app["identity"]!["type"]));
        var settings = Container(app)["env"]!.AsArray().ToDictionary(e => Text(e!["name"]), e => Text(e!["value"]));
        Assert.Equal("UserAssignedMSI", settings["MicrosoftAppType"]);
        Assert.Contains("userAssignedIdentities", settings["MicrosoftAppId"], StringComparison.Ordinal);
        Assert.EndsWith(".clientId]", settings["MicrosoftAppId"], StringComparison.Ordinal);
        Assert.EndsWith(".tenantId]", settings["MicrosoftAppTenantId"], StringComparison.Ordinal);
        Assert.Equal(settings["MicrosoftAppId"], settings["AZURE_CLIENT_ID"]);
        Assert.EndsWith(".primaryEndpoints.table]", settings["ConnectionStrings__Storage"], StringComparison.Ordinal);
        // A managed identity has no password, and the SDK refuses one.
        Assert.DoesNotContain("MicrosoftAppPassword", settings);
    }

    [Theory]
    [InlineData("Mail__Password", "mailPassword", "mail-password")]
    [InlineData("Mail__BouncesPassword", "mailBouncesPassword", "mail-bounces-password")]
    public void The_passwords_for_mail_are_secrets_of_the_container_app(string setting, string parameter, string secret)
    {
        var app = Resource(compiled.Bot, "Microsoft.App/containerApps");

        Assert.Equal("securestring", Text(compiled.Bot["parameters"]![parameter]!["type"]), ignoreCase: true);
        var password = Container(app)["env"]!.AsArray().Single(e => Text(e!["name"]) == setting)!;
        Assert.Null(password["value"]);
        Assert.Contains($"'{secret}'", Text(password["secretRef"]), StringComparison.Ordinal);
        Assert.Contains($"parameters('{parameter}')", Text(app["properties"]!["configuration"]!["secrets"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_is_probed_where_the_service_answers()
    {
        var app = Resource(compiled.Bot, "Microsoft.App/containerApps");

        var probes = Container(app)["probes"]!.AsArray().ToDictionary(
            p => Text(p!["type"]), p => (Text(p!["httpGet"]!["path"]), p["httpGet"]!["port"]!.GetValue<int>()));

        Assert.Equal(("/health/live", 8080), probes["Startup"]);
        Assert.Equal(("/health/live", 8080), probes["Liveness"]);
        Assert.Equal(("/health/ready", 8080), probes["Readiness"]);
    }

    [Fact]
    public void The_container_is_reached_over_HTTPS_alone()
    {
        var ingress = Resource(compiled.Bot, "Microsoft.App/containerApps")["properties"]!["configuration"]!["ingress"]!;

        Assert.Equal("true", ingress["external"]!.ToJsonString());
        Assert.Equal("false", ingress["allowInsecure"]!.ToJsonString());
        Assert.Equal(8080, ingress["targetPort"]!.GetValue<int>());
    }

    [Fact]
    public void Application_Insights_gets_what_the_container_measures_from_it_and_from_nobody_else()
    {
        var settings = Container(Resource(compiled.Bot, "Microsoft.App/containerApps"))["env"]!.AsArray().ToDictionary(e => Text(e!["name"]), e => Text(e!["value"]));
        var environment = Resource(compiled.Main, "Microsoft.App/managedEnvironments")["properties"]!;

        Assert.EndsWith(".ConnectionString]", settings["APPLICATIONINSIGHTS_CONNECTION_STRING"], StringComparison.Ordinal);
        Assert.Equal("[resourceId('Microsoft.OperationalInsights/workspaces', format('log-{0}', parameters('token')))]", Text(Resource(compiled.Main, "Microsoft.Insights/components")["properties"]!["WorkspaceResourceId"]));
        // Its agent would send every trace a second time.
        Assert.Null(environment["appInsightsConfiguration"]);
        Assert.Null(environment["openTelemetryConfiguration"]);
    }

    [Fact]
    public void Nobody_is_told_of_trouble_or_costs_who_gave_no_address()
    {
        var watching = Module(compiled.Main, "watching")["properties"]!["template"]!;

        Assert.Equal("", Text(compiled.Main["parameters"]!["alertEmail"]!["defaultValue"]));
        Assert.Equal("[not(empty(parameters('email')))]", Text(watching["variables"]!["alerts"]));
        Assert.Equal("[and(and(variables('alerts'), greater(parameters('monthlyBudget'), 0)), not(empty(parameters('budgetStart'))))]", Text(watching["variables"]!["budgeted"]));
        Assert.All(Declared(watching), r => Assert.Equal(Text(r["type"]) == "Microsoft.Consumption/budgets" ? "[variables('budgeted')]" : "[variables('alerts')]", Text(r["condition"])));
        Assert.Equal(
            ["Microsoft.Consumption/budgets", "Microsoft.Insights/actionGroups", "Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/scheduledQueryRules"],
            Declared(watching).Select(r => Text(r["type"])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_sign_of_trouble_is_one_that_the_bot_gives_and_the_operators_page_explains()
    {
        var signs = Module(compiled.Main, "watching")["properties"]!["template"]!["variables"]!["signs"]!.AsArray();
        var page = await File.ReadAllTextAsync(RepositoryRoot.PathOf("docs", "operations.md"), TestContext.Current.CancellationToken);
        var source = string.Concat(Directory.GetFiles(RepositoryRoot.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is "DeliveryCounts.cs" or "ClockTelemetry.cs" or "TeamsTelemetry.cs" or "StorageCalls.cs").Select(File.ReadAllText));

        var measures = signs.SelectMany(s => Measure().Matches(Text(s!["query"])).Select(m => m.Value)).Distinct().ToArray();

        Assert.True(measures.Length >= 5, string.Join(' ', measures));
        Assert.All(measures, m => Assert.Contains($"\"{m}\"", source, StringComparison.Ordinal));
        Assert.All(measures, m => Assert.Contains($"`{m}`", page, StringComparison.Ordinal));
        Assert.All(signs, s => Assert.Contains($"*{Text(s!["title"])}*", page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_budget_tells_at_80_and_at_100_percent_and_begins_where_it_was_said_to()
    {
        var budget = Resource(compiled.Main, "Microsoft.Consumption/budgets")["properties"]!;

        Assert.Equal(["100", "80"], budget["notifications"]!.AsObject().Select(n => n.Value!["threshold"]!.ToJsonString()).Order(StringComparer.Ordinal));
        Assert.All(budget["notifications"]!.AsObject(), n => Assert.Equal("parameters('email')", Text(n.Value!["contactEmails"]!.AsArray().Single()).Trim('[', ']')));
        // Azure refuses a budget whose beginning has moved: it must not be the day of the deployment.
        Assert.Equal("[parameters('budgetStart')]", Text(budget["timePeriod"]!["startDate"]));
        Assert.Equal("", Text(compiled.Main["parameters"]!["budgetStart"]!["defaultValue"]));
    }

    [Fact]
    public void One_replica_never_sleeps_and_clusters_with_nobody()
    {
        var template = Resource(compiled.Bot, "Microsoft.App/containerApps")["properties"]!["template"]!;

        Assert.Equal("one", Text(compiled.Main["parameters"]!["replicas"]!["defaultValue"]));
        Assert.Equal("[if(variables('many'), 2, 1)]", Text(template["scale"]!["minReplicas"]));
        Assert.Equal("[if(variables('many'), parameters('maxReplicas'), 1)]", Text(template["scale"]!["maxReplicas"]));
        Assert.Contains(
            template["containers"]!.AsArray().Single()!["env"]!.AsArray(),
            e => Text(e!["name"]) == "Clustering" && Text(e["value"]) == "[if(variables('many'), 'AzureTables', 'Local')]");
    }

    [Fact]
    public void Many_replicas_run_on_a_node_where_they_reach_each_other()
    {
        var profile = Text(Resource(compiled.Bot, "Microsoft.App/containerApps")["properties"]!["workloadProfileName"]);
        var profiles = Text(Resource(compiled.Main, "Microsoft.App/managedEnvironments")["properties"]!["workloadProfiles"]);

        Assert.Equal("[if(variables('many'), 'dedicated', 'Consumption')]", profile);
        Assert.Contains("'name', 'dedicated', 'workloadProfileType', 'D4'", profiles, StringComparison.Ordinal);
        Assert.Equal(
            "[equals(parameters('replicas'), 'many')]",
            Text(Module(compiled.Main, "hosting")["properties"]!["parameters"]!["dedicated"]!["value"]));
    }

    [Fact]
    public async Task Everything_the_container_app_is_given_comes_from_the_first_deployment()
    {
        var template = compiled.Main;
        var parameters = await File.ReadAllTextAsync(
            RepositoryRoot.PathOf("infra", "bot.bicepparam"), TestContext.Current.CancellationToken);

        var read = EnvironmentVariable().Matches(parameters).Select(m => m.Groups["name"].Value);

        var outputs = template["outputs"]!.AsObject().Select(o => o.Key);
        Assert.Empty(read.Except([.. outputs, .. FromAzd, .. FromPeople]));
    }

    [Fact]
    public async Task The_parameters_of_the_container_app_compile()
    {
        var outputs = compiled.Main["outputs"]!.AsObject().Select(o => o.Key);

        var built = await Tools.RunAsync(
            Tools.Bicep,
            ["build-params", RepositoryRoot.PathOf("infra", "bot.bicepparam"), "--stdout"],
            outputs.Concat(FromAzd).ToDictionary(name => name, name => name == "REPLICAS" ? "many" : name.ToLowerInvariant()));

        Assert.Equal((0, ""), (built.ExitCode, built.Errors));
    }

    [Fact]
    public async Task The_service_that_azd_deploys_is_the_container_app_built_without_a_Dockerfile()
    {
        var azure = await File.ReadAllTextAsync(RepositoryRoot.PathOf("azure.yaml"), TestContext.Current.CancellationToken);

        var service = Service().Match(azure);

        // azd applies infra/SERVICE.bicepparam, finds the app by this tag, and lets the SDK build the image where no Dockerfile is.
        var name = service.Groups["name"].Value;
        Assert.True(File.Exists(RepositoryRoot.PathOf("infra", $"{name}.bicepparam")), name);
        Assert.Equal(name, Text(Resource(compiled.Bot, "Microsoft.App/containerApps")["tags"]!["azd-service-name"]));
        Assert.True(File.Exists(RepositoryRoot.PathOf(service.Groups["project"].Value, "CollectiveImpact.Bot.csproj")));
        Assert.False(File.Exists(RepositoryRoot.PathOf(service.Groups["project"].Value, "Dockerfile")));
        Assert.Contains($"SERVICE_{name.ToUpperInvariant()}_IMAGE_NAME", FromAzd);
    }

    [Fact]
    public async Task Each_parameter_azd_hands_over_is_one_the_deployment_has()
    {
        var template = compiled.Main;
        var file = JsonNode.Parse(await File.ReadAllTextAsync(
            RepositoryRoot.PathOf("infra", "main.parameters.json"), TestContext.Current.CancellationToken))!;

        var declared = template["parameters"]!.AsObject();

        Assert.All(file["parameters"]!.AsObject(), p => Assert.True(declared.ContainsKey(p.Key), p.Key));
        Assert.All(
            declared.Where(p => p.Value!["defaultValue"] is null),
            p => Assert.True(file["parameters"]!.AsObject().ContainsKey(p.Key), p.Key));
    }

    [Theory]
    [InlineData("main.bicep")]
    [InlineData("bot.bicep")]
    public void Each_parameter_says_what_it_is_for(string file)
    {
        var template = compiled.Template(file);

        Assert.All(
            template["parameters"]!.AsObject(),
            p => Assert.True(p.Value!["metadata"]?["description"] is not null, p.Key));
    }

    [GeneratedRegex("services:\\s+(?<name>[a-z]+):\\s+project: (?<project>\\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Service();

    [GeneratedRegex("readEnvironmentVariable\\('(?<name>[A-Z_]+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EnvironmentVariable();

    [GeneratedRegex(@"collective_impact\.[a-z]+\.?[a-z]+", RegexOptions.None, 1000)]
    private static partial Regex Measure();

    [GeneratedRegex("variables\\('(?<name>[^']+)'\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VariableName();

    private static JsonNode Container(JsonNode app) => app["properties"]!["template"]!["containers"]!.AsArray().Single()!;

    private static JsonNode Resource(JsonNode template, string type) => Resources(template, type).Single();

    private static IEnumerable<JsonNode> Resources(JsonNode template, string type) =>
        Modules(template).SelectMany(Declared).Where(r => Text(r["type"]) == type && r["existing"] is null);

    private static JsonNode Module(JsonNode template, string name) => template["resources"]![name]!;

    /// <summary>The template itself and every module in it.</summary>
    private static IEnumerable<JsonNode> Modules(JsonNode template) =>
    [
        template,
        .. Declared(template).Select(r => r["properties"]?["template"]).OfType<JsonNode>().SelectMany(Modules),
    ];

    /// <summary>Resources are a list, or named ones where the compiler needs names.</summary>
    private static IEnumerable<JsonNode> Declared(JsonNode template) => template["resources"] switch
    {
        JsonArray list => list.OfType<JsonNode>(),
        JsonObject named => named.Select(r => r.Value!),
        _ => [],
    };

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}

/// <summary>Compiled once for all that is asked of it.</summary>
public sealed class CompiledInfrastructure : IAsyncLifetime
{
    private readonly Dictionary<string, Ran> _built = [];

    public JsonNode Main => Template("main.bicep");

    public JsonNode Bot => Template("bot.bicep");

    public async ValueTask InitializeAsync()
    {
        foreach (var file in (string[])["main.bicep", "bot.bicep"])
        {
            _built[file] = await BicepAsync("build", file, "--stdout");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static Task<Ran> BicepAsync(string verb, string file, params string[] rest) =>
        Tools.RunAsync(Tools.Bicep, [verb, RepositoryRoot.PathOf("infra", file), .. rest]);

    internal string Said(string file) => _built[file].Errors;

    internal JsonNode Template(string file)
    {
        var built = _built[file];
        Assert.True(built.ExitCode == 0, built.Errors);
        return JsonNode.Parse(built.Output)!;
    }
}
