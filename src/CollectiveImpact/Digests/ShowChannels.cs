using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Backbone staff see where digests go, and which channels get nothing.</summary>
public sealed class ShowChannels : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Task.FromResult(Reply.Shows(ChannelCard.List(here.Initiative, here.Zone(turn), turn.Culture)));
}

/// <summary>Backbone staff end that a channel gets digests, from wherever they are: one that was deleted can't be spoken in.</summary>
public sealed class RemoveChannel(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (here.Initiative.Channels.FirstOrDefault(c => c.Address.ConversationId == ChannelCard.ChannelOf(turn.Form)) is not { } channel)
        {
            return Reply.Shows(ChannelCard.List(here.Initiative, here.Zone(turn), turn.Culture, new Texts(turn.Culture).NoneGoThere));
        }

        var initiative = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { RemovedChannel = channel.Address.ConversationId });
        await audit.Keep(turn, here, ActKind.HomeRemoved, channel.Address.ConversationId, channel.CalledIn(Languages.CultureOf(here.Initiative.Language)), cancel: cancel);
        return Reply.Shows(ChannelCard.List(initiative, here.Zone(turn), turn.Culture, new Texts(turn.Culture).NoMoreGoTo(ChannelCard.NameOf(channel))));
    }
}
