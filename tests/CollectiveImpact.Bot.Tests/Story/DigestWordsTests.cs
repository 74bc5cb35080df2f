using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A digest is written, posted, taken down and found again.</summary>
public sealed class DigestWordsTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly string s_title = $"Check-in, {En.Time.PeriodWeek(48, "2026")}";

    [Fact]
    public async Task Her_words_stand_above_the_numbers_and_what_she_leaves_out_is_not_told()
    {
        var (carmen, rui, home) = await WithHome();
        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Worked, "Reading outdoors").Press(En.CheckIns.Submit);

        var form = await (await carmen.Asks("digest")).Press(En.Digests.WriteTitle);
        Assert.Equal(En.Digests.HeadlineAnswered(1, 1), form.Inputs[En.Digests.Headline]);
        var tooLong = await form.Fill(En.Digests.Introduction, new string('x', 1501)).Press(En.Digests.SaveWords);
        Assert.Equal(new string('x', 1501), tooLong.Inputs[En.Digests.Introduction]);
        var preview = await tooLong.Fill(En.Digests.Headline, "A *good* week").Fill(En.Digests.Introduction, "Thank you all.\n\nNext week we meet.")
            .Unfold(En.Digests.ArrangeLessons).Choose("Reading outdoors", En.Digests.LeaveOut).Press(En.Digests.SaveWords);
        Assert.Contains("A *good* week", preview.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.LeftOut(En.Digests.LeftOutLessons(1)), preview.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Reading outdoors", preview.AllText, StringComparison.Ordinal);

        // Nothing is posted by it; the draft is there when the check-in closes.
        await World.AllIsSent();
        Assert.Equal(0, home.Unread);
        await carmen.ClosesCheckIn();
        await rui.Receives();
        var posted = await home.Receives();
        Assert.Contains("A *good* week", posted.AllText, StringComparison.Ordinal);
        Assert.Contains("Next week we meet.", posted.AllText, StringComparison.Ordinal);
        Assert.Contains("41", posted.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Reading outdoors", posted.AllText, StringComparison.Ordinal);

        // Edited after the post, it takes the place of the message.
        var again = await (await carmen.Asks("digest")).Press(En.Digests.WriteTitle);
        Assert.Equal("A *good* week", again.Inputs[En.Digests.Headline]);
        await (await again.Fill(En.Digests.Headline, "A better one").Unfold(En.Digests.ArrangeNumbers).Choose("Children in sessions", En.Digests.LeaveOut).Press(En.Digests.SaveWords)).Press(En.Digests.PostDigest);
        var edited = await posted.IsUpdated();
        Assert.Contains("A better one", edited.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("41", edited.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_she_wants_first_comes_first()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Books read");
        await carmen.AddsIndicator("Volunteers");
        await carmen.OpensCheckIn();
        await (await rui.Receives()).Fill("Children in sessions", "41").Fill("Books read", "7").Fill("Volunteers", "3").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        var form = (await (await carmen.Asks("digest")).Press(En.Digests.WriteTitle)).Unfold(En.Digests.ArrangeNumbers);
        Assert.Equal("usual", form.Inputs["Volunteers"]);
        var preview = await form.Choose("Volunteers", En.Digests.AtPlace(1)).Choose("Books read", En.Digests.AtPlace(2)).Press(En.Digests.SaveWords);
        Assert.Equal(["Volunteers", "Books read", "Children in sessions"], InOrder(preview.AllText));

        // What is chosen is in sight when it is written again, and one that comes before another takes its place.
        var again = await preview.Press(En.Digests.WriteTitle);
        Assert.Equal(("1", "2"), (again.Inputs["Volunteers"], again.Inputs["Books read"]));
        preview = await again.Choose("Volunteers", En.Digests.LeaveOut).Choose("Children in sessions", En.Digests.AtPlace(1)).Press(En.Digests.SaveWords);
        Assert.Equal(["Children in sessions", "Books read"], InOrder(preview.AllText.Replace(En.Digests.LeftOut("Volunteers"), "", StringComparison.Ordinal)));
        NothingWentWrong();
    }

    private static string[] InOrder(string text) =>
        [.. new[] { "Children in sessions", "Books read", "Volunteers" }.Where(q => text.Contains(q, StringComparison.Ordinal)).OrderBy(q => text.IndexOf(q, StringComparison.Ordinal))];

    [Fact]
    public async Task What_another_wrote_meanwhile_is_shown_and_hers_is_kept()
    {
        var (carmen, rui, _) = await WithHome();
        var ben = Teams.Person("Ben", "backbone");
        await ben.JoinsWith(await carmen.InvitesBackbone());
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");

        var hers = await (await carmen.Asks("digest")).Press(En.Digests.WriteTitle);
        var his = await (await ben.Asks("digest")).Press(En.Digests.WriteTitle);
        await his.Fill(En.Digests.Introduction, "From Ben").Press(En.Digests.SaveWords);
        var both = await hers.Fill(En.Digests.Introduction, "From Carmen").Press(En.Digests.SaveWords);
        Assert.Contains(En.Digests.WrittenMeanwhile("Ben", En.Digests.HeadlineAnswered(1, 1), "From Ben"), both.AllText, StringComparison.Ordinal);
        Assert.Equal("From Carmen", both.Inputs[En.Digests.Introduction]);
        Assert.Contains("From Carmen", (await both.Press(En.Digests.SaveWords)).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_posted_digest_is_taken_down_with_a_reason_and_posted_again()
    {
        var (carmen, rui, home) = await WithHome();
        await carmen.OpensCheckIn();
        var receipt = await Submits(await rui.Receives(), "41");
        await carmen.ClosesCheckIn();
        await rui.Receives();
        var posted = await home.Receives();

        var look = await (await carmen.Asks("digest")).Press(En.Digests.TakeDown);
        Assert.Contains(En.Digests.TakeDownMeans(1), look.AllText, StringComparison.Ordinal);
        var done = await look.Fill(En.Digests.WhyTakenDown, "One number was wrong").Press(En.Digests.TakeDown);
        var gone = await posted.IsUpdated();
        Assert.Contains(En.Digests.TakenDownBecause("Carmen", "One number was wrong"), gone.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("41", gone.AllText, StringComparison.Ordinal);

        // Pressed on an older card once more it is the same, with the reason of the first time.
        await look.Fill(En.Digests.WhyTakenDown, "Another reason").Press(En.Digests.TakeDown);
        Assert.Single((await carmen.Asks("audit")).AllText.Split('\n'), l => l == En.Audit.With(En.Audit.DigestTakenDown(s_title), "One number was wrong"));
        Assert.DoesNotContain("Another reason", (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);

        // A correction doesn't bring it back, and nobody reads it meanwhile.
        await rui.Corrects(s_title, "40");
        await World.AllIsSent();
        Assert.DoesNotContain("40", posted.Current.AllText, StringComparison.Ordinal);
        Assert.Equal(En.Digests.NoDigestYet, (await rui.Asks("digest")).Text);
        Assert.NotNull(receipt);

        // Taken down twice, the message was changed twice: what counts is the change after this press.
        var standing = posted.Current;
        await done.Press(En.Digests.PostAgain);
        Assert.Contains("40", (await standing.IsUpdated()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Audit.With(En.Audit.DigestTakenDown(s_title), "One number was wrong"), (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.TakeDown, (await carmen.Asks("undo")).Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task Posted_again_to_one_channel_it_stays_down_in_the_other()
    {
        var (carmen, rui, home) = await WithHome();
        var schools = home.Team.Channel("Schools");
        await carmen.AsksIn(schools, "digest here");
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        await carmen.ClosesCheckIn();
        await rui.Receives();
        var (stays, again) = (await home.Receives(), await schools.Receives());

        var done = await (await (await carmen.Asks("digest")).Press(En.Digests.TakeDown)).Press(En.Digests.TakeDown);
        await (await done.Press(En.Digests.EditDigest)).Choose(En.Digests.OnlyTo, "Riverside › Schools").Press(En.Digests.SaveWords);
        await done.Press(En.Digests.PostAgain);
        await rui.Corrects(s_title, "40");
        await World.AllIsSent();

        Assert.Contains(En.Digests.TakenDownBy("Carmen"), stays.Current.AllText, StringComparison.Ordinal);
        Assert.Contains("40", again.Current.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Earlier_digests_are_found_by_month()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "41");
        Assert.Equal(En.Digests.NoDigestYet, (await rui.Asks("digests")).Text);
        await Closes(carmen, rui);

        var archive = await rui.Asks("digests");
        Assert.Contains("November 2026", archive.AllText, StringComparison.Ordinal);
        Assert.Contains("41", (await archive.Press(En.Time.PeriodWeek(48, "2026"))).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}
