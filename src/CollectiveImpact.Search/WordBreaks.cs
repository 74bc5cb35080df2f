namespace CollectiveImpact.Search;

/// <summary>Word segmentation of what was asked: two words joined, or one word in two, where the vocabulary has such words.</summary>
internal static class WordBreaks
{
    private const float Familiar = 0.8f;

    /// <param name="similar">The words of the vocabulary that a word could mean, the most similar first.</param>
    public static List<List<string>> Of(List<string> words, Vocabulary vocabulary, Func<string, SimilarWord[]> similar)
    {
        List<List<string>> all = [];
        for (var i = 0; i + 1 < words.Count; i++)
        {
            var joined = words[i] + words[i + 1];
            if (joined.Length <= EditDistance.LongestInBits && (vocabulary.Has(joined) || (joined.Length > 6 && (IsStrange(words[i]) || IsStrange(words[i + 1])) && !IsStrange(joined))))
            {
                all.Add([.. words[..i], joined, .. words[(i + 2)..]]);
            }
        }

        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Length is < 3 or > EditDistance.LongestInBits || !IsStrange(word))
            {
                continue;
            }

            var (split, shorter) = (0, 0);
            for (var at = 1; at < word.Length; at++)
            {
                if (Math.Min(at, word.Length - at) > shorter && vocabulary.Has(word.AsSpan(0, at)) && vocabulary.Has(word[at..]))
                {
                    (split, shorter) = (at, Math.Min(at, word.Length - at));
                }
            }

            if (split > 0)
            {
                all.Add([.. words[..i], word[..split], word[split..], .. words[(i + 1)..]]);
                continue;
            }

            // One half known, the other misspelled.
            for (var at = 3; at <= word.Length - 3; at++)
            {
                if (vocabulary.Has(word.AsSpan(0, at)) || vocabulary.Has(word.AsSpan(at)))
                {
                    all.Add([.. words[..i], word[..at], word[at..], .. words[(i + 1)..]]);
                }
            }
        }

        return all;

        bool IsStrange(string word) => similar(word) is not [{ IsSameWord: true, Similarity: > Familiar }, ..];
    }
}
