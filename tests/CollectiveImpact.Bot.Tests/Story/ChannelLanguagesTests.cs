using System.Globalization;
using CollectiveImpact.Localization;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What is posted in a channel is read in the languages of that channel.</summary>
public sealed class ChannelLanguagesTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Spanish = "Español";
    private const string Arabic = "العربية";

    private static readonly Digests.Texts s_spanish = new(CultureInfo.GetCultureInfo("es"));
    private static readonly Digests.Texts s_arabic = new(CultureInfo.GetCultureInfo("ar"));

    [Fact]
    public async Task A_digest_stands_in_both_also_when_it_is_corrected_and_taken_down()
    {
        var (carmen, rui, home) = await WithHome();
        var form = await (await carmen.Asks("channels")).Press(En.Digests.LanguagesThere);
        var list = await form.Choose(En.Digests.PostsFirst, Spanish).Choose(En.Digests.PostsSecond, Arabic).Press(En.Digests.SaveLanguages);
        Assert.Contains(En.Digests.PostsAreIn($"{Spanish} · {Arabic}"), list.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Audit.HomeLanguagesChanged("Riverside › General", $"{Spanish} · {Arabic}"), (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);

        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Worked, "Reading outdoors").Press(En.CheckIns.Submit);
        await carmen.ClosesCheckIn();
        await rui.Receives();

        var posted = await home.Receives();
        Below(posted.AllText, s_spanish.Title, s_arabic.Title, "Reading outdoors");
        Counts(posted.AllText, 41);
        // Each unfolds its own.
        Assert.Equal([s_spanish.ChartsAndDetails, s_arabic.ChartsAndDetails], posted.Buttons);
        var inSpanish = await posted.Press(s_spanish.ChartsAndDetails);
        Assert.NotEqual(inSpanish.AllText, (await posted.Press(s_arabic.ChartsAndDetails)).AllText);

        await rui.Corrects($"Check-in, {En.Time.PeriodWeek(48, "2026")}", "40");
        var corrected = (await posted.IsUpdated()).AllText;
        Below(corrected, s_spanish.Title, s_arabic.Title, "Reading outdoors");
        Counts(corrected, 40);
        await (await (await carmen.Asks("digest")).Press(En.Digests.TakeDown)).Press(En.Digests.TakeDown);
        await World.AllIsSent();
        Below(posted.Current.AllText, s_spanish.TakenDownBy("Carmen"), s_arabic.TakenDownBy("Carmen"));
        NothingWentWrong();
    }

    [Fact]
    public async Task Chosen_back_to_the_initiative_s_own_it_is_as_before_and_another_channel_never_changed()
    {
        var (carmen, rui, home) = await WithHome();
        var schools = home.Team.Channel("Schools");
        await carmen.AsksIn(schools, "digest here");
        await (await (await carmen.Asks("channels")).Press(En.Digests.LanguagesThere, 1)).Choose(En.Digests.PostsFirst, Spanish).Press(En.Digests.SaveLanguages);
        // Said there once more, what is read there stays.
        await carmen.AsksIn(home, "digest here");
        var form = await (await carmen.Asks("channels")).Press(En.Digests.LanguagesThere, 1);
        Assert.Equal(("es", "none"), (form.Inputs[En.Digests.PostsFirst], form.Inputs[En.Digests.PostsSecond]));
        await OneWeek(carmen, rui);
        Assert.Contains(s_spanish.Title, (await home.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.Title, (await schools.Receives()).AllText, StringComparison.Ordinal);

        var list = await form.Choose(En.Digests.PostsFirst, "English").Choose(En.Digests.PostsSecond, "English").Press(En.Digests.SaveLanguages);
        Assert.DoesNotContain(En.Piece(En.Digests.PostsAreIn(En.Unknown)), list.AllText, StringComparison.Ordinal);
        await OneWeek(carmen, rui);
        var posted = await home.Receives();
        Assert.Contains(En.Digests.Title, posted.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(s_spanish.Title, posted.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    private static async Task OneWeek(Simulator.Person carmen, Simulator.Person rui)
    {
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        await carmen.ClosesCheckIn();
        await rui.Receives();
    }

    // Each in its own digits.
    private static void Counts(string text, int number)
    {
        Assert.Contains(number.InNumerals(s_spanish.Culture), text, StringComparison.Ordinal);
        Assert.Contains(number.InNumerals(s_arabic.Culture), text, StringComparison.Ordinal);
    }

    private static void Below(string text, params string[] parts)
    {
        var at = parts.Take(2).Select(p => text.IndexOf(p, StringComparison.Ordinal)).ToArray();
        Assert.True(at[0] >= 0 && at[1] > at[0], text);
        // What people wrote stands in both, as they wrote it.
        Assert.All(parts.Skip(2), p => Assert.Equal(2, text.Split(p).Length - 1));
    }
}
