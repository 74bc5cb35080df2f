using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using Microsoft.AspNetCore.Mvc;

namespace CollectiveImpact.Bot.Web;

/// <summary>Where the backbone writes a digest with what it becomes beside it. What is pressed there is a turn, as in the chat.</summary>
internal static class DigestPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/digest", ShowNext);
        pages.MapGet("/digest/{round}", Show);
        pages.MapPost("/digest/{round}", Do).WithMetadata(new RequestSizeLimitAttribute(DeskPages.LongestRequest));
    }

    private static async Task<IResult> ShowNext(Visit visit, ReadDigestToWrite read, CancellationToken cancel) =>
        !visit.Reader.Here.IsBackbone ? visit.NothingHere() : Draw(visit, await Read(visit, read, round: null, cancel));

    private static async Task<IResult> Show(Visit visit, string round, ReadDigestToWrite read, CancellationToken cancel) =>
        await Read(visit, read, new(round), cancel) is { } digest ? Draw(visit, digest) : visit.NothingHere();

    private static async Task<IResult> Do(Visit visit, string round, HttpRequest request, Desk desk, ReadDigestToWrite read, CancellationToken cancel)
    {
        if (await Read(visit, read, new(round), cancel) is not { } before)
        {
            return visit.NothingHere();
        }

        var typed = await DeskPages.Typed(request, cancel);
        if (DeskPages.Pressed(typed) is not { Verb: not DigestForm.WriteVerb } button)
        {
            return Draw(visit, before);
        }

        var press = button.With(typed);
        // Nothing is posted that the previews didn't show: what was typed meanwhile is kept first, and looked at.
        var isForm = DigestForm.IsTyped(press.Form);
        var isUnseen = isForm && press.Verb != DigestForm.SaveVerb && !before.IsKept(press.Form, visit.Reader.Culture);
        press = isUnseen ? press with { Verb = DigestForm.SaveVerb } : press;
        var reply = await desk.Presses(visit.Reader, press, visit.At, cancel);
        if (await Read(visit, read, new(round), cancel) is not { } now)
        {
            return visit.NothingHere();
        }

        return (reply, press.Verb) switch
        {
            (Reply.SameForm(var form), DigestForm.SaveVerb) => Draw(visit, now, form: now.With(form, visit.Reader.Culture)),
            (Reply.NewCard, DigestForm.SaveVerb) => Draw(visit, now, isUnseen ? visit.T.LookThenPress : visit.T.DigestKept),
            (Reply.SameForm(var card), _) => Draw(visit, now, answer: card, typed: typed),
            (Reply.NewCard shown, _) => Draw(visit, now, answer: shown.Card),
            (Reply.Words(var words), _) when isForm => Draw(visit, now, words, form: CardJson.Read(typed["card"]), typed: typed),
            (Reply.Words(var words), _) => Draw(visit, now, words),
            _ => Draw(visit, now),
        };
    }

    private static Task<DigestToWrite?> Read(Visit visit, ReadDigestToWrite read, RoundId? round, CancellationToken cancel) =>
        read.Of(visit.Reader.Here, round, visit.Reader.Zone, visit.Reader.Culture, cancel);

    /// <param name="said">What came of a press, in words; empty for nothing.</param>
    /// <param name="form">With what was typed, and what is wrong with it; null for a fresh one.</param>
    /// <param name="answer">What came of a press, as a card in the place of the form.</param>
    /// <param name="typed">What stands in the fields instead of what the card has for them.</param>
    private static IResult Draw(Visit visit, DigestToWrite? digest, string said = "", AdaptiveCard? form = null, AdaptiveCard? answer = null, Form? typed = null) => visit.Shows<DigestPage>(
        (nameof(DigestPage.Digest), digest),
        (nameof(DigestPage.Said), said),
        (nameof(DigestPage.IsAnswer), answer is not null),
        (nameof(DigestPage.Card), (answer ?? form ?? digest?.Form(visit.Reader.Culture)) is { } card ? visit.Draws(card, typed, isOpen: answer is null) : null));
}
