using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A channel that can't be posted to is nobody's secret: the backbone is told once, sees it wherever it looks, and can end or mend it.</summary>
public sealed class ChannelTests(Azurite azurite) : StoryTest(azurite)
{
    public static TheoryData<int, string, string, string> Refusals => new()
    {
        { 404, "ConversationNotFound", En.Initiatives.ChannelGone, En.Digests.NextIfDeletedWithDigest },
        { 403, "BotNotInConversationRoster", En.Initiatives.ChannelAppRemoved, En.Digests.NextIfAppRemovedWithDigest },
        { 403, "NotEnoughPermissions", En.Initiatives.ChannelForbidden, En.Digests.NextIfNotAllowedWithDigest },
        { 400, "BadSyntax", En.Initiatives.ChannelRefused, En.Digests.NextIfRefusedWithDigest },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task The_backbone_is_told_once_why_and_what_to_do(int status, string code, string why, string next)
    {
        var (carmen, rui, channel) = await WithHome();
        Teams.Answers(channel).With(status, code);

        await OneWeek(carmen, rui);

        var told = await carmen.Receives();
        Assert.Contains(En.Digests.DigestNotPosted(En.Time.PeriodWeek(48, "2026"), "Riverside › General"), told.AllText, StringComparison.Ordinal);
        Assert.Contains(why, told.AllText, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(next, told.AllText, StringComparison.Ordinal);
        Assert.Equal([En.Digests.PostDigest, En.Digests.EndThereForGood], told.Buttons);

        // It stands wherever the backbone looks, and nothing is promised.
        Assert.Contains(En.CheckIns.ChannelsGetNothing(1), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains(En.Health.HealthUnreached(1), (await carmen.Asks("health")).Unfolded().AllText, StringComparison.Ordinal);
        var preview = (await carmen.Asks("digest")).AllText;
        Assert.Contains($"{En.Digests.GoesNowhere} {En.Groups.GetsNothing("Riverside › General", why)}", preview, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Digests.GoesTo(1), preview, StringComparison.Ordinal);
        Assert.Contains(why, (await carmen.Asks("channels")).AllText, StringComparison.OrdinalIgnoreCase);

        // The next fails as well: nobody is told again.
        await carmen.OpensCheckIn();
        Assert.Contains($"{En.CheckIns.ChannelsWithout} (1)\nRiverside › General: ", (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        await carmen.ClosesCheckIn();
        await World.AllIsSent();
        Assert.Equal(0, carmen.Unread);
        // Of other people, nobody ever was.
        Assert.DoesNotContain(rui.Messages, m => m.Current.AllText.Contains(En.Piece(En.Digests.DigestNotPosted(En.Unknown, En.Unknown)), StringComparison.Ordinal));
        NothingWentWrong();
    }

    [Fact]
    public async Task Another_reason_is_told_and_what_arrives_ends_it()
    {
        var (carmen, rui, channel) = await WithHome();
        Teams.Answers(channel).With(403, "BotNotInConversationRoster", times: 1).With(404, times: 1);
        await OneWeek(carmen, rui);
        var told = await carmen.Receives();

        await told.Press(En.Digests.PostDigest);
        Assert.Contains(En.Digests.Deleted, (await carmen.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.LastMissed("Riverside › General"), (await told.Current.Press(En.Digests.PostAgain)).AllText, StringComparison.Ordinal);
        await World.AllIsSent();

        Assert.Contains(En.Digests.Title, (await channel.Receives()).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.CheckIns.ChannelsGetNothing(1), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.GoesTo(1), (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.Equal(0, carmen.Unread);

        // Later it is the same as the first time, and news again.
        Teams.Answers(channel).With(403, "BotNotInConversationRoster", times: 1);
        await OneWeek(carmen, rui);
        Assert.Contains(En.Digests.AppRemoved, (await carmen.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Teams_that_stays_too_busy_is_told_when_it_is_too_late()
    {
        var (carmen, rui, channel) = await WithHome();
        Teams.Answers(channel).With(502);
        await OneWeek(carmen, rui, ends: false);
        await World.StopService();
        World.Clock.MoveTo(World.Clock.GetCurrentInstant() + Duration.FromDays(4));
        await World.StartService();
        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromMinutes(1));

        var told = await carmen.Receives();
        while (!told.Buttons.Contains(En.Digests.EndThereForGood))
        {
            told = await carmen.Receives();
        }

        Assert.Contains(En.Digests.DigestNotPosted(En.Time.PeriodWeek(48, "2026"), "Riverside › General"), told.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.TooLate, told.AllText, StringComparison.Ordinal);
        Teams.Answers(channel).WithNothing();
        await told.Press(En.Digests.PostDigest);
        Assert.Contains(En.Digests.Title, (await channel.Receives()).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.DoesNotContain(En.Piece(En.Digests.NothingSince(En.Unknown, En.Unknown)), (await carmen.Asks("channels")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_press_ends_a_channel_that_nobody_can_speak_in_any_more()
    {
        var (carmen, rui, channel) = await WithHome();
        Teams.Answers(channel).With(404);
        await OneWeek(carmen, rui);
        var told = await carmen.Receives();

        var list = await told.PressTimes(En.Digests.EndThereForGood, 2);

        Assert.All(list, l => Assert.Contains(En.Digests.NoChannelYet, l.AllText, StringComparison.Ordinal));
        Assert.DoesNotContain(En.CheckIns.ChannelsGetNothing(1), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.NoHomeYet, (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        var before = Teams.Requests.Count(r => r.Path.Contains(Uri.EscapeDataString(channel.Id), StringComparison.Ordinal));
        await OneWeek(carmen, rui);
        Assert.Equal(before, Teams.Requests.Count(r => r.Path.Contains(Uri.EscapeDataString(channel.Id), StringComparison.Ordinal)));
        Assert.Equal(0, carmen.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task Saying_it_there_again_mends_it()
    {
        var (carmen, rui, channel) = await WithHome();
        Teams.Answers(channel).With(403, "BotNotInConversationRoster", times: 1);
        await OneWeek(carmen, rui);
        await carmen.Receives();

        await carmen.AsksIn(channel, "digest here");

        Assert.Contains(En.Digests.GoesTo(1), (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Piece(En.Digests.NothingSince(En.Unknown, En.Unknown)), (await carmen.Asks("channels")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_is_removed_is_told_at_once_and_adding_it_again_mends_it()
    {
        var (carmen, _, channel) = await WithHome();

        await channel.Team.Uninstalls(carmen);

        var told = await carmen.Receives();
        Assert.Contains(En.Digests.CannotPost("Riverside › General"), told.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.AppRemoved, told.AllText, StringComparison.Ordinal);
        Assert.Equal([En.Digests.EndThereForGood], told.Buttons);
        await World.AllIsSent();
        Assert.Equal(0, carmen.Unread);

        await channel.Team.Installs(carmen);

        Assert.Contains(En.Digests.GoesTo(1), (await PreviewOf(carmen)).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_group_s_digest_is_no_other()
    {
        var (carmen, rui, channel) = await WithHome();
        await (await (await carmen.Asks("groups")).Press(En.Groups.Add)).Fill(En.Groups.Name, "Readers").Press(En.Groups.Save);
        var corner = channel.Team.Channel("Readers' corner");
        await carmen.AsksIn(corner, "digest here for readers");
        await (await (await rui.Asks("group readers")).Press(En.Groups.Join)).Press(En.Groups.AllGroups);
        Teams.Answers(corner).With(404);

        await OneWeek(carmen, rui, lesson: "Reading outdoors works");

        Assert.Contains(En.Digests.DigestNotPosted(En.Time.PeriodWeek(48, "2026"), "Riverside › Readers' corner"), (await carmen.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Digests.DigestOf("Readers")}\n{En.Digests.NothingSince("25 November", En.Initiatives.ChannelGone)}", (await carmen.Asks("channels")).AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Digests.GoesTo(1)} {En.Groups.GetsNothing("Riverside › Readers' corner", En.Initiatives.ChannelGone)}", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Groups.GetsNothing("Riverside › Readers' corner", En.Initiatives.ChannelGone), (await rui.Asks("group readers")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task An_introduction_that_did_not_arrive_is_told_too()
    {
        var (carmen, rui, channel) = await WithHome();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await rui.Asks("offer: Two volunteers who can drive our minibus on Thursday afternoons");
        await sam.Asks("ask: We need drivers for the minibus on Thursdays");
        Teams.Answers(channel).With(404);

        await (await rui.Receives()).Press(En.Activities.YesConnect);
        await (await sam.Receives()).Press(En.Activities.YesConnect);

        var told = await carmen.Receives();
        Assert.Contains(En.Digests.IntroductionNotPosted("Riverside › General"), told.AllText, StringComparison.Ordinal);
        Assert.Equal([En.Digests.EndThereForGood], told.Buttons);

        // From then on none is promised there, while it is tried all the same.
        Assert.Contains(En.Activities.Connected("Sam"), (await rui.Receives()).AllText, StringComparison.Ordinal);
        await rui.Asks("ask: Somebody to repair our broken bicycles");
        await sam.Asks("offer: We repair bicycles on Saturdays");
        var suggested = await rui.Receives();
        Assert.Contains(En.Activities.MayFit, suggested.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Activities.IIntroduceWithDigests, suggested.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    /// <summary>A check-in opens, is answered and closes.</summary>
    private async Task OneWeek(Person carmen, Person rui, bool ends = true, string? lesson = null)
    {
        await carmen.OpensCheckIn();
        await World.AllIsSent();
        var form = rui.Messages.Select(m => m.Current).Last(c => c.Buttons.Contains(En.CheckIns.Submit));
        await Submits(lesson is null ? form : form.Writes(En.CheckIns.Worked, lesson), "41");
        await carmen.ClosesCheckIn();
        if (ends)
        {
            await World.AllIsSent();
        }
    }

    private static async Task<ReceivedCard> PreviewOf(Person carmen)
    {
        await carmen.OpensCheckIn();
        return await carmen.Asks("digest");
    }
}
