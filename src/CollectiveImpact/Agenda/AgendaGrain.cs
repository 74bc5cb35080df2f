using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Agenda;

/// <summary>The one writer of an initiative's agenda. Its key is the initiative.</summary>
public interface IAgendaGrain : IGrainWithStringKey
{
    [return: Immutable]
    [Alias("48374192")]
    Task<AgendaBook> Get();

    /// <summary>Writes a draft over the one that was read.</summary>
    /// <param name="read">The revision that the form began with.</param>
    /// <returns>The book, and whether somebody else had written meanwhile, in which case nothing has changed.</returns>
    [return: Immutable]
    [Alias("D573274F")]
    Task<(AgendaBook Book, bool Stale)> Write(CommonAgenda draft, int read);

    [return: Immutable]
    [Alias("7EC077ED")]
    Task<AgendaBook> PutForward(int version);

    [return: Immutable]
    [Alias("0CF23F15")]
    Task<AgendaBook> Endorse(int version, Endorsement endorsement);

    [return: Immutable]
    [Alias("A2AE35EE")]
    Task<AgendaBook> Comment(AgendaComment comment);

    [return: Immutable]
    [Alias("AD441632")]
    Task<AgendaBook> BringIntoForce(int version, Instant now);

    /// <summary>Writes some lines of it in another language; what is worded anew meanwhile stays without.</summary>
    [return: Immutable]
    [Alias("5E0B9A47")]
    Task<AgendaBook> Translate(string language, [Immutable] IReadOnlyDictionary<string, string> lines);

    /// <summary>What a partner's double said of the agenda is the partner's word, unless it has said something itself.</summary>
    [return: Immutable]
    [Alias("1C96D5EA")]
    Task<AgendaBook> Merge(PartnerId kept, PartnerId merged);
}

[GrainType("agenda")]
public sealed class AgendaGrain(IAgendaStore store) : Grain, IAgendaGrain
{
    private AgendaBook _book = null!;
    private string? _version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await store.Load(new(this.GetPrimaryKeyString()), cancellationToken) is { } loaded)
        {
            (_book, _version) = loaded;
            return;
        }

        _book = await GrainFactory.GetGrain<IInitiativeGrain>(this.GetPrimaryKeyString()).Get() is { } initiative
            ? AgendaBook.Of(initiative)
            : throw new InvalidOperationException("There is no such initiative.");
    }

    public Task<AgendaBook> Get() => Task.FromResult(_book);

    public async Task<(AgendaBook Book, bool Stale)> Write(CommonAgenda draft, int read) => read == _book.Revision
        ? (await Save(_book.Write(draft)), false)
        : (_book, true);

    public Task<AgendaBook> PutForward(int version) => _book.Next?.Version == version ? Save(_book.PutForward()) : Get();

    public Task<AgendaBook> Endorse(int version, Endorsement endorsement) => _book.Asked?.Version == version ? Save(_book.Endorse(endorsement)) : Get();

    public Task<AgendaBook> Comment(AgendaComment comment) => Save(_book.Comment(comment));

    public Task<AgendaBook> BringIntoForce(int version, Instant now) => _book.Next?.Version == version ? Save(_book.BringIntoForce(now)) : Get();

    public Task<AgendaBook> Translate(string language, IReadOnlyDictionary<string, string> lines) => Save(_book.Translate(language, lines));

    public Task<AgendaBook> Merge(PartnerId kept, PartnerId merged) => Save(_book.With(kept, merged));

    private async Task<AgendaBook> Save(AgendaBook book)
    {
        if (ReferenceEquals(book, _book))
        {
            return _book;
        }

        var ended = book.InForce.Version != _book.InForce.Version ? _book.InForce : null;
        _version = await this.SaveOrLetGo(() => store.Save(new(this.GetPrimaryKeyString()), book, ended, _version, CancellationToken.None));
        return _book = book;
    }
}
