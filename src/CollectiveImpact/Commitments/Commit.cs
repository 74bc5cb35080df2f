using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Commitments;

/// <summary>The backbone says what it will do.</summary>
public sealed class Commit(ICommitmentStore store, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var typed = turn.Words.TryGetValue("text", out var said) ? CommitmentsCard.Typed(said) : turn.Form;
        var known = await store.InSight(here.Initiative.Id, CommitmentsCard.MostShown, cancel);
        var (text, faults) = CommitmentsCard.ReadText(typed, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(CommitmentsCard.Again(here, known, turn.Culture, here.Zone(turn), typed, faults));
        }

        // Sent again by an impatient finger, it is one.
        if (!known.Any(c => c.IsOpen && c.Text == text))
        {
            var commitment = new Commitment(Codes.NewId(), text, turn.Name, turn.Now, null, "", null);
            await store.Save(here.Initiative.Id, commitment, null, cancel);
            await audit.Keep(turn, here, ActKind.Committed, AuditLog.About("commitment", commitment.Id), text, cancel: cancel);
        }

        return Reply.Shows(CommitmentsCard.Of(here, await store.InSight(here.Initiative.Id, CommitmentsCard.MostShown, cancel), turn.Culture, here.Zone(turn)));
    }
}

/// <summary>The backbone says what came of it.</summary>
public sealed class SettleCommitment(ICommitmentStore store, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var known = await store.InSight(here.Initiative.Id, CommitmentsCard.MostShown, cancel);
        var (id, outcome, why) = CommitmentsCard.Read(turn.Form);
        if (known.FirstOrDefault(c => c.Id == id) is not { } commitment || outcome is not { } settled)
        {
            return Reply.Says(t.Gone);
        }

        switch (Commitment.FaultOf(settled, why))
        {
            case ReasonFault.Missing:
                return Reply.Says(t.WhyMissing);
            case ReasonFault.TooLong:
                return Reply.Says(t.WhyTooLong(Commitment.LongestText, why.Length));
        }

        if (commitment.IsOpen)
        {
            await store.Save(here.Initiative.Id, commitment.Settled(settled, why, turn.Now), commitment, cancel);
            await audit.Keep(turn, here, ActKind.CommitmentSettled, AuditLog.About("commitment", commitment.Id), commitment.Text, why, cancel: cancel);
        }

        return Reply.Shows(CommitmentsCard.Of(here, await store.InSight(here.Initiative.Id, CommitmentsCard.MostShown, cancel), turn.Culture, here.Zone(turn)));
    }
}
