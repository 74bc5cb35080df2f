using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>Backbone staff make a proposed definition the agreed one.</summary>
public sealed class AgreeTerm(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (slug, version) = TermCard.TermOf(turn.Form);
        var term = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Agree(slug, version);
        return term is null ? Reply.Says("That term is no longer in the glossary.") : Reply.Shows(TermCard.Of(term, here));
    }
}

/// <summary>Backbone staff decline a proposal; a definition that was agreed before stays in force.</summary>
public sealed class SendBackTerm(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (slug, version) = TermCard.TermOf(turn.Form);
        var term = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).SendBack(slug, version);
        return term is null ? Reply.Says("That term is no longer in the glossary.") : Reply.Shows(TermCard.Of(term, here));
    }
}
