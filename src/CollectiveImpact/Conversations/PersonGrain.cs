using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>What is remembered of a person: where to write to them, and which initiatives they belong to.</summary>
public interface IPersonGrain : IGrainWithStringKey
{
    /// <summary>Remembers where the person was heard last, if that changed. What wasn't told stays as it was.</summary>
    /// <param name="name">Empty when it wasn't told.</param>
    [return: Immutable]
    [Alias("A3B3D062")]
    Task<KnownPerson> Heard(ConversationAddress address, string name, string? timeZone, string? culture);

    /// <summary>Remembers that the bot is in the person's own chat now.</summary>
    /// <returns>Whether it never was before; true once, however often Teams tells it.</returns>
    [Alias("5D307841")]
    Task<bool> Met(ConversationAddress address, string name, string? timeZone, string? culture);

    [return: Immutable]
    [Alias("6C5D0CF3")]
    Task<KnownPerson> Get();

    /// <summary>Takes from the person's mailbox what their client has never told; what it tells later goes before it.</summary>
    [Alias("7F40B6E1")]
    Task MailboxTells(string? timeZone, string? culture);

    /// <summary>Keeps the language that the person chose to be written to in.</summary>
    /// <param name="language">One that we write; null for that of their client.</param>
    /// <param name="told">What the client tells, if it does.</param>
    [return: Immutable]
    [Alias("6E1C94AF")]
    Task<KnownPerson> Speak(string? language, string? told);

    [Alias("0057EDC4")]
    Task Joined(InitiativeId initiative);

    [Alias("42D49609")]
    Task Choose(InitiativeId initiative);

    /// <summary>Remembers that an initiative invites the person, who can't be written to yet.</summary>
    [Alias("5A9E20D4")]
    Task Invited(InitiativeId initiative);

    /// <summary>Forgets that an initiative invited the person: they have been told, or nobody invites them any more.</summary>
    [Alias("B16F7C08")]
    Task NotInvited(InitiativeId initiative);

    /// <summary>Forgets that the person was in an initiative.</summary>
    [Alias("B5389A28")]
    Task Left(InitiativeId initiative);

    /// <summary>Forgets all of the person: where to write to them, their name, their time zone, their initiatives.</summary>
    [Alias("B009BB0F")]
    Task Forget();

    /// <summary>The bot was removed from the person's chat, or is welcome again.</summary>
    [Alias("8AF048C2")]
    Task Reachable(bool reachable, string? why);

    /// <summary>Has the person written to at a mailbox from now on. Their chat stays known, for when they want to be written to there again.</summary>
    /// <param name="address">One that they have shown to be theirs, or that they are invited at.</param>
    [return: Immutable]
    [Alias("5C0E91B7")]
    Task<KnownPerson> WriteByMail(string address, string name, string? culture);

    /// <summary>Has the person written to in their chat again, where there is one.</summary>
    /// <returns>Whether there is one.</returns>
    [Alias("E2A4D786")]
    Task<bool> WriteInChat();

    /// <summary>Makes a code with which the person links a second identity to this one; an earlier code works no more.</summary>
    /// <returns>The code as the person reads it; only its hash is kept.</returns>
    [Alias("C9457656")]
    Task<string> NewLinkCode(Instant now);

    /// <summary>Another identity is the same person.</summary>
    /// <returns>Whether it is now; not when there are too many already, or when this one is itself a second identity.</returns>
    [Alias("136C3ACA")]
    Task<bool> Link(PersonKey other);

    [Alias("089C7CB4")]
    Task Unlink(PersonKey other);

    /// <summary>This identity speaks for another from now on, or for itself again.</summary>
    /// <param name="name">As it is called where it speaks.</param>
    /// <returns>Whether it does; not when it is in an initiative, or others speak for it.</returns>
    [Alias("17D9BFE4")]
    Task<bool> SpeakFor(PersonKey? other, string name);
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
    InitiativeId? Current,
    IReadOnlyList<string> Initiatives)
{
    /// <summary>Whose second identity this is: what is said as this one, that person says. Null for whoever speaks for themself.</summary>
    [Id(0)] public PersonKey? SpeaksFor { get; init; }

    /// <summary>The second identities that speak for this one.</summary>
    [Id(1)] public IReadOnlyList<PersonKey> Others { get => field ?? []; init; } = [];

    /// <summary>The hash of the code with which one more can be linked, while there is one.</summary>
    [Id(2)] public string? LinkCode { get; init; }

    /// <summary>The language that the person chose; null while it is that of their client. <see cref="Culture"/> is in it.</summary>
    [Id(3)] public string? Language { get; init; }

    /// <summary>The address at which the person can be written to by mail; null for none.</summary>
    [Id(4)] public string? Mailbox { get; init; }

    /// <summary>The initiatives that invite the person and have not been able to say so.</summary>
    [Id(6)] public IReadOnlyList<string> InvitedTo { get => field ?? []; init; } = [];

    /// <summary>Whether they are written to by mail rather than in their chat.</summary>
    [Id(5)] public bool IsByMail { get; init; }

    /// <summary>Where the person is written to.</summary>
    public ConversationAddress? WrittenAt => IsByMail && Mailbox is { } mailbox ? ConversationAddress.OfMail(mailbox) : Personal;

    /// <summary>Whether nothing ties the person to us: neither a place to write to them nor an initiative.</summary>
    public bool IsStranger => this is { Personal: null, Mailbox: null, Initiatives.Count: 0, SpeaksFor: null, Others.Count: 0 };

    public Contact Contact => new(WrittenAt, TimeZone, Culture, Unreachable);
}

