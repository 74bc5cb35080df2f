using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Onboarding;

/// <summary>Backbone staff see the check-in as a partner would get it now, before anybody is asked.</summary>
public sealed class Rehearse(IGrainFactory grains, PrepareRehearsal prepare) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).RehearsalNotHere);
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var (followed, instead) = WhichRound.Scheduled(timetable, turn, here, Spoken.Rehearse);
        return instead ?? Reply.Shows(RehearsalCard.CheckIn(here.Initiative, await prepare.Of(here, timetable, followed, turn), turn.Culture, here.Zone(turn)));
    }

    /// <summary>What is rehearsed by a card, as it is now; null when there is no such check-in any more.</summary>
    internal static async Task<Rehearsal?> Again(IGrainFactory grains, PrepareRehearsal prepare, Turn turn, Here here)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var followed = timetable.Find(CheckInCard.RoundOf(turn.Form).Schedule);
        return followed is null && timetable.Schedules.Count > 0 ? null : await prepare.Of(here, timetable, followed, turn);
    }
}

/// <summary>They submit it, and see what a partner would: the receipt, or what isn't right yet.</summary>
public sealed class SubmitRehearsal(IGrainFactory grains, PrepareRehearsal prepare) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.RehearsalNotHere);
        }

        if (RehearsalCard.IsOther(turn.Form))
        {
            return Reply.Says(t.RehearsalOther);
        }

        if (await Rehearse.Again(grains, prepare, turn, here) is not { } rehearsal)
        {
            return Reply.Says(t.RehearsalGone);
        }

        var (view, partner) = (rehearsal.View, rehearsal.Partner);
        var decision = view.Round.Receive(CheckInCard.Read(turn.Form, view.Indicators, turn.Culture), null, view.Indicators, view.Past, "", partner.Id, turn.Person, turn.Name, turn.Now);
        return SubmitCheckIn.Outcome(decision, decision is Decision.Accepted(var entry) ? view with { Entry = entry } : view, view, partner, turn, here) switch
        {
            Reply.NewCard receipt => Reply.Shows(RehearsalCard.Receipt(receipt.Card, here.Initiative, rehearsal, turn.Culture)),
            Reply.SameForm form => Reply.AsksAgain(RehearsalCard.Again(form.Card, turn.Culture)),
            var words => words,
        };
    }
}

/// <summary>They go on in the form, as a partner would.</summary>
public sealed class GoOnInRehearsal(IGrainFactory grains, PrepareRehearsal prepare) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).RehearsalNotHere);
        }

        if (await Rehearse.Again(grains, prepare, turn, here) is not { } rehearsal)
        {
            return Reply.Says(new Texts(turn.Culture).RehearsalGone);
        }

        var typed = CheckInCard.WithLastTimes(rehearsal.View, turn.Form, turn.Culture);
        return Reply.AsksAgain(RehearsalCard.GoesOn(
            CheckInCard.FormAgain(here.Initiative, rehearsal.View, rehearsal.Partner, turn.Culture, here.Zone(turn), typed, []), rehearsal, turn.Culture));
    }
}

/// <summary>They see a digest, of invented answers.</summary>
public sealed class RehearseDigest(IGrainFactory grains, PrepareRehearsal prepare) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        !turn.IsPersonal ? Reply.Says(new Texts(turn.Culture).RehearsalNotHere)
        : await Rehearse.Again(grains, prepare, turn, here) is { } rehearsal
            ? Reply.Shows(RehearsalCard.InventedDigest(InventedDigest.Of(here.Initiative, rehearsal, here.Member, turn.Now, turn.Culture), turn.Culture))
            : Reply.Says(new Texts(turn.Culture).RehearsalGone);
}
