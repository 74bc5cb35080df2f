using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Localization;
using CollectiveImpact.Time;

namespace CollectiveImpact.Files;

/// <summary>Links to files and pages that somebody was given, for a short time.</summary>
/// <param name="Until">Until when they work, as the person reads times.</param>
/// <param name="Culture">The person's.</param>
public sealed record FileLinks(IPages Pages, string Code, string Until, CultureInfo Culture)
{
    internal Texts T => new(Culture);

    /// <param name="what">A format, or a page.</param>
    public OpenUrl To(string title, string what) => new(Pages.To($"files/{Code}/{what}").AbsoluteUri) { Title = title };

    /// <param name="again">What to say for new ones.</param>
    internal TextBlock HowLong(Command again) => new(T.LinksWork(Until, again.In(Culture))) { IsSubtle = true, Size = TextSize.Small };
}

/// <summary>Gives links to backbone staff who ask for files.</summary>
public sealed class GiveLinks(Passes passes, IPages pages)
{
    /// <summary>Links beside what the chat can give itself; null on a page, which hands out the files without.</summary>
    public async Task<FileLinks?> Beside(Turn turn, Here here, CancellationToken cancel) => turn.IsOnPage ? null : await To(turn, here, cancel);

    public async Task<FileLinks> To(Turn turn, Here here, CancellationToken cancel) => new(
        pages,
        await passes.Issue(here.Initiative, turn.Person, turn.Name, turn.Culture, turn.Now, cancel),
        (turn.Now + Pass.Lifetime).InZone(here.Zone(turn)).AtTime(turn.Culture),
        turn.Culture);
}
