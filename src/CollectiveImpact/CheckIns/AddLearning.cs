using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>A reporter whose answer is in adds what their partner learned: everything else stays as it was answered.</summary>
public sealed class AddLearning(IGrainFactory grains, IEnumerable<IFollowAnswers> followers) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var partner = here.Partner!;
        var round = grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, CheckInCard.RoundOf(turn.Form)));
        if (await round.View(partner.Id) is not { Entry.SkippedBecause: null } asked)
        {
            return SubmitCheckIn.NoSuchRound(turn.Culture);
        }

        var whole = CheckInForm.Of(asked, here.Initiative.Language, turn.Culture).WithLearning(turn.Form);
        var answers = CheckInCard.Read(whole, asked.Indicators, turn.Culture) with { Message = turn.Press?.MessageId };
        var (decision, view) = await round.Submit(partner.Id, answers, turn.Person, turn.Name, turn.Now);
        if (decision is Decision.Accepted or Decision.Unchanged)
        {
            await SubmitCheckIn.Tell(followers, here.Initiative, view!, partner.Id);
        }

        // Where what was answered isn't as it should be any more, that is looked at in the form, with what was typed just now.
        return decision is Decision.Refused(var faults) && faults.All(f => f.Indicator is null)
            ? Reply.AsksAgain(CheckInReceipt.AskingAgain(here.Initiative, asked, partner, turn.Culture, here.Zone(turn), turn.Form, faults))
            : SubmitCheckIn.Outcome(decision, view, asked, partner, turn with { Press = turn.Press! with { Form = whole } }, here);
    }
}
