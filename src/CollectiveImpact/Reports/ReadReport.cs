using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Learnings;
using CollectiveImpact.Pages;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Reports;

/// <summary>Brings together what a report tells. What it reads grows with its time, and not with the history before it.</summary>
public sealed class ReadReport(IGrainFactory grains, IHistoryStore history, IDigestStore written, ReadLearnings learnings, ReadDecisions decisions, ReadWorkMap work)
{
    private const int MostDecisions = 20;
    private const int MostOfAKind = 5;

    // The last and the one before of four check-ins.
    private const int MostBoards = 8;

    // As many as are read at once of the newest.
    private const int MostLessons = 2_000;

    // A check-in is asked within the time it asks about, or in the weeks after.
    private const int AskedWithinDays = 92;

    /// <param name="here">Who makes it: it says the same to everybody.</param>
    /// <param name="culture">In whose language.</param>
    public async Task<Report> Of(Here here, ReportTime time, CultureInfo culture, Instant now, CancellationToken cancel)
    {
        var (initiative, zone) = (here.Initiative, TimeZones.Of(here.Initiative.TimeZone));
        var (map, timetable) = (work.Of(initiative, now.InZone(zone).Date, culture), await grains.GetGrain<IClockGrain>(initiative.Id).Get());
        var words = written.Between(initiative.Id, time.Before.First, time.Last, cancel);
        var decided = Decisions(initiative, time, zone, cancel);
        var found = await learnings.Of(
            here, alone: false, new("", MostLessons) { Since = time.First.PlusDays(-AskedWithinDays), From = new(time.Last.PlusDays(AskedWithinDays), 0) }, culture, cancel);
        FoundLesson[] lessons = [.. found.Lessons.Where(l => time.Has(l.Period))];
        var told = new Told(await words, timetable);
        var all = (await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All()).Where(i => i.Sharing >= Report.Sees && Kind.Of(i.Kind).IsNumeric);
        var numbers = (await Task.WhenAll(all.Select(i => Number(i)))).Where(n => !n.Indicator.Retired || n.Latest is not null).ToArray();
        numbers = await AtTheSamePartners(initiative, numbers, timetable);

        ReportedNumber[] shown = [.. numbers.Select(n => n with { Indicator = n.Indicator.In(culture, initiative.Language) })];
        var agenda = (await map).Agenda;
        var named = agenda.Goals.SelectMany(g => g.Indicators).ToHashSet();
        var (newest, more) = await decided;
        return new Report(
            time,
            now,
            await map,
            [.. agenda.Goals.Select(g => new ReportedGoal(g, [.. shown.Where(n => g.Indicators.Contains(n.Indicator.Id))]))],
            [.. shown.Where(n => !named.Contains(n.Indicator.Id))],
            Chosen(Once(lessons.Where(told.Tells)), found.Older is not null, told),
            newest,
            more,
            timetable.Running.Count(r => time.Has(r.Id.Period)));

        async Task<ReportedNumber> Number(Indicator indicator)
        {
            var frequency = timetable.FrequencyOf(indicator);
            var read = await history.Totals(initiative.Id, indicator.Id, Period.Of(time.Last, frequency), time.Count(frequency) + time.Before.Count(frequency) + 2, cancel);
            Total[] seen = [.. read.Where(t => SmallCells.MaySee(Report.Sees, indicator, t) && told.Tells(t))];
            return new(
                indicator,
                [.. seen.Where(t => time.Has(t.Period))],
                new IndicatorNow(indicator, [.. seen.Where(t => time.Before.Has(t.Period))]).Latest,
                read.Any(t => time.Has(t.Period) && !SmallCells.MaySee(Report.Sees, indicator, t)));
        }
    }

