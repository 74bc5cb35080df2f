using System.Globalization;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CollectiveImpact.Bot.Web;

/// <summary>The way in to an initiative's pages, and out: a link of the bot lets a browser in, or the <see cref="Tab"/> in Teams, and nobody else.</summary>
/// <remarks>
/// A cookie says who reads. A link's is sent with no request that another site makes but for a link that somebody follows (SameSite=Lax), and
/// what changes something besides is refused unless it comes from a page of ours. The tab's is sent from Teams' frame as well, and so from
/// others on the same page: with it, only what a browser says to come from a page of ours changes anything.
/// </remarks>
internal static class Door
{
    // The page that was asked for before anybody was signed in; the link leads there.
    private const string WantedCookie = "ci-wanted";
    private const int LongestPath = 300;
    private const string TabCookies = "ci-tab-";

    // Nothing but our own style sheet, scripts and forms.
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'";

    /// <summary>The links, and a group for the pages that only members come to.</summary>
    public static RouteGroupBuilder Map(WebApplication app)
    {
        var links = app.MapGroup("/" + OpenPages.Place).AddEndpointFilter<RouteGroupBuilder, PageErrors>().AddEndpointFilter(FromOurPagesOnly);
        links.MapGet("/{code}", ShowLink);
        links.MapPost("/{code}", OpenLink);
        links.Map("/{code}/{more}/{**rest}", (HttpRequest request) => Over(request));

        var pages = app.MapGroup("/i/{initiative}").AddEndpointFilter<RouteGroupBuilder, PageErrors>().AddEndpointFilter(FromOurPagesOnly).AddEndpointFilter(MembersOnly);
        pages.MapPost("/sign-out", SignOut);
        pages.MapGet("/" + PagePaths.Arrival, Arrive);
        return pages;
    }

    public static string CookieOf(InitiativeId initiative) => $"ci-{initiative}";

    /// <summary>The cookie that the tab in Teams sets.</summary>
    public static string TabCookieOf(InitiativeId initiative) => $"{TabCookies}{initiative}";

    /// <summary>Has the browser say from now on who reads, in Teams: on the initiative's pages, and to the tab when it is opened again.</summary>
    public static void RememberInTeams(HttpContext context, InitiativeId initiative, string code)
    {
        foreach (var path in new[] { PagePaths.Overview(initiative), PagePaths.TabPlace })
        {
            context.Response.Cookies.Append(TabCookieOf(initiative), code, TeamsFrame.Keep(Kept(context.Request, path, Session.Lifetime.ToTimeSpan())));
        }
    }

    /// <summary>Whether nothing is sent but an address.</summary>
    public static bool IsOnlyOpened(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>Whether the browser says that a page of ours sends it.</summary>
    public static bool IsFromOurOwnPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "same-origin";

    /// <summary>What somebody typed who may not be signed in: a few short lines.</summary>
    internal static Task<IFormCollection> Typed(HttpRequest request, CancellationToken cancel) => SentForm.Read(request, mostFields: 10, longest: 2_000, cancel);

    public static IResult Draw(IResult page) => new NotKept(page, Policy);

    /// <summary>A heading and a sentence.</summary>
    public static IResult Notice(CultureInfo culture, string heading, string words, int status = StatusCodes.Status200OK, Reader? reader = null) =>
        Draw(new RazorComponentResult<NoticePage>(new { Culture = culture, Heading = heading, Words = words, Reader = reader }) { StatusCode = status });

    /// <summary>That nobody is signed in, and how one gets in.</summary>
    private static IResult SayPages(HttpRequest request, Texts t, string heading, int status = StatusCodes.Status200OK)
    {
        var said = OpenPages.SaidAs(t.Culture);
        var chat = request.HttpContext.RequestServices.GetRequiredService<ChatLink>().With(said);
        return Draw(new RazorComponentResult<NoticePage>(new { t.Culture, Heading = heading, Words = t.SayPages(said), Chat = chat, IsByMail = request.HttpContext.RequestServices.GetRequiredService<Deliveries.MailChannel>().IsOn }) { StatusCode = status });
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
        var wanted = PagePaths.Within(opened.Session.Initiative, request.Cookies[WantedCookie]) ?? own;
        response.Cookies.Delete(WantedCookie, Kept(request, $"/{OpenPages.Place}", TimeSpan.Zero));
        return Draw(Results.LocalRedirect(wanted));
    }

    private static async Task<IResult> SignOut(Visit visit, HttpRequest request, HttpResponse response, Sessions sessions, CancellationToken cancel)
    {
        await sessions.End(visit.Initiative.Id, visit.Reader.Session.Person, visit.Reader.Session.Key, cancel);
        response.Cookies.Delete(CookieOf(visit.Initiative.Id), Kept(request, PagePaths.Overview(visit.Initiative.Id), TimeSpan.Zero));
        response.Cookies.Delete(TabCookieOf(visit.Initiative.Id), TeamsFrame.Keep(Kept(request, PagePaths.Overview(visit.Initiative.Id), TimeSpan.Zero)));
        return SayPages(request, visit.T, visit.T.SignedOut);
    }

    private static IResult Arrive(Visit visit, string? page) =>
        Draw(Results.LocalRedirect(PagePaths.Within(visit.Initiative.Id, page) ?? PagePaths.Overview(visit.Initiative.Id)));

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
        var t = PageLanguage.TextsFor(request);
        if (context.HttpContext.RequestServices.GetRequiredService<TabTokens>().IsOn)
        {
            TeamsFrame.Allow(context.HttpContext);
            if (request.RouteValues["initiative"] is string asked && request.Path.Value == PagePaths.Overview(new(asked)) + "/" + PagePaths.Arrival)
            {
                return Notice(t.Culture, t.TabFailed, $"{t.TabForgets} {t.SayPages(OpenPages.SaidAs(t.Culture))}", StatusCodes.Status401Unauthorized);
            }

            if (IsOnlyOpened(request) && TeamsFrame.IsAround(request))
            {
                // There nobody needs a link: Teams says who it is.
                return Draw(Results.LocalRedirect(PagePaths.Tab(request.Path + request.QueryString)));
            }
        }

        if (HttpMethods.IsGet(request.Method) && request.Path.Value is { Length: <= LongestPath } path)
        {
            context.HttpContext.Response.Cookies.Append(WantedCookie, path, Kept(request, $"/{OpenPages.Place}", Session.LinkLifetime.ToTimeSpan()));
        }

        // The same for an initiative that isn't there: who has no business here learns nothing.
        return SayPages(request, t, t.NotSignedIn, StatusCodes.Status401Unauthorized);
    }

    // What browsers send of where a request comes from; those that send neither are no browsers that follow other sites' forms.
    internal static async ValueTask<object?> FromOurPagesOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var isOurs = IsOnlyOpened(request) || IsFromOurOwnPage(request)
            || (request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site") && !request.Cookies.Any(c => c.Key.StartsWith(TabCookies, StringComparison.Ordinal)));
        return isOurs ? await next(context) : Draw(Results.StatusCode(StatusCodes.Status403Forbidden));
    }

    // Scripts don't see it; on a developer's machine there is no TLS.
    internal static CookieOptions Kept(HttpRequest request, string path, TimeSpan lasts) => new()
    {
        HttpOnly = true,
        Secure = request.HttpContext.RequestServices.GetRequiredService<Files.IPages>().To("").Scheme == Uri.UriSchemeHttps,
        SameSite = SameSiteMode.Lax,
        Path = path,
        MaxAge = lasts == TimeSpan.Zero ? null : lasts,
        IsEssential = true,
    };
}
