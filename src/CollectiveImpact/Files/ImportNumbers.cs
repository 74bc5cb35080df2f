using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;

namespace CollectiveImpact.Files;

/// <summary>Reads the numbers of a file, and finds out which decimal sign they are written with.</summary>
/// <remarks>
/// How a number is written is decided by the file and never by who brings it: numbers that can be read in one way only say how the
/// others are meant, and when there are none, <see cref="ImportQuestion.Numbers"/> asks.
/// </remarks>
/// <param name="sign">The decimal sign, where it is known already.</param>
internal sealed class ImportNumbers(DecimalSign? sign, ImportFaults faults)
{
    private readonly List<AmbiguousNumber> _ambiguous = [];
    private readonly Seen _points = new(DecimalSign.Point);
    private readonly Seen _commas = new(DecimalSign.Comma);

    /// <summary>The first of those that may be read in two ways, while nothing says how.</summary>
    public IReadOnlyList<AmbiguousNumber> Ambiguous => _ambiguous;

    /// <summary>The sign that the file's other numbers decide on for those that may have either; null when nothing is to decide, or nothing can.</summary>
    public DecimalSign? Decided => _ambiguous.Count == 0 || _points.Count == _commas.Count ? null : _points.Count > _commas.Count ? DecimalSign.Point : DecimalSign.Comma;

    /// <summary>The number in a cell; null when there is none that can be read, which is then a fault.</summary>
    public decimal? Read(ImportRow row, string column, Indicator indicator)
    {
        decimal? read;
        switch (row.Cell(column))
        {
            case decimal number:
                read = number;
                break;
            case double:
                read = decimal.MaxValue;
                break;
            case PercentCell percent:
                read = OfPercent(row, column, indicator, percent.Fraction * 100, percent.Shows);
                break;
            case DateCell date:
                faults.Add(row, column, new CellFault.DateForNumber(date.Shows));
                return null;
            case bool:
                faults.Add(row, column, new CellFault.YesNoForNumber());
                return null;
            case { } other when CellText.Of(other).Trim() is { Length: > 0 } text:
                read = text.EndsWith('%')
                    ? OfPercent(row, column, indicator, OfText(row, column, indicator, text[..^1].TrimEnd()), text)
                    : OfText(row, column, indicator, text);
                break;
            default:
                faults.Add(row, column, new CellFault.NumberMissing());
                return null;
        }

        if (read is { } value && Math.Abs(value) > Figures.Largest)
        {
            faults.Add(row, column, new CellFault.OfValue(indicator, new ValueFault(ValuePart.Value, ValueFaultKind.TooLarge)));
            return null;
        }

        return read;
    }

    /// <summary>Once all are read: where both signs stand in one file, each can be read in one way only, and still one of the two is a slip.</summary>
    public void CheckSigns()
    {
        if (_points.Count == 0 || _commas.Count == 0)
        {
            return;
        }

        var (few, many) = _points.Count < _commas.Count ? (_points, _commas) : (_commas, _points);
        foreach (var (cell, text) in few.First)
        {
            faults.Add(cell, new CellFault.OtherSign(few.Sign, ImportFaults.Short(text), ImportFaults.Short(many.First[0].Text), many.First[0].Cell));
        }

        faults.AddMore(few.Count - few.First.Count);
    }

    private decimal? OfPercent(ImportRow row, string column, Indicator indicator, decimal? percent, string shows)
    {
        if (percent is { } number && indicator.Unit != "%")
        {
            faults.Add(row, column, new CellFault.PercentForNumber(ImportFaults.Short(shows), number));
            return null;
        }

        return percent;
    }

    private decimal? OfText(ImportRow row, string column, Indicator indicator, string text)
    {
        var written = WrittenNumber.Read(text, Kind.Of(indicator.Kind).CurrencyOf(indicator.Unit));
        if (!written.IsNumber)
        {
            faults.Add(row, column, WrittenNumber.IsShortened(text) ? new CellFault.NumberShortened(ImportFaults.Short(text)) : new CellFault.NumberUnreadable(ImportFaults.Short(text)));
            return null;
        }

        if (written.Sign is { } only)
        {
            (only == DecimalSign.Point ? _points : _commas).Add(faults.Place(row, column), text);
            return written.With(only);
        }

        if (written.IsAmbiguous && sign is null && _ambiguous.Count < ImportQuestion.Numbers.MostShown)
        {
            _ambiguous.Add(new AmbiguousNumber(faults.Place(row, column), ImportFaults.Short(text), written.WithPoint!.Value, written.WithComma!.Value));
        }

        return written.With(sign ?? DecimalSign.Point);
    }

    /// <summary>The numbers that must have a sign, counted, and the first of them.</summary>
    private sealed class Seen(DecimalSign sign)
    {
        public DecimalSign Sign => sign;

        public int Count { get; private set; }

        public List<(CellPlace Cell, string Text)> First { get; } = [];

        public void Add(CellPlace cell, string text)
        {
            Count++;
            if (First.Count < ImportFaults.MostKept)
            {
                First.Add((cell, text));
            }
        }
    }
}
