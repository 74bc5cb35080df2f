using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>The values of a file. What stands in several rows comes together once all are read: parts with their whole, and the two numbers of a percentage.</summary>
internal sealed class ImportValues(ImportFaults faults)
{
    private readonly Dictionary<(Period Period, PartnerId Partner), Dictionary<string, ReportedValue>> _values = [];
    private readonly Dictionary<(Period, PartnerId, string), (ImportRow Row, Indicator Indicator, Dictionary<string, decimal> Parts)> _parts = [];
    private readonly Dictionary<(Period, PartnerId, string), (ImportRow Row, Indicator Indicator, Dictionary<FileColumn, decimal> Numbers)> _elements = [];

    public IReadOnlyDictionary<(Period Period, PartnerId Partner), IReadOnlyDictionary<string, ReportedValue>> All =>
        _values.ToDictionary(v => v.Key, v => (IReadOnlyDictionary<string, ReportedValue>)v.Value);

    public void Keep(ImportRow row, Period period, PartnerId partner, Indicator indicator, ReportedValue value)
    {
        if (!Of(period, partner).TryAdd(indicator.Id, value))
        {
            faults.Add(row, ImportTemplate.IndicatorColumn, new CellFault.ValueTwice());
        }
    }

    public void KeepPart(ImportRow row, Period period, PartnerId partner, Indicator indicator, Category category, decimal number)
    {
        var key = (period, partner, indicator.Id);
        if (!_parts.TryGetValue(key, out var parts))
        {
            _parts[key] = parts = (row, indicator, []);
        }

        if (!parts.Parts.TryAdd(category.Id, number))
        {
            faults.Add(row, ImportTemplate.PartColumn, new CellFault.PartTwice());
        }
    }

    public void KeepElement(ImportRow row, Period period, PartnerId partner, Indicator indicator, FileColumn element, decimal number)
    {
        var key = (period, partner, indicator.Id);
        if (!_elements.TryGetValue(key, out var elements))
        {
            _elements[key] = elements = (row, indicator, []);
        }

        if (!elements.Numbers.TryAdd(element, number))
        {
            faults.Add(row, ImportTemplate.IndicatorColumn, new CellFault.ValueTwice());
        }
    }

    /// <summary>Once all rows are read.</summary>
    public void Join()
    {
        foreach (var ((period, partner, _), (row, indicator, numbers)) in _elements)
        {
            JoinElements(row, period, partner, indicator, numbers);
        }

        foreach (var ((period, partner, _), (row, indicator, parts)) in _parts)
        {
            JoinParts(row, Of(period, partner), indicator, parts);
        }
    }

    private void JoinElements(ImportRow row, Period period, PartnerId partner, Indicator indicator, Dictionary<FileColumn, decimal> numbers)
    {
        var kind = Kind.Of(indicator.Kind);
        if (kind.Elements.Where(e => !numbers.ContainsKey(e)).ToArray() is [var missing, ..])
        {
            faults.Add(row, ImportTemplate.IndicatorColumn, new CellFault.ElementMissing(Dhis2.ElementOf(indicator.Id, missing)));
            return;
        }

        var answer = new FiledAnswer(indicator, column => numbers.TryGetValue(column, out var number) ? Dhis2.Text(number) : "", column => numbers.TryGetValue(column, out var number) ? number : null);
        if (kind.FromFile(answer) is { } value)
        {
            foreach (var fault in kind.FaultsOf(indicator, value))
            {
                faults.Add(row, ImportTemplate.ValueColumn, new CellFault.OfValue(indicator, fault));
            }

            Keep(row, period, partner, indicator, value);
        }
    }

    private void JoinParts(ImportRow row, Dictionary<string, ReportedValue> values, Indicator indicator, Dictionary<string, decimal> parts)
    {
        if (values.GetValueOrDefault(indicator.Id) is ReportedValue.Missing)
        {
            faults.Add(row, ImportTemplate.PartColumn, new CellFault.PartAndReason());
            return;
        }

        var whole = values.GetValueOrDefault(indicator.Id)?.AsNumber ?? parts.Values.Sum();
        var split = new ReportedValue.Split(whole, parts);
        values[indicator.Id] = split;
        if (indicator.Breakdown!.Categories.Where(c => !parts.ContainsKey(c.Id)).Select(c => c.Name).ToArray() is { Length: > 0 } missing)
        {
            faults.Add(row, ImportTemplate.PartColumn, new CellFault.PartsMissing(missing));
            return;
        }

        foreach (var fault in Kind.Of(indicator.Kind).FaultsOf(indicator, split))
        {
            faults.Add(row, ImportTemplate.ValueColumn, new CellFault.OfValue(indicator, fault));
        }
    }

    private Dictionary<string, ReportedValue> Of(Period period, PartnerId partner) =>
        _values.TryGetValue((period, partner), out var known) ? known : _values[(period, partner)] = [];
}
