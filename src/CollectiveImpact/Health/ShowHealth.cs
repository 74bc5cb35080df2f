using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pulse;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Health;

/// <summary>Backbone staff see where their initiative stands, or how all of theirs compare with each other.</summary>
public sealed class ShowHealth(IGrainFactory grains, ReadHealth read) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        var mine = (await Task.WhenAll(known.Initiatives.Select(i => grains.GetGrain<IInitiativeGrain>(i).Get()))).OfType<Initiative>().Where(i => i.Member(turn.Person)?.Role == Role.Backbone).ToArray();
        var today = turn.Now.InZone(here.Zone(turn)).Date;
        if (turn.Press is { } press && HealthCard.IsComparison(press.Form) && mine.Length > 1)
        {
            var all = new List<(Initiative, InitiativeHealth)>();
            foreach (var initiative in mine)
            {
                all.Add((initiative, await Of(initiative)));
            }

            return Reply.Shows(HealthCard.Compare(here, all, turn.Culture));
        }

        return Reply.Shows(HealthCard.Of(here, await Of(here.Initiative), mine.Length > 1, turn.Now, here.Zone(turn), turn.Culture));

        // A pulse's report is read in one's own chat.
        Task<InitiativeHealth> Of(Initiative initiative) => read.Of(initiative, turn.IsPersonal ? turn.Person : null, today, turn.Now);
    }
}

/// <summary>Brings together what the health of an initiative is counted from.</summary>
public sealed class ReadHealth(IGrainFactory grains)
{
    private const int Rounds = 4;

    /// <param name="whose">Who looks at the pulse, which is shown to nobody else; null where it isn't to be shown.</param>
    public async Task<InitiativeHealth> Of(Initiative initiative, PersonKey? whose, LocalDate today, Instant now)
    {
        var book = await grains.GetGrain<IAgendaGrain>(initiative.Id).Get();
        var indicators = (await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All()).Where(i => !i.Retired).ToArray();
        var activities = (await grains.GetGrain<IActivitiesGrain>(initiative.Id).Activities()).Where(a => !a.IsOver(today)).ToArray();
        var glossary = grains.GetGrain<IGlossaryGrain>(initiative.Id);
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        var boards = (await Task.WhenAll(timetable.NewestClosed.Take(Rounds).Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, r)).Board()))).OfType<Board>().ToArray();
        return InitiativeHealth.Of(
            book,
            book.Partners(initiative),
            indicators.Length,
            (await ShowIndicators.NotAgreed(grains, initiative.Id, indicators)).Count,
            activities,
            Completeness.Of(initiative, boards),
            (await glossary.Misses()).Count,
            await glossary.Health(now),
            whose is { } person ? await grains.GetGrain<IPulseGrain>(initiative.Id).See(person) : null);
    }
}
