using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Json.Schema;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>What an administrator uploads: packed by the documented command, then opened and read.</summary>
public sealed class TeamsAppTests(PackedApp packed) : IClassFixture<PackedApp>
{
    private const string BotId = PackedApp.BotId;

    private static readonly string[] Scopes = ["personal", "team", "groupChat"];

    private static IEnumerable<string> Translated => Languages.Ours.Where(l => l != "en");

    public static TheoryData<string> Translations => [.. Translated];

    [Fact]
    public async Task The_package_holds_the_manifest_its_two_icons_its_texts_in_each_language_and_nothing_else()
    {
        await using var zip = await ZipFile.OpenReadAsync(packed.Path, TestContext.Current.CancellationToken);

        Assert.Equal([.. Translated.Select(l => l + ".json").Concat(["color.png", "manifest.json", "outline.png"]).Order()], zip.Entries.Select(e => e.FullName).Order());
    }

    [Fact]
    public async Task No_placeholder_is_left_in_the_packed_manifest()
    {
        var manifest = await ManifestTextAsync();

        Assert.DoesNotContain("${{", manifest);
        Assert.Contains($"\"botId\": \"{BotId}\"", manifest);
        Assert.Contains("\"validDomains\": [\"bot.example.org\"]", manifest);
    }

    [Fact]
    public async Task Packing_changes_nothing_but_the_placeholders()
    {
        var source = await File.ReadAllLinesAsync(
            RepositoryRoot.PathOf("manifest", "manifest.json"), TestContext.Current.CancellationToken);
        var filled = (await ManifestTextAsync()).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

        Assert.Equal(source.Length, filled.Length);
        Assert.All(source.Zip(filled).Where(l => !l.First.Contains("${{")), l => Assert.Equal(l.First, l.Second));
    }

