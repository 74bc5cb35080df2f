using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using NodaTime.Text;

namespace CollectiveImpact.Files;

/// <summary>Checks the rows of a file against an initiative. Pure but for reading the rows.</summary>
/// <remarks>
/// How a number is written is decided by the file and never by who brings it: numbers that can be read in one way only say how the
/// others are meant, and when there are none, <see cref="ImportQuestion.Numbers"/> asks.
/// </remarks>
public sealed class Import
{
    public const int MostFaults = 100;

    private const int LongestShown = 60;
    private const int LettersShown = 3;

    // In DHIS2 a value without parts has a category option combination all the same.
    private static readonly string[] NoPart = ["default", "HllvX50cXC0"];

    // As spreadsheets and forms write them in English, Portuguese, Spanish, French, German, Italian and Dutch.
    private static readonly HashSet<string> Yes = new(["yes", "1", "true", "sim", "sí", "si", "oui", "ja", "sì", "verdadeiro", "verdadero", "vrai", "wahr", "vero", "waar"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> No = new(["no", "0", "false", "não", "non", "nein", "nee", "falso", "faux", "falsch", "onwaar"], StringComparer.OrdinalIgnoreCase);

    private readonly ImportGround _ground;
    private readonly ImportTable _table;
    private readonly ImportColumns _columns;
    private readonly ImportAnswers _answers;
    private readonly DecimalSign? _sign;
    private readonly FileReading _reading;
    private readonly Names<Partner> _partners;
    private readonly Names<Indicator> _indicators;
    private readonly Dictionary<string, Indicator> _byId;
    private readonly Dictionary<string, Names<Category>> _categories = [];
    private readonly string[] _read;
    private readonly Dictionary<(Period, string), Dictionary<string, ReportedValue>> _values = [];
    private readonly Dictionary<(Period, string, string), (ImportRow Row, Dictionary<string, decimal> Parts)> _parts = [];
    private readonly Dictionary<(Period, string, string), (ImportRow Row, decimal? Part, decimal? Whole)> _ratios = [];
    private readonly Dictionary<Period, string> _periods = [];
    private readonly List<AmbiguousNumber> _ambiguous = [];
    private readonly Dictionary<DecimalSign, (int Count, List<(string Cell, string Text)> First)> _signs = new() { [DecimalSign.Point] = (0, []), [DecimalSign.Comma] = (0, []) };
    private readonly List<string> _letters = [];
    private readonly List<ImportFault> _faults = [];
    private int _faultCount;
    private int _rows;
    private int _deleted;

    private Import(ImportGround ground, ImportTable table, ImportColumns columns, ImportAnswers answers, DecimalSign? sign, FileReading reading)
    {
        (_ground, _table, _columns, _answers, _sign, _reading) = (ground, table, columns, answers, sign, reading);
        _partners = Names<Partner>.Of(ground.Initiative.Partners, p => p.Id, p => p.Name);
        var reported = Reported(ground.Indicators);
        _indicators = Names<Indicator>.Of(reported, i => i.Id, i => i.Question);
        _byId = reported.ToDictionary(i => i.Id);
        _read = [.. columns.At.Keys.Concat(columns.ByIndicator.Count > 0 ? [ImportTemplate.ValueColumn] : []).Distinct()];
    }

    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public static ImportPlan Check(ImportGround ground, Stream file, string name, ImportAnswers answers, FileReading reading)
    {
        var (plan, decided) = Check(ground, file, name, answers, answers.Sign, reading);
        if (decided is null)
        {
            return plan;
        }

        file.Position = 0;
        return Check(ground, file, name, answers, decided, reading.Again()).Plan;
    }

    // With the decimal sign that the file's own numbers have decided on, when that was needed: then it is read again with it.
    private static (ImportPlan Plan, DecimalSign? Decided) Check(ImportGround ground, Stream file, string name, ImportAnswers answers, DecimalSign? sign, FileReading reading)
    {
        var table = Path.GetExtension(name).Equals(".json", StringComparison.OrdinalIgnoreCase)
            ? Dhis2Rows.Open(file, reading)
            : ImportFile.Open(file, name, ImportTemplate.Columns, ImportTemplate.Needed, reading);
        if (ImportColumns.Of(table, Reported(ground.Indicators), answers.Columns) is not { } columns)
        {
            var named = table.Find(ImportTemplate.Columns);
            var suggested = ImportColumns.Suggested(table).ToDictionary();
            foreach (var (column, index) in answers.Columns ?? named)
            {
                suggested[column] = index;
            }

            return (new ImportPlan(0, 0, [], new Dictionary<(Period, string), IReadOnlyDictionary<string, ReportedValue>>())
            {
                Questions = [new ImportQuestion.Columns(table.Heading, [.. ImportTemplate.Columns.Take(ImportTemplate.Needed).Append(ImportTemplate.ValueColumn).Where(c => !(answers.Columns ?? named).ContainsKey(c))], suggested)],
            }, null);
        }

        var import = new Import(ground, table, columns, answers, columns.IsDhis2 ? DecimalSign.Point : sign, reading);
        foreach (var row in table.Rows)
        {
            import._rows++;
            import.Check(row);
        }

        return import.Plan();
    }

    // What nobody is asked any more gives way to what has the same name and is.
    private static IReadOnlyList<Indicator> Reported(IReadOnlyList<Indicator> all) =>
        [.. all.Where(i => !i.IsCalculated && !(i.Retired && all.Any(o => !o.Retired && string.Equals(o.Question, i.Question, StringComparison.OrdinalIgnoreCase))))];

    private void Check(ImportCells cells)
    {
        if (_columns.Deleted is { } deleted && ImportFile.TextOf(deleted < cells.Cells.Length ? cells.Cells[deleted] : null).Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            _deleted++;
            return;
        }

        if (_columns.ByIndicator.Count == 0)
        {
            Check(new ImportRow(cells.Number, cells.Cells, _columns.At), null);
            return;
        }

        foreach (var (column, indicator) in _columns.ByIndicator)
        {
            var at = new Dictionary<string, int>(_columns.At) { [ImportTemplate.IndicatorColumn] = column, [ImportTemplate.ValueColumn] = column };
            Check(new ImportRow(cells.Number, cells.Cells, at), indicator);
        }
    }

    private void Check(ImportRow row, Indicator? given)
    {
        if (!Has(row, ImportTemplate.ValueColumn) && !Has(row, ImportTemplate.NumeratorColumn) && !Has(row, ImportTemplate.DenominatorColumn) && !Has(row, ImportTemplate.TextColumn) && !Has(row, ImportTemplate.MissingColumn))
        {
            // A row of the template that was left alone.
            return;
        }

        if (HasErrors(row))
        {
            return;
        }

        var partner = Find(row, ImportTemplate.PartnerColumn, _partners, $"is no partner of {_ground.Initiative.Name}", p => p.Id);
        var element = row.Text(ImportTemplate.IndicatorColumn);
        var half = given is null ? HalfOf(element) : null;
        var indicator = given ?? half?.Indicator ?? Find(row, ImportTemplate.IndicatorColumn, _indicators, "is no indicator that partners report", i => i.Id);
        var period = ReadPeriod(row, indicator);
        if (period is null || partner is null || indicator is null)
        {
            return;
        }

        if (half is { } one)
        {
            CheckHalf(row, period, partner, indicator, one.IsWhole);
        }
        else if (row.Text(ImportTemplate.PartColumn) is { Length: > 0 } part && !NoPart.Contains(part, StringComparer.OrdinalIgnoreCase))
        {
            CheckPart(row, period, partner, indicator, part);
        }
        else if (ReadValue(row, indicator) is { } value)
        {
            if (value is ReportedValue.Words words)
            {
                _reading.Keeps(words.Text);
                Letters(words.Text);
            }

            foreach (var fault in Kind.Of(indicator.Kind).FaultsOf(indicator, value))
            {
                Fault(row, fault.Part == ValuePart.Whole ? ImportTemplate.DenominatorColumn : Kind.Of(indicator.Kind).IsShare ? ImportTemplate.NumeratorColumn : ImportTemplate.ValueColumn, fault.InWords(indicator, CultureInfo.InvariantCulture));
            }

            Keep(row, period, partner, indicator, value);
        }
    }

    private void Keep(ImportRow row, Period period, Partner partner, Indicator indicator, ReportedValue value)
    {
        var values = _values.TryGetValue((period, partner.Id), out var known) ? known : _values[(period, partner.Id)] = [];
        if (!values.TryAdd(indicator.Id, value))
        {
            Fault(row, ImportTemplate.IndicatorColumn, "This stands in the file twice, for the same partner and period.");
        }
    }

    // An error anywhere in a row says that what stands beside it may be wrong, too.
    private bool HasErrors(ImportRow row)
    {
        var any = false;
        foreach (var column in _read)
        {
            var advice = row.Cell(column) switch
            {
                ErrorCell error => error.Advice,
                UncalculatedCell => "This cell holds a formula whose result isn't in the file. Please open the file in a spreadsheet and save it again, or write the value itself.",
                string text => ErrorCell.Read(text.Trim())?.Advice,
                _ => null,
            };
            if (advice is not null)
            {
                Fault(row, column, advice);
                any = true;
            }
        }

        return any;
    }

    private T? Find<T>(ImportRow row, string column, Names<T> names, string isNone, Func<T, string> id)
        where T : class
    {
        var text = row.Text(column);
        if (names.Find(text) is { } found)
        {
            return found;
        }

        Fault(
            row,
            column,
            names.IsShared(text) ? $"Several are called “{Short(text)}”. Please write the id of the one that is meant: an export of all data has them."
            : text.Length == 0 ? "This cell is empty, and there is a value in its row."
            : _faults.Count < MostFaults && names.Near(text) is { } near ? $"“{Short(text)}” {isNone}. If you mean “{Short(near)}”, please write that."
            : $"“{Short(text)}” {isNone}.");
        return null;
    }

    // As we write percentages for DHIS2, which computes them itself: one data element for each of the two numbers.
    private (Indicator Indicator, bool IsWhole)? HalfOf(string element)
    {
        foreach (var (end, isWhole) in new[] { (Dhis2.Numerator, false), (Dhis2.Denominator, true) })
        {
            if (element.EndsWith(end, StringComparison.OrdinalIgnoreCase) && _indicators.Find(element) is null && _indicators.Find(element[..^end.Length]) is { } indicator && Kind.Of(indicator.Kind).IsShare)
            {
                return (indicator, isWhole);
            }
        }

        return null;
    }

    private void CheckHalf(ImportRow row, Period period, Partner partner, Indicator indicator, bool isWhole)
    {
        if (Number(row, ImportTemplate.ValueColumn, indicator) is not { } number)
        {
            return;
        }

        var key = (period, partner.Id, indicator.Id);
        var (first, part, whole) = _ratios.TryGetValue(key, out var known) ? known : (row, null, null);
        if ((isWhole ? whole : part) is not null)
        {
            Fault(row, ImportTemplate.IndicatorColumn, "This stands in the file twice, for the same partner and period.");
            return;
        }

        _ratios[key] = isWhole ? (first, part, number) : (first, number, whole);
    }

    // Once all rows are read, the two numbers of a percentage come together.
    private void AddRatios()
    {
        foreach (var ((period, partner, id), (row, part, whole)) in _ratios)
        {
            var indicator = _byId[id];
            if (part is not { } some || whole is not { } all)
            {
                Fault(row, ImportTemplate.IndicatorColumn, $"A percentage needs both numbers: {id}{(part is null ? Dhis2.Numerator : Dhis2.Denominator)} is missing for this partner and period.");
                continue;
            }

            var ratio = new ReportedValue.Ratio(some, all);
            foreach (var fault in Kind.Of(indicator.Kind).FaultsOf(indicator, ratio))
            {
                Fault(row, ImportTemplate.ValueColumn, fault.InWords(indicator, CultureInfo.InvariantCulture));
            }

            Keep(row, period, _ground.Initiative.Partner(partner)!, indicator, ratio);
        }
    }

    private void CheckPart(ImportRow row, Period period, Partner partner, Indicator indicator, string part)
    {
        if (!_categories.TryGetValue(indicator.Id, out var categories))
        {
            _categories[indicator.Id] = categories = Names<Category>.Of(indicator.Breakdown?.Categories ?? [], c => c.Id, c => c.Name);
        }

        if (categories.Find(part) is not { } category)
        {
            Fault(row, ImportTemplate.PartColumn, $"“{Short(part)}” is no part of “{Short(indicator.Question)}”.");
            return;
        }

        if (Has(row, ImportTemplate.MissingColumn))
        {
            Fault(row, ImportTemplate.MissingColumn, "A reason why there is no value stands in the row of the whole, without a part. Please give this part a number, or leave all parts out.");
            return;
        }

        if (Number(row, ImportTemplate.ValueColumn, indicator) is not { } number)
        {
            return;
        }

        var key = (period, partner.Id, indicator.Id);
        if (!_parts.TryGetValue(key, out var parts))
        {
            _parts[key] = parts = (row, []);
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
            var indicator = _byId[id];
            var values = _values.TryGetValue((period, partner), out var known) ? known : _values[(period, partner)] = [];
            if (values.GetValueOrDefault(id) is ReportedValue.Missing)
            {
                Fault(row, ImportTemplate.PartColumn, "Here is a part, and in another row a reason why there is no value at all. Which is right?");
                continue;
            }

            var whole = values.GetValueOrDefault(id)?.AsNumber ?? parts.Values.Sum();
            var split = new ReportedValue.Split(whole, parts);
            values[id] = split;
            if (parts.Count < indicator.Breakdown!.Categories.Count)
            {
                Fault(row, ImportTemplate.PartColumn, $"Please give all parts, with a zero where there was nothing: {string.Join(", ", indicator.Breakdown.Categories.Where(c => !parts.ContainsKey(c.Id)).Select(c => c.Name))} {(indicator.Breakdown.Categories.Count - parts.Count == 1 ? "is" : "are")} missing.");
                continue;
            }

            foreach (var fault in Kind.Of(indicator.Kind).FaultsOf(indicator, split))
            {
                Fault(row, ImportTemplate.ValueColumn, fault.InWords(indicator, CultureInfo.InvariantCulture));
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
                var column = Has(row, ImportTemplate.TextColumn) ? ImportTemplate.TextColumn : ImportTemplate.ValueColumn;
                var answer = row.Text(column);
                if (Yes.Contains(answer) || No.Contains(answer))
                {
                    return new ReportedValue.YesNo(Yes.Contains(answer));
                }

                Fault(row, column, $"This is answered with yes or no: please write one of them. I read “{Short(answer)}”.");
                return null;
            case IndicatorKind.Text:
                // As it stands: a line break in front is somebody's, too.
                return new[] { ImportTemplate.TextColumn, ImportTemplate.ValueColumn }.Select(c => ImportFile.TextOf(row.Cell(c))).FirstOrDefault(t => !string.IsNullOrWhiteSpace(t)) is { } words
                    ? new ReportedValue.Words(words)
                    : None(row, ImportTemplate.TextColumn, "This is answered in words: please write them under Text.");
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
                read = Percent(percent.Fraction * 100, percent.Shows);
                break;
            case DateCell date:
                Fault(row, column, $"This cell holds a date, {date.Shows}. Spreadsheets make dates of numbers such as 12.5: please give the cell the format “Number” and write the number again.");
                return null;
            case bool:
                Fault(row, column, "This cell holds yes or no, and a number is asked for.");
                return null;
            case { } other when ImportFile.TextOf(other).Trim() is { Length: > 0 } text:
                read = text.EndsWith('%') ? Percent(FromText(text[..^1].TrimEnd()), text) : FromText(text);
                break;
            default:
                Fault(row, column, "A number is missing here.");
                return null;
        }

        if (read is { } value && Math.Abs(value) > Figures.Largest)
        {
            Fault(row, column, "This is larger than I can keep. Is a digit too many in it?");
            return null;
        }

        return read;

        decimal? Percent(decimal? number, string shows)
        {
            if (number is { } percent && indicator.Unit != "%")
            {
                var fraction = (percent / 100).ToString("0.############", CultureInfo.InvariantCulture);
                Fault(row, column, $"This cell holds a percentage, {Short(shows)}. Please write the number itself, such as {percent.ToString("0.############", CultureInfo.InvariantCulture)} or {fraction}, without a percent sign.");
                return null;
            }

            return number;
        }

        decimal? FromText(string text)
        {
            var written = WrittenNumber.Read(text, Kind.Of(indicator.Kind).CurrencyOf(indicator.Unit));
            if (!written.IsNumber)
            {
                Fault(row, column, WrittenNumber.IsShortened(text)
                    ? $"“{Short(text)}” is a number that the spreadsheet has shortened. Please give the column the format “Number”, so that all digits show, and save the file again."
                    : $"“{Short(text)}” isn't a number that I can read. Please write it like 1250 or 12.5.");
                return null;
            }

            if (written.Sign is { } sign)
            {
                var (count, first) = _signs[sign];
                if (first.Count < MostFaults)
                {
                    first.Add((Place(row, column), text));
                }

                _signs[sign] = (count + 1, first);
                return written.With(sign);
            }

            if (written.IsAmbiguous && _sign is null)
            {
                if (_ambiguous.Count < ImportQuestion.Numbers.MostShown)
                {
                    _ambiguous.Add(new AmbiguousNumber(Place(row, column), Short(text), written.WithPoint!.Value, written.WithComma!.Value));
                }
            }

            return written.With(_sign ?? DecimalSign.Point);
        }
    }

    private Period? ReadPeriod(ImportRow row, Indicator? indicator)
    {
        var text = row.Cell(ImportTemplate.PeriodColumn) is DateCell date ? date.Month ?? date.Shows : row.Text(ImportTemplate.PeriodColumn);
        if (WrittenPeriod.Read(text) is not { } period)
        {
            Fault(row, ImportTemplate.PeriodColumn, WrittenPeriod.Day(text) is { } day
                ? $"{text} is a day. Please write the time that it is about: {string.Join(" or ", Asked(indicator).Select(f => $"{Period.Of(day, f).Id} for its {Called(f)}"))}."
                : text.Length == 0 ? "The time that this is about is missing. Please write 2026-W48 for a week, 2026-11 for a month, or 2026-Q4 for a quarter."
                : $"“{Short(text)}” is no period. Please write 2026-W48 for a week, 2026-11 for a month, or 2026-Q4 for a quarter.");
            return null;
        }

        _reading.Period(period.Id);
        var now = Period.Of(_ground.Today, period.Frequency);
        if (period > now)
        {
            var last = Period.LastComplete(_ground.Today, period.Frequency);
            var meant = new Period(last.Id[..4] + period.Id[4..]) is { IsReal: true } this_ && this_ <= last ? this_ : new Period(LastYear(last) + period.Id[4..]);
            Fault(row, ImportTemplate.PeriodColumn, $"{period.Id} hasn't begun yet, so nothing can have been counted in it. {(meant.IsReal ? $"If you mean {meant.Id}, please write that." : $"The last {Called(period.Frequency)} that can be brought in is {last.Id}.")}");
            return null;
        }

        if (indicator is not null && Asked(indicator) is var asked && !asked.Contains(period.Frequency))
        {
            var right = asked[0];
            var such = Period.Of(period.LastDay, right) is var same && same.LastDay < _ground.Today ? same : Period.LastComplete(_ground.Today, right);
            Fault(row, ImportTemplate.PeriodColumn, $"{period.Id} is a {Called(period.Frequency)}, and “{Short(indicator.Question)}” is asked every {Called(right)}. Please write a {Called(right)} instead, such as {such.Id}{(right < period.Frequency ? $", and each {Called(right)} in a row of its own" : "")}.");
            return null;
        }

        // Where a check-in asks about a time that is running, what it asks for is known enough to be said.
        if (period == now && !_ground.Known.Contains(period))
        {
            Fault(row, ImportTemplate.PeriodColumn, $"{period.Id} isn't over yet, so its numbers may still change. Please bring it in when it has ended, from {LocalDatePattern.Iso.Format(period.LastDay.PlusDays(1))} on; the last {Called(period.Frequency)} that can be brought in now is {Period.LastComplete(_ground.Today, period.Frequency).Id}.");
            return null;
        }

        _periods.TryAdd(period, Place(row, ImportTemplate.PeriodColumn));
        return period;

        static string LastYear(Period period) => (int.Parse(period.Id.AsSpan(0, 4), CultureInfo.InvariantCulture) - 1).ToString("0000", CultureInfo.InvariantCulture);
    }

    // Where no check-in says how often, any time will do.
    private IReadOnlyList<Frequency> Asked(Indicator? indicator) =>
        indicator is not null && _ground.Asked.TryGetValue(indicator.Id, out var asked) && asked.Count > 0 ? asked : Enum.GetValues<Frequency>();

    private static string Called(Frequency frequency) => frequency switch
    {
        Frequency.Weekly => "week",
        Frequency.Monthly => "month",
        _ => "quarter",
    };

    // Where a code page was guessed, whoever brings the file sees some of its words.
    private void Letters(string words)
    {
        if (_table.Letters is not null && _letters.Count < LettersShown && words.Split(' ').FirstOrDefault(w => w.Any(c => c > '\u007f')) is { } word)
        {
            _letters.Add(Short(word));
        }
    }

    private (ImportPlan Plan, DecimalSign? Decided) Plan()
    {
        AddRatios();
        AddParts();
        var (points, commas) = (_signs[DecimalSign.Point], _signs[DecimalSign.Comma]);
        if (points.Count > 0 && commas.Count > 0)
        {
            // Each of them can be read in one way only, and still one of the two is a slip.
            var (few, many, fewer, more) = points.Count < commas.Count ? (points, commas, "point", "comma") : (commas, points, "comma", "point");
            foreach (var (cell, text) in few.First)
            {
                Fault(cell, $"“{Short(text)}” has a decimal {fewer}, and “{Short(many.First[0].Text)}” in {many.First[0].Cell} has a decimal {more}. Please write all numbers of the file in one way.");
            }

            _faultCount += few.Count - few.First.Count;
        }

        DecimalSign? decided = _ambiguous.Count == 0 || points.Count == commas.Count ? null : points.Count > commas.Count ? DecimalSign.Point : DecimalSign.Comma;
        var questions = new List<ImportQuestion>();
        if (_ambiguous.Count > 0 && decided is null)
        {
            questions.Add(new ImportQuestion.Numbers(_ambiguous));
        }

        if (!_answers.PeriodsAreRight && Far() is { Count: > 0 } far)
        {
            questions.Add(new ImportQuestion.FarPeriods(far));
        }

        return (
            new ImportPlan(_rows, _faultCount, _faults, _values.ToDictionary(v => v.Key, v => (IReadOnlyDictionary<string, ReportedValue>)v.Value)) { Questions = questions, Notes = [.. Notes()] },
            decided);
    }

    private IEnumerable<string> Notes()
    {
        if (_table.Letters is { } encoding)
        {
            yield return $"The file doesn't say how its letters are written, so I read it as {encoding}{(_letters.Count > 0 ? $": {string.Join(", ", _letters.Select(l => $"“{l}”"))}. If that looks wrong, please save the file again as CSV in UTF-8." : ".")}";
        }

        if (_deleted > 0)
        {
            yield return $"{Conversations.Counted.Of(_deleted, "row")} {(_deleted == 1 ? "is" : "are")} marked as deleted in DHIS2 and left out.";
        }
    }

    // From today and from all times that have values already, in steps of at most some years from one time to the next.
    private List<(string Cell, Period Period)> Far()
    {
        var known = _ground.Known.Select(p => p.LastDay).Append(_ground.Today).ToHashSet();
        var days = _periods.Keys.Select(p => p.LastDay).Concat(known).Distinct().Order().ToArray();
        var near = new HashSet<LocalDate>();
        foreach (var inOrder in new[] { days, [.. days.Reverse()] })
        {
            LocalDate? last = null;
            foreach (var day in inOrder)
            {
                if (known.Contains(day) || (last is { } reached && Math.Abs(NodaTime.Period.DaysBetween(reached, day)) <= FarDays))
                {
                    near.Add(day);
                    last = day;
                }
            }
        }

        return [.. _periods.Where(p => !near.Contains(p.Key.LastDay)).OrderBy(p => p.Key.LastDay).Take(ImportQuestion.FarPeriods.MostShown).Select(p => (p.Value, p.Key))];
    }

    // Three years: more than initiatives pause, and less than a slip in a year's digits mostly makes.
    private const int FarDays = 3 * 366;

    private static bool Has(ImportRow row, string column) => row.Text(column).Length > 0;

    private string Place(ImportRow row, string column) =>
        row.At.TryGetValue(column, out var index) ? _table.Places(row.Number, index) : $"Row {row.Number.ToString(CultureInfo.InvariantCulture)}";

    private void Fault(ImportRow row, string column, string message) => Fault(_faults.Count < MostFaults ? Place(row, column) : "", message);

    private void Fault(string cell, string message)
    {
        _faultCount++;
        if (_faults.Count < MostFaults)
        {
            _faults.Add(new ImportFault(cell, message));
        }
    }

    private static string Short(string text) => PeoplesWords.Shorten(text, LongestShown);
}
