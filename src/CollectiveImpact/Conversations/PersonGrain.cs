using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>What is remembered of a person: where to write to them, and which initiatives they belong to.</summary>
public interface IPersonGrain : IGrainWithStringKey
{
    /// <summary>Remembers where the person was heard last, if that changed.</summary>
    [return: Immutable]
    Task<KnownPerson> Heard(ConversationAddress address, string name, string? timeZone, string culture);

    /// <summary>Remembers that the bot is in the person's own chat now.</summary>
    /// <returns>Whether it never was before; true once, however often Teams tells it.</returns>
    Task<bool> Met(ConversationAddress address, string name, string? timeZone, string culture);

    [return: Immutable]
    Task<KnownPerson> Get();

    Task Joined(string initiative);

    Task Choose(string initiative);

    /// <summary>Forgets that the person was in an initiative.</summary>
    Task Left(string initiative);

    /// <summary>Forgets all of the person: where to write to them, their name, their time zone, their initiatives.</summary>
    Task Forget();

    /// <summary>The bot was removed from the person's chat, or is welcome again.</summary>
    Task Reachable(bool reachable, string? why);
}

/// <param name="Personal">The person's own chat with the bot, once there was one.</param>
/// <param name="Unreachable">Why the person can't be written to, or null.</param>
/// <param name="Current">The initiative that a person in several spoke of last.</param>
[GenerateSerializer, Immutable]
public sealed record KnownPerson(
    PersonKey Key,
    string Name,
    ConversationAddress? Personal,
    string? TimeZone,
    string? Culture,
    string? Unreachable,
    string? Current,
    IReadOnlyList<string> Initiatives)
{
    public Contact Contact => new(Personal, TimeZone, Culture, Unreachable);
}

/// <summary>Where people are kept: one partition a person, read in one go.</summary>
public interface IPersonStore
{
    Task<KnownPerson?> Load(PersonKey person, CancellationToken cancel);

    /// <summary>Writes all but the memberships.</summary>
    Task Save(KnownPerson person, CancellationToken cancel);

    Task AddMembership(PersonKey person, string initiative, CancellationToken cancel);

    /// <summary>Takes a membership away, if it is there.</summary>
    Task RemoveMembership(PersonKey person, string initiative, CancellationToken cancel);

    /// <summary>Deletes all that is kept of the person.</summary>
    Task Forget(PersonKey person, CancellationToken cancel);
}

public sealed class PersonGrain(IPersonStore store) : Grain, IPersonGrain
{
    // What each initiative was told of the person by this process; what failed, or was told by an earlier one, is told again.
    private readonly Dictionary<string, Contact> _told = [];
    private KnownPerson _person = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = PersonKey.Parse(this.GetPrimaryKeyString());
        _person = await store.Load(key, cancellationToken) ?? Stranger(key);
    }

    public Task<KnownPerson> Get() => Task.FromResult(_person);

    public async Task<KnownPerson> Heard(ConversationAddress address, string name, string? timeZone, string culture)
    {
        // Whoever writes to the bot in their own chat can be written to there, at the service they wrote through.
        // An installation tells no name.
        var heard = _person with { Name = name.Length > 0 ? name : _person.Name, TimeZone = timeZone ?? _person.TimeZone, Culture = culture };
        if (address.Kind == PlaceKind.Personal)
        {
            heard = heard with { Personal = address, Unreachable = null };
        }

        await Save(heard);
        return _person;
    }

    public async Task<bool> Met(ConversationAddress address, string name, string? timeZone, string culture)
    {
        var first = _person.Personal is null;
        await Heard(address, name, timeZone, culture);
        return first;
    }

    public async Task Joined(string initiative)
    {
        _told.Remove(initiative);
        if (!_person.Initiatives.Contains(initiative))
        {
            await store.AddMembership(_person.Key, initiative, CancellationToken.None);
            _person = _person with { Initiatives = [.. _person.Initiatives, initiative] };
        }

        // What one has just joined is what one speaks of next.
        await Choose(initiative);
    }

    public Task Choose(string initiative) => Save(_person with { Current = initiative });

    public async Task Left(string initiative)
    {
        await store.RemoveMembership(_person.Key, initiative, CancellationToken.None);
        _told.Remove(initiative);
        _person = _person with { Initiatives = [.. _person.Initiatives.Where(i => i != initiative)] };
        if (_person.Current == initiative)
        {
            await Save(_person with { Current = null });
        }
    }

    public async Task Forget()
    {
        await store.Forget(_person.Key, CancellationToken.None);
        _told.Clear();
        _person = Stranger(_person.Key);
    }

    // Of whom nothing is kept, nothing is kept by a message that could not be brought either.
    public Task Reachable(bool reachable, string? why) =>
        _person is { Personal: null, Initiatives.Count: 0 } ? Task.CompletedTask : Save(_person with { Unreachable = reachable ? null : why });

    private static KnownPerson Stranger(PersonKey key) => new(key, "", null, null, null, null, null, []);

    private async Task Save(KnownPerson changed)
    {
        if (changed != _person)
        {
            await store.Save(changed, CancellationToken.None);
            _person = changed;
        }

        foreach (var initiative in _person.Initiatives.Where(i => _told.GetValueOrDefault(i) != _person.Contact))
        {
            try
            {
                await GrainFactory.GetGrain<IInitiativeGrain>(initiative).Contact(_person.Key, _person.Contact);
                _told[initiative] = _person.Contact;
            }
#pragma warning disable CA1031 // What the person does now matters more; the initiative is told when they are next heard.
            catch (Exception)
#pragma warning restore CA1031
            {
                _told.Remove(initiative);
            }
        }
    }
}
