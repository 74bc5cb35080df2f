using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Deliveries;

/// <summary>Which message of a mailing is posted to a channel; the key of its marker.</summary>
[GenerateSerializer, Immutable]
public sealed record ChannelPost(string Mailing, string Kind, string Recipient);

/// <summary>Hears what became of each post to a channel: that it is there, that it is not, or that nobody knows; perhaps more than once of the same.</summary>
public interface IFollowChannelPosts
{
    Task Heard(Delivery delivery);
}

/// <summary>
/// Posts to a channel at most once. Everyone in it reads a second copy, so here a loss that is told is better than a repetition.
/// </summary>
/// <remarks>
/// A marker is stored just before a request leaves, in the row in which its outcome will stand, and it says "in doubt".
/// What Teams answers takes its place at once: the message's id, a refusal, or, when Teams took nothing, that it is planned
/// as before. So whoever reads "in doubt" after a crash knows that a request may have left and that its answer is unknown.
/// Teams can't be asked what it has. Such a post is never repeated by itself, however young its marker: a process is
/// back within seconds, and a post takes less than one. The same holds for a request that Teams took and didn't answer in time.
/// Without a marker nothing has left, and the post is made.
/// </remarks>
public sealed class ChannelPosts(IOutboxStore store, IEnumerable<IFollowChannelPosts> followers, IClock clock)
{
    /// <summary>Sends one request between its marker and its outcome.</summary>
    public async Task<SendOutcome> Send(ChannelPost post, ConversationAddress to, Func<Task<SendOutcome>> send)
    {
        var marker = new Delivery(post.Mailing, post.Kind, post.Recipient, DeliveryState.InDoubt, to, null, Reasons.Stopped, 1, clock.GetCurrentInstant());
        try
        {
            await store.Save([marker], CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            // Nothing leaves without a marker.
            return new SendOutcome.TryLater(null, Reasons.NotNoted);
        }

        var outcome = await send();
        switch (outcome)
        {
            case SendOutcome.TryLater { MayHaveArrived: true } later:
                return new SendOutcome.InDoubt(later.Reason);
            case SendOutcome.TryLater:
                try
                {
                    await store.Save([marker with { State = DeliveryState.Planned, Reason = null }], CancellationToken.None);
                }
                catch (StorageUnavailableException)
                {
                    // The next try marks it again. Only a crash before that tells of a doubt where there is none.
                }

                break;
        }

        return outcome;
    }

    /// <summary>Whether a request may have left of which nobody heard the answer: whoever sent it is gone.</summary>
    public async Task<Delivery?> Doubt(ChannelPost post) => (await store.Load(post.Mailing, CancellationToken.None))
        .FirstOrDefault(d => d.Kind == post.Kind && d.Recipient == post.Recipient && d.State == DeliveryState.InDoubt);

    /// <summary>Tells of those that were meant for a channel.</summary>
    public async Task Tell(IEnumerable<Delivery> deliveries)
    {
        foreach (var settled in deliveries.Where(d => (HasFailed(d) || d.State == DeliveryState.Sent) && Recipient.MayBeChannel(d.Recipient)))
        {
            foreach (var follower in followers)
            {
                await follower.Heard(settled);
            }
        }
    }

    /// <summary>Whether the request may have left before it failed.</summary>
    public static bool MayHaveArrived(HttpRequestException failure) => failure.HttpRequestError is not
        (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);

    /// <summary>Whether it may be posted again when somebody asks for it.</summary>
    public static bool HasFailed(Delivery delivery) => delivery.State is DeliveryState.InDoubt or DeliveryState.Unreachable or DeliveryState.Failed;
}
