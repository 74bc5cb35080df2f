using CollectiveImpact.Conversations;

namespace CollectiveImpact.Pulse;

/// <summary>Takes a person's answers, once. What is shown afterwards says nothing of them.</summary>
public sealed class AnswerPulse(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var (number, ballot) = PulseCard.ReadStatements(turn.Form, turn.Culture);
        var pulse = grains.GetGrain<IPulseGrain>(here.Initiative.Id);
        var view = await pulse.See(turn.Person);
        if (view.Open is not { } open || open.Number != number)
        {
            return Reply.Says(t.HasClosed);
        }

        if (!Survey.MayAnswer(here.Initiative, here.Member, turn.Now))
        {
            return Reply.Shows(PulseCard.OnlyLooksOn(here.Initiative, open, turn.Culture, here.Zone(turn)));
        }

        if (ballot is null)
        {
            return Reply.AsksAgain(PulseCard.Statements(here.Initiative, open, turn.Culture, here.Zone(turn), here.IsBackbone, t.NotThereToChoose));
        }

        if (ballot.IsEmpty && !view.HasAnswered)
        {
            return Reply.AsksAgain(PulseCard.Statements(here.Initiative, open, turn.Culture, here.Zone(turn), here.IsBackbone, t.NothingAnswered));
        }

        return await pulse.Answer(number, turn.Person, Survey.SideOf(here.Member), ballot) == Taken.TooLate
            ? Reply.Says(t.HasClosedJustNow)
            : Reply.Shows(PulseCard.Thanks(here, open, turn.Culture, here.Zone(turn)));
    }
}
