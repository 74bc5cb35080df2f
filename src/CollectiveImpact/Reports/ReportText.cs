using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Digests;
using CollectiveImpact.Files;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Learnings;
using CollectiveImpact.Localization;
using CollectiveImpact.Pages;
using CollectiveImpact.Time;

namespace CollectiveImpact.Reports;

/// <summary>How an indicator went, as a page draws it; the table below it says the same.</summary>
/// <param name="Now">With the points that are drawn.</param>
public sealed record TrendBlock(IndicatorNow Now) : PictureBlock;

/// <summary>A report in words, from its beginning to its end: the page and the document say the same.</summary>
public sealed class ReportText
{
    // What can be taken in of one goal.
    private const int MostActivities = 15;

    private readonly Report _report;
    private readonly CultureInfo _culture;
    private readonly Texts _t;

    private ReportText(Report report, CultureInfo culture) => (_report, _culture, _t) = (report, culture, new(culture));

    public static string TitleOf(Report report, CultureInfo culture) => new Texts(culture).ReportOn(report.Time.InWords(culture));

    /// <summary>All that stands below the title.</summary>
    public static IReadOnlyList<Block> Of(Report report, CultureInfo culture)
    {
        var text = new ReportText(report, culture);
        return [.. text.Opening(), .. text.AtAGlance(), .. text.Goals(), .. text.Learned(), .. text.Decided(), .. text.Work(), .. text.HowToRead()];
    }

    private IEnumerable<Block> Opening()
    {
        yield return new WordsBlock([new(_report.Initiative.Name) { IsStrong = true, ArePeoples = true }], Tone.Lead);
        if (_report.Time.HasName)
        {
            yield return new WordsBlock(_t.Covers(_report.Time.First.OnDayOfYear(_culture), _report.Time.Last.OnDayOfYear(_culture)));
        }

        if (_report.Time.Last > _report.Today)
        {
            yield return new WordsBlock(_t.NotOver);
        }

        if (_report.StillOpen > 0)
        {
            yield return new WordsBlock(_t.StillOpen(_report.StillOpen));
        }

        yield return new WordsBlock(_t.Made(_report.At.InZone(_report.Zone).OnDayOfYearAtTime(_culture), Languages.NativeName(Languages.ReadIn(_culture))), Tone.Small);
        yield return new WordsBlock(_t.ForAll, Tone.Small);
        var agenda = _report.Work.Agenda;
        if (agenda.Vision.Length > 0 || agenda.Problem.Length > 0)
        {
            yield return new HeadingBlock(2, _t.WhatWeWorkFor);
            if (agenda.Vision.Length > 0)
            {
                yield return new WordsBlock(Peoples(agenda.Vision), Tone.Lead);
            }

            if (agenda.Problem.Length > 0)
            {
                yield return new WordsBlock(Peoples(agenda.Problem));
            }
        }
    }

    private IEnumerable<Block> AtAGlance()
    {
        yield return new HeadingBlock(2, _t.AtAGlance);
        ReportedNumber[] reported = [.. _report.Numbers.Where(n => n.Latest is not null)];
        var hasBefore = reported.Any(n => n.Before is not null);
        yield return reported.Length == 0
            ? new WordsBlock(_t.NoNumbers)
            : new TableBlock(
                _t.AtAGlance,
                [_t.Measured, _t.LatestNumber, .. hasBefore ? [_t.TimeBefore] : (string[])[], _t.PartnersInIt],
                [
                    .. reported.Select(n => (IReadOnlyList<CellBlock>)
                    [
                        new(Peoples(n.Indicator.Question)),
                        n.Latest!.InWords(n.Indicator, _culture),
                        .. hasBefore ? [n.Before?.InWords(n.Indicator, _culture) ?? "–"] : (CellBlock[])[],
                        _t.PartOf(n.Latest.Covers, n.Latest.Asked),
                    ]),
                ]);
    }

    private IEnumerable<Block> Goals()
    {
        if (_report.Goals.Count == 0)
        {
            yield return new HeadingBlock(2, _t.Goals);
            yield return new WordsBlock(_t.NoGoals);
        }

        foreach (var (goal, place) in _report.Goals.Select((g, i) => (g, i + 1)))
        {
            yield return new HeadingBlock(2, _t.GoalIs(place.InNumerals(_culture), goal.Goal.Text));
            if (goal.Numbers.Count == 0)
            {
                yield return new WordsBlock(_t.GoalWithoutNumber);
            }

            foreach (var block in goal.Numbers.SelectMany(Number))
            {
                yield return block;
            }
        }

        if (_report.Others.Count > 0)
        {
            yield return new HeadingBlock(2, _report.Goals.Any(g => g.Numbers.Count > 0) ? _t.OtherNumbers : _t.OurNumbers);
            foreach (var block in _report.Others.SelectMany(Number))
            {
                yield return block;
            }
        }
    }

