using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Localization;
using CollectiveImpact.Search;

namespace CollectiveImpact.Initiatives;

/// <summary>
/// What people wrote stands where others read it as they wrote it; where that is surely in another language than the reader's, its name stands
/// behind it, so that nobody takes it for a translation that is missing.
/// </summary>
/// <remarks>The language is that of the text and never that of its author: what bears no name must not be traced by it.</remarks>
public static class PeoplesLanguage
{
    /// <summary>The block, with the language of what somebody wrote in it behind it where the reader needs to know.</summary>
    /// <param name="reader">Who reads the block around it.</param>
    /// <param name="wrote">What they wrote, whole: of several parts in two languages none is named.</param>
    public static RichTextBlock Marked(this RichTextBlock block, CultureInfo reader, params ReadOnlySpan<string?> wrote) =>
        Mark(reader, wrote) is { } mark
            ? block with { Inlines = [.. block.Inlines, TextRun.Plain($" · {mark.Name}") with { IsSubtle = true, Size = block.Inlines[^1].Size }] }
            : block;

    /// <summary>The language of what somebody wrote, with the name that stands behind it; null where the reader needn't know.</summary>
    /// <param name="reader">Who reads it.</param>
    /// <param name="wrote">See <see cref="Marked"/>.</param>
    public static (string Tag, string Name)? Mark(CultureInfo reader, params ReadOnlySpan<string?> wrote) =>
        Of(wrote.Length == 1 ? wrote[0] ?? "" : string.Join(". ", wrote), reader) is { } language ? (language, Named(language, reader)) : null;

    // A reader whose language we don't write reads English around it.
    private static string? Of(string text, CultureInfo reader) =>
        WrittenLanguage.Of(text) is { } language && !Languages.IsOf(language, reader) && language != (Languages.OurOf(reader) ?? Own) ? language : null;

    /// <summary>As those who can read it write it, and in their direction.</summary>
    private static string Named(string language, CultureInfo reader)
    {
        var name = Languages.NativeName(language);
        return CultureInfo.GetCultureInfo(language).TextInfo.IsRightToLeft && !reader.TextInfo.IsRightToLeft ? Direction.Isolated(name) : name;
    }

    // Of the texts that every other language has beside it.
    private const string Own = "en";
}
