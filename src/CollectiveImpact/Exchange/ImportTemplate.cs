using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Exchange;

/// <summary>The spreadsheet that is filled in and brought back: the columns of an export's values, with a row for each that could be given.</summary>
public static class ImportTemplate
{
    public const string SheetName = "Values";

    public const string PeriodColumn = "Period";
    public const string PartnerColumn = "Partner";
    public const string IndicatorColumn = "Indicator";
    public const string PartColumn = "Part";
    public const string ValueColumn = "Value";
    public const string NumeratorColumn = "Numerator";
    public const string DenominatorColumn = "Denominator";
    public const string TextColumn = "Text";
    public const string MissingColumn = "No value because";

    /// <summary>How many of <see cref="Columns"/> must be there.</summary>
    public const int Needed = 3;

    public static readonly IReadOnlyList<string> Columns =
        [PeriodColumn, PartnerColumn, IndicatorColumn, PartColumn, ValueColumn, NumeratorColumn, DenominatorColumn, TextColumn, MissingColumn];

    /// <param name="period">The period that stands in the rows, to be copied for others.</param>
    public static IReadOnlyList<Sheet> Of(Initiative initiative, IReadOnlyList<Indicator> indicators, Period period) =>
    [
        new(SheetName, Columns, Rows(initiative, indicators, period).ToAsyncEnumerable()),
        new("How to fill it", ["Column", "What stands there"], How().ToAsyncEnumerable()),
    ];

    private static IEnumerable<IReadOnlyList<object?>> Rows(Initiative initiative, IReadOnlyList<Indicator> indicators, Period period)
    {
        foreach (var partner in initiative.Partners)
        {
            foreach (var indicator in indicators.Where(i => !i.Retired && i.Asks(partner.Id)))
            {
                yield return [period.Id, partner.Name, indicator.Question, "", null, null, null, "", ""];
                foreach (var category in indicator.Breakdown?.Categories ?? [])
                {
                    yield return [period.Id, partner.Name, indicator.Question, category.Name, null, null, null, "", ""];
                }
            }
        }
    }

    private static IEnumerable<IReadOnlyList<object?>> How() =>
    [
        [PeriodColumn, "The time that it is about: 2026-W48 for a week, 2026-11 for a month, 2026-Q4 for a quarter."],
        [PartnerColumn, "The partner's name, as it stands in the initiative."],
        [IndicatorColumn, "The indicator's question, as it stands in the initiative."],
        [PartColumn, "Empty for the whole; or the name of a part, such as a neighbourhood. Give all parts, or none."],
        [ValueColumn, "The number, or yes or no. A zero is a zero; what is left empty is not brought in."],
        [$"{NumeratorColumn}, {DenominatorColumn}", "For percentages: how many, out of how many."],
        [TextColumn, "For indicators that are answered in words."],
        [MissingColumn, "NotApplicable, NotCollected or NotYetKnown, where there is no number."],
    ];
}
