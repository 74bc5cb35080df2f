using System.Collections.Concurrent;
using CollectiveImpact.Agenda;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Agenda;

/// <summary>What the real table promises of agendas; no decisions.</summary>
internal sealed class AgendasInMemory : IAgendaStore
{
    private readonly ConcurrentDictionary<string, (AgendaBook Book, string Version)> _books = new();

    public Task<(AgendaBook Book, string Version)?> Load(InitiativeId initiative, CancellationToken cancel) =>
        Task.FromResult<(AgendaBook Book, string Version)?>(_books.TryGetValue(initiative, out var stored) ? stored : null);

    public Task<string> Save(InitiativeId initiative, AgendaBook book, CommonAgenda? ended, string? version, CancellationToken cancel)
    {
        if ((_books.TryGetValue(initiative, out var stored) ? stored.Version : null) != version)
        {
            throw new StaleStateException();
        }

        _books[initiative] = (book, Guid.NewGuid().ToString());
        return Task.FromResult(_books[initiative].Version);
    }

    public Task<IReadOnlyList<CommonAgenda>> Earlier(InitiativeId initiative, CancellationToken cancel) => Task.FromResult<IReadOnlyList<CommonAgenda>>([]);

    public IAsyncEnumerable<Decided> Decisions(InitiativeId initiative, Instant? upTo, CancellationToken cancel) => AsyncEnumerable.Empty<Decided>();

    public Task Save(InitiativeId initiative, Decided decided, CancellationToken cancel) => Task.CompletedTask;
}
