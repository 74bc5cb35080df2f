using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace CollectiveImpact.Search;

/// <summary>The stems of folded words in some languages, by the Snowball stemmers. English is always one of them.</summary>
/// <remarks>For one thread at a time: a Snowball stemmer works in a buffer of its own.</remarks>
internal sealed class Stems
{
    /// <summary>Longer words are no words of a language.</summary>
    private const int Longest = 40;

    private const int MostRemembered = 1 << 16;

    private readonly (string Language, SnowballProgram Stemmer)[] _stemmers;
    private readonly Dictionary<string, string[]> _remembered = [];

    /// <param name="languages">BCP 47. Those without a stemmer are passed over.</param>
    public Stems(IEnumerable<string> languages) =>
        _stemmers = [.. languages.Select(l => l.Split('-', '_')[0].ToLowerInvariant()).Prepend("en").Distinct().Select(l => (l, Stemmer(l)!)).Where(s => s.Item2 is not null)];

    public int Languages => _stemmers.Length;

    /// <summary>The stem of a folded word in each language.</summary>
    public string[] Of(string word)
    {
        if (_remembered.TryGetValue(word, out var stems))
        {
            return stems;
        }

        stems = new string[_stemmers.Length];
        for (var i = 0; i < stems.Length; i++)
        {
            stems[i] = word.Length is > 2 and <= Longest && word.All(char.IsLetter) ? Stemmed(_stemmers[i].Language, _stemmers[i].Stemmer, word) : word;
        }

        // What people ask would otherwise fill the memory.
        if (_remembered.Count >= MostRemembered)
        {
            _remembered.Clear();
        }

        return _remembered[word] = stems;
    }

    private static string Stemmed(string language, SnowballProgram stemmer, string word)
    {
        stemmer.SetCurrent(Accented(language, word));
        stemmer.Stem();
        var stem = stemmer.Current;
        return stem.Length == 0 ? word : stem == word ? word : Folding.Fold(stem);
    }

    /// <summary>The commonest ending whose accent a stemmer looks for and folding took away.</summary>
    private static string Accented(string language, string word) => language switch
    {
        "es" when word.EndsWith("cion", StringComparison.Ordinal) => string.Concat(word.AsSpan(0, word.Length - 2), "ón"),
        "pt" when word.EndsWith("cao", StringComparison.Ordinal) => string.Concat(word.AsSpan(0, word.Length - 3), "ção"),
        "pt" when word.EndsWith("coes", StringComparison.Ordinal) => string.Concat(word.AsSpan(0, word.Length - 4), "ções"),
        _ => word,
    };

    private static SnowballProgram? Stemmer(string language) => language switch
    {
        "ca" => new CatalanStemmer(),
        "da" => new DanishStemmer(),
        "de" => new GermanStemmer(),
        "en" => new EnglishStemmer(),
        "es" => new SpanishStemmer(),
        "eu" => new BasqueStemmer(),
        "fi" => new FinnishStemmer(),
        "fr" => new FrenchStemmer(),
        "ga" => new IrishStemmer(),
        "hu" => new HungarianStemmer(),
        "hy" => new ArmenianStemmer(),
        "it" => new ItalianStemmer(),
        "nb" or "nn" or "no" => new NorwegianStemmer(),
        "nl" => new DutchStemmer(),
        "pt" => new PortugueseStemmer(),
        "ro" => new RomanianStemmer(),
        "ru" => new RussianStemmer(),
        "sv" => new SwedishStemmer(),
        "tr" => new TurkishStemmer(),
        _ => null,
    };
}
