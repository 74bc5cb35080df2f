using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Files;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Pages;

/// <summary>Leads from a card in the chat to the page that shows the same with more room. Who isn't signed in there gets to it by their next link.</summary>
public sealed class PageOf(IPages pages) : IPageOf
{
    /// <summary>Pages of their own, below the initiative's.</summary>
    private static readonly Dictionary<string, string> s_own = new()
    {
        [Spoken.Activities.Id] = "activities",
        [Spoken.Learnings.Id] = "learnings",
        [Spoken.Decisions.Id] = "decisions",
        [Spoken.Terms.Id] = "glossary",
        [Spoken.Health.Id] = "",
    };

    private static readonly Dictionary<string, string> s_onTheDesk = Desk.Places.ToDictionary(p => p.Value.Id, p => $"desk/{p.Key}");

    public OpenUrl? Of(Command command, Here here, CultureInfo culture) =>
        (s_own.GetValueOrDefault(command.Id) ?? s_onTheDesk.GetValueOrDefault(command.Id)) is { } page
            ? new OpenUrl(pages.FromChat($"i/{here.Initiative.Id}/{page}".TrimEnd('/')).AbsoluteUri) { Title = new Texts(culture).AsPage }
            : null;
}
