using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Groups;

/// <summary>A member joins a working group; observers may too, to read along.</summary>
public sealed class JoinGroup(IGrainFactory grains, GroupPage page, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var id = GroupCard.IdOf(turn.Form);
        var outcome = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).JoinGroup(id, turn.Person);
        if (outcome == GroupOutcome.Changed)
        {
            await audit.Keep(turn, here, ActKind.GroupJoined, AuditLog.About("group", id), here.Initiative.Group(id)?.Name ?? "", cancel: cancel);
        }

        return outcome is GroupOutcome.Changed or GroupOutcome.AlreadySo
            ? await page.Of(turn, here, id, cancel, turn.IsPersonal ? new Texts(turn.Culture).Joined : null)
            : GroupPage.Gone(turn.Culture);
    }
}

/// <summary>A member leaves a working group.</summary>
public sealed class LeaveGroup(IGrainFactory grains, GroupPage page, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var id = GroupCard.IdOf(turn.Form);
        var outcome = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).LeaveGroup(id, turn.Person);
        if (outcome == GroupOutcome.Changed)
        {
            await audit.Keep(turn, here, ActKind.GroupLeft, AuditLog.About("group", id), here.Initiative.Group(id)?.Name ?? "", cancel: cancel);
        }

        return outcome is GroupOutcome.Changed or GroupOutcome.AlreadySo
            ? await page.Of(turn, here, id, cancel, turn.IsPersonal ? new Texts(turn.Culture).Left : null)
            : GroupPage.Gone(turn.Culture);
    }
}
