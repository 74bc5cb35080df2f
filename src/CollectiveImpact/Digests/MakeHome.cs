using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Backbone staff make a channel a home for digests.</summary>
public sealed class MakeHome(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).SayInChannel);
        }

        var home = Home(turn, here);
        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { Channels = [home] });
        await audit.Keep(turn, here, ActKind.HomeAdded, turn.Address.ConversationId, home.CalledIn(Languages.CultureOf(here.Initiative.Language)), cancel: cancel);
        return Reply.Says(new Texts(turn.Culture).ComesHere(here.Initiative.Name));
    }

    // What is read there stays, whatever is posted there.
    internal static HomeChannel Home(Turn turn, Here here) => new(turn.Address, turn.PlaceName)
    {
        Languages = here.Initiative.Channels.FirstOrDefault(c => c.Address.ConversationId == turn.Address.ConversationId)?.Languages ?? [],
    };
}

/// <summary>Backbone staff, or the lead of a working group, make a channel the home of the group's digest.</summary>
public sealed class MakeGroupHome(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (turn.IsPersonal)
        {
            return Reply.Says(t.SayInGroupsChannel);
        }

        var name = turn.Words["group"];
        if (here.Initiative.Groups.FirstOrDefault(g => g.IsCalled(name)) is not { } group)
        {
            return NoSuchGroup(here.Initiative, t);
        }

        var home = MakeHome.Home(turn, here);
        var outcome = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).GiveGroupAHome(group.Id, home, turn.Person);
        if (outcome == GroupOutcome.Changed)
        {
            await audit.Keep(turn, here, ActKind.HomeAdded, turn.Address.ConversationId, home.CalledIn(Languages.CultureOf(here.Initiative.Language)), group.Name, cancel: cancel);
        }

        return outcome switch
        {
            GroupOutcome.NoSuchGroup => NoSuchGroup(here.Initiative with { Groups = [.. here.Initiative.Groups.Where(g => g != group)] }, t),
            GroupOutcome.NotAllowed => EndHome.NotAllowed(here.Initiative, group, turn.Culture),
            _ => Reply.Says(t.GroupsComesHere(group.Name)),
        };
    }

    private static Reply NoSuchGroup(Initiative initiative, Texts t) => Reply.Says(initiative.Groups.Count == 0
        ? t.NoGroupsYet
        : t.NoSuchGroup(initiative.Groups.Count, string.Join(", ", initiative.Groups.Select(g => g.Name))));
}

/// <summary>Backbone staff end that; the lead of a working group, where the group's digest is posted.</summary>
public sealed class EndHome(IGrainFactory grains, AuditLog audit) : IMemberListener
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
            return Reply.Says(new Texts(turn.Culture).NoneHere);
        }

        await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).Change(new InitiativeChange { RemovedChannel = turn.Address.ConversationId });
        await audit.Keep(turn, here, ActKind.HomeRemoved, turn.Address.ConversationId, channel.CalledIn(Languages.CultureOf(here.Initiative.Language)), cancel: cancel);
        return Reply.Says(new Texts(turn.Culture).NoMoreHere(group?.Name ?? here.Initiative.Name));
    }

    internal static Reply NotAllowed(Initiative initiative, WorkingGroup? group, CultureInfo culture)
    {
        var backbone = string.Join(", ", initiative.Backbone.Select(m => m.Name));
        return group is null ? Conversation.OnlyBackbone(initiative, culture) : Reply.Says(new Texts(culture).OnlyBackboneAndLead(group.Name, backbone));
    }
}
