using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>Shows the words that the initiative shares.</summary>
public sealed class BrowseTerms(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var terms = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).All();
        return Reply.Shows(GlossaryCards.List(
            here, here.IsVisitor ? [.. terms.Where(t => t.State == TermState.Agreed).Select(t => t with { Proposal = null })] : terms, GlossaryCards.FromOf(turn.Form), turn.Culture));
    }
}

/// <summary>Backbone staff see which words people look for in vain.</summary>
public sealed class ShowMissed(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        if (turn.Press is not null)
        {
            await glossary.Forget(GlossaryCards.WordOf(turn.Form));
        }

        return Reply.Shows(GlossaryCards.Missed(here, await glossary.Misses(), turn.Culture));
    }
}

/// <summary>Backbone staff see what people say that is neither a shared word nor anything that the bot can do.</summary>
public sealed class ShowNotUnderstood(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).NotUnderstoodIsPrivate);
        }

        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        if (turn.Press is not null)
        {
            await glossary.Forget(GlossaryCards.WordOf(turn.Form), notUnderstood: true);
        }

        return Reply.Shows(GlossaryCards.NotUnderstood(here, await glossary.Misses(notUnderstood: true), turn.Culture));
    }
}
