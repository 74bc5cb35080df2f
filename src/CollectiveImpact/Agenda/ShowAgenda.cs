using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Agenda;

/// <summary>Knows who works towards the goals.</summary>
public interface IGoalWork
{
    /// <summary>By goal, the partners that work towards it now; empty while no partner has said what it does.</summary>
    Task<ILookup<string, PartnerId>> Partners(InitiativeId initiative, LocalDate today);
}

/// <summary>Shows the agenda in force, how each goal moves, and who works towards it.</summary>
public sealed class ShowAgenda(IGrainFactory grains, GoalProgress progress, IGoalWork work) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Show(turn, here, cancel);

    internal async Task<Reply> Show(Turn turn, Here here, CancellationToken cancel)
    {
        var book = await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get();
        if (here.IsVisitor)
        {
            // What is being talked about is the members'.
            book = book with { Next = null, Endorsements = [] };
        }

        var sees = here.Sees(turn);
        var today = turn.Now.InZone(here.Zone(turn)).Date;
        return Reply.Shows(AgendaCard.InForce(
            here,
            book,
            await progress.Of(here.Initiative, book.InForce.Goals, sees, today, turn.Culture, cancel),
            await work.Partners(here.Initiative.Id, today),
            turn.Culture,
            here.Zone(turn)));
    }
}

/// <summary>Shows the draft, or the version put forward.</summary>
public sealed class ReadNext(IGrainFactory grains, ShowAgenda agenda) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var book = await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get();
        return book.Next is null ? await agenda.Show(turn, here, cancel) : Reply.Shows(AgendaCard.Next(here, book, turn.Culture));
    }
}

/// <summary>Shows how the agenda has changed.</summary>
public sealed class ShowAgendaVersions(IGrainFactory grains, IAgendaStore store) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Reply.Shows(AgendaCard.Versions(
        here, await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get(), await store.Earlier(here.Initiative.Id, cancel), turn.Culture, here.Zone(turn)));
}
