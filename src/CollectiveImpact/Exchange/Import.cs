using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Exchange;

/// <summary>Something wrong in a file, at its cell.</summary>
/// <param name="Cell">As a spreadsheet names it: "E12".</param>
public sealed record ImportFault(string Cell, string Message);

/// <summary>What a file would bring in, and all that is wrong with it. Nothing is brought in while anything is.</summary>
/// <param name="Faults">The first of them, up to <see cref="Import.MostFaults"/>.</param>
/// <param name="Values">By period and partner, the values by indicator.</param>
public sealed record ImportPlan(
    int Rows,
    int FaultCount,
    IReadOnlyList<ImportFault> Faults,
    IReadOnlyDictionary<(Period Period, string Partner), IReadOnlyDictionary<string, ReportedValue>> Values)
{
    public int Count => Values.Values.Sum(v => v.Count);
}

/// <summary>Checks the rows of a file against an initiative. Pure but for reading the rows.</summary>
public sealed class Import
{
    public const int MostFaults = 100;

    private readonly Initiative _initiative;
    private readonly CultureInfo _culture;
    private readonly FileReading _reading;
    private readonly IReadOnlyDictionary<string, string> _letters;
    private readonly Dictionary<string, Partner> _partners = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Indicator> _indicators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(Period, string), Dictionary<string, ReportedValue>> _values = [];
    private readonly Dictionary<(Period, string, string), (int Row, Dictionary<string, decimal> Parts)> _parts = [];
    private readonly Dictionary<string, Period> _periods = [];
    private readonly List<ImportFault> _faults = [];
    private int _faultCount;

    private Import(Initiative initiative, IReadOnlyList<Indicator> indicators, IReadOnlyDictionary<string, string> letters, CultureInfo culture, FileReading reading)
    {
        (_initiative, _letters, _culture, _reading) = (initiative, letters, culture, reading);
        foreach (var partner in initiative.Partners)
        {
            _partners[partner.Id] = partner;
            _partners[partner.Name] = partner;
        }

        foreach (var indicator in indicators.Where(i => !i.IsCalculated).OrderBy(i => !i.Retired))
        {
            _indicators[indicator.Id] = indicator;
            _indicators[indicator.Question] = indicator;
        }
    }

    /// <param name="culture">How numbers are written in texts; cells of workbooks hold numbers.</param>
    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public static ImportPlan Check(Initiative initiative, IReadOnlyList<Indicator> indicators, Stream file, string name, CultureInfo culture, FileReading reading)
    {
        var (rows, letters) = ImportFile.Read(file, name, ImportTemplate.Columns, ImportTemplate.Needed, reading);
        var import = new Import(initiative, indicators, letters, culture, reading);
        var count = 0;
        foreach (var row in rows)
        {
            count++;
            import.Check(row);
        }

        import.AddParts();
        return new ImportPlan(
            count,
            import._faultCount,
            import._faults,
            import._values.ToDictionary(v => v.Key, v => (IReadOnlyDictionary<string, ReportedValue>)v.Value));
    }

    private void Check(ImportRow row)
    {
        if (!Has(row, ImportTemplate.ValueColumn) && !Has(row, ImportTemplate.NumeratorColumn) && !Has(row, ImportTemplate.DenominatorColumn) && !Has(row, ImportTemplate.TextColumn) && !Has(row, ImportTemplate.MissingColumn))
        {
            // A row of the template that was left alone.
            return;
        }

        var period = ReadPeriod(row);
        if (!_partners.TryGetValue(row.Text(ImportTemplate.PartnerColumn), out var partner))
        {
            Fault(row, ImportTemplate.PartnerColumn, $"“{Short(row.Text(ImportTemplate.PartnerColumn))}” is no partner of {_initiative.Name}.");
        }

        if (!_indicators.TryGetValue(row.Text(ImportTemplate.IndicatorColumn), out var indicator))
        {
            Fault(row, ImportTemplate.IndicatorColumn, $"“{Short(row.Text(ImportTemplate.IndicatorColumn))}” is no indicator that partners report.");
        }

        if (period is null || partner is null || indicator is null)
        {
            return;
        }

        if (row.Text(ImportTemplate.PartColumn) is { Length: > 0 } part)
        {
            CheckPart(row, period, partner, indicator, part);
        }
        else if (ReadValue(row, indicator) is { } value)
        {
            if (value is ReportedValue.Words words)
            {
                _reading.Keeps(words.Text);
            }

            foreach (var fault in Answers.FaultsOf(indicator, value, _culture))
            {
                Fault(row, fault.Place == FaultPlace.Whole ? ImportTemplate.DenominatorColumn : indicator.Kind == IndicatorKind.Percentage ? ImportTemplate.NumeratorColumn : ImportTemplate.ValueColumn, fault.Message);
            }

            var values = _values.TryGetValue((period, partner.Id), out var known) ? known : _values[(period, partner.Id)] = [];
            if (!values.TryAdd(indicator.Id, value))
            {
                Fault(row, ImportTemplate.IndicatorColumn, "This stands in the file twice, for the same partner and period.");
            }
        }
    }

