using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Backbone staff make a channel a home for digests.</summary>
public sealed class MakeHome(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (turn.IsPersonal)
        {
            return Reply.Says("Say this in the channel that should get the digests: @mention me there and say \"digest here\".");
        }

        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Channels = [new HomeChannel(turn.Address, turn.PlaceName)] });
        return Reply.Says($"Digests of {here.Initiative.Name} will be posted here. Say \"no digest here\" to me to end that.");
    }
}

/// <summary>Backbone staff end that.</summary>
public sealed class EndHome(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (here.Initiative.Channels.All(c => c.Address.ConversationId != turn.Address.ConversationId))
        {
            return Reply.Says("No digests are posted here.");
        }

        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { RemovedChannel = turn.Address.ConversationId });
        return Reply.Says($"No more digests of {here.Initiative.Name} here.");
    }
}
