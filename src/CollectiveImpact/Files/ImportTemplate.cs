using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Files;

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

    /// <summary>In its rows stands the week, month or quarter that ended last, to be copied for others.</summary>
    public static IReadOnlyList<Sheet> Of(ImportGround ground) =>
    [
        new(SheetName, Columns, Rows(ground).ToAsyncEnumerable()),
        new("How to fill it", ["Column", "What stands there"], How().ToAsyncEnumerable()),
    ];

    private static IEnumerable<IReadOnlyList<object?>> Rows(ImportGround ground)
    {
        foreach (var partner in ground.Initiative.Partners)
        {
            foreach (var indicator in ground.Indicators.Where(i => !i.Retired && i.Asks(partner.Id)))
            {
                var period = Period.LastComplete(ground.Today, ground.Asked.GetValueOrDefault(indicator.Id) is [var asked, ..] ? asked : Frequency.Weekly);
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
        [ValueColumn, "The number, or yes or no. A zero is a zero; what is left empty is not brought in. Write a decimal point or a decimal comma, but the same in the whole file."],
        [$"{NumeratorColumn}, {DenominatorColumn}", "For percentages: how many, out of how many."],
        [TextColumn, "For indicators that are answered in words."],
        [MissingColumn, "NotApplicable, NotCollected or NotYetKnown, where there is no number."],
    ];
}
