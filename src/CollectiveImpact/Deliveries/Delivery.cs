using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Deliveries;

/// <summary>One message to one conversation. Its batch and recipient are its key, so planning it twice plans it once.</summary>
/// <param name="Batch">What it is sent for, such as a round's opening.</param>
/// <param name="Recipient">A person's key or a channel's conversation id.</param>
/// <param name="Address">Where to; null when the recipient has never been heard of.</param>
/// <param name="Card">The card as JSON.</param>
/// <param name="Summary">What the notification says.</param>
/// <param name="Reason">Why it could not be delivered.</param>
public sealed record Delivery(
    string Batch,
    string Recipient,
    ConversationAddress? Address,
    string Card,
    string Summary,
    DeliveryState State,
    int Attempts,
    string? MessageId,
    string? Reason)
{
    public static Delivery To(Member member, KnownPerson person, string batch, string card, string summary) => new(
        batch,
        member.Person.ToString(),
        person.Personal,
        card,
        summary,
        person.CanBeReached ? DeliveryState.Planned : DeliveryState.Unreachable,
        0,
        null,
        person.CanBeReached ? null : person.Unreachable ?? "has not opened a chat with me yet");

    /// <summary>The post office that takes it: one for each tenant, since Teams limits each tenant's messages.</summary>
    public string Shard => Address?.Tenant ?? "nowhere";
}

public enum DeliveryState
{
    Planned,
    Sent,

    /// <summary>The recipient removed or blocked the bot, or never opened it. Shown to the backbone, with the reason.</summary>
    Unreachable,

    /// <summary>Given up after several tries. Shown to the backbone, with the reason.</summary>
    Failed,
}

/// <summary>The durable list of deliveries.</summary>
public interface IOutboxStore
{
    /// <summary>Adds those deliveries of a batch that aren't there yet; what was planned or sent before stays as it is.</summary>
    Task Plan(string batch, IReadOnlyList<Delivery> deliveries, CancellationToken cancel);

    /// <summary>All deliveries of the batches whose names start so, such as those of one round.</summary>
    Task<IReadOnlyList<Delivery>> LoadAll(string batchPrefix, CancellationToken cancel);

    Task<IReadOnlyList<Delivery>> Load(string batch, string shard, CancellationToken cancel);

    /// <summary>Writes what became of deliveries of one batch and shard, in as few transactions as they need.</summary>
    Task Save(IReadOnlyList<Delivery> deliveries, CancellationToken cancel);

    /// <summary>The batches and shards that may still hold something to send.</summary>
    Task<IReadOnlyList<(string Batch, string Shard)>> Pending(CancellationToken cancel);

    Task Finished(string batch, string shard, CancellationToken cancel);
}

/// <summary>Writes to people and channels. The only way out that isn't an answer.</summary>
public interface IMessenger
{
    Task<SendOutcome> Send(ConversationAddress to, string card, string summary, CancellationToken cancel);

    /// <summary>Puts a new card in the place of one that was sent.</summary>
    Task<SendOutcome> Replace(ConversationAddress to, string messageId, string card, CancellationToken cancel);
}

public abstract record SendOutcome
{
    public sealed record Sent(string MessageId) : SendOutcome;

    /// <summary>The service is busy or briefly unwell.</summary>
    /// <param name="After">How long the service asks to wait.</param>
    public sealed record TryLater(TimeSpan? After, string Reason) : SendOutcome;

    /// <summary>Writing again won't help until the person writes to the bot or installs it.</summary>
    public sealed record Unreachable(string Reason) : SendOutcome;

    /// <summary>The message itself was refused.</summary>
    public sealed record Refused(string Reason) : SendOutcome;
}
