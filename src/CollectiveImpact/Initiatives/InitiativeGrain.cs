namespace CollectiveImpact.Initiatives;

/// <summary>The one writer of an initiative's settings; holds them in memory.</summary>
public interface IInitiativeGrain : IGrainWithStringKey
{
    /// <summary>The settings, or null where there is no such initiative.</summary>
    [return: Immutable]
    Task<Initiative?> Get();

    /// <summary>The settings, when they aren't those of a version that is known already.</summary>
    [return: Immutable]
    Task<SettingsSince> Since(string? version);

    Task<Initiative> SetUp(Initiative initiative, Member founder);

    Task<Initiative> Change(InitiativeChange change);

    /// <summary>Remembers where a member can be written to; nothing is written when that is known already.</summary>
    Task Contact(PersonKey person, Contact contact);

    /// <summary>A reporter is away until a day, or back.</summary>
    /// <returns>The settings, or null where there is no such initiative.</returns>
    Task<Initiative?> Away(PersonKey person, LocalDate? until);

    Task<JoinOutcome> Join(string code, PersonKey person, string name, Instant now);
}

/// <summary>What became of <c>join CODE</c>.</summary>
[GenerateSerializer, Immutable]
public abstract record JoinOutcome
{
    [GenerateSerializer, Immutable]
    public sealed record Joined(Initiative Initiative, Member Member, Partner? Partner) : JoinOutcome;

    [GenerateSerializer, Immutable]
    public sealed record AlreadyIn(Initiative Initiative, Partner? Partner) : JoinOutcome;

    [GenerateSerializer, Immutable]
    public sealed record Unknown : JoinOutcome;

    [GenerateSerializer, Immutable]
    public sealed record UsedUp : JoinOutcome;

    [GenerateSerializer, Immutable]
    public sealed record Expired : JoinOutcome;
}

public sealed class InitiativeGrain(IInitiativeStore store) : Grain, IInitiativeGrain
{
    private Initiative? _initiative;
    private string? _version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await store.Load(this.GetPrimaryKeyString(), cancellationToken) is { } loaded)
        {
            (_initiative, _version) = (loaded.Initiative, loaded.Version);
        }
    }

    public Task<Initiative?> Get() => Task.FromResult(_initiative);

    public Task<SettingsSince> Since(string? version) => Task.FromResult(new SettingsSince(_version, version is not null && _version == version ? null : _initiative));

    public async Task<Initiative> SetUp(Initiative initiative, Member founder) =>
        // A form that is sent again finds what the first one made.
        _initiative ?? await Save(initiative, new InitiativeChange { Initiative = initiative, Members = [founder] });

    public Task<Initiative> Change(InitiativeChange change) => Save(Existing, change);

    public async Task Contact(PersonKey person, Contact contact)
    {
        if (_initiative?.Member(person) is { } member && member.Contact != contact)
        {
            await Save(_initiative, new InitiativeChange { Members = [member with { Contact = contact }] });
        }
    }

    public async Task<Initiative?> Away(PersonKey person, LocalDate? until) =>
        _initiative?.Member(person) is { PartnerId: not null } member && member.AwayUntil != until
            ? await Save(_initiative, new InitiativeChange { Members = [member with { AwayUntil = until }] })
            : _initiative;

    public async Task<JoinOutcome> Join(string code, PersonKey person, string name, Instant now)
    {
        if (_initiative is null || await store.FindInvite(_initiative.Id, code, CancellationToken.None) is not { } invite)
        {
            return new JoinOutcome.Unknown();
        }

        var partner = _initiative.Partner(invite.PartnerId);
        var known = _initiative.Member(person);
        // Whoever does something in the initiative sees at least what an observer sees, or was asked to report.
        if (known is not null && invite.ForObserver)
        {
            return new JoinOutcome.AlreadyIn(_initiative, _initiative.Partner(known.PartnerId));
        }

        if (known is not null && (partner is null ? known.Role == Role.Backbone : known.PartnerId == partner.Id && known.Until is null))
        {
            return new JoinOutcome.AlreadyIn(_initiative, partner);
        }

        if (invite.UsedBy is not null)
        {
            return new JoinOutcome.UsedUp();
        }

        if (invite.Expires <= now)
        {
            return new JoinOutcome.Expired();
        }

        // Backbone staff stay backbone staff, and report for the partner as well.
        var role = invite.ForObserver ? Role.Observer : partner is null || known?.Role == Role.Backbone ? Role.Backbone : Role.Reporter;
        var member = new Member(person, name, role, partner?.Id ?? known?.PartnerId)
        {
            Contact = known?.Contact,
            // A stand-in who is asked to stay stays.
            Until = partner is null ? known?.Until : invite.Until,
        };
        await Save(_initiative, new InitiativeChange { Members = [member], Invites = [invite with { UsedBy = person }] });
        return new JoinOutcome.Joined(_initiative, member, partner);
    }

    private Initiative Existing => _initiative ?? throw new InvalidOperationException("There is no such initiative.");

    private async Task<Initiative> Save(Initiative before, InitiativeChange change)
    {
        try
        {
            _version = await store.Save(before, change, _version, CancellationToken.None);
        }
        catch
        {
            // What is stored is unknown now: the next call reads it again.
            DeactivateOnIdle();
            throw;
        }

        return _initiative = before.With(change);
    }
}
