using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Digests;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Briefs;

/// <summary>Backbone staff ask what waits for them.</summary>
public sealed class ShowBrief(ReadBrief read) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.ForYouAlone);
        }

        var zone = here.Zone(turn);
        var brief = await read.Of(here.Initiative, turn.Now.InZone(zone).Date, turn.Now);
        return Reply.Shows(BriefCard.Of(here.Initiative, brief, here.Member, turn.Culture, zone));
    }
}

/// <summary>One of the backbone chooses at what time of the morning what waits comes to them.</summary>
public sealed class ChooseBriefTime(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (BriefCard.TimeOf(turn.Form, turn.Culture) is not { } time)
        {
            return Reply.Says(t.ChooseATime);
        }

        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).BriefAt(turn.Person, time == Morning.Usual ? null : time);
        // Its clock may have to wake earlier than it meant to.
        grains.GetGrain<IClockGrain>(here.Initiative.Id).Wake().Ignore();
        return Reply.Says(t.ComesAt(BriefCard.InWords(time, turn.Culture)));
    }
}

/// <summary>Brings together what waits: of the past only the newest rounds, however many there were.</summary>
public sealed class ReadBrief(IGrainFactory grains, SummaryPost summaries)
{
    private const int MostRounds = 12;

    /// <summary>Of all that waits, only the summaries that are ready.</summary>
    public async Task<Brief> OfSummaries(Initiative initiative, LocalDate today) => new([], [], [], 0, 0, [], [])
    {
        Summaries = await summaries.Ready(initiative.Id, await grains.GetGrain<IClockGrain>(initiative.Id).Get(), today),
    };

    public async Task<Brief> Of(Initiative initiative, LocalDate today, Instant now)
    {
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var open = await Boards(timetable.Running.Select(r => r.Id));
        var closed = await Boards(timetable.NewestClosed.Take(MostRounds));
        var (_, toAgree) = await grains.GetGrain<IGlossaryGrain>(initiative.Id).News(now, null);
        var activities = grains.GetGrain<IActivitiesGrain>(initiative.Id);
        return Brief.Of(
            initiative,
            [.. open.Where(b => b.Round.ClosedAt is null)],
            [.. closed.Where(b => b.Round.ClosedAt is not null)],
            [.. toAgree.Select(term => term.Name)],
            await activities.Notices(),
            await activities.Fits(),
            (await grains.GetGrain<IAgendaGrain>(initiative.Id).Get()).InForce,
            today,
            now) with
        {
            Summaries = await summaries.Ready(initiative.Id, timetable, today),
        };

        async Task<IEnumerable<Board>> Boards(IEnumerable<RoundId> rounds) =>
            (await Task.WhenAll(rounds.Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, r)).Board()))).OfType<Board>();
    }
}

/// <summary>
/// On the first working morning of a week, tells each of the backbone what waits, once, and on that of a month which summary is
/// ready; when nothing does, nothing comes.
/// </summary>
public sealed class BriefPost(IGrainFactory grains, KnownInitiatives initiatives, ReadBrief read, IClock clock) : IMorningListener, IWriter
{
    private const string Kind = "brief";
    private static readonly Duration OfUse = Duration.FromHours(12);

    public IReadOnlyCollection<string> Kinds => [Kind];

    public async Task Handle(Morning morning, CancellationToken cancel)
    {
        var initiative = morning.Initiative;
        foreach (var begun in initiative.Backbone
            .Where(m => morning.HasCome(m.BriefAt ?? Morning.Usual, m) && m.WhyNot is null)
            .GroupBy(m => BeginsOn(morning.DateOf(m))))
        {
            if (begun.Key is { } period)
            {
                await grains.GetGrain<IOutboxGrain>(new Mailing(initiative.Id, Kind, period.Id).ToString()).Post(Kind, [.. begun.Select(m => Recipient.Of(m.Person))], morning.Now + OfUse);
            }
        }

        // A week that begins with a month tells both; within a week, only what the month brings is new.
        Period? BeginsOn(LocalDate day) =>
            Brief.IsFirstOfWeek(day, morning.IsDayOff) ? Period.Of(day, Frequency.Weekly)
            : Brief.IsFirstOfMonth(day, morning.IsDayOff) ? Period.Of(day, Frequency.Monthly)
            : null;
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative || initiative.Member(PersonKey.Parse(recipient)) is not { Role: Role.Backbone } member)
        {
            return new Letter.NotNeeded("no-backbone");
        }

        if (member.WhyNot is { } why)
        {
            return new Letter.Unreachable(why);
        }

        var (zone, now) = (initiative.ZoneOf(member), clock.GetCurrentInstant());
        var today = now.InZone(zone).Date;
        var brief = new Period(about.Id).Frequency == Frequency.Monthly ? await read.OfSummaries(initiative, today) : await read.Of(initiative, today, now);
        if (brief.IsEmpty)
        {
            return new Letter.NotNeeded("nothing-waits");
        }

        return Letter.Of(member.Contact!.Address!, initiative.CultureOf(member), BriefCard.Of(initiative, brief, member, initiative.CultureOf(member), zone));
    }
}
