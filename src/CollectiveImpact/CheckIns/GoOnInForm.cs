using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>
/// Somebody goes on in a form without sending it: to another step, with last time's values in some places, or back from what looked
/// unusual. What they have typed is kept, so that it comes back with the next reminder too.
/// </summary>
public sealed class GoOnInForm(IGrainFactory grains, UnsentForms unsent) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (await Corrected.Look(grains, here, turn.Form) is not var (partner, view))
        {
            return SubmitCheckIn.NoSuchRound(turn.Culture);
        }

        var typed = CheckInCard.WithLastTimes(view, turn.Form, turn.Culture);
        if (partner == here.Partner && view.Round.ClosedAt is null)
        {
            await unsent.Keep(here.Initiative.Id, view.Round.Id, partner.Id, turn.Person, typed, turn.Now, cancel);
        }

        return Reply.AsksAgain(CheckInCard.FormAgain(here.Initiative, view, partner, turn.Culture, here.Zone(turn), typed, []));
    }
}

/// <summary>Somebody who has opened an answer to change or correct it leaves it as it was.</summary>
public sealed class CancelForm(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (await Corrected.Look(grains, here, turn.Form) is not var (partner, view))
        {
            return SubmitCheckIn.NoSuchRound(turn.Culture);
        }

        return view.Entry is null
            ? Reply.Says(new Texts(turn.Culture).NothingChanged)
            : Reply.Shows(CheckInReceipt.Of(here.Initiative, view, partner, turn.Culture, here.Zone(turn)));
    }
}
