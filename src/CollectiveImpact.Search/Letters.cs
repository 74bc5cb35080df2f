using System.Collections.Concurrent;
using System.Text;

namespace CollectiveImpact.Search;

/// <summary>Letters as they are compared one by one, so that what is found stands at the same place in the text as it was written.</summary>
public static class Letters
{
    private static readonly ConcurrentDictionary<char, char> s_alike = [];

    /// <summary>A text of the same length, small and without accents.</summary>
    public static string Alike(string text) => string.Create(text.Length, text, static (alike, text) =>
    {
        text.CopyTo(alike);
        MakeAlike(alike);
    });

    /// <summary>The same for letters that stand in a place of their own.</summary>
    internal static void MakeAlike(Span<char> letters)
    {
        foreach (ref var letter in letters)
        {
            letter = Alike(letter);
        }
    }

    private static char Alike(char c) => c < '\u0080' ? char.ToLowerInvariant(c) : s_alike.GetOrAdd(c, static c => c switch
    {
        // Arabic writes the end of a word in two ways, and keyboards mix them up.
        'ة' => 'ه',
        'ى' => 'ي',
        _ when !char.IsLetter(c) => char.ToLowerInvariant(c),
        // Some signs of Han stand for one beyond those that a single character can be.
        _ => char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormD) is [var plain, ..] && !char.IsSurrogate(plain) ? plain : c),
    });
}
