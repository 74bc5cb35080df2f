using System.Globalization;
using System.Runtime.CompilerServices;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>The numbers that somebody chose, each as digests show it and beside it exactly: read as it is written.</summary>
/// <remarks>Who takes them is backbone staff, who may see every number; the first column is what others may be shown.</remarks>
public sealed class ChosenSheets(IRoundStore rounds, IHistoryStore history, IIndicatorStore indicators)
{
    /// <param name="culture">Of whoever reads what is shown; what is exact is the same for all.</param>
    public IReadOnlyList<Sheet> Of(Initiative initiative, ExportChoice choice, CultureInfo culture, CancellationToken cancel) =>
    [
        // A total is of all partners, and none of one.
        .. choice.Partner is not null ? [] : new[]
        {
            new Sheet("Totals", ["Period", "Indicator id", "Indicator", "Part", "As shown", "Exact", "Unit", "Partners counted", "Partners asked"], Totals(initiative, choice, culture, cancel)),
        },
        new Sheet("Values", ["Period", "Partner id", "Partner", "Indicator id", "Indicator", "Part", "As shown", "Exact", "Numerator", "Denominator", "Text", "No value because", "Unit"], Values(initiative, choice, culture, cancel)),
    ];

    private async IAsyncEnumerable<IReadOnlyList<object?>> Totals(Initiative initiative, ExportChoice choice, CultureInfo culture, [EnumeratorCancellation] CancellationToken cancel)
    {
        var t = new Texts(culture);
        await foreach (var (indicator, has) in Chosen(initiative, choice, cancel))
        {
            await foreach (var total in history.AllTotals(initiative.Id, indicator.Id, cancel))
            {
                if (!has(total.Period))
                {
                    continue;
                }

                var isShown = SmallCells.MaySee(Sharing.Partners, indicator, total);
                yield return [total.Period.Id, indicator.Id, indicator.Question, "", isShown ? total.InWords(indicator, culture) : t.KeptBack, total.Value, indicator.Unit, total.Covers, total.Asked];
                foreach (var (name, shown, part) in Parts(indicator, total.Parts, isShown, culture, t))
                {
                    yield return [total.Period.Id, indicator.Id, indicator.Question, name, shown, part, indicator.Unit, total.PartsCover, total.Asked];
                }
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Values(Initiative initiative, ExportChoice choice, CultureInfo culture, [EnumeratorCancellation] CancellationToken cancel)
    {
        var t = new Texts(culture);
        await foreach (var (indicator, has) in Chosen(initiative, choice, cancel))
        {
            await foreach (var value in history.AllValues(initiative.Id, indicator.Id, cancel))
            {
                if (!has(value.Period) || (choice.Partner is { } only && value.Partner != only))
                {
                    continue;
                }

                var (partner, filed) = (initiative.Partner(value.Partner)?.Name ?? value.Partner.Value, Kind.Of(indicator.Kind).ToFile(value.Value));
                var isShown = indicator.PartnerSharing >= Sharing.Partners;
                yield return
                [
                    value.Period.Id, value.Partner, partner, indicator.Id, indicator.Question, "", isShown ? value.Value.InWords(indicator, culture) : t.KeptBack, filed.Value, filed.Numerator, filed.Denominator, filed.Text,
                    value.Value is ReportedValue.Missing missing ? missing.Why.ToString() : "", indicator.Unit,
                ];
                foreach (var (name, shown, part) in Parts(indicator, (value.Value as ReportedValue.Split)?.Parts, isShown, culture, t))
                {
                    yield return [value.Period.Id, value.Partner, partner, indicator.Id, indicator.Question, name, shown, part, null, null, "", "", indicator.Unit];
                }
            }
        }
    }

    // The indicators that are wanted, each with whether a period's numbers of it are.
    private async IAsyncEnumerable<(Indicator Indicator, Func<Period, bool> Has)> Chosen(Initiative initiative, ExportChoice choice, [EnumeratorCancellation] CancellationToken cancel)
    {
        var round = choice.Round is { } id ? (await rounds.Load(initiative.Id, id, cancel))?.Round : null;
        foreach (var indicator in await indicators.Load(initiative.Id, cancel))
        {
            if ((choice.Indicator is { } only && indicator.Id != only) || (choice.Round is not null && round?.Indicators.Contains(indicator.Id) != true))
            {
                continue;
            }

            yield return (indicator, period => choice.Has(period) && (round is null || round.PeriodOf(indicator) == period));
        }
    }

    private static IEnumerable<(string Name, string Shown, decimal Exact)> Parts(Indicator indicator, IReadOnlyDictionary<string, decimal>? parts, bool isShown, CultureInfo culture, Texts t)
    {
        if (parts is null)
        {
            yield break;
        }

        var shown = isShown && indicator.Breakdown?.Sharing >= Sharing.Partners ? SmallCells.Of(indicator, parts) : new Dictionary<string, decimal?>();
        foreach (var (category, part) in parts)
        {
            yield return (indicator.Breakdown?.Categories.FirstOrDefault(c => c.Id == category)?.Name ?? category, shown.GetValueOrDefault(category) is { } visible ? Figures.Plain(visible, culture) : t.KeptBack, part);
        }
    }
}
