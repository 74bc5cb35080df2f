using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.CheckIns;

/// <summary>A reporter submits their partner's answers: kept, or sent back with each fault at its field.</summary>
public sealed class SubmitCheckIn(IGrainFactory grains, IEnumerable<IFollowAnswers> followers, UnsentForms unsent) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        // The partner is the one the person reports for; what the card says about it doesn't count.
        var partner = here.Partner!;
        var grain = grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, CheckInCard.RoundOf(turn.Form)));
        if (await grain.View(partner.Id) is not { } asked)
        {
            return NoSuchRound(turn.Culture);
        }

        var answers = CheckInCard.Read(turn.Form, asked.Indicators, turn.Culture) with { Message = turn.Press?.MessageId };
        var (decision, view) = await grain.Submit(partner.Id, answers, turn.Person, turn.Name, turn.Now);
        if (decision is Decision.Accepted or Decision.Unchanged)
        {
            await Tell(followers, here.Initiative, view!, partner.Id);
        }
        else if (decision is Decision.Refused or Decision.NeedsConfirming)
        {
            await unsent.Keep(here.Initiative.Id, asked.Round.Id, partner.Id, turn.Person, turn.Form, turn.Now, cancel);
        }

        return Outcome(decision, view, asked, partner, turn, here);
    }

    /// <summary>Tells who had asked the partner about a value.</summary>
    internal static async Task Tell(IEnumerable<IFollowAnswers> followers, Initiative initiative, PartnerView view, PartnerId partner)
    {
        if (view.Round.Queries.Any(q => q.Partner == partner))
        {
            foreach (var follower in followers)
            {
                await follower.Answered(initiative, view, partner);
            }
        }
    }

    /// <summary>What a person sees of a decision about their form.</summary>
    /// <param name="asked">What their form asked.</param>
    internal static Reply Outcome(Decision decision, PartnerView? view, PartnerView asked, Partner partner, Turn turn, Here here)
    {
        switch (decision)
        {
            case Decision.Accepted or Decision.Unchanged:
                return Reply.Shows(CheckInReceipt.Of(here.Initiative, view!, partner, turn.Culture, here.Zone(turn)));
            case Decision.NeedsConfirming(var doubts):
                return Again(
                    CheckInCard.Confirm(here.Initiative, view!, partner, turn.Culture, here.Zone(turn), turn.Form, doubts),
                    string.Join(" ", doubts.Select(d => d.InWords(asked.Indicators.First(i => i.Id == d.Indicator), asked.Indicators, turn.Culture))));
            case Decision.Refused(var faults):
                return Again(
                    CheckInCard.FormAgain(here.Initiative, view!, partner, turn.Culture, here.Zone(turn), turn.Form, faults),
                    CheckInCard.InOneSentence(faults, asked.In(turn.Culture, here.Initiative).Indicators, turn.Culture));
            default:
                return InWords(decision, turn, here);
        }
    }

    /// <summary>Why nothing was changed.</summary>
    internal static Reply InWords(Decision decision, Turn turn, Here here) => decision switch
    {
        Decision.Closed(var at) => Closed(at, turn, here),
        Decision.Final(var signed) => Reply.Says(new Texts(turn.Culture).SignedOff(signed.ByName, Day(signed.At, turn, here))),
        Decision.TooLate(var until) => Reply.Says(new Texts(turn.Culture).CouldBeCorrectedUntil(Day(until, turn, here))),
        _ => NoSuchRound(turn.Culture),
    };

    internal static Reply NoSuchRound(CultureInfo culture) => Reply.Says(new Texts(culture).NoSuchRound);

    internal static Reply Closed(Instant at, Turn turn, Here here) => Reply.Says(
        new Texts(turn.Culture).ClosedOn(Day(at, turn, here), at.InZone(here.Zone(turn)).AtTime(turn.Culture)));

    private static string Day(Instant at, Turn turn, Here here) => at.InZone(here.Zone(turn)).OnWeekday(turn.Culture);

    // Too much text to draw again: the form in front of the person keeps it.
    private static Reply Again(AdaptiveCard form, string otherwise) =>
        CardJson.SizeOf(CardJson.Write(form)) <= CardJson.Budget ? Reply.AsksAgain(form) : Reply.Says(otherwise);
}
