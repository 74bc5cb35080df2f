using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Everybody is who they are, in channels that are shared across tenants too; a channel speaks of its own initiative.</summary>
public sealed class SharedChannelTests(Azurite azurite) : StoryTest(azurite)
{
    public static TheoryData<string, string> Answers => new()
    {
        { "status", "check-in" },
        { "what is attendance?", "In the room for half the session" },
        { "agenda", "Every child reads." },
        { "help", En.Onboarding.HelpWhatYouCanDo },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_reporter_of_another_tenant_is_known_in_a_shared_channel(string words, string answer)
    {
        var (_, rui, channel) = await SharedHome();

        var said = await rui.AsksIn(channel, words);

        Assert.Contains(answer, said.AllText, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(En.Conversations.NotKnown, said.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Onboarding.SetUp, said.Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_a_reporter_of_another_tenant_presses_in_a_shared_channel_counts()
    {
        var (carmen, rui, channel) = await SharedHome();
        var card = (await carmen.AsksIn(channel, "what is attendance?")).As(rui);

        var form = await card.Press(En.Glossary.SuggestAChange);

        Assert.Contains(En.Glossary.Suggest, form.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_roster_is_asked_once_for_each_person()
    {
        var (_, rui, channel) = await SharedHome();

        await rui.AsksIn(channel, "agenda");
        await rui.AsksIn(channel, "terms");

        Assert.Single(Teams.Requests, r => r.Path.Contains("/members/", StringComparison.Ordinal) && Uri.UnescapeDataString(r.Path).Contains(rui.UserId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_channel_is_as_good_as_any()
    {
        var (carmen, _) = await Riverside();
        var team = Teams.Team("Backbone", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        var channel = team.PrivateChannel("Leads", carmen);
        await channel.LetsIn(carmen);

        Assert.Contains(En.Digests.ComesHere("Riverside Reads"), (await carmen.AsksIn(channel, "digest here")).AllText, StringComparison.Ordinal);
        Assert.Contains("Every child reads.", (await carmen.AsksIn(channel, "agenda")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_the_bot_and_an_outside_member_leaving_are_no_trouble()
    {
        var (_, rui, channel) = await SharedHome();
        await rui.AsksIn(channel, "agenda");
        var sam = Teams.Person("Sam", "school");
        await channel.Joins(sam);
        Assert.Contains(En.Conversations.NotKnownHere, (await sam.AsksIn(channel, "status")).AllText, StringComparison.Ordinal);

        await channel.Leaves(rui);

        await channel.Joins(rui);
        Assert.Contains("Every child reads.", (await rui.AsksIn(channel, "agenda")).AllText, StringComparison.Ordinal);
        Assert.Equal(2, Teams.Requests.Count(r => Uri.UnescapeDataString(r.Path).EndsWith("/members/" + rui.UserId, StringComparison.Ordinal)));
        NothingWentWrong();
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Where_the_roster_refuses_an_outside_member_reads_what_the_channel_gets(int status)
    {
        var (_, rui, channel) = await SharedHome();
        Teams.TellsWhoIsIn(channel).With(status);

        await ReadsAndNoMore(rui, channel);
    }

    [Fact]
    public async Task Where_the_roster_does_not_answer_an_outside_member_reads_what_the_channel_gets()
    {
        var (_, rui, channel) = await SharedHome();
        Teams.TellsWhoIsIn(channel).Never();

        Assert.Contains("In the room for half the session", (await rui.AsksIn(channel, "what is attendance?")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.NotKnownHere, (await rui.AsksIn(channel, "status")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_roster_refuses_the_hosts_own_people_are_known_all_the_same()
    {
        var (carmen, _, channel) = await SharedHome();
        Teams.TellsWhoIsIn(channel).With(403);

        Assert.Contains(En.Digests.NoMoreHere("Riverside Reads"), (await carmen.AsksIn(channel, "no digest here")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_known_reads_in_a_home_channel_and_changes_nothing()
    {
        var (_, _, channel) = await SharedHome();
        var eve = Teams.Person("Eve", "elsewhere");
        await channel.Joins(eve);

        await ReadsAndNoMore(eve, channel);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_visitor_reads_agreed_words_only()
    {
        var (_, rui, channel) = await SharedHome();
        await rui.Asks("suggest dosage: Minutes a week");
        await rui.Asks("suggest attendance: In the room for the whole session");
        var eve = Teams.Person("Eve", "elsewhere");
        await channel.Joins(eve);

        Assert.DoesNotContain("Minutes a week", (await eve.AsksIn(channel, "what is dosage?")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Minutes a week", (await eve.AsksIn(channel, "dosage")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("dosage", (await eve.AsksIn(channel, "terms")).AllText, StringComparison.OrdinalIgnoreCase);
        var attendance = await eve.AsksIn(channel, "what is attendance?");
        Assert.Contains("In the room for half the session", attendance.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("whole session", attendance.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_reads_the_last_digest_that_was_posted_there_and_none_that_was_not()
    {
        var (carmen, rui, channel) = await SharedHome();
        var eve = Teams.Person("Eve", "elsewhere");
        await channel.Joins(eve);
        Assert.Contains(En.Digests.NonePostedHereYet, (await eve.AsksIn(channel, "digest")).AllText, StringComparison.Ordinal);

        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        Assert.Contains(En.Digests.NonePostedHereYet, (await eve.AsksIn(channel, "digest")).AllText, StringComparison.Ordinal);
        await carmen.ClosesCheckIn();
        await World.AllIsSent();

        Assert.Contains("41", (await eve.AsksIn(channel, "digest")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_kept_of_somebody_who_only_said_a_word_in_a_channel()
    {
        var (_, _, channel) = await SharedHome();
        var eve = Teams.Person("Eve", "elsewhere");
        await channel.Joins(eve);

        await eve.AsksIn(channel, "agenda");

        Assert.Null(await World.Services.GetRequiredService<IPersonStore>().Load(new PersonKey(eve.TenantId, eve.AadObjectId), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_channel_speaks_of_its_own_initiative_only()
    {
        var (carmen, rui, channel) = await SharedHome();
        var dana = Teams.Person("Dana", "council");
        await dana.SetsUp("Secret Housing");
        Assert.Contains("Secret Housing", (await carmen.Asks($"join {await dana.InvitesBackbone()}")).AllText, StringComparison.Ordinal);

        foreach (var words in new[] { "help", "agenda", "indicators", "status", "gibberish xyz", "initiatives", "health", "what is attendance?" })
        {
            var answer = await carmen.AsksIn(channel, words);
            Assert.DoesNotContain("Secret Housing", answer.AllText + string.Join(' ', answer.Buttons), StringComparison.Ordinal);
            Assert.DoesNotContain(En.Onboarding.SetUp, answer.Buttons);
        }

        // Whoever is in another initiative only is a visitor like any.
        await channel.Joins(dana);
        await ReadsAndNoMore(dana, channel, "Secret Housing");
        Assert.NotNull(rui);
    }

    [Fact]
    public async Task A_card_of_another_initiative_does_nothing_in_a_home_channel()
    {
        var (carmen, _, channel) = await SharedHome();
        var dana = Teams.Person("Dana", "council");
        await dana.SetsUp("Secret Housing");
        await channel.Joins(dana);
        var hers = (await dana.Asks("indicators")).Json!["actions"]![0]!["data"]!.DeepClone().AsObject();

        var answer = await (await carmen.AsksIn(channel, "agenda")).As(dana).PressRaw("indicators.add", hers);

        Assert.Contains(En.Conversations.OfAnother, answer.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_channel_that_is_no_home_nobody_is_offered_to_begin_an_initiative_and_no_initiatives_are_listed()
    {
        var (carmen, _) = await Riverside();
        var team = Teams.Team("Backbone", "backbone");
        var eve = Teams.Person("Eve", "backbone");
        team.Add(carmen, eve);
        await team.Installs(carmen);

        foreach (var words in new[] { "help", "status", "gibberish", "what is attendance?" })
        {
            var answer = await eve.AsksIn(team.General, words);
            Assert.DoesNotContain(En.Onboarding.SetUp, answer.Buttons);
            Assert.DoesNotContain("Riverside", answer.AllText, StringComparison.Ordinal);
        }

        Assert.Contains("digest here", (await carmen.AsksIn(team.General, "help")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_is_forgotten_when_it_is_one_no_longer()
    {
        var (carmen, _, channel) = await SharedHome();
        var eve = Teams.Person("Eve", "elsewhere");
        await channel.Joins(eve);

        await carmen.AsksIn(channel, "no digest here");

        Assert.DoesNotContain("Every child reads.", (await eve.AsksIn(channel, "agenda")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Homes_are_known_after_a_restart()
    {
        var (_, _, channel) = await SharedHome();
        var eve = Teams.Person("Eve", "elsewhere");
        await channel.Joins(eve);

        await World.Restarts();

        await ReadsAndNoMore(eve, channel);
    }

    private static async Task ReadsAndNoMore(Person person, Channel channel, string never = "Set up")
    {
        Assert.Contains("In the room for half the session", (await person.AsksIn(channel, "what is attendance?")).AllText, StringComparison.Ordinal);
        Assert.Contains("In the room for half the session", (await person.AsksIn(channel, "attendance?")).AllText, StringComparison.Ordinal);
        Assert.Contains("attendance", (await person.AsksIn(channel, "terms")).AllText, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Every child reads.", (await person.AsksIn(channel, "agenda")).AllText, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", (await person.AsksIn(channel, "indicators")).AllText, StringComparison.Ordinal);
        foreach (var words in new[] { "help", "status", "check in", "health", "people", "suggest attendance: Mine", "digest here", "no digest here", "open check-in", "history", "asks", "learned about reading", "gibberish xyz" })
        {
            var answer = await person.AsksIn(channel, words);
            Assert.Contains(En.Conversations.NotKnownHere, answer.AllText, StringComparison.Ordinal);
            Assert.Contains("join", answer.AllText, StringComparison.Ordinal);
            Assert.Equal(["Digest", En.Onboarding.Indicators, "Terms", En.Health.Agenda], answer.Buttons);
            Assert.DoesNotContain(never, answer.AllText, StringComparison.Ordinal);
        }
    }

    // Riverside's channel, with a word that is agreed on, shared with the reporter's tenant.
    private async Task<(Person Carmen, Person Rui, SharedChannel Channel)> SharedHome()
    {
        var (carmen, rui) = await Riverside();
        await carmen.Asks("suggest attendance: In the room for half the session");
        Assert.Contains(En.Glossary.Agreed, (await (await carmen.Asks("what is attendance?")).Press(En.Glossary.Agree)).AllText, StringComparison.Ordinal);
        var team = Teams.Team("Backbone", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        var channel = team.SharedChannel("Riverside", carmen, rui);
        await channel.LetsIn(carmen);
        Assert.Contains(En.Digests.ComesHere("Riverside Reads"), (await carmen.AsksIn(channel, "digest here")).AllText, StringComparison.Ordinal);
        return (carmen, rui, channel);
    }
}
