using System.Globalization;
using System.Text;

namespace CollectiveImpact.Initiatives;

/// <summary>Brings texts that look the same into one form, in a time that grows with the text only.</summary>
public static class Spelling
{
    /// <summary>The most marks on one character that are kept.</summary>
    /// <remarks>Source: Unicode Standard Annex 15, "Stream-Safe Text Format". To put n marks in order takes n² steps, and no language has so many.</remarks>
    private const int MostMarks = 30;

    public static string Normalized(string text, NormalizationForm form) => WithFewMarks(text).Normalize(form);

    /// <summary>The text as names are compared: case, accents, spaces, dashes, apostrophes and what nobody sees fall away.</summary>
    public static string Alike(string name)
    {
        var alike = new StringBuilder(name.Length);
        foreach (var rune in Normalized(string.Concat(name.EnumerateRunes()), NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark)
            {
                alike.Append(Rune.ToLowerInvariant(rune) switch { { Value: 'ß' } => "ss", { Value: 'ł' } => "l", { Value: 'ø' } => "o", { Value: 'đ' } => "d", { Value: 'æ' } => "ae", { Value: 'œ' } => "oe", { Value: 'ı' } => "i", var other => other.ToString() });
            }
        }

        return alike.ToString();
    }

    /// <summary>Those whose name is meant: the ones that are called so, else those in whose name it occurs.</summary>
    public static IReadOnlyList<T> Called<T>(IEnumerable<T> all, Func<T, string> nameOf, string said)
    {
        var alike = Alike(said);
        var named = all.Select(a => (One: a, Name: Alike(nameOf(a)), Written: nameOf(a))).ToArray();
        // Of a name that is nothing but signs, nothing is left to compare.
        var exact = named.Where(n => alike.Length == 0 ? n.Written.Trim() == said.Trim() : n.Name == alike).Select(n => n.One).ToArray();
        return exact.Length > 0 || alike.Length == 0 ? exact : [.. named.Where(n => n.Name.Contains(alike, StringComparison.Ordinal)).Select(n => n.One)];
    }

    private static string WithFewMarks(string text)
    {
        StringBuilder? kept = null;
        var (marks, copied) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            marks = !rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks)
            {
                (kept ??= new StringBuilder()).Append(text, copied, at - copied);
                copied = at + length;
            }

            at += length;
        }

        return kept is null ? text : kept.Append(text, copied, text.Length - copied).ToString();
    }
}
