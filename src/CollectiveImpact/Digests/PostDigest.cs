using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Digests;

/// <summary>Backbone staff post the digest that they previewed.</summary>
public sealed class PostDigest(IGrainFactory grains, DigestPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (here.Initiative.Channels.Count == 0)
        {
            return Reply.Says(t.NoHomeToPostTo);
        }

        if (await post.Compile(here.Initiative, DigestCard.RoundOf(turn.Form), cancel) is not { } digest)
        {
            return Reply.Says(t.CheckInGone);
        }

        var (posted, replaced) = await post.Post(digest, again: true);
        if (digest.Round.ClosedAt is not null)
        {
            // One that waited for this brings with it what comes with every digest.
            await grains.GetGrain<IClockGrain>(here.Initiative.Id).DigestPosted(digest.Round.Id);
        }

        var doubtful = here.Initiative.ChannelsOutOfReach.Select(c => ChannelCard.NameOf(c)).ToArray();
        if (posted + replaced + doubtful.Length > 0)
        {
            await audit.Keep(turn, here, ActKind.DigestPosted, DigestPost.AuditId(digest.Round.Id), digest.Round.TitleFor(here.Initiative), cancel: cancel);
        }

        var done = (posted, replaced) switch
        {
            (0, 0) when doubtful.Length > 0 => t.Trying,
            (0, 0) => t.NothingPosted,
            (_, 0) => t.PostedTo(posted),
            (0, _) => t.BroughtUpToDate(replaced),
            _ => t.PostedAndBroughtUpToDate(posted, replaced),
        };
        return Reply.Shows(DigestCard.Posted(digest, ChannelCard.WithMissed(done, doubtful, t), doubtful.Length > 0, turn.Culture));
    }
}
