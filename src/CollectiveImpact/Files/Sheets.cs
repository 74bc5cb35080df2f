using System.Globalization;
using System.Runtime.CompilerServices;
using CollectiveImpact.Audit;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>A table of an export: what stands in the first row, and the rows below it, one at a time.</summary>
/// <remarks>A cell is a text, a number, a date, a moment, or null for an empty one.</remarks>
public sealed record Sheet(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>The first and the last column of people's words, where these can't be known by their names.</summary>
    public (int First, int Last)? Wide { get; init; }
}

/// <summary>All that an initiative has measured and learned, as tables: the same in a workbook and in CSV files.</summary>
public sealed class Sheets(IRoundStore rounds, IHistoryStore history, IIndicatorStore indicators, IAuditStore audit)
{
    public async Task<IReadOnlyList<Sheet>> Of(Initiative initiative, CancellationToken cancel) =>
    [
        new Sheet("Indicators", ["Indicator id", "Version", "Indicator", "What counts", "Kind", "Unit", "More is good", "Roll-up", "Formula", "Asked", "Baseline", "Baseline on", "Target", "Target by", "Parts", "Retired", "Unit of one", "Part", "Whole", "Decimals"], Indicators(initiative, cancel)),
        QuestionsTable.All(initiative, await indicators.Load(initiative.Id, cancel)),
        new Sheet("Values", ["Period", "Partner id", "Partner", "Indicator id", "Indicator", "Part", "Value", "Numerator", "Denominator", "Text", "No value because", "Unit", "Version"], Values(initiative, cancel)),
        OfTotals(Totals(initiative, cancel)),
        new Sheet("Entries", ["Round", "Check-in", "Period", "Asked on", "Closed at", "Partner id", "Partner", "Revision", "By", "At", "Status", "Skipped because", "Said last time", "What came of it", "Why", "Will do next", "Corrected because", "After sign-off"], Entries(initiative, cancel)),
        new Sheet("Learnings", ["Round", "Period", "Kind", "Signed as", "Text", "Tags", "Who may read it"], Learnings(initiative, cancel)),
        new Sheet("Revisions", ["Round", "Period", "Partner id", "Partner", "Revision", "By", "At", "Indicator id", "Indicator", "Part", "Value", "Numerator", "Denominator", "Text", "No value because", "Version", "Note", "Corrected because", "After sign-off"], Revisions(initiative, cancel)),
        new Sheet("Audit", ["At", "Who", "Act", "About", "Detail"], Audit(initiative, cancel)),
    ];

    /// <summary>A table of totals, a row each.</summary>
    public static Sheet OfTotals(IAsyncEnumerable<IReadOnlyList<object?>> rows) =>
        new Sheet("Totals", ["Period", "Indicator id", "Indicator", "Part", "Total", "Unit", "Partners counted", "Partners asked", "Does not apply to", "Version"], rows);

