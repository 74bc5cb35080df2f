namespace CollectiveImpact.Search;

/// <summary>
/// A query of words: it finds the texts in which every word that carries meaning stands in any of its forms, a tag's among them. "Buses" finds
/// "bus", "attendance" finds "attended". A longer word is also found by its prefix.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
public sealed class TextQuery
{
    /// <summary>The fewest letters of a prefix: "volunteer" finds "volunteerism", and "bus" doesn't find "business".</summary>
    private const int ShortestPrefix = 5;

    private readonly Stems _stems;
    private readonly (string Folded, string[] Stems)[] _sought;

    /// <param name="languages">BCP 47: whose inflections are known, beside English ones.</param>
    public TextQuery(string words, IEnumerable<string> languages)
    {
        _stems = new Stems(languages);
        var all = WordsOf(words);
        // "The bus" is about the bus; what is nothing but stop words is taken as it is.
        var meant = all.FindAll(w => !StopWords.IsStopWord(w));
        _sought = [.. (meant.Count > 0 ? meant : all).Select(w => (w, _stems.Of(w)))];
    }

    public bool Finds(string text)
    {
        var all = WordsOf(text);
        return Array.TrueForAll(_sought, s => all.Exists(w => Is(w, s.Folded, s.Stems)));
    }

    private bool Is(string word, string sought, string[] stems) =>
        word == sought || (sought.Length >= ShortestPrefix && word.StartsWith(sought, StringComparison.Ordinal)) || stems.Zip(_stems.Of(word)).Any(s => s.First == s.Second);

    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        Folding.Words(Folding.Fold(text), words);
        return words;
    }
}
