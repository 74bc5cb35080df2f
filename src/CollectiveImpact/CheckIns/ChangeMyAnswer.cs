using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>A reporter opens their partner's answer again; nothing changes until it is submitted.</summary>
public sealed class ChangeMyAnswer(IGrainFactory grains, UnsentForms unsent) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var view = await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, CheckInCard.RoundOf(turn.Form))).View(here.Partner!.Id);
        return view switch
        {
            null => SubmitCheckIn.NoSuchRound(turn.Culture),
            { Round.ClosedAt: not null, Entry: not null } => Reply.Shows(CheckInReceipt.Of(here.Initiative, view, here.Partner!, turn.Culture, here.Zone(turn))),
            { Round.ClosedAt: { } at } => SubmitCheckIn.Closed(at, turn, here),
            _ => Reply.Shows(CheckInCard.Form(
                here.Initiative, view, here.Partner!, turn.Culture, here.Zone(turn), begun: await unsent.Of(here.Initiative.Id, view, here.Partner!.Id, turn.Person, cancel))),
        };
    }
}
