using System.Globalization;
using System.Text.Json;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Files;

/// <summary>
/// Writes what partners reported as a DHIS2 data value set, ready for <c>POST /api/dataValueSets</c>: an indicator is a data
/// element, a partner an organisation unit, a part of a whole a category option combination, all by their codes.
/// </summary>
/// <remarks>
/// A percentage is two data elements, as DHIS2 computes percentages itself from a numerator and a denominator. What has no value
/// is left out: DHIS2 has no word for why. Source: DHIS2 Developer guide, "Data values" and "Date and period format".
/// </remarks>
internal static class Dhis2
{
    private static readonly Dictionary<FileColumn, string> Ends = new() { [FileColumn.Numerator] = "_NUM", [FileColumn.Denominator] = "_DEN" };

    // So much is written at once.
    private const int Buffer = 64 * 1024;

    public static async Task Write(Initiative initiative, IReadOnlyList<Indicator> indicators, IHistoryStore history, Stream to, CancellationToken cancel)
    {
        await using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        foreach (var scheme in new[] { "dataElementIdScheme", "orgUnitIdScheme", "categoryOptionComboIdScheme" })
        {
            json.WriteString(scheme, "CODE");
        }

        json.WriteStartArray("dataValues");
        foreach (var indicator in indicators)
        {
            await foreach (var value in history.AllValues(initiative.Id, indicator.Id, cancel))
            {
                foreach (var (element, part, text) in Values(indicator, value.Value))
                {
                    json.WriteStartObject();
                    json.WriteString("dataElement", element);
                    json.WriteString("period", InDhis2(value.Period));
                    json.WriteString("orgUnit", value.Partner);
                    if (part is not null)
                    {
                        json.WriteString("categoryOptionCombo", part);
                    }

                    json.WriteString("value", text);
                    json.WriteEndObject();
                }

                if (json.BytesPending > Buffer)
                {
                    await json.FlushAsync(cancel);
                }
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancel);
    }

    /// <summary>A period as DHIS2 writes it: <c>2026W8</c>, <c>202611</c>, <c>2026Q4</c>.</summary>
    internal static string InDhis2(Period period) => period.Frequency switch
    {
        Frequency.Weekly => string.Create(CultureInfo.InvariantCulture, $"{period.Id[..4]}W{int.Parse(period.Number, CultureInfo.InvariantCulture)}"),
        Frequency.Monthly => period.Id.Replace("-", "", StringComparison.Ordinal),
        _ => string.Create(CultureInfo.InvariantCulture, $"{period.Id[..4]}Q{period.Number}"),
    };

    /// <summary>The data element of one of an indicator's numbers.</summary>
    internal static string ElementOf(string indicator, FileColumn number) => indicator + Ends[number];

    /// <summary>The indicator and its number that a data element is for; null when it is for a whole value, or for none.</summary>
    internal static (Indicator Indicator, FileColumn Element)? ReadElement(string element, Names<Indicator> indicators)
    {
        foreach (var (column, end) in Ends)
        {
            if (element.EndsWith(end, StringComparison.OrdinalIgnoreCase) && indicators.Find(element) is null
                && indicators.Find(element[..^end.Length]) is { } indicator && Kind.Of(indicator.Kind).Elements.Contains(column))
            {
                return (indicator, column);
            }
        }

        return null;
    }

    internal static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(string Element, string? Part, string Text)> Values(Indicator indicator, ReportedValue value)
    {
        var kind = Kind.Of(indicator.Kind);
        if (value is ReportedValue.Split { Parts.Count: > 0 } split)
        {
            // With parts, DHIS2 adds the whole up by itself.
            return split.Parts.Select(p => (indicator.Id, (string?)p.Key, Text(p.Value)));
        }

        if (kind.Elements.Count > 0)
        {
            var filed = kind.ToFile(value);
            return kind.Elements.Where(e => filed.Number(e) is not null).Select(e => (ElementOf(indicator.Id, e), (string?)null, Text(filed.Number(e)!.Value)));
        }

        return kind.ToDhis2(value) is { } text ? [(indicator.Id, null, text)] : [];
    }
}
