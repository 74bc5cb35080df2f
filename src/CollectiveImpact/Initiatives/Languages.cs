using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Localization;
using CollectiveImpact.Search;

namespace CollectiveImpact.Initiatives;

/// <summary>Finds the languages and number formats that people name and that are stored.</summary>
public static class Languages
{
    private const int LongestTag = 40;

    /// <summary>What is written in when nothing better is known.</summary>
    private static readonly CultureInfo Usual = CultureInfo.GetCultureInfo("en-GB");

    /// <returns>The BCP 47 tag, or null when this machine knows no such language.</returns>
    public static string? Read(string typed) => Known(typed) is { ThreeLetterISOLanguageName.Length: > 0 } culture ? culture.Name : null;

    /// <summary>A language by its tag or by its name in English, in itself, or in any language in which this machine writes it: "pt", "Portuguese", "português", "Portugiesisch", "البرتغالية".</summary>
    /// <returns>The BCP 47 tag, or null.</returns>
    public static string? Named(string typed)
    {
        var name = Key(typed);
        return name.Length is 0 or > LongestTag ? null : Read(typed.Trim()) ?? ByName.Value.GetValueOrDefault(name);
    }

    // Of a name that two share, the shorter tag: the language, not the language of a place.
    private static readonly Lazy<Dictionary<string, string>> ByName = new(() =>
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.NeutralCultures | CultureTypes.SpecificCultures).Where(c => c.Name.Length > 0).OrderBy(c => c.Name.Length).ThenBy(c => c.Name, StringComparer.Ordinal))
        {
            found.TryAdd(Key(culture.EnglishName), culture.Name);
            found.TryAdd(Key(culture.NativeName), culture.Name);
        }

        // Only the framework's own way leads to the names in other languages: it names a culture for whoever reads the program.
        var before = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var readers in ReadBy!)
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(readers);
                foreach (var language in CultureInfo.GetCultures(CultureTypes.NeutralCultures).Where(c => c.Name.Length > 0).OrderBy(c => c.Name.Length))
                {
                    // Made anew, because a culture remembers how it was called first.
                    found.TryAdd(Key(new CultureInfo(language.Name).DisplayName), language.Name);
                }
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        foreach (var (tag, names) in AlsoCalled!)
        {
            foreach (var name in names)
            {
                found.TryAdd(Key(name), tag);
            }
        }

        return found;
    });

    // In whose words languages are found: those of the people who run initiatives, as far as they are known.
    private static readonly string[] ReadBy = ["de", "fr", "es", "pt-BR", "ar", "it", "pt-PT", "nl", "pl", "uk", "ru", "tr", "ro", "so", "zh", "vi", "ja"];

    private static readonly (string Tag, string[] Names)[] AlsoCalled =
    [
        ("es", ["Castilian", "castellano"]), ("nl", ["Flemish", "Vlaams", "Flämisch", "holandés", "holandês", "olandese"]), ("zh", ["Mandarin"]), ("fa", ["Farsi"]), ("fa-AF", ["Dari"]),
    ];

    private static string Key(string name) => Spelling.Alike(name);

    /// <summary>The culture of a stored tag, else of another, else British English: whoever stored it, this machine may not know it.</summary>
    public static CultureInfo CultureOf(string? tag, string? otherwise = null) => Known(tag) ?? Known(otherwise) ?? Usual;

    /// <summary>The languages that we write, as their files are called.</summary>
    public static IReadOnlyList<string> Ours => Time.Texts.Languages;

    /// <summary>Which of them a reader's language is, wherever it is spoken; null when we don't write it.</summary>
    public static string? OurOf(CultureInfo culture) => Command.Nearest(Ours, culture);

    /// <summary>In which of them a reader of a culture reads our sentences: English where we don't write theirs.</summary>
    public static string ReadIn(CultureInfo culture) => OurOf(culture) ?? Command.English;

    /// <summary>A language that was chosen, with the numbers and dates of the place where the person's client says that they are.</summary>
    /// <param name="told">The client's tag; null when it tells none.</param>
    /// <returns>The tag of the culture.</returns>
    public static string Spoken(string language, string? told)
    {
        if (Known(told) is not { } client)
        {
            return language;
        }

        var place = client.Name.LastIndexOf('-') is > 0 and var at ? client.Name[at..] : "";
        return OurOf(client) == language ? client.Name : Known(language + place)?.Name ?? language;
    }

    /// <summary>The language that a reader is shown of something that is there in several: theirs, as near to their place as there is, else the own one.</summary>
    /// <param name="others">The tags that it is there in, besides the own one.</param>
    /// <returns>One of the others, or empty for the own.</returns>
    public static string Among(IEnumerable<string> others, CultureInfo reader, string own)
    {
        string[] there = [.. others];
        for (var near = reader; near.Name.Length > 0; near = near.Parent)
        {
            if (string.Equals(near.Name, own, StringComparison.OrdinalIgnoreCase))
            {
                return "";
            }

            if (Array.Find(there, l => string.Equals(l, near.Name, StringComparison.OrdinalIgnoreCase)) is { } language)
            {
                return language;
            }
        }

        return IsOf(own, reader) ? "" : Array.Find(there, l => IsOf(l, reader)) ?? "";
    }

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

    /// <summary>The same with its place, where the tag has one: "Español (México)".</summary>
    public static string NativeNameOf(string tag) => Known(tag)?.NativeName is { } name ? char.ToUpperInvariant(name[0]) + name[1..] : NativeName(tag);

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
