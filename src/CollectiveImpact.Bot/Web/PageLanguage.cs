using System.Globalization;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Bot.Web;

/// <summary>
/// In which language a page is read: nobody signs in, so the browser says it; where it asks for none that this machine knows, it is the
/// initiative's, and else British English.
/// </summary>
internal static class PageLanguage
{
    // Browsers name a handful; whoever sends a thousand is no reader.
    private const int MostAsked = 20;

    /// <param name="initiative">The one that the page is about; null where it is about none.</param>
    public static Texts TextsFor(HttpRequest request, Initiative? initiative = null) => new(Asked(request) ?? Languages.CultureOf(initiative?.Language));

    /// <summary>The language that a browser asks for; null when it asks for none that this machine knows.</summary>
    public static string? Told(HttpRequest request) => Asked(request)?.Name;

    /// <summary>The language that texts are written in: what isn't translated is English, whatever the reader asked for.</summary>
    public static CultureInfo Language(this Texts t) => Languages.CultureOf(t.WrittenIn, "en");

    // "Accept-Language: pt-BR,pt;q=0.9,en;q=0.8": what is wanted most comes first, and of equals what is named first.
    private static CultureInfo? Asked(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(a => a.Quality is null or > 0)
        .Take(MostAsked)
        .OrderByDescending(a => a.Quality ?? 1)
        .Select(a => Read(a.Value.ToString()))
        .FirstOrDefault(culture => culture is not null);

    // Whoever looks for words that were never given to a translator asks for the language in brackets, which nobody speaks.
    private static CultureInfo? Read(string tag) =>
        tag.Equals(PseudoLanguage.Name, StringComparison.OrdinalIgnoreCase) ? CultureInfo.GetCultureInfo(PseudoLanguage.Name)
        : Languages.Read(tag) is { } known ? Languages.CultureOf(known)
        : null;
}
