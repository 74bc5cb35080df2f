using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>A reporter submits their partner's answers: kept, or sent back with each fault at its field.</summary>
public sealed class SubmitCheckIn(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        // The partner is the one the person reports for; what the card says about it doesn't count.
        var partner = here.Partner!;
        var grain = grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, CheckInCard.RoundOf(turn.Form)));
        if (await grain.View(partner.Id) is not { } asked)
        {
            return NoSuchRound;
        }

        var answers = CheckInCard.Read(turn.Form, asked.Indicators, turn.Culture);
        var (decision, view) = await grain.Submit(partner.Id, answers, turn.Person, turn.Name, turn.Now);
        switch (decision)
        {
            case Decision.Accepted or Decision.Unchanged:
                await grain.CardsFollow(partner.Id, turn.Press?.MessageId);
                return Reply.Shows(CheckInCard.Receipt(here.Initiative, view!, partner, turn.Culture, here.Zone(turn)));
            case Decision.Refused(var faults):
                var again = CheckInCard.FormAgain(here.Initiative, view!, partner, turn.Culture, here.Zone(turn), turn.Form, faults);
                // Too much text to draw again: the form in front of the person keeps it.
                return CardJson.SizeOf(again.ToJson()) <= CardJson.Budget
                    ? Reply.AsksAgain(again)
                    : Reply.Says(CheckInCard.InOneSentence(faults, asked.Indicators));
            case Decision.Closed(var at):
                return Closed(at, turn, here);
            default:
                return NoSuchRound;
        }
    }

    internal static Reply NoSuchRound => Reply.Says("I can't find this check-in any more. Say \"check in\" for the one that is open.");

    internal static Reply Closed(Instant at, Turn turn, Here here) => Reply.Says(
        $"This check-in closed on {at.InZone(here.Zone(turn)).ToString("dddd d MMMM 'at' HH:mm", turn.Culture)}, so nothing was changed. What you typed is still in the form, to copy.");
}
