using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What was: two check-ins side by side, and a number's totals with how many partners are in them.</summary>
public sealed class ComparisonTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly string s_before = En.Time.PeriodWeek(48, "2026");
    private static readonly string s_after = En.Time.PeriodWeek(49, "2026");

    [Fact]
    public async Task Two_check_ins_stand_side_by_side_with_what_changed()
    {
        var (carmen, rui, form) = await OpenRound();
        Assert.Equal(En.Digests.NothingToCompare, (await rui.Asks("compare")).Text);
        await Submits(form, "40");
        await Closes(carmen, rui);
        await World.ItIs(World.Start + Duration.FromDays(7));
        await carmen.AddsIndicator("Books read");
        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "52").Fill("Books read", "7").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        await Closes(carmen, rui);

        var card = await rui.Asks("compare");
        Assert.Contains(En.Digests.ComparedRounds(s_before, 1, 1, s_after, 1, 1), card.AllText, StringComparison.Ordinal);
        var one = En.Indicators.FromPartners(1, 1);
        Assert.Contains(En.Digests.SideBySide("40", one, "52", one), card.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.InOneAlone("Books read", s_after, "7"), card.AllText, StringComparison.Ordinal);

        // The same one twice is refused at its field, and in whichever order they are chosen the earlier comes first.
        var again = await card.Choose(En.Digests.CompareWith, s_before).Press(En.Digests.Compare);
        Assert.Contains(En.Digests.CompareTheSame, again.AllText, StringComparison.Ordinal);
        var turned = await again.Choose(En.Digests.CompareFirst, s_after).Choose(En.Digests.CompareWith, s_before).Press(En.Digests.Compare);
        Assert.Contains(En.Digests.SideBySide("40", one, "52", one), turned.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_only_the_backbone_may_see_is_compared_for_them_alone()
    {
        var (carmen, rui, form) = await OpenRound();
        await (await (await carmen.Asks("indicators")).Press(En.Indicators.Edit)).Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionSharing).Choose(En.Indicators.TotalSharing, En.Indicators.SharingBackbone).SavesIndicator();
        await Submits(form, "40");
        await Closes(carmen, rui);
        await World.ItIs(World.Start + Duration.FromDays(7));
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "52");
        await Closes(carmen, rui);
        var one = En.Indicators.FromPartners(1, 1);
        Assert.Contains(En.Digests.SideBySide("40", one, "52", one), (await carmen.Asks("compare")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.NothingInBoth, (await rui.Asks("compare")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_history_says_of_each_total_how_many_are_in_it_and_whether_it_was_put_right()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "40");
        await Closes(carmen, rui);
        var one = En.Indicators.FromPartners(1, 1);
        Assert.Contains(En.CheckIns.LastTotal(s_before, "40"), (await rui.Asks("history children")).AllText, StringComparison.Ordinal);

        await rui.Corrects($"Check-in, {s_before}", "39");
        Assert.Contains(En.CheckIns.CorrectedTotal(s_before, "39"), (await rui.Asks("history children")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}
