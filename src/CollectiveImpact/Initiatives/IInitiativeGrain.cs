namespace CollectiveImpact.Initiatives;

/// <summary>The one writer of an initiative's settings; holds them in memory.</summary>
public interface IInitiativeGrain : IGrainWithStringKey
{
    /// <summary>The settings, or null where there is no such initiative.</summary>
    [return: Immutable]
    [Alias("A4F8C05E")]
    Task<Initiative?> Get();

    /// <summary>The settings, when they aren't those of a version that is known already.</summary>
    [return: Immutable]
    [Alias("D0D5D73B")]
    Task<SettingsSince> Since(string? version);

    [Alias("F77D1C63")]
    Task<Initiative> SetUp(Initiative initiative, Member founder);

    [Alias("5919B456")]
    Task<Initiative> Change(InitiativeChange change);

    /// <summary>Changes the settings, when they still are those that were read.</summary>
    [Alias("3D7C5A19")]
    Task<(Initiative Now, SettingsOutcome Outcome)> ChangeSettings(InitiativeSettings read, InitiativeSettings to);

    /// <summary>Remembers where a member can be written to, and how they are called when nobody knew; nothing is written when that is known already.</summary>
    [Alias("F7FE69F8")]
    Task Contact(PersonKey person, Contact contact, string name);

    /// <summary>A reporter is away until a day, or back.</summary>
    /// <returns>The settings, or null where there is no such initiative.</returns>
    [Alias("0704070A")]
    Task<Initiative?> Away(PersonKey person, LocalDate? until);

    /// <summary>A reporter's mailbox says until when they are out of office; what they said themselves goes before it.</summary>
    /// <returns>The settings, or null where there is no such initiative.</returns>
    [Alias("D3A7195B")]
    Task<Initiative?> OutOfOffice(PersonKey person, LocalDate back);

    [Alias("51F13CBA")]
    Task<JoinOutcome> Join(string code, PersonKey person, string name, Instant now);

    /// <summary>The same as saying the code of an invite, for somebody who has shown otherwise that it was passed on to them: by a link in a mail.</summary>
    /// <param name="key">By which the invite is known.</param>
    [Alias("C61B5A0E")]
    Task<JoinOutcome> AcceptCode(string key, PersonKey person, string name, Instant now);

    /// <summary>Whether a member gets each digest themself, besides what channels get.</summary>
    [Alias("0B7D93F1")]
    Task WantsDigests(PersonKey person, bool wants);

    /// <summary>Takes an invite back, so that nobody joins with it any more.</summary>
    /// <param name="key">By which the invite is known.</param>
    /// <param name="instead">What takes its place, in the same moment; null for nothing.</param>
    [Alias("3C61E9A4")]
    Task<WithdrawOutcome> Withdraw(string key, Invite? instead, PersonKey by, Instant now);

    /// <summary>Somebody says yes to an invite that is for them alone.</summary>
    /// <param name="key">By which the invite is known.</param>
    [Alias("8C1B53E7")]
    Task<JoinOutcome> Accept(string key, PersonKey person, string name, Instant now);

    /// <summary>Somebody says no to an invite that is for them alone; twice is once.</summary>
    /// <returns>The invite, or null when it isn't open.</returns>
    [Alias("E05D9A26")]
    Task<Invite?> Decline(string key, PersonKey person, Instant now);

    /// <summary>Notes what became of coming to whom an invite is for.</summary>
    [Alias("2F74B8C3")]
    Task CameTo(string key, AddOutcome outcome);

    /// <summary>The people and invites of a partner that is a double are the other's from now on; twice is once.</summary>
    [Alias("B7E4190D")]
    Task<Initiative> MovePeople(PartnerId from, PartnerId to);

    /// <summary>A partner whose all has been moved to another is known as its double, and has left; whoever did it first stays.</summary>
    [Alias("5FA26C83")]
    Task<Initiative> Merged(PartnerId from, PartnerId to, Instant now);

    /// <summary>A member has read so many chapters of the introduction, or doesn't want more.</summary>
    [Alias("6F5B929F")]
    Task Introduced(PersonKey person, int chapters);

    /// <summary>A member chooses when what waits comes to them; null for the usual time.</summary>
    [Alias("C41D7E93")]
    Task BriefAt(PersonKey person, LocalTime? time);

    /// <summary>Makes a member backbone staff, or takes that role away again: who reports for a partner is its reporter then, and anybody else looks on.</summary>
    [Alias("DFCD2719")]
    Task<MembershipOutcome> MakeBackbone(PersonKey person, bool backbone);

    /// <summary>Ends a membership, and with it those of working groups; what was reported stays with the partner.</summary>
    [Alias("40B56072")]
    Task<MembershipOutcome> Remove(PersonKey person);

