using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CollectiveImpact.Bot.Web;

/// <summary>The app's tab in Teams: whoever Teams names is let in to the pages, without a link.</summary>
internal static partial class Tab
{
    private const int LongestRequest = 64 * 1024;
    private const int MostFields = 10;

    public static void Map(WebApplication app)
    {
        // Wrong settings stop the start, not the first who opens the tab.
        _ = app.Services.GetRequiredService<TabTokens>();
        var tab = app.MapGroup(PagePaths.TabPlace).AddEndpointFilter<RouteGroupBuilder, PageErrors>().AddEndpointFilter(InTeams);
        tab.MapGet("/", Show);
        tab.MapPost("/", Enter).WithMetadata(new RequestSizeLimitAttribute(LongestRequest));
        MapForDevelopers(app);
    }

    /// <summary>Lets in somebody who has shown who they are, and leads to the page that was asked for; else to their initiative, or to a choice of theirs.</summary>
    /// <param name="page">What was asked for; anybody may have written it.</param>
    /// <param name="told">The language that their client tells, if it does.</param>
    private static async Task<IResult> LetIn(HttpContext context, PersonKey person, string page, string? told, CancellationToken cancel)
    {
        var sessions = context.RequestServices.GetRequiredService<Sessions>();
        var t = told is null ? PageLanguage.TextsFor(context.Request) : new Texts(Languages.CultureOf(told));
        var readable = await sessions.Readable(person, cancel);
        var asked = readable.FirstOrDefault(h => PagePaths.Within(h.Initiative.Id, page) is not null);
        if ((asked ?? (readable is [var only] ? only : null)) is not { } here)
        {
            return readable.Count == 0
                ? Door.Notice(t.Culture, OpenPages.InNone(t.Culture), OpenPages.ToBegin(t.Culture) is var (join, setUp) ? t.HowToBegin(join, setUp) : "")
                : Door.Draw(new RazorComponentResult<ChoicePage>(new { t.Culture, Initiatives = Choices(readable) }));
        }

        var id = here.Initiative.Id;
        if (!await IsLetIn(context.Request, here, sessions, cancel))
        {
            var (code, _) = await sessions.Open(here, told, Device.InTeams(context.Request.Headers.UserAgent.ToString()), cancel);
            Door.RememberInTeams(context, id, code);
        }

        return Door.Draw(Results.LocalRedirect(PagePaths.SignedIn(id, PagePaths.Within(id, page) ?? PagePaths.Overview(id))));
    }

    // Whoever opens the tab again has a session already; twenty of one day would hide the others in their list.
    private static async Task<bool> IsLetIn(HttpRequest request, CollectiveImpact.Conversations.Here here, Sessions sessions, CancellationToken cancel) =>
        request.Cookies[Door.TabCookieOf(here.Initiative.Id)] is { } code
        && await sessions.Enter(here.Initiative.Id, code, cancel) is { } reader
        && reader.Session.Person == here.Member.Person;

    private static IReadOnlyList<(string Address, string Name)> Choices(IReadOnlyList<CollectiveImpact.Conversations.Here> readable)
    {
        var names = Initiative.NamesApart([.. readable.Select(h => h.Initiative)]);
        return [.. readable.Select(h => (PagePaths.Tab(PagePaths.Overview(h.Initiative.Id)), names[h.Initiative.Id]))];
    }

    private static IResult Show(HttpContext context, TabTokens tokens, string? page)
    {
        IResult? instead = null;
        ForDevelopers(context, page ?? "", ref instead);
        var t = PageLanguage.TextsFor(context.Request);
        return instead ?? (tokens.IsOn
            ? Door.Draw(new RazorComponentResult<TabPage>(new { t.Culture, Page = page ?? "" }))
            : Words(t, t.TabIsOff, "", StatusCodes.Status404NotFound));
    }

    private static async Task<IResult> Enter(HttpContext context, TabTokens tokens, TeamsBudgets budgets, CancellationToken cancel)
    {
        var t = PageLanguage.TextsFor(context.Request);
        if (!tokens.IsOn)
        {
            return Words(t, t.TabIsOff, "", StatusCodes.Status404NotFound);
        }

        if (!budgets.AllowsStranger(context))
        {
            return Door.Draw(Results.StatusCode(StatusCodes.Status429TooManyRequests));
        }

        var sent = await Sent(context.Request, cancel);
        return await tokens.Check(sent["token"].ToString(), cancel) is { } person
            ? await LetIn(context, person, sent["page"].ToString(), Languages.Read(sent["locale"].ToString()), cancel)
            : Words(t, t.TabFailed, t.TabRefused, StatusCodes.Status401Unauthorized);
    }

    private static Task<IFormCollection> Sent(HttpRequest request, CancellationToken cancel) => SentForm.Read(request, MostFields, LongestRequest, cancel);

    /// <summary>What is wrong, and the other way in.</summary>
    private static IResult Words(Texts t, string heading, string why, int status) =>
        Door.Notice(t.Culture, heading, $"{why} {t.SayPages(OpenPages.SaidAs(t.Culture))}".TrimStart(), status);

    // Cookies alone don't say who presses here: only our own page may send a token, lest somebody is let in as somebody else.
    private static async ValueTask<object?> InTeams(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        TeamsFrame.Allow(context.HttpContext);
        return Door.IsOnlyOpened(context.HttpContext.Request) || Door.IsFromOurOwnPage(context.HttpContext.Request)
            ? await next(context)
            : Door.Draw(Results.StatusCode(StatusCodes.Status403Forbidden));
    }

    static partial void MapForDevelopers(WebApplication app);

    static partial void ForDevelopers(HttpContext context, string page, ref IResult? instead);
}
