using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.Briefs;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Digests;
using CollectiveImpact.Endings;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Groups;
using CollectiveImpact.Health;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Learnings;
using CollectiveImpact.Localization;
using CollectiveImpact.Mail;
using CollectiveImpact.Messages;
using CollectiveImpact.Onboarding;
using CollectiveImpact.Pages;
using CollectiveImpact.People;
using CollectiveImpact.Pulse;
using CollectiveImpact.Reviews;
using CollectiveImpact.Schedules;
using CollectiveImpact.Search;
using CollectiveImpact.Settings;
using CollectiveImpact.Templates;
using CollectiveImpact.Tests.Conversations;
using CollectiveImpact.Time;
using Moq;

namespace CollectiveImpact.Tests;

/// <summary>Every card that the product draws, once for ordinary people and once for everything that people can write.</summary>
internal static class CardCatalogue
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    // They are the same for every test, and many look at them.
    private static readonly Lazy<Task<IReadOnlyList<(string Name, AdaptiveCard Card)>>> Drawn = new(DrawAll);

    /// <summary>What people write when they mean no good, or only have long names. Each is marked, so that it can be found on a card.</summary>
    public static readonly IReadOnlyList<string> Hostile =
    [
        "☢ {{TIME(x)}} [click](https://evil.test) **bold** _it_",
        "☢ {{TIME(x)}} <at>Maria</at> {{DATE(2026-01-01T00:00:00Z, SHORT)}} ${rm}",
        "☢ {{TIME(x)}} # heading\n- list\n1. one\n> quote `code`",
        "☢ {{TIME(x)}} 👩‍🌾🏽 שלום مرحبا \u202eright to left\u202c",
        "☢ {{TIME(x)}} \"quotes\" \\back\\ \0nul\u001b[31m",
        "☢{{TIME(x)}}" + string.Concat(Enumerable.Repeat("👩", 99)),
        "☢ {{TIME(x)}} ![x](https://evil.test/p.png) <b>html</b> &lt;",
    ];

    public static Task<IReadOnlyList<(string Name, AdaptiveCard Card)>> All() => Drawn.Value;

    /// <summary>Every card of ordinary people, not drawn yet, from nouns that were spoiled.</summary>
    public static IReadOnlyList<(string Name, Func<Task<AdaptiveCard>> Card)> Of(Spoiled spoiled, string kind)
    {
        var cards = new List<(string Name, Func<Task<AdaptiveCard>> Card)>();
        Draw(cards, kind, new World(6, 5, i => $"Partner {i}", i => $"Person {i}", i => $"How many children came to place {i}?", "A sentence about what was learned, and why.", English, spoiled), English);
        return cards;
    }

    /// <summary>Every card of ordinary people, as it is read in a language.</summary>
    /// <param name="words">What people wrote.</param>
    public static async Task<IReadOnlyList<(string Name, AdaptiveCard Card)>> In(CultureInfo culture, string words = "A sentence about what was learned, and why.")
    {
        var cards = new List<(string Name, Func<Task<AdaptiveCard>> Card)>();
        Draw(cards, culture.Name, new World(3, 3, i => $"Partner {i}", i => $"Person {i}", i => $"How many children came to place {i}?", words, culture), culture);
        return [.. await Task.WhenAll(cards.Select(async c => (c.Name, await c.Card())))];
    }

    /// <summary>Every card in the pseudo-language, of people who write no Latin letter: what has one and stands in no brackets was never given to a translator.</summary>
    public static async Task<IReadOnlyList<(string Name, AdaptiveCard Card)>> InPseudoLanguage()
    {
        var pseudo = CultureInfo.GetCultureInfo(PseudoLanguage.Name);
        var cards = new List<(string Name, Func<Task<AdaptiveCard>> Card)>();
        Draw(cards, "in the pseudo-language", new World(3, 3, i => $"Партнёр {i}", i => $"Человек {i}", i => $"Сколько детей пришло {i}?", "Слова о том, что узнали.", pseudo), pseudo);
        return [.. await Task.WhenAll(cards.Select(async c => (c.Name, await c.Card())))];
    }

    private static async Task<IReadOnlyList<(string Name, AdaptiveCard Card)>> DrawAll()
    {
        var cards = new List<(string Name, Func<Task<AdaptiveCard>> Card)>();
        Draw(cards, "ordinary", new World(6, 5, i => $"Partner {i}", i => $"Person {i}", i => $"How many children came to place {i}?", "A sentence about what was learned, and why.", English), English);
        Draw(cards, "in German", new World(2, 3, i => $"Träger {i}", i => $"Jürgen {i}", i => $"Wie viele Kinder kamen zu Ort {i}?", "Ein Satz über das Gelernte.", German), German);
        Draw(cards, "hostile", new World(7, 7, i => Hostile[i % 7] + i, i => Hostile[(i + 1) % 7] + i, i => Hostile[(i + 2) % 7] + i, string.Join(" ", Hostile), English), English);
        Draw(cards, "crowded", new World(40, 18, i => $"Neighbourhood organisation number {i}", i => $"Person of the long name {i}", i => $"How many children came to place {i}?", Long(1_000), English), English);
        Draw(cards, "long names", new World(40, 18, i => $"☢ {i} " + Long(75), i => $"☢ {i} " + Long(1_000), i => $"☢ {i} " + Long(195), Long(1_000), English), English);
        return [.. await Task.WhenAll(cards.Select(async c => (c.Name, await c.Card())))];
    }

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NotAgreed = new Dictionary<string, IReadOnlyList<string>> { ["indicator-0"] = ["attendance", "grade-level"] };

    private static readonly IReadOnlyDictionary<string, string> Proposed = new Dictionary<string, string> { ["attendance"] = "☢ " + Long(78) };

    private static string Long(int length) => string.Concat(Enumerable.Repeat("☢ a long story, ", (length / 15) + 1))[..length];

    private static void Draw(List<(string Name, Func<Task<AdaptiveCard>> Card)> cards, string kind, World world, CultureInfo culture)
    {
        var other = CultureInfo.GetCultureInfo(culture.TextInfo.IsRightToLeft ? "es" : "ar");
        var initiative = world.Initiative;
        var partner = initiative.Partners[0];
        var zone = Riverside.Lisbon;
        var backbone = new Here(initiative, initiative.Members[0]);
        var reporter = new Here(initiative, initiative.Members[1]);
        var words = world.Words;

        // Check-ins.
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            Add($"the form, {purpose}", () => CheckInCard.Form(initiative, world.View(null), partner, culture, zone, purpose));
        }

        Add("the form with an answer", () => CheckInCard.Form(initiative, world.View(world.EntryOf(0)), partner, culture, zone));
        Add("the form that was begun", () => CheckInCard.Form(
            initiative, world.View(null), partner, culture, zone, Purpose.Nudge, new UnsentForm(new PersonKey("t", "p"), partner.Id, new Dictionary<string, string> { ["status"] = "Stuck", ["worked"] = words, ["commitment"] = words }, world.Round.OpenedAt)));
        Add("the form of a month", () => CheckInCard.Form(initiative, world.View(null) with { Round = world.Round with { Period = new Period("2026-11") } }, partner, culture, zone));
        var typed = new Form(CheckInCard.Form(initiative, world.View(world.EntryOf(0)), partner, culture, zone).Untouched().Fields.ToDictionary(f => f.Key, f => f.Value));
        Add("the form again", () => CheckInCard.FormAgain(
            initiative, world.View(null), partner, culture, zone, typed, [.. world.Indicators.Take(3).Select(i => new Fault(i.Id, FaultPlace.Value, new CollectiveImpact.Indicators.Texts(culture).UnreadableNumber(words[..Math.Min(80, words.Length)] + "…", Figures.Example(culture))))]));
        Add("the form that asks back", () => CheckInCard.Confirm(initiative, world.View(null), partner, culture, zone, typed, [.. world.Indicators.Take(3).Select((i, n) => new Doubt(i.Id, (DoubtKind)n, 4_000, 12))]));
        var closed = world.Round with { ClosedAt = world.Round.ClosesAt };
        Add("the form of a correction", () => CheckInCard.Correct(initiative, world.View(world.EntryOf(1)) with { Round = closed }, partner, culture, zone));
        Add("what can be corrected", () => CheckInCard.ChooseCorrection(initiative, partner, [.. Enumerable.Range(0, 6).Select(_ => closed with { Name = words[..Math.Min(60, words.Length)] })], culture));
        Add("nothing to correct", () => CheckInCard.ChooseCorrection(initiative, partner, [], culture));
        Add("the receipt of a correction", () => CheckInReceipt.Of(initiative, world.View(world.EntryOf(1) with { At = closed.ClosesAt + Duration.FromHours(1) }) with { Round = closed with { SignedOff = new SignOff(words, Riverside.Opening) } }, partner, culture, zone));
        Add("the receipt", () => CheckInReceipt.Of(initiative, world.View(world.EntryOf(0)), partner, culture, zone));
        Add("the receipt of a skip", () => CheckInReceipt.Of(initiative, world.View(world.EntryOf(0) with { SkippedBecause = words, Values = new Dictionary<string, ReportedValue>(), Status = null, Learning = Learning.None }), partner, culture, zone));
        Add("the receipt of a closed round", () => CheckInReceipt.Of(initiative, world.View(world.EntryOf(0)) with { Round = world.Round with { ClosedAt = world.Round.ClosesAt } }, partner, culture, zone));

        // Status.
        Add("opened", () => StatusCard.Opened(initiative, world.Board(0), true, world.Indicators.Count, [.. world.Indicators.Select(i => (i, i.Terms))], world.People(0), culture, zone));
        Add("open already", () => StatusCard.Opened(initiative, world.Board(2), false, 1, [], [], culture, zone));
        foreach (var answered in new[] { 0, initiative.Partners.Count / 2, initiative.Partners.Count })
        {
            Add($"my status, {answered} answered", () => StatusCard.Count(reporter, world.Board(answered), alone: true, culture, zone));
            Add($"the backbone's own status, {answered} answered", () => StatusCard.Count(backbone, world.Board(answered), alone: false, culture, zone));
            Add($"everyone's status, {answered} answered", () => StatusCard.Everyone(initiative, Riverside.Maria, world.Board(answered), world.People(answered), Riverside.Opening, culture, zone));
        }

        Add("who could not be asked", () => StatusCard.NotAsked(initiative, world.Board(0), [.. world.People(0).Where(p => p.Standing is AskState.Unreachable or AskState.Failed)], culture));

        // Looks at what would be done, and ways back.
        var running = new RunningRound(
            closed.Id, closed.Id.Schedule, closed.Name, 1, closed.Period, closed.Date, LocalTime.Noon, true, Scope.Everything, closed.OpenedAt, closed.ClosesAt, [], closed.OpenedAt, null);
        foreach (var alone in new[] { true, false })
        {
            Add($"a look at opening, alone {alone}", () => OpenCard.Look(initiative, running, world.Indicators, [.. world.Indicators.Select(i => (i, i.Terms))], alone, Riverside.Opening, culture, zone));
            Add($"a look at closing, alone {alone}", () => CloseCard.Look(initiative, world.Board(1), alone, Riverside.Opening, culture, zone));
            Add($"a look at signing off, alone {alone}", () => SignOffCard.Look(initiative, world.Board(1) with { Round = closed }, alone, culture));
        }

        Add("closed by hand", () => CloseCard.Closed(initiative, world.Round.Name, world.Round.Period, culture));
        Add("signed off", () => SignOffCard.Done(initiative, closed, words, culture));
        Add("a sign-off that was taken back", () => SignOffCard.TakenBack(initiative, closed, new LocalDate(2027, 1, 1).OnDay(culture), culture));
        Add("a look at reopening", () => ReopenCard.Look(initiative, world.Board(1) with { Round = closed with { SignedOff = new SignOff(words, Riverside.Opening) } }, Riverside.Opening, askedAgain: false, Riverside.Opening, culture, zone));
        Add("asked already", () => ReopenCard.Look(initiative, world.Board(1) with { Round = closed }, Riverside.Opening, askedAgain: true, Riverside.Opening, culture, zone));
        Add("reopened", () => ReopenCard.Done(initiative, world.Board(1), Riverside.Opening, culture, zone));
        var asked = initiative.Members.Where(m => m.PartnerId is not null).ToArray();
        Add("a look at reminding", () => NudgeCard.Look(initiative, new Whom(world.Board(0), [.. initiative.Partners.Select(p => p.Id)], asked, asked), culture));
        Member[] unreached = [.. initiative.Members.SelectMany(m => new[] { Reasons.NeverOpened, Reasons.AppRemoved, Reasons.Blocked, Reasons.Forbidden, Reasons.NotReached }.Select(r => m with { Contact = new Contact(null!, null, "en-GB", r) }))];
        Add("how to reach people", () => ReachCard.Of(initiative, unreached, culture));
        Add("how to reach people, with an administrator", () => ReachCard.Of(initiative, unreached, culture, new Uri("https://bot.example.org/consent")));
        Add("out of office", () => OutOfOffice.Card(initiative, world.Round, new LocalDate(2026, 12, 3), culture));
        Add("reminded", () => NudgeCard.Done(initiative, new CollectiveImpact.CheckIns.Texts(culture).RemindedNotAll(3, 2, 1), new CollectiveImpact.CheckIns.Texts(culture)));
        Act[] acts = [.. Enum.GetValues<ActKind>().Select((k, i) => new Act(k, $"a{i}", words[..Math.Min(80, words.Length)], initiative.Members[0].Person, initiative.Members[0].Name, Riverside.Opening) { Note = i % 2 == 0 ? "" : words })];
        Add("the audit", () => AuditCard.Of(initiative, "", acts[..20], more: true, culture, zone));
        Add("the audit of something", () => AuditCard.Of(initiative, words, acts[20..], more: false, culture, zone));
        Add("no audit", () => AuditCard.Of(initiative, words, [], more: false, culture, zone));
        Add("what can be taken back", () => AuditCard.Undo(initiative, [.. acts[..5].Select(a => (a, (CardAction)CollectiveImpact.Conversations.Conversation.SayButton(new CollectiveImpact.Audit.Texts(culture).TakeBack, Spoken.Reopen, initiative.Id)))], culture, zone));

        // The settings.
        Add("the settings", () => SettingsCard.Of(backbone, CommonAgenda.Of(initiative with { Vision = words }), Timetable.Empty.Following(Schedule.Usual(initiative, Riverside.Opening), Riverside.Opening), Riverside.Opening, culture, [words]));
        Add("the settings for a reporter", () => SettingsCard.Of(reporter, CommonAgenda.Of(initiative), Timetable.Empty, Riverside.Opening, culture, []));
        Add("the form of the settings", () => SettingsForm.Of(initiative, culture));
        Add("the form of the settings again", () => SettingsForm.Again(initiative, InitiativeSettings.Of(initiative), Riverside.Form(("name", words), ("timezone", words), ("language", "none")), SettingsForm.Read(Riverside.Form(("name", words), ("timezone", words), ("language", "none")), initiative, culture).Faults, culture, words));
        Add("who may do what", () => RolesCard.Of(initiative, [new SayDoor(Spoken.Partners, [], Audience.Backbone, null, false, false, typeof(ShowSettings)), new SayDoor(Spoken.Agenda, [], Audience.Visitors, null, false, false, typeof(ShowSettings))], culture));

        // One partner.
        var page = new PartnerPage(partner with { Notes = words[..Math.Min(1000, words.Length)], PausedUntil = new LocalDate(2030, 1, 1) }, [.. Enumerable.Range(0, 12).Select(i => (world.Round with { Period = new Period($"2026-W{40 + i}") }, i % 3 == 0 ? null : world.EntryOf(0)))], world.Indicators);
        foreach (var here in new[] { reporter, backbone })
        {
            Add($"a partner's page for a {here.Member.Role}", () => PartnerCard.Of(here, page, Riverside.Opening, culture, zone, words[..Math.Min(100, words.Length)]));
        }

        Add("the page of a partner that has left", () => PartnerCard.Of(backbone, page with { Partner = partner with { LeftAt = Riverside.Opening }, Rounds = [] }, Riverside.Opening, culture, zone));
        Add("whether a partner has left", () => PartnerCard.AskLeave(initiative, partner, 2, culture));
        Add("a partner has left", () => PartnerCard.HasLeft(initiative, partner, culture));
        Add("which partner is a double", () => MergeCard.Ask(initiative, partner, Riverside.Form(("double", "none")), MergeCard.Read(Riverside.Form(("double", "none")), initiative, partner, culture).Faults, culture));
        Add("a look at merging two partners", () => MergeCard.Look(initiative, new Merging(partner, initiative.Partners[^1], 2, 3, [.. Enumerable.Repeat(world.Round, 12)]), culture));
        Add("the form of a partner", () => PartnerForm.Of(initiative, page.Partner, culture));
        Add("the form of a partner again", () => PartnerForm.Again(initiative, partner, Riverside.Form(("name", words), ("notes", words), ("pauseduntil", words)), PartnerForm.Read(Riverside.Form(("name", words), ("pauseduntil", words)), initiative, partner, new LocalDate(2026, 11, 23), culture).Faults, culture));

        // Two periods side by side, and digests that wait.
        var earlierBoard = world.Board(2) with { Round = closed with { Period = new Period("2026-W47") } };
        var laterBoard = world.Board(3) with { Round = closed };
        var waitingDigest = new WaitingDigest(running, Riverside.Opening);
        RoundId[] comparable = [.. Enumerable.Range(1, 60).Select(w => new RoundId($"2025-W{w % 52 + 1:00}.check-in"))];
        Add("two periods side by side", () => ComparisonCard.Of(initiative, Timetable.Empty, comparable, ComparisonCard.FormOf(comparable[0], comparable[1]), new Dictionary<string, string>(), Comparison.Of(initiative, earlierBoard, laterBoard, Sharing.Backbone), culture));
        Add("two periods side by side for partners", () => ComparisonCard.Of(initiative, Timetable.Empty, comparable, ComparisonCard.FormOf(comparable[0], comparable[1]), new Dictionary<string, string>(), Comparison.Of(initiative, earlierBoard with { Indicators = [] }, laterBoard, Sharing.Partners), culture));
        Add("the same period twice", () => ComparisonCard.Of(
            initiative, Timetable.Empty, comparable, ComparisonCard.FormOf(comparable[0], comparable[0]), ComparisonCard.Read(ComparisonCard.FormOf(comparable[0], comparable[0]), initiative, Timetable.Empty, comparable, culture).Faults, null, culture));
        Add("a digest waits", () => LaterCard.Waits(initiative, waitingDigest, culture, zone));
        Add("when a digest is posted", () => LaterCard.Ask(initiative, closed, new LocalDateTime(2026, 11, 25, 10, 0), culture));
        Add("when a digest is posted again", () => LaterCard.Ask(
            initiative, closed, new LocalDateTime(2026, 11, 25, 10, 0), culture, Riverside.Form(("day", words), ("time", words)), LaterCard.Read(Riverside.Form(("day", words), ("time", words)), Riverside.Opening, zone, culture).Faults));
        Add("a digest is planned", () => LaterCard.Planned(initiative, waitingDigest, culture, zone));

        // What has come in, and what is asked back about it.
        var query = new ValueQuery(1, partner.Id, world.Indicators[0].Id, new ReportedValue.Number(120), World.Cut(words, ValueQuery.Longest), initiative.Members[0].Person, initiative.Members[0].Name, Riverside.Opening);
        var reviewed = world.Board(initiative.Partners.Count) is var answers
            ? answers with
            {
                Round = answers.Round with { Queries = [query, query with { Number = 2, Kept = new ValueKept(initiative.Members[0].Name, Riverside.Opening, query.Text) }] },
                Entries = [.. answers.Entries.Select((e, i) => i % 2 == 0 ? e with { Notes = world.Indicators.ToDictionary(x => x.Id, x => i % 4 == 0 ? query.Text : "") } : e)],
            }
            : answers;
        var asking = new PartnerView(reviewed.Round, reviewed.Indicators, reviewed.Entries[0], new Dictionary<string, IReadOnlyList<PastValue>>());
        var stands = query with { Value = reviewed.Entries[0].Values.Values.First(), Indicator = reviewed.Entries[0].Values.Keys.First(), Kept = new ValueKept(initiative.Members[0].Name, Riverside.Opening, query.Text) };
        Add("what has come in", () => AnswersCard.Of(initiative, reviewed, culture, zone));
        Add("what has come in when nothing has", () => AnswersCard.Of(initiative, world.Board(0), culture, zone, new CollectiveImpact.Reviews.Texts(culture).WhichPartnerMissing));
        Add("what a partner answered", () => AnswersCard.OfPartner(initiative, reviewed, partner, culture, zone));
        Add("what a partner answered again", () => AnswersCard.OfPartner(
            initiative, reviewed, partner, culture, zone, Riverside.Form(("about", "x"), ("text", words)), AnswersCard.Read(Riverside.Form(("about", "x"), ("text", words)), reviewed, partner, culture).Faults));
        Add("what a partner hasn't answered", () => AnswersCard.OfPartner(initiative, world.Board(0), partner, culture, zone));
        Add("a question about a value", () => QueryCard.Asks(initiative, asking, query, culture));
        Add("a question about a value again", () => QueryCard.Asks(initiative, asking, query with { Text = "" }, culture, Riverside.Form(("note", words)), QueryCard.Read(Riverside.Form(("note", Long(301))), culture).Faults));
        Add("a value is right", () => QueryCard.Answered(initiative, asking, partner, stands, culture));
        Add("a value was changed", () => QueryCard.Answered(initiative, asking, partner, query, culture, forAsker: true));
        Add("a question was sent", () => QueryCard.Sent(initiative, reviewed, query, initiative.Members, culture));

        // Messages to partners.
        RunningRound[] open = [running];
        var message = new PartnersMessage("000001764000000-abc123", World.Cut(words, PartnersMessage.LongestSubject), World.Cut(words, PartnersMessage.LongestText), new Addressed(ToWhom.Missing, running.Id), [], initiative.Members[0].Person, initiative.Members[0].Name, Riverside.Opening);
        Add("a message is written", () => MessageForm.Of(initiative, open, new PartnersMessage(message.Id, "", "", null, [], message.By, message.ByName, Riverside.Opening), culture));
        Add("a message is written again", () => MessageForm.Again(
            initiative, open, message.Id, Riverside.Form(("subject", words), ("text", message.Text), ("to", "Partners"), ("partners", initiative.Partners[0].Id)), new Dictionary<string, string> { ["subject"] = new CollectiveImpact.Cards.Fields.Texts(culture).TooLong(81, 80) }, culture));
        Add("a look at a message", () => MessageCard.Preview(initiative, open, message, initiative.Members, culture));
        Add("a look at a message to nobody", () => MessageCard.Preview(initiative, open, message with { To = new Addressed(ToWhom.Partners), Partners = [.. initiative.Partners.Select(p => p.Id)] }, [], culture));
        Add("a message in many lines", () => MessageCard.Preview(initiative, open, message with { Text = string.Join('\n', Enumerable.Repeat(words[..1], PartnersMessage.LongestText / 2)) }, [initiative.Members[1]], culture));
        Add("a message", () => MessageCard.Letter(initiative, message, culture));
        var reached = new Reached(12, 1, 1, [.. initiative.Members.Select(m => (m, Reasons.NeverOpened))]);
        Add("a message that was sent", () => MessageCard.Sent(initiative, message with { SentAt = Riverside.Opening }, reached, culture, zone));
        Add("the messages", () => MessageCard.List(initiative, [.. Enumerable.Repeat((message with { SentAt = Riverside.Opening }, reached), 10)], more: true, culture, zone));
        Add("no messages", () => MessageCard.List(initiative, [], more: false, culture, zone));

        // What waits.
        var brief = new Brief(
            [.. Enumerable.Repeat(new RoundSoFar(world.Round, 2, 6, 4), 2)],
            [.. initiative.Partners.Select((p, i) => (p, i + Brief.OftenMissing))],
            [.. Enumerable.Range(0, 20).Select(i => World.Cut(words, Wording.LongestName))],
            3,
            1,
            [.. world.Agenda.Actions, new AgreedAction(words[..1], "", new LocalDate(2027, 1, 31))],
            [.. initiative.Members.Select(m => (m, new LocalDate(2026, 11, 29)))])
        { Unusual = 2 };
        Add("what waits", () => BriefCard.Of(initiative, brief, initiative.Members[0], culture, zone));
        Add("nothing waits", () => BriefCard.Of(initiative, new Brief([], [], [], 0, 0, [], []), initiative.Members[0] with { BriefAt = new LocalTime(8, 0) }, culture, zone));
        Add("one thing that waits", () => BriefCard.Of(initiative, new Brief([], [], [], 0, 1, [], []), initiative.Members[0], culture, zone));

        // Digests.
        foreach (var answered in new[] { 0, initiative.Partners.Count })
        {
            var digest = Digest.Of(initiative, world.Board(answered), world.Totals, world.Commitments) with { Words = [.. Enumerable.Range(0, 20).Select(i => world.Term(i, TermState.Agreed))], ToAgree = [.. Enumerable.Range(0, 20).Select(world.Changed)], Decisions = [.. Enumerable.Repeat(world.Decision, 10)] };
            Add($"the digest, {answered} answered", () => DigestCard.Of(digest, culture));
            Add($"the digest in two languages, {answered} answered", () => AdaptiveCard.In([culture, other], (one, of) => DigestCard.Of(digest, one, of: of)));
            Add($"the preview, {answered} answered", () => DigestCard.Preview(digest, culture, new CollectiveImpact.Digests.Texts(culture).GoesTo(1), isPosted: true));
        }

        var whole = Digest.Of(initiative, world.Board(initiative.Partners.Count), world.Totals, world.Commitments);
        var written = new DigestWords(world.Round.Id)
        {
            Headline = words[..Math.Min(DigestWords.LongestHeadline, words.Length)],
            Introduction = words[..Math.Min(DigestWords.LongestIntroduction, words.Length)],
            WithoutNumbers = [.. world.Indicators.Take(1).Select(i => i.Id)],
            WithoutLessons = [.. whole.Lessons.Take(1).Select(l => DigestWords.KeyOf(l.Lesson))],
            ByName = initiative.Members[0].Name,
            At = Riverside.Opening,
            TakenDown = new TakenDown(initiative.Members[0].Name, Riverside.Opening, words[..Math.Min(TakenDown.LongestReason, words.Length)]),
        };
        Add("the digest as it is written", () => DigestCard.Of(whole.As(written), culture));
        Add("the preview of a digest that was taken down", () => DigestCard.Preview(whole.As(written), culture, new CollectiveImpact.Digests.Texts(culture).GoesTo(1), isPosted: true));
        Add("a digest is written", () => DigestForm.Of(whole, new DigestWords(world.Round.Id), culture));
        Add("a digest is written again", () => DigestForm.Again(
            whole, written, Riverside.Form(("headline", words), ("introduction", words)), new Dictionary<string, string> { ["headline"] = new CollectiveImpact.Cards.Fields.Texts(culture).TooLong(121, 120) }, culture, new CollectiveImpact.Digests.Texts(culture).WrittenMeanwhile(written.ByName, written.Headline, written.Introduction)));
        Add("a digest that was posted", () => DigestCard.Posted(whole, new CollectiveImpact.Digests.Texts(culture).PostedTo(2), isMissing: true, culture));
        Delivery Posted(string place) => new("mailing", "digest", place, DeliveryState.Sent, new ConversationAddress("https://teams.example", place, "t", "bot", PlaceKind.Channel), "1", null, 1, Riverside.Opening);
        var down = new Publication(initiative, world.Round.Id, world.Round.Title, written, [Posted("t:a"), Posted("t:b")]);
        var stillStands = new Publication(initiative, SummaryPost.IdOf(new("2026-Q4")), new Period("2026-Q4").InWords, null, [Posted("t:a")]);
        Add("a look at taking a summary down", () => TakeDownCard.Look(stillStands, culture));
        Add("a summary is taken down", () => TakeDownCard.Done(stillStands, culture));
        Add("in the place of a summary", () => TakeDownCard.InItsPlace(stillStands, written.TakenDown, culture));
        Add("a look at taking down", () => TakeDownCard.Look(down, culture));
        Add("taken down", () => TakeDownCard.Done(down, culture));
        Add("in the place of a digest", () => TakeDownCard.InItsPlace(down, written.TakenDown, culture));
        var rounds = Enumerable.Range(0, 60).Select(i => new RoundId($"2026-W{(i % 52) + 1:00}.check-in")).ToArray();
        Add("earlier digests", () => ArchiveCard.Of(initiative, Timetable.Empty, rounds, 24, culture));

        foreach (var answered in new[] { 0, initiative.Partners.Count })
        {
            Add($"the digest of a group, {answered} answered", () => DigestCard.Of(
                Digest.Of(initiative, world.Board(answered), world.Totals, world.Commitments).For(world.Work(0), new LocalDate(2027, 1, 1), new LocalDate(2027, 1, 20)), culture));
        }

        // Summaries of a month or a quarter.
        var months = Enumerable.Range(40, 13).Select(w => Digest.Of(
            initiative,
            world.Board(w % 2 == 0 ? initiative.Partners.Count : 1) is var board ? board with { Round = board.Round with { Period = new Period($"2026-W{w}"), ClosedAt = Riverside.Opening } } : null!,
            world.Totals,
            [])).ToArray();
        var quarter = PeriodSummary.Of(initiative, new Period("2026-Q4"), months) with
        {
            StillOpen = 1,
            Settled = world.Commitments,
            Decisions = [.. Enumerable.Repeat(world.Decision, 10)],
            Words = [.. Enumerable.Range(0, 20).Select(i => world.Term(i, TermState.Agreed))],
            Connections = 3,
        };
        var postedSummary = new Act(ActKind.SummaryPosted, "summary:2026-Q4", "2026-Q4", initiative.Members[0].Person, words[..Math.Min(60, words.Length)], Riverside.Opening);
        Add("the summary of a quarter", () => SummaryCard.Of(quarter, culture));
        Add("the summary in two languages", () => AdaptiveCard.In([culture, other], (one, of) => SummaryCard.Of(quarter, one, of: of)));
        Add("the summary of a month", () => SummaryCard.Of(PeriodSummary.Of(initiative, new Period("2026-10"), months[..1]), culture, Sharing.Backbone));
        Add("the summary of a quarter, to post", () => SummaryCard.Preview(quarter, new CollectiveImpact.Digests.Texts(culture).SummaryGoesTo(2), mayPost: true, null, null, culture));
        Add("the summary of a quarter, posted before", () => SummaryCard.Preview(quarter, new CollectiveImpact.Digests.Texts(culture).SummaryGoesTo(2), mayPost: true, postedSummary, null, culture));
        Add("the summary of a quarter, taken down", () => SummaryCard.Preview(quarter, new CollectiveImpact.Digests.Texts(culture).SummaryIsDown("Ana"), mayPost: true, postedSummary, written, culture));
        Add("a summary was posted", () => SummaryCard.Posted(quarter, new CollectiveImpact.Digests.Texts(culture).PostedTo(2), culture));
        Add("summaries that are ready", () => BriefCard.Of(initiative, new Brief([], [], [], 0, 0, [], []) { Summaries = [new("2026-12"), new("2026-Q4")] }, initiative.Members[0], culture, zone));

        var obstacles = Enum.GetValues<Obstacle>();
        var channels = world.WithGroups with { Channels = [.. Enumerable.Range(0, 40).Select(i => world.WithGroups.Channels[i % 5] with { Name = World.Cut($"{i} {world.WithGroups.Channels[i % 5].Name}", 60), Languages = i % 4 == 0 ? ["es", "ar"] : [], Group = i % 2 == 0 ? "group0" : null, Fault = i % 3 == 0 ? null : new ChannelFault(obstacles[i % obstacles.Length], Riverside.Opening) })] };
        Add("where digests go", () => ChannelCard.List(channels, zone, culture, words[..Math.Min(200, words.Length)]));
        Add("the languages of posts", () => ChannelLanguagesForm.Draw(channels, channels.Channels[0] with { Languages = ["es", "ar"] }, culture));
        Add("the languages of posts again", () => ChannelLanguagesForm.Draw(channels, channels.Channels[0], culture, Riverside.Form(("first", words), ("second", "xx")), ChannelLanguagesForm.Read(Riverside.Form(("second", "xx")), channels, culture).Faults));
        Add("where no digests go", () => ChannelCard.List(initiative with { Channels = [] }, zone, culture));
        Add("everyone's status with channels that get nothing", () => StatusCard.Everyone(channels, Riverside.Maria, world.Board(2), world.People(2), Riverside.Opening, culture, zone));
        foreach (var channel in channels.Channels.Where(c => c.Fault is not null).DistinctBy(c => c.Fault!.Why))
        {
            var why = channel.Fault!.Why;
            Add($"a channel that gets nothing, {why}", () => ChannelCard.Trouble(channels, channel, null, null, culture));
            Add($"a digest that did not arrive, {why}", () => ChannelCard.Trouble(channels, channel, Post(DeliveryState.Unreachable), world.Board(2).Round, culture));
        }

        Add("a digest in doubt", () => ChannelCard.Trouble(channels, channels.Channels[0], Post(DeliveryState.InDoubt), world.Board(2).Round, culture));
        Add("an introduction in doubt", () => ChannelCard.Trouble(channels, channels.Channels[0], Post(DeliveryState.InDoubt), null, culture));
        Add("a summary in doubt", () => ChannelCard.Trouble(channels, channels.Channels[0], Post(DeliveryState.InDoubt) with { Kind = "summary", Mailing = "r:~summary~2026-Q4" }, null, culture));
        Add("a summary that did not arrive", () => ChannelCard.Trouble(
            channels, channels.Channels.First(c => c.Fault is not null), Post(DeliveryState.Unreachable) with { Kind = "summary", Mailing = "r:~summary~2026-Q4" }, null, culture));
        static Delivery Post(DeliveryState state) => new("r:2026-W48", "digest", "t:19:0", state, null, null, null, 1, Riverside.Opening);

        Add("what came of it", () => ThanksCard.Of(Digest.Of(initiative, world.Board(initiative.Partners.Count), world.Totals, world.Commitments), world.EntryOf(0), world.Initiative.Partners[0], culture));

        // What the backbone will do, and what was learned.
        Add("no commitments", () => CommitmentsCard.Of(reporter, [], culture, zone));
        Add("the commitments", () => CommitmentsCard.Of(reporter, world.Commitments, culture, zone));
        Add("the backbone's commitments", () => CommitmentsCard.Of(backbone, world.Commitments, culture, zone));
        Add("a commitment again", () => CommitmentsCard.Again(backbone, world.Commitments, culture, zone, CommitmentsCard.Typed(words), new Dictionary<string, string> { ["text"] = new CollectiveImpact.Cards.Fields.Texts(culture).TooLong(301, 300) }));
        Add("no learnings", () => LearningsCard.Of(initiative, "", new([], null, IsCut: false), culture));
        Add("learnings", () => LearningsCard.Of(
            initiative,
            words,
            new(
                [.. Enumerable.Range(0, 10).Select(i => new FoundLesson(world.EntryOf(i % 2).Learning.Lessons[i % 4] with { Text = $"#tag-{i} {words}" }, world.Round.Period, world.Initiative.Partners[0].Name, Sharing.Partners) { Round = world.Round.Id })],
                new(world.Round.Date, 10),
                IsCut: false),
            culture));

        // The pulse.
        var pulse = world.Spoil(new Survey(2, Riverside.Opening, Riverside.Opening + Duration.FromDays(14), BySide: true, null, null));
        Add("the form of a pulse", () => OpenPulseForm.Of(initiative, new LocalDate(2026, 11, 23), maySplit: true, reached: 9, culture));
        Add("the form of a pulse again", () => OpenPulseForm.Of(initiative, new LocalDate(2026, 11, 23), maySplit: true, reached: 2, culture, Riverside.Form(("day", words), ("split", words)), OpenPulseForm.Read(Riverside.Form(("day", words)), new LocalDate(2026, 11, 23), maySplit: true, culture).Faults));
        Add("a pulse that was opened", () => PulseCard.Opened(backbone, pulse, (initiative.Members.Count, 1), culture));
        Add("the statements", () => PulseCard.Statements(initiative, pulse, culture, zone, isBackbone: false));
        Add("the statements again", () => PulseCard.Statements(initiative, pulse with { BySide = false }, culture, zone, isBackbone: true, new CollectiveImpact.Pulse.Texts(culture).NothingAnswered));
        Add("time for another pulse", () => PulseCard.IsDue(initiative, pulse, culture, zone));
        Add("a pulse for who looks on", () => PulseCard.OnlyLooksOn(initiative, pulse, culture, zone));
        foreach (var here in new[] { reporter, backbone })
        {
            Add($"thanks for the answers of a {here.Member.Role}", () => PulseCard.Thanks(here, pulse, culture, zone));
        }

        foreach (var people in new[] { 0, 5, 12, 60 })
        {
            var side = Tally.Of(Enumerable.Range(0, people).Select(i => new Ballot(Tally.Statements.Take(i == 0 ? 3 : 4).ToDictionary(s => s, s => ((i + (int)s) % 5) + 1))));
            var closedPulse = pulse with { ClosedAt = pulse.ClosesAt, Report = Disclosure.Of(new Dictionary<Side, Tally> { [Side.Partners] = side, [Side.Backbone] = side }) };
            Add($"the report of a pulse, twice {people} answered", () => PulseCard.Report(reporter, [.. Enumerable.Repeat(closedPulse, 7)], culture, zone));
        }

        // How complete, and how it came to be.
        foreach (var here in new[] { reporter, backbone })
        {
            Add($"completeness for a {here.Member.Role}", () => CompletenessCard.Of(here, Completeness.Of(initiative, [.. Enumerable.Range(0, 12).Select(_ => world.Board(initiative.Partners.Count))]), culture, personal: true));
        }

        var changed = Enumerable.Range(0, 20).Select(i => new ValueChange(
            world.Round, new($"partner-{i % 2}"), i % 3 == 0 ? null : new ReportedValue.Number(41), new ReportedValue.Number(14), world.Initiative.Members[0].Name, Riverside.Opening, i % 2 == 0 ? words : null, i % 4 == 0));
        Add("a history", () => HistoryCard.Of(initiative, world.Indicators[0], [world.Indicators[0], world.Indicators[0] with { Version = 2, WhatChanged = words, ComparesFrom = 2 }], world.Totals[world.Indicators[0].Id], [.. changed], culture, zone));
        Add("no history", () => HistoryCard.Of(initiative, world.Indicators[0], [world.Indicators[0]], [], [], culture, zone));
        Add("which history", () => HistoryCard.Choose(initiative, world.Indicators, culture));
        Add("which history of several", () => HistoryCard.Choose(initiative, world.Indicators, culture, words, found: true));
        Add("which history of what isn't there", () => HistoryCard.Choose(initiative, world.Indicators, culture, words));
        Add("which digest", () => DigestCard.Choose(initiative, [.. Enumerable.Range(0, 12).Select(i => (new RoundId($"2026-W{i + 10}.check-in"), $"week {i + 10} of 2026, {words}"))], culture));
        Add("a file that was sent", () => FileCards.Sent(initiative, words[..Math.Min(80, words.Length)], new CollectiveImpact.Files.Texts(culture).SentTable, [(new CollectiveImpact.Files.Texts(culture).ImportData, Spoken.Import), (new CollectiveImpact.Files.Texts(culture).ImportTerms, Spoken.ImportGlossary)], culture));
        Add("which history of none", () => HistoryCard.Choose(initiative, [], culture));

        // The glossary.
        foreach (var state in Enum.GetValues<TermState>().Where(t => t != TermState.SentBack))
        {
            Add($"a term, {state}", () => TermCard.Of(world.See(backbone, world.Term(0, state)) with { News = words, Asked = words, Uses = new TermUses([.. world.Indicators.Select(i => i.Question)], [.. world.Indicators.Take(2).Select(i => i.Question)], 7) }));
        }

        Add("a term for a reporter", () => TermCard.Of(world.See(reporter, world.Term(0, TermState.Proposed))));
        Add("a term with a change", () => TermCard.Of(world.See(reporter, world.Changed(0)) with { Uses = new TermUses([.. world.Indicators.Select(i => i.Question)], [], 7) }));
        Add("a term in a message", () => TermCard.Inserted(initiative, world.Term(0, TermState.Agreed), "", culture));
        Add("versions of a term", () => TermCard.Versions(world.See(reporter, world.Changed(0)), [.. Enumerable.Range(1, 12).Select(v => world.Term(0, TermState.Agreed) with { Edition = v })]));
        Add("a word that is not there", () => GlossaryCards.NotThere(words, [], initiative.Id, culture));
        Add("near words", () => GlossaryCards.NotThere("attendence", [.. Enumerable.Range(0, 3).Select(i => new Near($"term-{i}", world.Term(i, TermState.Agreed).Name))], initiative.Id, culture));
        Add("no terms", () => GlossaryCards.List(reporter, [], 0, culture));
        Add("all terms", () => GlossaryCards.List(backbone, [.. Enumerable.Range(0, 80).Select(i => i < 5 ? world.Changed(i) : world.Term(i, TermState.Agreed))], 30, culture));
        Add("nothing asked for in vain", () => GlossaryCards.Missed(backbone, [], culture));
        Add("asked for in vain", () => GlossaryCards.Missed(backbone, [.. Enumerable.Range(1, 40).Select(i => new Miss($"{i} {words}", i, Riverside.Opening))], culture));
        Add("nothing said in vain", () => GlossaryCards.NotUnderstood(backbone, [], culture));
        Add("said in vain", () => GlossaryCards.NotUnderstood(backbone, [.. Enumerable.Range(1, 40).Select(i => new Miss($"{i} {words}", i, Riverside.Opening) { NotUnderstood = true })], culture));
        Add("a term without a definition", () => TermCard.Of(world.See(reporter, world.Term(0, TermState.Proposed) is var bare ? bare with { Proposal = bare.Proposal! with { Wording = bare.Proposal.Wording with { Definition = "" } } } : null!)));
        Add("no shared words in a message", () => GlossaryCards.Explained([(initiative, [])], culture));
        Add("shared words in a message", () => GlossaryCards.Explained([.. Enumerable.Range(0, 2).Select(_ => (initiative, (IReadOnlyList<FoundWord>)[.. Enumerable.Range(0, 20).Select(i => new FoundWord(world.Term(i, TermState.Agreed), "x"))]))], culture));
        Add("a proposal sent back", () => GlossaryCards.SentBack(initiative, world.Term(0, TermState.Proposed).Proposal!, words, culture));
        Add("the rules of the glossary", () => RulesForm.Of(initiative, culture));
        Add("the rules of the glossary again", () => RulesForm.Again(initiative, new Form(new Dictionary<string, string> { ["languages"] = words }), RulesForm.Read(new Form(new Dictionary<string, string> { ["decides"] = "partners", ["languages"] = words }), initiative, culture).Faults, culture));
        Add("the form of a term", () => TermForm.Of([initiative], null, "", [], culture));
        Add("the form of a change", () => TermForm.Of([initiative], world.Changed(0), "pt", [.. Enumerable.Range(0, TermForm.MostChoices).Select(i => world.Term(i, TermState.Agreed))], culture));
        Add("the form of a term in one of two", () => TermForm.Of([initiative, initiative], null, "", [], culture, words, words));
        Add("the form of a term again", () => TermForm.Again([initiative], TermForm.Sentence(words, words), TermForm.Read(TermForm.Sentence(new string('x', 81), ""), null, culture).Faults, world.Changed(0), [], culture, words));

        // The agenda.
        var progress = world.Indicators.Select((indicator, place) => (indicator, place)).ToDictionary(i => i.indicator.Id, i => new GoalNumber(words, i.place % 3 == 2 ? null : 0.35m * (i.place + 1)));
        var work = world.Agenda.Goals.SelectMany(g => initiative.Partners.Take(5), (g, p) => (Goal: g.Id, p.Id)).ToLookup(w => w.Goal, w => w.Id);
        foreach (var (name, book) in world.Books)
        {
            Add($"an agenda, {name}", () => AgendaCard.InForce(reporter, book, progress, work, culture, zone));
            Add($"an agenda for the backbone, {name}", () => AgendaCard.InForce(backbone, book, progress, work, culture, zone));
            Add($"the next agenda, {name}", () => AgendaCard.Next(reporter, book, culture, words));
            Add($"the next agenda for the backbone, {name}", () => AgendaCard.Next(backbone, book, culture));
            Add($"few endorse an agenda, {name}", () => AgendaCard.FewEndorse(backbone, book, book.Next ?? book.InForce, culture));
            Add($"versions of an agenda, {name}", () => AgendaCard.Versions(reporter, book, [.. Enumerable.Range(0, 6).Select(i => world.Agenda with { Version = i, Vision = $"{i}" })], culture, zone));
            Add($"the form of an agenda, {name}", () => AgendaForm.Of(backbone, book, culture));
            Add($"the form of an agenda again, {name}", () => AgendaForm.Again(backbone, book, new Form(new Dictionary<string, string> { ["goals"] = words }), AgendaForm.Read(new Form(new Dictionary<string, string> { ["actions"] = ";;;;", ["goals"] = new string('x', 300) }), book, culture).Faults, culture, words));
            var inPortuguese = book.Translate("pt", book.Lines(AgendaPart.Goals).ToDictionary(l => l, _ => words[..Math.Min(200, words.Length)]));
            var severalLanguages = initiative with { Languages = ["pt", "ar"] };
            Add($"the languages of an agenda, {name}", () => AgendaWordsCard.Choose(severalLanguages, inPortuguese, culture, isSaved: true));
            foreach (var part in Enum.GetValues<AgendaPart>())
            {
                Add($"an agenda in another language, {part}, {name}", () => AgendaWordsCard.Form(severalLanguages, inPortuguese, "pt", part, culture));
            }

            Add($"an agenda in another language again, {name}", () => AgendaWordsCard.Again(severalLanguages, inPortuguese, "pt", AgendaPart.Goals, new Form(book.Lines(AgendaPart.Goals).ToDictionary(l => "line." + Codes.KeyOf(l), _ => new string('x', 300))), AgendaWordsCard.Read(new Form(book.Lines(AgendaPart.Goals).ToDictionary(l => "line." + Codes.KeyOf(l), _ => new string('x', 300))), inPortuguese, AgendaPart.Goals, culture).Faults, culture));
            Add($"the numbers of goals, {name}", () => AgendaForm.Links(backbone, world.Agenda, world.Indicators, book, culture));
        }

        Add("an agenda in no other language", () => AgendaWordsCard.Choose(initiative with { Languages = [] }, AgendaBook.Of(initiative), culture));
        Add("no numbers for goals", () => AgendaForm.Links(backbone, world.Agenda, [], world.Books[0].Book, culture));
        Add("a decision", () => DecisionsCard.New(backbone, world.Decision, culture));
        Add("decisions", () => DecisionsCard.Of(initiative, "", new([.. Enumerable.Repeat(world.Decision, 10)], world.Decision.At), culture, zone));
        Add("no decisions", () => DecisionsCard.Of(initiative, "", new([], null), culture, zone));
        Add("no decisions about something", () => DecisionsCard.Of(initiative, words, new([], null), culture, zone));

        // Activities.
        var goals = world.Agenda;
        Add("the map", () => ActivityCard.Map(reporter, WorkMap.Of(initiative, goals, world.Activities, Riverside.Opening.InUtc().Date), culture));
        Add("an empty map", () => ActivityCard.Map(backbone, WorkMap.Of(initiative, goals with { Goals = [] }, [], Riverside.Opening.InUtc().Date), culture));
        Add("own activities", () => ActivityCard.Own(reporter, [.. world.Activities.Select(a => a with { Partner = reporter.Partner!.Id, CheckedAt = Instant.MinValue })], Riverside.Opening, culture));
        Add("no own activities", () => ActivityCard.Own(reporter, [], Riverside.Opening, culture));
        Add("the form of an activity", () => ActivityForm.Of(reporter, goals, null, culture));
        Add("the form of a known activity", () => ActivityForm.Of(reporter, goals, world.Activities[0], culture));
        Add("the form of an activity again", () => ActivityForm.Again(reporter, goals, Riverside.Form(("what", words)), ActivityForm.Read(Riverside.Form(("until", "x"), ("place", new string('x', 300))), reporter, goals, null, Riverside.Opening, culture).Faults, culture));
        Add("asks and offers", () => NoticeCard.List(reporter, world.Notices, Riverside.Opening.InUtc().Date, culture, news: words));
        Add("no asks and offers", () => NoticeCard.List(backbone, [], Riverside.Opening.InUtc().Date, culture));
        Add("asks and offers again", () => NoticeCard.List(reporter, world.Notices, Riverside.Opening.InUtc().Date, culture, Riverside.Form(("kind", "Offer"), ("text", words), ("place", words), ("until", "2026-12-24")), NoticeForm.Read(Riverside.Form(("kind", "Ask"), ("place", new string('x', 300))), world.Notices[0], culture).Faults));
        var fit = world.Spoil(new Fit("a", "b", Riverside.Opening));
        Add("what may fit", () => NoticeCard.Suggestion(initiative, world.Notices[0], world.Notices[1], fit, OfferMatcher.All([world.Notices[0].ToMatch()], [world.Notices[1].ToMatch()], 1).SingleOrDefault(), culture));
        Add("heard yes", () => NoticeCard.Heard(reporter, fit, yes: true, [.. world.Notices.Take(2)], culture));
        Add("heard no", () => NoticeCard.Heard(reporter, fit, yes: false, [], culture));
        Add("connected", () => NoticeCard.Connected(initiative, world.Notices[0], world.Notices[1], fit, culture));
        Add("what came of a connection", () => NoticeCard.FollowUp(initiative, world.Notices[0], world.Notices[1], fit, culture));

        Add("introduced in a channel", () => NoticeCard.Introduction(initiative, world.Notices[0], world.Notices[1], culture));
        Add("is this still true?", () => ActivityCard.StillTrue(reporter, [.. Enumerable.Repeat(world.Activities[0], SharedActivity.MostOfAPartner)], culture));

        // Working groups.
        var withGroups = backbone with { Initiative = world.WithGroups };
        Add("no groups", () => GroupCard.List(reporter, goals, culture, isPersonal: true));
        Add("no groups yet", () => GroupCard.List(backbone, goals, culture, isPersonal: true));
        Add("the groups", () => GroupCard.List(withGroups, goals, culture, isPersonal: true, words[..Math.Min(words.Length, 100)]));
        Add("the groups in a channel", () => GroupCard.List(withGroups, goals, culture, isPersonal: false));
        Add("a group", () => GroupCard.Of(withGroups, world.Work(0), progress.ToDictionary(p => p.Key, p => p.Value.Words), culture, isPersonal: true, "Saved."));
        Add("a group of many", () => GroupCard.Of(reporter with { Initiative = world.WithGroups }, world.Work(1), progress.ToDictionary(p => p.Key, p => p.Value.Words), culture, isPersonal: true));
        Add("a group in a channel", () => GroupCard.Of(withGroups, world.Work(0), progress.ToDictionary(p => p.Key, p => p.Value.Words), culture, isPersonal: false));
        Add("a group with nothing", () => GroupCard.Of(backbone, GroupWork.Of(new WorkingGroup("abc123", words[..Math.Min(words.Length, 80)], "", [], []), initiative, goals, [], Riverside.Opening.InUtc().Date), new Dictionary<string, string>(), culture, isPersonal: true));
        Add("a group to lead", () => GroupCard.YouLead(world.WithGroups, world.Work(0).Group, culture));
        Add("a group to end", () => GroupCard.AskEnd(world.WithGroups, world.Work(0).Group, culture));
        Add("the form of a group", () => GroupForm.Of(backbone, null, "new123", goals, culture));
        Add("the form of a known group", () => GroupForm.Of(withGroups, world.Work(1).Group, world.Work(1).Group.Id, goals, culture));
        var groupTyped = Riverside.Form(("group", "abc123"), ("name", words[..Math.Min(words.Length, 300)]), ("purpose", words[..Math.Min(words.Length, 600)]), ("goals", words), ("lead", "x:y"));
        Add("the form of a group again", () => GroupForm.Again(withGroups, goals, groupTyped, GroupForm.Read(groupTyped, withGroups, goals, culture).Faults, culture));

        foreach (var step in Enumerable.Range(1, IntroductionCard.Chapters))
        {
            Add($"the introduction, {step}", () => IntroductionCard.Of(reporter, step, [.. Enumerable.Range(0, 30).Select(_ => new IntroductionLine(words, words))], culture));
            Add($"the introduction with nothing, {step}", () => IntroductionCard.Of(reporter, step, [], culture));
            Add($"the introduction, brought, {step}", () => IntroductionCard.Of(reporter, step, [.. Enumerable.Range(0, 30).Select(_ => new IntroductionLine(words, words))], culture, isBrought: true));
        }

        var spoken = new Dictionary<Side, Tally> { [Side.Together] = Tally.Of(Enumerable.Repeat(new Ballot(Tally.Statements.ToDictionary(s => s, s => 2 + (int)s % 3)), 12)) };
        var reported = pulse with { ClosedAt = pulse.ClosesAt, Report = Disclosure.Of(spoken) };
        var usual = new InitiativeHealth(true, new(7, 12), new(12, 14), new(40, 48), new(5, 8), new(40, 48), 12, new GlossaryHealth(new LocalDate(2026, 8, 1), 40, 8, [.. Enumerable.Range(1, 5).Select(i => new TermDecision(i, true, Riverside.Opening, Riverside.Opening + Duration.FromDays(i), null))], Riverside.Opening), new PulseHealth(null, reported, reported));
        Add("health", () => HealthCard.Of(backbone, usual, true, Riverside.Opening + Duration.FromDays(3), zone, culture));
        Add("health with a pulse to be opened", () => HealthCard.Of(backbone, usual, true, Riverside.Opening + Duration.FromDays(300), zone, culture));
        Add("health at the beginning", () => HealthCard.Of(backbone, new InitiativeHealth(false, default, default, default, default, default, 0, new GlossaryHealth(new LocalDate(2026, 8, 1), 0, 0, [], null), new PulseHealth(null, null, null)), false, Riverside.Opening, zone, culture));
        Add("health in a channel", () => HealthCard.Of(backbone, usual with { Pulse = null }, false, Riverside.Opening, zone, culture));
        Add("health side by side", () => HealthCard.Compare(backbone, [.. Enumerable.Range(0, 25).Select(_ => (initiative, usual))], culture));

        // Indicators.
        Add("no indicators", () => IndicatorCard.List(reporter, [], NotAgreed, Proposed, culture));
        Add("no indicators yet", () => IndicatorCard.List(backbone, [], NotAgreed, Proposed, culture));
        Add("the indicators", () => IndicatorCard.List(reporter, world.Indicators, NotAgreed, Proposed, culture));
        Add("an indicator that was retired", () => IndicatorCard.List(backbone, world.Indicators, NotAgreed, Proposed, culture, world.Indicators[0]));
        Add("an indicator before it is retired", () => IndicatorCard.AskRetire(initiative, world.Indicators[0], 12, [.. world.Indicators.Select(i => i.Question)], [words], culture));
        Add("the backbone's indicators", () => IndicatorCard.List(backbone, world.Indicators, NotAgreed, Proposed, culture));
        var manyTongues = initiative with { Languages = ["es", "pt-BR", "ar"] };
        Indicator[] inSpanish = [.. world.Indicators.Select((x, i) => i % 3 == 0 ? x : x with { Translations = new Dictionary<string, IndicatorWords> { ["es"] = new(words[..Math.Min(words.Length, 200)], i % 2, x.Question) } })];
        Add("no other languages", () => TranslationCard.Choose(initiative with { Languages = [] }, world.Indicators, culture));
        Add("the other languages", () => TranslationCard.Choose(manyTongues, inSpanish, culture));
        Add("the questions in another language", () => TranslationCard.List(manyTongues, inSpanish, "es", culture, isSaved: true));
        Add("a question in another language", () => TranslationCard.Form(manyTongues, inSpanish[^1], "es", culture));
        Add("a question in another language again", () => TranslationCard.Again(manyTongues, inSpanish[0], "es", Riverside.Form(("question", words + words), ("definition", words)), TranslationCard.Read(Riverside.Form(("definition", words)), inSpanish[0], culture).Faults, culture));
        Add("the kinds of indicators", () => IndicatorForm.AskKind(initiative, Form.Empty, culture));
        Add("the form of an indicator", () => IndicatorForm.Of(initiative, Kind.All[0], Form.Empty, world.Indicators, culture, [.. Enumerable.Range(0, TermForm.MostChoices).Select(i => world.Term(i, TermState.Agreed))]));
        foreach (var answered in Kind.All)
        {
            Add($"the form of an indicator, {answered.Id}", () => IndicatorForm.Of(initiative, answered, Form.Empty, world.Indicators, culture, []));
            var another = Riverside.Sessions with { Id = "another", Question = words[..Math.Min(words.Length, 200)], Kind = answered.Id, Definition = words, RollUp = answered.RollUps[0] };
            Add($"an indicator as partners will see it, {answered.Id}", () => IndicatorForm.Look(initiative, another, Riverside.Form(("question", another.Question), ("definition", words[..Math.Min(words.Length, 1000)]), ("terms", words[..Math.Min(words.Length, 1000)])), world.Indicators, culture));
        }

        Add("the form of a known indicator", () => IndicatorForm.Of(initiative, world.Indicators[0], world.Indicators, culture, []));
        Add("an indicator that is calculated, before it is saved", () => IndicatorForm.Look(initiative, world.Indicators[0] with { Formula = "[visits] * 2" }, Form.Empty, world.Indicators, culture));
        var indicatorTyped = Riverside.Form(("question", words), ("unit", words), ("kind", "none"), ("target", words), ("terms", words));
        Add("the form of an indicator again", () => IndicatorForm.Again(initiative, Kind.All[0], indicatorTyped, IndicatorForm.Read(indicatorTyped, Kind.All[0], initiative, world.Indicators, culture).Faults, world.Indicators, culture, []));

        Add("the kinds of indicators again", () => IndicatorForm.AskKind(initiative, indicatorTyped, culture));

        // The schedule.
        var today = new LocalDate(2026, 11, 23);
        var schedule = Schedule.Usual(initiative, Riverside.Opening) with { Name = world.Words[..Math.Min(60, world.Words.Length)] };
        var timetable = Timetable.Empty;
        foreach (var frequency in Enum.GetValues<Frequency>())
        {
            var asks = new Scope([.. world.Indicators.Select(i => i.Id)], [.. initiative.Partners.Select(p => p.Id)]);
            timetable = timetable.Following(schedule with { Id = frequency.ToString(), Name = World.Cut($"{(int)frequency} {schedule.Name}", 60), Recurs = schedule.Recurs with { Frequency = frequency }, RemindDaysBefore = [], Asks = asks }, Riverside.Opening);
            Add($"the schedule, {frequency}", () => ScheduleCard.Show(initiative, timetable, culture));
        }

        timetable = timetable.With(timetable.Schedules[0] with { Skipped = [timetable.Coming(timetable.Schedules[0]).First().Date] });
        Add("a schedule with a date that is skipped", () => ScheduleCard.Show(initiative, timetable, culture));
        Add("what is skipped", () => SkipCard.Skipped(initiative, timetable, timetable.Schedules[0], timetable.Schedules[0].Skipped[0], culture));
        Add("the form of the schedule", () => ScheduleForm.Of(initiative, timetable.Schedules[0].Schedule, isNew: false, world.Indicators, culture));
        var scheduleTyped = Riverside.Form(("often", words), ("days", words), ("time", words), ("closes", words), ("reminds", words), ("name", words), ("indicators", words));
        Add("the form of the schedule again", () => ScheduleForm.Again(initiative, scheduleTyped, ScheduleForm.Read(scheduleTyped, initiative, timetable, world.Indicators, Riverside.Opening, culture).Faults, world.Indicators, culture));
        Add("the dates before they are saved", () => ScheduleCard.Preview(initiative, timetable, timetable.Schedules[0].Schedule, scheduleTyped, world.Indicators, Riverside.Opening, culture));
        Add("no pauses", () => PausesCard.Show(initiative, [], today, culture));
        Add("the pauses", () => PausesCard.Show(initiative, [.. Enumerable.Range(0, 200).Select(i => new Pause(today.PlusDays(i), today.PlusDays(i + 1), world.Words[..Math.Min(80, world.Words.Length)]))], today, culture, said: "Added."));
        var pauseTyped = Riverside.Form(("first", words), ("last", words), ("name", words), ("file", words));
        Add("the pauses again", () => PausesCard.Show(initiative, [], today, culture, pauseTyped, PausesCard.Read(pauseTyped, today, culture).Faults));

        // Being away.
        Add("the form of being away", () => AwayCard.Form(reporter, today, culture));
        Add("the form of being away again", () => AwayCard.Again(reporter, today, AwayCard.Said(words), AwayCard.Read(AwayCard.Said(words), today, culture).Faults, culture));
        Add("away", () => AwayCard.Away(initiative, reporter, today.PlusDays(9), culture));
        Add("back", () => AwayCard.Back(reporter, culture));
        Add("the form of handing over", () => HandOverCard.Again(reporter, Form.Empty, HandOverCard.Read(Form.Empty, reporter, culture).Faults, culture));
        Add("the backbone's form of handing over", () => HandOverCard.Form(reporter with { Member = reporter.Member with { Role = Role.Backbone } }, culture));
        foreach (var then in Enum.GetValues<AfterHandOver>())
        {
            Add($"a code for handing over, {then}", () => HandOverCard.Code(reporter, new Invite("r1vers-00000000", partner.Id, Riverside.Opening, null) { Then = then }, culture, zone));
        }

        foreach (var member in new[] { null, reporter.Member, reporter.Member with { PartnerId = null }, backbone.Member })
        {
            Add($"handed over by {member?.Role} of {member?.PartnerId ?? "none"}", () => HandOverCard.Done(initiative, partner.Name, reporter.Member, member, culture));
        }

        Add("a code for a stand-in", () => AwayCard.StandIn(reporter, new Invite("r1vers-00000000", partner.Id, Riverside.Opening, null) { Until = today.PlusDays(9) }, culture));

        foreach (var stop in Enumerable.Range(1, TourCard.Stops))
        {
            Add($"the tour, {stop}", () => TourCard.Draw(stop, culture));
        }

        Add("a welcome in a team", () => WelcomeCard.InTeam(culture));

        // The backbone.
        Add("the form of an initiative", () => SetUpCard.Form("new123", "Europe/Lisbon", culture));
        var setUpTyped = Riverside.Form(("name", words), ("vision", words), ("problem", words), ("timezone", words), ("language", words), ("id", "r1vers"));
        Add("the form of an initiative again", () => SetUpCard.FormAgain(setUpTyped, "new123", SetUpCard.Read(setUpTyped, culture).Faults, culture));
        Add("the partners", () => PartnersCard.List(initiative, culture));
        Add("the partners again", () => PartnersCard.List(initiative, culture, Riverside.Form(("name", words)), new Dictionary<string, string> { ["name"] = new CollectiveImpact.Cards.Fields.Texts(culture).TooLong(81, 80) }));
        Add("no partners", () => PartnersCard.List(initiative with { Partners = [], Members = [initiative.Members[0]] }, culture));
        var invites = Enumerable.Range(0, 20).Select(i => new Invite("", i % 4 == 0 ? null : partner.Id, Riverside.Opening + Duration.FromDays(25 - i), null)
        {
            Hash = Codes.KeyOf($"{i}"),
            By = i % 3 == 0 ? null : initiative.Members[0].Person,
            MadeAt = i % 5 == 0 ? null : Riverside.Opening - Duration.FromDays(i),
            ForObserver = i % 8 == 0,
            From = i % 7 == 3 ? initiative.Members[1].Person : null,
            Until = i % 7 == 5 ? today.PlusDays(9) : null,
        }).ToArray();
        Add("the open invites", () => InvitesCard.List(initiative, null, invites, Riverside.Opening, culture, zone));
        Add("the open invites of a partner", () => InvitesCard.List(initiative, partner, invites[1..3], Riverside.Opening, culture, zone, words));
        var named = new InviteReach.Known(
            [.. Enumerable.Range(0, 8).Select(i => new KnownPerson(new PersonKey("t", $"{i}"), i < 3 ? "" : $"{i} {words}", i == 6 ? initiative.Members[0].Contact?.Address : null, null, null, i == 7 ? Reasons.AppRemoved : null, null, []))],
            new Uri("https://bot.example.org/consent"));
        var personal = Enumerable.Range(0, 8).Select(i => invites[1] with { Hash = Codes.KeyOf($"{i}"), For = named.People[i].Key, App = i < 5 ? (AddOutcome)i : null }).ToArray();
        Add("the open invites by name", () => InvitesCard.List(initiative, null, personal, Riverside.Opening, culture, zone, reach: named));
        Add("people to invite by name", () => InviteByNameCard.Draw(initiative, partner.Id, culture));
        var namedTyped = Riverside.Form(("people", words), ("as", words));
        Add("people to invite by name again", () => InviteByNameCard.Again(initiative, namedTyped, InviteByNameCard.Read(namedTyped, initiative, culture).Faults, culture));
        foreach (var invite in new[] { invites[1], invites[0] with { ForObserver = false }, invites[0] with { ForObserver = true, By = initiative.Members[0].Person } })
        {
            Add($"an invitation by name, {invite.PartnerId} {invite.ForObserver}", () => InvitationCard.Draw(initiative, invite, culture, zone));
        }

        Add("an invitation declined", () => InvitationCard.SaidNo(initiative, invites[1], culture));
        Add("somebody has declined", () => InvitationCard.Declined(initiative, invites[1], words, culture));
        Add("no open invites", () => InvitesCard.List(initiative, null, [], Riverside.Opening, culture, zone));
        Add("an invite to withdraw", () => InvitesCard.AskWithdraw(initiative, invites[1], culture));
        Add("the form that invites by mail", () => MailInviteCard.Draw(initiative, MailInvite.None, culture));
        var mailTyped = Riverside.Form(("name", words), ("address", words), ("partner", "☢"));
        Add("the form that invites by mail again", () => MailInviteCard.Again(initiative, mailTyped, MailInviteCard.Read(mailTyped, initiative, culture).Faults, culture));
        Add("the partners where mail is on", () => PartnersCard.List(initiative, culture, mailIsOn: true));
        var byMail = new KnownPerson(reporter.Member.Person, reporter.Member.Name, null, null, null, null, null, []) { Mailbox = "ana@school.example", IsByMail = true };
        var chat = new ConversationAddress("https://smba.example/", "19:ana", "tenant", "28:bot", PlaceKind.Personal);
        foreach (var (name, known) in new[] { ("by mail", byMail), ("by mail no more", byMail with { Unreachable = Reasons.NoMail }), ("by mail beside a chat", byMail with { Personal = chat }), ("in a chat", byMail with { IsByMail = false, Mailbox = null, Personal = chat }) })
        {
            Add($"how somebody is written to, {name}", () => ByMailCard.Of(reporter with { Member = reporter.Member with { WantsDigests = known.Personal is null } }, known, culture));
        }

        Add("an address that is none", () => ByMailCard.Of(reporter, byMail with { IsByMail = false, Personal = chat }, culture, typed: Riverside.Form(("address", words))));
        Add("a mail that asks whose the address is", () => ByMailCard.Confirm(initiative, reporter.Member.Person, "1", culture));
        Add("a mail with a link", () => ByMailCard.Link(initiative, "1", "check-in", culture));
        Add("the partners with an invite", () => PartnersCard.List(initiative, culture, news: InvitesCard.IsBelow(invites[1], partner, culture, zone)));
        foreach (var joined in new[] { initiative.Members[0] with { PartnerId = null, Role = Role.Backbone }, initiative.Members[1], initiative.Members[1] with { PartnerId = null, Role = Role.Observer, Name = "" } })
        {
            Add($"somebody has joined, {joined.Role}", () => JoinPost.Card(initiative, joined, culture));
        }


        // The end.
        var ending = new Ending(initiative.Members[1].Person, initiative.Members[1].Name, Riverside.Opening);
        Add("the end", () => EndCard.Form(initiative, culture));
        Add("the end again", () => EndCard.FormAgain(initiative, Riverside.Form(("name", words)), EndCard.FaultsOf(Riverside.Form(("name", "☢")), initiative, culture), culture));
        Add("the end that waits", () => EndCard.Asked(initiative, ending, culture, zone));
        Add("the end to confirm", () => EndCard.Confirm(initiative, ending, culture, zone));
        Add("no end", () => EndCard.Kept(initiative, culture));
        Add("ended", () => EndCard.Ended(initiative, new Ended(ending.By, ending.ByName, initiative.Members[0].Name, Riverside.Opening), culture, zone));

        // Templates.
        Add("the templates", () => TemplatesCard.List(initiative, [], culture));
        Add("the templates and my own", () => TemplatesCard.List(initiative, [.. Enumerable.Range(0, 50).Select(i => initiative with { Id = new($"id00{i:00}") })], culture));
        var own = TemplateLibrary.Of(initiative, world.Indicators, Enumerable.Range(0, 80).Select(i => world.Term(i, TermState.Agreed)), [.. Enumerable.Range(0, 10).Select(i => Schedule.Usual(initiative, Riverside.Opening) with { Id = $"s{i}", Name = $"{i}{words[..Math.Min(58, words.Length)]}", Asks = new Scope([world.Indicators[i % world.Indicators.Count].Id], []) })]);
        foreach (var template in TemplateLibrary.Shipped.Append(own))
        {
            Add($"the template {template.Id}", () => TemplatesCard.Show(initiative, template, culture));
            Add($"the template {template.Id}, used", () => TemplatesCard.Used(initiative, template, TemplateLibrary.NewIn(template, [], 18), [.. template.Terms.Select(t => t.Name)], [], Rhythm(template, []), culture));
            Add($"the template {template.Id}, used again", () => TemplatesCard.Used(initiative, template, TemplateLibrary.NewIn(template, template.Indicators, 18), [], [.. template.Terms.Select(t => t.Name)], Rhythm(template, template.Schedules), culture));
            Add($"the template {template.Id}, used without its rhythm", () => TemplatesCard.Used(initiative, template, TemplateLibrary.NewIn(template, template.Indicators, 18), [], [], null, culture));
        }

        Add("the template for which there is no room", () => TemplatesCard.Used(initiative, own, TemplateLibrary.NewIn(own, [], 0), [], [], Rhythm(own with { Schedules = [.. own.Schedules.Select(s => s with { Asks = new Scope(["gone"], []) })] }, []), culture));

        RhythmUsed Rhythm(Template template, IReadOnlyList<Schedule> known)
        {
            var schedules = TemplateLibrary.RhythmFor(template, TemplateLibrary.NewIn(template, [], 100).Here, initiative, known, new LocalDate(2026, 11, 25));
            return new RhythmUsed(schedules, schedules.Add.Aggregate(Timetable.Empty, (t, s) => t.Following(s, Riverside.Opening)), Waits: true);
        }

        // Who is in it, and who goes.
        Add("the people", () => PeopleCard.List(initiative, "new123", culture));
        Add("the people again", () => PeopleCard.List(initiative, "new123", culture, words, said: words[..Math.Min(200, words.Length)], fault: PeopleCard.CantTake(initiative.Members[0] with { Name = words }, Riverside.Maria, culture)));
        Add("somebody to remove", () => PeopleCard.AskRemove(initiative, initiative.Members[1], "new123", culture));
        Add("backbone staff to remove", () => PeopleCard.AskRemove(initiative, initiative.Members[0], "new123", culture));
        foreach (var change in Enum.GetValues<RoleChange>())
        {
            Add($"a change of role, {change}", () => RolePost.Card(initiative, change == RoleChange.Removed ? null : initiative.Members[1], change, culture));
        }

        Add("leaving", () => LeaveCard.Ask(reporter, culture));
        Add("the backbone's leaving", () => LeaveCard.Ask(backbone, culture));
        Add("left", () => LeaveCard.Left(initiative.Name, culture));
        Add("shall I forget you", () => LeaveCard.AskToForget([.. Enumerable.Range(0, 20).Select(_ => initiative)], culture));
        Add("shall I forget a stranger", () => LeaveCard.AskToForget([], culture));
        Add("forgotten", () => LeaveCard.Forgotten(culture));
        Add("everything stays", () => LeaveCard.Stays(culture));

        // Conversations.
        Add("the welcome", () => WelcomeCard.Draw(culture));
        Add("not understood", () => ConversationCards.NotUnderstood(words, ListenersTests.Product().Guess(words, culture, Audience.Backbone), culture));
        Add("not understood, with words that come near", () => ConversationCards.NotUnderstood(words, ListenersTests.Product().Guess("statsu", culture, Audience.Backbone), culture, Conversation.SayButton(PeoplesWords.Plain(words[..Math.Min(40, words.Length)]), Spoken.Terms)));
        Add("not in an initiative", () => ConversationCards.NotInAnInitiative(personal: true, culture));
        Add("not known in a channel", () => ConversationCards.NotInAnInitiative(personal: false, culture));
        Add("a visitor in a home channel", () => ConversationCards.ForVisitors(initiative, ListenersTests.Product().ForChannels(Audience.Visitors), culture, words));
        Add("one's accounts", () => IdentityCard.Of([new KnownPerson(Riverside.Maria, words, null, null, null, null, null, []), new KnownPerson(Riverside.Maria, "", null, null, null, null, null, [])], "h4k9-p27m-qx3v", culture));
        Add("an account that was linked", () => IdentityCard.Linked(words, words, Riverside.Maria, culture));
        Add("which initiative", () => ConversationCards.WhichInitiative([.. Enumerable.Range(0, 5).Select(_ => initiative)], "status", culture));
        Add("which initiative, of many", () => ConversationCards.WhichInitiative([.. Enumerable.Range(0, 12).Select(i => initiative with { Id = new($"id000{i:x}") })], "suggest " + words[..Math.Min(words.Length, 2_000)], culture));
        Add("which initiative of one name", () => ConversationCards.WhichInitiative([.. Enumerable.Range(0, 3).Select(i => initiative with { Id = new($"id000{i:x}") })], "status", culture));
        Add("which initiative, said at length", () => ConversationCards.WhichInitiative([initiative, initiative], new string('x', 40_000), culture));
        SetUpList[] setUpLists = [.. Enumerable.Range(0, SetUpList.Steps.Count + 1).Select(done => new SetUpList(SetUpList.Steps.Take(done).ToHashSet(), 2 - Math.Min(done, 2), 6, done))];
        foreach (var list in setUpLists)
        {
            Add($"the list of setting up, next {list.Next}", () => SetUpListCard.Of(initiative, list, culture));
        }

        var view = new PartnerView(world.Round, world.Indicators, null, new Dictionary<string, IReadOnlyList<PastValue>>());
        var rehearsal = new Rehearsal(view, partner, world.Indicators, [.. Enum.GetValues<WhyNotAsked>().Select(w => new NotAsked(world.Indicators[0], w, w == WhyNotAsked.WaitsForTerms ? [words] : []))]);
        Add("a rehearsal", () => RehearsalCard.CheckIn(initiative, rehearsal, culture, zone));
        Add("a rehearsal that asks nothing", () => RehearsalCard.CheckIn(initiative, rehearsal with { View = view with { Indicators = [] } }, culture, zone));
        Add("a rehearsal again", () => RehearsalCard.Again(CheckInCard.Form(initiative, view, partner, culture, zone), culture));
        Add("a rehearsed receipt", () => RehearsalCard.Receipt(CheckInReceipt.Of(initiative, view with { Entry = world.EntryOf(0) }, partner, culture, zone), initiative, rehearsal, culture));
        Add("a rehearsed digest", () => RehearsalCard.InventedDigest(InventedDigest.Of(initiative, rehearsal, initiative.Members[0], Riverside.Opening, culture), culture));
        Add("the form of another initiative", () => SetUpCard.Form("new123", "Europe/Lisbon", culture, (initiative, setUpLists[1])));
        Add("the welcome of who set it up", () => SetUpCard.Welcome(initiative, founded: true, setUpLists[0], culture));
        Add("the welcome of backbone staff", () => SetUpCard.Welcome(initiative, founded: false, setUpLists[^1], culture));
        AddShown("the help", () => Shown(new ShowHelp(PhraseMeaningTests.Product(), new Standings(world.Grains), world.Grains, new WhatIsUp(new ReadSetUpList(world.Grains), world.Grains)).Answer(world.Turn(Riverside.Maria), default)));
        AddShown("a reporter's help", () => Shown(new ShowHelp(PhraseMeaningTests.Product(), new Standings(world.Grains), world.Grains, new WhatIsUp(new ReadSetUpList(world.Grains), world.Grains)).Answer(world.Turn(initiative.Members[1].Person), default)));
        foreach (var (who, person) in new[] { ("the backbone", Riverside.Maria), ("a reporter", initiative.Members[1].Person) })
        {
            AddShown($"a greeting of {who}", () => Shown(new SayHello(new Standings(world.Grains), world.Grains, new WhatIsUp(new ReadSetUpList(world.Grains), world.Grains)).Answer(world.Turn(person) with { Name = initiative.Member(person)!.Name }, default)));
        }

        SetUpList setUp = new(SetUpList.Steps.ToHashSet(), 0, 6, 6);
        foreach (var matter in Enum.GetValues<Matter>())
        {
            foreach (var (who, by) in new[] { ("the backbone's", backbone), ("a reporter's", reporter), ("an observer's", new Here(initiative, initiative.Members[1] with { Role = Role.Observer, PartnerId = null })) })
            {
                var up = new UpNow(by, matter, Timetable.Empty, world.Board(2), Riverside.Opening, setUp);
                Add($"{who} help, {matter}", () => HelpCard.Of([by, by], up, PhraseMeaningTests.Product(), [.. PhraseMeaningTests.Product().Said.Where(d => d.Help is not null && d.Who <= (by.IsBackbone ? Audience.Backbone : by.Partner is null ? Audience.Members : Audience.Reporters))], zone, culture));
            }
        }

        Add("the help in a channel", () => HelpCard.InChannel(initiative, PhraseMeaningTests.Product().ForChannels(Audience.Backbone), culture));
        Add("the help in a channel that is no home", () => HelpCard.InChannel(null, PhraseMeaningTests.Product().ForChannels(Audience.Backbone), culture));
        var links = new FileLinks(Mock.Of<IPages>(p => p.To(It.IsAny<string>()) == new Uri("https://bot.example.org/files/r1vers-" + new string('0', 64) + "/GlossaryJsonLd")), "r1vers", new LocalTime(12, 15).AtTime(culture), culture);
        Add("the data as files", () => FileCards.Data(initiative, links, culture));
        Add("the data as files, on a page", () => FileCards.Data(initiative, null, culture));
        var ground = new ExportGround(initiative, world.Indicators, [(world.Round.Id, words)]);
        Add("which numbers", () => ExportChoiceForm.Of(ground, culture, words));
        Add("which numbers again", () => ExportChoiceForm.Again(ground, Riverside.Form(("from", words), ("partner", words)), ExportChoiceForm.Read(Riverside.Form(("from", words), ("partner", words)), ground, culture).Faults, culture));
        Add("chosen numbers as files", () => FileCards.Chosen(ground, new ExportChoice(new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 30), initiative.Partners[0].Id, world.Indicators[0].Id, world.Round.Id), links, culture));
        Add("all numbers as files", () => FileCards.Chosen(ground, ExportChoice.Everything, links, culture));
        Add("all numbers as files, on a page", () => FileCards.Chosen(ground, ExportChoice.Everything, null, culture));
        Add("what becomes of data", () => PrivacyCard.Of(new Uri("https://bot.example.org/privacy"), new Uri("https://bot.example.org/support"), culture));
        Add("a link to the pages", () => SessionsCard.Link(initiative, new Uri("https://bot.example.org/open/r1vers-" + new string('0', 64)), new LocalTime(12, 15).AtTime(culture), culture));
        foreach (var many in new[] { 0, 2, 40 })
        {
            Session[] sessions = [.. Enumerable.Range(0, many).Select(i => new Session(initiative.Id, $"key{i}", initiative.Members[0].Person, culture.Name, world.Round.ClosesAt) { Device = i % 3 == 0 ? "" : "Firefox, Windows", Since = world.Round.OpenedAt })];
            Add($"where the pages are open, {many}", () => SessionsCard.List(initiative, sessions, zone, culture, many == 0 ? new CollectiveImpact.Pages.Texts(culture).AllEnded : null));
        }

        Add("the glossary as files", () => FileCards.Glossary(initiative, links, culture));
        Add("bringing data in", () => FileCards.BringData(initiative, links));
        var import = new ImportRecord("imp0rt", words[..Math.Min(words.Length, 100)], Riverside.Maria, initiative.Members[0].Name, Riverside.Opening, 12_000, 40, new Period("2020-W01"), new Period("2026-W47"), []);
        var changedSince = Enumerable.Range(0, 12).Select(i => new ChangedSince(new Period("2026-W47"), initiative.Partners[i % initiative.Partners.Count].Id, world.Indicators[i % world.Indicators.Count].Id, initiative.Members[0].Name)).ToArray();
        Add("files that were brought in", () => ImportsCard.Of(backbone, [.. Enumerable.Range(0, 10).Select(i => import with { IsWhole = i != 1, UndoneAt = i == 2 ? Riverside.Opening : null, UndoneByName = i == 2 ? import.ByName : null })], culture, zone, ImportsCard.InWords(import, backbone, isTakenBack: false, changedSince, world.Indicators, culture)));
        Add("a file taken back but for what was changed meanwhile", () => ImportsCard.Of(backbone, [.. Enumerable.Range(0, 10).Select(i => import with { IsWhole = i != 1, UndoneAt = i == 2 ? Riverside.Opening : null, UndoneByName = i == 2 ? import.ByName : null })], culture, zone, ImportsCard.InWords(import, backbone, isTakenBack: true, changedSince, world.Indicators, culture)));
        Add("no file that was brought in", () => ImportsCard.Of(backbone, [], culture, zone));
        Add("the questions in a table", () => FileCards.TranslateQuestions(initiative, links));
        Add("bringing terms in", () => FileCards.BringGlossary(initiative, links));

        void Add(string name, Func<AdaptiveCard> card) => cards.Add(($"{name} ({kind})", () => Task.FromResult(card())));

        void AddShown(string name, Func<Task<AdaptiveCard>> card) => cards.Add(($"{name} ({kind})", card));

        static async Task<AdaptiveCard> Shown(Task<Reply> reply) => Assert.IsType<Reply.NewCard>(await reply).Card;
    }

    /// <summary>An initiative of a certain size, whose people write in a certain way.</summary>
    private sealed class World
    {
        private readonly Func<int, string> _question;

        private readonly Spoiled _spoiled;

        public World(int partners, int indicators, Func<int, string> partner, Func<int, string> person, Func<int, string> question, string words, CultureInfo culture, Spoiled? spoiled = null)
        {
            _spoiled = spoiled ?? Spoiled.Not;
            _question = question;
            Words = words;
            Culture = culture;
            Indicators = _spoiled.Of<IReadOnlyList<Indicator>>(
            [
                .. Enumerable.Range(0, indicators).Select(i => new Indicator(
                    $"indicator-{i}",
                    question(i).Length > 200 ? question(i)[..200] : question(i),
                    i % 2 == 0 ? "children" : "",
                    // Mostly numbers, as real check-ins are.
                    i % 5 == 1 ? IndicatorKind.Percentage : i % 5 == 2 ? IndicatorKind.YesNo : i % 20 == 3 ? IndicatorKind.Text : IndicatorKind.Number,
                    GoodDirection.Up,
                    i % 5 == 1 ? RollUp.RatioOfSums : i % 5 == 2 ? RollUp.CountYes : i % 20 == 3 ? RollUp.None : RollUp.Sum,
                    i % 3 == 0 ? 90 : null,
                    i % 4 == 0 ? ["attendance", "grade-level"] : [],
                    i % 6 == 1 ? 2 : 1,
                    Retired: false)
                {
                    Definition = i % 2 == 0 ? words[..Math.Min(words.Length, 1_000)] : "",
                    WhatChanged = i % 6 == 1 ? words[..Math.Min(words.Length, 200)] : "",
                    Breakdown = i == 0
                        ? new Breakdown(question(i)[..Math.Min(40, question(i).Length)], [.. Enumerable.Range(0, Math.Min(6, partners)).Select(c => new Category($"c{c}", partner(c)[..Math.Min(40, partner(c).Length)]))], Sharing.Partners)
                        : null,
                    AtMost = i == 4 ? "indicator-0" : null,
                    Baseline = i % 3 == 0 ? 10 : null,
                    BaselineOn = i % 3 == 0 ? new LocalDate(2026, 1, 1) : null,
                    TargetBy = i % 3 == 0 ? new LocalDate(2027, 6, 30) : null,
                }),
            ]);
            Initiative = _spoiled.Of(Riverside.Initiative with
            {
                Name = Cut(partner(0), 80),
                Vision = Cut(words, 1_000),
                Problem = Cut(words, 1_000),
                Goals = [.. Enumerable.Range(0, 4).Select(i => new Goal($"goal-{i}", Cut(words, 200)))],
                Partners = [.. Enumerable.Range(0, partners).Select(i => new Partner(new($"partner-{i}"), Cut(partner(i), 80)))],
                Members =
                [
                    new Member(Riverside.Maria, person(99), Role.Backbone, null),
                    // One partner has nobody who reports.
                    .. Enumerable.Range(0, partners - 1).Select(i => new Member(new PersonKey($"tenant-{i}", $"person-{i}"), person(i), Role.Reporter, new($"partner-{i}"))
                    {
                        Contact = i % 5 == 4 ? null : new Contact(Letters.AddressOf($"tenant-{i}:person-{i}"), null, "en-GB", i % 7 == 6 ? Reasons.AppRemoved : null),
                        AwayUntil = i % 9 == 8 ? new LocalDate(2026, 12, 24) : null,
                    }),
                ],
            });
        }

        public T Spoil<T>(T noun) => _spoiled.Of(noun);

        public string Words { get; }

        public CultureInfo Culture { get; }

        public Initiative Initiative { get; }

        public IReadOnlyList<Indicator> Indicators { get; }

        public Round Round => _spoiled.Of(Riverside.Round with
        {
            Indicators = [.. Indicators.Select(i => i.Id)],
            Partners = [.. Initiative.Partners.Select(p => p.Id)],
        });

        /// <summary>Some got their card, some can't be reached, some are away.</summary>
        public IReadOnlyList<Reconciled> People(int answered) => Reconciled.Of(
            Initiative,
            Board(answered),
            [
                .. Initiative.Members.Skip(1).Select((m, i) => new Delivery(
                    "mailing", "open", Recipient.Of(m.Person), i % 2 == 0 ? DeliveryState.Sent : i % 3 == 0 ? DeliveryState.Failed : DeliveryState.Unreachable, null, null, i % 2 == 0 ? null : Reasons.Blocked, 1, Riverside.Opening)),
            ],
            Riverside.Opening);

        public Dictionary<string, IReadOnlyList<Total>> Totals => Indicators.ToDictionary(
            i => i.Id, i => _spoiled.Of<IReadOnlyList<Total>>([.. Enumerable.Range(36, 12).Select(w => new Total(i.Id, new Period($"2026-W{w}"), 1_234.5m + w, Initiative.Partners.Count, Initiative.Partners.Count))]));

        public IGrainFactory Grains
        {
            get
            {
                var grains = new Mock<IGrainFactory>();
                grains.Setup(g => g.GetGrain<IPersonGrain>(It.IsAny<string>(), null)).Returns((string key, string? _) =>
                    Mock.Of<IPersonGrain>(p => p.Get() == Task.FromResult(Known(Initiative.Member(PersonKey.Parse(key))!))));
                grains.Setup(g => g.GetGrain<IInitiativeGrain>(It.IsAny<string>(), null)).Returns(
                    Mock.Of<IInitiativeGrain>(i => i.Get() == Task.FromResult<Initiative?>(Initiative)));
                grains.Setup(g => g.GetGrain<IIndicatorsGrain>(It.IsAny<string>(), null)).Returns(Mock.Of<IIndicatorsGrain>(i => i.All() == Task.FromResult<IReadOnlyList<Indicator>>(Indicators)));
                grains.Setup(g => g.GetGrain<IGlossaryGrain>(It.IsAny<string>(), null)).Returns(
                    Mock.Of<IGlossaryGrain>(g => g.NotAgreed(It.IsAny<IReadOnlyList<string>>()) == Task.FromResult<IReadOnlyList<string>>(new[] { "attendance" })));
                grains.Setup(g => g.GetGrain<IClockGrain>(It.IsAny<string>(), null)).Returns(Mock.Of<IClockGrain>(c => c.Get() == Task.FromResult(Timetable.Empty)));
                return grains.Object;
            }
        }

        public Board Board(int answered) => new(Round, [.. Enumerable.Range(0, answered).Select(EntryOf)], Indicators);

        public IReadOnlyList<Commitment> Commitments => _spoiled.Of<IReadOnlyList<Commitment>>(
        [
            .. Enumerable.Range(0, 20).Select(i => new Commitment(
                $"c{i}", Cut($"{i} {Words}", 300), Initiative.Members[0].Name, Riverside.Opening, i % 3 == 0 ? (CommitmentOutcome)(i % 4) : null, i % 2 == 0 ? Cut(Words, 300) : "", i % 3 == 0 ? Riverside.Opening : null)),
        ]);

        public Entry EntryOf(int partner)
        {
            var who = Initiative.Members.FirstOrDefault(m => m.PartnerId == new PartnerId($"partner-{partner}")) ?? Initiative.Members[0];
            return _spoiled.Of(new Entry(
                new($"partner-{partner}"),
                1 + (partner % 3),
                who.Person,
                who.Name,
                Riverside.Opening + Duration.FromMinutes(partner),
                Indicators.ToDictionary(i => i.Id, Value),
                (Status)(partner % 3),
                Learning.Of(Enum.GetValues<LessonKind>().Select(k => (k, Cut(Words, 600))), Sharing.Partners),
                null)
            {
                Notes = Indicators.Take(2).ToDictionary(i => i.Id, _ => Cut(Words, 300)),
                Commitment = Cut(Words, 300),
                Kept = new Kept(Cut(Words, 300), CommitmentOutcome.Dropped, Cut(Words, 300)),
                CorrectedBecause = partner % 2 == 1 ? Cut(Words, 1_000) : null,
            });
        }

        public PartnerView View(Entry? entry) => _spoiled.Of(new PartnerView(
            Round,
            Indicators,
            entry,
            Indicators.ToDictionary(i => i.Id, i => (IReadOnlyList<PastValue>)
                [.. Enumerable.Range(37, 11).Select(w => new PastValue(i.Id, new("partner-0"), new Period($"2026-W{w}"), Value(i)))]))
        {
            Committed = Cut(Words, 300),
        });

        public Term Term(int index, TermState state)
        {
            var wording = new Wording(Cut(_question(index), Wording.LongestName), Cut(Words, Wording.LongestDefinition))
            {
                Not = Cut(Words, Wording.LongestText),
                Examples = Cut(Words, Wording.LongestText),
                Synonyms = [.. Enumerable.Range(0, Wording.MostSynonyms).Select(i => Cut(_question(i), Wording.LongestName))],
                Source = Cut(Words, Wording.LongestSource),
                Owner = Cut(Words, Wording.LongestName),
                Related = [.. Enumerable.Range(0, Wording.MostRelated).Select(i => $"term-{i}")],
                Translations = new Dictionary<string, Translation> { ["pt"] = new(Cut(_question(index), Wording.LongestName), Cut(Words, Wording.LongestDefinition), Cut(Words, Wording.LongestText), "", []) },
            };
            var opinions = Enumerable.Range(0, 20).Select(i => new Opinion(Riverside.Maria, Initiative.Members[0].Name, new($"partner-{i}"), i % 2 == 0, Cut(Words, Opinion.LongestWhy)));
            return _spoiled.Of(new Term($"term-{index}", 1)
            {
                InForce = state is TermState.Agreed or TermState.Retired ? wording : null,
                Edition = state is TermState.Agreed or TermState.Retired ? 1 : 0,
                AgreedAt = state is TermState.Agreed or TermState.Retired ? Riverside.Opening : null,
                Proposal = state == TermState.Proposed ? new Proposal(wording, Riverside.Maria, Initiative.Members[0].Name, Riverside.Opening, [.. opinions]) : null,
                Retired = state == TermState.Retired ? new Retirement("term-1", Cut(Words, Wording.LongestText), Riverside.Opening) : null,
            });
        }

        public CommonAgenda Agenda => _spoiled.Of(new CommonAgenda(
            2,
            Cut(Words, CommonAgenda.LongestText),
            Cut(Words, CommonAgenda.LongestText),
            Cut(Words, CommonAgenda.LongestText),
            [.. Enumerable.Range(0, CommonAgenda.MostGoals).Select(i => new AgendaGoal($"goal-{i}", Cut(_question(i), CommonAgenda.LongestLine), [.. Indicators.Select(n => n.Id)]))],
            [.. Enumerable.Range(0, CommonAgenda.MostActions).Select(i => new AgreedAction(Cut(_question(i), CommonAgenda.LongestLine), Cut(Words, CommonAgenda.LongestLine), new LocalDate(2027, 1, 31)))])
        {
            Since = Riverside.Opening,
        });

        public IReadOnlyList<(string Name, AgendaBook Book)> Books
        {
            get
            {
                var setUp = _spoiled.Of(AgendaBook.Of(Initiative));
                Endorsement[] said = [.. Enumerable.Range(0, 12).Select(i => new Endorsement(new($"partner-{i + 3}"), Initiative.Members[0].Name, (Stance)(i % 3), Cut(Words, Endorsement.LongestWords), Riverside.Opening))];
                AgendaComment[] comments = [.. Enumerable.Range(0, 12).Select(_ => new AgendaComment(Initiative.Members[0].Name, Cut(Words, Endorsement.LongestWords), Riverside.Opening))];
                var inForce = _spoiled.Of(setUp with { InForce = Agenda, Endorsements = said });
                var draft = inForce with { Next = Agenda with { Version = 3, Vision = "Another", Since = null }, Comments = _spoiled.Of<IReadOnlyList<AgendaComment>>(comments) };
                return [("as set up", setUp), ("in force", inForce), ("drafted", draft), ("put forward", draft with { IsPutForward = true })];
            }
        }

        public IReadOnlyList<SharedActivity> Activities => _spoiled.Of<IReadOnlyList<SharedActivity>>(
        [
            .. Enumerable.Range(0, 40).Select(i => new SharedActivity($"a{i}", new($"partner-{i % 25}"), Cut($"{i} {Words}", SharedActivity.LongestText), [$"goal-{i % 9}"], i % 3 == 0 ? "East" : Cut(Words, SharedActivity.LongestText), Riverside.Opening)
            {
                ForWhom = Cut(Words, SharedActivity.LongestText),
                HowMuch = Cut(Words, SharedActivity.LongestText),
                Until = new LocalDate(2027, 6, 30),
                ExcelsAt = Cut(Words, SharedActivity.LongestText),
                DependsOn = i % 4 == 0 ? new("partner-1") : null,
            }),
        ]);

        /// <summary>As many groups as there can be: everyone is in the second and leads it, the first has homes for its digest.</summary>
        public Initiative WithGroups => _spoiled.Of(Initiative with
        {
            Groups =
            [
                .. Enumerable.Range(0, WorkingGroup.MostInAnInitiative).Select(i => new WorkingGroup(
                    $"group{i:0}", Cut($"{i} {Words}", WorkingGroup.LongestName), Cut(Words, WorkingGroup.LongestPurpose), [.. Enumerable.Range(0, CommonAgenda.MostGoals).Select(g => $"goal-{g}")], [.. Initiative.Members.Take(i == 1 ? 100 : 4).Select(m => m.Person)])
                {
                    Lead = i % 2 == 0 ? null : Initiative.Members[0].Person,
                }),
            ],
            Channels = [.. Enumerable.Range(0, 5).Select(i => new HomeChannel(new ConversationAddress("https://teams.test", $"19:{i}", "tenant", "bot", PlaceKind.Channel), Cut(_question(i), 60)) { Group = "group0" })],
        });

        public GroupWork Work(int group) => GroupWork.Of(
            WithGroups.Groups[group],
            WithGroups,
            Agenda with { Actions = [.. Agenda.Actions.Select(a => a with { Owner = Initiative.Partners[0].Name })] },
            [.. Activities.Select(a => a with { Since = Riverside.Opening })],
            Riverside.Opening.InUtc().Date);

        public IReadOnlyList<PartnersNotice> Notices => _spoiled.Of<IReadOnlyList<PartnersNotice>>(
        [
            .. Enumerable.Range(0, 40).Select(i => new PartnersNotice($"n{i}", (NoticeKind)(i % 2), new($"partner-{i % 25}"), Cut($"{i} {Words}", PartnersNotice.LongestText), Cut(Words, SharedActivity.LongestText), new LocalDate(2027, 6, 30), Riverside.Maria, Initiative.Members[0].Name, Riverside.Opening)),
        ]);

        public Decided Decision => _spoiled.Of(new Decided("abc123", Cut(Words, Decided.LongestText), Initiative.Members[0].Name, Riverside.Opening, [.. Initiative.Partners.Select(p => p.Name)]));

        /// <summary>An agreed term, another wording of which is proposed.</summary>
        public Term Changed(int index) => Term(index, TermState.Agreed) with { Version = 3, Edition = 2, Proposal = Term(index + 1, TermState.Proposed).Proposal! with { Wording = new Wording("Other words", "Quite another meaning.") } };

        public TermView See(Here here, Term term) => new(here, term, "", Culture) { Around = [.. Enumerable.Range(0, 3).Select(i => Term(i, TermState.Agreed))], Near = [new Near("term-2", Cut(_question(2), Wording.LongestName))] };

        public Turn Turn(PersonKey person) => new(
            person, "Somebody", "client", new ConversationAddress("https://teams.test", "chat", person.Tenant, "bot", PlaceKind.Personal), Culture, null, Riverside.Opening);

        public static string Cut(string text, int most) => text.Length > most ? text[..most] : text;

        private ReportedValue Value(Indicator indicator) => indicator.Kind switch
        {
            _ when indicator.Id.EndsWith('9') => new ReportedValue.Missing(MissingBecause.NotApplicable),
            IndicatorKind.Number when indicator.Breakdown is { } breakdown => new ReportedValue.Split(2m * breakdown.Categories.Count, breakdown.Categories.ToDictionary(c => c.Id, _ => 2m)),
            IndicatorKind.Number => new ReportedValue.Number(1_234.5m),
            IndicatorKind.Percentage => new ReportedValue.Ratio(123, 456),
            IndicatorKind.YesNo => new ReportedValue.YesNo(Yes: true),
            _ => new ReportedValue.Words(Cut(Words, 1_000)),
        };

        private KnownPerson Known(Member member) => new(
            member.Person,
            member.Name,
            member.Person.ObjectId.EndsWith('3') ? null : new ConversationAddress("https://teams.test", "chat", member.Person.Tenant, "bot", PlaceKind.Personal),
            null,
            null,
            member.Person.ObjectId.EndsWith('4') ? "has blocked me" : null,
            null,
            [Initiative.Id]);
    }
}
