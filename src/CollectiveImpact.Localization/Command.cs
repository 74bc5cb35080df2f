using System.Globalization;

namespace CollectiveImpact.Localization;

/// <summary>Something that people say to have it done: known by its id wherever a program sends it, and said in any of its phrases.</summary>
/// <param name="id">The first English phrase in kebab case, such as <c>open-check-in</c>: an earlier version hears it as that phrase.</param>
/// <param name="does">What happens, in a sentence for the documentation.</param>
/// <param name="phrases">Each with its language; the first of a language is the one that is shown.</param>
/// <exception cref="FormatException">A phrase isn't written as a phrase.</exception>
public sealed class Command(string id, string does, params IReadOnlyList<(string Language, string Text)> phrases)
{
    public const string English = "en";

    public string Id { get; } = id;

    public string Does { get; } = does;

    public IReadOnlyList<(string Language, PhrasePattern Pattern)> Phrases { get; } = [.. phrases.Select(p => (p.Language, PhrasePattern.Parse(p.Text)))];

    /// <summary>How it is said in a reader's language, without its places; in English where the language has no phrase for it.</summary>
    public string In(CultureInfo culture) => Phrases.MinBy(p => Farness(p.Language, culture)).Pattern.Stem;

    /// <summary>Which of some languages a reader's own is; null when it is none of them.</summary>
    public static string? Nearest(IReadOnlyList<string> languages, CultureInfo culture) => languages.FirstOrDefault(l => Farness(l, culture) == 0);

    /// <summary>The greatest <see cref="Farness"/>.</summary>
    public const int Farthest = 2;

    /// <summary>How far a language is from a reader: 0 for their own, 1 for English, which everybody may speak, 2 for any other.</summary>
    public static int Farness(string language, CultureInfo culture)
    {
        for (var c = culture; c.Name.Length > 0; c = c.Parent)
        {
            if (string.Equals(c.Name, language, StringComparison.OrdinalIgnoreCase))
            {
                return 0;
            }
        }

        return language == English ? 1 : Farthest;
    }
}
