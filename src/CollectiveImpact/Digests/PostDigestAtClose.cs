using CollectiveImpact.Activities;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Digests;

/// <summary>When a round has closed: its digest goes into the outbox for every home channel, what came of it goes to those who answered, and what they need is looked for among the offers.</summary>
public sealed class PostDigestAtClose(DigestPost post, ThanksPost thanks, NeedsOfARound needs) : IClockListener
{
    public async Task Handle(Occasion occasion, CancellationToken cancel)
    {
        if (await post.Compile(occasion.Initiative, occasion.Round.Id, cancel) is { } digest)
        {
            await post.Post(digest);
            await thanks.Post(digest);
            await needs.Ask(occasion.Initiative, occasion.Round.Id, occasion.Now);
        }
    }
}
