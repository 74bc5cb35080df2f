using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Pages;

/// <summary>Draws the link to the pages, and the browsers in which they are open.</summary>
public static class SessionsCard
{
    public const string EndVerb = "pages.end";

    private const string KeyField = "session";
    private const int MostShown = 12;

    /// <summary>Which session a button ends; null for all.</summary>
    public static string? KeyOf(Form form) => form[KeyField] is { Length: > 0 } key ? key : null;

    /// <param name="until">Until when the link can be opened, as the person reads times.</param>
    public static AdaptiveCard Link(Initiative initiative, Uri link, string until, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.ThePages,
            Body =
            [
                Heading.Of(t.ThePages),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(t.WhatPagesShow),
                new TextBlock(t.LinkWorks(until)) { IsSubtle = true, Size = TextSize.Small },
            ],
            Actions =
            [
                new OpenUrl(link.AbsoluteUri) { Title = t.OpenThePages },
                Conversation.SayButton(t.WhereOpen, Spoken.Sessions, initiative.Id),
            ],
        };
    }

    /// <param name="said">What has just been done.</param>
    public static AdaptiveCard List(Initiative initiative, IReadOnlyList<Session> sessions, DateTimeZone zone, CultureInfo culture, string? said = null)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WhereOpen,
            Body =
            [
                Heading.Of(t.WhereOpen),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. said is null ? Array.Empty<Element>() : [new TextBlock(said) { Weight = TextWeight.Bolder }],
                .. sessions.Count == 0 ? [new TextBlock(t.OpenNowhere)] : Array.Empty<Element>(),
                .. sessions.Take(MostShown).Select((s, i) => Row(s, i + 1)),
                .. sessions.Count > MostShown ? [new TextBlock(t.OpenInMore(sessions.Count - MostShown)) { IsSubtle = true }] : Array.Empty<Element>(),
            ],
            Actions =
            [
                .. sessions.Count == 0 ? Array.Empty<CardAction>() : [Conversation.PressButton(EndVerb, t.EndAll, initiative.Id)],
                Conversation.SayButton(t.NewLink, Spoken.Pages, initiative.Id),
            ],
        };

        Container Row(Session session, int place)
        {
            var device = session.Device.Length > 0 ? PeoplesWords.Plain(session.Device) : t.SomeBrowser;
            return new Container(
            [
                RichTextBlock.Of(device, TextWeight.Bolder),
                RichTextBlock.Of(t.OpenedUntil(session.Since.InZone(zone).OnBriefDayAtTime(culture), session.Until.InZone(zone).OnBriefDayAtTime(culture)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None },
                // Two may be of one kind: which is which is told by their number.
                QuietActions.About(t.Numbered(place, device), Conversation.PressButton(EndVerb, t.EndOne, initiative.Id, (KeyField, session.Key))),
            ])
            {
                Separator = true,
            };
        }
    }
}