    private IEnumerable<Block> Number(ReportedNumber number)
    {
        var heading = new HeadingBlock(3, number.Indicator.Question);
        if (number.Latest is { Value: not null } latest)
        {
            string[] said =
            [
                .. Change(number, latest),
                Trend.AgainstTarget(latest.Value, number.Indicator, latest.Period.LastDay, _culture, latest.IsPartial(number.Indicator)),
                latest.IsPartial(number.Indicator) ? _t.NotWhole : "",
                number.Unfinished is { } unfinished ? _t.Unfinished(unfinished.Period.InWords(_culture), InWords(unfinished), unfinished.Coverage(_culture)) : "",
                DigestNumbers.PartsInWords(number.Indicator, latest, Report.Sees, _culture),
                number.IsKeptBack ? _t.SomeKeptBack : "",
            ];
            yield return new TogetherBlock(
            [
                heading,
                new WordsBlock(InWords(latest), Tone.Large),
                new WordsBlock(Begun(_t.Stood(latest.Period.InWords(_culture), latest.Coverage(_culture))), Tone.Small),
                new ListBlock(
                [
                    .. said.Where(s => s.Length > 0).Select(s => (IReadOnlyList<Words>)[Begun(s)]),
                    .. number.Breaks.Select(b => (IReadOnlyList<Words>)[_t.CountedAnewFrom(b.Period.InWords(_culture)), .. b.Version == number.Indicator.Version && number.Indicator.WhatChanged.Length > 0 ? [" ", .. Peoples(number.Indicator.WhatChanged)] : (Words[])[]]),
                ]),
                new TrendBlock(new(number.Indicator, number.Points)),
            ]);
            if (number.Points.Count > 1)
            {
                yield return History(number);
            }
        }
        else
        {
            yield return heading;
            yield return new WordsBlock(number.IsKeptBack ? _t.SomeKeptBack : _t.NoNumbers);
        }

        if (number.Indicator.Definition.Length > 0)
        {
            yield return new WordsBlock([new(_t.WhatCounts) { IsStrong = true }, " ", .. Peoples(number.Indicator.Definition)], Tone.Small);
        }

        string InWords(Total total) => total.InWords(number.Indicator, _culture);
    }

    private IEnumerable<string> Change(ReportedNumber number, Total latest)
    {
        var (kind, indicator) = (Kind.Of(number.Indicator.Kind), number.Indicator);
        // Where nothing was before, it is told how far it came since its first number.
        if ((number.Before ?? number.First) is not { Value: { } before } earlier)
        {
            yield return _t.NothingBefore;
            yield break;
        }

        var (total, period, coverage) = (earlier.InWords(indicator, _culture), earlier.Period.InWords(_culture), earlier.Coverage(_culture));
        yield return number.Before is null ? _t.First(total, period, coverage) : _t.Was(total, period, coverage);
        if (latest.ComparesWith(earlier, indicator))
        {
            var change = latest.Value!.Value - before;
            var size = kind.ChangeInWords(Math.Abs(change), new Indicators.Texts(_culture));
            yield return Math.Round(change, 2) switch { 0 => _t.Unchanged, > 0 => _t.Up(size), _ => _t.Down(size) };
        }
        else if (latest.Version != earlier.Version)
        {
            yield return _t.DontCompareCountedAnew;
        }
        else
        {
            yield return _t.DontCompare;
            if (number.Same is { } same)
            {
                yield return _t.AtTheSamePartners(same.Partners, kind.InWords(same.Before, indicator, _culture), kind.InWords(same.Now, indicator, _culture));
            }
        }
    }

    private TableBlock History(ReportedNumber number)
    {
        var rows = number.Points.Select((p, i) => (Total: p, Note: number.Points.ElementAtOrDefault(i + 1) is { } later && later.Version != p.Version ? _t.CountedDifferently : p.IsPartial(number.Indicator) ? _t.SomeMissing : "")).ToArray();
        var hasNotes = rows.Any(r => r.Note.Length > 0);
        return new(
            number.LastOfEach switch
            {
                Frequency.Monthly => _t.TableByMonth(number.Indicator.Question),
                Frequency.Quarterly => _t.TableByQuarter(number.Indicator.Question),
                _ => _t.TableOf(number.Indicator.Question),
            },
            [_t.Period, _t.Total, _t.PartnersInIt, .. hasNotes ? [_t.Note] : (string[])[]],
            [
                .. rows.Select(r => (IReadOnlyList<CellBlock>)
                [
                    Begun(r.Total.Period.InWords(_culture)), r.Total.InWords(number.Indicator, _culture), _t.PartOf(r.Total.Covers, r.Total.Asked), .. hasNotes ? [r.Note] : (CellBlock[])[],
                ]),
            ]);
    }