    [Fact]
    public async Task The_manifest_is_what_the_published_schema_asks_for()
    {
        using var manifest = JsonDocument.Parse(await ManifestTextAsync());

        await IsAsPublished("MicrosoftTeams.v1.30.schema.json", manifest);
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public async Task The_texts_in_a_language_are_what_the_published_schema_asks_for(string language)
    {
        using var texts = JsonDocument.Parse(await EntryAsync(language + ".json"));

        await IsAsPublished("MicrosoftTeams.Localization.v1.30.schema.json", texts);
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public async Task Each_text_of_the_manifest_is_there_in_each_language_and_no_other(string language)
    {
        var manifest = JsonNode.Parse(await ManifestTextAsync())!;
        var texts = JsonNode.Parse(await EntryAsync(language + ".json"))!.AsObject();

        Assert.Contains(language + ".json", manifest["localizationInfo"]!["additionalLanguages"]!.AsArray().Select(l => l!["file"]!.GetValue<string>()));
        var own = Texts(manifest, "").ToDictionary(t => t.Path, t => t.Text);
        Assert.Equal(own.Keys.Order(StringComparer.Ordinal), texts.Select(t => t.Key).Where(k => k != "$schema").Order(StringComparer.Ordinal));
        // The name may be the same; what is said about it may not.
        Assert.DoesNotContain(own, t => t.Key.Contains("description", StringComparison.Ordinal) && texts[t.Key]!.GetValue<string>() == t.Value);
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public async Task A_command_is_offered_in_a_language_by_words_that_mean_the_same_there(string language)
    {
        var texts = JsonNode.Parse(await EntryAsync(language + ".json"))!.AsObject();
        await using var service = BotHost.Build(["--environment", "Development", "--ConnectionStrings:Storage", "UseDevelopmentStorage=true"]);
        var listeners = service.Services.GetRequiredService<Listeners>();

        var wrong = Texts(JsonNode.Parse(await ManifestTextAsync())!, "")
            .Where(t => t.Path.Contains("commandLists", StringComparison.Ordinal) && t.Path.EndsWith("title", StringComparison.Ordinal))
            .Where(t => listeners.Hear(texts[t.Path]!.GetValue<string>(), CultureInfo.GetCultureInfo(language))?.Door.Command != listeners.Hear(t.Text, CultureInfo.GetCultureInfo("en"))!.Door.Command)
            .Select(t => $"{t.Text}: {texts[t.Path]}");

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Each_scope_has_one_list_of_at_most_ten_short_commands()
    {
        var bot = await BotAsync();

        var lists = bot["commandLists"]!.AsArray();

        Assert.Equal(Scopes, lists.Select(l => l!["scopes"]!.AsArray().Single()!.GetValue<string>()));
        Assert.Equal(Scopes, bot["scopes"]!.AsArray().Select(s => s!.GetValue<string>()));
        Assert.All(lists, list =>
        {
            var commands = list!["commands"]!.AsArray();
            // Older clients show ten commands a list and 32 letters a title.
            Assert.InRange(commands.Count, 1, 10);
            Assert.All(commands, c => Assert.InRange(Title(c).Length, 1, 32));
            Assert.All(commands, c => Assert.InRange(c!["description"]!.GetValue<string>().Length, 1, 128));
            Assert.Equal(commands.Count, commands.Select(Title).Distinct(StringComparer.Ordinal).Count());
        });
    }

    [Fact]
    public async Task Each_command_offered_is_one_that_a_person_can_say()
    {
        var bot = await BotAsync();

        var titles = bot["commandLists"]!.AsArray().SelectMany(l => l!["commands"]!.AsArray()).Select(Title);

        await using var service = BotHost.Build(["--environment", "Development", "--ConnectionStrings:Storage", "UseDevelopmentStorage=true"]);
        var listeners = service.Services.GetRequiredService<Listeners>();
        Assert.All(titles, title => Assert.NotNull(listeners.Hear(title, CultureInfo.GetCultureInfo("en"))));
    }

    [Fact]
    public async Task Each_command_of_the_message_extension_is_one_that_the_bot_answers()
    {
        var extension = JsonNode.Parse(await ManifestTextAsync())!["composeExtensions"]!.AsArray().Single()!;

        await using var service = BotHost.Build(["--environment", "Development", "--ConnectionStrings:Storage", "UseDevelopmentStorage=true"]);
        var listeners = service.Services.GetRequiredService<Listeners>();
        Assert.Equal((await BotAsync())["botId"]!.GetValue<string>(), extension["botId"]!.GetValue<string>());
        Assert.All(extension["commands"]!.AsArray(), command =>
        {
            Assert.NotNull(listeners.Find(command!["id"]!.GetValue<string>()));
            Assert.InRange(Title(command).Length, 1, 32);
            Assert.InRange(command["description"]!.GetValue<string>().Length, 1, 128);
        });
    }

    [Fact]
    public async Task The_app_asks_for_no_consent_to_read_an_organisations_data()
    {
        var manifest = JsonNode.Parse(await ManifestTextAsync())!.AsObject();

        Assert.DoesNotContain("authorization", manifest);
        Assert.DoesNotContain("devicePermissions", manifest);
        // Of Entra it asks who somebody is, for its own tab.
        Assert.Equal((string[])["id", "resource"], manifest["webApplicationInfo"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task The_tab_is_where_the_bot_is_and_signs_in_with_its_own_registration()
    {
        var manifest = JsonNode.Parse(await ManifestTextAsync())!;
        var tab = Assert.Single(manifest["staticTabs"]!.AsArray())!;

        Assert.Equal((string[])["personal"], tab["scopes"]!.AsArray().Select(s => s!.GetValue<string>()));
        Assert.All(["contentUrl", "websiteUrl"], address => Assert.Equal("https://bot.example.org/tab", tab[address]!.GetValue<string>()));
        Assert.Equal(PackedApp.TabAppId, manifest["webApplicationInfo"]!["id"]!.GetValue<string>());
        // Teams gives a token only for what is registered under the tab's own host name.
        Assert.Equal($"api://bot.example.org/{PackedApp.TabAppId}", manifest["webApplicationInfo"]!["resource"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData(PackedApp.DirectoryAppId)]
    public async Task Without_a_registration_for_it_there_is_no_tab_and_all_else_is_as_it_was(string directory)
    {
        var folder = Directory.CreateTempSubdirectory("teams-app-");
        try
        {
            var without = Path.Combine(folder.FullName, "app.zip");
            var ran = await packed.PackAsync($"-p:BotId={BotId}", "-p:BotDomain=bot.example.org", $"-p:TeamsAppPackage={without}", $"-p:IntermediateOutputPath={folder.FullName}/", $"-p:DirectoryAppId={directory}");
            Assert.True(ran.ExitCode == 0, ran.Output + ran.Errors);
            await using var zip = await ZipFile.OpenReadAsync(without, TestContext.Current.CancellationToken);
            foreach (var file in zip.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.Ordinal)))
            {
                await using var opened = await file.OpenAsync(TestContext.Current.CancellationToken);
                var json = (await JsonNode.ParseAsync(opened, cancellationToken: TestContext.Current.CancellationToken))!.AsObject();
                var expected = JsonNode.Parse(await EntryAsync(file.Name))!.AsObject();
                Assert.True(expected.Remove("staticTabs") || expected.Remove("staticTabs[0].name"), file.Name);
                // An app may come to people by itself only as the registration that its manifest names.
                if (directory.Length > 0 && expected["webApplicationInfo"] is { } own)
                {
                    (own["id"], own["resource"]) = (directory, $"api://bot.example.org/{directory}");
                }
                else
                {
                    expected.Remove("webApplicationInfo");
                }

                Assert.True(JsonNode.DeepEquals(expected, json), file.Name);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("-p:BotId=the-bot", "-p:BotDomain=bot.example.org", "BotId must be the bot's app id, a GUID")]
    [InlineData($"-p:BotId={BotId}", "-p:BotDomain=bot.example.org -p:TabAppId=the-tab", "TabAppId must be the client id")]
    [InlineData($"-p:BotId={BotId}", "-p:BotDomain=https://bot.example.org", "BotDomain must be the bot's host name alone")]
    [InlineData($"-p:BotId={BotId}", "-p:BotDomain=bot.example.org -p:TeamsAppVersion=1.0", "TeamsAppVersion must be three numbers")]
    [InlineData($"-p:BotId={BotId}", "-p:BotDomain=bot.example.org -p:DeveloperWebsite=http://example.org", "must be https addresses")]
    public async Task A_value_that_Teams_would_refuse_stops_the_packing_with_one_line(string botId, string rest, string says)
    {
        var refused = await packed.PackAsync([botId, .. rest.Split(' ')]);

        Assert.Equal(1, refused.ExitCode);
        var error = Assert.Single(refused.Output.Split('\n'), line => line.Contains("error", StringComparison.Ordinal));
        Assert.Contains(says, error);
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public async Task An_icon_has_the_size_that_Teams_asks_for(string file, int size)
    {
        var icon = Png.Read(await EntryAsync(file));

        Assert.Equal((size, size), (icon.Width, icon.Height));
    }

    [Fact]
    public async Task The_outline_icon_is_white_and_transparent_alone()
    {
        var icon = Png.Read(await EntryAsync("outline.png"));

        Assert.DoesNotContain(icon.Pixels, p => p.Alpha > 0 && p is not { Red: 255, Green: 255, Blue: 255 });
        Assert.Contains(icon.Pixels, p => p.Alpha == 0);
        Assert.Contains(icon.Pixels, p => p.Alpha == 255);
    }

    [Fact]
    public async Task The_colour_icon_fills_its_square()
    {
        var icon = Png.Read(await EntryAsync("color.png"));

        Assert.DoesNotContain(icon.Pixels, p => p.Alpha < 255);
    }

    private static async Task IsAsPublished(string file, JsonDocument written)
    {
        var text = await File.ReadAllTextAsync(RepositoryRoot.PathOf("tests", "CollectiveImpact.Bot.Tests", "Packaging", file), TestContext.Current.CancellationToken);
        // The library reads draft 7, of which these draft-4 schemas use nothing that differs.
        var schema = JsonSchema.FromText(text.Replace("draft-04", "draft-07", StringComparison.Ordinal));

        var results = schema.Evaluate(written.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });

        // Details under an `if` say only which branch was taken.
        var faults = (results.Details ?? [])
            .Where(d => !d.IsValid && d.Errors is not null && !d.EvaluationPath.ToString().Contains("/if", StringComparison.Ordinal))
            .SelectMany(d => d.Errors!.Values.Select(e => $"{d.InstanceLocation}: {e}"));
        Assert.True(results.IsValid, string.Join('\n', faults));
    }

    // What a person reads of a manifest, by the path that a file of another language names it with.
    private static IEnumerable<(string Path, string Text)> Texts(JsonNode node, string path) => node switch
    {
        JsonObject some => some.SelectMany(p => p.Key is "developer" or "localizationInfo" ? []
            : p.Value is JsonValue value ? IsText(path, p.Key) ? [(path.Length == 0 ? p.Key : $"{path}.{p.Key}", value.GetValue<string>())] : []
            : Texts(p.Value!, path.Length == 0 ? p.Key : $"{path}.{p.Key}")),
        JsonArray many => many.SelectMany((n, i) => n is JsonObject ? Texts(n, $"{path}[{i}]") : []),
        _ => [],
    };

    private static bool IsText(string path, string key) => key is "title" or "description" or "short" or "full" && path.Length > 0 || (key == "name" && path.StartsWith("staticTabs", StringComparison.Ordinal));

    private static string Title(JsonNode? command) => command!["title"]!.GetValue<string>();

    private async Task<JsonNode> BotAsync() => JsonNode.Parse(await ManifestTextAsync())!["bots"]!.AsArray().Single()!;

    private async Task<string> ManifestTextAsync() => System.Text.Encoding.UTF8.GetString(await EntryAsync("manifest.json"));

    private async Task<byte[]> EntryAsync(string name)
    {
        await using var zip = await ZipFile.OpenReadAsync(packed.Path, TestContext.Current.CancellationToken);
        await using var entry = await zip.GetEntry(name)!.OpenAsync(TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await entry.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}

/// <summary>The package, packed once by the documented command and taken away afterwards.</summary>
public sealed class PackedApp : IAsyncLifetime
{
    public const string BotId = "11111111-2222-3333-4444-555555555555";
    public const string TabAppId = "99999999-8888-7777-6666-555555555555";
    public const string DirectoryAppId = "77777777-6666-5555-4444-333333333333";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("teams-app-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "packed", "collective-impact.zip");

    public async ValueTask InitializeAsync()
    {
        var packed = await PackAsync($"-p:BotId={BotId}", "-p:BotDomain=bot.example.org", $"-p:TabAppId={TabAppId}");
        Assert.True(packed.ExitCode == 0, packed.Output + packed.Errors);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    internal async Task<Ran> PackAsync(params string[] properties) => await Tools.RunAsync(
        "dotnet",
        [
            "msbuild", RepositoryRoot.PathOf("src", "CollectiveImpact.Bot"), "-t:PackTeamsApp", "-nologo",
            // Away from the build's own output, which a build may be writing now.
            $"-p:IntermediateOutputPath={_folder.FullName}/", $"-p:TeamsAppPackage={Path}",
            .. properties,
        ]);
}
