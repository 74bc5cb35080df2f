using System.Globalization;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Messages;

/// <summary>What backbone staff write to partners. It is kept from the first look on; what was sent is never changed.</summary>
/// <param name="Id">Begins with when it was begun.</param>
/// <param name="To">Null while nobody has been chosen.</param>
/// <param name="Partners">The ids of the partners, when it is for chosen ones.</param>
/// <param name="WrittenAt">When it was looked at last.</param>
public sealed record PartnersMessage(string Id, string Subject, string Text, Addressed? To, IReadOnlyList<PartnerId> Partners, PersonKey By, string ByName, Instant WrittenAt)
{
    /// <summary>In characters.</summary>
    public const int LongestSubject = 80;

    /// <summary>In characters.</summary>
    public const int LongestText = 2000;

    private const int MomentLength = 15;

    /// <summary>For so long it is tried to bring it.</summary>
    public static readonly Duration OfUse = Duration.FromDays(7);

    /// <summary>When it was sent; null while it is a draft.</summary>
    public Instant? SentAt { get; init; }

    /// <summary>Whom it was sent to.</summary>
    public IReadOnlyList<PersonKey> Recipients { get; init; } = [];

    public static string NewId(Instant now) => $"{Moment(now)}-{Codes.NewId()}";

    /// <summary>Whether it is an id that was given until now; anybody can send anything.</summary>
    public static bool IsId(string text, Instant now) => text.Length > MomentLength + 1
        && text[..MomentLength].All(char.IsAsciiDigit)
        && text[MomentLength] == '-'
        && Codes.IsId(text[(MomentLength + 1)..])
        && string.CompareOrdinal(text[..MomentLength], Moment(now)) <= 0;

    private static string Moment(Instant at) => at.ToUnixTimeMilliseconds().ToString("000000000000000", CultureInfo.InvariantCulture);
}

/// <summary>Whom a message is for.</summary>
/// <param name="About">The id of the round or of the working group; empty where there is none.</param>
public sealed record Addressed(ToWhom Whom, string About = "")
{
    /// <summary>As a form and storage have it.</summary>
    public string Code => About.Length == 0 ? Whom.ToString() : $"{Whom}:{About}";

    public static Addressed? Read(string code)
    {
        var colon = code.IndexOf(':', StringComparison.Ordinal);
        return EnumNames.Read<ToWhom>(colon < 0 ? code : code[..colon]) is { } whom ? new Addressed(whom, colon < 0 ? "" : code[(colon + 1)..]) : null;
    }

    /// <summary>Those who get it: each once, never who wrote it, no stand-in whose time is over, and nobody of a partner that has left; null when what it is about is there no more.</summary>
    /// <param name="missing">The partners that the round misses; null when it isn't open.</param>
    public IReadOnlyList<Member>? Among(Initiative initiative, IReadOnlyList<PartnerId> partners, IReadOnlyList<PartnerId>? missing, PersonKey by, Instant now)
    {
        var those = Whom switch
        {
            ToWhom.Everyone => initiative.Members,
            ToWhom.Missing => missing?.SelectMany(p => initiative.AskedFor(p, now)),
            ToWhom.Group => initiative.Group(About) is { } group ? initiative.Members.Where(m => group.Has(m.Person)) : null,
            _ => initiative.Members.Where(m => m.PartnerId is { } partner && partners.Contains(partner)),
        };
        return those is null ? null : [.. those.Where(m => m.Person != by && !initiative.IsOver(m, now) && (m.Role == Role.Backbone || initiative.Partner(m.PartnerId) is not { LeftAt: not null })).DistinctBy(m => m.Person)];
    }
}

/// <summary>Their names are stored: a new one is added, none is renamed.</summary>
public enum ToWhom
{
    Everyone,

    /// <summary>The partners without an answer in an open round.</summary>
    Missing,

    /// <summary>One working group.</summary>
    Group,

    /// <summary>Chosen partners.</summary>
    Partners,
}

/// <summary>What became of a message: who has it, who waits for it, and who can't be reached.</summary>
/// <param name="Left">How many left before it reached them.</param>
/// <param name="CantReach">With the reason, a code of <see cref="Reasons"/>.</param>
public sealed record Reached(int Have, int Wait, int Left, IReadOnlyList<(Member Member, string Why)> CantReach)
{
    public int All => Have + Wait + Left + CantReach.Count;

    /// <summary>Pure: what was planned and what became of it comes in, person by person.</summary>
    public static Reached Of(Initiative initiative, PartnersMessage message, IReadOnlyList<Delivery> deliveries, Instant now)
    {
        var by = deliveries.GroupBy(d => d.Recipient).ToDictionary(d => d.Key, d => d.First());
        var (have, wait, left) = (0, 0, 0);
        var cant = new List<(Member, string)>();
        foreach (var person in message.Recipients.Distinct())
        {
            switch (by.GetValueOrDefault(Recipient.Of(person)))
            {
                case { State: DeliveryState.Sent }:
                    have++;
                    break;
                case var _ when initiative.Member(person) is null:
                    left++;
                    break;
                case null or { State: DeliveryState.Planned } when now < message.SentAt + PartnersMessage.OfUse:
                    wait++;
                    break;
                case { Reason: { } why, State: not DeliveryState.NotNeeded }:
                    cant.Add((initiative.Member(person)!, why));
                    break;
                default:
                    cant.Add((initiative.Member(person)!, Reasons.TooLate(null)));
                    break;
            }
        }

        return new Reached(have, wait, left, cant);
    }

    /// <summary>Whether some were never planned: whoever sent it was interrupted.</summary>
    public static bool IsUnplanned(PartnersMessage message, IReadOnlyList<Delivery> deliveries, Instant now) =>
        now < message.SentAt + PartnersMessage.OfUse && message.Recipients.Select(Recipient.Of).Except(deliveries.Select(d => d.Recipient)).Any();
}

/// <summary>Where messages to partners are kept.</summary>
public interface IMessageStore
{
    /// <summary>Null when there is no such message.</summary>
    Task<PartnersMessage?> Find(InitiativeId initiative, string id, CancellationToken cancel);

    /// <summary>The newest first, drafts too.</summary>
    IAsyncEnumerable<PartnersMessage> Newest(InitiativeId initiative, CancellationToken cancel);

    /// <param name="before">What was read before; null for nothing.</param>
    /// <exception cref="StaleStateException">Somebody else wrote meanwhile.</exception>
    Task Save(InitiativeId initiative, PartnersMessage message, PartnersMessage? before, CancellationToken cancel);
}
