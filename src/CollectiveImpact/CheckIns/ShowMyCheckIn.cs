using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>A reporter asks for their card: the form, or what their partner already answered.</summary>
public sealed class ShowMyCheckIn(IGrainFactory grains, UnsentForms unsent) : IMemberListener
{
    /// <summary>What a reporter says to the bot to answer.</summary>
    public static string SaidAs(CultureInfo culture) => Spoken.CheckIn.In(culture);

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).AnswersAreYours);
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var (running, instead) = WhichRound.Open(timetable, turn, here, Spoken.CheckIn, here.Partner!.Id);
        if (running is null && timetable.Running.Count > 0)
        {
            return instead!;
        }

        var round = running?.Id ?? timetable.LastClosed;
        if (round is null
            || await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, round)).View(here.Partner.Id) is not { } view
            || view is { Round.ClosedAt: not null, Entry: null })
        {
            return Reply.Says(Next.InWords(timetable, turn.Culture));
        }

        // When nothing is open, what was answered last can still be read.
        return Reply.Shows(view.Entry is null
            ? CheckInCard.Form(here.Initiative, view, here.Partner, turn.Culture, here.Zone(turn), begun: await unsent.Of(here.Initiative.Id, view, here.Partner.Id, turn.Person, cancel))
            : CheckInReceipt.Of(here.Initiative, view, here.Partner, turn.Culture, here.Zone(turn)));
    }
}
