using CollectiveImpact.Audit;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Search;

namespace CollectiveImpact.CheckIns;

/// <summary>Who may correct which partner's answers: reporters their own partner's, backbone staff everyone's.</summary>
internal static class Corrected
{
    public static Partner? Partner(Here here, Form form) => here.IsBackbone && CheckInCard.PartnerOf(form) is { } named ? here.Initiative.Partner(named) : here.Partner;

    /// <summary>The partner whose answers a form is about, and its view of the round; null where one of them isn't there.</summary>
    public static async Task<(Partner Partner, PartnerView View)?> Look(IGrainFactory grains, Here here, Form form) =>
        Partner(here, form) is { } partner && await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, CheckInCard.RoundOf(form))).View(partner.Id) is { } view ? (partner, view) : null;
}

/// <summary>Somebody opens a closed round's answers, to correct them; backbone staff those of an open one too, in the partner's place.</summary>
public sealed class CorrectCheckIn(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (await Corrected.Look(grains, here, turn.Form) is not var (partner, view))
        {
            return SubmitCheckIn.NoSuchRound(turn.Culture);
        }

        // Whether there is a reason is asked when it is saved.
        return view.Round.WhyNot(new Correction("-", here.IsBackbone), turn.Now) is { } why
            ? SubmitCheckIn.InWords(why, turn, here)
            : Reply.Shows(view.Round.ClosedAt is null && partner == here.Partner
                ? CheckInCard.Form(here.Initiative, view, partner, turn.Culture, here.Zone(turn))
                : CheckInCard.Correct(here.Initiative, view, partner, turn.Culture, here.Zone(turn)));
    }
}

/// <summary>Keeps a correction with its reason; totals and posted digests follow.</summary>
public sealed class SaveCorrection(IGrainFactory grains, IEnumerable<IFollowCorrections> followers, IEnumerable<IFollowAnswers> askers, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var round = grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, CheckInCard.RoundOf(turn.Form)));
        if (Corrected.Partner(here, turn.Form) is not { } partner || await round.View(partner.Id) is not { } asked)
        {
            return SubmitCheckIn.NoSuchRound(turn.Culture);
        }

        var answers = CheckInCard.Read(turn.Form, asked.Indicators, turn.Culture) with { Correction = CheckInCard.CorrectionOf(turn.Form, here.IsBackbone), Message = turn.Press?.MessageId };
        var (decision, view) = await round.Submit(partner.Id, answers, turn.Person, turn.Name, turn.Now);
        // Pressed again after it broke off, it is unchanged, and kept as what it was.
        var corrected = decision switch
        {
            Decision.Accepted(var entry) => entry,
            Decision.Unchanged(var entry) when entry.By == turn.Person => entry,
            _ => null,
        };
        if (corrected?.CorrectedBecause is { } because)
        {
            await audit.Keep(turn, here, ActKind.Corrected, AuditLog.About(view!.Round.Id, partner.Id), $"{partner.Name}, {view.Round.TitleFor(here.Initiative)}", because, corrected.At, cancel: cancel);
        }

        if (decision is Decision.Accepted or Decision.Unchanged)
        {
            await SubmitCheckIn.Tell(askers, here.Initiative, view!, partner.Id);
            // What an open round says is told when it closes.
            foreach (var follower in view!.Round.ClosedAt is null ? [] : followers)
            {
                await follower.Corrected(here.Initiative, view.Round, cancel);
            }
        }

        return SubmitCheckIn.Outcome(decision, view, asked, partner, turn, here);
    }
}

/// <summary>Whoever told others what a round said tells them again when it was corrected.</summary>
public interface IFollowCorrections
{
    Task Corrected(Initiative initiative, Round round, CancellationToken cancel);
}

/// <summary>Somebody looks for a round to correct: the last ones that closed, each a button.</summary>
public sealed class ChooseCorrection(IGrainFactory grains) : IMemberListener
{
    private const int MostRounds = 6;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).CorrectInOurChat);
        }

        if (here.IsBackbone && turn.Words.GetValueOrDefault(WhichRound.Place) is { } said)
        {
            return FindPartner(here, said) is { } meant
                ? await Choose(turn, here, meant)
                : Reply.Says(new Texts(turn.Culture).NoPartnerToCorrect(said));
        }

        return here.Partner is { } partner ? await Choose(turn, here, partner)
            : here.IsBackbone ? Reply.Says(new Texts(turn.Culture).WhoseAnswers)
            : Reply.Says(new Texts(turn.Culture).WhoCanCorrect);
    }

    private static Partner? FindPartner(Here here, string said) => Spelling.Called([.. here.Initiative.OwnPartners], p => p.Name, said) is [var only] ? only : null;

    private async Task<Reply> Choose(Turn turn, Here here, Partner partner)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var views = await Task.WhenAll(timetable.NewestClosed.Take(MostRounds).Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, r)).Get()));
        var open = views.OfType<Round>().Where(r => r.WhyNot(new Correction("-", here.IsBackbone), turn.Now) is null).ToArray();
        return Reply.Shows(CheckInCard.ChooseCorrection(here.Initiative, partner, open, turn.Culture));
    }
}
