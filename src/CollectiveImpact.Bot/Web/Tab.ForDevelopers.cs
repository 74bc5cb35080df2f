#if DEBUG
using System.Net;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;

namespace CollectiveImpact.Bot.Web;

/// <summary>
/// On a developer's machine there is no Teams that says who somebody is: there the tab asks whom one would like to be. In what is deployed
/// this door isn't shut, it isn't there.
/// </summary>
internal static partial class Tab
{
    private const string People = "people";

    static partial void MapForDevelopers(WebApplication app)
    {
        if (IsForDevelopers(app.Services))
        {
            var people = app.MapGroup($"{PagePaths.TabPlace}/{People}").AddEndpointFilter<RouteGroupBuilder, PageErrors>().AddEndpointFilter(InTeams);
            people.MapGet("/", List);
            people.MapPost("/", Choose);
        }
    }

    static partial void ForDevelopers(HttpContext context, string page, ref IResult? instead)
    {
        if (IsForDevelopers(context.RequestServices))
        {
            instead = Door.Draw(Results.LocalRedirect(PagePaths.With($"{PagePaths.TabPlace}/{People}", ("page", page))));
        }
    }

    // Where nobody is asked who they are in the chat either, and only this machine is answered.
    private static bool IsForDevelopers(IServiceProvider services) =>
        services.GetRequiredService<IHostEnvironment>().IsDevelopment()
        && string.IsNullOrWhiteSpace(services.GetRequiredService<IConfiguration>()["MicrosoftAppId"])
        && !services.GetRequiredService<TabTokens>().IsOn;

    private static async Task<IResult> List(HttpRequest request, string? page, IInitiativeStore store, IGrainFactory grains, CancellationToken cancel)
    {
        var t = PageLanguage.TextsFor(request);
        var shown = new List<string>();
        foreach (var id in await store.ListAll(cancel))
        {
            if (await grains.GetGrain<IInitiativeGrain>(id).Get() is { Ended: null } initiative)
            {
                shown.Add($"<h1>{Text(initiative.Name)}</h1>");
                foreach (var member in initiative.Members)
                {
                    shown.Add(
                        $"""
                        <form method="post">
                        <input type="hidden" name="person" value="{Text(member.Person.ToString())}">
                        <input type="hidden" name="page" value="{Text(page is { Length: > 0 } ? page : PagePaths.Overview(id))}">
                        <p><button>{Text(t.ContinueAs(member.Name))}</button></p>
                        </form>
                        """);
                }
            }
        }

        var (join, setUp) = OpenPages.ToBegin(t.Culture);
        return Door.Draw(Results.Content(
            $"""
            <!doctype html>
            <html lang="{t.Language().Name}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Text(t.Title)}</title><link rel="stylesheet" href="{OwnFile.Style.Address}"></head>
            <body><main>{(shown.Count > 0 ? string.Concat(shown) : $"<p>{Text(t.HowToBegin(join, setUp))}</p>")}</main></body>
            </html>
            """,
            "text/html; charset=utf-8"));
    }

    private static string Text(string words) => WebUtility.HtmlEncode(words);

    private static async Task<IResult> Choose(HttpContext context, CancellationToken cancel)
    {
        var sent = await Sent(context.Request, cancel);
        return await LetIn(context, PersonKey.Parse(sent["person"].ToString()), sent["page"].ToString(), told: null, cancel);
    }
}
#endif
