using System.Globalization;
using CollectiveImpact.Cards;

namespace CollectiveImpact.Initiatives;

/// <summary>Finds the languages and number formats that people name and that are stored.</summary>
public static class Languages
{
    private const int LongestTag = 40;

    /// <summary>What is written in when nothing better is known.</summary>
    private static readonly CultureInfo Usual = CultureInfo.GetCultureInfo("en-GB");

    /// <returns>The BCP 47 tag, or null when this machine knows no such language.</returns>
    public static string? Read(string typed) => Known(typed) is { ThreeLetterISOLanguageName.Length: > 0 } culture ? culture.Name : null;

    /// <summary>The culture of a stored tag, else of another, else British English: whoever stored it, this machine may not know it.</summary>
    public static CultureInfo CultureOf(string? tag, string? otherwise = null) => Known(tag) ?? Known(otherwise) ?? Usual;

    /// <summary>Whether a stored tag is of the same language as a culture, wherever it is spoken: "pt-PT" is read by who reads "pt-BR".</summary>
    public static bool IsOf(string tag, CultureInfo culture) => Known(tag)?.TwoLetterISOLanguageName == culture.TwoLetterISOLanguageName;

    /// <summary>"Português", as those who read it write it; the tag itself when nobody here knows it.</summary>
    public static string NativeName(string tag)
    {
        if (Known(tag) is not { } culture)
        {
            return PeoplesWords.Plain(PeoplesWords.Shorten(tag, LongestTag));
        }

        var name = (culture.IsNeutralCulture ? culture : culture.Parent).NativeName;
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    // Without "predefined only", a name that is merely well-formed is made up into a culture.
    private static CultureInfo? Known(string? tag)
    {
        try
        {
            return tag is not null && CultureInfo.GetCultureInfo(tag, predefinedOnly: true) is { Name.Length: > 0 } culture ? culture : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
