using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

public sealed class PeopleTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task Two_people_with_one_name_answer_for_their_own_partners()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var one = Teams.Person("Ana Silva", "library");
        var other = Teams.Person("Ana Silva", "school");
        await carmen.SetsUp();
        await carmen.AddsIndicator("Children in sessions");
        await one.Joins(await carmen.AddsPartner("City Library"));
        await other.Joins(await carmen.AddsPartner("Eastside School"));
        await carmen.OpensCheckIn();

        await Submits(await one.Receives(), "11");
        await Submits(await other.Receives(), "31");

        Assert.Contains("11", (await one.Asks("check in")).AllText, StringComparison.Ordinal);
        Assert.Contains("31", (await other.Asks("check in")).AllText, StringComparison.Ordinal);
        Assert.Contains(Cast.Answered(2, 2, "Saturday 28 November 10:00"), (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_in_two_initiatives_speaks_of_the_last_joined_and_can_choose_the_other()
    {
        var (_, rui) = await Riverside();
        var dora = Teams.Person("Dora", "harbour");
        await dora.SetsUp("Harbour Walks");
        await dora.AddsIndicator("Walks");
        await rui.Joins(await dora.AddsPartner("City Library"));

        Assert.Contains("Harbour Walks", (await rui.Asks("agenda")).AllText, StringComparison.Ordinal);
        await dora.OpensCheckIn();
        var form = await rui.Receives();
        Assert.Contains("Harbour Walks", form.AllText, StringComparison.Ordinal);
        var receipt = await form.Fill("Walks", "3").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        Assert.Contains("Harbour Walks", receipt.AllText, StringComparison.Ordinal);

        // What names no initiative by itself says which it speaks of, and leads to the others.
        var next = await rui.Asks("next check-in");
        Assert.Contains("Harbour Walks", next.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.OtherInitiative, (await rui.Asks("indicators")).Buttons);
        await (await rui.Asks("indicators")).Press(En.Conversations.OtherInitiative);

        var chosen = await (await rui.Asks("initiatives")).Press("Riverside Reads");
        Assert.Contains("Riverside Reads", chosen.AllText, StringComparison.Ordinal);
        Assert.Contains("Riverside Reads", (await rui.Asks("indicators")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_reporters_of_one_partner_share_one_entry_and_the_others_card_follows()
    {
        var (carmen, rui) = await Riverside();
        var ines = Teams.Person("Ines", "library");
        await ines.Joins(await carmen.InvitesAnother());
        await carmen.OpensCheckIn();
        var hers = await ines.Receives();

        await Submits(await rui.Receives(), "41");

        var followed = await hers.IsUpdated();
        Assert.Contains(En.CheckIns.ThankYou, followed.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.AnsweredBy("Rui", "Wed 25 Nov 10:00"), followed.AllText, StringComparison.Ordinal);
        var changed = await Submits(await followed.Press(En.CheckIns.ChangeMyAnswer), "43");
        Assert.Contains(En.CheckIns.AnsweredBy("Ines", "Wed 25 Nov 10:00"), changed.AllText, StringComparison.Ordinal);
        var status = (await carmen.Asks("status")).Unfolded().AllText;
        Assert.Contains(Cast.Answered(1, 1, "Saturday 28 November 10:00"), status, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.StatusByChanged(En.CheckIns.OnTrack, "Ines", "Wed 10:00", 1), status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_read_in_the_reporters_own_format()
    {
        var (carmen, rui) = await Riverside();
        rui.Locale = "it-IT";
        await rui.Asks("help");
        await carmen.OpensCheckIn();

        var receipt = await Submits(await rui.Receives(), "1,5");

        Assert.Contains("1,5", receipt.AllText, StringComparison.Ordinal);
        rui.Locale = "en-GB";
        Assert.Contains("1.5", (await rui.Asks("check in")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_joins_while_a_round_is_open_is_asked_at_once()
    {
        var (carmen, _, _) = await OpenRound();
        var late = Teams.Person("Lena", "school");

        await late.Joins(await carmen.AddsPartner("Eastside School"));

        Assert.Contains(En.CheckIns.Submit, (await late.Receives()).Buttons);
    }

    [Fact]
    public async Task Skipping_says_why_and_counts_as_an_answer_of_its_own_kind()
    {
        var (carmen, _, form) = await OpenRound();

        var receipt = await form.Unfold(En.CheckIns.SkipThisTime).Fill(En.CheckIns.SkipReason, "School holidays").Press(En.CheckIns.Skip);

        Assert.Contains("School holidays", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains($"City Library: {En.CheckIns.SkippedBecause("School holidays")}", (await carmen.Asks("status")).Unfolded().AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_indicator_that_was_retired_by_mistake_comes_back()
    {
        var (carmen, _) = await Riverside();

        var retired = await (await (await carmen.Asks("indicators")).Press(En.Indicators.Retire)).Press(En.Indicators.RetireIt);
        Assert.Contains(En.Indicators.IsRetired("Children in sessions"), retired.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.NothingYetAddTheFirst, retired.AllText, StringComparison.Ordinal);
        var back = await retired.Press(En.Indicators.BringBack);

        Assert.Contains("Children in sessions", back.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.Retire, back.Buttons);
    }

    [Fact]
    public async Task In_a_channel_nobodys_answers_are_shown()
    {
        var (_, rui, form) = await OpenRound();
        await form.Fill("Children in sessions", "777").Writes(En.CheckIns.DidNot, "Our manager quit").IsReadBy(En.CheckIns.AudienceBackbone).IsGoing(En.CheckIns.Stuck).Press(En.CheckIns.Submit);
        var team = Teams.Team("City Library", "library");
        team.Add(rui);
        await team.Installs(rui);

        await rui.Says("check in", team.General);
        await rui.Says("status", team.General);

        var said = new[] { await team.General.Receives(), await team.General.Receives() };
        Assert.Contains(En.CheckIns.AnswersAreYours, said[0].Text, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.HaveAnsweredInShort(1, 1), said[1].AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(said, s => s.AllText.Contains("777", StringComparison.Ordinal) || s.AllText.Contains("manager", StringComparison.Ordinal) || s.AllText.Contains(En.CheckIns.WhoseAnswers, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_close_a_receipt_says_that_it_is_closed_and_can_still_be_read()
    {
        var (carmen, rui, form) = await OpenRound();
        var receipt = await Submits(form, "41");
        var seen = await receipt.IsUpdated();
        await carmen.ClosesCheckIn();

        var closed = await seen.IsUpdated();
        Assert.Contains(En.CheckIns.ClosedCorrectUntil("23 December"), closed.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.CheckIns.ChangeMyAnswer, closed.Buttons);
        Assert.Contains("41", (await rui.Asks("check in")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_added_twice_is_there_once_and_the_code_is_shown_again()
    {
        var (carmen, _) = await Riverside();
        var list = await carmen.Asks("partners");

        var invitations = await list.Fill(En.People.PartnersNewName, "Night  School").PressTimes(En.People.PartnersAdd, 2, atOnce: false);

        Assert.All(invitations, i => Assert.Contains(En.Piece(En.People.InviteIsBelow("Night School", En.Unknown)), i.AllText, StringComparison.Ordinal));
        Assert.NotEqual(await carmen.ReceivesInvite(), await carmen.ReceivesInvite());
        Assert.Equal(2, (await carmen.Asks("partners")).AllText.Split("Night School").Length);
    }

    [Fact]
    public async Task Backbone_staff_bring_in_a_colleague_who_may_do_all_that_they_may()
    {
        var (carmen, rui) = await Riverside();
        var code = await carmen.InvitesBackbone();
        var cole = Teams.Person("Cole", "backbone");

        Assert.Contains(En.Onboarding.WelcomeOfBackbone, (await cole.JoinsWith(code)).AllText, StringComparison.Ordinal);

        Assert.Contains(En.People.PartnersBackbone("Carmen, Cole"), (await cole.Asks("partners")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen, Cole"), (await rui.Asks("partners")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_observer_reads_what_is_for_the_steering_committee_and_changes_nothing()
    {
        var (carmen, rui, form) = await OpenRound();
        var code = await carmen.InvitesObserver();
        var fay = Teams.Person("Fay", "foundation");
        Assert.Contains(En.People.JoinYouLookOn, (await fay.Asks($"join {code}")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.JoinLooksOnAlready("Riverside Reads"), (await fay.Asks($"join {code}")).Text, StringComparison.Ordinal);

        await form.Fill("Children in sessions", "41").Writes(En.CheckIns.Worked, "Outdoors").Writes(En.CheckIns.Needed, "A mediator").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        var receipt = (await rui.Asks("check in")).Unfold(En.CheckIns.WhoReadsIt);
        await receipt.Choose(En.CheckIns.LessonRead(En.CheckIns.Worked), En.CheckIns.AudienceSteering).Choose(En.CheckIns.LessonRead(En.CheckIns.Needed), En.CheckIns.AudienceBackbone).Press(En.CheckIns.SaveWhoReads);
        await Closes(carmen, rui);

        var hers = await fay.Asks("digest");
        Assert.Contains("Outdoors", hers.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("A mediator", hers.AllText, StringComparison.Ordinal);
        Assert.Contains("Outdoors", (await fay.Asks("learned about outdoors")).AllText, StringComparison.Ordinal);
        Assert.Equal(0, fay.Unread);
        Assert.Contains(En.People.PartnersObservers("Fay"), (await carmen.Asks("partners")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await fay.OpensCheckIn()).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Outdoors", (await rui.Asks("digest")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_demo_fills_a_living_initiative()
    {
        var nina = Teams.Person("Nina", "newcomer");

        var ready = await nina.Asks("demo");

        Assert.Contains(En.Sample.SampleMeans, ready.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Agenda.EndorsedWithConcerns(5, 6, 1), (await nina.Asks("agenda")).AllText, StringComparison.Ordinal);
        var map = (await nina.Asks("activities")).AllText;
        Assert.Contains(En.Activities.Gap, map, StringComparison.Ordinal);
        Assert.Contains(En.Activities.NobodyThere("No child misses a reading session because of hunger or trans…", "Eastside"), map, StringComparison.Ordinal);
        Assert.Contains(En.Health.HealthEndorsed("83 %"), (await nina.Asks("health")).Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains("A book at the visit at nine months", (await nina.Asks("group home reading")).AllText, StringComparison.Ordinal);
        Assert.Contains("Reading buddy: ", (await nina.Asks("terms")).AllText, StringComparison.Ordinal);
        var look = await nina.Asks("open check-in");
        Assert.Contains(En.CheckIns.SeveralCantBeReached(5, "Bruno Costa, Chidi Okafor, Dana Levi, Elif Kaya, Fatima Noor"), look.AllText, StringComparison.Ordinal);
        var opened = await look.Press(En.CheckIns.OpenIt);
        var form = await nina.Receives();
        Assert.Contains(En.Piece(En.CheckIns.SameAgain(En.Unknown)), form.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.IsOpen, opened.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.SeveralCantBeReached(5, "Bruno Costa, Chidi Okafor, Dana Levi, Elif Kaya, Fatima Noor"), opened.AllText, StringComparison.Ordinal);
        var receipt = await form.Fill("Children in reading sessions", "128").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        Assert.Contains("Children in reading sessions\nup ", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("So far:", (await nina.Asks("digest")).Unfold(En.Digests.ChartsAndDetails).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }
}
