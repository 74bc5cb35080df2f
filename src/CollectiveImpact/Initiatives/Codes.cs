using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CollectiveImpact.Initiatives;

/// <summary>Ids and invite codes that people can read to each other: Crockford's base 32, without I, L, O and U.</summary>
/// <remarks>Source: Douglas Crockford, "Base 32". Forty random bits guard an invite, which also expires.</remarks>
public static class Codes
{
    internal const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int InitiativeLength = 6;
    private const int SecretLength = 8;
    private const int LongestSlug = 60;

    public static string NewId() => RandomNumberGenerator.GetString(Alphabet, InitiativeLength);

    public static bool IsId(string text) => text.Length == InitiativeLength && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    /// <summary>A code that names its initiative, so that finding it needs no index.</summary>
    public static string NewInvite(string initiative) => $"{initiative}-{RandomNumberGenerator.GetString(Alphabet, SecretLength)}";

    /// <summary>Reads a code as people type it: any case, O for 0, I and L for 1, spaces for the hyphen.</summary>
    /// <returns>The code as stored with its initiative, or null when it can't be a code.</returns>
    public static (string Initiative, string Code)? ReadInvite(string typed)
    {
        if (ReadLetters(typed) is not { Length: InitiativeLength + SecretLength } all)
        {
            return null;
        }

        return (all[..InitiativeLength], $"{all[..InitiativeLength]}-{all[InitiativeLength..]}");
    }

    /// <summary>The letters of a code as people type it: any case, O for 0, I and L for 1, with hyphens or spaces.</summary>
    /// <returns>Null when there is anything else in it.</returns>
    internal static string? ReadLetters(string typed)
    {
        var letters = new StringBuilder();
        foreach (var c in typed.ToLowerInvariant())
        {
            var letter = c switch
            {
                'o' => '0',
                'i' or 'l' => '1',
                _ => c,
            };
            if (Alphabet.Contains(letter, StringComparison.Ordinal))
            {
                letters.Append(letter);
            }
            else if (letter is not ('-' or ' ' or '–' or '\u00a0'))
            {
                return null;
            }
        }

        return letters.ToString();
    }

    /// <summary>A short key for a name: lower-case letters and digits with hyphens, never empty.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder();
        // Half an emoji is no character, and would not be normalised.
        var whole = string.Concat(name.Trim().EnumerateRunes());
        foreach (var rune in whole.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (slug.Length + rune.Utf16SequenceLength > LongestSlug)
            {
                break;
            }

            if (IsOfAWord(rune))
            {
                slug.Append(rune);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? NewId() : text;
    }

    // Vowel signs and accents are marks: without them, different words of many languages would be one.
    private static bool IsOfAWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
