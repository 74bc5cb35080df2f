using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A digest goes out when the backbone wants: at the close, when they have looked at it, or at a time.</summary>
public sealed class PostLaterTests(Azurite azurite) : StoryTest(azurite)
{
    // The second day after the beginning, a Friday, in Lisbon, where it is as late as in Greenwich.
    private static readonly Instant s_friday = Instant.FromUtc(2026, 11, 27, 14, 0);

    [Fact]
    public async Task A_digest_waits_for_her_and_goes_out_by_itself_at_the_hour_that_she_set()
    {
        var (carmen, rui, home) = await WithWaiting();
        await CloseWith(carmen, rui, "41");
        var waits = await carmen.Receives();
        Assert.Contains(En.Digests.WaitsTitle, waits.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, home.Unread + rui.Unread);
        // Nobody reads it meanwhile but she.
        Assert.Equal(En.Digests.NoDigestYet, (await rui.Asks("digest")).Text);
        Assert.Equal(En.Digests.NoDigestYet, (await rui.Asks("digests")).Text);
        Assert.Contains("41", (await waits.Press(En.Digests.SeeDigest)).AllText, StringComparison.Ordinal);

        await World.StopService();
        await World.StartService();
        await World.ItIs(World.Start + Duration.FromDays(1));
        Assert.Contains("41", (await home.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.WhatCameOfIt, (await rui.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("41", (await rui.Asks("digest")).AllText, StringComparison.Ordinal);
        await World.ItIs(World.Start + Duration.FromDays(2));
        Assert.Equal(0, home.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task Posted_by_her_it_goes_out_once_with_all_that_comes_with_it()
    {
        var (carmen, rui, home) = await WithWaiting();
        await CloseWith(carmen, rui, "41");
        var waits = await carmen.Receives();
        await waits.PressTimes(En.Digests.PostDigest, 2);
        Assert.Contains("41", (await home.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.WhatCameOfIt, (await rui.Receives()).AllText, StringComparison.Ordinal);
        await World.ItIs(World.Start + Duration.FromDays(2));
        Assert.Equal(0, home.Unread + rui.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task Reopened_it_waits_no_more_and_closes_anew()
    {
        var (carmen, rui, home) = await WithWaiting();
        await CloseWith(carmen, rui, "41");
        await carmen.Receives();
        await (await carmen.Asks("reopen")).Press(En.CheckIns.Reopen);
        await World.AllIsSent();
        await World.ItIs(World.Start + Duration.FromHours(3));
        Assert.Equal(0, home.Unread);
        await carmen.ClosesCheckIn();
        await World.ItIs(World.Start + Duration.FromDays(2));
        Assert.Contains("41", (await home.Receives()).AllText, StringComparison.Ordinal);
        Assert.Equal(0, home.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_time_is_chosen_changed_and_taken_back()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "41");
        await Closes(carmen, rui);
        var home = await Home(carmen);
        var ask = await (await carmen.Asks("digest")).Press(En.Digests.PostLater);
        var past = await ask.Fill(En.Digests.PostOnDay, "2026-11-25").Fill(En.Digests.PostAtTime, "9:30").Press(En.Digests.PostAtThatTime);
        Assert.Contains(En.Digests.PostTimePast, past.AllText, StringComparison.Ordinal);
        Assert.Equal("9:30", past.Inputs[En.Digests.PostAtTime]);
        var never = await past.Fill(En.Digests.PostOnDay, "2027-11-25").Press(En.Digests.PostAtThatTime);
        Assert.Contains(En.Digests.PostTooLate(60), never.AllText, StringComparison.Ordinal);
        var planned = await never.Fill(En.Digests.PostOnDay, "2026-11-27").Fill(En.Digests.PostAtTime, "2 pm").Press(En.Digests.PostAtThatTime);
        Assert.Contains(En.Digests.IsPostedAt("Friday 27 November 14:00"), planned.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.IsPostedAt("Friday 27 November 14:00"), (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);

        await planned.Press(En.Digests.DontPost);
        await World.ItIs(s_friday);
        Assert.Equal(0, home.Unread);

        var later = await (await (await carmen.Asks("digest")).Press(En.Digests.PostLater)).Fill(En.Digests.PostOnDay, "2026-11-27").Fill(En.Digests.PostAtTime, "15:00").Press(En.Digests.PostAtThatTime);
        Assert.Contains(En.Digests.DontPost, later.Buttons);
        await World.ItIs(s_friday + Duration.FromHours(1));
        Assert.Contains("41", (await home.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.Audit.DigestHeldBack(En.Unknown)), (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    // Thursday at nine, the day after the beginning.
    private async Task<(Person Carmen, Person Rui, Channel Home)> WithWaiting()
    {
        var (carmen, rui, home) = await WithHome();
        var form = await carmen.Asks("schedule");
        var preview = await form.Fill(En.Schedules.DigestWaitsUntil, "9am").Press(En.Schedules.SeeDates);
        Assert.Contains(En.Schedules.DigestWaits("09:00"), preview.AllText, StringComparison.Ordinal);
        await preview.Press(En.Schedules.Save);
        return (carmen, rui, home);
    }

    private static async Task CloseWith(Person carmen, Person rui, string value)
    {
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), value);
        await carmen.ClosesCheckIn();
    }
}