/// <summary>Where people are kept: one partition a person, read in one go.</summary>
public interface IPersonStore
{
    Task<KnownPerson?> Load(PersonKey person, CancellationToken cancel);

    /// <summary>Writes all but the memberships.</summary>
    Task Save(KnownPerson person, CancellationToken cancel);

    Task AddMembership(PersonKey person, InitiativeId initiative, CancellationToken cancel);

    /// <summary>Takes a membership away, if it is there.</summary>
    Task RemoveMembership(PersonKey person, InitiativeId initiative, CancellationToken cancel);

    /// <summary>Deletes all that is kept of the person.</summary>
    Task Forget(PersonKey person, CancellationToken cancel);

    /// <summary>Keeps a code for linking a second identity, by its hash.</summary>
    Task SaveLinkCode(string hash, OfferedLink link, CancellationToken cancel);

    Task<OfferedLink?> FindLinkCode(string hash, CancellationToken cancel);

    /// <summary>Takes a code away.</summary>
    /// <returns>Whether it was there: of several who take it at once, one does.</returns>
    Task<bool> TakeLinkCode(string hash, CancellationToken cancel);

    /// <summary>Whose mailbox it is; null for nobody's. See <see cref="Mailboxes"/> for how addresses are compared.</summary>
    Task<PersonKey?> OwnerOf(string mailbox, CancellationToken cancel);

    /// <summary>Gives a mailbox that is nobody's to a person.</summary>
    /// <returns>Whose it is now: of several who take it at once, one gets it.</returns>
    Task<PersonKey> TakeMailbox(string mailbox, PersonKey person, CancellationToken cancel);

    /// <summary>Makes a mailbox nobody's, if it is the person's.</summary>
    Task FreeMailbox(string mailbox, PersonKey person, CancellationToken cancel);
}

/// <summary>Who offers to be spoken for, and until when.</summary>
public sealed record OfferedLink(PersonKey Person, Instant Expires);

[GrainType("person")]
public sealed class PersonGrain(IPersonStore store) : Grain, IPersonGrain
{
    // What each initiative was told of the person by this process; what failed, or was told by an earlier one, is told again.
    private readonly Dictionary<string, (Contact Contact, string Name)> _told = [];

