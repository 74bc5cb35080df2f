namespace CollectiveImpact.Conversations;

/// <summary>
/// A way of saying something: <c>open check-in</c>, <c>what is {term}</c>, <c>suggest {term}: {*definition}</c>.
/// Case, punctuation around it and politeness don't matter. A starred place keeps the rest exactly as written.
/// </summary>
public sealed class Phrase
{
    private readonly List<Piece> _pieces = [];

    public Phrase(string pattern)
    {
        Pattern = pattern;
        var stem = pattern;
        for (var at = 0; at < pattern.Length;)
        {
            if (pattern[at] == '{')
            {
                var end = pattern.IndexOf('}', at);
                _pieces.Add(pattern[at + 1] == '*' ? new(PieceKind.Rest, pattern[(at + 2)..end]) : new(PieceKind.Place, pattern[(at + 1)..end]));
                stem = stem.Replace(pattern[at..(end + 1)], "", StringComparison.Ordinal);
                at = end + 1;
                continue;
            }

            var next = pattern.IndexOf('{', at) is var brace && brace < 0 ? pattern.Length : brace;
            AddFixed(pattern[at..next], begins: at == 0, ends: next == pattern.Length);
            at = next;
        }

        Stem = stem.Trim(' ', ':', '?');
        if (!char.IsAsciiLetter(pattern[0]) || _pieces.FindIndex(p => p.Kind == PieceKind.Rest) is var rest && rest >= 0 && rest < _pieces.Count - 1)
        {
            throw new ArgumentException($"\"{pattern}\" doesn't begin with a letter, or goes on behind the rest.", nameof(pattern));
        }
    }

    public string Pattern { get; }

    /// <summary>The fixed words of the phrase, for "did you mean".</summary>
    public string Stem { get; }

    public bool NeedsWords => Pattern.Contains('{', StringComparison.Ordinal);

    /// <returns>The words in the phrase's places, or null when this isn't what was said.</returns>
    public IReadOnlyDictionary<string, string>? Match(string said) => Match(new Sentence(said));

    internal IReadOnlyDictionary<string, string>? Match(Sentence said)
    {
        foreach (var start in said.Starts)
        {
            if (said.Lower[start] != _pieces[0].What[0])
            {
                continue;
            }

            Dictionary<string, string> words = [];
            if (Fits(said, 0, start, words))
            {
                return words;
            }
        }

        return null;
    }

    // Whether the pieces from one on stand at a place in the sentence, up to its end.
    private bool Fits(Sentence said, int piece, int at, Dictionary<string, string> words)
    {
        for (; piece < _pieces.Count; piece++)
        {
            var (kind, what) = _pieces[piece];
            switch (kind)
            {
                case PieceKind.Letter:
                    if (at >= said.Lower.Length || said.Lower[at] != what[0])
                    {
                        return false;
                    }

                    at++;
                    break;

                // What comes after a gap begins with neither a space nor a hyphen, so that all of it belongs to the gap.
                case PieceKind.Gap or PieceKind.Space or PieceKind.AnySpace:
                    var from = at;
                    while (at < said.Head.Length && (char.IsWhiteSpace(said.Head[at]) || (kind == PieceKind.Gap && said.Head[at] == '-')))
                    {
                        at++;
                    }

                    if (kind == PieceKind.Space && at == from)
                    {
                        return false;
                    }

                    break;
                case PieceKind.Place:
                    return FitsPlace(said, piece, at, words);
                default:
                    words[what] = said.Rest(at);
                    return words[what].Any(c => !char.IsWhiteSpace(c) && !Sentence.IsUnseen(c));
            }
        }

        return said.EndsAt(at);
    }

    // The shortest words that let the phrase go on behind them, in quotation marks or not.
    private bool FitsPlace(Sentence said, int piece, int at, Dictionary<string, string> words)
    {
        var head = said.Head;
        var quoted = at < head.Length && head[at] is '"' or '“' or '”' or '\'';
        for (var start = quoted ? at + 1 : at; start >= at; start--)
        {
            if (start >= head.Length || char.IsWhiteSpace(head[start]) || head[start] is '?' or '!' or '…' or '"' or '“' or '”')
            {
                continue;
            }

            for (var end = start + 1; ; end++)
            {
                if ((end < head.Length && head[end] is '"' or '“' or '”' or '\'' && Fits(said, piece + 1, end + 1, words)) || Fits(said, piece + 1, end, words))
                {
                    words[_pieces[piece].What] = said.Words(start, end);
                    return true;
                }

                if (end >= head.Length || head[end] is '"' or '“' or '”')
                {
                    break;
                }
            }
        }

        return false;
    }

    private void AddFixed(string fixedWords, bool begins, bool ends)
    {
        for (var i = 0; i < fixedWords.Length; i++)
        {
            var besidePlace = (i == 0 && !begins) || (i == fixedWords.Length - 1 && !ends);
            _pieces.Add(fixedWords[i] switch
            {
                // A place keeps its distance, or "suggestions" would suggest "ions"; what it begins with is its own.
                ' ' when besidePlace => new(i > 0 && !char.IsLetter(fixedWords[i - 1]) ? PieceKind.AnySpace : PieceKind.Space, ""),
                // Between two words any space or hyphen will do: "check in", "check-in", "checkin".
                ' ' or '-' => new(PieceKind.Gap, ""),
                var c => new(PieceKind.Letter, char.ToLowerInvariant(c).ToString()),
            });
        }
    }

    private enum PieceKind
    {
        Letter,
        Gap,
        Space,
        AnySpace,
        Place,
        Rest,
    }

    // What a piece is: the letter, or the place's name.
    private readonly record struct Piece(PieceKind Kind, string What);
}
