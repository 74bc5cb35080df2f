using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>Checks the rows of a file against an initiative. Pure but for reading the rows.</summary>
public sealed class Import
{
    private const int LettersShown = 3;

    // In DHIS2 a value without parts has a category option combination all the same.
    private static readonly string[] NoPart = ["default", "HllvX50cXC0"];

    private readonly ImportGround _ground;
    private readonly ImportTable _table;
    private readonly ImportColumns _columns;
    private readonly ImportAnswers _answers;
    private readonly FileReading _reading;
    private readonly ImportFaults _faults;
    private readonly ImportNumbers _numbers;
    private readonly ImportPeriods _periods;
    private readonly ImportValues _values;
    private readonly Names<Partner> _partners;
    private readonly Names<Indicator> _indicators;
    private readonly Dictionary<string, Names<Category>> _categories = [];
    private readonly string[] _read;
    private readonly List<string> _letters = [];
    private int _rows;
    private int _deleted;

    private Import(ImportGround ground, ImportTable table, ImportColumns columns, ImportAnswers answers, DecimalSign? sign, FileReading reading)
    {
        (_ground, _table, _columns, _answers, _reading) = (ground, table, columns, answers, reading);
        _faults = new ImportFaults(table);
        _numbers = new ImportNumbers(sign, _faults);
        _periods = new ImportPeriods(ground, _faults, reading);
        _values = new ImportValues(_faults);
        // A double is known by its id and its old name, unless a partner has that name now.
        _partners = Names<Partner>.Of(ground.Initiative.Partners.Where(p => p.MergedInto is null || ground.Initiative.OwnPartners.All(o => !string.Equals(o.Name, p.Name, StringComparison.OrdinalIgnoreCase))), p => p.Id, p => p.Name);
        _indicators = Names<Indicator>.Of(Reported(ground.Indicators), i => i.Id, i => i.Question);
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

    /// <summary>Words of a file as far as they are shown.</summary>
    // With the decimal sign that the file's own numbers have decided on, when that was needed: then it is read again with it.
    private static (ImportPlan Plan, DecimalSign? Decided) Check(ImportGround ground, Stream file, string name, ImportAnswers answers, DecimalSign? sign, FileReading reading)
    {
        var table = Path.GetExtension(name).Equals(".json", StringComparison.OrdinalIgnoreCase)
            ? Dhis2Rows.Open(file, reading)
            : ImportFile.Open(file, name, ImportTemplate.Columns, ImportTemplate.Needed, reading);
        if (ImportColumns.Of(table, Reported(ground.Indicators), answers.Columns) is not { } columns)
        {
            return (AskingForColumns(table, answers), null);
        }

        var import = new Import(ground, table, columns, answers, columns.IsDhis2 ? DecimalSign.Point : sign, reading);
        foreach (var row in table.Rows)
        {
            import._rows++;
            import.Check(row);
        }

        return import.Plan();
    }

    private static ImportPlan AskingForColumns(ImportTable table, ImportAnswers answers)
    {
        var named = answers.Columns ?? table.Find(ImportTemplate.Columns);
        var suggested = ImportColumns.Suggested(table).ToDictionary();
        foreach (var (column, index) in named)
        {
            suggested[column] = index;
        }

        return new ImportPlan(0, 0, [], new Dictionary<(Period, PartnerId), IReadOnlyDictionary<string, ReportedValue>>())
        {
            Questions = [new ImportQuestion.Columns(table.Heading, [.. ImportTemplate.Columns.Take(ImportTemplate.Needed).Append(ImportTemplate.ValueColumn).Where(c => !named.ContainsKey(c))], suggested)],
        };
    }

    // What nobody is asked any more gives way to what has the same name and is.
    private static IReadOnlyList<Indicator> Reported(IReadOnlyList<Indicator> all) =>
        [.. all.Where(i => !i.IsCalculated && !(i.Retired && all.Any(o => !o.Retired && string.Equals(o.Question, i.Question, StringComparison.OrdinalIgnoreCase))))];

    private void Check(ImportCells cells)
    {
        if (_columns.Deleted is { } deleted && CellText.Of(deleted < cells.Cells.Length ? cells.Cells[deleted] : null).Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
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
        // Without any of these it is a row of the template that was left alone.
        if (!ImportTemplate.Holding.Any(row.Has) || HasErrors(row))
        {
            return;
        }

        var partner = Find(row, ImportTemplate.PartnerColumn, _partners, (typed, near) => new CellFault.NoPartner(typed, _ground.Initiative.Name, near)) is { } found ? _ground.Initiative.PartnerNow(found.Id) : null;
        var element = given is null ? Dhis2.ReadElement(row.Text(ImportTemplate.IndicatorColumn), _indicators) : null;
        var indicator = given ?? element?.Indicator ?? Find(row, ImportTemplate.IndicatorColumn, _indicators, (typed, near) => new CellFault.NoIndicator(typed, near));
        var period = _periods.Read(row, indicator);
        if (period is null || partner is null || indicator is null)
        {
            return;
        }

        if (element is { } one)
        {
            if (_numbers.Read(row, ImportTemplate.ValueColumn, indicator) is { } number)
            {
                _values.KeepElement(row, period, partner.Id, indicator, one.Element, number);
            }
        }
        else if (row.Text(ImportTemplate.PartColumn) is { Length: > 0 } part && !NoPart.Contains(part, StringComparer.OrdinalIgnoreCase))
        {
            CheckPart(row, period, partner, indicator, part);
        }
        else
        {
            CheckWhole(row, period, partner, indicator);
        }
    }

    private void CheckWhole(ImportRow row, Period period, Partner partner, Indicator indicator)
    {
        if (ReadValue(row, indicator) is not { } value)
        {
            return;
        }

        if (value is ReportedValue.Words words)
        {
            _reading.Keeps(words.Text);
            Letters(words.Text);
        }

        var kind = Kind.Of(indicator.Kind);
        foreach (var fault in kind.FaultsOf(indicator, value))
        {
            _faults.Add(row, ImportTemplate.NameOf(kind.ColumnOf(fault.Part)), new CellFault.OfValue(indicator, fault));
        }

        _values.Keep(row, period, partner.Id, indicator, value);
    }

    private void CheckPart(ImportRow row, Period period, Partner partner, Indicator indicator, string part)
    {
        if (!_categories.TryGetValue(indicator.Id, out var categories))
        {
            _categories[indicator.Id] = categories = Names<Category>.Of(indicator.Breakdown?.Categories ?? [], c => c.Id, c => c.Name);
        }

        if (categories.Find(part) is not { } category)
        {
            _faults.Add(row, ImportTemplate.PartColumn, new CellFault.NoPart(ImportFaults.Short(part), ImportFaults.Short(indicator.Question)));
        }
        else if (row.Has(ImportTemplate.MissingColumn))
        {
            _faults.Add(row, ImportTemplate.MissingColumn, new CellFault.ReasonOfPart());
        }
        else if (_numbers.Read(row, ImportTemplate.ValueColumn, indicator) is { } number)
        {
            _values.KeepPart(row, period, partner.Id, indicator, category, number);
        }
    }

    // An error anywhere in a row says that what stands beside it may be wrong, too.
    private bool HasErrors(ImportRow row)
    {
        var any = false;
        foreach (var column in _read)
        {
            CellFault? fault = row.Cell(column) switch
            {
                ErrorCell error => new CellFault.Error(error.Shows),
                UncalculatedCell => new CellFault.Uncalculated(),
                string text when ErrorCell.Read(text.Trim()) is { } error => new CellFault.Error(error.Shows),
                _ => null,
            };
            if (fault is not null)
            {
                _faults.Add(row, column, fault);
                any = true;
            }
        }

        return any;
    }

    private T? Find<T>(ImportRow row, string column, Names<T> names, Func<string, string?, CellFault> none)
        where T : class
    {
        var text = row.Text(column);
        if (names.Find(text) is { } found)
        {
            return found;
        }

        _faults.Add(row, column, names.IsShared(text) ? new CellFault.NameIsShared(ImportFaults.Short(text))
            : text.Length == 0 ? new CellFault.Empty()
            : none(ImportFaults.Short(text), !_faults.IsFull && names.Near(text) is { } near ? ImportFaults.Short(near) : null));
        return null;
    }

    private ReportedValue? ReadValue(ImportRow row, Indicator indicator)
    {
        if (row.Has(ImportTemplate.MissingColumn))
        {
            return ReadMissing(row);
        }

        var answer = new FiledAnswer(
            indicator,
            column => CellText.Of(row.Cell(ImportTemplate.NameOf(column))),
            column => _numbers.Read(row, ImportTemplate.NameOf(column), indicator));
        var value = Kind.Of(indicator.Kind).FromFile(answer);
        foreach (var (column, fault) in answer.Faults)
        {
            _faults.Add(row, ImportTemplate.NameOf(column), new CellFault.OfValue(indicator, fault));
        }

        return value;
    }

    private ReportedValue.Missing? ReadMissing(ImportRow row)
    {
        if (row.Has(ImportTemplate.ValueColumn) || row.Has(ImportTemplate.NumeratorColumn))
        {
            _faults.Add(row, ImportTemplate.MissingColumn, new CellFault.NumberAndReason());
            return null;
        }

        var said = row.Text(ImportTemplate.MissingColumn).Replace(" ", "", StringComparison.Ordinal);
        if (said.All(char.IsAsciiLetter) && Enum.TryParse<MissingBecause>(said, ignoreCase: true, out var why))
        {
            return new ReportedValue.Missing(why);
        }

        _faults.Add(row, ImportTemplate.MissingColumn, new CellFault.NoReason());
        return null;
    }

    // Where a code page was guessed, whoever brings the file sees some of its words.
    private void Letters(string words)
    {
        if (_table.Letters is not null && _letters.Count < LettersShown && words.Split(' ').FirstOrDefault(w => w.Any(c => c > '\u007f')) is { } word)
        {
            _letters.Add(ImportFaults.Short(word));
        }
    }

    private (ImportPlan Plan, DecimalSign? Decided) Plan()
    {
        _values.Join();
        _numbers.CheckSigns();
        var decided = _numbers.Decided;
        var questions = new List<ImportQuestion>();
        if (_numbers.Ambiguous.Count > 0 && decided is null)
        {
            questions.Add(new ImportQuestion.Numbers(_numbers.Ambiguous));
        }

        if (!_answers.PeriodsAreRight && _periods.Far() is { Count: > 0 } far)
        {
            questions.Add(new ImportQuestion.FarPeriods(far));
        }

        return (new ImportPlan(_rows, _faults.Count, _faults.Kept, _values.All) { Questions = questions, Notes = [.. Notes()] }, decided);
    }

    private IEnumerable<FileNote> Notes()
    {
        if (_table.Letters is { } encoding)
        {
            yield return new FileNote.LettersGuessed(encoding, _letters);
        }

        if (_deleted > 0)
        {
            yield return new FileNote.DeletedLeftOut(_deleted);
        }
    }
}
