using CollectiveImpact.Agenda;
using CollectiveImpact.Health;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Pages;

/// <summary>How an initiative does, for one reader: what it works for, where its numbers stand, and what comes next.</summary>
/// <param name="Agenda">In the reader's language, where it is written in it.</param>
/// <param name="Goals">Each with the numbers that show how it moves, as far as the reader may see them.</param>
/// <param name="Others">The numbers that no goal names.</param>
/// <param name="Health">The five conditions of collective impact; null for whoever doesn't run the initiative.</param>
/// <param name="News">What is new since the reader last looked; null for whoever looks for the first time.</param>
public sealed record Overview(
    CommonAgenda Agenda, IReadOnlyList<GoalNow> Goals, IReadOnlyList<IndicatorNow> Others, Timetable Timetable, InitiativeHealth? Health, SinceLastLook? News);

/// <summary>A goal, how many partners work towards it, and its numbers.</summary>
public sealed record GoalNow(AgendaGoal Goal, int Partners, IReadOnlyList<IndicatorNow> Indicators);

/// <summary>Brings together what the first page shows.</summary>
public sealed class ReadOverview(IGrainFactory grains, ReadIndicators indicators, ReadHealth health, IGoalWork work, ReadSinceLastLook news)
{
    public async Task<Overview> Of(Reader reader, Instant now, CancellationToken cancel)
    {
        var initiative = reader.Here.Initiative;
        var today = now.InZone(reader.Zone).Date;
        var book = grains.GetGrain<IAgendaGrain>(initiative.Id).Get();
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var workers = work.Partners(initiative.Id, today);
        // A pulse's report is read in one's own chat.
        var conditions = reader.Here.IsBackbone ? health.Of(initiative, whose: null, today, now) : null;
        var all = await indicators.Of(reader, today, timetable, cancel);
        var agenda = (await book).InForce.In((await book).Words.For(reader.Culture, initiative.Language));
        var named = agenda.Goals.SelectMany(g => g.Indicators).ToHashSet();
        var byGoal = await workers;
        return new(
            agenda,
            [.. agenda.Goals.Select(g => new GoalNow(g, byGoal[g.Id].Count(), [.. all.Where(i => g.Indicators.Contains(i.Indicator.Id))]))],
            [.. all.Where(i => !named.Contains(i.Indicator.Id))],
            timetable,
            conditions is null ? null : await conditions,
            await news.Of(reader, timetable, all, cancel));
    }
}
