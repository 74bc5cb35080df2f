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

    /// <summary>A language by its tag or by its name in English, in itself, or in any language in which this machine writes it: "pt", "Portuguese", "português", "Portugiesisch".</summary>
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

        foreach (var (tag, names) in Exonyms!)
        {
            foreach (var name in names.Split(' '))
            {
                found.TryAdd(Key(name), tag);
            }
        }

        return found;
    });

    // How the languages that glossaries are most often kept in call each other; .NET names a language only in English and in itself.
    // Source: Unicode CLDR, "Languages".
    private static readonly (string Tag, string Names)[] Exonyms =
    [
        ("en", "Englisch anglais inglés inglês inglese Engels angielski англійська английский"),
        ("de", "allemand alemán alemão tedesco Duits niemiecki німецька немецкий"),
        ("fr", "Französisch francés francês francese Frans francuski французька французский"),
        ("es", "Spanisch espagnol espanhol spagnolo Spaans hiszpański іспанська испанский Castilian castellano"),
        ("pt", "Portugiesisch portugais portugués portoghese Portugees portugalski португальська португальский"),
        ("it", "Italienisch italien italiano Italiaans włoski італійська итальянский"),
        ("nl", "Niederländisch néerlandais neerlandés holandés neerlandês holandês olandese niderlandzki нідерландська нидерландский Flemish Vlaams Flämisch"),
        ("pl", "Polnisch polonais polaco polonês polacco Pools польська польский"),
        ("uk", "Ukrainisch ukrainien ucraniano ucraino Oekraïens ukraiński украинский"),
        ("ru", "Russisch russe ruso russo Russisch rosyjski російська"),
        ("ar", "Arabisch arabe árabe arabo arabski арабська арабский"),
        ("tr", "Türkisch turc turco Turks turecki турецька турецкий"),
        ("zh", "Chinesisch chinois chino chinês cinese Chinees chiński Mandarin 中文 китайська китайский"),
        ("vi", "Vietnamesisch vietnamien vietnamita Vietnamees wietnamski вʼєтнамська вьетнамский"),
        ("so", "Somalisch somali somalí somalo"),
        ("ja", "Japanisch japonais japonés japonês giapponese Japans japoński японська японский"),
    ];

    private static string Key(string name) => Spelling.Alike(name);

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
