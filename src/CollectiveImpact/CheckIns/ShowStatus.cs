using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Who answered: backbone staff see every partner, reporters their own.</summary>
public sealed class ShowStatus(IGrainFactory grains, CheckInPost post) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var (running, instead) = WhichRound.Open(timetable, turn, here, Spoken.Status, here.IsBackbone ? null : here.Partner?.Id);
        if (running is null || await grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, running.Id)).Board() is not { } board)
        {
            var none = timetable.Running.Count == 0 && here.IsBackbone && turn.IsPersonal ? Unreached(here.Initiative, turn.Culture) : "";
            return instead is null || none.Length > 0 ? Reply.Says(Next.InWords(timetable, turn.Culture) + none) : instead;
        }

        // In a channel everyone reads along, so even backbone staff see only the count there.
        if (!here.IsBackbone || !turn.IsPersonal)
        {
            return Reply.Shows(StatusCard.Count(here, board, turn.IsPersonal, turn.Culture, here.Zone(turn)));
        }

        var people = Reconciled.Of(here.Initiative, board, await post.Sent(here.Initiative.Id, running.Id), turn.Now);
        return Reply.Shows(StatusCard.Everyone(here.Initiative, here.Member.Person, board, people, turn.Now, turn.Culture, here.Zone(turn)));
    }

    private static string Unreached(Initiative initiative, CultureInfo culture) => initiative.ChannelsOutOfReach.Count() switch
    {
        0 => "",
        var some => " " + new Texts(culture).ChannelsGetNothing(some),
    };
}
