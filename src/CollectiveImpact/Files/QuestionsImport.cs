using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>What a file of questions in other languages would write, and all that is wrong with it. Nothing is written while anything is.</summary>
/// <param name="Faults">The first of them, up to <see cref="QuestionsImport.MostFaults"/>.</param>
/// <param name="Changes">In the order of the file.</param>
/// <param name="Same">How many texts say what is here already.</param>
/// <param name="LeftOut">Rows and columns that hold words which can't be taken, the first of them.</param>
/// <param name="Written">What would be written.</param>
public sealed record QuestionsPlan(
    int FaultCount,
    IReadOnlyList<RowFault> Faults,
    IReadOnlyList<TextChange> Changes,
    int Same,
    int LeftOutCount,
    IReadOnlyList<RowFault> LeftOut,
    IReadOnlyList<FileNote> Notes,
    IReadOnlyList<Translated> Written)
{
    /// <summary>What the file's rows are called.</summary>
    public static string RowName(CultureInfo culture) => new Texts(culture).RowsAreRows;
}

/// <summary>A text that a file writes in another language.</summary>
/// <param name="Name">Which of the question's texts.</param>
/// <param name="Here">What stands here; empty where it isn't written yet.</param>
public sealed record TextChange(int Row, Indicator Indicator, string Language, string Name, string Here, string There);

/// <summary>Checks words for questions in other languages against the questions as they are. Pure.</summary>
/// <remarks>A file writes and replaces; what it leaves empty stays. To take something away is a decision for the card.</remarks>
public sealed class QuestionsImport
{
    public const int MostFaults = 50;

    private const int LongestShown = 80;
    private const int LettersShown = 3;

    private readonly Dictionary<string, (Indicator Indicator, Dictionary<string, IndicatorText> Texts)> _here;
    private readonly QuestionColumns _columns;
    private readonly FileReading _reading;
    private readonly RowFaults _faults = new();
    private readonly RowFaults _leftOut = new();
    private readonly HashSet<int> _toldOf = [];
    private readonly HashSet<string> _letters = [];

    // In the order of the file: each text once in a language.
    private readonly Dictionary<(string Indicator, string Text, string Language), (TextChange Change, string Heading)> _changes = [];
    private readonly HashSet<(string Indicator, string Language)> _behind = [];
    private readonly Dictionary<(string Indicator, string Text), int> _rows = [];
    private int _same;

    private QuestionsImport(IReadOnlyList<Indicator> here, QuestionColumns columns, FileReading reading)
    {
        _here = here.ToDictionary(i => i.Id, i => (i, IndicatorText.Of(i).ToDictionary(t => t.Name)));
        _columns = columns;
        _reading = reading;
    }

    /// <param name="here">All indicators of the initiative.</param>
    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public static QuestionsPlan Check(Initiative initiative, IReadOnlyList<Indicator> here, Stream file, string name, FileReading reading)
    {
        var (table, at) = WordsTable.Open(file, name, QuestionsTable.ReadColumns, QuestionsTable.Needed, reading, QuestionsTable.SheetName);
        var import = new QuestionsImport(here, QuestionColumns.Of(table, at, initiative), reading);
        foreach (var row in table.Rows)
        {
            import.Read(new ImportRow(row.Number, row.Cells, at));
        }

        return import.Plan(table.Letters);
    }

    private void Read(ImportRow row)
    {
        TellOfOtherColumns(row);
        if (HasErrors(row))
        {
            return;
        }

        var written = _columns.Languages.Select(c => (Column: c, Words: WordsTable.Tidy(CellText.Of(row.Cell(c.Index))))).Where(c => c.Words.Length > 0).ToArray();
        var (id, name) = (Line(row, QuestionsTable.IdColumn), Line(row, QuestionsTable.TextColumn));
        if (_here.TryGetValue(id, out var found) && found.Texts.TryGetValue(name, out var text))
        {
            _rows.TryAdd((found.Indicator.Id, text.Name), row.Number);
            var changed = written.Where(c => Compare(found.Indicator, text, c.Column.Language, c.Words)).ToArray();
            if (changed.Length > 0 && WhyNot(row, found.Indicator, text) is var (column, why))
            {
                _leftOut.Add(row.Number, column, why);
                return;
            }

            foreach (var (column2, words) in changed)
            {
                Take(row, found.Indicator, text, column2, words);
            }
        }
        else if (written.Length > 0)
        {
            _leftOut.Add(row.Number, found.Indicator is null ? QuestionsTable.IdColumn : QuestionsTable.TextColumn, found.Indicator is null ? new QuestionFault.NoQuestion(Short(id)) : new QuestionFault.NoText(Short(name), Short(found.Indicator.Question)));
        }
    }

    // Once for each, at the first of its words.
    private void TellOfOtherColumns(ImportRow row)
    {
        foreach (var (index, heading) in _columns.Others)
        {
            if (!_toldOf.Contains(index) && CellText.Of(row.Cell(index)).Trim().Length > 0 && _toldOf.Add(index))
            {
                _leftOut.Add(row.Number, Short(heading), new QuestionFault.NoLanguage(Short(heading), _columns.All));
            }
        }
    }

