using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Pulse;

/// <summary>Shows the form that opens a pulse, or why none may be opened now.</summary>
public sealed class WriteOpenPulse(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var newest = (await grains.GetGrain<IPulseGrain>(here.Initiative.Id).See(turn.Person)).Newest;
        return WhyNot(newest, here.Initiative, turn) is { } why
            ? Reply.Says(why)
            : Reply.Shows(OpenPulseForm.Of(here.Initiative, Today(turn, here.Initiative), MaySplit(here.Initiative, turn.Now), Reached(here.Initiative, turn.Now), turn.Culture));
    }

    internal static string? WhyNot(Survey? newest, Initiative initiative, Turn turn)
    {
        var t = new Texts(turn.Culture);
        var zone = ZoneOf(initiative);
        return newest switch
        {
            { IsOpen: true } => t.IsOpenUntil(PulseCard.LastDay(newest, zone, turn.Culture)),
            not null when newest.NextFrom(zone) > Today(turn, initiative) =>
                t.OpenedWithinTheMonth(newest.NextFrom(zone).OnDayOfYear(turn.Culture)),
            _ when initiative.Members.Count(m => Survey.MayAnswer(initiative, m, turn.Now)) < Disclosure.Fewest =>
                t.TooFewPeople(Disclosure.Fewest),
            _ => null,
        };
    }

    internal static bool MaySplit(Initiative initiative, Instant now) => initiative.Members
        .Where(m => Survey.MayAnswer(initiative, m, now))
        .GroupBy(Survey.SideOf)
        .Count(g => g.Count() >= Disclosure.Fewest) == 2;

    internal static int Reached(Initiative initiative, Instant now) => initiative.Members.Count(m => Survey.MayAnswer(initiative, m, now) && m.WhyNot is null);

    internal static LocalDate Today(Turn turn, Initiative initiative) => turn.Now.InZone(ZoneOf(initiative)).Date;

    internal static DateTimeZone ZoneOf(Initiative initiative) => TimeZones.Of(initiative.TimeZone);
}

/// <summary>Opens a pulse, and asks everyone.</summary>
public sealed class OpenPulse(IGrainFactory grains, PulsePost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var initiative = here.Initiative;
        var pulse = grains.GetGrain<IPulseGrain>(initiative.Id);
        var newest = (await pulse.See(turn.Person)).Newest;
        if (WriteOpenPulse.WhyNot(newest, initiative, turn) is { } why)
        {
            return Reply.Says(why);
        }

        var (today, maySplit) = (WriteOpenPulse.Today(turn, initiative), WriteOpenPulse.MaySplit(initiative, turn.Now));
        var (opening, faults) = OpenPulseForm.Read(turn.Form, today, maySplit, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(OpenPulseForm.Of(initiative, today, maySplit, WriteOpenPulse.Reached(initiative, turn.Now), turn.Culture, turn.Form, faults));
        }

        var zone = WriteOpenPulse.ZoneOf(initiative);
        if (await pulse.Open(zone.AtStartOfDay(opening.LastDay.PlusDays(1)).ToInstant(), opening.BySide, initiative.TimeZone) is not { } survey)
        {
            return Reply.Says(new Texts(turn.Culture).OpenedByAnother);
        }

        await audit.Keep(turn, here, ActKind.PulseOpened, "pulse", initiative.Name, cancel: cancel);
        return Reply.Shows(PulseCard.Opened(here, survey, await post.Ask(initiative, survey, turn.Now), turn.Culture));
    }
}
