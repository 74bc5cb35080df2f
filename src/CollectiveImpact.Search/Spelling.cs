using System.Globalization;
using System.Text;

namespace CollectiveImpact.Search;

/// <summary>Compares names that look the same.</summary>
public static class Spelling
{
    /// <summary>The text as names are compared: case, accents, spaces, dashes, apostrophes and what nobody sees fall away.</summary>
    public static string Alike(string name)
    {
        var alike = new StringBuilder(name.Length);
        foreach (var rune in StreamSafeText.Normalized(string.Concat(name.EnumerateRunes()), NormalizationForm.FormKD).EnumerateRunes())
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
}