    // What was said twice, by others or again, is read once: with a name if one of them bears one, so that nothing hangs on where the other stood.
    private static IReadOnlyList<FoundLesson> Once(IEnumerable<FoundLesson> lessons) =>
        [.. lessons.GroupBy(l => (l.Lesson.Kind, l.Lesson.Text)).Select(g => g.FirstOrDefault(l => l.Partner is not null) ?? g.First())];

    private static ReportedLessons Chosen(IReadOnlyList<FoundLesson> told, bool isCut, Told words)
    {
        FoundLesson[] shown = [.. told.GroupBy(l => l.Lesson.Kind).OrderBy(g => g.Key).SelectMany(g => g.OrderByDescending(words.WantsFirst).Take(MostOfAKind))];
        return new(shown, told.Count - shown.Length, isCut);
    }

    private async Task<(IReadOnlyList<Decided> Newest, bool HasMore)> Decisions(Initiative initiative, ReportTime time, DateTimeZone zone, CancellationToken cancel)
    {
        var (begin, end) = (zone.AtStartOfDay(time.First).ToInstant(), zone.AtStartOfDay(time.Last.PlusDays(1)).ToInstant());
        var found = await decisions.Of(initiative, "", end - Duration.Epsilon, MostDecisions, cancel);
        return ([.. found.Decisions.Where(d => d.At >= begin)], found.Older >= begin);
    }

    // Sums that aren't from the same partners say nothing of a change: those of the partners in both do. Only for these the check-ins themselves are read.
    private async Task<ReportedNumber[]> AtTheSamePartners(Initiative initiative, ReportedNumber[] numbers, Timetable timetable)
    {
        var rounds = timetable.Told(toBackbone: false).ToLookup(r => r.Period);
        var boards = new Dictionary<RoundId, Board?>();
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] is { Latest: { } latest, Before: { } before, Indicator: { RollUp: RollUp.Sum or RollUp.CountYes } indicator }
                && latest.Version == before.Version && !latest.ComparesWith(before, indicator)
                && rounds[latest.Period].FirstOrDefault() is { } last
                && rounds[before.Period].FirstOrDefault(r => r.Schedule == last.Schedule) is { } first
                && await Board(first) is { } then && await Board(last) is { } now)
            {
                var line = Digest.Of(initiative, now, new Dictionary<string, IReadOnlyList<Total>>(), [], then).Lines.FirstOrDefault(l => l.Indicator.Id == indicator.Id);
                numbers[i] = numbers[i] with { Same = line?.Total.Value == latest.Value ? line?.SameBefore : null };
            }
        }

        return numbers;

        async Task<Board?> Board(RoundId round)
        {
            if (!boards.TryGetValue(round, out var board) && boards.Count < MostBoards)
            {
                boards[round] = board = await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round)).Board();
            }

            return board;
        }
    }

    /// <summary>What of the check-ins may be told: nothing that the backbone left out of a digest, took down with it, or hasn't let go out yet.</summary>
    private sealed class Told(IReadOnlyList<DigestWords> written, Timetable timetable)
    {
        private readonly Dictionary<RoundId, DigestWords> _byRound = written.DistinctBy(w => w.Round).ToDictionary(w => w.Round);
        private readonly ILookup<Period, DigestWords> _byPeriod = written.ToLookup(w => w.Round.Period);

        public bool Tells(Total total) =>
            timetable.Digests.All(d => d.Round.Id.Period != total.Period) && _byPeriod[total.Period].All(w => w.TakenDown is null && !w.WithoutNumbers.Contains(total.Indicator));

        public bool Tells(FoundLesson lesson) =>
            timetable.Digests.All(d => d.Round.Id != lesson.Round)
            && (!_byRound.TryGetValue(lesson.Round, out var words) || (words.TakenDown is null && !words.WithoutLessons.Contains(DigestWords.KeyOf(lesson.Lesson))));

        public bool WantsFirst(FoundLesson lesson) => _byRound.TryGetValue(lesson.Round, out var words) && words.LessonsFirst.Contains(DigestWords.KeyOf(lesson.Lesson));
    }
}
