using System.Text.Json.Nodes;
using CollectiveImpact.Testing;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace CollectiveImpact.Bot.Tests.FaultMatrix;

/// <summary>One version replaces another while both run. `.ci/rolling-update` builds the version before and names it; in the usual run both are this one.</summary>
public sealed class RollingUpdateTests(Azurite azurite, ITestOutputHelper output)
{
    private const string Round = "2026-W49.check-in";
    private const int Initiatives = 8;
    private const int Reporters = 6;

    private static readonly Instant Sunday = Instant.FromUtc(2026, 11, 29, 12, 0);
    private static readonly Instant MondayNine = Instant.FromUtc(2026, 11, 30, 9, 0);
    private static readonly Instant AfterClosing = Instant.FromUtc(2026, 12, 6, 12, 0);

    // What wakes each kind of grain, and sends it and gets from it most of what there is.
    private static readonly string[] Backbone =
    [
        "help", "status", "people", "agenda", "glossary", "what is attendance?", "our activities", "asks", "offer: a van on Fridays", "history", "completeness", "digest", "health", "learnings", "decisions",
        "groups", "schedules", "indicators", "pulse", "imports", "export", "settings", "digests",
    ];

    private static readonly string[] Reporter = ["help", "check in", "my answers", "ask: a van on Fridays", "away until 12 December", "back", "what is attendance?", "our activities", "history"];

    [Fact]
    public async Task The_version_before_and_this_one_serve_each_other_as_one_cluster()
    {
        var folder = Environment.GetEnvironmentVariable("VERSION_BEFORE") ?? BotProcess.ThisVersion;
        var cluster = "v" + Guid.NewGuid().ToString("N")[..10];
        await using var teams = await CountingConnector.Start();
        (string, string)[] settings = [("Clustering", "AzureTables"), ("Orleans__ClusterId", cluster), ("Delivery__MessagesPerSecond", "0"), ("Budgets__Sender__Burst", "10000"), ("Budgets__Tenant__Burst", "10000")];
        using var before = await BotProcess.StartFrom(folder, azurite.ConnectionString, cluster, Text(Sunday), settings);
        using var after = await BotProcess.Start(azurite.ConnectionString, cluster, Text(Sunday), settings);
        BotProcess[] both = [before, after];

        // Each initiative is made by one of them; what follows is done by both in turns.
        for (var n = 0; n < Initiatives; n++)
        {
            await Does(both[n % 2], $"/test/fill?initiative={Id(n)}&reporters={Reporters}&service={teams.Address}");
        }

        await It(MondayNine);
        for (var n = 0; n < Initiatives; n++)
        {
            foreach (var (turn, text) in Backbone.Index())
            {
                await Says(both[(n + turn) % 2], $"{Id(n)}-backbone", "t0", text);
            }

            for (var reporter = 0; reporter < Reporters; reporter++)
            {
                Assert.Equal("Accepted", await Does(both[(n + reporter) % 2], $"/test/submit?initiative={Id(n)}&round={Round}&reporter={reporter}"));
                Assert.Equal("Unchanged", await Does(both[(n + reporter + 1) % 2], $"/test/submit?initiative={Id(n)}&round={Round}&reporter={reporter}"));
                await Says(both[(n + reporter) % 2], $"{Id(n)}-{reporter}", $"t{reporter % 3}", Reporter[(n + reporter) % Reporter.Length]);
            }
        }

        await It(AfterClosing);

        // The version before goes, as in a deployment, and the one after has all of it.
        await before.Stops();
        for (var n = 0; n < Initiatives; n++)
        {
            Assert.Equal(Reporters, (await after.Tells($"/test/entries?initiative={Id(n)}&round={Round}")).Split("p", StringSplitOptions.None).Length - 1);
            Assert.Contains(Round, await after.Tells($"/test/timetable?initiative={Id(n)}"), StringComparison.Ordinal);
            await Says(after, $"{Id(n)}-backbone", "t0", "status");
            Assert.Equal(1, teams.Received[$"{Id(n)}-channel"].Count(k => k == "digest"));
            Assert.All(Enumerable.Range(0, Reporters), r => Assert.Equal(1, teams.Received[$"{Id(n)}-{r}"].Count(k => k == "open")));
        }

        Assert.DoesNotContain(both.SelectMany(b => b.Said.Split('\n')), l => l.StartsWith("fail:", StringComparison.Ordinal));
        output.WriteLine($"{teams.Takings.Count} messages by two versions.");

        async Task It(Instant now)
        {
            foreach (var bot in both)
            {
                await Does(bot, $"/test/calendar?now={Text(now)}");
            }

            foreach (var bot in both)
            {
                await Does(bot, "/test/settle");
            }
        }

        async Task<string> Does(BotProcess bot, string path)
        {
            var answer = await bot.Does(path);
            Assert.True(answer is not null, string.Join("\n\n", both.Select(b => b.Said)));
            return answer!;
        }

        async Task Says(BotProcess bot, string person, string tenant, string text)
        {
            var heard = teams.Takings.Count(t => t.Conversation == person);
            var activity = new JsonObject
            {
                ["type"] = "message",
                ["id"] = Guid.NewGuid().ToString("N"),
                ["channelId"] = "msteams",
                ["serviceUrl"] = teams.Address.ToString(),
                ["from"] = new JsonObject { ["id"] = "29:" + person, ["name"] = person, ["aadObjectId"] = person },
                ["conversation"] = new JsonObject { ["id"] = person, ["conversationType"] = "personal", ["tenantId"] = tenant },
                ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" },
                ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } },
                ["text"] = text,
            };
            Assert.Equal(200, await bot.Hears(activity.ToJsonString()));
            Assert.True(teams.Takings.Count(t => t.Conversation == person) > heard, $"“{text}” wasn't answered. {bot.Said}");
        }

        static string Id(int n) => $"f{n:00000}";

        static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
    }
}
