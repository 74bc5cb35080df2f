using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CollectiveImpact.Testing;

/// <summary>Phones draw no charts, so every number of a chart must also stand as text in what they draw instead.</summary>
/// <remarks>
/// A number counts as stated in any common spelling ("1,204", "1.204", "1 204", "1٬204") and when rounded to the decimals
/// that are written, so a share of 58.333 is stated by "58 %". That a number stands beside its own label isn't checked.
/// </remarks>
internal static partial class ChartNumbers
{
    private static readonly HashSet<string> ReadByPeople = ["text", "title", "value", "altText"];

    public static IEnumerable<string> Faults(JsonElement chart, string path)
    {
        if (!chart.TryGetProperty("fallback", out var fallback) || fallback.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var labels = LabelsOf(chart).ToHashSet();
        var stated = TextsOf(fallback).Where(text => !labels.Contains(text)).SelectMany(NumbersIn).ToHashSet();
        var unsaid = NumbersOf(chart).Distinct().Where(number => !stated.Any(said => Says(said, number))).ToList();
        return unsaid.Count == 0
            ? []
            : [$"{path} draws {string.Join(", ", unsaid.Select(number => number.ToString(CultureInfo.InvariantCulture)))}, which its fallback doesn't state as text."];
    }

    // A gauge's bounds and segments are its scale; the number is its value.
    private static IEnumerable<decimal> NumbersOf(JsonElement chart) =>
        chart.Text("type") == "Chart.Gauge"
            ? Number(chart, "value")
            : chart.Items("data").SelectMany(NumbersOfPoint);

    private static IEnumerable<decimal> NumbersOfPoint(JsonElement point) =>
        point.ValueKind != JsonValueKind.Object
            ? []
            : [
                .. Number(point, "y"),
                .. Number(point, "value"),
                .. point.Items("values").SelectMany(NumbersOfPoint),
                .. point.Items("data").SelectMany(NumbersOfPoint),
            ];

    private static IEnumerable<decimal> Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            ? [number]
            : [];

    // "Week 3" in the fallback is a label, not a three.
    private static IEnumerable<string> LabelsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.Name switch
            {
                "fallback" => [],
                "x" or "legend" or "title" or "xAxisTitle" or "yAxisTitle" => [property.Value.ToString()],
                _ => LabelsOf(property.Value),
            }),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(LabelsOf),
        _ => [],
    };

    private static IEnumerable<string> TextsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(property => property.Name is not "fallback").SelectMany(property =>
            property.Value.ValueKind == JsonValueKind.String
                ? ReadByPeople.Contains(property.Name) ? [property.Value.GetString()!] : []
                : TextsOf(property.Value)),
        // A run of a rich text may be a bare string.
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item =>
            item.ValueKind == JsonValueKind.String ? [item.GetString()!] : TextsOf(item)),
        _ => [],
    };

    private static bool Says((decimal Value, int Decimals) said, decimal number) =>
        said.Value == Math.Round(number, said.Decimals, MidpointRounding.AwayFromZero)
        || said.Value == Math.Round(number, said.Decimals, MidpointRounding.ToEven);

    private static IEnumerable<(decimal Value, int Decimals)> NumbersIn(string text) =>
        Digits().Matches(Latin(text)).SelectMany(match => Readings(match.Value.Replace('−', '-')));

    // "١٬٢٠٤" is 1,204.
    private static string Latin(string text) =>
        string.Concat(text.Select(c => c is '٫' ? '.' : c is '٬' ? ',' : char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c));

    // "3 204" may be one number or two, "1,204" twelve hundred or one and a bit.
    private static IEnumerable<(decimal Value, int Decimals)> Readings(string digits)
    {
        var parts = Spaces().Split(digits);
        var whole = parts.Skip(1).All(part => part.Length >= 3 && part.Take(3).All(char.IsAsciiDigit)) ? string.Concat(parts) : null;
        foreach (var part in parts.Append(whole).OfType<string>().Distinct())
        {
            if (Separators().Count(part) == 0 || Groups().IsMatch(part))
            {
                foreach (var reading in Read(Separators().Replace(part, ""), 0))
                {
                    yield return reading;
                }
            }

            var last = part.LastIndexOfAny(['.', ',']);
            if (last > 0)
            {
                var decimals = part[(last + 1)..];
                foreach (var reading in Read($"{Separators().Replace(part[..last], "")}.{decimals}", decimals.Length))
                {
                    yield return reading;
                }
            }
        }
    }

    private static IEnumerable<(decimal Value, int Decimals)> Read(string digits, int decimals) =>
        decimals <= 28 && decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? [(value, decimals)]
            : [];

    // Not the digits of a word ("Q3") nor the later ones of a date ("2026-03-01").
    [GeneratedRegex(@"(?<![\p{L}\d]|\d[-–/:])[-−]?\d+(?:[.,'’ \u00A0\u202F]\d+)*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"['’ \u00A0\u202F]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex("[.,]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^-?\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Groups();
}
