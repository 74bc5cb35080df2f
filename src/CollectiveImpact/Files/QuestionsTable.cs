using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>What the initiative asks as a table: one row for a text, with its own words and, beside them, those of each other language.</summary>
internal static class QuestionsTable
{
    public const string IdColumn = "Indicator id";
    public const string TextColumn = "Text";
    public const string OwnColumn = "Own words";
    public const string VersionColumn = "Version";

    /// <summary>In which languages the words say an earlier wording. For whoever translates; it isn't read.</summary>
    public const string BehindColumn = "Check again";

    public const string SheetName = "Translations";

    /// <summary>Those that must be there come first.</summary>
    public const int Needed = 3;

    public static readonly IReadOnlyList<string> ReadColumns = [IdColumn, TextColumn, OwnColumn, VersionColumn, BehindColumn];

    private static readonly string[] Columns = [IdColumn, VersionColumn, TextColumn, OwnColumn];

    /// <summary>What is asked now, in the languages that were chosen: to be filled in.</summary>
    public static Sheet ToFill(Initiative initiative, IReadOnlyList<Indicator> indicators) => Of([.. indicators.Where(i => !i.Retired)], initiative.Languages);

    /// <summary>All that was ever written in another language and is kept.</summary>
    public static Sheet All(Initiative initiative, IReadOnlyList<Indicator> indicators) =>
        Of(indicators, [.. initiative.Languages.Concat(indicators.SelectMany(i => i.Translations.Keys)).Distinct(StringComparer.OrdinalIgnoreCase)]);

    private static Sheet Of(IReadOnlyList<Indicator> indicators, IReadOnlyList<string> languages) => new(
        SheetName,
        [.. Columns, .. languages.Select(l => $"{l} ({Languages.NativeName(l)})"), BehindColumn],
        (languages.Count == 0 ? [] : indicators.SelectMany(i => Rows(i, languages))).ToAsyncEnumerable())
    {
        // From the own words on, up to what is to be checked.
        Wide = (Columns.Length - 1, Columns.Length - 1 + languages.Count),
    };

    private static IEnumerable<IReadOnlyList<object?>> Rows(Indicator indicator, IReadOnlyList<string> languages)
    {
        var words = languages.Select(l => indicator.Translations.GetValueOrDefault(l)).ToArray();
        foreach (var text in IndicatorText.Of(indicator))
        {
            string[] written = [.. words.Select(w => w is null ? "" : text.Get(w))];
            if (text.Own.Length > 0 || written.Any(w => w.Length > 0))
            {
                var behind = languages.Where((_, i) => written[i].Length > 0 && words[i]!.IsBehind(indicator));
                yield return [indicator.Id, indicator.Version, text.Name, text.Own, .. written, string.Join(", ", behind)];
            }
        }
    }
}

/// <summary>In which columns of a table of questions which language stands.</summary>
internal sealed class QuestionColumns
{
    private QuestionColumns(IReadOnlyList<(int Index, string Language, string Heading)> languages, IReadOnlyList<(int Index, string Heading)> others, string all)
    {
        Languages = languages;
        Others = others;
        All = all;
    }

    public IReadOnlyList<(int Index, string Language, string Heading)> Languages { get; }

    /// <summary>Columns of which nobody could say what they are.</summary>
    public IReadOnlyList<(int Index, string Heading)> Others { get; }

    /// <summary>The languages that there could be, for whoever brings another.</summary>
    public string All { get; }

    /// <exception cref="UnreadableFileException">Two columns are of one language.</exception>
    public static QuestionColumns Of(ImportTable table, IReadOnlyDictionary<string, int> at, Initiative initiative)
    {
        var languages = new FileLanguages(initiative, []);
        var found = new Dictionary<string, (int Index, string Language, string Heading)>();
        var others = new List<(int, string)>();
        var known = at.Values.ToHashSet();
        foreach (var (index, heading) in table.Heading.Index().Where(h => h.Item.Length > 0 && !known.Contains(h.Index)))
        {
            if (Find(languages, heading) is not { Length: > 0 } language)
            {
                others.Add((index, heading));
            }
            else if (!found.TryAdd(language, (index, language, heading)))
            {
                throw new UnreadableFileException(new FileFault.ColumnTwice(found[language].Heading, CellPlace.Letter(found[language].Index), CellPlace.Letter(index)));
            }
        }

        return new QuestionColumns([.. found.Values], others, string.Join(", ", initiative.Languages));
    }

    // "es (Español)" as we write it; by hand, the tag or the name alone.
    private static string? Find(FileLanguages languages, string heading)
    {
        var tag = heading.IndexOf('(', StringComparison.Ordinal) is > 0 and var at ? heading[..at].Trim() : heading;
        return languages.Find(tag) ?? (Initiatives.Languages.Named(tag) is { } named ? languages.Find(named) : null);
    }
}
