using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Deliveries;

/// <summary>What became of one message. Its mailing, recipient and kind are its key: nobody gets the same one twice.</summary>
/// <param name="Mailing">What it is about, such as a round.</param>
/// <param name="Kind">What it is sent for, such as the round's opening.</param>
/// <param name="Recipient">The tenant, a colon, and a person's object id or a channel's conversation id.</param>
/// <param name="Address">Where it went; null when it went nowhere.</param>
/// <param name="Reason">Why it was not delivered, or not yet, as a code of <see cref="Reasons"/>; why there was no need for it, in a code of its writer.</param>
[GenerateSerializer, Immutable]
public sealed record Delivery(
    string Mailing,
    string Kind,
    string Recipient,
    DeliveryState State,
    ConversationAddress? Address,
    string? MessageId,
    string? Reason,
    int Attempts,
    Instant At)
{
    /// <summary>Whether its message stands somewhere, where it can be replaced.</summary>
    public bool Stands => this is { State: DeliveryState.Sent, MessageId: not null, Address: not null };

    /// <summary>What kept it out, when it did not arrive.</summary>
    [Id(0)] public Obstacle? Obstacle { get; init; }
}

[GenerateSerializer]
public enum DeliveryState
{
    /// <summary>Waits its turn, or for Teams to be well again.</summary>
    Planned,
    Sent,

    /// <summary>When its turn came there was no need for it any more.</summary>
    NotNeeded,

    /// <summary>The recipient removed or blocked the bot, or never opened it. Shown to the backbone, with the reason.</summary>
    Unreachable,

    /// <summary>Refused by Teams, or tried until it was too late. Shown to the backbone, with the reason.</summary>
    Failed,

    /// <summary>On its way to a channel, or nobody heard whether it arrived; see <see cref="ChannelPosts"/>.</summary>
    InDoubt,
}

/// <summary>Those who are to get a message of one kind and have not been dealt with yet.</summary>
/// <param name="Expires">From then on the message is of no use.</param>
/// <param name="Version">What the next write must name; null for a new one.</param>
public sealed record Plan(string Mailing, string Kind, IReadOnlyList<string> Recipients, Instant PlannedAt, Instant Expires, string? Version);

/// <summary>The durable list of deliveries: plans of what is to be sent, and what became of each.</summary>
public interface IOutboxStore
{
    /// <summary>What became of all messages of a mailing.</summary>
    Task<IReadOnlyList<Delivery>> Load(string mailing, CancellationToken cancel);

    /// <summary>Writes what became of some messages of one mailing, in as few transactions as they need.</summary>
    Task Save(IReadOnlyList<Delivery> deliveries, CancellationToken cancel);

    /// <summary>What of a mailing is still to be sent.</summary>
    Task<IReadOnlyList<Plan>> Plans(string mailing, CancellationToken cancel);

    /// <returns>The version that the next write must name.</returns>
    /// <exception cref="StaleStateException">Somebody else wrote since the plan's version.</exception>
    Task<string> Save(Plan plan, CancellationToken cancel);

    /// <exception cref="StaleStateException">Somebody else wrote since the plan's version.</exception>
    Task Remove(Plan plan, CancellationToken cancel);

    /// <summary>The mailings that still hold something to send.</summary>
    Task<IReadOnlyList<string>> Waiting(CancellationToken cancel);
}

/// <summary>
/// Writes the messages of some kinds, each when its turn has come: whom it is for is looked at again there and then, so that
/// nobody is asked who has answered meanwhile, or told at an address of yesterday.
/// </summary>
public interface IWriter
{
    /// <summary>What its kinds begin with; no two writers share one.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <exception cref="FormatException">The mailing, the kind or the recipient can't be read; it isn't tried again.</exception>
    Task<Letter> Write(string mailing, string kind, string recipient, CancellationToken cancel);
}

/// <summary>What a writer says of one recipient.</summary>
public abstract record Letter
{
    /// <summary>A card for a place.</summary>
    /// <param name="culture">Of whoever reads it there.</param>
    public static Letter Of(ConversationAddress to, CultureInfo culture, AdaptiveCard card) => new To(to, card.In(culture).ToJson(), card.FallbackText);

    /// <summary>A card for a home of an initiative, in the languages that are read there.</summary>
    /// <param name="draw">See <see cref="AdaptiveCard.In(IReadOnlyList{CultureInfo}, Func{CultureInfo, int, AdaptiveCard})"/>.</param>
    public static Letter For(Initiative initiative, HomeChannel home, Func<CultureInfo, int, AdaptiveCard> draw)
    {
        var card = AdaptiveCard.In(initiative.CulturesIn(home), draw);
        return new To(home.Address, card.ToJson(), card.FallbackText);
    }

    /// <summary>A card for a member's own chat, in their language; where they can't be written to, why not, and nothing is drawn.</summary>
    public static Letter For(Initiative initiative, Member member, Func<CultureInfo, AdaptiveCard> draw)
    {
        if (member.WhyNot is { } why)
        {
            return new Unreachable(why);
        }

        var culture = initiative.CultureOf(member);
        return Of(member.Contact!.Address!, culture, draw(culture));
    }

    /// <param name="Card">The card as JSON.</param>
    /// <param name="Summary">What the notification says.</param>
    public sealed record To(ConversationAddress Address, string Card, string Summary) : Letter;

    /// <param name="Reason">Why there is no need for it any more, in a code that whoever reads the rows understands.</param>
    public sealed record NotNeeded(string Reason) : Letter;

    /// <param name="Reason">Why it would not arrive: a code of <see cref="Reasons"/>.</param>
    public sealed record Unreachable(string Reason) : Letter;

    /// <summary>It can't be written now, and is looked at again.</summary>
    /// <param name="Reason">Why: a code of <see cref="Reasons"/>.</param>
    public sealed record Later(string Reason) : Letter;
}

/// <summary>Writes to people and channels. The only way out that isn't an answer.</summary>
public interface IMessenger
{
    Task<SendOutcome> Send(ConversationAddress to, string card, string summary, CancellationToken cancel);

    /// <summary>Puts a new card in the place of one that was sent.</summary>
    Task<SendOutcome> Replace(ConversationAddress to, string messageId, string card, CancellationToken cancel);
}

[GenerateSerializer, Immutable]
public abstract record SendOutcome
{
    [GenerateSerializer, Immutable]
    public sealed record Sent(string MessageId) : SendOutcome;

    /// <summary>The service is busy or briefly unwell.</summary>
    /// <param name="After">How long the service asks to wait.</param>
    /// <param name="Throttled">Whether it had too many messages of us, as opposed to being unwell.</param>
    [GenerateSerializer, Immutable]
    public sealed record TryLater(TimeSpan? After, string Reason, bool Throttled = false) : SendOutcome
    {
        /// <summary>Whether the request left and was not answered.</summary>
        [Id(0)] public bool MayHaveArrived { get; init; }
    }

    /// <summary>Nobody knows whether it arrived, and a second copy would be worse than none.</summary>
    [GenerateSerializer, Immutable]
    public sealed record InDoubt(string Reason) : SendOutcome;

    /// <summary>Writing again won't help until the person writes to the bot or installs it.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Unreachable(string Reason, Obstacle Obstacle = Obstacle.Forbidden) : SendOutcome;

    /// <summary>The message itself was refused.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Refused(string Reason) : SendOutcome;
}
