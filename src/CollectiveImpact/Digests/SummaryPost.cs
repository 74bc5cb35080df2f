using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Digests;

/// <summary>Compiles the summary of a month or a quarter, and brings it to the channels that get the whole digest.</summary>
public sealed class SummaryPost(IGrainFactory grains, KnownInitiatives initiatives, ICommitmentStore commitments, IAgendaStore agenda, IDigestStore written, IClock clock) : IWriter, IFollowCorrections
{
    /// <summary>The kind of its messages, and what its mailings are about.</summary>
    internal const string Kind = "summary";

    // A quarter of a weekly check-in has fourteen at most; three of those are more than anybody runs.
    private const int MostRounds = 42;
    private const int MostDecisions = 10;
    private static readonly Duration OfUse = Duration.FromDays(3);

    public IReadOnlyCollection<string> Kinds => [Kind];

    /// <summary>How the audit names a summary.</summary>
    internal static string AuditId(Period period) => AuditLog.About(Kind, period.Id);

    /// <summary>Under which id it is kept where a summary goes, and that it was taken down.</summary>
    internal static RoundId IdOf(Period period) => new($"{Kind}~{period.Id}");

    /// <summary>The month or the quarter that an id is of; null for the id of a check-in.</summary>
    internal static Period? PeriodIn(RoundId id) =>
        id.Value.StartsWith(Kind + "~", StringComparison.Ordinal) && new Period(id.Value[(Kind.Length + 1)..]) is { IsReal: true, Frequency: not Frequency.Weekly } period ? period : null;

    /// <summary>Where it goes, and that it was taken down; null while nobody has posted it.</summary>
    public Task<DigestWords?> Words(InitiativeId initiative, Period period, CancellationToken cancel) => written.Load(initiative, IdOf(period), cancel);

    /// <summary>The messages with it that stand in channels.</summary>
    public async Task<IReadOnlyList<Delivery>> Standing(InitiativeId initiative, Period period) => [.. (await Outbox(initiative, period).Deliveries()).Where(d => d.Stands)];

