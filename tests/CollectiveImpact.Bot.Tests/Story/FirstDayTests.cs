using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>From nothing to the first check-in: the list of what is to be done stays, leads on, and ends with a rehearsal.</summary>
public sealed class FirstDayTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task Each_save_leads_on_to_the_next_step_until_all_are_done()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        var welcome = await (await carmen.Asks("set up")).Fill(En.Onboarding.SetUpName, "Riverside Reads").Press(En.Indicators.Save);
        Assert.Contains(En.Onboarding.StepToDo(En.Onboarding.StepIndicators), welcome.AllText, StringComparison.Ordinal);
        Assert.Equal([Next(En.Onboarding.DoIndicators), En.Onboarding.WriteOwnIndicators], welcome.Buttons);
        Assert.Contains(En.Templates.Templates, (await welcome.Press(Next(En.Onboarding.DoIndicators))).AllText, StringComparison.Ordinal);

        var form = await carmen.BeginsIndicator();
        var wrong = await form.Fill(En.Indicators.Question, "Children in sessions").Fill(En.Indicators.TargetOfAll, "many").Press(En.Indicators.SeeAsPartners);
        Assert.DoesNotContain(wrong.Buttons, b => b.StartsWith(Next(""), StringComparison.Ordinal));
        var saved = await wrong.Fill(En.Indicators.TargetOfAll, "100").Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionTerms).Fill(En.Indicators.Terms, "session").SavesIndicator();
        Assert.Contains(Next(En.Onboarding.DoWords), saved.Buttons);

        await carmen.Asks("suggest session: Planned reading time");
        Assert.Contains(En.Onboarding.StepToDo(En.Onboarding.StepWordsWaiting(1)), (await carmen.Asks("help")).AllText, StringComparison.Ordinal);
        Assert.Contains(Next(En.Onboarding.DoPartners), (await (await carmen.Asks("what is session?")).Press(En.Glossary.Agree)).Buttons);

        var list = await (await carmen.Asks("partners")).Fill(En.People.PartnersNewName, "City Library").Press(En.People.PartnersAdd);
        Assert.Contains(Next(En.Onboarding.DoPartners), list.Buttons);
        await rui.Joins(await carmen.ReceivesInvite());

        var dates = await (await carmen.Asks("schedule")).Press(En.Schedules.SeeDates);
        Assert.Contains(Next(En.Onboarding.DoHome), (await dates.Press(En.Schedules.Save)).Buttons);
        await Home(carmen);
        var almost = await carmen.Asks("what's next");
        Assert.Equal([Next(En.Onboarding.DoRehearsal)], almost.Buttons.Where(b => b.StartsWith(Next(""), StringComparison.Ordinal)));
        Assert.Contains(En.Onboarding.StepDone(En.Onboarding.StepPartnersReporting(1, 1)), almost.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.Onboarding.RehearsalOf(En.Unknown)), (await almost.Press(Next(En.Onboarding.DoRehearsal))).AllText, StringComparison.Ordinal);

        await carmen.OpensCheckIn();
        Assert.Contains(En.Onboarding.SetUpListDone, (await carmen.Asks("set-up list")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Onboarding.SetUpListInShort("Riverside Reads"), (await carmen.Asks("help")).AllText, StringComparison.Ordinal);
        NothingWentWrong();

        static string Next(string step) => En.Onboarding.NextStep(step);
    }

    [Fact]
    public async Task The_list_is_the_backbones_and_set_up_leads_back_to_it()
    {
        var (carmen, rui) = await Riverside();

        Assert.DoesNotContain(En.Onboarding.StepSchedule, (await rui.Asks("help")).AllText, StringComparison.Ordinal);
        Assert.Equal(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("checklist")).Text);
        Assert.DoesNotContain(En.Onboarding.SeeSetUpList, (await rui.Asks("set up")).Buttons);

        var again = await carmen.Asks("set up");
        Assert.Contains(En.Onboarding.StillSettingUp("Riverside Reads"), again.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Onboarding.NextStep(En.Onboarding.DoSchedule), again.Buttons);
        Assert.Contains(En.Onboarding.StepToDo(En.Onboarding.StepSchedule), (await again.Press(En.Onboarding.SeeSetUpList)).AllText, StringComparison.Ordinal);
        await carmen.SetsUp("Harbour Walks");
        Assert.Contains("Riverside Reads", (await carmen.Asks("initiatives")).AllText, StringComparison.Ordinal);

        var cole = Teams.Person("Cole", "backbone");
        await (await carmen.Asks("initiatives")).Press("Riverside Reads");
        Assert.Contains(En.Onboarding.NextStep(En.Onboarding.DoSchedule), (await cole.JoinsWith(await carmen.InvitesBackbone())).Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_rehearsal_shows_the_card_the_receipt_and_a_digest_and_keeps_nothing()
    {
        var (carmen, rui) = await Riverside();
        await carmen.AddsIndicator("Volunteers trained", words: "volunteer");
        await carmen.AddsIndicator("How well do we work together?", kind: En.Indicators.KindRating);

        var card = await carmen.Asks("rehearse");
        Assert.Contains(En.Onboarding.RehearsalOf("City Library"), card.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.WouldNotBeAsked("Volunteers trained", "volunteer"), card.AllText, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", card.Inputs.Keys);
        Assert.DoesNotContain("Volunteers trained", card.Inputs.Keys);

        var wrong = await card.Fill("Children in sessions", "many").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        Assert.Contains(En.CheckIns.NeedAnotherLook(1), wrong.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Onboarding.RehearsalStill, wrong.AllText, StringComparison.Ordinal);
        var receipt = await wrong.Fill("Children in sessions", "41").Writes(En.CheckIns.Worked, "Outdoors").Press(En.CheckIns.Submit);
        Assert.Contains(En.Onboarding.RehearsalReceipt, receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("41", receipt.AllText, StringComparison.Ordinal);
        Assert.Equal(En.Onboarding.RehearsalOther, (await receipt.Press(En.CheckIns.ChangeMyAnswer)).Notice);

        var digest = await receipt.Press(En.Onboarding.SeeRehearsedDigest);
        Assert.Contains(En.Onboarding.RehearsalDigest, digest.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Onboarding.ExampleWorked, digest.AllText, StringComparison.Ordinal);
        Assert.Contains("Children in sessions", digest.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Outdoors", digest.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("City Library", digest.AllText, StringComparison.Ordinal);

        await World.AllIsSent();
        Assert.Equal(0, rui.Unread);
        Assert.Contains(En.Schedules.NoneOpenNoneScheduled, (await carmen.Asks("status")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("41", (await carmen.Asks("partner City Library")).AllText, StringComparison.Ordinal);
        Assert.Equal(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("rehearse")).Text);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_rehearsal_needs_no_partners_and_its_old_card_knows_when_its_check_in_is_gone()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();
        var empty = await carmen.Asks("rehearse");
        Assert.Contains(En.Onboarding.RehearsalAsksNothing, empty.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Onboarding.RehearsalOf(En.Onboarding.ExamplePartner(1)), empty.AllText, StringComparison.Ordinal);
        var receipt = await empty.IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        Assert.Contains(En.Onboarding.RehearsalReceipt, receipt.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Onboarding.RehearsalDigest, (await receipt.Press(En.Onboarding.SeeRehearsedDigest)).AllText, StringComparison.Ordinal);

        await (await (await carmen.Asks("schedule")).Fill(En.Schedules.Name, "Deep look").Press(En.Schedules.SeeDates)).Press(En.Schedules.Save);
        Assert.Contains("Deep look", (await carmen.Asks("rehearse deep look")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_team_hears_once_who_has_come_and_what_can_be_done_next()
    {
        var (carmen, _) = await Riverside();
        var team = Teams.Team("Riverside", "backbone");
        team.Add(carmen);

        await team.Installs(carmen);
        var greeting = team.General.Greeting!;
        Assert.Contains(En.Conversations.NextStepInTeam, greeting.AllText, StringComparison.Ordinal);
        // However often Teams tells it.
        await team.Installs(carmen);
        Assert.Null(team.General.Greeting);

        Assert.NotEmpty((await greeting.As(carmen).Press(En.Conversations.DigestsHere)).AllText);
        Assert.Contains("Riverside", (await carmen.Asks("channels")).AllText, StringComparison.Ordinal);
        await team.Uninstalls(carmen);
        await team.Installs(carmen);
        Assert.NotNull(team.General.Greeting);
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_is_in_nothing_yet_is_shown_around_told_of_their_data_and_led_to_a_beginning()
    {
        var eva = Teams.Person("Eva", "elsewhere");
        var stop = await eva.Asks("take a tour");
        var seen = new List<string>();
        while (stop.Buttons.Contains(En.Onboarding.IntroductionNext))
        {
            seen.Add(stop.Title);
            stop = await stop.Press(En.Onboarding.IntroductionNext);
        }

        Assert.Equal([En.Onboarding.TourCheckIn, En.Onboarding.TourWords, En.Onboarding.TourDigest], seen);
        Assert.Equal(En.Onboarding.TourBegin, stop.Title);
        Assert.NotEmpty((await stop.Press(En.Onboarding.TourPrivacy)).AllText);
        Assert.Contains(En.Conversations.TakeTour, (await eva.Asks("help")).Buttons);
        NothingWentWrong();
    }
}
