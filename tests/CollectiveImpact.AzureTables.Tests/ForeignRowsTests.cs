using Azure;
using Azure.Data.Tables;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Digests;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Mail;
using CollectiveImpact.Pages;
using CollectiveImpact.Pulse;
using CollectiveImpact.Schedules;
using CollectiveImpact.Testing;
using CollectiveImpact.Time;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

/// <summary>
/// A row of every kind is stored, and each of its columns in turn holds what no version writes: whatever it is, all that is kept
/// in the table is read, if need be without that row.
/// </summary>
public sealed class ForeignRowsTests(Azurite azurite)
{
    private static readonly InitiativeId Id = new("ab12cd");

    // Null takes the column away.
    private static readonly (string Name, object? Value)[] Foreign =
    [
        ("unknown words", "xx-!!"),
        ("nothing", null),
        ("no words", ""),
        ("a number", 7),
        ("a number of many digits", "99999999999999999999999999999999999"),
        ("the end of time", "9999-12-31"),
        ("JSON of another kind", """{"Name":null,"InForce":null,"Goals":[null],"Synonyms":null,"a":{}}"""),
        ("a list of nothing", "[null,null]"),
        ("bytes", new byte[] { 1, 2, 3 }),
    ];

    private static readonly Instant Then = Instant.FromUtc(2026, 11, 23, 9, 0);
    private static readonly LocalDate Day = new(2026, 11, 23);
    private static readonly Period Week = new("2026-W48");
    private static readonly ConversationAddress Chat = new("https://smba.example/emea/", "19:chat", "tenant", "28:bot", PlaceKind.Channel);

    [Fact]
    public async Task Whatever_stands_in_a_column_everything_else_is_read()
    {
        await using var storage = await Empty(azurite);
        await Fill(storage);
        var faults = new List<string>();
        var (tried, account) = (0, storage.The<StorageAccount>());
        foreach (var table in account.All)
        {
            var rows = await table.QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);
            Assert.NotEmpty(rows);
            foreach (var row in rows.DistinctBy(r => r.RowKey.Split(':')[0] + r.GetString("Kind")))
            {
                foreach (var column in row.Keys.Where(k => k is not ("odata.etag" or "PartitionKey" or "RowKey" or "Timestamp")))
                {
                    foreach (var (name, value) in Foreign)
                    {
                        tried++;
                        if (await Reads(storage, table, row, column, value) is { } fault)
                        {
                            faults.Add($"{table.Name[^8..]} {row.RowKey} {column} := {name}: {fault}");
                        }
                    }
                }

                await table.UpsertEntityAsync(row, TableUpdateMode.Replace, Cancel);
            }
        }