    /// <summary>The summary, or null when no check-in of the time has closed.</summary>
    /// <param name="toBackbone">Whether also what waits to be told is in it: for the backbone, and once it posts it.</param>
    public async Task<PeriodSummary?> Compile(Initiative initiative, Period period, bool toBackbone, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        RoundId[] rounds = [.. timetable.Told(toBackbone).Where(r => IsOf(r, period)).Take(MostRounds)];
        var digests = await Task.WhenAll(rounds.Select(Digest));
        var summary = PeriodSummary.Of(initiative, period, [.. digests.OfType<Digest>().OrderBy(d => d.Round.Period.LastDay).ThenBy(d => d.Round.OpenedAt)]);
        if (summary.CheckIns == 0)
        {
            return null;
        }

        var zone = TimeZones.Of(initiative.TimeZone);
        var (begin, end) = (zone.AtStartOfDay(period.FirstDay).ToInstant(), zone.AtStartOfDay(period.LastDay.PlusDays(1)).ToInstant());
        return summary with
        {
            StillOpen = timetable.Running.Count(r => IsOf(r.Id, period)),
            Settled = [.. (await commitments.InSight(initiative.Id, CommitmentsCard.MostShown, cancel)).Where(c => c is { IsOpen: false, SettledAt: { } at } && IsIn(at))],
            Decisions = await agenda.Decisions(initiative.Id, upTo: null, cancel).TakeWhile(d => d.At >= begin).Where(d => d.At < end).Take(MostDecisions).ToListAsync(cancel),
            Words = (await grains.GetGrain<IGlossaryGrain>(initiative.Id).News(begin, end)).Words,
            Connections = (await grains.GetGrain<IActivitiesGrain>(initiative.Id).Fits()).Count(f => f.ConnectedAt is { } at && IsIn(at)),
        };

        bool IsIn(Instant at) => at >= begin && at < end;

        async Task<Digest?> Digest(RoundId round)
        {
            var words = written.Load(initiative.Id, round, cancel);
            return await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round)).Board() is { Round.ClosedAt: not null } board
                ? Digests.Digest.Of(initiative, board, new Dictionary<string, IReadOnlyList<Indicators.Total>>(), []).As(await words)
                : null;
        }
    }

    /// <summary>The summaries that have become ready of late: a check-in of their time has closed, and nobody has posted them.</summary>
    public async Task<IReadOnlyList<Period>> Ready(InitiativeId initiative, Timetable timetable, LocalDate today)
    {
        var ready = new List<Period>();
        foreach (var period in PeriodSummary.NewOn(today).Where(p => timetable.NewestClosed.Any(r => IsOf(r, p))))
        {
            if ((await Outbox(initiative, period).Deliveries()).Count == 0)
            {
                ready.Add(period);
            }
        }

        return ready;
    }

    /// <summary>Posts it to each channel that it is meant for, once; where it stands already, its message is brought up to date.</summary>
    /// <param name="words">Which channels are meant.</param>
    /// <param name="before">What was kept of it before.</param>
    /// <returns>How many channels get a new message, those aside that got none of late, and in how many it is replaced.</returns>
    /// <exception cref="StaleStateException">Somebody else posted it, or took it down, meanwhile.</exception>
    public async Task<(int Posted, int Replaced)> Post(PeriodSummary summary, DigestWords words, DigestWords? before, CancellationToken cancel)
    {
        var initiative = summary.Initiative;
        await written.Save(initiative.Id, words, before, cancel);
        var outbox = Outbox(initiative.Id, summary.Period);
        var deliveries = await outbox.Deliveries();
        HomeChannel[] homes = [.. HomesOf(initiative).Where(words.GoesTo)];
        var standing = deliveries.Where(d => d.Stands && homes.Any(h => Recipient.Of(h) == d.Recipient)).ToArray();
        await grains.Replace(initiative, standing, Drawn(summary));
        HomeChannel[] fresh = [.. homes.Where(h => standing.All(d => d.Recipient != Recipient.Of(h)))];
        if (fresh.Length > 0)
        {
            await outbox.PostAgain(Kind, [.. fresh.Select(Recipient.Of)], clock.GetCurrentInstant() + OfUse);
        }

        return (fresh.Count(h => h.Fault is null), standing.Length);
    }

    /// <summary>A summary that stands in a channel says what is right now.</summary>
    public async Task Corrected(Initiative initiative, Round round, CancellationToken cancel)
    {
        foreach (var period in new[] { Frequency.Monthly, Frequency.Quarterly }.Select(f => Period.Of(round.Period.LastDay, f)))
        {
            var (standing, words) = (await Standing(initiative.Id, period), await Words(initiative.Id, period, cancel));
            if (standing.Count > 0 && words is not { TakenDown: not null } && await Compile(initiative, period, toBackbone: true, cancel) is { } summary)
            {
                await grains.Replace(initiative, standing.Where(d => words?.LeavesOut(initiative, d.Recipient) != true), Drawn(summary));
            }
        }
    }

    public async Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel)
    {
        var about = Mailing.Parse(mailing);
        if (await initiatives.Get(about.Initiative) is not { Ended: null } initiative || HomesOf(initiative).FirstOrDefault(h => Recipient.Of(h) == recipient) is not { } home)
        {
            return new Letter.NotNeeded("no-home");
        }

        if (await Compile(initiative, new Period(about.Id), toBackbone: true, cancel) is not { } summary)
        {
            return new Letter.NotNeeded("nothing-closed");
        }

        return Letter.For(initiative, home, Drawn(summary));
    }

    /// <summary>The channels that get it: those of working groups get their own part of each digest.</summary>
    internal static IReadOnlyList<HomeChannel> HomesOf(Initiative initiative) => [.. initiative.Channels.Where(c => c.Group is null)];

    private IOutboxGrain Outbox(InitiativeId initiative, Period period) => grains.GetGrain<IOutboxGrain>(new Mailing(initiative, Kind, period.Id).ToString());

    private static bool IsOf(RoundId round, Period period) => PeriodSummary.IsWithin(round.Period, period);

    private static Func<CultureInfo, int, AdaptiveCard> Drawn(PeriodSummary summary) => (culture, of) => SummaryCard.Of(summary, culture, of: of);
}
