using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Digests;

/// <summary>A round has closed and its digest waits: backbone staff are told, once, until when.</summary>
public sealed class TellThatDigestWaits(IGrainFactory grains) : IClockListener
{
    public Task Handle(Occasion occasion, CancellationToken cancel) => grains.GetGrain<IOutboxGrain>(RoundGrain.Key(occasion.Initiative.Id, occasion.Round.Id))
        .Post(WaitingDigestPost.Kind, [.. occasion.Initiative.Backbone.Select(m => Recipient.Of(m.Person))], occasion.DigestAt!.Value);
}

/// <summary>Writes to backbone staff that a digest waits for them, while it does.</summary>
public sealed class WaitingDigestPost(IGrainFactory grains, KnownInitiatives initiatives) : IWriter
{
    internal const string Kind = "digest-waits";

    public IReadOnlyCollection<string> Kinds => [Kind];

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var ids = RoundGrain.Read(mailing);
        if (await initiatives.Get(ids.Initiative) is not { Ended: null } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { Role: Role.Backbone } member)
        {
            return new Letter.NotNeeded("no-backbone");
        }

        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        if ((timetable.Digests.FirstOrDefault(d => d.Round.Id == ids.Round) ?? await Closing(timetable, ids.Round, mailing)) is not { } waiting)
        {
            return new Letter.NotNeeded("posted");
        }

        return Letter.For(initiative, member, culture => LaterCard.Waits(initiative, waiting, culture, initiative.ZoneOf(member)));
    }

    // The clock writes down what it has done after it is done: until then a round that has closed still runs there.
    private async Task<WaitingDigest?> Closing(Timetable timetable, RoundId round, string mailing) =>
        timetable.Running.FirstOrDefault(r => r.Id == round) is { } running
            && await grains.GetGrain<IRoundGrain>(mailing).Get() is { ClosedAt: { } closed }
            && timetable.DigestAt(running, closed) is { } at
            ? new WaitingDigest(running, at)
            : null;
}

/// <summary>Backbone staff choose when a digest is posted.</summary>
public sealed class AskWhenToPost(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var id = DigestCard.RoundOf(turn.Form);
        return await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, id)).Get() is not { } round ? Reply.Says(t.CheckInGone)
            : round.ClosedAt is null ? Reply.Says(t.WaitsAlready)
            : Reply.Shows(LaterCard.Ask(here.Initiative, round, turn.Now.InZone(here.Zone(turn)).LocalDateTime, turn.Culture));
    }
}

/// <summary>The digest of a closed round is posted at the time that backbone staff chose.</summary>
public sealed class PostDigestAt(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var (initiative, id, zone) = (here.Initiative, DigestCard.RoundOf(turn.Form), here.Zone(turn));
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, id)).Get() is not { } round)
        {
            return Reply.Says(t.CheckInGone);
        }

        if (round.ClosedAt is null)
        {
            return Reply.Says(t.WaitsAlready);
        }

        if (initiative.Channels.Count == 0)
        {
            return Reply.Says(t.NoHomeToPostTo);
        }

        var (at, faults) = LaterCard.Read(turn.Form, turn.Now, zone, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(LaterCard.Ask(initiative, round, turn.Now.InZone(zone).LocalDateTime, turn.Culture, turn.Form, faults));
        }

        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).PostAt(round.Running(turn.Now, round.ClosesAt), at);
        if (timetable.Digests.FirstOrDefault(d => d.Round.Id == id) is not { } waiting)
        {
            return Reply.Says(t.CheckInGone);
        }

        await audit.Keep(turn, here, ActKind.DigestPlanned, DigestPost.AuditId(id), round.TitleFor(initiative), LaterCard.When(at, TimeZones.Of(initiative.TimeZone), Languages.CultureOf(initiative.Language)), cancel: cancel);
        return Reply.Shows(LaterCard.Planned(initiative, waiting, turn.Culture, zone));
    }
}

/// <summary>A digest that waits is not posted by itself any more.</summary>
public sealed class DontPostDigest(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var id = DigestCard.RoundOf(turn.Form);
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        if ((await clock.Get()).Digests.FirstOrDefault(d => d.Round.Id == id) is not { } waiting)
        {
            return Reply.Says(new Texts(turn.Culture).CheckInGone);
        }

        await clock.DontPost(id);
        await audit.Keep(turn, here, ActKind.DigestHeldBack, DigestPost.AuditId(id), LaterCard.TitleOf(waiting.Round, Languages.CultureOf(here.Initiative.Language)), cancel: cancel);
        return Reply.Says(new Texts(turn.Culture).NotPostedByItself(LaterCard.TitleOf(waiting.Round, turn.Culture)));
    }
}