    // More accounts than a person has; it bounds the row.
    private const int MostOthers = 10;
    private KnownPerson _person = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = PersonKey.Parse(this.GetPrimaryKeyString());
        _person = await store.Load(key, cancellationToken) ?? Stranger(key);
    }

    public Task<KnownPerson> Get() => Task.FromResult(_person);

    public async Task<KnownPerson> Heard(ConversationAddress address, string name, string? timeZone, string? culture)
    {
        // Whoever writes to the bot in their own chat can be written to there, at the service they wrote through.
        // An installation tells no name.
        var heard = _person with { Name = name.Length > 0 ? name : _person.Name, TimeZone = timeZone ?? _person.TimeZone, Culture = Spoken(_person.Language, culture) ?? _person.Culture };
        if (address.Kind == PlaceKind.Personal)
        {
            // Whoever wants mail is written to there, wherever they speak.
            heard = heard with { Personal = address, Unreachable = _person.IsByMail ? _person.Unreachable : null };
        }
        else if (_person.IsStranger)
        {
            // Nothing is kept of somebody who only said a word in a channel.
            return heard;
        }

        await Save(heard);
        return _person;
    }

    public Task MailboxTells(string? timeZone, string? culture) =>
        _person.IsStranger ? Task.CompletedTask : Save(_person with { TimeZone = _person.TimeZone ?? timeZone, Culture = _person.Culture ?? Spoken(_person.Language, culture) });

    public async Task<KnownPerson> Speak(string? language, string? told)
    {
        var speaking = _person with { Language = language, Culture = Spoken(language, told) };
        if (_person.IsStranger)
        {
            // As with all that is said by somebody of whom nothing else is kept.
            return speaking;
        }

        await Save(speaking);
        return _person;
    }

    // What was chosen goes before what the client tells; the place where it is spoken is the client's.
    private static string? Spoken(string? language, string? told) => language is null ? told : Languages.Spoken(language, told);

    public async Task<bool> Met(ConversationAddress address, string name, string? timeZone, string? culture)
    {
        var first = _person.Personal is null;
        await Heard(address, name, timeZone, culture);
        return first;
    }

    public async Task Joined(InitiativeId initiative)
    {
        _told.Remove(initiative);
        if (!_person.Initiatives.Contains(initiative))
        {
            await this.SaveOrLetGo(() => store.AddMembership(_person.Key, initiative, CancellationToken.None));
            _person = _person with { Initiatives = [.. _person.Initiatives, initiative] };
        }

        // What one has just joined is what one speaks of next.
        await Choose(initiative);
    }

    public Task Choose(InitiativeId initiative) => Save(_person with { Current = initiative });

    public Task Invited(InitiativeId initiative) =>
        Save(_person.InvitedTo.Contains(initiative.Value) ? _person : _person with { InvitedTo = [.. _person.InvitedTo, initiative.Value] });

    public Task NotInvited(InitiativeId initiative) =>
        Save(_person.InvitedTo.Contains(initiative.Value) ? _person with { InvitedTo = [.. _person.InvitedTo.Where(i => i != initiative.Value)] } : _person);

    public async Task Left(InitiativeId initiative)
    {
        await this.SaveOrLetGo(() => store.RemoveMembership(_person.Key, initiative, CancellationToken.None));
        _told.Remove(initiative);
        _person = _person with { Initiatives = [.. _person.Initiatives.Where(i => i != initiative)] };
        if (_person.Current == initiative)
        {
            await Save(_person with { Current = null });
        }
    }

    public async Task Forget()
    {
        if (_person.LinkCode is { } code)
        {
            await store.TakeLinkCode(code, CancellationToken.None);
        }

        if (_person.Mailbox is { } mailbox)
        {
            await store.FreeMailbox(mailbox, _person.Key, CancellationToken.None);
        }

        await this.SaveOrLetGo(() => store.Forget(_person.Key, CancellationToken.None));
        _told.Clear();
        _person = Stranger(_person.Key);
    }

    // Of whom nothing is kept, nothing is kept by a message that could not be brought either.
    public Task Reachable(bool reachable, string? why) =>
        _person is { Personal: null, Mailbox: null, Initiatives.Count: 0 } ? Task.CompletedTask : Save(_person with { Unreachable = reachable ? null : why });

    public async Task<KnownPerson> WriteByMail(string address, string name, string? culture)
    {
        // What somebody else typed of a person doesn't change what is known of them.
        await Save(_person with
        {
            Name = _person.Name.Length > 0 ? _person.Name : name,
            Culture = _person.Culture ?? culture,
            Mailbox = address,
            IsByMail = true,
            Unreachable = null,
        });
        return _person;
    }

    public async Task<bool> WriteInChat()
    {
        if (_person.Personal is null)
        {
            return false;
        }

        await Save(_person with { IsByMail = false, Unreachable = null });
        return true;
    }

    public async Task<string> NewLinkCode(Instant now)
    {
        var before = _person.LinkCode;
        var code = LinkCode.New();
        await store.SaveLinkCode(LinkCode.HashOf(code), new OfferedLink(_person.Key, now + LinkCode.Lifetime), CancellationToken.None);
        await Save(_person with { LinkCode = LinkCode.HashOf(code) });
        if (before is not null)
        {
            await store.TakeLinkCode(before, CancellationToken.None);
        }

        return LinkCode.InWords(code);
    }

    public async Task<bool> Link(PersonKey other)
    {
        if (_person.SpeaksFor is not null || other == _person.Key || (_person.Others.Count >= MostOthers && !_person.Others.Contains(other)))
        {
            return false;
        }

        await Save(_person with { LinkCode = null, Others = [.. _person.Others.Where(o => o != other), other] });
        return true;
    }

    public Task Unlink(PersonKey other)
    {
        if (!_person.Others.Contains(other))
        {
            return Save(_person);
        }

        // The chat of somebody who came by mail was the other's.
        var without = _person with { Others = [.. _person.Others.Where(o => o != other)] };
        return Save(_person.Key.CameByMail ? without with { Personal = null, IsByMail = without.Mailbox is not null } : without);
    }

    public async Task<bool> SpeakFor(PersonKey? other, string name)
    {
        if (other is not null && (_person.Initiatives.Count > 0 || _person.Others.Count > 0))
        {
            return false;
        }

        await Save(_person with { SpeaksFor = other, Name = name.Length > 0 ? name : _person.Name });
        return true;
    }

    private static KnownPerson Stranger(PersonKey key) => new(key, "", null, null, null, null, null, []);

    private async Task Save(KnownPerson changed)
    {
        if (changed != _person)
        {
            await this.SaveOrLetGo(() => store.Save(changed, CancellationToken.None));
            _person = changed;
        }

        var now = (_person.Contact, _person.Name);
        foreach (var initiative in _person.Initiatives.Where(i => !_told.TryGetValue(i, out var told) || told != now))
        {
            try
            {
                await GrainFactory.GetGrain<IInitiativeGrain>(initiative).Contact(_person.Key, _person.Contact, _person.Name);
                _told[initiative] = now;
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
