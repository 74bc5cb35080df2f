using CollectiveImpact.Conversations;

namespace CollectiveImpact.Pulse;

/// <summary>Takes a person's answers, once. What is shown afterwards says nothing of them.</summary>
public sealed class AnswerPulse(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (number, ballot) = PulseCard.ReadStatements(turn.Form);
        var pulse = grains.GetGrain<IPulseGrain>(here.Initiative.Id);
        var view = await pulse.See(turn.Person);
        if (view.Open is not { } open || open.Number != number)
        {
            return Reply.Says("That pulse has closed, so nothing was counted. Say \"pulse\" for what there is now.");
        }

        if (!Survey.MayAnswer(here.Initiative, here.Member, turn.Now))
        {
            return Reply.Shows(PulseCard.OnlyLooksOn(here.Initiative, open, turn.Culture, here.Zone(turn)));
        }

        if (ballot is null)
        {
            return Reply.AsksAgain(PulseCard.Statements(here.Initiative, open, turn.Culture, here.Zone(turn), here.IsBackbone, "Nothing was sent: one of the answers isn't there to choose. Please choose again."));
        }

        if (ballot.IsEmpty && !view.HasAnswered)
        {
            return Reply.AsksAgain(PulseCard.Statements(here.Initiative, open, turn.Culture, here.Zone(turn), here.IsBackbone, "Please answer one statement at least, or leave it for later."));
        }

        return await pulse.Answer(number, turn.Person, Survey.SideOf(here.Member), ballot) == Taken.TooLate
            ? Reply.Says("The pulse has closed just now, so nothing was counted. Say \"pulse\" for the report.")
            : Reply.Shows(PulseCard.Thanks(here, open, turn.Culture, here.Zone(turn)));
    }
}