    private IEnumerable<Block> Learned()
    {
        yield return new HeadingBlock(2, _t.WhatWeLearned);
        if (_report.Lessons.Shown.Count == 0)
        {
            yield return new WordsBlock(_t.NoLessons);
        }

        foreach (var ofKind in _report.Lessons.Shown.GroupBy(l => l.Lesson.Kind))
        {
            yield return new HeadingBlock(3, Lesson.TitleOf(ofKind.Key, _culture));
            yield return new ListBlock([.. ofKind.Select(l => Quoted(l.Lesson.Text, $"{SignedAs(l)} · {l.Period.InWords(_culture)}"))]);
        }

        if (_report.Lessons.More > 0)
        {
            yield return new WordsBlock(_report.Lessons.IsCut ? _t.ManyMoreLessons : _t.MoreLessons(_report.Lessons.More), Tone.Small);
        }

        // A name that somebody gave to those who work with them isn't handed on.
        string SignedAs(FoundLesson lesson) => lesson.Partner is { } partner ? _report.Initiative.Partner(partner)?.Name ?? partner.Value : lesson.SignedAs;
    }

    private IEnumerable<Block> Decided()
    {
        yield return new HeadingBlock(2, _t.WhatWeDecided);
        yield return _report.Decisions.Count == 0
            ? new WordsBlock(_t.NoDecisions)
            : new ListBlock([.. _report.Decisions.Select(d => Quoted(d.Text, DecisionsCard.About(d, _culture, _report.Zone)))]);
        if (_report.HasMoreDecisions)
        {
            yield return new WordsBlock(_t.MoreDecisions, Tone.Small);
        }
    }

    private IEnumerable<Block> Work()
    {
        var (map, words) = (_report.Work, new MapWords(_culture));
        yield return new HeadingBlock(2, _t.WhoWorksOnWhat);
        if (map.Activities.Count == 0)
        {
            yield return new WordsBlock(_t.NoWork);
            yield break;
        }

        yield return new WordsBlock(_t.WorkAsOf(_report.Today.OnDayOfYear(_culture)), Tone.Small);
        foreach (var (heading, activities) in map.Agenda.Goals
            .Select((g, i) => (_t.GoalIs((i + 1).InNumerals(_culture), g.Text), map.Towards(g.Id)))
            .Concat(map.Elsewhere.Count > 0 ? [(words.TowardsNoGoal, map.Elsewhere)] : []))
        {
            yield return new HeadingBlock(3, heading);
            if (activities.Count == 0)
            {
                yield return new WordsBlock(words.Gap);
                continue;
            }

            yield return new TableBlock(
                heading,
                [_t.Partner, _t.WhatTheyDo],
                [
                    .. activities.Take(MostActivities).Select(a => (IReadOnlyList<CellBlock>)
                    [
                        new([Plain(map.Initiative.Partner(a.Partner)!.Name)]), new(Peoples(ActivityCard.InWords(a, _culture), a.What, a.ForWhom, a.ExcelsAt)),
                    ]),
                ]);
            if (activities.Count > MostActivities)
            {
                yield return new WordsBlock(words.More(activities.Count - MostActivities), Tone.Small);
            }
        }
    }

    private IEnumerable<Block> HowToRead()
    {
        yield return new HeadingBlock(2, _t.HowToRead);
        yield return new ListBlock(
        [
            [_t.ReadCoverage],
            [_t.ReadLast],
            [_t.ReadSmall((int)SmallCells.Smallest, SmallCells.FewestPartners)],
            [_t.ReadUnsigned(Lesson.FewestUnattributed)],
            [_t.ReadUnranked],
        ]);
    }

    private IReadOnlyList<Words> Quoted(string wrote, string about) => [.. Peoples(wrote), new($"\n{about}") { IsQuiet = true, ArePeoples = true }];

    // What elsewhere goes on a sentence stands alone here.
    private string Begun(string sentence) => char.ToUpper(sentence[0], _culture) + sentence[1..];

    private static Words Plain(string wrote) => new(wrote) { ArePeoples = true };

    /// <param name="wrote">What of the words somebody wrote, where that isn't all.</param>
    private IReadOnlyList<Words> Peoples(string words, params string[] wrote) => PeoplesLanguage.Mark(_culture, wrote.Length == 0 ? [words] : wrote) is { } mark
        ? [Plain(words) with { Language = mark.Tag }, new($" · {mark.Name}") { Language = mark.Tag, IsQuiet = true }]
        : [Plain(words)];
}
