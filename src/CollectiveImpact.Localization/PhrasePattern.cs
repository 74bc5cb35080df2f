namespace CollectiveImpact.Localization;

/// <summary>
/// A way of saying something, as it is written in a file of what is spoken: <c>open check-in</c>, <c>what is {term}</c>,
/// <c>suggest {term}: {*definition}</c>. A starred place keeps the rest exactly as it was said.
/// </summary>
/// <remarks>The generator reads the same file, so that a phrase which could never be heard fails the build.</remarks>
public sealed class PhrasePattern
{
    private static readonly char[] AroundPlaces = [' ', ':', '?'];

    private PhrasePattern(string text, IReadOnlyList<PhrasePart> parts)
    {
        (Text, Parts) = (text, parts);
        Stem = string.Concat(parts.Where(p => !p.IsPlace).Select(p => p.Text)).Trim(AroundPlaces);
    }

    /// <summary>As it is written, with its places in braces.</summary>
    public string Text { get; }

    public IReadOnlyList<PhrasePart> Parts { get; }

    /// <summary>The words that are always the same.</summary>
    public string Stem { get; }

    /// <summary>The names of its places.</summary>
    public IEnumerable<string> Places => Parts.Where(p => p.IsPlace).Select(p => p.Text);

    /// <exception cref="FormatException">It isn't written so, or could never be heard, with why.</exception>
    public static PhrasePattern Parse(string text)
    {
        if (text.Length == 0 || !char.IsLetter(text[0]))
        {
            throw Wrong("a phrase begins with a letter");
        }

        var parts = new List<PhrasePart>();
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf(text[at] == '{' ? '}' : '{', at);
            if (text[at] != '{')
            {
                next = next < 0 ? text.Length : next;
                parts.Add(new PhrasePart(text.Substring(at, next - at), PhrasePartKind.Words));
                at = next;
                continue;
            }

            if (next < 0)
            {
                throw Wrong("a place has no end");
            }

            var kind = text[at + 1] == '*' ? PhrasePartKind.Rest : PhrasePartKind.Place;
            var start = at + (kind == PhrasePartKind.Rest ? 2 : 1);
            var name = text.Substring(start, next - start);
            at = next + 1;
            Check(name, kind, isLast: at == text.Length, parts);
            parts.Add(new PhrasePart(name, kind));
        }

        return parts.Exists(p => !p.IsPlace && p.Text.Contains('}')) ? throw Wrong("a brace ends what hasn't begun") : new PhrasePattern(text, parts);

        FormatException Wrong(string why) => new($"“{text}”: {why}.");

        void Check(string name, PhrasePartKind kind, bool isLast, List<PhrasePart> before)
        {
            if (name.Length == 0 || !name.All(c => c is >= 'a' and <= 'z'))
            {
                throw Wrong($"a place is named by small letters, and “{name}” isn't");
            }

            if (before[before.Count - 1].IsPlace)
            {
                throw Wrong("two places touch, and nobody could say where one ends");
            }

            if (before.Exists(p => p.IsPlace && p.Text == name))
            {
                throw Wrong($"the place “{name}” stands there twice");
            }

            if (kind == PhrasePartKind.Rest && !isLast)
            {
                throw Wrong("nothing comes behind a place that keeps the rest");
            }
        }
    }
}

public enum PhrasePartKind
{
    /// <summary>Words that are always the same.</summary>
    Words,

    /// <summary>A place for words of the person's own.</summary>
    Place,

    /// <summary>A place for all that follows, as it was written.</summary>
    Rest,
}

/// <summary>A piece of a phrase: its words, or the name of a place.</summary>
public sealed class PhrasePart(string text, PhrasePartKind kind)
{
    public string Text { get; } = text;

    public PhrasePartKind Kind { get; } = kind;

    public bool IsPlace => Kind != PhrasePartKind.Words;
}
