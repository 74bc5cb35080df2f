using System.Globalization;
using System.Reflection;
using Azure.Data.Tables;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.Bot.Tests.FaultMatrix;
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
using CollectiveImpact.Messages;
using CollectiveImpact.Pages;
using CollectiveImpact.Pulse;
using CollectiveImpact.Schedules;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

/// <summary>Storage takes a write and its answer is lost: sent again, it succeeds, and what stands is what would have stood.</summary>
public sealed class LostAnswersTests(Azurite azurite)
{
    private static readonly InitiativeId Id = new("ab12cd");
    private static readonly RoundId RoundId = new("2026-W48.check-in");
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 25, 12, 0);
    private static readonly Period Week = new("2026-W48");
    private static readonly LocalDate Monday = new(2026, 11, 23);
    private static readonly Initiative Riverside = new(Id, "Riverside", "", "", "Europe/Lisbon", "en-GB", [new Goal("g", "Read")], [new Partner(new("p"), "Library")], [new Member(Ana, "Ana", Role.Backbone, null), new Member(Ben, "Ben", Role.Reporter, new("p"))], [new HomeChannel(Place("19:all"), "Digests")]);
    private static readonly Round Asked = new(Id, RoundId, "Check-in", 1, Week, Monday, null, Noon, Noon + Duration.FromDays(3), null, ["meals"], [new("p")], [], null);
    private static readonly Entry Answer = new(new("p"), 1, Ben, "Ben", Noon, new Dictionary<string, ReportedValue> { ["meals"] = new ReportedValue.Number(3) }, Status.OnTrack, Learning.None, null);
    private static readonly Indicator Meals = new("meals", "How many?", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false);
    private static readonly Timetable Follows = new([new FollowedSchedule(Schedule.Usual(Riverside, Noon), Monday, [])], [], [], []);
    private static readonly Term Bus = new("bus", 1) { Proposal = new Proposal(new Wording("Bus", "A long car"), Ana, "Ana", Noon, []) };
    private static readonly Term Van = new("van", 1) { Proposal = new Proposal(new Wording("Van", "A short bus"), Ana, "Ana", Noon, []) };
    private static readonly Survey Pulse = new(1, Noon, Noon + Duration.FromDays(7), BySide: false, null, null);
    private static readonly Dictionary<Side, Tally> NoTallies = [];
    private static readonly CommonAgenda Goals = new(1, "All read", "", "", [], []);
    private static readonly AgendaBook Book = new(Goals, Goals with { Version = 2 }, IsPutForward: true, [], []);
    private static readonly DigestWords Written = new(RoundId) { Headline = "All read", ByName = "Ana", At = Noon };
    private static readonly UnsentForm Begun = new(Ana, new("p"), new Dictionary<string, string> { ["value:meals"] = "abc" }, Noon);
    private static readonly PartnersMessage Drafted = new("000000000000001-a", "Hello", "We meet", null, [], Ana, "Ana", Noon);
    private static readonly Commitment Bench = new("c", "A bench", "Ana", Noon, null, "", null);
    private static readonly Plan Opening = new(Id + ":" + RoundId, "open", ["t:ana", "t:ben"], Noon, Noon + Duration.FromDays(3), null);
    private static readonly Delivery Sent = new(Id + ":" + RoundId, "open", "t:ana", DeliveryState.Sent, null, "1", null, 1, Noon);

    /// <summary>Every method of a store that writes, in the ways in which it can: what stands before, and the write.</summary>
    private static readonly Case[] Cases =
    [
        Of<IInitiativeStore>("a new initiative", "Save", static _ => Nothing, static (s, _) => s.Save(Riverside, new InitiativeChange { Initiative = Riverside }, null, Cancel)),
        Of<IInitiativeStore>(
            "what changes and goes", "Save",
            static async s => await s.Save(Riverside, new InitiativeChange { Initiative = Riverside }, null, Cancel),
            static (s, v) => s.Save(Riverside, new InitiativeChange { Partners = [new Partner(new("q"), "School")], RemovedMember = Ben, RemovedChannel = "19:all", Invites = [new Invite("code", new("p"), Noon, null)] }, v, Cancel)),
        Of<IIndicatorStore>("a new indicator", "SaveAll", static _ => Nothing, static (s, _) => s.Save(Id, Meals, Cancel)),
        Of<IIndicatorStore>("a changed indicator and a new one", "SaveAll", static s => Then(s.Save(Id, Meals, Cancel)), static (s, _) => s.SaveAll(Id, [Meals with { Version = 2, Unit = "meals" }, Meals with { Id = "teas" }], Cancel)),
        Of<ITimetableStore>("a new timetable", "Save", static _ => Nothing, static (s, _) => s.Save(Id, Timetable.Empty, Follows, null, Cancel)),
        Of<ITimetableStore>("a timetable with less in it", "Save", static async s => await s.Save(Id, Timetable.Empty, Follows, null, Cancel), static (s, v) => s.Save(Id, Follows, Follows with { Schedules = [], Closed = [RoundId] }, v, Cancel)),
        Of<IRoundStore>("a new round", "Save(Round,String,CancellationToken)", static _ => Nothing, static (s, _) => s.Save(Asked, null, Cancel)),
        Of<IRoundStore>("a round that closes", "Save(Round,String,CancellationToken)", static async s => await s.Save(Asked, null, Cancel), static (s, v) => s.Save(Asked with { ClosedAt = Noon }, v, Cancel)),
        Of<IRoundStore>("an answer", "Save(Round,Entry,String,CancellationToken)", static async s => await s.Save(Asked, null, Cancel), static (s, v) => s.Save(Asked, Answer, v!, Cancel)),
        Of<IRoundStore>("rounds that are brought in", "Import", static _ => Nothing, static (s, _) => s.Import(Asked, [Answer], Cancel)),
        Of<ITermStore>("new words", "SaveAll", static _ => Nothing, static (s, _) => s.SaveAll(Id, [(Bus, null), (Van, null)], Cancel)),
        Of<ITermStore>("a changed word and a new one", "SaveAll", static s => Then(s.SaveAll(Id, [(Bus, null)], Cancel)), static (s, _) => s.SaveAll(Id, [(Bus with { Version = 2, Edition = 1 }, Bus), (Van, null)], Cancel)),
        Of<ITermStore>("a word that was asked for in vain", "Save", static _ => Nothing, static (s, _) => s.Save(Id, "tram", new Miss("tram", 1, Noon), Cancel)),
        Of<ITermStore>("a word that is no longer asked for", "Forget", static s => Then(s.Save(Id, "tram", new Miss("tram", 1, Noon), Cancel)), static (s, _) => s.Forget(Id, "tram", Cancel)),
        Of<ITermStore>("how often words were found", "Count", static s => Then(s.Count(Id, new AskedFor(Monday, 1, 1), Cancel)), static (s, _) => s.Count(Id, new AskedFor(Monday, 2, 1), Cancel), addsUp: true),
        Of<IPulseStore>("a new pulse", "Save", static _ => Nothing, static (s, _) => s.Save(Id, Pulse, NoTallies, [], null, Cancel)),
        Of<IPulseStore>(
            "who took part", "Save",
            static async s => await s.Save(Id, Pulse, NoTallies, [], null, Cancel),
            static (s, v) => s.Save(Id, Pulse, new Dictionary<Side, Tally> { [Side.Together] = Tally.None with { People = 2 } }, [Ana, Ben], v, Cancel)),
        Of<IPulseStore>("a pulse that is over", "Forget", static async s => await s.Save(Id, Pulse, NoTallies, [Ana, Ben], null, Cancel), static (s, _) => s.Forget(Id, 1, Cancel)),
        Of<IAgendaStore>("a new agenda", "Save(InitiativeId,AgendaBook,CommonAgenda,String,CancellationToken)", static _ => Nothing, static (s, _) => s.Save(Id, Book, null, null, Cancel)),
        Of<IAgendaStore>(
            "an agenda that comes into force", "Save(InitiativeId,AgendaBook,CommonAgenda,String,CancellationToken)",
            static async s => await s.Save(Id, Book, null, null, Cancel), static (s, v) => s.Save(Id, Book.BringIntoForce(Noon), Goals, v, Cancel)),
        Of<IAgendaStore>("a decision", "Save(InitiativeId,Decided,CancellationToken)", static _ => Nothing, static (s, _) => s.Save(Id, new Decided("d", "We buy a van", "Ana", Noon, []), Cancel)),
        Of<ICommitmentStore>("a commitment", "Save", static _ => Nothing, static (s, _) => s.Save(Id, Bench, null, Cancel)),
        Of<ICommitmentStore>("a commitment that is settled", "Save", static s => Then(s.Save(Id, Bench, null, Cancel)), static (s, _) => s.Save(Id, Bench.Settled(CommitmentOutcome.Done, "", Noon), Bench, Cancel)),
        Of<IOutboxStore>("marks", "Save(IReadOnlyList`1,CancellationToken)", static _ => Nothing, static (s, _) => s.Save([Sent], Cancel)),
        Of<IOutboxStore>("a new plan", "Save(Plan,CancellationToken)", static _ => Nothing, static (s, _) => s.Save(Opening, Cancel)),
        Of<IOutboxStore>("a plan with more in it", "Save(Plan,CancellationToken)", static async s => await s.Save(Opening, Cancel), static (s, v) => s.Save(Opening with { Recipients = ["t:ana", "t:ben", "t:cy"], Version = v }, Cancel)),
        Of<IOutboxStore>("a plan that is done", "Remove", static async s => await s.Save(Opening, Cancel), static (s, v) => s.Remove(Opening with { Version = v }, Cancel)),
        Of<IPersonStore>("where to write to somebody", "Save", static _ => Nothing, static (s, _) => s.Save(new KnownPerson(Ana, "Ana", Place("a:ana"), null, null, null, null, []), Cancel)),
        Of<IPersonStore>("a membership", "AddMembership", static _ => Nothing, static (s, _) => s.AddMembership(Ana, Id, Cancel)),
        Of<IPersonStore>("a membership that ends", "RemoveMembership", static s => Then(s.AddMembership(Ana, Id, Cancel)), static (s, _) => s.RemoveMembership(Ana, Id, Cancel)),
        Of<IPersonStore>("a person who is forgotten", "Forget", static s => Then(s.AddMembership(Ana, Id, Cancel)), static (s, _) => s.Forget(Ana, Cancel)),
        Of<IPersonStore>("a code that links an account", "SaveLinkCode", static _ => Nothing, static (s, _) => s.SaveLinkCode("hash", new OfferedLink(Ana, Noon), Cancel)),
        Of<IHomeStore>("a channel that is a home", "Add", static _ => Nothing, static (s, _) => s.Add("19:lobby@thread.tacv2", Id, Cancel)),
        Of<IHomeStore>("a channel that is a home no longer", "Remove", static s => Then(s.Add("19:lobby@thread.tacv2", Id, Cancel)), static (s, _) => s.Remove("19:lobby@thread.tacv2", Id, Cancel)),
        Of<IHomeStore>("a channel that the bot comes to", "Come", static _ => Nothing, static (s, _) => s.Come("19:lobby@thread.tacv2", Cancel)),
        Of<IHomeStore>("a channel that the bot leaves", "Go", static s => Then(s.Come("19:lobby@thread.tacv2", Cancel)), static (s, _) => s.Go("19:lobby@thread.tacv2", Cancel)),
        Of<ILearningStore>(
            "learnings", "Write", static s => Then(s.Write(Id, [Learned("gone", "Indoors")], Cancel)), static (s, _) => s.Write(Id, [Learned("p", "Outdoors"), Learned("gone", "")], Cancel)),
        Of<IHistoryStore>(
            "values and totals", "Write", static _ => Nothing,
            static (s, _) => s.Write(Id, new HistoryPart([new PastValue("meals", new("p"), Week, new ReportedValue.Number(3))], [], [new Total("meals", Week, 3, 1, 1)], IsLate: false), Cancel)),
        Of<IActivityStore>("an activity", "Save(InitiativeId,SharedActivity,CancellationToken)", static _ => Nothing, static (s, _) => s.Save(Id, Reads, Cancel)),
        Of<IActivityStore>("an activity that ends", "Remove", static s => Then(s.Save(Id, Reads, Cancel)), static (s, _) => s.Remove(Id, Reads, Cancel)),
        Of<IActivityStore>("an ask", "Save(InitiativeId,PartnersNotice,CancellationToken)", static _ => Nothing, static (s, _) => s.Save(Id, new PartnersNotice("n", NoticeKind.Ask, new("p"), "A van", "", null, Ana, "", Noon), Cancel)),
        Of<IActivityStore>("what fits", "Save(InitiativeId,Fit,CancellationToken)", static _ => Nothing, static (s, _) => s.Save(Id, new Fit("n", "m", Noon), Cancel)),
        Of<IHistoryStore>(
            "values and totals that go", "Write",
            static s => Then(s.Write(Id, new HistoryPart([new PastValue("meals", new("p"), Week, new ReportedValue.Number(3)) { AskedAt = Noon }], [], [new Total("meals", Week, 3, 1, 1) { AskedAt = Noon }], IsLate: false), Cancel)),
            static (s, _) => s.Write(Id, new HistoryPart([], [new ValueKey("meals", new("p"), Week, Noon)], [], IsLate: true) { WithdrawnTotals = [new TotalKey("meals", Week, Noon)] }, Cancel)),
        Of<IAuditStore>("an act", "Keep", static _ => Nothing, static (s, _) => s.Keep(Id, new Act(ActKind.Closed, RoundId, "Check-in", Ana, "Ana", Noon), Cancel)),
        Of<IAuditStore>("an act that begins", "Begin", static _ => Nothing, static (s, _) => s.Begin(Id, new Act(ActKind.Closed, RoundId, "", Ana, "Ana", Noon), Cancel)),
        Of<IAuditStore>(
            "an act that is done", "Done", static s => Then(s.Begin(Id, new Act(ActKind.Closed, RoundId, "", Ana, "Ana", Noon), Cancel)), static (s, _) => s.Done(Id, new Act(ActKind.Closed, RoundId, "", Ana, "Ana", Noon), Cancel)),
        Of<IDigestStore>("words for a digest", "Save", static _ => Nothing, static (s, _) => s.Save(Id, Written, null, Cancel)),
        Of<IDigestStore>(
            "a digest that is taken down", "Save", static s => Then(s.Save(Id, Written, null, Cancel)), static (s, _) => s.Save(Id, Written with { TakenDown = new TakenDown("Ana", Noon, "") }, Written, Cancel)),
        Of<IUnsentFormStore>("a form that is begun", "Save", static _ => Nothing, static (s, _) => s.Save(Id, RoundId, Begun, Cancel)),
        Of<IUnsentFormStore>("forms of a round that has closed", "Forget(InitiativeId,RoundId,CancellationToken)", static s => Then(s.Save(Id, RoundId, Begun, Cancel)), static (s, _) => s.Forget(Id, RoundId, Cancel)),
        Of<IUnsentFormStore>("forms of somebody who leaves", "Forget(InitiativeId,PersonKey,CancellationToken)", static s => Then(s.Save(Id, RoundId, Begun, Cancel)), static (s, _) => s.Forget(Id, Ana, Cancel)),
        Of<IMessageStore>("a message", "Save", static _ => Nothing, static (s, _) => s.Save(Id, Drafted, null, Cancel)),
        Of<IMessageStore>("a message that is sent", "Save", static s => Then(s.Save(Id, Drafted, null, Cancel)), static (s, _) => s.Save(Id, Drafted with { SentAt = Noon, Recipients = [Ben] }, Drafted, Cancel)),
        Of<IImportStore>("a file that is brought in", "Save", static _ => Nothing, static (s, _) => s.Save(Id, Brought, Cancel)),
        Of<IImportStore>("a file that changed nothing", "Remove", static s => Then(s.Save(Id, Brought, Cancel)), static (s, _) => s.Remove(Id, Brought, Cancel)),
        Of<IPassStore>("a pass", "Save", static _ => Nothing, static (s, _) => s.Save(new Pass(Id, "key", Ana, "Ana", "en-GB", Noon + Duration.FromHours(1)), Noon, Cancel)),
        Of<ISessionStore>("a session", "Save", static _ => Nothing, static (s, _) => s.Save(new Session(Id, "key", Ana, "en-GB", Noon + Duration.FromHours(1)) { Since = Noon }, Noon, Cancel)),
        Of<ISessionStore>(
            "a session that ends", "End", static s => Then(s.Save(new Session(Id, "key", Ana, "en-GB", Noon + Duration.FromHours(1)) { Since = Noon }, Noon, Cancel)), static (s, _) => s.End(Id, "key", Cancel)),
        Of<ISessionStore>(
            "sessions of somebody who leaves", "Forget", static s => Then(s.Save(new Session(Id, "key", Ana, "en-GB", Noon + Duration.FromHours(1)) { Since = Noon }, Noon, Cancel)), static (s, _) => s.Forget(Id, Ana, Cancel)),
        Of<IMailLinkStore>("a link in a mail", "Save", static _ => Nothing, static (s, _) => s.Save(new MailLink(Id, "key", Ana, Noon + Duration.FromDays(28)), Cancel)),
        Of<IMailLinkStore>("a link that is opened", "Claim", static s => Then(s.Save(new MailLink(Id, "key", Ana, Noon + Duration.FromDays(28)), Cancel)), static (s, _) => s.Claim(new MailLink(Id, "key", Ana, Noon + Duration.FromDays(28)), "browser", Cancel)),
        Of<IMailLinkStore>("links of somebody who leaves", "Forget", static s => Then(s.Save(new MailLink(Id, "key", Ana, Noon + Duration.FromDays(28)), Cancel)), static (s, _) => s.Forget(Id, Ana, Cancel)),
        Of<IMailLinkStore>("links that are over", "Clear", static s => Then(s.Save(new MailLink(Id, "key", Ana, Noon), Cancel)), static (s, _) => s.Clear(Id, Noon.InUtc().Date.PlusDays(1), Cancel)),
        Of<IPersonStore>("a mailbox", "TakeMailbox", static _ => Nothing, static (s, _) => s.TakeMailbox("ana@school.example", Ana, Cancel)),
        Of<IPersonStore>("a mailbox that is nobody's any more", "FreeMailbox", static s => Then(s.TakeMailbox("ana@school.example", Ana, Cancel)), static (s, _) => s.FreeMailbox("ana@school.example", Ana, Cancel)),
        Of<ISessionStore>("somebody's first look", "Look", static _ => Nothing, static (s, _) => s.Look(Id, Ana, Noon, Cancel)),
        Of<ISessionStore>("somebody's next look", "Look", static s => Then(s.Look(Id, Ana, Noon - Duration.FromDays(1), Cancel)), static (s, _) => s.Look(Id, Ana, Noon, Cancel)),
        new("an initiative that is erased", "IEraser.Erase", static async s =>
        {
            await s.The<IInitiativeStore>().Save(Riverside, new InitiativeChange { Initiative = Riverside }, null, Cancel);
            await s.The<IRoundStore>().Save(Asked, null, Cancel);
            await s.The<IOutboxStore>().Save(Opening, Cancel);
            return null;
        }, static (s, _) => s.The<IEraser>().Erase(Id, Cancel)),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    private static ImportRecord Brought => new("i", "old.csv", Ana, "Ana", Noon, 1, 1, Week, Week, ["2026-W48.import"]);

    private static SharedActivity Reads => new("a", new("p"), "Reading", [], "", Noon);

    private static Task<string?> Nothing => Task.FromResult<string?>(null);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whichever_answer_is_lost_the_write_succeeds_and_leaves_what_it_would_have_left(string name)
    {
        var written = Array.Find(Cases, c => c.Name == name)!;
        var (expected, writes) = await Run(written, static _ => true, again: false);

        Assert.InRange(writes, 1, 20);
        for (var lost = 1; lost <= writes; lost++)
        {
            var (left, _) = await Run(written, n => n != lost, again: false);
            Assert.Equal(expected, left);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task When_no_answer_comes_back_at_all_whoever_asks_again_finds_it_done(string name)
    {
        var written = Array.Find(Cases, c => c.Name == name)!;
        if (written.AddsUp)
        {
            // It can't be told from the next.
            return;
        }

        var (expected, _) = await Run(written, static _ => true, again: false);

        // The client asks three times in all.
        var (left, _) = await Run(written, static n => n > 3, again: true);

        Assert.Equal(expected, left);
    }

    [Fact]
    public void Every_method_that_writes_is_among_them()
    {
        var writes = typeof(IRoundStore).Assembly.GetTypes()
            .Where(t => t.IsInterface && (t.Name.EndsWith("Store", StringComparison.Ordinal) || t == typeof(IEraser)))
            .SelectMany(t => t.GetMethods())
            .Where(m => m.ReturnType == typeof(Task) || m.ReturnType == typeof(Task<string>))
            .ToArray();

        Assert.All(writes, m => Assert.Contains(Cases, c => c.Method == $"{m.DeclaringType!.Name}.{m.Name}" || c.Method == $"{m.DeclaringType!.Name}.{Signature(m)}"));
        // A method with overloads is named with what it takes.
        Assert.All(writes.GroupBy(m => (m.DeclaringType, m.Name)).Where(g => g.Count() > 1), g => Assert.DoesNotContain(Cases, c => c.Method == $"{g.Key.DeclaringType!.Name}.{g.Key.Name}"));
    }

    private static string Signature(MethodInfo method) => $"{method.Name}({string.Join(',', method.GetParameters().Select(p => p.ParameterType.Name))})";

    private async Task<(string Left, int Writes)> Run(Case written, Func<int, bool> answers, bool again)
    {
        var prefix = "t" + Guid.NewGuid().ToString("N")[..12];
        await using var proxy = await StorageProxy.Start(azurite.TableEndpoint);
        await using var storage = await At(Azurite.To(proxy.Address.ToString().TrimEnd('/')), prefix);
        var version = await written.Before(storage);
        var writes = 0;
        proxy.Answers = () => answers(Interlocked.Increment(ref writes));
        if (again)
        {
            // What takes away finds it away at the second try.
            Assert.True(await Record.ExceptionAsync(() => written.Write(storage, version)) is null or StorageUnavailableException);
        }

        await written.Write(storage, version);
        return (await Rows(prefix), writes);
    }

    // Everything that stands, but for what tells one write from another.
    private async Task<string> Rows(string prefix)
    {
        var lines = new List<string>();
        var account = new TableServiceClient(azurite.ConnectionString);
        await foreach (var table in account.QueryAsync(cancellationToken: Cancel).Where(t => t.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            await foreach (var row in account.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: Cancel))
            {
                lines.Add($"{table.Name[prefix.Length..]} {string.Join("; ", row.Where(c => c.Key is not ("odata.etag" or "Timestamp" or "Write")).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key}={c.Value}")))}");
            }
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static ConversationAddress Place(string id) => new("https://smba.example/emea/", id, "t", "28:bot", PlaceKind.Channel);

    private static PastLearning Learned(string partner, string text) => new(
        RoundId, Week, Monday, new(partner), text.Length == 0 ? Learning.None : new Learning([new Lesson(LessonKind.Worked, text, null, Attribution.Named)], Sharing.Steering), 1);

    private static async Task<string?> Then(Task before)
    {
        await before;
        return null;
    }

    private static Case Of<T>(string name, string method, Func<T, Task<string?>> before, Func<T, string?, Task> write, bool addsUp = false)
        where T : notnull => new(name, $"{typeof(T).Name}.{method}", s => before(s.The<T>()), (s, v) => write(s.The<T>(), v)) { AddsUp = addsUp };

    private sealed record Case(string Name, string Method, Func<Storage, Task<string?>> Before, Func<Storage, string?, Task> Write)
    {
        public bool AddsUp { get; init; }
    }
}
