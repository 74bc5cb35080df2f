using System.Globalization;
using CollectiveImpact.Indicators.Kinds;
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

    /// <summary>Those that hold what a row brings.</summary>
    internal static readonly IReadOnlyList<string> Holding = [ValueColumn, NumeratorColumn, DenominatorColumn, TextColumn, MissingColumn];

    internal static string NameOf(FileColumn column) => column switch
    {
        FileColumn.Numerator => NumeratorColumn,
        FileColumn.Denominator => DenominatorColumn,
        FileColumn.Text => TextColumn,
        _ => ValueColumn,
    };

    /// <summary>In its rows stands the week, month or quarter that ended last, to be copied for others.</summary>
    /// <param name="culture">Of whoever reads how it is filled in; what is read back depends on none.</param>
    public static IReadOnlyList<Sheet> Of(ImportGround ground, CultureInfo culture)
    {
        var t = new Texts(culture);
        return [new(SheetName, Columns, Rows(ground).ToAsyncEnumerable()), new(t.HowToFill, [t.Column, t.WhatStandsThere], How(t).ToAsyncEnumerable())];
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(ImportGround ground)
    {
        foreach (var partner in ground.Initiative.OwnPartners)
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

    private static IEnumerable<IReadOnlyList<object?>> How(Texts t) =>
    [
        [PeriodColumn, t.FillPeriod],
        [PartnerColumn, t.FillPartner],
        [IndicatorColumn, t.FillIndicator],
        [PartColumn, t.FillPart],
        [ValueColumn, t.FillValue],
        [$"{NumeratorColumn}, {DenominatorColumn}", t.FillRatio],
        [TextColumn, t.FillText],
        [MissingColumn, t.FillMissing],
    ];
}
