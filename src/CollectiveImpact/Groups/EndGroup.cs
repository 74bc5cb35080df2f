using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Groups;

/// <summary>Backbone staff, or its lead, read what ending a working group means.</summary>
public sealed class AskToEndGroup : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        here.Initiative.Group(GroupCard.IdOf(turn.Form)) is not { } group ? GroupPage.Gone(turn.Culture)
        : !group.IsRunBy(here.Member) ? WriteGroup.NotAllowed(here.Initiative, group, turn.Culture)
        : Reply.Shows(GroupCard.AskEnd(here.Initiative, group, turn.Culture)));
}

/// <summary>Backbone staff, or its lead, end a working group.</summary>
public sealed class EndGroup(IGrainFactory grains, GroupPage page, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var id = GroupCard.IdOf(turn.Form);
        var group = here.Initiative.Group(id);
        var outcome = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).EndGroup(id, turn.Person);
        if (outcome == GroupOutcome.Changed)
        {
            await audit.Keep(turn, here, ActKind.GroupEnded, AuditLog.About("group", id), group?.Name ?? "", cancel: cancel);
        }

        return outcome == GroupOutcome.NotAllowed
            ? WriteGroup.NotAllowed(here.Initiative, group, turn.Culture)
            // Pressed again, it has ended just the same.
            : await page.List(turn, here, group is null ? new Texts(turn.Culture).TheGroupHasEnded : new Texts(turn.Culture).HasEnded(group.Name));
    }
}