    /// <summary>Adds a working group, or puts its name, purpose, goals and lead in the place of those that it had; who is in it stays, and its lead is in it.</summary>
    /// <param name="isNew">Whether it is added; a form that is sent again finds what the first one made.</param>
    [Alias("6AFA8BE0")]
    Task<GroupOutcome> SaveGroup(WorkingGroup group, bool isNew, PersonKey by);

    [Alias("23E17B8F")]
    Task<GroupOutcome> JoinGroup(string group, PersonKey person);

    /// <summary>Somebody is in a working group no longer; a group whose lead goes is led by the backbone.</summary>
    [Alias("BE569A60")]
    Task<GroupOutcome> LeaveGroup(string group, PersonKey person);

    /// <summary>Forgets a working group and that channels get its digest; nothing that was reported is touched.</summary>
    [Alias("4DA984AE")]
    Task<GroupOutcome> EndGroup(string group, PersonKey by);

    /// <summary>Makes a channel the home of a working group's digest.</summary>
    [Alias("6FC47012")]
    Task<GroupOutcome> GiveGroupAHome(string group, HomeChannel channel, PersonKey by);

    /// <summary>Notes what keeps messages out of a home channel, or, with null, that one arrived there at that time.</summary>
    /// <returns>The settings, in which a fault of the same kind keeps the time of the first; null where there is nobody to tell.</returns>
    [Alias("69BBB6E2")]
    Task<Initiative?> ChannelIs(string conversation, Obstacle? obstacle, Instant at);

    /// <summary>Notes in which languages posts stand in a home channel; none for the initiative's own alone.</summary>
    /// <returns>The settings; null where it is no home any more.</returns>
    [Alias("B81C5D07")]
    Task<Initiative?> ChannelReads(string conversation, IReadOnlyList<string> languages);

    /// <summary>One of the backbone wants to end the initiative; whoever asked first is who waits for another.</summary>
    /// <returns>The settings with what is asked, or null where nobody else could confirm.</returns>
    [Alias("F0231877")]
    Task<Initiative?> AskToEnd(PersonKey by, string byName, Instant now);

    /// <summary>Another of the backbone confirms; twice is once.</summary>
    /// <returns>The settings of what has ended, or null when there is nothing that this person can confirm.</returns>
    [Alias("DAB99FBC")]
    Task<Initiative?> ConfirmEnd(PersonKey by, string byName, Instant now);

    /// <summary>Nobody wants to end it any more.</summary>
    [Alias("47E49361")]
    Task Keep();

    /// <summary>It was erased: there is no such initiative from now on.</summary>
    [Alias("28845596")]
    Task Erased();
}

/// <summary>What became of somebody's membership.</summary>
[GenerateSerializer]
public enum MembershipOutcome
{
    Changed,

    /// <summary>It was so before: a button that is pressed again.</summary>
    AlreadySo,

    NotAMember,

    /// <summary>Nothing was done: nobody would be left who runs the initiative.</summary>
    LastOfBackbone,
}

/// <summary>What became of <c>join CODE</c>.</summary>
[GenerateSerializer, Immutable]
public abstract record JoinOutcome
{
    [GenerateSerializer, Immutable]
    public sealed record Joined(Initiative Initiative, Member Member, Partner? Partner) : JoinOutcome
    {
        /// <summary>Who handed over to the person, or null.</summary>
        [Id(0)] public PersonKey? From { get; init; }

        /// <summary>Who made the invite, or null when that isn't known.</summary>
        [Id(1)] public PersonKey? InvitedBy { get; init; }
    }

    [GenerateSerializer, Immutable]
    public sealed record AlreadyIn(Initiative Initiative, Partner? Partner) : JoinOutcome
    {
        /// <summary>Who handed over to the person with this code, or null.</summary>
        [Id(0)] public PersonKey? From { get; init; }

        /// <summary>Whether it is this code that the person came in with.</summary>
        [Id(1)] public bool WithThisCode { get; init; }

        /// <summary>Who made the invite, or null when that isn't known.</summary>
        [Id(2)] public PersonKey? InvitedBy { get; init; }
    }

    [GenerateSerializer, Immutable]
    public sealed record Unknown : JoinOutcome;

    [GenerateSerializer, Immutable]
    public sealed record UsedUp : JoinOutcome;

    [GenerateSerializer, Immutable]
    public sealed record Expired : JoinOutcome;

    /// <summary>Somebody took the invite back, or renewed it, which makes another code.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Withdrawn : JoinOutcome;
}

/// <summary>What became of taking an invite back.</summary>
[GenerateSerializer, Immutable]
public abstract record WithdrawOutcome
{
    [GenerateSerializer, Immutable]
    public sealed record Withdrawn(Invite Invite) : WithdrawOutcome;

    /// <summary>Somebody took it back or renewed it before.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Already(Invite Invite) : WithdrawOutcome;

    /// <summary>Somebody has joined with it.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Used(PersonKey By) : WithdrawOutcome;

    [GenerateSerializer, Immutable]
    public sealed record NoSuchInvite : WithdrawOutcome;
}
