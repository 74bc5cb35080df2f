using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Whoever asks for help or just says hello is told what matters now.</summary>
public sealed class HelpTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_reporter_is_led_to_the_open_check_in_and_when_it_is_answered_to_what_was_answered()
    {
        var (carmen, rui, _) = await OpenRound();

        var help = await rui.Asks("help");
        Assert.Equal("Check in", help.Buttons[0]);
        Assert.Contains(En.Onboarding.UpYourTurn("Saturday 28 November 10:00"), help.AllText, StringComparison.Ordinal);
        Assert.Equal(5 + 6, help.Buttons.Count);
        var form = await help.Press("Check in");
        await Submits(form, "41");

        help = await rui.Asks("help");
        Assert.Equal(En.Onboarding.MyAnswer, help.Buttons[0]);
        Assert.Contains(En.Onboarding.UpAnswered("Saturday 28 November 10:00"), help.AllText, StringComparison.Ordinal);
        Assert.Contains("41", (await help.Press(En.Onboarding.MyAnswer)).AllText, StringComparison.Ordinal);

        await Closes(carmen, rui);
        help = await rui.Asks("help");
        Assert.Contains(En.Onboarding.UpClosed("Check-in, week 48 of 2026"), help.AllText, StringComparison.Ordinal);
        Assert.Equal("Digest", help.Buttons[0]);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_backbone_is_led_through_a_check_in()
    {
        var (carmen, rui, _) = await WithHome();
        await (await (await carmen.Asks("schedule")).Press(En.Schedules.SeeDates)).Press(En.Schedules.Save);
        await carmen.OpensCheckIn();
        var form = await rui.Receives();

        var open = await carmen.Asks("help");
        Assert.Contains(En.Piece(En.Onboarding.UpGathering(0, 1, En.Unknown)), open.AllText, StringComparison.Ordinal);
        Assert.Equal(["Status", "Nudge"], open.Buttons.Take(2));

        await Submits(form, "41");
        var answered = await carmen.Asks("help");
        Assert.Equal(["Digest", "Close check-in"], answered.Buttons.Take(2));
        Assert.DoesNotContain("Nudge", answered.Buttons);

        await Closes(carmen, rui);
        var closed = await carmen.Asks("help");
        Assert.Contains(En.Onboarding.UpClosed("Check-in, week 48 of 2026"), closed.AllText, StringComparison.Ordinal);
        Assert.Contains("41", (await closed.Press("Digest")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Everything_else_is_behind_the_groups_and_what_takes_away_is_not()
    {
        var (carmen, rui) = await Riverside();

        foreach (var person in new[] { carmen, rui })
        {
            var help = await person.Asks("help");
            var all = help.Unfolded().Buttons;
            Assert.DoesNotContain("Agenda", help.Buttons.Skip(5));
            Assert.Contains("Agenda", all);
            Assert.Contains("Decisions", all);
            Assert.Contains("Suggest", all);
            Assert.DoesNotContain("Leave", all);
            Assert.DoesNotContain("Forget me", all);
            Assert.DoesNotContain("End initiative", all);
            Assert.Equal(person == carmen, all.Contains("Export"));
            Assert.Equal(person == rui, all.Contains(CollectiveImpact.Conversations.ConversationCards.Capital(Spoken.HandOver.In(System.Globalization.CultureInfo.GetCultureInfo("en-GB")))));
        }

        // Behind a group is a door like any other.
        var unfolded = (await rui.Asks("help")).Unfold(En.Onboarding.HelpTogether);
        Assert.Contains("Every child reads.", (await unfolded.Press("Agenda")).AllText, StringComparison.Ordinal);
        Assert.Equal(En.People.AskLeave("Riverside Reads"), (await rui.Asks("leave")).Title);
    }

    [Fact]
    public async Task Of_several_initiatives_the_one_where_something_waits_goes_first()
    {
        var (carmen, rui, _) = await OpenRound();
        var dana = Teams.Person("Dana", "other");
        await dana.SetsUp("Housing First");
        await rui.Joins(await dana.AddsPartner("City Library"));
        await (await rui.Asks("initiatives")).Press("Housing First");

        var help = await rui.Asks("help");

        Assert.Contains("Riverside Reads · Housing First", help.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.Onboarding.UpYourTurn(En.Unknown)), help.AllText, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", (await help.Press("Check in")).Inputs.Keys);
        Assert.Equal(0, carmen.Unread);
    }

    [Fact]
    public async Task A_greeting_is_short_and_says_what_is_up()
    {
        var (carmen, rui, _) = await OpenRound();

        foreach (var words in new[] { "hi", "Hello!", "hey", "good morning 👋" })
        {
            var hello = await rui.Asks(words);
            Assert.StartsWith($"{En.Onboarding.HelloName("Rui")}\n{En.Onboarding.UpYourTurn("Saturday 28 November 10:00")}\n", hello.AllText, StringComparison.Ordinal);
            Assert.Equal(["Check in", En.Onboarding.Help], hello.Buttons);
        }

        Assert.Contains("Children in sessions", (await (await rui.Asks("hi")).Press("Check in")).Inputs.Keys);
        Assert.Equal(["Status", En.Onboarding.Help], (await carmen.Asks("hi")).Buttons);

        // Whom nobody knows yet learns how to begin.
        var stranger = await Teams.Person("Ana", "north").Asks("hello");
        Assert.Contains(En.Onboarding.HelloName("Ana"), stranger.AllText, StringComparison.Ordinal);
        Assert.Equal([En.Conversations.SetUp, En.Onboarding.Help], stranger.Buttons);

        // Before others, nothing of what is somebody's own.
        var channel = await Home(carmen);
        var there = await carmen.AsksIn(channel, "hi");
        Assert.Equal([En.Onboarding.Help], there.Buttons);
        Assert.DoesNotContain("Saturday", there.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setting_up_is_greeted_with_its_next_step()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();

        var hello = await carmen.Asks("hello");

        Assert.Contains(En.Onboarding.UpSettingUp("Riverside Reads"), hello.AllText, StringComparison.Ordinal);
        Assert.Equal([En.Onboarding.NextStep(En.Onboarding.DoIndicators), En.Onboarding.Help], hello.Buttons);
    }
}
