using System.Collections.ObjectModel;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Localization;
using CollectiveImpact.Search;

namespace CollectiveImpact.Conversations;

/// <summary>
/// A way of saying something, as it is listened for. Case, punctuation around it and politeness don't matter. A starred place keeps the
/// rest exactly as written.
/// </summary>
public sealed class Phrase
{
    private readonly List<Piece> _pieces = [];

    public Phrase(PhrasePattern pattern)
    {
        Pattern = pattern.Text;
        Stem = pattern.Stem;
        Places = [.. pattern.Places];
        foreach (var part in pattern.Parts)
        {
            switch (part.Kind)
            {
                case PhrasePartKind.Words:
                    AddFixed(Sentence.Seen(part.Text), begins: part == pattern.Parts[0], ends: part == pattern.Parts[^1]);
                    break;
                case PhrasePartKind.Place:
                    _pieces.Add(new(PieceKind.Place, part.Text));
                    break;
                default:
                    _pieces.Add(new(PieceKind.Rest, part.Text));
                    break;
            }
        }
    }

    public string Pattern { get; }

    /// <summary>The fixed words of the phrase, for "did you mean".</summary>
    public string Stem { get; }

    /// <summary>The same, as what was said is compared with it.</summary>
    internal string Compared => field ??= Letters.Alike(Stem);

    public bool NeedsWords => Places.Count > 0;

    /// <summary>The names of its places.</summary>
    public IReadOnlyList<string> Places { get; }

    /// <summary>The small letter that it begins with.</summary>
    internal char FirstLetter => _pieces[0].What[0];

    /// <summary>The words that a form has for the places, each as it would have been heard.</summary>
    /// <returns>Null when it lacks one.</returns>
    public IReadOnlyDictionary<string, string>? Filled(Form form)
    {
        Dictionary<string, string> words = [];
        foreach (var (kind, place) in _pieces)
        {
            if (kind is not (PieceKind.Place or PieceKind.Rest))
            {
                continue;
            }

            var given = new Sentence(form[place]);
            words[place] = kind == PieceKind.Rest ? given.Text : given.InOneLine;
            if (!IsSomething(words[place]))
            {
                return null;
            }
        }

        return words;
    }

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

            Dictionary<string, string>? words = null;
            if (Fits(said, 0, start, ref words))
            {
                return words ?? (IReadOnlyDictionary<string, string>)ReadOnlyDictionary<string, string>.Empty;
            }
        }

        return null;
    }

    // Whether the pieces from one on stand at a place in the sentence, up to its end. Most phrases aren't what was said, and fill no place.
    private bool Fits(Sentence said, int piece, int at, ref Dictionary<string, string>? words)
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
                    return FitsPlace(said, piece, at, ref words);
                default:
                    var rest = said.Rest(at);
                    (words ??= [])[what] = rest;
                    return IsSomething(rest);
            }
        }

        return said.EndsAt(at);
    }

    // The shortest words that let the phrase go on behind them, in quotation marks or not.
    private bool FitsPlace(Sentence said, int piece, int at, ref Dictionary<string, string>? words)
    {
        var head = said.Head;
        var quoted = at < head.Length && head[at] is '"' or '“' or '”' or '\'';
        for (var start = quoted ? at + 1 : at; start >= at; start--)
        {
            if (start >= head.Length || char.IsWhiteSpace(head[start]) || head[start] is '?' or '؟' or '!' or '…' or '"' or '“' or '”')
            {
                continue;
            }

            for (var end = start + 1; ; end++)
            {
                if ((end < head.Length && head[end] is '"' or '“' or '”' or '\'' && Fits(said, piece + 1, end + 1, ref words)) || Fits(said, piece + 1, end, ref words))
                {
                    (words ??= [])[_pieces[piece].What] = said.Words(start, end);
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

    private static bool IsSomething(string words) => words.Any(c => !char.IsWhiteSpace(c) && Sentence.IsHeard(c));

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
                var c => new(PieceKind.Letter, Letters.Alike(c.ToString())),
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
