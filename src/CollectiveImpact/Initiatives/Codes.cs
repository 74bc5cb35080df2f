using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Search;

namespace CollectiveImpact.Initiatives;

/// <summary>Ids and invite codes that people can read to each other: Crockford's base 32, without I, L, O and U.</summary>
/// <remarks>Source: Douglas Crockford, "Base 32". Sixty random bits guard an invite, which also expires, and of which only a hash is kept.</remarks>
public static class Codes
{
    internal const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int InitiativeLength = 6;
    private const int SecretLength = 12;

    // Of codes that were given by earlier versions.
    private const int ShortSecretLength = 8;
    private const int LongestSlug = 60;

    public static string NewId() => RandomNumberGenerator.GetString(Alphabet, InitiativeLength);

    public static bool IsId(string text) => text.Length == InitiativeLength && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    /// <summary>A code that names its initiative, so that finding it needs no index, and that has a digit, so that it is known for a code when it is said alone.</summary>
    public static string NewInvite(InitiativeId initiative)
    {
        string secret;
        do
        {
            secret = RandomNumberGenerator.GetString(Alphabet, SecretLength);
        }
        while (!secret.Any(char.IsAsciiDigit));

        return Written(initiative + secret);
    }

    /// <summary>What is kept of a code: whoever reads the storage can't join with it.</summary>
    public static string KeyOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    /// <summary>Reads a code as people type it: any case, O for 0, I and L for 1, anything or nothing for the hyphen.</summary>
    /// <returns>The code as it was shown, with its initiative; null when it can't be a code.</returns>
    public static (InitiativeId Initiative, string Code)? ReadInvite(string typed)
    {
        // Some give the link that it stood in.
        return ReadLetters(typed[(typed.LastIndexOf('/') + 1)..]) is { Length: InitiativeLength + SecretLength or InitiativeLength + ShortSecretLength } letters
            ? (new(letters[..InitiativeLength]), Written(letters))
            : null;
    }

    /// <summary>The letters of a code as people type it: any case, O for 0, I and L for 1, with anything between them that is no letter.</summary>
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
            // Copied from a sentence it comes with the signs around it: a full stop, Markdown's, or those that turn the direction.
            else if (char.IsLetterOrDigit(letter))
            {
                return null;
            }
        }

        return letters.ToString();
    }

    // In groups of six, which are easy to read to each other.
    private static string Written(string letters) => letters.Length == InitiativeLength + SecretLength
        ? $"{letters[..InitiativeLength]}-{letters[InitiativeLength..(2 * InitiativeLength)]}-{letters[(2 * InitiativeLength)..]}"
        : $"{letters[..InitiativeLength]}-{letters[InitiativeLength..]}";

    /// <summary>A short key for a name: lower-case letters and digits with hyphens, never empty.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder();
        // Half an emoji is no character, and would not be normalised.
        var whole = Ascii.IsValid(name) ? name.Trim() : string.Concat(name.Trim().EnumerateRunes());
        foreach (var rune in StreamSafeText.Normalized(whole, NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC).EnumerateRunes())
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
