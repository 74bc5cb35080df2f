using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Somebody who was invited by name says yes.</summary>
public sealed class AcceptInvitation(IGrainFactory grains, JoinInitiative join) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.SayItInOwnChat);
        }

        if (InvitationCard.Read(turn.Form) is not var (id, key))
        {
            return Reply.Says(t.InvitationOver);
        }

        return await grains.GetGrain<IInitiativeGrain>(id).Accept(key, turn.Person, turn.Name, turn.Now) switch
        {
            JoinOutcome.Joined joined => Reply.Shows(await join.Begins(turn, key, joined, cancel)),
            JoinOutcome.AlreadyIn already => Reply.Says(await join.IsThere(turn, key, already)),
            _ => Reply.Says(t.InvitationOver),
        };
    }
}

/// <summary>Somebody who was invited by name says no: whoever invited them is told, and nobody asks again.</summary>
public sealed class DeclineInvitation(IGrainFactory grains, InvitationPost post) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.SayItInOwnChat);
        }

        if (InvitationCard.Read(turn.Form) is not var (id, key))
        {
            return Reply.Says(t.InvitationOver);
        }

        var grain = grains.GetGrain<IInitiativeGrain>(id);
        if (await grain.Decline(key, turn.Person, turn.Now) is not { } invite || await grain.Get() is not { } initiative)
        {
            return Reply.Says(t.InvitationOver);
        }

        await post.Declined(initiative, invite);
        return Reply.Shows(InvitationCard.SaidNo(initiative, invite, turn.Culture));
    }
}
