using System.Globalization;
using System.Text.Json;
using CollectiveImpact.Indicators;
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
    public const string Numerator = "_NUM";
    public const string Denominator = "_DEN";

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

    private static IEnumerable<(string Element, string? Part, string Text)> Values(Indicator indicator, ReportedValue value)
    {
        switch (value)
        {
            case ReportedValue.Number n:
                return [(indicator.Id, null, Text(n.Value))];
            case ReportedValue.Ratio r:
                return [(indicator.Id + Numerator, null, Text(r.Part)), (indicator.Id + Denominator, null, Text(r.Whole))];
            case ReportedValue.YesNo y:
                return [(indicator.Id, null, y.Yes ? "true" : "false")];
            case ReportedValue.Words w:
                return [(indicator.Id, null, w.Text)];
            // With parts, DHIS2 adds the whole up by itself.
            case ReportedValue.Split { Parts.Count: > 0 } s:
                return s.Parts.Select(p => (indicator.Id, (string?)p.Key, Text(p.Value)));
            case ReportedValue.Split s:
                return [(indicator.Id, null, Text(s.Whole))];
            default:
                return [];
        }
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
