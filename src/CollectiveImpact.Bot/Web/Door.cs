using System.Globalization;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CollectiveImpact.Bot.Web;

/// <summary>The way in to an initiative's pages, and out: a link of the bot lets a browser in, and nobody else.</summary>
/// <remarks>
/// A cookie says who reads. It is sent with no request that another site makes but for a link that somebody follows (SameSite=Lax), and
/// what changes something besides is refused unless it comes from a page of ours.
/// </remarks>
internal static class Door
{
    // The page that was asked for before anybody was signed in; the link leads there.
    private const string WantedCookie = "ci-wanted";
    private const int LongestPath = 300;

    // Nothing but our own style sheet, script and forms; no page of others may frame these.
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>The links, and a group for the pages that only members come to.</summary>
    public static RouteGroupBuilder Map(WebApplication app)
    {
        var links = app.MapGroup("/" + OpenPages.Place).AddEndpointFilter<RouteGroupBuilder, PageErrors>().AddEndpointFilter(FromOurPagesOnly);
        links.MapGet("/{code}", ShowLink);
        links.MapPost("/{code}", OpenLink);
        links.Map("/{code}/{more}/{**rest}", (HttpRequest request) => Over(request));

        var pages = app.MapGroup("/i/{initiative}").AddEndpointFilter<RouteGroupBuilder, PageErrors>().AddEndpointFilter(FromOurPagesOnly).AddEndpointFilter(MembersOnly);
        pages.MapPost("/sign-out", SignOut);
        return pages;
    }

    public static string CookieOf(InitiativeId initiative) => $"ci-{initiative}";

    public static IResult Draw(IResult page) => new NotKept(page, Policy);

    /// <summary>A heading and a sentence.</summary>
    public static IResult Notice(CultureInfo culture, string heading, string words, int status = StatusCodes.Status200OK, Reader? reader = null) =>
        Draw(new RazorComponentResult<NoticePage>(new { Culture = culture, Heading = heading, Words = words, Reader = reader }) { StatusCode = status });

    /// <summary>That nobody is signed in, and how one gets in.</summary>
    private static IResult SayPages(HttpRequest request, Texts t, string heading, int status = StatusCodes.Status200OK)
    {
        var said = OpenPages.SaidAs(t.Culture);
        var chat = request.HttpContext.RequestServices.GetRequiredService<ChatLink>().With(said);
        return Draw(new RazorComponentResult<NoticePage>(new { t.Culture, Heading = heading, Words = t.SayPages(said), Chat = chat }) { StatusCode = status });
    }

    private static async Task<IResult> ShowLink(string code, HttpRequest request, Sessions sessions, CancellationToken cancel) =>
        await sessions.Waiting(code, cancel) is { } reader ? Draw(new RazorComponentResult<OpenPage>(new { Reader = reader })) : Over(request);

    private static async Task<IResult> OpenLink(string code, HttpRequest request, HttpResponse response, Sessions sessions, CancellationToken cancel)
    {
        if (await sessions.Open(code, Device.Of(request.Headers.UserAgent.ToString()), cancel) is not { } opened)
        {
            return Over(request);
        }

        var own = PagePaths.Overview(opened.Session.Initiative);
        response.Cookies.Append(CookieOf(opened.Session.Initiative), opened.Code, Kept(request, own, Session.Lifetime.ToTimeSpan()));
        var wanted = request.Cookies[WantedCookie] is { } path && (path == own || path.StartsWith(own + "/", StringComparison.Ordinal)) ? path : own;
        response.Cookies.Delete(WantedCookie, Kept(request, $"/{OpenPages.Place}", TimeSpan.Zero));
        return Draw(Results.LocalRedirect(wanted));
    }

    private static async Task<IResult> SignOut(Visit visit, HttpRequest request, HttpResponse response, Sessions sessions, CancellationToken cancel)
    {
        await sessions.End(visit.Initiative.Id, visit.Reader.Session.Person, visit.Reader.Session.Key, cancel);
        response.Cookies.Delete(CookieOf(visit.Initiative.Id), Kept(request, PagePaths.Overview(visit.Initiative.Id), TimeSpan.Zero));
        return SayPages(request, visit.T, visit.T.SignedOut);
    }

    private static IResult Over(HttpRequest request)
    {
        var t = PageLanguage.TextsFor(request);
        return SayPages(request, t, t.LinkOver, StatusCodes.Status410Gone);
    }

    private static async ValueTask<object?> MembersOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (await context.Arguments.OfType<Visit>().Single().Enter(context.HttpContext.RequestServices.GetRequiredService<Sessions>()))
        {
            return await next(context);
        }

        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) && request.Path.Value is { Length: <= LongestPath } path)
        {
            context.HttpContext.Response.Cookies.Append(WantedCookie, path, Kept(request, $"/{OpenPages.Place}", Session.LinkLifetime.ToTimeSpan()));
        }

        // The same for an initiative that isn't there: who has no business here learns nothing.
        var t = PageLanguage.TextsFor(request);
        return SayPages(request, t, t.NotSignedIn, StatusCodes.Status401Unauthorized);
    }

    // What browsers send of where a request comes from; those that send neither are no browsers that follow other sites' forms.
    private static async ValueTask<object?> FromOurPagesOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!isSafe && request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            return Draw(Results.StatusCode(StatusCodes.Status403Forbidden));
        }

        return await next(context);
    }

    // Scripts don't see it; on a developer's machine there is no TLS.
    private static CookieOptions Kept(HttpRequest request, string path, TimeSpan lasts) => new()
    {
        HttpOnly = true,
        Secure = request.HttpContext.RequestServices.GetRequiredService<Files.IPages>().To("").Scheme == Uri.UriSchemeHttps,
        SameSite = SameSiteMode.Lax,
        Path = path,
        MaxAge = lasts == TimeSpan.Zero ? null : lasts,
        IsEssential = true,
    };
}
