namespace CollectiveImpact.Localization;

/// <summary>
/// Which form of a plural a whole number takes in a language: the rules of Unicode's CLDR for the languages that we speak
/// (unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html, cardinals).
/// </summary>
public static class Plurals
{
    private static readonly string[] Names = ["zero", "one", "two", "few", "many", "other"];

    // With the sign before it, so that every such number is a whole one of the machine.
    private const int LongestNumber = 10;

    /// <summary>Whether a form of a message can have this name: a category, or an exact number such as <c>=0</c>.</summary>
    public static bool IsForm(string name) => Array.IndexOf(Names, name) >= 0
        || (name.Length is > 1 and < LongestNumber && name[0] == '=' && name.Skip(1).All(c => c is >= '0' and <= '9'));

    /// <summary>The category of a whole number; a language that isn't known is read as English.</summary>
    /// <param name="language">A culture's name, such as <c>pt-BR</c> or <c>de-AT</c>.</param>
    public static string Category(string language, long count)
    {
        var n = Math.Abs(count);
        return Base(language) switch
        {
            "fr" => n is 0 or 1 ? "one" : IsMillions(n) ? "many" : "other",
            "pt" => IsPortugal(language) ? n == 1 ? "one" : IsMillions(n) ? "many" : "other" : n is 0 or 1 ? "one" : IsMillions(n) ? "many" : "other",
            "es" => n == 1 ? "one" : IsMillions(n) ? "many" : "other",
            "ar" => n switch
            {
                0 => "zero",
                1 => "one",
                2 => "two",
                _ when n % 100 is >= 3 and <= 10 => "few",
                _ when n % 100 >= 11 => "many",
                _ => "other",
            },
            _ => n == 1 ? "one" : "other",
        };
    }

    /// <summary>The categories that whole numbers take in a language, so that a text which lacks one is found when it is built.</summary>
    public static string[] Categories(string language) => Base(language) switch
    {
        "fr" or "pt" or "es" => ["one", "many", "other"],
        "ar" => Names,
        _ => ["one", "other"],
    };

    private static bool IsMillions(long n) => n != 0 && n % 1_000_000 == 0;

    private static bool IsPortugal(string language) => string.Equals(language, "pt-PT", StringComparison.OrdinalIgnoreCase);

    private static string Base(string language)
    {
        var end = language.IndexOf('-');
        return end < 0 ? language : language.Substring(0, end);
    }
}
