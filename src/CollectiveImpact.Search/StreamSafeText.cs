using System.Globalization;
using System.Text;

namespace CollectiveImpact.Search;

/// <summary>Unicode normalization in a time that grows with the text only, whatever somebody sends.</summary>
public static class StreamSafeText
{
    /// <summary>The most marks on one character that are kept.</summary>
    /// <remarks>Source: Unicode Standard Annex 15, "Stream-Safe Text Format". To put n marks in order takes n² steps, and no language has so many.</remarks>
    private const int MostMarks = 30;

    public static string Normalized(string text, NormalizationForm form)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WithFewMarks(text).Normalize(form);
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
