using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Activities;

/// <summary>What partners wrote in a check-in that they need is an ask as well, when they share it with all partners under a name.</summary>
public sealed class NeedsOfARound(IGrainFactory grains, FitPost post)
{
    public async Task Ask(Initiative initiative, RoundId round, Instant now)
    {
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round)).Board() is not { } board)
        {
            return;
        }

        var today = now.InZone(TimeZones.Of(initiative.TimeZone)).Date;
        foreach (var entry in board.Entries.Where(e => e.SkippedBecause is null && initiative.Member(e.By) is not null))
        {
            foreach (var need in entry.Learning.Lessons.Where(l => l.Kind == LessonKind.Needed && l.Signature != Attribution.Nobody && entry.Learning.AudienceOf(l) >= Sharing.Partners))
            {
                var text = Cards.PeoplesWords.Shorten(need.Text, PartnersNotice.LongestText - 1);
                // Until the next check-in or two: then it is asked again, or no longer needed.
                var notice = new PartnersNotice(Codes.NewId(), NoticeKind.Ask, entry.Partner, text, "", today.PlusDays(28), entry.By, entry.ByName, now);
                await post.Keep(initiative, notice, today);
            }
        }
    }
}
