using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Time;

namespace CollectiveImpact.Initiatives;

/// <summary>A set of independent organisations that attack one social problem together, and the settings they share.</summary>
/// <param name="TimeZone">An IANA time zone id, such as <c>Europe/Lisbon</c>.</param>
/// <param name="Language">A BCP 47 language tag, such as <c>en</c>.</param>
[GenerateSerializer, Immutable]
public sealed record Initiative(
    InitiativeId Id,
    string Name,
    string Vision,
    string Problem,
    string TimeZone,
    string Language,
    IReadOnlyList<Goal> Goals,
    IReadOnlyList<Partner> Partners,
    IReadOnlyList<Member> Members,
    IReadOnlyList<HomeChannel> Channels)
{
    private const int LongestFounder = 40;

    /// <summary>The languages, besides its own, that its glossary is kept in; BCP 47 tags.</summary>
    [Id(0)] public IReadOnlyList<string> Languages { get => field ?? []; init; } = [];

    /// <summary>All that its people may write in: its own language first, then the others of its glossary.</summary>
    public IEnumerable<string> AllLanguages => Languages.Prepend(Language);

    /// <summary>How many partners must agree before a term is agreed; 0 when the backbone decides.</summary>
    [Id(1)] public int PartnersToAgree { get; init; }

    /// <summary>Who wants to end it, while that is not confirmed; of no use any more after a week.</summary>
    [Id(2)] public Ending? Ending { get; init; }

    /// <summary>That it has ended: nothing is asked and nothing is read in it any more.</summary>
    [Id(3)] public Ended? Ended { get; init; }

    /// <summary>Its working groups, by name.</summary>
    [Id(4)] public IReadOnlyList<WorkingGroup> Groups { get => field ?? []; init; } = [];

    /// <summary>The country whose public holidays are offered first, as ISO 3166-1 alpha-2; empty for none.</summary>
    [Id(5)] public string Country { get => field ?? ""; init; } = "";

    /// <summary>The wish to end it, while it can be confirmed.</summary>
    public Ending? EndingAt(Instant now) => Ended is null && Ending is { } ending && now < ending.Until && Member(ending.By)?.Role == Role.Backbone ? ending : null;

    /// <summary>A language that what the initiative writes can stand in besides its own, as it is stored; null when it is none of them.</summary>
    public string? OtherLanguage(string tag) => Languages.FirstOrDefault(l => string.Equals(l, tag, StringComparison.OrdinalIgnoreCase));

    /// <summary>How posts are read in a home, the first language first; in the initiative's where the home says nothing, or is none any more.</summary>
    public IReadOnlyList<CultureInfo> CulturesIn(HomeChannel? home)
    {
        var own = Initiatives.Languages.CultureOf(Language);
        // Numbers and dates stay those of the initiative's place.
        return home is { Languages.Count: > 0 } ? [.. home.Languages.Select(l => Initiatives.Languages.CultureOf(Initiatives.Languages.Spoken(l, own.Name), Language))] : [own];
    }

    /// <summary>Its home channels that get nothing at present.</summary>
    public IEnumerable<HomeChannel> ChannelsOutOfReach => Channels.Where(c => c.Fault is not null);

    /// <summary>The channel that everyone reads, or null while there is none.</summary>
    public HomeChannel? CommonChannel => Channels.FirstOrDefault(c => c.Group is null);

    public Member? Member(PersonKey person) => Members.FirstOrDefault(m => m.Person == person);

    public Partner? Partner(PartnerId? id) => Partners.FirstOrDefault(p => p.Id == id);

    /// <summary>The partner that stands for an id now: of a double, the one that it was merged into.</summary>
    public Partner? PartnerNow(PartnerId? id)
    {
        var partner = Partner(id);
        for (var merged = 0; partner?.MergedInto is { } into && merged < Partners.Count; merged++)
        {
            partner = Partner(into);
        }

        return partner;
    }

    /// <summary>The partners that are no doubles of others, whether they have left or not.</summary>
    public IEnumerable<Partner> OwnPartners => Partners.Where(p => p.MergedInto is null);

    public WorkingGroup? Group(string? id) => Groups.FirstOrDefault(g => g.Id == id);

    /// <summary>The people who answer for a partner; one answer counts for all of them.</summary>
    public IEnumerable<Member> ReportersOf(PartnerId partner) => Members.Where(m => m.PartnerId == partner);

    /// <summary>The partners that haven't left.</summary>
    public IEnumerable<Partner> PresentPartners => Partners.Where(p => p.LeftAt is null);

    /// <summary>The partners that a check-in asks: those with at least one reporter that haven't left.</summary>
    public IEnumerable<Partner> Reporting => PresentPartners.Where(p => ReportersOf(p.Id).Any());

    /// <summary>Those who are asked for a partner now: nobody who is away, and no stand-in whose time is over.</summary>
    public IEnumerable<Member> AskedFor(PartnerId partner, Instant now) => ReportersOf(partner).Where(m => IsAsked(m, now));

    /// <summary>The day on which the first reporter of a partner is back, when all of them are away now; else null.</summary>
    public LocalDate? AwayUntil(PartnerId partner, Instant now)
    {
        var reporters = ReportersOf(partner).Where(m => !IsOver(m, now)).ToArray();
        return reporters.Length > 0 && Array.TrueForAll(reporters, m => !IsAsked(m, now)) ? reporters.Min(m => m.AwayUntil) : null;
    }

    /// <summary>Whether a member was a stand-in, and the time for that is over.</summary>
    public bool IsOver(Member member, Instant now) => member.Until <= Today(member, now);

    /// <summary>A member's own time zone as their client tells it, else their partner's, else the initiative's.</summary>
    public DateTimeZone ZoneOf(Member member) =>
        TimeZones.Known(member.Contact?.TimeZone) ?? TimeZones.Known(Partner(member.PartnerId)?.TimeZone) ?? TimeZones.Of(TimeZone);

    /// <summary>A member's own language and number format, else the initiative's.</summary>
    public CultureInfo CultureOf(Member member) => Initiatives.Languages.CultureOf(member.Contact?.Culture, Language);

    /// <summary>The time zones of those whom a check-in asks; the initiative's while it asks nobody.</summary>
    public IReadOnlyCollection<DateTimeZone> ZonesOf(Scope asks) =>
    [
        .. Members
            .Where(m => m.PartnerId is { } partner && asks.HasPartner(partner))
            .Select(ZoneOf)
            .DefaultIfEmpty(TimeZones.Of(TimeZone))
            .Distinct(),
    ];

    /// <summary>The time zones of all members; its own while it has none.</summary>
    public IReadOnlyCollection<DateTimeZone> Zones => [.. Members.Select(ZoneOf).DefaultIfEmpty(TimeZones.Of(TimeZone)).Distinct()];

    public IEnumerable<Member> Backbone => Members.Where(m => m.Role == Role.Backbone);

    /// <summary>Whether nobody else runs the initiative: who does so alone can't stop before somebody else is there.</summary>
    public bool IsLastOfBackbone(PersonKey person) => Ended is null && Backbone.Select(m => m.Person).SequenceEqual([person]);

    /// <summary>The names of initiatives, by id, so that those of one name can be told apart: by who founded them, else by their id too.</summary>
    public static IReadOnlyDictionary<InitiativeId, string> NamesApart(IReadOnlyCollection<Initiative> initiatives)
    {
        var founded = initiatives.Select(i => (i.Id, i.Name, Full: i.Backbone.FirstOrDefault() is { } first ? $"{i.Name} ({PeoplesWords.Shorten(first.Name, LongestFounder)})" : i.Name)).DistinctBy(i => i.Id).ToArray();
        return founded.ToDictionary(i => i.Id, i =>
            !founded.Any(o => o.Id != i.Id && Same(o.Name, i.Name)) ? i.Name
            : !founded.Any(o => o.Id != i.Id && Same(o.Full, i.Full)) ? i.Full
            : $"{i.Full}, {i.Id}");

        static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The initiative with some of its settings replaced or added.</summary>
    public Initiative With(InitiativeChange change) => (change.Initiative ?? this) with
    {
        Goals = Merge(Goals, change.Goals, g => g.Id),
        Partners = Merge(Partners, change.Partners, p => p.Id),
        Members = change.RemovedMember is { } removed
            ? [.. Merge(Members, change.Members, m => m.Person).Where(m => m.Person != removed)]
            : Merge(Members, change.Members, m => m.Person),
        Channels = [.. Merge(Channels, change.Channels, c => c.Address.ConversationId)
            .Where(c => c.Address.ConversationId != change.RemovedChannel && (c.Group is null || c.Group != change.RemovedGroup))],
        Groups = change.Groups.Count == 0 && change.RemovedGroup is null
            ? Groups
            : [.. Merge(Groups, change.Groups, g => g.Id).Where(g => g.Id != change.RemovedGroup).OrderBy(g => g.Name, StringComparer.OrdinalIgnoreCase).ThenBy(g => g.Id, StringComparer.Ordinal)],
    };

    /// <summary>Whether a reporter is asked now: not away, not a stand-in whose time is over, and of no partner that pauses or has left.</summary>
    public bool IsAsked(Member member, Instant now) => member.PartnerId is { } partner && Partner(partner) is var its && its is not { LeftAt: not null } && !(its?.PausedUntil > Today(member, now)) && !IsOver(member, now) && (member.AwayUntil is not { } back || back <= Today(member, now));

    private LocalDate Today(Member member, Instant now) => now.InZone(ZoneOf(member)).Date;

    private static IReadOnlyList<T> Merge<T, TKey>(IReadOnlyList<T> old, IReadOnlyList<T> changed, Func<T, TKey> key)
        where TKey : notnull
    {
        if (changed.Count == 0)
        {
            return old;
        }

        var byKey = changed.ToDictionary(key);
        return [.. old.Select(o => byKey.Remove(key(o), out var c) ? c : o), .. changed.Where(c => byKey.ContainsKey(key(c)))];
    }
}

/// <summary>An outcome that the initiative agreed to work for.</summary>
[GenerateSerializer, Immutable]
public sealed record Goal(string Id, string Text);

/// <summary>An organisation in the initiative.</summary>
[GenerateSerializer, Immutable]
public sealed record Partner(PartnerId Id, string Name)
{
    /// <summary>The IANA id of its time zone, when it isn't the initiative's.</summary>
    [Id(0)] public string? TimeZone { get; init; }

    /// <summary>The day from which it is asked again, while it pauses.</summary>
    [Id(1)] public LocalDate? PausedUntil { get; init; }

    /// <summary>Since when it isn't part of the initiative any more; what it reported stays. Null while it is.</summary>
    [Id(2)] public Instant? LeftAt { get; init; }

    /// <summary>What the backbone notes about it, for itself; empty for nothing.</summary>
    [Id(3)] public string Notes { get => field ?? ""; init; } = "";

    /// <summary>The partner that it was a double of, and that has all that was its own; null for every other.</summary>
    [Id(4)] public PartnerId? MergedInto { get; init; }
}

/// <summary>A person in the initiative.</summary>
/// <param name="PartnerId">The partner that the person reports for; backbone staff may report for one too.</param>
[GenerateSerializer, Immutable]
public sealed record Member(PersonKey Person, string Name, Role Role, PartnerId? PartnerId)
{
    /// <summary>Where and how to write to the person, as was known last; a copy, so that asking everyone reads the settings only.</summary>
    [Id(0)] public Contact? Contact { get; init; }

    /// <summary>Why a message would not arrive, or null when it should; in words that go after a name.</summary>
    public string? WhyNot => (Contact ?? Contact.Unknown).WhyNot;

    /// <summary>The day on which the person is back, while they are away.</summary>
    [Id(1)] public LocalDate? AwayUntil { get; init; }

    /// <summary>The day from which a stand-in reports no more.</summary>
    [Id(2)] public LocalDate? Until { get; init; }

    /// <summary>When the person came into what they do now; null for whoever set the initiative up, and for those of whom it isn't known.</summary>
    [Id(3)] public Instant? Since { get; init; }

    /// <summary>How many chapters of the introduction they have read, or don't want to.</summary>
    [Id(4)] public int Introduced { get; init; }

    /// <summary>Whether it is their mailbox that says that they are away, and not they themselves.</summary>
    [Id(6)] public bool AwayByMailbox { get; init; }

    /// <summary>The day until which their mailbox isn't believed: they have said themselves that they are here.</summary>
    [Id(7)] public LocalDate? HereUntil { get; init; }

    /// <summary>When what waits comes to the person of the backbone, on a morning on which it does; null for the usual time.</summary>
    [Id(5)] public LocalTime? BriefAt { get; init; }

    /// <summary>Whether they get each digest themself, besides what channels get.</summary>
    [Id(8)] public bool WantsDigests { get; init; }
}

/// <summary>Where and how to write to a person.</summary>
/// <param name="Address">The person's own chat with the bot, once there was one.</param>
/// <param name="TimeZone">An IANA id, when their client has told one.</param>
/// <param name="Culture">A BCP 47 tag.</param>
/// <param name="Unreachable">Why the person can't be written to, or null.</param>
[GenerateSerializer, Immutable]
public sealed record Contact(ConversationAddress? Address, string? TimeZone, string? Culture, string? Unreachable)
{
    /// <summary>Of somebody of whom nothing is known.</summary>
    public static readonly Contact Unknown = new(null, null, null, null);

    /// <summary>Why a message would not arrive, or null when it should; in words that go after a name.</summary>
    public string? WhyNot => Unreachable ?? (Address is null ? Reasons.NeverOpened : null);
}

/// <summary>What a member may do: a reporter answers, backbone staff run the initiative, an observer reads.</summary>
[GenerateSerializer]
public enum Role
{
    Observer,
    Reporter,
    Backbone,
}

/// <summary>A channel that digests are posted to.</summary>
[GenerateSerializer, Immutable]
public sealed record HomeChannel(ConversationAddress Address, string Name)
{
    /// <summary>The id of the working group whose digest it gets; null for the whole digest.</summary>
    [Id(0)] public string? Group { get; init; }

    /// <summary>Whether the channel itself is known to be a home of the initiative; those of earlier versions are made known when they are next read.</summary>
    [Id(1)] public bool IsListed { get; init; }

    /// <summary>Its name; Teams doesn't tell all of them.</summary>
    public string CalledIn(CultureInfo culture) => Name.Length > 0 ? Name : new Texts(culture).AChannel;

    /// <summary>Its name, or words for it in English.</summary>
    public string Called => CalledIn(CultureInfo.InvariantCulture);

    /// <summary>Why the last message didn't get there; null while nothing is known against it.</summary>
    [Id(2)] public ChannelFault? Fault { get; init; }

    /// <summary>The languages that each post stands in there, one under the other; none for the initiative's own.</summary>
    [Id(3)] public IReadOnlyList<string> Languages { get => field ?? []; init; } = [];

    public bool Equals(HomeChannel? other) =>
        other is not null && (Address, Name, Group, IsListed, Fault) == (other.Address, other.Name, other.Group, other.IsListed, other.Fault) && Languages.SequenceEqual(other.Languages);

    public override int GetHashCode() => HashCode.Combine(Address, Name, Group);
}

/// <summary>A code that makes one person a reporter of one partner, backbone staff, or an observer.</summary>
/// <param name="Code">As it is shown once; only its hash is stored.</param>
/// <param name="PartnerId">The partner, or null when the code is for backbone staff or an observer.</param>
[GenerateSerializer, Immutable]
public sealed record Invite(string Code, PartnerId? PartnerId, Instant Expires, PersonKey? UsedBy)
{
    /// <summary>The day from which who joins with it reports no more, when it is for a stand-in.</summary>
    [Id(0)] public LocalDate? Until { get; init; }

    /// <summary>Whether it is for somebody who only looks on: of a funder, or of the steering committee.</summary>
    [Id(1)] public bool ForObserver { get; init; }

    /// <summary>Who hands over to whoever joins with it, or null.</summary>
    [Id(2)] public PersonKey? From { get; init; }

    /// <summary>What becomes of who hands over.</summary>
    [Id(3)] public AfterHandOver Then { get; init; }

    /// <summary>Who made it; null for one of an earlier version.</summary>
    [Id(4)] public PersonKey? By { get; init; }

    /// <summary>When it was made; null for one of an earlier version.</summary>
    [Id(5)] public Instant? MadeAt { get; init; }

    /// <summary>Who took it back, or null while nobody has.</summary>
    [Id(6)] public PersonKey? WithdrawnBy { get; init; }

    [Id(7)] public Instant? WithdrawnAt { get; init; }

    /// <summary>Whether it was taken back because another took its place.</summary>
    [Id(8)] public bool IsRenewed { get; init; }

    /// <summary>The code's hash, where the code itself isn't known: in a list of invites, which names none.</summary>
    [Id(9)] public string? Hash { get; init; }

    /// <summary>Whom alone it is for, who gets it in their own chat or by mail: nobody sees its code. Null for whoever has the code.</summary>
    [Id(10)] public PersonKey? For { get; init; }

    /// <summary>What became of coming to whom it is for, who had never opened the app; null where that wasn't tried.</summary>
    [Id(11)] public AddOutcome? App { get; init; }

    /// <summary>Whether somebody could say yes to it now.</summary>
    public bool IsOpen(Instant now) => IsWaiting && Expires > now;

    /// <summary>What it is known by, to whoever has the code and to whoever hasn't.</summary>
    public string Key => Hash ?? Codes.KeyOf(Code);

    /// <summary>Whether nobody has used it or taken it back; it may have run out.</summary>
    public bool IsWaiting => UsedBy is null && WithdrawnAt is null;

    /// <summary>Whether it was made by a reporter, for somebody in their own place.</summary>
    public bool IsOfReporter => From is not null || Until is not null;
}

/// <summary>What becomes of a reporter who hands over.</summary>
[GenerateSerializer]
public enum AfterHandOver
{
    ReportsAsWell,
    LooksOn,
    Leaves,
}

/// <summary>Settings that are written together, all or none.</summary>
[GenerateSerializer, Immutable]
public sealed record InitiativeChange
{
    /// <summary>The name, vision, problem, time zone, languages and rules; its other lists are ignored.</summary>
    [Id(0)] public Initiative? Initiative { get; init; }

    [Id(1)] public IReadOnlyList<Goal> Goals { get => field ?? []; init; } = [];

    [Id(2)] public IReadOnlyList<Partner> Partners { get => field ?? []; init; } = [];

    [Id(3)] public IReadOnlyList<Member> Members { get => field ?? []; init; } = [];

    [Id(4)] public IReadOnlyList<HomeChannel> Channels { get => field ?? []; init; } = [];

    [Id(5)] public IReadOnlyList<Invite> Invites { get => field ?? []; init; } = [];

    /// <summary>The conversation id of a channel that is no longer a home.</summary>
    [Id(6)] public string? RemovedChannel { get; init; }

    /// <summary>Who is a member no longer.</summary>
    [Id(7)] public PersonKey? RemovedMember { get; init; }

    [Id(8)] public IReadOnlyList<WorkingGroup> Groups { get => field ?? []; init; } = [];

    /// <summary>The id of a working group that has ended; the channels that get its digest are homes no longer.</summary>
    [Id(9)] public string? RemovedGroup { get; init; }
}

/// <summary>Where an initiative's settings are kept: one partition, read in one go, written in one transaction.</summary>
public interface IInitiativeStore
{
    Task<LoadedInitiative?> Load(InitiativeId initiative, CancellationToken cancel);

    /// <summary>Makes the initiative known, for the scan that wakes the clocks at start.</summary>
    Task<IReadOnlyList<InitiativeId>> ListAll(CancellationToken cancel);

    /// <returns>The version that the next save must name.</returns>
    /// <exception cref="StaleStateException">Somebody else wrote since <paramref name="version"/>.</exception>
    Task<string> Save(Initiative before, InitiativeChange change, string? version, CancellationToken cancel);

    Task<Invite?> FindInvite(InitiativeId initiative, string code, CancellationToken cancel);

    /// <summary>All invites there ever were, without their codes, which nobody knows but whom they were shown to.</summary>
    Task<IReadOnlyList<Invite>> Invites(InitiativeId initiative, CancellationToken cancel);
}

public sealed record LoadedInitiative(Initiative Initiative, string Version);

/// <summary>Another writer was there first; load again and decide anew.</summary>
[GenerateSerializer]
public sealed class StaleStateException : Exception
{
    public StaleStateException()
        : base("The stored state has changed since it was read.")
    {
    }

    public StaleStateException(string message)
        : base(message)
    {
    }

    public StaleStateException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
