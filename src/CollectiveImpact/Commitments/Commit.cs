using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Commitments;

/// <summary>The backbone says what it will do.</summary>
public sealed class Commit(ICommitmentStore store) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var text = turn.Words.GetValueOrDefault("text") ?? turn.Form[CommitmentsCard.TextField];
        var known = await store.Newest(here.Initiative.Id, CommitmentsCard.MostShown, cancel);
        if (text.Length is 0 or > Commitment.LongestText)
        {
            return Reply.AsksAgain(CommitmentsCard.Again(here, known, turn.Culture, here.Zone(turn), text, text.Length == 0
                ? "What will the backbone do?"
                : $"Please keep it to {Commitment.LongestText} characters; this has {text.Length.ToString("#,0", turn.Culture)}."));
        }

        // Sent again by an impatient finger, it is one.
        if (!known.Any(c => c.IsOpen && c.Text == text))
        {
            await store.Save(here.Initiative.Id, new Commitment(Codes.NewId(), text, turn.Name, turn.Now, null, "", null), null, cancel);
        }

        return Reply.Shows(CommitmentsCard.Of(here, await store.Newest(here.Initiative.Id, CommitmentsCard.MostShown, cancel), turn.Culture, here.Zone(turn)));
    }
}

/// <summary>The backbone says what came of it.</summary>
public sealed class SettleCommitment(ICommitmentStore store) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var known = await store.Newest(here.Initiative.Id, CommitmentsCard.MostShown, cancel);
        var (id, outcome, why) = CommitmentsCard.Read(turn.Form);
        if (known.FirstOrDefault(c => c.Id == id) is not { } commitment || outcome is not { } settled)
        {
            return Reply.Says("I can't find this any more. Say \"commitments\" for the list.");
        }

        if (settled is CommitmentOutcome.Changed or CommitmentOutcome.Dropped && why.Length == 0)
        {
            return Reply.Says("Please say why, in a few words: the partners read it.");
        }

        if (why.Length > Commitment.LongestText)
        {
            return Reply.Says($"Please keep the reason to {Commitment.LongestText} characters; this has {why.Length.ToString("#,0", turn.Culture)}.");
        }

        if (commitment.IsOpen)
        {
            await store.Save(here.Initiative.Id, commitment.Settled(settled, why, turn.Now), commitment, cancel);
        }

        return Reply.Shows(CommitmentsCard.Of(here, await store.Newest(here.Initiative.Id, CommitmentsCard.MostShown, cancel), turn.Culture, here.Zone(turn)));
    }
}
