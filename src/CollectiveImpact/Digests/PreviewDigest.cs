using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Search;
using CollectiveImpact.Time;

namespace CollectiveImpact.Digests;

/// <summary>
/// Backbone staff look at the digest of the open round, or of the last one, before anyone else does; the others read the last
/// one, as far as they may.
/// </summary>
public sealed class PreviewDigest(IGrainFactory grains, DigestPost post) : IMemberListener
{
    private const int LongestShown = 60;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (here.Initiative.Channels.FirstOrDefault(c => c.Address.ConversationId == turn.Address.ConversationId) is { } channel)
        {
            if (turn.Words.ContainsKey(WhichRound.Place))
            {
                return Reply.Says(t.OnlyLastHere(turn.Words[WhichRound.Place]));
            }

            return await post.LastPostedTo(here.Initiative, channel, cancel) is { } last
                ? Reply.Shows(DigestCard.Of(last, turn.Culture))
                : Reply.Says(t.NonePostedHereYet);
        }

        if (!turn.IsPersonal)
        {
            return Reply.Says(t.ForYouAlone);
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        if (turn.Words.GetValueOrDefault(WhichRound.Place) is { } said && !(here.IsBackbone && Spelling.Called(timetable.Running, r => r.Name, said).Count == 1))
        {
            return await OfThatName(turn, here, timetable, said, cancel);
        }

        if (!here.IsBackbone)
        {
            return timetable.Told(toBackbone: false).FirstOrDefault() is { } last && await post.Compile(here.Initiative, last, cancel) is { Written: not { TakenDown: not null } } itself
                ? Reply.Shows(DigestCard.Of(itself, turn.Culture, here.Sees()))
                : Reply.Says(t.NoDigestYet);
        }

        var (running, instead) = WhichRound.Open(timetable, turn, here, Spoken.Digest);
        if (running is null && timetable.Running.Count > 0)
        {
            return instead!;
        }

        var round = running?.Id ?? timetable.LastClosed;
        return round is null ? Reply.Says(t.NothingToTell) : await Preview(turn, here, round, cancel);
    }

    /// <summary>The digest of a round as the channels would read it, with what can be done about it.</summary>
    internal async Task<Reply> Preview(Turn turn, Here here, RoundId round, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (await post.Compile(here.Initiative, round, cancel) is not { } digest)
        {
            return Reply.Says(t.NothingToTell);
        }

        var waits = (await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get()).Digests.FirstOrDefault(d => d.Round.Id == round);
        var reached = here.Initiative.Channels.Where(c => c.Fault is null).ToArray();
        var channels = reached.Count(c => c.Group is null);
        var ofGroups = reached.Length - channels;
        var outOfReach = here.Initiative.ChannelsOutOfReach.ToArray();
        return Reply.Shows(DigestCard.Preview(digest, turn.Culture, string.Join(' ', [Where(), .. waits is { } later ? [t.IsPostedAt(LaterCard.When(later.At, here.Zone(turn), turn.Culture))] : (IEnumerable<string>)[], .. ChannelCard.GetNothing(outOfReach, t)]), (await post.Standing(here.Initiative.Id, round)).Count > 0));

        string Where() => (channels, ofGroups) switch
        {
            (0, 0) when outOfReach.Length > 0 => t.GoesNowhere,
            (0, 0) => t.NoHomeYet,
            (_, 0) => t.GoesTo(channels),
            (0, _) => t.GroupsPartGoesTo(ofGroups),
            _ => t.GoesToAndGroupsPart(channels, ofGroups),
        };
    }

    // An earlier digest: by the check-in's name, or by the time that it asked about.
    private async Task<Reply> OfThatName(Turn turn, Here here, Timetable timetable, string said, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var today = turn.Now.InZone(here.Zone(turn)).Date;
        var closed = timetable.Told(here.IsBackbone).ToArray();
        var rounds = Array.FindAll(closed, c => string.Equals(c, said, StringComparison.OrdinalIgnoreCase));
        if (rounds.Length == 0 && Spelling.Called(timetable.Schedules, s => s.Schedule.Name, said) is [var its] && Array.Find(closed, c => c.Schedule == its.Schedule.Id) is { } ofIts)
        {
            rounds = [ofIts];
        }
        else if (rounds.Length == 0)
        {
            if (SpokenDays.Span(said, today, turn.Culture) is not { } span)
            {
                return Reply.Says(t.NoSuchTime(PeoplesWords.Shorten(said, LongestShown)));
            }

            rounds = [.. closed.Where(c => c.Period is { IsReal: true } asked && ((asked.LastDay >= span.First && asked.LastDay <= span.Last) || (asked.FirstDay <= span.First && asked.LastDay >= span.Last)))];
        }

        switch (rounds)
        {
            case []:
                return Reply.Says(t.NoDigestFor(PeoplesWords.Shorten(said, LongestShown)));
            case [var only]:
                return here.IsBackbone ? await Preview(turn, here, only, cancel)
                    : await post.Compile(here.Initiative, only, cancel) is { Written: not { TakenDown: not null } } digest
                    ? Reply.Shows(DigestCard.Of(digest, turn.Culture, here.Sees()))
                    : Reply.Says(t.DigestGone);
            default:
                return Reply.Shows(DigestCard.Choose(
                    here.Initiative,
                    [.. rounds.Select(r => (r, InWords(timetable, r, turn.Culture)))],
                    turn.Culture));
        }
    }

    /// <summary>Which digest it is, for people: its time, and the check-in's name where there are several.</summary>
    internal static string InWords(Timetable timetable, RoundId round, CultureInfo culture) =>
        $"{round.Period.InWords(culture)}{(timetable.Schedules.Count > 1 && timetable.Find(round.Schedule) is { } schedule ? $", {schedule.Schedule.Name}" : "")}";
}
