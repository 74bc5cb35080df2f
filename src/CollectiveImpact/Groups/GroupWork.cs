using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Groups;

/// <summary>A working group with what is its own of the agenda and of the partners' work.</summary>
/// <param name="Goals">Its goals that are in force, in the agenda's order, each with its place there, from 1.</param>
/// <param name="Actions">The agreed actions whose owner is in it. The agenda ties no action to a goal, so its owner decides.</param>
/// <param name="Activities">What partners do towards its goals now, whoever they are.</param>
/// <param name="Partners">The ids of the partners that have somebody in it.</param>
public sealed record GroupWork(
    WorkingGroup Group,
    IReadOnlyList<(int Place, AgendaGoal Goal)> Goals,
    IReadOnlyList<AgreedAction> Actions,
    IReadOnlyList<SharedActivity> Activities,
    IReadOnlySet<PartnerId> Partners)
{
    /// <summary>The goals that nobody works on.</summary>
    public IEnumerable<AgendaGoal> Gaps => Goals.Select(g => g.Goal).Where(g => !Towards(g).Any());

    public IEnumerable<SharedActivity> Towards(AgendaGoal goal) => Activities.Where(a => a.Goals.Contains(goal.Id));

    /// <param name="agenda">The one in force.</param>
    /// <param name="activities">All of the initiative's.</param>
    public static GroupWork Of(WorkingGroup group, Initiative initiative, CommonAgenda agenda, IReadOnlyList<SharedActivity> activities, LocalDate today)
    {
        var people = group.People.Select(initiative.Member).OfType<Member>().ToArray();
        var partners = people.Select(p => initiative.Partner(p.PartnerId)).OfType<Partner>().Distinct().ToArray();
        var goals = agenda.Goals.Select((g, i) => (Place: i + 1, Goal: g)).Where(g => group.Goals.Contains(g.Goal.Id)).ToArray();
        var owners = partners.Select(p => p.Name).Concat(people.Select(p => p.Name)).Append(group.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new GroupWork(
            group,
            goals,
            [.. agenda.Actions.Where(a => owners.Contains(a.Owner)).OrderBy(a => a.By is null).ThenBy(a => a.By)],
            [.. activities.Where(a => !a.IsOver(today) && initiative.Partner(a.Partner) is not null && goals.Any(g => a.Goals.Contains(g.Goal.Id)))],
            partners.Select(p => p.Id).ToHashSet());
    }
}
