using CollectiveImpact.Conversations;

namespace CollectiveImpact.Digests;

/// <summary>Backbone staff post the digest that they previewed.</summary>
public sealed class PostDigest(DigestPost post) : IMemberListener
{
    private const int MostNamed = 3;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (here.Initiative.Channels.Count == 0)
        {
            return Reply.Says("No channel is a home for digests yet. @mention me in a channel and say \"digest here\", then press again.");
        }

        if (await post.Compile(here.Initiative, DigestCard.RoundOf(turn.Form), cancel) is not { } digest)
        {
            return Reply.Says("I can't find that check-in any more. Say \"digest\" for the newest.");
        }

        var (posted, replaced) = await post.Post(digest, again: true);
        var doubtful = here.Initiative.ChannelsOutOfReach.Select(c => ChannelCard.NameOf(c)).ToArray();
        var done = (posted, replaced) switch
        {
            (0, 0) when doubtful.Length > 0 => "I'm trying to post it.",
            (0, 0) => "Nothing was posted: it has nothing for the working groups whose channels these are.",
            (_, 0) => $"Posted to {Counted.Of(posted, "channel")}.",
            (0, _) => $"It was posted before, so the message in {Counted.Of(replaced, "channel")} now shows this digest.",
            _ => $"Posted to {Counted.Of(posted, "channel")}, and brought up to date in {Counted.Of(replaced, "channel")}.",
        };
        return Reply.Says(doubtful.Length == 0 ? done
            : $"{done} The last message didn't get to {string.Join(", ", doubtful.Take(MostNamed))}{(doubtful.Length > MostNamed ? $" and {doubtful.Length - MostNamed} more" : "")}: say \"channels\" in a minute to see whether this one did.");
    }
}
