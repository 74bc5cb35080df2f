using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Bot.Directories;
using CollectiveImpact.Files;
using Microsoft.IdentityModel.Tokens;

namespace CollectiveImpact.Bot.Web.About;

/// <summary>Leads an administrator to Microsoft, where they allow what the bot asks for, and hears from their browser what became of it.</summary>
/// <remarks>
/// Source: Microsoft, "Admin consent on the Microsoft identity platform". What the browser brings back is a hint alone: whether something is
/// allowed, the next token says. Even so it counts only from the browser that asked, which keeps what it asked with in a cookie.
/// </remarks>
internal static class ConsentPages
{
    public const string Ask = AboutPages.Consent + "/ask";
    public const string Done = AboutPages.Consent + "/done";

    private const string Cookie = "ci-consent";
    private const int StateBytes = 32;

    // An administrator may have to be fetched.
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    public static void Map(WebApplication app)
    {
        var pages = app.MapGroup(AboutPages.Consent).AddEndpointFilter<RouteGroupBuilder, PageErrors>();
        pages.MapGet("/ask", LeadToMicrosoft);
        pages.MapGet("/done", Hear);
    }

    private static IResult LeadToMicrosoft(HttpContext context, DirectorySettings settings, IPages pages)
    {
        if (!settings.IsOn)
        {
            return Door.Draw(Results.LocalRedirect(AboutPages.Consent));
        }

        var state = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(StateBytes));
        context.Response.Cookies.Append(Cookie, state, Kept(pages, Lasts));
        return Door.Draw(Results.Redirect(settings.AdminConsent(pages.To(Done[1..]), state).AbsoluteUri));
    }

    private static IResult Hear(HttpContext context, DirectorySettings settings, IPages pages, string? state, string? tenant, string? error, string? admin_consent)
    {
        var texts = new Texts(PageLanguage.TextsFor(context.Request).Culture);
        var asked = context.Request.Cookies[Cookie];
        context.Response.Cookies.Delete(Cookie, Kept(pages, TimeSpan.Zero));
        if (!settings.IsOn || asked is not { Length: > 0 } || state is not { Length: > 0 } || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(asked), Encoding.UTF8.GetBytes(state)))
        {
            return Door.Notice(texts.Culture, texts.ConsentLost, texts.ConsentLostMeans, StatusCodes.Status400BadRequest);
        }

        if (error is { Length: > 0 } || !string.Equals(admin_consent, "true", StringComparison.OrdinalIgnoreCase) || !Guid.TryParseExact(tenant, "D", out var organisation))
        {
            return Door.Notice(texts.Culture, texts.NotAllowed, texts.NotAllowedMeans);
        }

        context.RequestServices.GetRequiredService<GraphDirectory>().Allowed(organisation.ToString());
        return Door.Notice(texts.Culture, texts.Allowed, texts.AllowedMeans);
    }

    // It comes back from Microsoft's site, by a link.
    private static CookieOptions Kept(IPages pages, TimeSpan lasts) => new()
    {
        HttpOnly = true,
        Secure = pages.To("").Scheme == Uri.UriSchemeHttps,
        SameSite = SameSiteMode.Lax,
        Path = AboutPages.Consent,
        MaxAge = lasts == TimeSpan.Zero ? null : lasts,
        IsEssential = true,
    };
}
