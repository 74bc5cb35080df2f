using System.Globalization;
using System.Text;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using CsvHelper;
using CsvHelper.Configuration;

namespace CollectiveImpact.Files;

/// <summary>Writes values and totals as an SDMX-CSV 2.0 data message, for statistical offices and their tools.</summary>
/// <remarks>
/// Source: SDMX-CSV 2.0 field guide (the three columns in front, action <c>I</c> for information), and the cross-domain code lists
/// of frequency (<c>W M Q</c>) and observation status (<c>A</c> normal, <c>M</c> can't exist, <c>L</c> not collected, <c>O</c>
/// missing). <c>_T</c> is the code for a total, <c>_Z</c> for what doesn't apply. Words are no observations and are left out.
/// </remarks>
internal static class SdmxCsv
{
    private const string Total = "_T";
    private const string NotApplicable = "_Z";

    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    private static readonly string[] Columns =
    [
        "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "INDICATOR", "PARTNER", "PART", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "NUMERATOR", "DENOMINATOR", "DEFINITION_VERSION",
    ];

    public static async Task Write(Initiative initiative, IReadOnlyList<Indicator> indicators, IHistoryStore history, Stream to, CancellationToken cancel)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using var csv = new CsvWriter(text, Rfc4180);
        foreach (var column in Columns)
        {
            csv.WriteField(column);
        }

        await csv.NextRecordAsync();
        var structure = $"COLLECTIVE_IMPACT:MEASURES_{CodeOf(initiative.Id)}(1.0.0)";
        foreach (var indicator in indicators.Where(i => Kind.Of(i.Kind).IsNumeric))
        {
            await foreach (var value in history.AllValues(initiative.Id, indicator.Id, cancel))
            {
                await Observation(indicator, value.Partner, Total, value.Period, Kind.Of(indicator.Kind).ToFile(value.Value), StatusOf(value.Value), value.Version);
                foreach (var (category, part) in (value.Value as ReportedValue.Split)?.Parts ?? new Dictionary<string, decimal>())
                {
                    await Observation(indicator, value.Partner, category, value.Period, new FiledValue(part), "A", value.Version);
                }
            }

            await foreach (var total in history.AllTotals(initiative.Id, indicator.Id, cancel))
            {
                await Observation(indicator, Total, Total, total.Period, new FiledValue(total.Value), total.Value is null ? "O" : "A", total.Version);
            }
        }

        async Task Observation(Indicator indicator, string partner, string part, Period period, FiledValue value, string status, int version)
        {
            csv.WriteField("dataflow");
            csv.WriteField(structure);
            csv.WriteField("I");
            csv.WriteField(period.Frequency switch { Frequency.Weekly => "W", Frequency.Monthly => "M", _ => "Q" });
            csv.WriteField(CodeOf(indicator.Id));
            csv.WriteField(partner == Total ? Total : CodeOf(partner));
            csv.WriteField(part == Total ? Total : CodeOf(part));
            // The ids of our periods are SDMX's own: reporting week, gregorian month, reporting quarter.
            csv.WriteField(period.Id);
            csv.WriteField(Text(value.Value));
            csv.WriteField(Kind.Of(indicator.Kind).SdmxUnit is { } unit ? unit : indicator.Unit.Length == 0 ? NotApplicable : CodeOf(indicator.Unit));
            csv.WriteField(status);
            csv.WriteField(Text(value.Numerator));
            csv.WriteField(Text(value.Denominator));
            csv.WriteField(version.ToString(CultureInfo.InvariantCulture));
            await csv.NextRecordAsync();
        }
    }

    /// <summary>A code in the characters that SDMX allows (IDType: letters, digits, <c>_ @ $ -</c>); others by their number.</summary>
    internal static string CodeOf(string id)
    {
        var code = new StringBuilder(id.Length);
        foreach (var rune in id.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '_' or '@' or '$' or '-'))
            {
                code.Append((char)rune.Value);
            }
            else
            {
                code.Append('_').Append(rune.Value.ToString("X", CultureInfo.InvariantCulture));
            }
        }

        return code.ToString();
    }

    private static string StatusOf(ReportedValue value) => value switch
    {
        ReportedValue.Missing { Why: MissingBecause.NotApplicable } => "M",
        ReportedValue.Missing { Why: MissingBecause.NotCollected } => "L",
        ReportedValue.Missing => "O",
        _ => "A",
    };

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