    private async IAsyncEnumerable<IReadOnlyList<object?>> Indicators(Initiative initiative, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var current in await indicators.Load(initiative.Id, cancel))
        {
            foreach (var i in await indicators.Versions(initiative.Id, current.Id, cancel))
            {
                yield return
                [
                    i.Id, i.Version, i.Question, i.Definition, i.Kind.ToString(), i.Unit, i.Direction == GoodDirection.Up ? "yes" : "no", i.RollUp.ToString(), i.Formula, i.Every?.ToString() ?? "",
                    i.Baseline, i.BaselineOn, i.Target, i.TargetBy, i.Breakdown is { } b ? $"{b.Name}: {string.Join(", ", b.Categories.Select(c => c.Name))}" : "", current.Retired ? "yes" : "",
                    i.UnitOfOne, i.PartName, i.WholeName, i.Decimals,
                ];
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Values(Initiative initiative, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var indicator in await indicators.Load(initiative.Id, cancel))
        {
            await foreach (var value in history.AllValues(initiative.Id, indicator.Id, cancel))
            {
                foreach (var (part, cells) in Cells(indicator, value.Value))
                {
                    yield return [value.Period.Id, value.Partner, NameOf(initiative, value.Partner), indicator.Id, indicator.Question, part, .. cells, indicator.Unit, value.Version];
                }
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Totals(Initiative initiative, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var indicator in await indicators.Load(initiative.Id, cancel))
        {
            await foreach (var total in history.AllTotals(initiative.Id, indicator.Id, cancel))
            {
                yield return [total.Period.Id, indicator.Id, indicator.Question, "", total.Value, indicator.Unit, total.Covers, total.Asked, total.NotApplicable, total.Version];
                foreach (var (category, part) in total.Parts ?? new Dictionary<string, decimal>())
                {
                    yield return [total.Period.Id, indicator.Id, indicator.Question, PartName(indicator, category), part, indicator.Unit, total.PartsCover, total.Asked, null, total.Version];
                }
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Entries(Initiative initiative, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var (round, entries, _) in rounds.All(initiative.Id, cancel))
        {
            foreach (var e in entries)
            {
                yield return
                [
                    round.Id.Value, round.Name, round.Period.Id, round.Date, round.ClosedAt, e.Partner, NameOf(initiative, e.Partner), e.Revision, e.ByName, e.At, e.Status?.ToString() ?? "", e.SkippedBecause ?? "",
                    e.Kept?.Text ?? "", e.Kept?.Outcome.ToString() ?? "", e.Kept?.Why ?? "", e.Commitment, e.CorrectedBecause ?? "", e.AfterSignOff ? "yes" : "",
                ];
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Learnings(Initiative initiative, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var (round, entries, _) in rounds.All(initiative.Id, cancel))
        {
            var answered = entries.Count(e => e.SkippedBecause is null);
            // Where it stands must not say whose it is.
            foreach (var (entry, lesson) in entries.SelectMany(e => e.Learning.Lessons.Select(l => (e, l))).OrderBy(l => l.l.Signature == Attribution.Nobody ? l.l.Text : "", StringComparer.Ordinal))
            {
                if (lesson.Signature == Attribution.Nobody && answered < Lesson.FewestUnattributed)
                {
                    continue;
                }

                yield return [round.Id.Value, round.Period.Id, lesson.Kind.ToString(), lesson.SignedAs(NameOf(initiative, entry.Partner), entry.Learning.By, CultureInfo.InvariantCulture), lesson.Text, string.Join(' ', lesson.Tags), entry.Learning.AudienceOf(lesson).ToString()];
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Revisions(Initiative initiative, [EnumeratorCancellation] CancellationToken cancel)
    {
        var known = (await indicators.Load(initiative.Id, cancel)).ToDictionary(i => i.Id);
        await foreach (var (round, _, revisions) in rounds.All(initiative.Id, cancel))
        {
            foreach (var revision in revisions)
            {
                foreach (var (id, value) in revision.Values.Where(v => known.ContainsKey(v.Key)))
                {
                    var indicator = known[id];
                    foreach (var (part, cells) in Cells(indicator, value))
                    {
                        yield return
                        [
                            round.Id.Value, round.PeriodOf(indicator).Id, revision.Partner, NameOf(initiative, revision.Partner), revision.Revision, revision.ByName, revision.At, id, indicator.Question, part, .. cells,
                            revision.Versions.GetValueOrDefault(id, 1), revision.Notes.GetValueOrDefault(id, ""), revision.CorrectedBecause ?? "", revision.AfterSignOff ? "yes" : "",
                        ];
                    }
                }
            }
        }
    }

    // The newest first.
    private async IAsyncEnumerable<IReadOnlyList<object?>> Audit(Initiative initiative, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var act in audit.Newest(initiative.Id, cancel))
        {
            yield return [act.At, act.ByName, act.Kind.ToString(), act.Name.Length > 0 ? act.Name : act.About, act.Note];
        }
    }

    // A value's whole, then its parts, each as: value, numerator, denominator, text, why there is none.
    private static IEnumerable<(string Part, object?[] Cells)> Cells(Indicator indicator, ReportedValue value)
    {
        var filed = Kind.Of(indicator.Kind).ToFile(value);
        yield return ("", [filed.Value, filed.Numerator, filed.Denominator, filed.Text, value is ReportedValue.Missing missing ? missing.Why.ToString() : ""]);
        if (value is ReportedValue.Split split)
        {
            foreach (var (category, part) in split.Parts)
            {
                yield return (PartName(indicator, category), [part, null, null, "", ""]);
            }
        }
    }

    private static string PartName(Indicator indicator, string category) => indicator.Breakdown?.Categories.FirstOrDefault(c => c.Id == category)?.Name ?? category;

    private static string NameOf(Initiative initiative, PartnerId partner) => initiative.Partner(partner)?.Name ?? partner;
}