        Assert.True(tried > 500, $"Only {tried} values were tried.");
        Assert.True(faults.Count == 0, $"{faults.Count} of {tried}:\n" + string.Join('\n', faults.Take(200)));
    }

    [Fact]
    public async Task One_member_who_can_not_be_read_leaves_the_others_and_the_settings()
    {
        await using var storage = await Empty(azurite);
        await Fill(storage);
        var table = storage.The<StorageAccount>().Initiatives;
        var row = await table.QueryAsync<TableEntity>(r => r.RowKey == Keys.Member(Ana), cancellationToken: Cancel).FirstAsync(Cancel);
        row["Person"] = "nobody";
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancel);

        var initiative = (await storage.The<IInitiativeStore>().Load(Id, Cancel))!.Initiative;

        Assert.Equal("Riverside", initiative.Name);
        Assert.Equal([Ben], initiative.Members.Select(m => m.Person));
    }

    [Fact]
    public async Task A_role_that_nobody_knows_may_do_least_and_a_sharing_that_nobody_knows_is_shared_least()
    {
        await using var storage = await Empty(azurite);
        await Fill(storage);
        var table = storage.The<StorageAccount>().Initiatives;
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancel))
        {
            foreach (var column in new[] { "Role", "Sharing", "PartnerSharing" }.Where(row.ContainsKey))
            {
                row[column] = "7";
                await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancel);
            }
        }

        Assert.All((await storage.The<IInitiativeStore>().Load(Id, Cancel))!.Initiative.Members, m => Assert.Equal(Role.Observer, m.Role));
        Assert.All(await storage.The<IIndicatorStore>().Load(Id, Cancel), i => Assert.Equal((Sharing.Backbone, Sharing.Backbone), (i.Sharing, i.PartnerSharing)));
    }

    private static async Task<string?> Reads(Storage storage, TableClient table, TableEntity row, string column, object? value)
    {
        var spoiled = new TableEntity(row.Where(c => c.Key is not ("odata.etag" or "Timestamp")).ToDictionary(c => c.Key, c => c.Value));
        if (value is null)
        {
            spoiled.Remove(column);
        }
        else
        {
            spoiled[column] = value;
        }

        await table.UpsertEntityAsync(spoiled, TableUpdateMode.Replace, Cancel);
        try
        {
            await ReadAll(storage, table);
            return null;
        }
#pragma warning disable CA1031 // Whatever it throws is what is looked for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"{e.GetType().Name} {e.Message.Split('\n')[0]}";
        }
    }

    private static async Task ReadAll(Storage storage, TableClient table)
    {
        var account = storage.The<StorageAccount>();
        if (table == account.Initiatives)
        {
            Assert.NotNull(await storage.The<IInitiativeStore>().Load(Id, Cancel));
            await storage.The<IInitiativeStore>().ListAll(Cancel);
            await storage.The<IInitiativeStore>().FindInvite(Id, "ab12cd-00000000", Cancel);
            await storage.The<IInitiativeStore>().Invites(Id, Cancel);
            await storage.The<IIndicatorStore>().Load(Id, Cancel);
            await storage.The<IIndicatorStore>().Versions(Id, "children", Cancel);
            await storage.The<ITimetableStore>().Load(Id, Cancel);
            await storage.The<ICommitmentStore>().InSight(Id, 20, Cancel);
            await storage.The<IAgendaStore>().Load(Id, Cancel);
            await storage.The<IAgendaStore>().Earlier(Id, Cancel);
            await storage.The<IAgendaStore>().Decisions(Id, upTo: null, Cancel).ToListAsync(Cancel);
            await storage.The<IDigestStore>().Between(Id, new(2026, 1, 1), new(2026, 12, 31), Cancel);
            await storage.The<IPassStore>().Find(Id, "key", Cancel);
            await storage.The<ISessionStore>().Find(Id, "key", Cancel);
            await storage.The<ISessionStore>().Of(Id, Ana, Cancel);
            await storage.The<ISessionStore>().Look(Id, Ana, Then + Duration.FromDays(1), Cancel);
            await storage.The<IMailLinkStore>().Find(Id, Then.InUtc().Date, "key", Cancel);
            await storage.The<IMailLinkStore>().Claim(new MailLink(Id, "key", Ana, Then), "browser", Cancel);
            await storage.The<IMailLinkStore>().Clear(Id, Then.InUtc().Date.PlusDays(1), Cancel);
        }
        else if (table == account.People)
        {
            await storage.The<IPersonStore>().OwnerOf("ana@school.example", Cancel);
            await storage.The<IPersonStore>().Load(Ana, Cancel);
            await storage.The<IPersonStore>().FindLinkCode("hash", Cancel);
        }
        else if (table == account.Homes)
        {
            await storage.The<IHomeStore>().Load("19:lobby@thread.tacv2", Cancel);
        }
        else if (table == account.Rounds)
        {
            await storage.The<IRoundStore>().Load(Id, new("2026-W48.check-in"), Cancel);
            await storage.The<IRoundStore>().Revisions(Id, new("2026-W48.check-in"), new("library"), Cancel);
            await storage.The<IRoundStore>().Rounds(Id, Cancel).ToListAsync(Cancel);
            await storage.The<IRoundStore>().All(Id, Cancel).ToListAsync(Cancel);
        }
        else if (table == account.Values || table == account.Totals)
        {
            var history = storage.The<IHistoryStore>();
            await history.Values(Id, "children", new("library"), new Period("2026-W50"), 12, Cancel);
            await history.Totals(Id, "children", Week, 12, Cancel);
            await history.AllValues(Id, "children", Cancel).ToListAsync(Cancel);
            await history.AllTotals(Id, "children", Cancel).ToListAsync(Cancel);
        }
        else if (table == account.Terms)
        {
            await storage.The<ITermStore>().Load(Id, Cancel);
            await storage.The<ITermStore>().Revisions(Id, "attendance", Cancel);
            await storage.The<ITermStore>().Misses(Id, Cancel);
            await storage.The<ITermStore>().Asked(Id, new LocalDate(2026, 1, 1), Cancel);
        }
        else if (table == account.Outbox)
        {
            await storage.The<IOutboxStore>().Load("mailing", Cancel);
        }
        else if (table == account.Learnings)
        {
            await storage.The<ILearningStore>().Newest(Id, upTo: null, Cancel).ToListAsync(Cancel);
        }
        else if (table == account.Activities)
        {
            await storage.The<IActivityStore>().Load(Id, Cancel);
        }
        else
        {
            await storage.The<IPulseStore>().Load(Id, Cancel);
            await storage.The<IImportStore>().Newest(Id, 10, Cancel);
        }
    }

    internal static async Task Fill(Storage storage)
    {
        await storage.The<IInitiativeStore>().Save(
            new Initiative(
                Id,
                "Riverside",
                "All read",
                "Few read",
                "Europe/Lisbon",
                "en-GB",
                [new Goal("goal-1", "More read")],
                [new Partner(new("library"), "City Library") { TimeZone = "Europe/Lisbon" }],
                [
                    new Member(Ana, "Ana", Role.Reporter, new("library"))
                    {
                        Contact = new Contact(Chat with { Kind = PlaceKind.Personal }, "Europe/Lisbon", "pt-PT", "blocked me"),
                        AwayUntil = Day,
                        AwayByMailbox = true,
                        HereUntil = Day,
                        Until = Day,
                        Since = Then,
                        Introduced = 2,
                    },
                    new Member(Ben, "Ben", Role.Backbone, null),
                ],
                [new HomeChannel(Chat, "General") { Group = "group1", Languages = ["es", "ar"] }])
            {
                Languages = ["pt"],
                PartnersToAgree = 1,
                Ending = new Ending(Ana, "Ana", Then),
                Ended = new Ended(Ben, "Ana", "Ben", Then),
                Groups = [new WorkingGroup("group1", "Readers", "To read", ["goal-1"], [Ana]) { Lead = Ana }],
            },
            new InitiativeChange { Invites = [new Invite("ab12cd-00000000", new("library"), Then, Ana) { Until = Day, From = Ben, Then = AfterHandOver.LooksOn, By = Ben, MadeAt = Then, WithdrawnBy = Ana, WithdrawnAt = Then, For = Ben, App = AddOutcome.Added }] },
            null,
            Cancel);
        await storage.The<IIndicatorStore>().Save(
            Id,
            new Indicator("children", "How many children?", "children", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, 90, ["attendance"], 1, Retired: false)
            {
                Least = 1,
                Most = 100,
                ExpectedChange = 10,
                AtMost = "other",
                Breakdown = new Breakdown("Place", [new Category("east", "East"), new Category("west", "West")], Sharing.Partners),
                Every = Frequency.Monthly,
                Partners = [new("library")],
                Baseline = 3,
                BaselineOn = Day,
                TargetBy = Day,
            },
            Cancel);
        await storage.The<ITimetableStore>().Save(
            Id,
            Timetable.Empty,
            new Timetable(
                [new FollowedSchedule(new Schedule("check-in", "Check-in", Recurrence.Weekly(IsoDayOfWeek.Monday), new LocalTime(9, 0), "Europe/Lisbon", 3, [1], new Scope(["children"], [new("library")]), Day) { DigestAt = LocalTime.Noon }, Day, [Day])],
                [new Pause(Day, Day, "Break")],
                [new RunningRound(new("2026-W48.check-in"), "check-in", "Check-in", 1, Week, Day, new LocalTime(9, 0), AtOnce: true, new Scope([], []), Then, Then, [Day], Then, Then)],
                ["2026-W47.check-in"])
            {
                MorningsTo = Then,
                Digests = [new WaitingDigest(new RunningRound(new("2026-W46.check-in"), "check-in", "Check-in", 1, Week, Day, new LocalTime(9, 0), AtOnce: true, new Scope([], []), Then, Then, [Day], Then, Then), Then)],
            },
            null,
            Cancel);
        await storage.The<ICommitmentStore>().Save(Id, new Commitment("c1", "Call them", "Ben", Then, CommitmentOutcome.Done, "Done", Then), null, Cancel);
        var agenda = new CommonAgenda(1, "All read", "Few read", "Figures", [new AgendaGoal("goal-1", "More read", ["children"])], [new AgreedAction("Open a club", "Library", Day)]) { Since = Then };
        await storage.The<IAgendaStore>().Save(Id, new AgendaBook(agenda, agenda, IsPutForward: true, [new Endorsement(new("library"), "Ana", Stance.Endorses, "Yes", Then)], [new AgendaComment("Ana", "Good", Then)]).Translate("pt", new Dictionary<string, string> { ["All read"] = "Todos leem" }), agenda, null, Cancel);
        await storage.The<IAgendaStore>().Save(Id, new Decided("d1", "We meet", "Ben", Then, ["City Library"]), Cancel);
        await storage.The<IUnsentFormStore>().Save(Id, new("2026-W48.check-in"), new UnsentForm(Ana, new("library"), new Dictionary<string, string> { ["value:children"] = "abc" }, Then), Cancel);
        await storage.The<IPassStore>().Save(new Pass(Id, "key", Ana, "Ana", "pt-PT", Then), Then - Duration.FromDays(1), Cancel);
        await storage.The<ISessionStore>().Save(new Session(Id, "key", Ana, "pt-PT", Then) { Device = "Firefox, Windows", Since = Then, TimeZone = "Europe/Lisbon", LookedBefore = Then }, Then - Duration.FromDays(1), Cancel);
        await storage.The<IMailLinkStore>().Save(new MailLink(Id, "key", Ana, Then) { Place = "desk/check-in", Card = "{}", Invite = "invite", Mailbox = "ana@school.example", OpenedBy = "browser" }, Cancel);
        await storage.The<IPersonStore>().TakeMailbox("ana@school.example", Ana, Cancel);
        await storage.The<ISessionStore>().Look(Id, Ana, Then - Duration.FromDays(1), Cancel);
        await storage.The<ISessionStore>().Look(Id, Ana, Then, Cancel);

        await storage.The<IPersonStore>().Save(new KnownPerson(Ana, "Ana", Chat with { Kind = PlaceKind.Personal }, "Europe/Lisbon", "pt-PT", "blocked me", Id, []), Cancel);
        await storage.The<IPersonStore>().AddMembership(Ana, Id, Cancel);
        await storage.The<IPersonStore>().SaveLinkCode("hash", new OfferedLink(Ana, Then), Cancel);
        await storage.The<IHomeStore>().Add("19:lobby@thread.tacv2", Id, Cancel);
        await storage.The<IHomeStore>().Come("19:lobby@thread.tacv2", Cancel);

        var learning = new Learning([new Lesson(LessonKind.Worked, "Reading outdoors", Sharing.Steering, Attribution.Named)], Sharing.Partners) { By = "Ana" };
        var round = new Round(Id, new("2026-W48.check-in"), "Check-in", 1, Week, Day, new LocalTime(9, 0), Then, Then, Then, ["children"], [new("library")], [new("library")], new("2026-W47.check-in"))
        {
            Versions = new Dictionary<string, int> { ["children"] = 1 },
            OnlyFor = new Dictionary<string, IReadOnlyList<PartnerId>> { ["children"] = [new("library")] },
            SignedOff = new SignOff("Ben", Then),
            Queries = [new ValueQuery(1, new("library"), "children", new ReportedValue.Number(41), "Is it?", Ben, "Ben", Then) { Kept = new ValueKept("Ana", Then, "Yes") }],
        };
        var version = await storage.The<IRoundStore>().Save(round, null, Cancel);
        var entry = new Entry(new("library"), 1, Ana, "Ana", Then, new Dictionary<string, ReportedValue> { ["children"] = new ReportedValue.Number(41) }, Status.OnTrack, learning, "no time")
        {
            Versions = new Dictionary<string, int> { ["children"] = 1 },
            Notes = new Dictionary<string, string> { ["children"] = "a camp" },
            CorrectedBecause = "twice counted",
            Commitment = "More",
            Kept = new Kept("More", CommitmentOutcome.Done, "yes"),
        };
        await storage.The<IRoundStore>().Save(round, entry, version, Cancel);
        await storage.The<ILearningStore>().Write(Id, [new PastLearning(new("2026-W48.check-in"), Week, Day, new("library"), learning, 1)], Cancel);
        await storage.The<IHistoryStore>().Write(
            Id,
            new HistoryPart(
                [new PastValue("children", new("library"), Week, new ReportedValue.Ratio(1, 2)) { Version = 1, AskedAt = Then }],
                [],
                [new Total("children", Week, 41, 1, 1) { Version = 1, AskedAt = Then, Parts = new Dictionary<string, decimal> { ["east"] = 41 }, PartsCover = 1 }],
                IsLate: false),
            Cancel);

        var wording = new Wording("Attendance", "Half the session") { Synonyms = ["presence"], Related = ["grade"], Translations = new Dictionary<string, Translation> { ["pt"] = new("Presença", "Metade", "", "", []) } };
        var term = new Term("attendance", 1)
        {
            InForce = wording,
            Edition = 1,
            AgreedAt = Then,
            Proposal = new Proposal(wording, Ana, "Ana", Then, [new Opinion(Ben, "Ben", null, Agrees: true, "yes")]),
            Decided = [new TermDecision(1, Agreed: true, Then, Then, Ben)],
            Retired = new Retirement("grade", "old", Then),
        };
        await storage.The<ITermStore>().SaveAll(Id, [(term, null)], Cancel);
        await storage.The<ITermStore>().SaveAll(Id, [(term with { Version = 2 }, term)], Cancel);
        await storage.The<ITermStore>().Save(Id, "zebra", new Miss("zebra", 2, Then), Cancel);
        await storage.The<ITermStore>().Count(Id, new AskedFor(new LocalDate(2026, 11, 1), 2, 1), Cancel);

        await storage.The<IOutboxStore>().Save([new Delivery("mailing", "open", Ana.ToString(), DeliveryState.Sent, Chat, "1", "because", 1, Then)], Cancel);
        await storage.The<IActivityStore>().Save(Id, new SharedActivity("a1", new("library"), "A club", ["goal-1"], "East", Then) { Until = Day, DependsOn = new("school"), Since = Then }, Cancel);
        await storage.The<IActivityStore>().Save(Id, new PartnersNotice("n1", NoticeKind.Ask, new("library"), "Two volunteers", "East", Day, Ana, "Ana", Then) { Ended = Then }, Cancel);
        await storage.The<IImportStore>().Save(Id, new ImportRecord("i1", "old.csv", Ana, "Ana", Then, 3, 1, Week, Week, ["2026-W48.import"]) { IsWhole = true, UndoneByName = "Ben", UndoneAt = Then }, Cancel);
        await storage.The<IActivityStore>().Save(Id, new Fit("n1", "n2", Then) { Asker = true, Offerer = false, ConnectedAt = Then, Outcome = "met", Channel = "c" }, Cancel);

        var tallies = new Dictionary<Side, Tally> { [Side.Together] = Tally.Of(Enumerable.Repeat(new Ballot(Tally.Statements.ToDictionary(s => s, _ => 4)), 12)) };
        await storage.The<IPulseStore>().Save(Id, new Survey(1, Then, Then, BySide: true, Then, Disclosure.Of(tallies)), tallies, [Ana], null, Cancel);
    }
}
