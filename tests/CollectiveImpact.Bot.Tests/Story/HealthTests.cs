using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

public sealed class HealthTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task The_backbone_sees_where_it_stands_in_the_five_conditions_and_all_its_initiatives_side_by_side()
    {
        var (carmen, rui, form) = await OpenRound();
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("health")).Text, StringComparison.Ordinal);
        await Submits(form, "4");
        await Closes(carmen, rui);
        await rui.Asks("suggest attendance: Being there");
        await rui.Asks("what is truancy?");
        var draft = await (await (await carmen.Asks("agenda")).Press(En.Agenda.EditAgenda)).Fill(En.Agenda.GoalsByLine, "Children read\nNobody is hungry").Press(En.Agenda.SaveDraft);
        await (await (await draft.Press(En.Agenda.PutItForward)).Press(En.Agenda.BringIntoForce)).Press(En.Agenda.BringIntoForce);
        await (await (await (await rui.Asks("our activities")).Press(En.Activities.Add)).Fill(En.Activities.What, "Reading club").Choose(En.Activities.Goals, "Children read").Press(En.Activities.Save)).Press(En.Activities.WhoDoesWhat);

        foreach (var found in new[] { "what is attendance?", "define Attendance", "attendance?", "what is atendance?" })
        {
            await rui.Asks(found);
        }

        var card = await carmen.Asks("how are we doing?");
        Assert.DoesNotContain(En.Health.HealthNothingToDo, card.AllText, StringComparison.Ordinal);
        var health = card.Unfold(En.Health.HealthWhatToDo).AllText;

        foreach (var words in new[]
        {
            $"{En.Health.HealthAgenda}\n{En.Health.HealthLittle}  ○○○○○\n{En.Health.HealthEndorsed("0 %")}\n{En.Health.HealthSeeWhatHoldsBack}",
            $"{En.Health.HealthStrong}  ●●●●●\n{En.Health.HealthWorded(1, "100 %")}\n{En.Health.HealthValues("100 %")}\n{En.Health.HealthNothingToDo}",
            $"{En.Health.HealthSome}  ●●○○○\n{En.Health.HealthCovered("50 %", 1)}",
            $"{En.Health.HealthAnswered("100 %")}\n{En.Health.HealthWordsFound("67 %", "August")}\n{En.Health.HealthWordsInVain(1)}",
            $"{En.Health.HealthNoneDecided}\n{En.Health.HealthWaits(0)}",
            $"{En.Health.HealthPulse}\n{En.Health.HealthNoPulse}\n{En.Health.HealthOpenFirst}",
        })
        {
            Assert.Contains(words, health, StringComparison.Ordinal);
        }

        await carmen.SetsUp("Harbour Health");
        await (await carmen.Asks("initiatives")).Press("Riverside Reads");
        var compared = await (await carmen.Asks("health")).Press(En.Health.HealthSideBySide);
        Assert.Contains(
            $"Riverside Reads\n{En.Health.HealthAnsweredInShort("100 %")}\n{En.Health.HealthEndorsedInShort("0 %")}\n{En.Health.HealthCoveredInShort("50 %", 1)}\n{En.Health.HealthNoPulseYet}\nHarbour Health\n{En.Health.HealthNoCheckInYet}\n{En.Health.HealthNoAgendaYet}\n{En.Health.HealthNoGoalsYet}\n{En.Health.HealthNoPulseYet}", compared.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_glossary_answers_without_storage_and_what_was_asked_outlives_a_restart()
    {
        var (carmen, rui) = await Riverside();
        await rui.Asks("suggest attendance: Being there");
        await rui.Asks("what is attendance?");
        using (var calls = new StorageCallBook(World.TablePrefix))
        {
            await rui.Asks("what is attendance?");
            Assert.Empty(calls.UpToNow);
        }

        World.Clock.MoveTo(World.Start + NodaTime.Duration.FromHours(60));
        await (await carmen.Asks("what is attendance?")).Press(En.Glossary.Agree);
        await World.Restarts();

        var health = (await carmen.Asks("health")).Unfolded().AllText;

        Assert.Contains(En.Health.HealthWordsFound("100 %", "August"), health, StringComparison.Ordinal);
        Assert.Contains($"{En.Health.HealthDecided(1, 3)}\n{En.Health.HealthNoneWaits}\n{En.Health.HealthNothingToDo}", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pulse_stands_in_the_health_as_far_as_its_report_shows_it_and_with_how_it_moved()
    {
        var trust = En.Pulse.Trust;
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();
        var people = Enumerable.Range(0, 5).Select(i => Teams.Person($"Person {i}", $"partner{i}")).ToArray();
        foreach (var person in people)
        {
            await person.Joins(await carmen.AddsPartner($"Partner {person.Name}"));
        }

        await Pulse(4, "Agree");
        Assert.Contains($"{En.Health.HealthPulseTooFew("November 2026")}\n{En.Health.HealthSayWhatItIsFor}", (await carmen.Asks("health")).Unfolded().AllText, StringComparison.Ordinal);
        World.Clock.MoveTo(World.Start + NodaTime.Duration.FromDays(40));
        await Pulse(5, "Agree");
        Assert.Contains($"{En.Health.HealthPulseOf("January 2027", 5)}\n{trust} {CollectiveImpact.Conversations.ConversationCards.Capital(En.Pulse.OnTheWholeAgree)}.\n", (await carmen.Asks("health")).Unfolded().AllText, StringComparison.Ordinal);
        World.Clock.MoveTo(World.Start + NodaTime.Duration.FromDays(80));
        await Pulse(5, "Disagree");

        var health = (await carmen.Asks("health")).Unfolded().AllText;
        Assert.Contains($"{trust} {CollectiveImpact.Conversations.ConversationCards.Capital(En.Health.HealthLower(En.Pulse.OnTheWholeDisagree, "January 2027"))}", health, StringComparison.Ordinal);
        Assert.Contains($"{En.Pulse.Backbone} {En.Health.HealthTooFew}\n{En.Health.HealthTalkAboutIt}", health, StringComparison.Ordinal);
        await carmen.SetsUp("Harbour Health");
        Assert.Contains(En.Health.HealthPulseInShort(En.Pulse.PeopleDisagree), (await (await carmen.Asks("health")).Press(En.Health.HealthSideBySide)).AllText, StringComparison.Ordinal);
        World.Clock.MoveTo(World.Start + NodaTime.Duration.FromDays(80 + 95));
        await (await carmen.Asks("initiatives")).Press("Riverside Reads");
        var old = await carmen.Asks("health");
        Assert.Contains(En.Health.HealthOpenAgain, old.Unfolded().AllText, StringComparison.Ordinal);
        Assert.Contains(En.Pulse.UntilEndOfDay, (await old.Press(En.Pulse.Open)).Inputs.Keys);

        // Where others read along, it isn't shown.
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.Says("health", team.General);
        Assert.DoesNotContain(trust, (await team.General.Receives()).AllText, StringComparison.Ordinal);

        async Task Pulse(int answers, string answer)
        {
            await (await carmen.Asks("open pulse")).Press(En.Pulse.AskEveryone);
            await World.AllIsSent();
            foreach (var person in people.Take(answers))
            {
                await (await person.Asks("pulse")).SaysOfUs((trust, answer)).Press(En.Pulse.Send);
            }

            await carmen.Asks("close pulse");
        }
    }

    [Fact]
    public async Task Whoever_is_new_gets_to_know_the_initiative_step_by_step()
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest session: Planned reading time")).Press(En.Glossary.Agree);
        await carmen.Asks("decide: We share one bus");
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "41");
        await Closes(carmen, rui);
        var sam = Teams.Person("Sam", "school");
        var welcome = await sam.JoinsWith(await carmen.AddsPartner("Eastside School"));

        var card = await welcome.Press(En.Onboarding.IntroductionBegin);
        Assert.Contains($"{En.Onboarding.WhatWeWorkFor}\nRiverside Reads · {En.Onboarding.IntroductionChapter(1, 5)}\n{En.Onboarding.Vision}: Every child reads.", card.AllText, StringComparison.Ordinal);
        foreach (var words in new[] { "session: Planned reading time", "Children in sessions", $"{En.Onboarding.IntroductionAnswered(1, 1)}\nChildren in sessions: 41", "We share one bus" })
        {
            card = await card.Press(En.Onboarding.IntroductionNext);
            Assert.Contains(words, card.AllText, StringComparison.Ordinal);
        }

        Assert.Contains(En.Onboarding.IntroductionQuestions("Carmen"), card.AllText, StringComparison.Ordinal);
        Assert.Contains("4 of 5", (await card.Press(En.Onboarding.IntroductionBack)).AllText, StringComparison.Ordinal);
    }
}
