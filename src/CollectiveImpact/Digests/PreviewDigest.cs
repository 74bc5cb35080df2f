using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Digests;

/// <summary>
/// Backbone staff look at the digest of the open round, or of the last one, before anyone else does; the others read the last
/// one, as far as they may.
/// </summary>
public sealed class PreviewDigest(IGrainFactory grains, DigestPost post) : IMemberListener
{
    private const int MostNamed = 3;
    private const int LongestShown = 60;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (here.Initiative.Channels.FirstOrDefault(c => c.Address.ConversationId == turn.Address.ConversationId) is { } channel)
        {
            if (turn.Words.ContainsKey(WhichRound.Place))
            {
                return Reply.Says($"In this channel I show the last digest only: say \"digest\". For an earlier one, say \"digest {turn.Words[WhichRound.Place]}\" in our own chat.");
            }

            return await post.LastPostedTo(here.Initiative, channel, cancel) is { } last
                ? Reply.Shows(DigestCard.Of(last, turn.Culture))
                : Reply.Says("No digest has been posted here yet: it comes when a check-in has closed.");
        }

        if (!turn.IsPersonal)
        {
            return Reply.Says("A digest of your own is for you alone: say \"digest\" in our own chat. To have digests posted in this channel, say \"digest here\".");
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        if (turn.Words.GetValueOrDefault(WhichRound.Place) is { } said && !(here.IsBackbone && Spelling.Called(timetable.Running, r => r.Name, said).Count == 1))
        {
            return await OfThatName(turn, here, timetable, said, cancel);
        }

        if (!here.IsBackbone)
        {
            return timetable.LastClosed is { } last && await post.Compile(here.Initiative, last, cancel) is { } itself
                ? Reply.Shows(DigestCard.Of(itself, turn.Culture, here.Sees()))
                : Reply.Says("There is no digest yet: it comes when the first check-in has closed.");
        }

        var (running, instead) = WhichRound.Open(timetable, turn, here, "digest");
        if (running is null && timetable.Running.Count > 0)
        {
            return instead!;
        }

        var round = running?.Id ?? timetable.LastClosed;
        if (round is null || await post.Compile(here.Initiative, round, cancel) is not { } digest)
        {
            return Reply.Says("There is nothing to tell yet: no check-in has been opened. Say \"open check-in\" to ask everyone.");
        }

        var reached = here.Initiative.Channels.Where(c => c.Fault is null).ToArray();
        var channels = reached.Count(c => c.Group is null);
        var ofGroups = reached.Length - channels;
        var outOfReach = here.Initiative.ChannelsOutOfReach.Select(c => $"{PeoplesWords.Escape(ChannelCard.NameOf(c))} gets nothing at present: {c.Fault!.InWords(turn.Culture)}.").ToArray();
        return Reply.Shows(DigestCard.Preview(digest, turn.Culture, string.Join(' ', [Where(), .. outOfReach.Take(MostNamed), .. outOfReach.Length > MostNamed ? ["“channels” shows them all."] : (IEnumerable<string>)[]])));

        string Where() => (channels, ofGroups) switch
        {
            (0, 0) when outOfReach.Length > 0 => "It goes to no channel.",
            (0, 0) => "No channel is a home for digests yet: @mention me in a channel and say “digest here”.",
            (_, 0) => $"It goes to {Counted.Of(channels, "channel")}.",
            (0, _) => $"What of it concerns a working group goes to {Counted.Of(ofGroups, "channel")}.",
            _ => $"It goes to {Counted.Of(channels, "channel")}, and what of it concerns a working group to {Counted.Of(ofGroups, "more channel")}.",
        };
    }

    // An earlier digest: by the check-in's name, or by the time that it asked about.
    private async Task<Reply> OfThatName(Turn turn, Here here, Timetable timetable, string said, CancellationToken cancel)
    {
        var today = turn.Now.InZone(here.Zone(turn)).Date;
        var rounds = timetable.Closed.Where(c => string.Equals(c, said, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (rounds.Length == 0 && Spelling.Called(timetable.Schedules, s => s.Schedule.Name, said) is [var its] && timetable.LastOf(its.Schedule.Id) is { } ofIts)
        {
            rounds = [ofIts];
        }
        else if (rounds.Length == 0)
        {
            if (SpokenDays.Span(said, today, turn.Culture) is not { } span)
            {
                return Reply.Says($"I know no check-in and no time called “{PeoplesWords.Shorten(said, LongestShown)}”. Say \"digest\" for the last one; for an earlier one say \"digest October\", \"digest last month\" or \"digest 2026-W40\".");
            }

            rounds = [.. timetable.Closed.Where(c => PeriodOf(c) is { IsReal: true } asked && ((asked.LastDay >= span.First && asked.LastDay <= span.Last) || (asked.FirstDay <= span.First && asked.LastDay >= span.Last)))];
        }

        switch (rounds)
        {
            case []:
                return Reply.Says($"I have no digest for “{PeoplesWords.Shorten(said, LongestShown)}”: no check-in about that time has closed, or it is so long ago that I don't list it any more. Say \"digest\" for the last one.");
            case [var only]:
                return await post.Compile(here.Initiative, only, cancel) is { } digest
                    ? Reply.Shows(DigestCard.Of(digest, turn.Culture, here.Sees()))
                    : Reply.Says("That digest isn't there any more. Say \"digest\" for the last one.");
            default:
                return Reply.Shows(DigestCard.Choose(
                    here.Initiative,
                    [.. rounds.Reverse().Select(r => (r, $"{PeriodOf(r).InWords(turn.Culture)}{(timetable.Schedules.Count > 1 && r.Split('.') is [_, var id, ..] && timetable.Find(id) is { } schedule ? $", {schedule.Schedule.Name}" : "")}"))]));
        }
    }

    private static Period PeriodOf(string round) => new(round.Split('.')[0]);
}