    private void CheckPart(ImportRow row, Period period, Partner partner, Indicator indicator, string part)
    {
        if (indicator.Breakdown?.Categories.FirstOrDefault(c => string.Equals(c.Name, part, StringComparison.OrdinalIgnoreCase) || string.Equals(c.Id, part, StringComparison.OrdinalIgnoreCase)) is not { } category)
        {
            Fault(row, ImportTemplate.PartColumn, $"“{Short(part)}” is no part of “{Short(indicator.Question)}”.");
            return;
        }

        if (Number(row, ImportTemplate.ValueColumn, indicator) is not { } number)
        {
            return;
        }

        var key = (period, partner.Id, indicator.Id);
        if (!_parts.TryGetValue(key, out var parts))
        {
            _parts[key] = parts = (row.Number, []);
        }

        if (!parts.Parts.TryAdd(category.Id, number))
        {
            Fault(row, ImportTemplate.PartColumn, "This part stands in the file twice.");
        }
    }

    // Once all rows are read, parts join their wholes.
    private void AddParts()
    {
        foreach (var ((period, partner, id), (row, parts)) in _parts)
        {
            var indicator = _indicators[id];
            var values = _values.TryGetValue((period, partner), out var known) ? known : _values[(period, partner)] = [];
            var whole = values.GetValueOrDefault(id)?.AsNumber ?? parts.Values.Sum();
            var split = new ReportedValue.Split(whole, parts);
            values[id] = split;
            if (parts.Count < indicator.Breakdown!.Categories.Count)
            {
                Fault(row, ImportTemplate.PartColumn, $"Please give all parts, with a zero where there was nothing: {string.Join(", ", indicator.Breakdown.Categories.Where(c => !parts.ContainsKey(c.Id)).Select(c => c.Name))} {(indicator.Breakdown.Categories.Count - parts.Count == 1 ? "is" : "are")} missing.");
                continue;
            }

            foreach (var fault in Answers.FaultsOf(indicator, split, _culture))
            {
                Fault(row, ImportTemplate.ValueColumn, fault.Message);
            }
        }
    }

    private ReportedValue? ReadValue(ImportRow row, Indicator indicator)
    {
        if (Has(row, ImportTemplate.MissingColumn))
        {
            if (Has(row, ImportTemplate.ValueColumn) || Has(row, ImportTemplate.NumeratorColumn))
            {
                Fault(row, ImportTemplate.MissingColumn, "There is a number in this row, and a reason why there is none. Which is right?");
                return null;
            }

            var said = row.Text(ImportTemplate.MissingColumn).Replace(" ", "", StringComparison.Ordinal);
            if (said.All(char.IsAsciiLetter) && Enum.TryParse<MissingBecause>(said, ignoreCase: true, out var why))
            {
                return new ReportedValue.Missing(why);
            }

            Fault(row, ImportTemplate.MissingColumn, "Please write NotApplicable, NotCollected or NotYetKnown.");
            return null;
        }

        switch (indicator.Kind)
        {
            case IndicatorKind.YesNo:
                var answer = row.Text(Has(row, ImportTemplate.TextColumn) ? ImportTemplate.TextColumn : ImportTemplate.ValueColumn).ToUpperInvariant();
                if (answer is "YES" or "1" or "TRUE" or "NO" or "0" or "FALSE")
                {
                    return new ReportedValue.YesNo(answer is "YES" or "1" or "TRUE");
                }

                Fault(row, ImportTemplate.ValueColumn, "Please write yes or no.");
                return null;
            case IndicatorKind.Text:
                return row.Text(ImportTemplate.TextColumn) is { Length: > 0 } words ? new ReportedValue.Words(words) : None(row, ImportTemplate.TextColumn, "This is answered in words: please write them under Text.");
            case IndicatorKind.Percentage:
                if (!Has(row, ImportTemplate.NumeratorColumn) || !Has(row, ImportTemplate.DenominatorColumn))
                {
                    return None(row, Has(row, ImportTemplate.NumeratorColumn) ? ImportTemplate.DenominatorColumn : ImportTemplate.NumeratorColumn, "A percentage needs both numbers: how many, and out of how many.");
                }

                return (Number(row, ImportTemplate.NumeratorColumn, indicator), Number(row, ImportTemplate.DenominatorColumn, indicator)) is ({ } some, { } all) ? new ReportedValue.Ratio(some, all) : null;
            default:
                return Number(row, ImportTemplate.ValueColumn, indicator) is not { } number ? null
                    : indicator.Breakdown is null ? new ReportedValue.Number(number)
                    : new ReportedValue.Split(number, new Dictionary<string, decimal>());
        }
    }

