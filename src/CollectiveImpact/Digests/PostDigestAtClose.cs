using CollectiveImpact.Conversations;

namespace CollectiveImpact.Digests;

/// <summary>When a round has closed: its digest goes into the outbox for every home channel, and what came of it for those who answered.</summary>
public sealed class PostDigestAtClose(DigestPost post, ThanksPost thanks) : IClockListener
{
    public async Task Handle(Occasion occasion, CancellationToken cancel)
    {
        if (await post.Compile(occasion.Initiative, occasion.Round.Id, cancel) is { } digest)
        {
            await post.Post(digest);
            await thanks.Post(digest);
        }
    }
}
