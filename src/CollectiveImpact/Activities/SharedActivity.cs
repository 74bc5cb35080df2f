using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Activities;

/// <summary>What a partner does towards the goals: how its work fits into that of the others.</summary>
/// <param name="Goals">The ids of the agenda's goals that it serves.</param>
/// <param name="Place">Where; empty for everywhere.</param>
/// <param name="CheckedAt">When the partner last said that it is so.</param>
[GenerateSerializer, Immutable]
public sealed record SharedActivity(string Id, PartnerId Partner, string What, IReadOnlyList<string> Goals, string Place, Instant CheckedAt)
{
    public const int LongestText = 200;
    public const int MostOfAPartner = 12;

    /// <summary>From then on the partner is asked whether it is still true.</summary>
    public static readonly Duration AskedAfter = Duration.FromDays(90);

    [Id(0)] public string ForWhom { get => field ?? ""; init; } = "";

    [Id(1)] public string HowMuch { get => field ?? ""; init; } = "";

    /// <summary>The last day; null while no end is planned.</summary>
    [Id(2)] public LocalDate? Until { get; init; }

    /// <summary>What the partner is especially good at in it.</summary>
    [Id(3)] public string ExcelsAt { get => field ?? ""; init; } = "";

    /// <summary>The partner whose work this one needs; null for none.</summary>
    [Id(4)] public PartnerId? DependsOn { get; init; }

    /// <summary>When the partner first said that it does it; null where that wasn't kept yet.</summary>
    [Id(5)] public Instant? Since { get; init; }

    public bool IsOver(LocalDate today) => Until < today;

    public bool IsStale(Instant now) => now - CheckedAt > AskedAfter;
}

/// <summary>Whether somebody needs something, or can give it.</summary>
[GenerateSerializer]
public enum NoticeKind
{
    Ask,
    Offer,
}

/// <summary>An ask or an offer of a partner.</summary>
/// <param name="By">Who wrote it, and is written to when it fits another.</param>
/// <param name="Until">The last day on which it is of use; null for no end.</param>
[GenerateSerializer, Immutable]
public sealed record PartnersNotice(string Id, NoticeKind Kind, PartnerId Partner, string Text, string Place, LocalDate? Until, PersonKey By, string ByName, Instant At)
{
    public const int LongestText = 400;

    /// <summary>When it was met or taken back; null while it is open.</summary>
    [Id(0)] public Instant? Ended { get; init; }

    public bool IsOpen(LocalDate today) => Ended is null && !(Until < today);

    /// <summary>What matching looks at.</summary>
    public Notice ToMatch() => new(Id, Partner, Text, Place, null, Until);
}

/// <summary>An ask and an offer that may fit, and what both sides say.</summary>
[GenerateSerializer, Immutable]
public sealed record Fit(string Ask, string Offer, Instant SuggestedAt)
{
    /// <summary>What who asks says; null while they have said nothing.</summary>
    [Id(0)] public bool? Asker { get; init; }

    /// <summary>What who offers says.</summary>
    [Id(1)] public bool? Offerer { get; init; }

    /// <summary>When both had said yes and were told of each other.</summary>
    [Id(2)] public Instant? ConnectedAt { get; init; }

    /// <summary>What came of it, in the words of either; empty while nobody has said.</summary>
    [Id(3)] public string Outcome { get => field ?? ""; init; } = "";

    /// <summary>The channel in which the suggestion said they would be introduced, as a recipient; null for none.</summary>
    [Id(4)] public string? Channel { get; init; }

    /// <summary>The ask and the offer themselves, which a fit that its grain answers with brings along; null from a version before, and for what is stored.</summary>
    [Id(5)] public FitSides? Sides { get; init; }

    /// <summary>That channel, while the digests are still posted there.</summary>
    public HomeChannel? ChannelIn(Initiative initiative) => initiative.Channels.FirstOrDefault(c => c.Group is null && Recipient.Of(c) == Channel);

    /// <summary>That channel, where what is posted arrives, as far as is known: others are tried, and not promised.</summary>
    public HomeChannel? ReachedIn(Initiative initiative) => ChannelIn(initiative) is { Fault: null } channel ? channel : null;

    public bool IsAgreed => Asker == true && Offerer == true;
}

/// <summary>The ask and the offer of a fit.</summary>
[GenerateSerializer, Immutable]
public sealed record FitSides(PartnersNotice Ask, PartnersNotice Offer)
{
    /// <summary>The partner's own notice first, then the other's.</summary>
    public IReadOnlyList<PartnersNotice> SeenBy(PartnerId? partner) => Offer.Partner == partner ? [Offer, Ask] : [Ask, Offer];
}

/// <summary>Where partners' activities, asks and offers are kept: a partition an initiative, read in one go.</summary>
public interface IActivityStore
{
    Task<(IReadOnlyList<SharedActivity> Activities, IReadOnlyList<PartnersNotice> Notices, IReadOnlyList<Fit> Fits)> Load(InitiativeId initiative, CancellationToken cancel);

    Task Save(InitiativeId initiative, SharedActivity activity, CancellationToken cancel);

    Task Remove(InitiativeId initiative, SharedActivity activity, CancellationToken cancel);

    Task Save(InitiativeId initiative, PartnersNotice notice, CancellationToken cancel);

    Task Save(InitiativeId initiative, Fit fit, CancellationToken cancel);
}
