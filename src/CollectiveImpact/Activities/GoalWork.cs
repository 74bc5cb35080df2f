using CollectiveImpact.Agenda;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Activities;

/// <summary>Tells the agenda who works towards its goals.</summary>
public sealed class GoalWork(IGrainFactory grains) : IGoalWork
{
    public async Task<ILookup<string, PartnerId>> Partners(InitiativeId initiative, LocalDate today) =>
        (await grains.GetGrain<IActivitiesGrain>(initiative).Activities())
            .Where(a => !a.IsOver(today))
            .SelectMany(a => a.Goals, (a, goal) => (Goal: goal, a.Partner))
            .Distinct()
            .ToLookup(w => w.Goal, w => w.Partner);
}