    private ReportedValue? None(ImportRow row, string column, string message)
    {
        Fault(row, column, message);
        return null;
    }

    private decimal? Number(ImportRow row, string column, Indicator indicator)
    {
        switch (row.Cell(column))
        {
            case double number when Math.Abs(number) <= (double)Figures.Largest:
                return (decimal)number;
            case double:
                Fault(row, column, "This is larger than I can keep. Is a digit too many in it?");
                return null;
            case null:
                Fault(row, column, "A number is missing here.");
                return null;
        }

        var text = row.Text(column);
        // As files are written by programs; but three digits behind a point may be thousands.
        if (IsPlain(text) && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var plain))
        {
            return plain;
        }

        if (IsAmbiguous(text) && _culture.NumberFormat.NumberGroupSeparator != text[text.IndexOfAny(['.', ','])].ToString())
        {
            Fault(row, column, $"“{text}” could be a thousand or a fraction. Please write it without separators for thousands.");
            return null;
        }

        if (Figures.Read(text, _culture, indicator.Kind == IndicatorKind.Money ? indicator.Unit : "") is { } read)
        {
            return read;
        }

        Fault(row, column, $"“{Short(text)}” isn't a number that I can read.");
        return null;
    }

    private Period? ReadPeriod(ImportRow row)
    {
        var text = row.Text(ImportTemplate.PeriodColumn).ToUpperInvariant();
        if (_periods.TryGetValue(text, out var known))
        {
            return known;
        }

        if (LooksLikePeriod(text) && IsReal(text))
        {
            _reading.Period(text);
            return _periods[text] = new Period(text);
        }

        Fault(row, ImportTemplate.PeriodColumn, $"“{Short(text)}” is no period. Please write 2026-W48 for a week, 2026-11 for a month, or 2026-Q4 for a quarter.");
        return null;
    }

    // Not every year has a week 53.
    private static bool IsReal(string id)
    {
        try
        {
            var period = new Period(id);
            return Period.Of(period.LastDay, period.Frequency) == period;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private static bool Has(ImportRow row, string column) => row.Text(column).Length > 0;

    private void Fault(ImportRow row, string column, string message) => Fault(row.Number, column, message);

    private void Fault(int row, string column, string message)
    {
        _faultCount++;
        if (_faults.Count < MostFaults)
        {
            _faults.Add(new ImportFault(_letters.GetValueOrDefault(column, "") + row.ToString(CultureInfo.InvariantCulture), message));
        }
    }

    private static string Short(string text) => PeoplesWords.Shorten(text, 60);

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        text = text is ['-', .. var unsigned] ? unsigned : text;
        var point = text.IndexOf('.');
        return AreDigits(point < 0 ? text : text[..point], 1, 15)
            && (point < 0 || AreDigits(text[(point + 1)..], 1, 2) || AreDigits(text[(point + 1)..], 4, 10));
    }

    private static bool IsAmbiguous(ReadOnlySpan<char> text)
    {
        text = text is ['-', .. var unsigned] ? unsigned : text;
        var separator = text.IndexOfAny('.', ',');
        return separator > 0 && AreDigits(text[..separator], 1, 3) && AreDigits(text[(separator + 1)..], 3, 3);
    }

    // Such as 2026-W48, 2026-11 or 2026-Q4.
    private static bool LooksLikePeriod(ReadOnlySpan<char> text) => text is ['1' or '2', _, _, _, '-', ..] && AreDigits(text[..4], 4, 4)
        && (text[5..] is ['Q', >= '1' and <= '4'] || AreDigits(text[5..] is ['W', .. var week] ? week : text[5..], 2, 2));

    private static bool AreDigits(ReadOnlySpan<char> text, int least, int most) =>
        text.Length >= least && text.Length <= most && !text.ContainsAnyExceptInRange('0', '9');
}
