using System.Text.Json;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace CollectiveImpact.Bot.Web;

/// <summary>Where members do in a browser what they do in the chat: cards as pages, and their buttons.</summary>
internal static class DeskPages
{
    /// <summary>Stands behind the address of the first page of somebody who has just joined.</summary>
    internal const string IsNew = "new";

    internal const int LongestRequest = 512 * 1024;
    private const int MostFields = 1_000;
    private const int LongestField = 128 * 1024;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/desk", Open);
        pages.MapGet("/desk/{place}", Show);
        pages.MapGet($"/desk/{Desk.Archive}/{{round}}", ShowDigest);
        pages.MapPost("/desk", Do).WithMetadata(new RequestSizeLimitAttribute(LongestRequest));
    }

    private static async Task<IResult> Open(Visit visit, HttpRequest request, Desk desk, IGrainFactory grains, CancellationToken cancel) =>
        Answer(visit, await desk.Opens(visit.Reader, visit.At, cancel), PagePaths.Desk(visit.Initiative.Id), news: await Welcome(visit, request, grains));

    private static async Task<IResult> Show(Visit visit, string place, HttpRequest request, Desk desk, IGrainFactory grains, CancellationToken cancel) =>
        Desk.Places.TryGetValue(place, out var command)
            ? Answer(visit, await desk.Says(visit.Reader, command, visit.At, cancel), PagePaths.Desk(visit.Initiative.Id, place), isLive: place == Desk.Live, news: await Welcome(visit, request, grains))
            : visit.NothingHere();

    private static async Task<string> Welcome(Visit visit, HttpRequest request, IGrainFactory grains)
    {
        if (!request.Query.ContainsKey(IsNew) || (await grains.GetGrain<IPersonGrain>(visit.Reader.Here.Member.Person.ToString()).Get()).Mailbox is not { } mailbox)
        {
            return "";
        }

        return visit.Reader.Here.Partner is { } partner ? visit.T.YouAreInFor(visit.Initiative.Name, partner.Name, mailbox) : visit.T.YouAreIn(visit.Initiative.Name, mailbox);
    }

    private static async Task<IResult> ShowDigest(Visit visit, string round, Desk desk, CancellationToken cancel) =>
        Answer(visit, await desk.Digest(visit.Reader, round, visit.At, cancel), PagePaths.Desk(visit.Initiative.Id, Desk.Archive));

    private static async Task<IResult> Do(Visit visit, HttpRequest request, Desk desk, IGrainFactory grains, CancellationToken cancel)
    {
        var typed = await Typed(request, cancel);
        var address = PagePaths.Desk(visit.Initiative.Id);
        if (typed.Has("say"))
        {
            return Answer(visit, await desk.Says(visit.Reader, typed["say"], visit.At, cancel), address);
        }

        if (Pressed(typed) is not { } press)
        {
            return await Open(visit, request, desk, grains, cancel);
        }

        // What is said beside a card leaves it as it is, with all that was typed.
        return Answer(visit, await desk.Presses(visit.Reader, press.With(typed), visit.At, cancel), address, CardJson.Read(typed["card"]), typed);
    }

    private static IResult Answer(Visit visit, Reply reply, string address, AdaptiveCard? before = null, Form? typed = null, bool isLive = false, string news = "")
    {
        if (reply is Reply.FileInHand(var file))
        {
            return Door.Draw(Results.Stream(file.Content, file.ContentType, file.Name));
        }

        var (card, said, apart) = reply switch
        {
            Reply.NewCard shown => (visit.Draws(shown.Card), "", shown.Apart),
            Reply.SameForm(var form) => (visit.Draws(form), "", null),
            Reply.Words(var words) => (before is null ? null : visit.Draws(before, typed), words, null),
            // What a drive or a message that is being written takes has no place here.
            _ => (before is null ? null : visit.Draws(before, typed), "", null),
        };
        return visit.Shows<DeskPage>((nameof(DeskPage.Card), card), (nameof(DeskPage.Said), said.Length == 0 ? news : said), (nameof(DeskPage.Apart), apart ?? ""), (nameof(DeskPage.Address), address), (nameof(DeskPage.IsLive), isLive));
    }

    // None of it is trusted: it is read as what a card sends from anywhere.
    internal static async Task<Form> Typed(HttpRequest request, CancellationToken cancel) =>
        new((await SentForm.Read(request, MostFields, LongestField, cancel)).ToDictionary(f => f.Key, f => PeoplesWords.Read(Last(f.Value))));

    // A box that can be ticked sends what it means beside what it means when it isn't; of several choices each is sent.
    private static string Last(StringValues values) => values.ToArray() switch
    {
        [null] or [] => "",
        [{ } only] => only,
        ["false", { } on] => on,
        var several => string.Join(',', several.Where(v => v is { Length: > 0 })),
    };

    internal static PressOnPage? Pressed(Form typed)
    {
        try
        {
            return typed.Has("press") && JsonSerializer.Deserialize<PressOnPage>(typed["press"]) is { Verb: not null, Data: not null, Part: not null } press && press.Data.Values.All(v => v is not null) ? press : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
