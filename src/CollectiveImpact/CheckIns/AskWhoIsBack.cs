using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>Whoever was away when a check-in opened and is back before it closes is asked on their first morning.</summary>
public sealed class AskWhoIsBack(CheckInPost post) : IMorningListener
{
    // There is no morning on a weekend or an initiative's day off: whoever came back then is asked on the next.
    private const int LooksBack = 7;

    public async Task Handle(Morning morning, CancellationToken cancel)
    {
        var initiative = morning.Initiative;
        var back = initiative.Members
            .Where(m => m.AwayUntil is { } day && day <= morning.DateOf(m) && day > morning.DateOf(m).PlusDays(-LooksBack) && morning.Concerns(m) && initiative.IsAsked(m, morning.Now))
            .ToArray();
        foreach (var round in back.Length == 0 ? [] : morning.Running)
        {
            foreach (var day in back.Where(m => round.Asks.HasPartner(m.PartnerId!) && IsNew(round, m, morning)).GroupBy(m => m.AwayUntil!.Value))
            {
                await post.Ask(initiative, round, Purpose.Back, day, on: day.Key);
            }
        }
    }

    // Not where they were here when it opened, and not twice on one day.
    private static bool IsNew(RunningRound round, Member member, Morning morning)
    {
        var opened = round.AtOnce ? round.OpenedAt.InZone(morning.Initiative.ZoneOf(member)).Date : round.Date;
        return opened < member.AwayUntil && !round.Reminds.Contains(morning.DateOf(member));
    }
}
