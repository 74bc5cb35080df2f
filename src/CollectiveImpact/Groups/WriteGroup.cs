using System.Globalization;
using CollectiveImpact.Audit;
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
        return id.Length > 0 && group is null ? GroupPage.Gone(turn.Culture)
            : !(group?.IsRunBy(here.Member) ?? here.IsBackbone) ? NotAllowed(here.Initiative, group, turn.Culture)
            : group is null && here.Initiative.Groups.Count >= WorkingGroup.MostInAnInitiative ? Full(turn.Culture)
            : Reply.Shows(GroupForm.Of(here, group, group?.Id ?? Codes.NewId(), await page.Agenda(turn, here), turn.Culture));
    }

    internal static Reply Full(CultureInfo culture) => Reply.Says(new Texts(culture).Full(WorkingGroup.MostInAnInitiative));

    internal static Reply NotAllowed(Initiative initiative, WorkingGroup? group, CultureInfo culture)
    {
        if (group is null)
        {
            return Conversation.OnlyBackbone(initiative, culture);
        }

        var t = new Texts(culture);
        var backbone = string.Join(", ", initiative.Backbone.Select(m => m.Name));
        return Reply.Says(group.Lead is { } lead && initiative.Member(lead) is { } leads ? t.OnlyBackboneAndTheLead(backbone, leads.Name) : t.OnlyBackboneAndLead(backbone));
    }
}

/// <summary>Backbone staff, or its lead, save a working group.</summary>
public sealed class SaveGroup(IGrainFactory grains, GroupPage page, GroupPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (id, isNew) = GroupForm.About(turn.Form);
        if (!Codes.IsId(id))
        {
            return GroupPage.Gone(turn.Culture);
        }

        var before = here.Initiative.Group(id);
        if (!(before?.IsRunBy(here.Member) ?? here.IsBackbone))
        {
            return before is null && !isNew ? GroupPage.Gone(turn.Culture) : WriteGroup.NotAllowed(here.Initiative, before, turn.Culture);
        }

        var agenda = await page.Agenda(turn, here);
        var (group, faults) = GroupForm.Read(turn.Form, here, agenda, turn.Culture);
        if (group is null)
        {
            return Again(faults);
        }

        var outcome = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).SaveGroup(group, isNew, turn.Person);
        if (outcome == GroupOutcome.Changed)
        {
            await audit.Keep(
                turn, here, before is null ? ActKind.GroupAdded : ActKind.GroupChanged, AuditLog.About("group", id), group.Name, before is null || before.Name == group.Name ? "" : before.Name, cancel: cancel);
        }

        return outcome switch
        {
            GroupOutcome.NoSuchGroup => GroupPage.Gone(turn.Culture),
            GroupOutcome.NotAllowed => WriteGroup.NotAllowed(here.Initiative, before, turn.Culture),
            GroupOutcome.NameTaken => Again(GroupForm.NameTaken(turn.Culture)),
            GroupOutcome.TooMany => WriteGroup.Full(turn.Culture),
            _ => await Saved(),
        };

        async Task<Reply> Saved()
        {
            await post.TellLead(here.Initiative, group, turn.Person);
            return await page.Of(turn, here, id, cancel, isNew ? new Texts(turn.Culture).Added : new Texts(turn.Culture).Saved);
        }

        Reply Again(IReadOnlyDictionary<string, string> wrong) => Reply.AsksAgain(GroupForm.Again(here, agenda, turn.Form, wrong, turn.Culture));
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
                .Select(m => GroupForm.Found(here.Initiative, m, turn.Culture))])
            : Reply.Finds([]));
}
