using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>A term as a page shows it: its card, and how its wordings differ.</summary>
/// <param name="Name">In the language that it is shown in.</param>
/// <param name="Language">The tag of that language.</param>
/// <param name="Editions">The newest first.</param>
/// <param name="HasEarlier">Whether there are more than these.</param>
public sealed record TermOnPage(Term Term, string Name, string Language, AdaptiveCard Card, IReadOnlyList<Edition> Editions, bool HasEarlier);

/// <summary>Reads a term with its versions.</summary>
public sealed class ReadTerm(IGrainFactory grains, ITermStore store, TermPage page)
{
    private const int MostStates = 60;

    /// <param name="language">The tag of the language to show it in; null for the reader's own.</param>
    /// <returns>Null when there is no such term.</returns>
    public async Task<TermOnPage?> Of(Here here, string slug, string? language, CultureInfo culture, CancellationToken cancel)
    {
        if (await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Get(slug) is not { } term)
        {
            return null;
        }

        var from = Math.Max(0, term.Version - MostStates);
        var states = store.Revisions(here.Initiative.Id, slug, cancel, from);
        var own = here.Initiative.Language;
        var view = await page.View(culture, here, term, string.Equals(language, own, StringComparison.OrdinalIgnoreCase) ? "" : language);
        var editions = Edition.Of(term, await states);
        return new(term, term.Wording.In(view.Language).Name, view.Language.Length > 0 ? view.Language : own, TermCard.Of(view with { IsAboveVersions = true }), editions, editions.Count > 0 && editions[^1].Number > 1);
    }
}