/// <summary>Draws when a digest is posted.</summary>
public static class LaterCard
{
    public const string AskVerb = "digests.later";
    public const string PlanVerb = "digests.postat";
    public const string DontVerb = "digests.dontpost";

    private const string DayField = "day";
    private const string TimeField = "time";
    private const int MostDays = 60;

    /// <summary>The instant that was chosen where the person is.</summary>
    public static (Instant At, IReadOnlyDictionary<string, string> Faults) Read(Form form, Instant now, DateTimeZone zone, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (chosen, faults) = Fields(now.InZone(zone).Date, t).Read(form, default);
        if (faults.Count > 0)
        {
            return (default, faults);
        }

        var at = LocalMoment.In(zone, chosen.Day!.Value, chosen.At!.Value);
        if (at <= now)
        {
            faults[TimeField] = t.PostTimePast;
        }
        else if (at > now + Duration.FromDays(MostDays))
        {
            faults[DayField] = t.PostTooLate(MostDays);
        }

        return (at, faults);
    }

    public static AdaptiveCard Ask(Initiative initiative, Round round, LocalDateTime today, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null)
    {
        var t = new Texts(culture);
        // The next day's morning is what most want who don't want it now.
        var form = Fields(today.Date, t);
        var drawn = form.Draw(typed ?? form.Of((today.Date.PlusDays(1), new LocalTime(9, 0))), faults ?? new Dictionary<string, string>(), SizeLadder.Forms[0]);
        return new AdaptiveCard
        {
            FallbackText = t.PostLaterTitle,
            Body = [Heading.Of(t.PostLaterTitle), RichTextBlock.Of($"{initiative.Name} · {round.Subtitle(culture)}", isSubtle: true), .. drawn.Body],
            Actions = [new Execute(PlanVerb, drawn.With((Conversation.InitiativeField, initiative.Id), (DigestCard.RoundField, round.Id))) { Title = t.PostAtThatTime, Style = ActionStyle.Positive }],
        };
    }

    public static AdaptiveCard Planned(Initiative initiative, WaitingDigest waiting, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var words = t.IsPostedAt(When(waiting.At, zone, culture));
        return new AdaptiveCard
        {
            FallbackText = words,
            Body = [new TextBlock(words), RichTextBlock.Of($"{initiative.Name} · {TitleOf(waiting.Round, culture)}", isSubtle: true)],
            Actions = [.. Buttons(initiative, waiting, t)],
        };
    }

    /// <summary>What backbone staff read when a digest waits for them.</summary>
    public static AdaptiveCard Waits(Initiative initiative, WaitingDigest waiting, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WaitsTitle,
            Body =
            [
                Heading.Of(t.WaitsTitle),
                RichTextBlock.Of($"{initiative.Name} · {TitleOf(waiting.Round, culture)}", isSubtle: true),
                new TextBlock(t.WaitsForYou(When(waiting.At, zone, culture))),
            ],
            Actions = [.. Buttons(initiative, waiting, t)],
        };
    }

    internal static string When(Instant at, DateTimeZone zone, CultureInfo culture) => at.InZone(zone).OnWeekdayAtTime(culture);

    internal static string TitleOf(RunningRound round, CultureInfo culture) => $"{round.Name}, {round.Period.InWords(culture)}";

    private static IEnumerable<CardAction> Buttons(Initiative initiative, WaitingDigest waiting, Texts t) =>
    [
        Conversation.SayButton(t.SeeDigest, Spoken.Digest, initiative.Id, (WhichRound.Place, waiting.Round.Id)),
        DigestCard.PostButton(initiative.Id, waiting.Round.Id, t) with { Style = null },
        DigestCard.Button(AskVerb, t.PostLater, initiative.Id, waiting.Round.Id),
        DigestCard.Button(DontVerb, t.DontPost, initiative.Id, waiting.Round.Id),
    ];

    private static Form<(LocalDate? Day, LocalTime? At)> Fields(LocalDate today, Texts t) => new(t.Culture,
    [
        new DateField<(LocalDate? Day, LocalTime? At)>(DayField, t.PostOnDay, c => c.Day, (c, day) => (day, c.At)) { Required = t.PostDayMissing, From = today },
        new TimeField<(LocalDate? Day, LocalTime? At)>(TimeField, t.PostAtTime, c => c.At, (c, at) => (c.Day, at)) { Required = t.PostTimeMissing, NotATime = t.PostTimeMissing },
    ]);
}
