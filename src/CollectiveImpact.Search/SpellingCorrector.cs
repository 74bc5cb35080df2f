namespace CollectiveImpact.Search;

/// <summary>Finds the words that a misspelled one may be: the same first letter, one edit in six letters and more, two in ten and more.</summary>
internal sealed class SpellingCorrector
{
    private const int ShortestWithOneEdit = 6;
    private const int ShortestWithTwo = 10;
    private const int Longest = 30;

    private readonly HashSet<string> _known = [];
    private readonly List<string> _words = [];
    private readonly SpellingIndex _spellings = new();
    private readonly EditDistance _distance = new();
    private readonly List<int> _near = [];

    public void Add(string word)
    {
        if (IsSpelled(word) && _known.Add(word))
        {
            _spellings.Add(_words.Count, word, edits: 2);
            _words.Add(word);
        }
    }

    /// <summary>The nearest words, all that are equally near.</summary>
    public HashSet<string> Nearest(string word)
    {
        HashSet<string> nearest = [];
        if (!IsSpelled(word))
        {
            return nearest;
        }

        _near.Clear();
        _spellings.Find(word, _near);
        _distance.From(word);
        var least = word.Length >= ShortestWithTwo ? 2 : 1;
        foreach (var other in _near.Select(n => _words[n]).Where(o => o[0] == word[0]))
        {
            var edits = _distance.To(other);
            if (edits > least)
            {
                continue;
            }

            if (edits < least)
            {
                nearest.Clear();
                least = edits;
            }

            nearest.Add(other);
        }

        return nearest;
    }

    private static bool IsSpelled(string word) => word.Length is >= ShortestWithOneEdit and <= Longest && word.All(char.IsLetter);
}
