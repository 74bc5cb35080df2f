using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff look at whom a reminder would go to.</summary>
public sealed class LookAtNudging(IGrainFactory grains, Nudging nudging) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var (running, instead) = WhichRound.Open(timetable, turn, here, Spoken.Nudge);
        return running is null ? instead ?? Reply.Says(Next.InWords(timetable, turn.Culture))
            : !turn.IsPersonal ? Reply.Says(new Texts(turn.Culture).NudgeForYouAlone)
            : await nudging.Whom(here.Initiative, running.Id, turn.Now) is not { } whom ? Reply.Says(Next.InWords(timetable, turn.Culture))
            : whom.Instead(new Texts(turn.Culture)) is { } nobody ? Reply.Says(nobody)
            : Reply.Shows(NudgeCard.Look(here.Initiative, whom, turn.Culture));
    }
}

/// <summary>Backbone staff remind those who are missing, once a round, with a line of theirs if they like.</summary>
public sealed class Nudge(IGrainFactory grains, Nudging nudging, CheckInPost post, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var (initiative, id) = (here.Initiative, CheckInCard.RoundOf(turn.Form));
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        if (timetable.Running.FirstOrDefault(r => r.Id == id) is not { } running || await nudging.Whom(initiative, id, turn.Now) is not { } whom)
        {
            return Reply.Says(Next.InWords(timetable, turn.Culture));
        }

        var doing = await audit.Begin(turn, here, ActKind.Nudged, id, cancel);
        if (whom.Instead(t) is { } nobody)
        {
            await doing.Keep(isNew: false, id, whom.Board.Round.TitleFor(initiative), whom.Board.Round.Line?.Text ?? "", cancel: cancel);
            return Reply.Says(nobody);
        }

        var (line, faults) = NudgeCard.Read(turn.Form, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(NudgeCard.Look(initiative, whom, turn.Culture, turn.Form, faults));
        }

        // The line first: what is sent is drawn with it.
        await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, id)).Say(line.Length == 0 ? null : new NudgeLine(line, turn.Name));
        await post.Ask(initiative, running, Purpose.Nudge, whom.Fresh);
        var (partners, unreachable) = (whom.Fresh.Where(m => m.WhyNot is null).Select(m => m.PartnerId).Distinct().Count(), whom.Fresh.Count(m => m.WhyNot is not null));
        var reminded = whom.Fresh.Count - unreachable;
        await doing.Keep(isNew: true, id, whom.Board.Round.TitleFor(initiative), line, cancel: cancel);
        return Reply.Shows(NudgeCard.Done(initiative, unreachable == 0 ? t.Reminded(reminded, partners) : t.RemindedNotAll(reminded, partners, unreachable), t));
    }
}

/// <summary>Whom a reminder goes to.</summary>
public sealed class Nudging(IGrainFactory grains, CheckInPost post)
{
    /// <returns>Null when no such round is open.</returns>
    internal async Task<Whom?> Whom(Initiative initiative, RoundId round, Instant now)
    {
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round)).Board() is not { Round.ClosedAt: null } board)
        {
            return null;
        }

        var missing = StatusCard.Missing(initiative, board, now);
        var before = missing.Count == 0 ? (IReadOnlySet<string>)new HashSet<string>() : await post.Nudged(initiative.Id, round);
        Member[] people = [.. missing.SelectMany(p => initiative.AskedFor(p, now))];
        return new Whom(board, missing, Array.FindAll(people, m => !before.Contains(Recipient.Of(m.Person))), Array.FindAll(people, m => before.Contains(Recipient.Of(m.Person))));
    }
}

/// <param name="Missing">The partners without an answer.</param>
/// <param name="Fresh">Their people who haven't been reminded.</param>
/// <param name="Before">Those who have.</param>
internal sealed record Whom(Board Board, IReadOnlyList<PartnerId> Missing, IReadOnlyList<Member> Fresh, IReadOnlyList<Member> Before)
{
    /// <summary>Why nobody is reminded; null when somebody is.</summary>
    public string? Instead(Texts t) => Missing.Count == 0 ? t.EveryoneHasAnswered : Fresh.Count == 0 ? t.RemindedAlready : null;
}
