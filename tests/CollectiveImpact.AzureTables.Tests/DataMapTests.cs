using System.Text.RegularExpressions;
using Azure.Data.Tables;
using CollectiveImpact.Audit;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Digests;
using CollectiveImpact.Endings;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Messages;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

/// <summary>Whatever is stored is of a kind that the page about privacy tells, and stands in docs/data-map.md with all its columns.</summary>
/// <remarks>To write the page anew, set <c>WRITE_DATA_MAP=1</c>.</remarks>
public sealed partial class DataMapTests(Azurite azurite)
{
    private const string Write = "WRITE_DATA_MAP";
    private static readonly Instant Then = Instant.FromUtc(2026, 11, 23, 9, 0);
    private static readonly LocalDate Day = new(2026, 11, 23);
    private static readonly string[] Storages = ["odata.etag", "PartitionKey", "RowKey", "Timestamp"];

    [Fact]
    public async Task Every_row_is_of_a_kind_and_every_column_stands_on_the_page()
    {
        await using var storage = await Empty(azurite);
        await ForeignRowsTests.Fill(storage);
        await Rest(storage);
        var columns = new SortedDictionary<(KeptKind Kind, string Table, string Rows), SortedSet<string>>();
        foreach (var table in storage.The<StorageAccount>().All)
        {
            var name = table.Name[storage.The<StorageConnection>().Prefix.Length..];
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancel))
            {
                var kind = DataMap.Of(name, row.PartitionKey, row.RowKey);
                Assert.True(kind is not null, $"{name} {row.PartitionKey} {row.RowKey} is of no kind.");
                var key = (kind.Value, name, RowsLike(row));
                columns.TryAdd(key, new SortedSet<string>(StringComparer.Ordinal));
                columns[key].UnionWith(row.Keys.Except(Storages));
            }
        }

        Assert.Equal(Enum.GetValues<KeptKind>(), columns.Keys.Select(k => k.Kind).Distinct());
        var stored = columns.Values.SelectMany(c => c).ToHashSet();
        var unseen = Directory.GetFiles(RepositoryRoot.PathOf("src", "CollectiveImpact.AzureTables"), "*.cs").SelectMany(f => Column().Matches(File.ReadAllText(f)).Select(m => m.Groups["name"].Value)).Except(stored);
        Assert.Empty(unseen);
        Assert.Null(DataMap.Of("Initiatives", "~new-ab12cd", "1"));
        var page = RepositoryRoot.PathOf("docs", "data-map.md");
        var written =
            $"""
            # What is stored

            Every kind of row with its columns, by what it is for. `/privacy` on a running service tells people what each kind holds, how long it is kept and who sees it, in their language. This page is made by `DataMapTests` ({Write}=1), which fails when a column is stored that isn't here.

            | kind | table | rows | columns |
            |---|---|---|---|
            {string.Join('\n', columns.Select(c => $"| {c.Key.Kind} | `{c.Key.Table}` | {(c.Key.Rows.Length > 0 ? $"`{c.Key.Rows}`" : "")} | {string.Join(", ", c.Value)} |"))}

            """.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
        {
            await File.WriteAllTextAsync(page, written, Cancel);
        }

        Assert.Equal(await File.ReadAllTextAsync(page, Cancel), written);
    }

    // What its key says that it is: the partition, where that is apart, and the words before the first id.
    private static string RowsLike(TableEntity row)
    {
        var partition = row.PartitionKey.StartsWith('~') ? row.PartitionKey.Split('-')[0] : "";
        var kind = row.RowKey.Split(':')[0];
        return $"{partition} {(row.RowKey.Contains(':', StringComparison.Ordinal) && kind.All(c => char.IsAsciiLetterLower(c) || c == '-') ? kind : "")}".Trim();
    }

    // What stands only in rows of which something has become.
    private static async Task Rest(Storage storage)
    {
        var (id, round) = (new InitiativeId("cd34ef"), new RoundId("2026-W47.check-in"));
        var chat = new ConversationAddress("https://smba.example/emea/", "19:chat", "tenant", "28:bot", PlaceKind.Channel);
        await storage.The<IInitiativeStore>().Save(
            new Initiative(
                id,
                "Hillside",
                "",
                "",
                "Europe/Lisbon",
                "en-GB",
                [],
                [new Partner(new("old"), "Old school") { PausedUntil = Day, LeftAt = Then, MergedInto = new("new") }],
                [new Member(Ben, "Ben", Role.Backbone, null) { BriefAt = new LocalTime(9, 0), HereUntil = Day }],
                [new HomeChannel(chat, "General") { Fault = new ChannelFault(Obstacle.Refused, Then) }]),
            new InitiativeChange(),
            null,
            Cancel);
        await storage.The<IIndicatorStore>().Save(id, new Indicator("visits", "How many?", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false) { Decimals = 1 }, Cancel);
        await storage.The<IPersonStore>().Save(new KnownPerson(new PersonKey("t", "cy"), "Cy", null, null, null, null, null, []) { SpeaksFor = Ben, LinkCode = "code", Language = "es", Mailbox = "cy@school.example", IsByMail = true }, Cancel);
        await storage.The<IRoundStore>().Save(
            new Round(id, round, "Check-in", 1, new Period("2026-W47"), Day, null, Then, Then, null, [], [], [], null) { SignedOff = new SignOff("Ben", Then), Line = new NudgeLine("Please", "Ben"), Reopened = new Reopening("Ben", Then, Then, new SignOff("Ben", Then)) }, null, Cancel);
        var act = new Act(ActKind.Closed, round, "Check-in", Ben, "Ben", Then) { Note = "Why", Before = "What" };
        await storage.The<IAuditStore>().Keep(id, act, Cancel);
        await storage.The<IAuditStore>().Begin(id, act, Cancel);
        await storage.The<IDigestStore>().Save(
            id, new DigestWords(round) { Headline = "All", Introduction = "We", WithoutNumbers = ["a"], WithoutLessons = ["b"], NumbersFirst = ["c"], LessonsFirst = ["d"], Homes = ["e"], ByName = "Ben", At = Then, TakenDown = new TakenDown("Ben", Then, "Why") }, null, Cancel);
        await storage.The<IMessageStore>().Save(id, new PartnersMessage("000000000000001-a", "Hello", "We meet", new Addressed(default), [new("old")], Ben, "Ben", Then) { SentAt = Then, Recipients = [Ana] }, null, Cancel);
        await storage.The<IOutboxStore>().Save(new Plan($"{id}:{round}", "open", ["t:ana"], Then, Then, null), Cancel);
    }

    [GeneratedRegex(@"\.Put\(""(?<name>[A-Za-z]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Column();
}
