using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Groups;

/// <summary>Backbone staff open the form of a new working group; they or its lead that of one that is there.</summary>
public sealed class WriteGroup(GroupPage page) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var id = GroupCard.IdOf(turn.Form);
        var group = here.Initiative.Group(id);
        return id.Length > 0 && group is null ? GroupPage.Gone
            : !(group?.IsRunBy(here.Member) ?? here.IsBackbone) ? NotAllowed(here.Initiative, group)
            : group is null && here.Initiative.Groups.Count >= WorkingGroup.MostInAnInitiative ? Full
            : Reply.Shows(GroupForm.Of(here, group, await page.Agenda(here)));
    }

    internal static Reply Full => Reply.Says($"An initiative can have {WorkingGroup.MostInAnInitiative} working groups, and yours has as many. End one first, or put two together.");

    internal static Reply NotAllowed(Initiative initiative, WorkingGroup? group)
    {
        var backbone = string.Join(", ", initiative.Backbone.Select(m => m.Name));
        return group is null ? Conversation.OnlyBackbone(initiative) : Reply.Says($"Only backbone staff ({backbone}) and the group's lead{(group.Lead is { } lead && initiative.Member(lead) is { } leads ? $", {leads.Name}," : "")} can do that.");
    }
}

/// <summary>Backbone staff, or its lead, save a working group.</summary>
public sealed class SaveGroup(IGrainFactory grains, GroupPage page, GroupPost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (id, isNew) = GroupForm.About(turn.Form);
        if (!Codes.IsId(id))
        {
            return GroupPage.Gone;
        }

        var before = here.Initiative.Group(id);
        if (!(before?.IsRunBy(here.Member) ?? here.IsBackbone))
        {
            return before is null && !isNew ? GroupPage.Gone : WriteGroup.NotAllowed(here.Initiative, before);
        }

        var agenda = await page.Agenda(here);
        var (group, faults) = GroupForm.Read(turn.Form, here, agenda, turn.Culture);
        if (group is null)
        {
            return Again(faults);
        }

        return await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).SaveGroup(group, isNew, turn.Person) switch
        {
            GroupOutcome.NoSuchGroup => GroupPage.Gone,
            GroupOutcome.NotAllowed => WriteGroup.NotAllowed(here.Initiative, before),
            GroupOutcome.NameTaken => Again(GroupForm.NameTaken),
            GroupOutcome.TooMany => WriteGroup.Full,
            _ => await Saved(),
        };

        async Task<Reply> Saved()
        {
            await post.TellLead(here.Initiative, group, turn.Person);
            return await page.Of(turn, here, id, cancel, isNew ? "The group is there. Anyone in the initiative can join it." : "Saved.");
        }

        Reply Again(IReadOnlyDictionary<string, string> wrong)
        {
            var again = GroupForm.Again(here, agenda, turn.Form, wrong);
            return Reply.AsksAgain(again);
        }
    }
}

/// <summary>Whoever fills in the form chooses a lead from the members as they type, where there are many.</summary>
public sealed class ChoosePeople : IMemberListener
{
    // More are not drawn.
    private const int MostFound = 15;

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(
        here.IsBackbone || here.Initiative.Groups.Any(g => g.IsRunBy(here.Member))
            ? Reply.Finds([.. here.Initiative.Members
                .Where(m => m.Name.Contains(turn.Form[SearchTerms.SearchField], StringComparison.CurrentCultureIgnoreCase))
                .Take(MostFound)
                .Select(m => GroupForm.Found(here.Initiative, m))])
            : Reply.Finds([]));
}