    private bool HasErrors(ImportRow row)
    {
        var hasErrors = false;
        foreach (var (cell, column) in QuestionsTable.ReadColumns.Take(QuestionsTable.Needed).Select(c => (row.Cell(c), c)).Concat(_columns.Languages.Select(c => (row.Cell(c.Index), Short(c.Heading)))))
        {
            if (WordsTable.FaultOf(cell) is { } fault)
            {
                _faults.Add(row.Number, column, fault);
                hasErrors = true;
            }
        }

        return hasErrors;
    }

    // Whether the file says otherwise than what is here.
    private bool Compare(Indicator indicator, IndicatorText text, string language, string words)
    {
        var there = indicator.Translations.GetValueOrDefault(language);
        if (there?.IsBehind(indicator) == true)
        {
            _behind.Add((indicator.Id, language));
        }

        var isSame = there is not null && Tidy(text, text.Get(there)) == Tidy(text, words);
        _same += isSame ? 1 : 0;
        return !isSame;
    }

    // Words that say something else than what stands here now are nobody's translation.
    private static (string Column, CellFault Why)? WhyNot(ImportRow row, Indicator indicator, IndicatorText text) =>
        indicator.Retired ? (QuestionsTable.IdColumn, new QuestionFault.IsRetired(Short(indicator.Question)))
        : text.Own.Length == 0 ? (QuestionsTable.TextColumn, new QuestionFault.NoText(text.Name, Short(indicator.Question)))
        : Tidy(text, row.Text(QuestionsTable.OwnColumn)) != Tidy(text, text.Own) ? (QuestionsTable.OwnColumn, new QuestionFault.WordedAnew(Short(text.Own)))
        : row.Has(QuestionsTable.VersionColumn) && row.Text(QuestionsTable.VersionColumn) != indicator.Version.ToString(CultureInfo.InvariantCulture) ? (QuestionsTable.VersionColumn, new QuestionFault.MeansOtherwise(Short(indicator.Question)))
        : null;

    private void Take(ImportRow row, Indicator indicator, IndicatorText text, (int Index, string Language, string Heading) column, string words)
    {
        var there = _reading.Keeps(Tidy(text, words));
        var here = indicator.Translations.GetValueOrDefault(column.Language) is { } known ? text.Get(known) : "";
        var key = (indicator.Id, text.Name, column.Language);
        if (!_changes.TryAdd(key, (new TextChange(row.Number, indicator, column.Language, text.Name, here, there), Short(column.Heading))))
        {
            _faults.Add(row.Number, Short(column.Heading), new QuestionFault.TextTwice(_changes[key].Change.Row));
        }

        if (_letters.Count < LettersShown && there.Split(' ').FirstOrDefault(w => w.Any(c => c > '\u007f')) is { } word)
        {
            _letters.Add(Short(word));
        }
    }

    private QuestionsPlan Plan(string? letters)
    {
        Translated[] written = [.. _changes.Values.GroupBy(c => c.Change.Indicator.Id).Select(some => new Translated(
            some.First().Change.Indicator,
            some.GroupBy(c => c.Change.Language).ToDictionary(l => l.Key, l => WordsOf([.. l]))))];
        return new QuestionsPlan(
            _faults.Count,
            [.. _faults.InOrder.Take(MostFaults)],
            [.. _changes.Values.Select(c => c.Change)],
            _same,
            _leftOut.Count,
            [.. _leftOut.InOrder.Take(MostFaults)],
            [
                .. letters is null || _changes.Count == 0 ? [] : new FileNote[] { new FileNote.LettersGuessed(letters, [.. _letters]) },
                .. _behind.Count == 0 ? [] : new FileNote[] { new FileNote.QuestionsBehind(_behind.Count) },
            ],
            written);
    }

    // The words of a question in a language, with what the file changes.
    private IndicatorWords WordsOf(IReadOnlyList<(TextChange Change, string Heading)> changes)
    {
        _reading.GoesOn();
        var (indicator, language) = (changes[0].Change.Indicator, changes[0].Change.Language);
        var texts = _here[indicator.Id].Texts;
        var question = IndicatorText.Of(indicator)[0];
        var words = changes.Aggregate(indicator.Translations.GetValueOrDefault(language) ?? TranslationCard.Nothing(indicator), (w, c) => texts[c.Change.Name].Set(w, c.Change.There));
        if (changes.Any(c => c.Change.Name == question.Name))
        {
            // Whoever wrote the question anew has read what it says now. Other words alone don't say so.
            words = words with { Version = indicator.Version, Written = indicator.Question };
            _behind.Remove((indicator.Id, language));
        }

        foreach (var field in TranslationCard.FaultsOf(words, indicator, CultureInfo.InvariantCulture).Keys)
        {
            var name = texts.Values.First(t => t.Field == field).Name;
            var row = changes.Where(c => c.Change.Name == name).Select(c => c.Change.Row).FirstOrDefault(_rows.GetValueOrDefault((indicator.Id, name), changes[0].Change.Row));
            _faults.Add(row, changes[0].Heading, new QuestionFault.OfWords(field, words, indicator));
        }

        return words;
    }

    private static string Line(ImportRow row, string column) => WordsTable.TidyLine(row.Text(column));

    private static string Tidy(IndicatorText text, string words) => text.IsLong ? WordsTable.Tidy(words) : WordsTable.TidyLine(words);

    private static string Short(string text) => PeoplesWords.Shorten(text, LongestShown);
}
