using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Briefs;

/// <summary>What waits for the backbone, at the beginning of a week or whenever they ask.</summary>
/// <param name="Open">The rounds that are open, the first to close first.</param>
/// <param name="Silent">The partners that were missing again and again, with how often.</param>
/// <param name="Words">The names of what waits to be agreed.</param>
/// <param name="Asks">How many of the partners' needs nobody has met.</param>
/// <param name="Connections">Of how many connections nobody has said what came of them.</param>
/// <param name="Actions">The agreed actions that come due this week.</param>
/// <param name="StandIns">Those who stand in for the last time this week, with the day.</param>
public sealed record Brief(
    IReadOnlyList<RoundSoFar> Open,
    IReadOnlyList<(Partner Partner, int Times)> Silent,
    IReadOnlyList<string> Words,
    int Asks,
    int Connections,
    IReadOnlyList<AgreedAction> Actions,
    IReadOnlyList<(Member Member, LocalDate Last)> StandIns)
{
    /// <summary>How many numbers of open rounds look unusual, and nobody has asked back about.</summary>
    public int Unusual { get; init; }

    /// <summary>The months and quarters whose summaries are ready to be posted.</summary>
    public IReadOnlyList<Period> Summaries { get; init; } = [];

    /// <summary>So many times in a row are worth a word.</summary>
    public const int OftenMissing = 3;

    // Before that they are asked themselves, and after that it is history.
    private static readonly Duration SettledAfter = Duration.FromDays(21);
    private static readonly Duration NotAfter = Duration.FromDays(90);

    public bool IsEmpty => Summaries.Count + Unusual + Open.Count + Silent.Count + Words.Count + Asks + Connections + Actions.Count + StandIns.Count == 0;

    /// <summary>Pure.</summary>
    /// <param name="closed">Rounds that have closed, the newest first.</param>
    public static Brief Of(
        Initiative initiative,
        IReadOnlyList<Board> open,
        IReadOnlyList<Board> closed,
        IReadOnlyList<string> words,
        IReadOnlyList<PartnersNotice> notices,
        IReadOnlyList<Fit> fits,
        CommonAgenda agenda,
        LocalDate today,
        Instant now)
    {
        var lastDay = today.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Sunday));
        return new(
            [.. open.Select(b => new RoundSoFar(b.Round, StatusCard.Answered(b), StatusCard.Asked(initiative, b), StatusCard.Missing(initiative, b, now).Count)).OrderBy(r => r.Round.ClosesAt)],
            [.. initiative.Partners.Where(p => initiative.AskedFor(p.Id, now).Any()).Select(p => (p, TimesMissing(p.Id, closed))).Where(p => p.Item2 >= OftenMissing)],
            words,
            notices.Count(n => n.Kind == NoticeKind.Ask && n.IsOpen(today) && !fits.Any(f => f.Ask == n.Id && f.ConnectedAt is not null)),
            fits.Count(f => f.ConnectedAt is { } at && now - at >= SettledAfter && now - at < NotAfter && f.Outcome.Length == 0),
            [.. agenda.Actions.Where(a => a.By >= today && a.By <= lastDay).OrderBy(a => a.By)],
            [.. initiative.Members.Where(m => m.Until > today && m.Until <= lastDay.PlusDays(1)).Select(m => (m, m.Until!.Value.PlusDays(-1))).OrderBy(m => m.Item2)])
        {
            Unusual = open.Sum(b => b.Unusual.Count(u => b.Round.Queries.All(q => q.Partner != u.Entry.Partner || q.Indicator != u.Indicator.Id))),
        };
    }

    /// <summary>Whether a day is the first on which people work in its week.</summary>
    public static bool IsFirstOfWeek(LocalDate day, Func<LocalDate, bool> isDayOff)
    {
        var monday = day.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        return day == Enumerable.Range(0, 5).Select(d => monday.PlusDays(d)).FirstOrDefault(d => !isDayOff(d), LocalDate.MinIsoValue);
    }

    /// <summary>Whether a day is the first on which people work in its month.</summary>
    public static bool IsFirstOfMonth(LocalDate day, Func<LocalDate, bool> isDayOff)
    {
        return IsWorked(day) && !Enumerable.Range(1, day.Day - 1).Any(d => IsWorked(new LocalDate(day.Year, day.Month, d)));

        bool IsWorked(LocalDate one) => Mornings.IsWorkingDay(one) && !isDayOff(one);
    }

    /// <summary>How often a partner gave no answer, one time after the other, in the same check-in; who skipped has answered.</summary>
    private static int TimesMissing(PartnerId partner, IReadOnlyList<Board> closed) => closed
        .Where(b => b.Round.Partners.Contains(partner))
        .GroupBy(b => b.Round.Id.Schedule)
        .Select(g => g.TakeWhile(b => b.Entries.All(e => e.Partner != partner)).Count())
        .DefaultIfEmpty()
        .Max();
}

/// <param name="Missing">How many partners are missing; those that are away are not missed.</param>
public sealed record RoundSoFar(Round Round, int Answered, int Asked, int Missing);
