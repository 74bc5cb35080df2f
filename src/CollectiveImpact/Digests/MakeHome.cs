using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Backbone staff make a channel a home for digests.</summary>
public sealed class MakeHome(IGrainFactory grains) : IMemberListener
{
    internal static Reply NotHere => Reply.Says("Say this in the channel that should get the digests: @mention me there and say \"digest here\".");

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (turn.IsPersonal)
        {
            return NotHere;
        }

        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Channels = [new HomeChannel(turn.Address, turn.PlaceName)] });
        return Reply.Says($"Digests of {here.Initiative.Name} will be posted here. Say \"no digest here\" to me to end that.");
    }
}

/// <summary>Backbone staff, or the lead of a working group, make a channel the home of the group's digest.</summary>
public sealed class MakeGroupHome(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (turn.IsPersonal)
        {
            return Reply.Says("Say this in the channel that should get the group's digest: @mention me there and say \"digest here for\" and the group's name.");
        }

        var name = turn.Words["group"];
        if (here.Initiative.Groups.FirstOrDefault(g => g.IsCalled(name)) is not { } group)
        {
            return NoSuchGroup(here.Initiative);
        }

        return await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).GiveGroupAHome(group.Id, new HomeChannel(turn.Address, turn.PlaceName), turn.Person) switch
        {
            GroupOutcome.NoSuchGroup => NoSuchGroup(here.Initiative with { Groups = [.. here.Initiative.Groups.Where(g => g != group)] }),
            GroupOutcome.NotAllowed => EndHome.NotAllowed(here.Initiative, group, turn.Culture),
            _ => Reply.Says($"The digest of {group.Name} will be posted here: what a check-in brings for its goals, and what its partners learned. Say \"no digest here\" to me to end that."),
        };
    }

    private static Reply NoSuchGroup(Initiative initiative) => Reply.Says(initiative.Groups.Count == 0
        ? "There are no working groups yet. Backbone staff say \"groups\" to me in our own chat to add one."
        : $"I know no group of that name. There {(initiative.Groups.Count == 1 ? "is" : "are")}: {string.Join(", ", initiative.Groups.Select(g => g.Name))}.");
}

/// <summary>Backbone staff end that; the lead of a working group, where the group's digest is posted.</summary>
public sealed class EndHome(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var channel = here.Initiative.Channels.FirstOrDefault(c => c.Address.ConversationId == turn.Address.ConversationId);
        var group = here.Initiative.Group(channel?.Group);
        if (!(group?.IsRunBy(here.Member) ?? here.IsBackbone))
        {
            return NotAllowed(here.Initiative, group, turn.Culture);
        }

        if (channel is null)
        {
            return Reply.Says("No digests are posted here.");
        }

        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { RemovedChannel = turn.Address.ConversationId });
        return Reply.Says($"No more digests of {group?.Name ?? here.Initiative.Name} here.");
    }

    internal static Reply NotAllowed(Initiative initiative, WorkingGroup? group, CultureInfo culture)
    {
        var backbone = string.Join(", ", initiative.Backbone.Select(m => m.Name));
        return group is null ? Conversation.OnlyBackbone(initiative, culture) : Reply.Says($"Only backbone staff and the lead of {group.Name} can do that. The backbone is {backbone}.");
    }
}
