using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A channel that can't be posted to is nobody's secret: the backbone is told once, sees it wherever it looks, and can end or mend it.</summary>
public sealed class ChannelTests(Azurite azurite) : StoryTest(azurite)
{
    [Theory]
    [InlineData(404, "ConversationNotFound", "Teams says that it was deleted", "@mention me there and say digest here")]
    [InlineData(403, "BotNotInConversationRoster", "The app was removed from its team", "Add the app to the team again")]
    [InlineData(403, "NotEnoughPermissions", "Teams doesn't let me write there", "An owner may have limited who posts there")]
    [InlineData(400, "BadSyntax", "Teams refused the last message", "Press Post digest to try again")]
    public async Task The_backbone_is_told_once_why_and_what_to_do(int status, string code, string why, string next)
    {
        var (carmen, rui, channel) = await WithHome();
        Teams.Answers(channel).With(status, code);

        await OneWeek(carmen, rui);

        var told = await carmen.Receives();
        Assert.Contains("could not be posted in Riverside › General", told.AllText, StringComparison.Ordinal);
        Assert.Contains(why, told.AllText, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(next, told.AllText.Replace("**", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["Post digest", "No more digests there"], told.Buttons);

        // It stands wherever the backbone looks, and nothing is promised.
        Assert.Contains("1 channel gets no digests at present", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        Assert.Contains("1 channel gets no digests at present", (await carmen.Asks("health")).AllText, StringComparison.Ordinal);
        var preview = (await carmen.Asks("digest")).AllText;
        Assert.Contains("It goes to no channel. Riverside › General gets nothing at present", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("It goes to 1 channel", preview, StringComparison.Ordinal);
        Assert.Contains(why, (await carmen.Asks("channels")).AllText, StringComparison.OrdinalIgnoreCase);

        // The next fails as well: nobody is told again.
        await carmen.Asks("open check-in");
        Assert.Contains("Channels that get nothing (1)\nRiverside › General: ", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        await carmen.Asks("close check-in");
        await World.AllIsSent();
        Assert.Equal(0, carmen.Unread);
        // Of other people, nobody ever was.
        Assert.DoesNotContain(rui.Messages, m => m.Current.AllText.Contains("could not be posted", StringComparison.Ordinal));
        NothingWentWrong();
    }

    [Fact]
    public async Task Another_reason_is_told_and_what_arrives_ends_it()
    {
        var (carmen, rui, channel) = await WithHome();
        Teams.Answers(channel).With(403, "BotNotInConversationRoster", times: 1).With(404, times: 1);
        await OneWeek(carmen, rui);
        var told = await carmen.Receives();

        await told.Press("Post digest");
        Assert.Contains("Teams says that it was deleted", (await carmen.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("say \"channels\" in a minute", (await told.Current.Press("Post digest")).Notice, StringComparison.Ordinal);
        await World.AllIsSent();

        Assert.Contains("What we learned", (await channel.Receives()).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("at present", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        Assert.Contains("It goes to 1 channel.", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.Equal(0, carmen.Unread);

        // Later it is the same as the first time, and news again.
        Teams.Answers(channel).With(403, "BotNotInConversationRoster", times: 1);
        await OneWeek(carmen, rui);
        Assert.Contains("The app was removed", (await carmen.Receives()).AllText, StringComparison.Ordinal);
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
        while (!told.Buttons.Contains("No more digests there"))
        {
            told = await carmen.Receives();
        }

        Assert.Contains("could not be posted in Riverside › General", told.AllText, StringComparison.Ordinal);
        Assert.Contains("Teams was too busy until it was too late", told.AllText, StringComparison.Ordinal);
        Teams.Answers(channel).WithNothing();
        await told.Press("Post digest");
        Assert.Contains("What we learned", (await channel.Receives()).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.DoesNotContain("Gets nothing", (await carmen.Asks("channels")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_press_ends_a_channel_that_nobody_can_speak_in_any_more()
    {
        var (carmen, rui, channel) = await WithHome();
        Teams.Answers(channel).With(404);
        await OneWeek(carmen, rui);
        var told = await carmen.Receives();

        var list = await told.PressTimes("No more digests there", 2);

        Assert.All(list, l => Assert.Contains("No channel gets digests yet", l.AllText, StringComparison.Ordinal));
        Assert.DoesNotContain("at present", (await carmen.Asks("status")).AllText, StringComparison.Ordinal);
        Assert.Contains("No channel is a home for digests yet", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
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

        Assert.Contains("It goes to 1 channel.", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Gets nothing", (await carmen.Asks("channels")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_is_removed_is_told_at_once_and_adding_it_again_mends_it()
    {
        var (carmen, _, channel) = await WithHome();

        await channel.Team.Uninstalls(carmen);

        var told = await carmen.Receives();
        Assert.Contains("I can't post in Riverside › General any more.", told.AllText, StringComparison.Ordinal);
        Assert.Contains("The app was removed from its team", told.AllText, StringComparison.Ordinal);
        Assert.Equal(["No more digests there"], told.Buttons);
        await World.AllIsSent();
        Assert.Equal(0, carmen.Unread);

        await channel.Team.Installs(carmen);

        Assert.Contains("It goes to 1 channel.", (await PreviewOf(carmen)).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_group_s_digest_is_no_other()
    {
        var (carmen, rui, channel) = await WithHome();
        await (await (await carmen.Asks("groups")).Press("Add a group")).Fill("Name", "Readers").Press("Save");
        var corner = channel.Team.Channel("Readers' corner");
        await carmen.AsksIn(corner, "digest here for readers");
        await (await (await rui.Asks("group readers")).Press("Join")).Press("All groups");
        Teams.Answers(corner).With(404);

        await OneWeek(carmen, rui, lesson: "Reading outdoors works");

        Assert.Contains("could not be posted in Riverside › Readers' corner", (await carmen.Receives()).AllText, StringComparison.Ordinal);
        Assert.Contains("The digest of Readers\nGets nothing since 25 November: Teams says that it was deleted", (await carmen.Asks("channels")).AllText, StringComparison.Ordinal);
        Assert.Contains("It goes to 1 channel. Riverside › Readers' corner gets nothing at present: Teams says that it was deleted.", (await carmen.Asks("digest")).AllText, StringComparison.Ordinal);
        Assert.Contains("gets nothing at present: Teams says that it was deleted.", (await rui.Asks("group readers")).AllText, StringComparison.Ordinal);
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

        await (await rui.Receives()).Press("Yes, connect us");
        await (await sam.Receives()).Press("Yes, connect us");

        var told = await carmen.Receives();
        Assert.Contains("The introduction of two partners could not be posted in Riverside › General.", told.AllText, StringComparison.Ordinal);
        Assert.Equal(["No more digests there"], told.Buttons);

        // From then on none is promised there, while it is tried all the same.
        Assert.Contains("You are connected with Sam", (await rui.Receives()).AllText, StringComparison.Ordinal);
        await rui.Asks("ask: Somebody to repair our broken bicycles");
        await sam.Asks("offer: We repair bicycles on Saturdays");
        var suggested = await rui.Receives();
        Assert.Contains("Something may fit", suggested.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("introduce you to each other", suggested.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    private async Task<(Person Carmen, Person Rui, Channel Channel)> WithHome()
    {
        var (carmen, rui) = await Riverside();
        var team = Teams.Team("Riverside", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.AsksIn(team.General, "digest here");
        return (carmen, rui, team.General);
    }

    /// <summary>A check-in opens, is answered and closes.</summary>
    private async Task OneWeek(Person carmen, Person rui, bool ends = true, string? lesson = null)
    {
        await carmen.Asks("open check-in");
        await World.AllIsSent();
        var form = rui.Messages.Select(m => m.Current).Last(c => c.Buttons.Contains("Submit check-in"));
        await Submits(lesson is null ? form : form.Fill("What worked", lesson), "41");
        await carmen.Asks("close check-in");
        if (ends)
        {
            await World.AllIsSent();
        }
    }

    private static async Task<ReceivedCard> PreviewOf(Person carmen)
    {
        await carmen.Asks("open check-in");
        return await carmen.Asks("digest");
    }
}
