using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>Shows the words that the initiative shares.</summary>
public sealed class BrowseTerms(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Reply.Shows(TermCard.List(here, await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).All()));
}
