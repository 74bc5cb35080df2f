using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.Schedules;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace CollectiveImpact.Bot.Web;

/// <summary>An initiative's pages, for whoever was let in by a link of the bot.</summary>
/// <remarks>
/// A cookie says who reads. It is sent with no request that another site makes but for a link that somebody follows (SameSite=Lax), and
/// what changes something besides is refused unless it comes from a page of ours.
/// </remarks>
internal static class InitiativePages
{
    // The page that was asked for before anybody was signed in; the link leads there.
    private const string WantedCookie = "ci-wanted";
    private const int LongestPath = 300;
    private const int LongestSearch = 80;
    private const int MostFound = 50;

    // Nothing but our own style sheet and our own forms; no page of others may frame these.
    private const string Policy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void Map(WebApplication app)
    {
        app.MapGet(StyleSheet.Address, StyleSheet.Get);
        MapLinks(app.MapGroup("/" + OpenPages.Place).AddEndpointFilter<RouteGroupBuilder, PageErrors>().AddEndpointFilter(FromOurPagesOnly));
        MapPages(app.MapGroup("/i/{initiative}").AddEndpointFilter<RouteGroupBuilder, PageErrors>().AddEndpointFilter(FromOurPagesOnly));
    }

    private static void MapLinks(RouteGroupBuilder links)
    {
        links.MapGet("/{code}", ShowLink);
        links.MapPost("/{code}", OpenLink);
        links.Map("/{code}/{more}/{**rest}", (HttpRequest request) => (IResult)Over(request));
    }

    private static void MapPages(RouteGroupBuilder pages)
    {
        pages.MapGet("/", ShowOverview);
        pages.MapGet("/numbers/{indicator}", ShowIndicator);
        pages.MapGet("/glossary", ShowGlossary);
        pages.MapPost("/sign-out", SignOut);
        pages.Map("/{**rest}", (string initiative, HttpRequest request, Sessions sessions, CancellationToken cancel) => ForReaders(initiative, request, sessions, (reader, t) => Task.FromResult<IResult>(NothingHere(reader, t)), cancel));
    }

    private static async Task<IResult> ShowLink(string code, HttpRequest request, Sessions sessions, CancellationToken cancel) =>
        await sessions.Waiting(code, cancel) is { } reader ? Draw<OpenPage>(new { Reader = reader }) : Over(request);

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
        return new NotKept(Results.LocalRedirect(wanted), Policy);
    }

    private static Task<IResult> ShowOverview(string initiative, HttpRequest request, Sessions sessions, ReadOverview overview, IClock clock, CancellationToken cancel) =>
        ForReaders(initiative, request, sessions, async (reader, t) => Draw<OverviewPage>(new { Reader = reader, Overview = await overview.Of(reader, clock.GetCurrentInstant(), cancel), Now = clock.GetCurrentInstant() }), cancel);

    private static Task<IResult> ShowIndicator(string initiative, string indicator, HttpRequest request, Sessions sessions, ReadIndicators indicators, IGrainFactory grains, IClock clock, CancellationToken cancel) =>
        ForReaders(
            initiative,
            request,
            sessions,
            async (reader, t) =>
            {
                var now = clock.GetCurrentInstant();
                var timetable = await grains.GetGrain<IClockGrain>(reader.Here.Initiative.Id).Get();
                return await indicators.One(reader, indicator, now.InZone(reader.Zone).Date, timetable, cancel) is { } one
                    ? Draw<IndicatorPage>(new { Reader = reader, Now = one, At = now })
                    : NothingHere(reader, t);
            },
            cancel);

    private static Task<IResult> ShowGlossary(string initiative, string? q, HttpRequest request, Sessions sessions, IGrainFactory grains, IClock clock, CancellationToken cancel) =>
        ForReaders(
            initiative,
            request,
            sessions,
            async (reader, t) =>
            {
                var asked = q?.Trim() ?? "";
                asked = asked.Length > LongestSearch ? asked[..LongestSearch] : asked;
                var glossary = grains.GetGrain<IGlossaryGrain>(reader.Here.Initiative.Id);
                return Draw<WordsPage>(new { Reader = reader, Terms = asked.Length > 0 ? await glossary.Search(asked, MostFound) : await glossary.All(), Asked = asked, At = clock.GetCurrentInstant() });
            },
            cancel);

    private static Task<IResult> SignOut(string initiative, HttpRequest request, HttpResponse response, Sessions sessions, CancellationToken cancel) =>
        ForReaders(
            initiative,
            request,
            sessions,
            async (reader, t) =>
            {
                await sessions.End(reader.Here.Initiative.Id, reader.Session.Person, reader.Session.Key, cancel);
                response.Cookies.Delete(CookieOf(reader.Here.Initiative.Id), Kept(request, PagePaths.Overview(reader.Here.Initiative.Id), TimeSpan.Zero));
                return Draw<NoticePage>(new { t.Culture, Heading = t.SignedOut, Words = t.SayPages(OpenPages.SaidAs(t.Culture)) });
            },
            cancel);

    private static async Task<IResult> ForReaders(string initiative, HttpRequest request, Sessions sessions, Func<Reader, Texts, Task<IResult>> show, CancellationToken cancel)
    {
        var id = new InitiativeId(initiative);
        if (Codes.IsId(initiative) && request.Cookies[CookieOf(id)] is { } code && await sessions.Enter(id, code, cancel) is { } reader)
        {
            return await show(reader, new Texts(reader.Culture));
        }

        if (HttpMethods.IsGet(request.Method) && request.Path.Value is { Length: <= LongestPath } path)
        {
            request.HttpContext.Response.Cookies.Append(WantedCookie, path, Kept(request, $"/{OpenPages.Place}", Session.LinkLifetime.ToTimeSpan()));
        }

        // The same for an initiative that isn't there: who has no business here learns nothing.
        var t = PageLanguage.TextsFor(request);
        return Draw<NoticePage>(new { t.Culture, Heading = t.NotSignedIn, Words = t.SayPages(OpenPages.SaidAs(t.Culture)) }, StatusCodes.Status401Unauthorized);
    }

    private static NotKept NothingHere(Reader reader, Texts t) =>
        Draw<NoticePage>(new { t.Culture, Heading = t.NothingHere, Words = t.PageIsGone, Reader = reader }, StatusCodes.Status404NotFound);

    private static NotKept Over(HttpRequest request)
    {
        var t = PageLanguage.TextsFor(request);
        return Draw<NoticePage>(new { t.Culture, Heading = t.LinkOver, Words = t.SayPages(OpenPages.SaidAs(t.Culture)) }, StatusCodes.Status410Gone);
    }

    private static NotKept Draw<T>(object parameters, int status = StatusCodes.Status200OK)
        where T : IComponent => new(new RazorComponentResult<T>(parameters) { StatusCode = status }, Policy);

    // What browsers send of where a request comes from; those that send neither are no browsers that follow other sites' forms.
    private static async ValueTask<object?> FromOurPagesOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!isSafe && request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            return new NotKept(Results.StatusCode(StatusCodes.Status403Forbidden), Policy);
        }

        return await next(context);
    }

    private static string CookieOf(InitiativeId initiative) => $"ci-{initiative}";

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
