using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

public sealed class GlossaryTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_term_is_suggested_agreed_and_then_known_in_the_chat_and_in_the_channel()
    {
        var (carmen, rui) = await Riverside();
        var team = Teams.Team("Riverside Reads", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);

        var proposed = await rui.Asks("Suggest attendance: In the room for *half* the session. [Really](https://evil.example)");
        Assert.Contains(En.Glossary.Proposed, proposed.AllText, StringComparison.Ordinal);
        var agreed = await (await carmen.Asks("what does attendance mean?")).Press(En.Glossary.Agree);
        Assert.Contains(En.Glossary.Agreed, agreed.AllText, StringComparison.Ordinal);

        foreach (var words in new[] { "what is attendance?", "Please define Attendance", "attendance?", "ATTENDANCE", "glossary “attendance”" })
        {
            Assert.Contains("In the room for *half* the session.", (await rui.Asks(words)).AllText, StringComparison.Ordinal);
        }

        await carmen.Says("what is attendance?", team.General);
        Assert.Contains("In the room for *half* the session.", (await team.General.Receives()).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelling_finds_the_word_and_says_so()
    {
        var (_, rui) = await Riverside();
        await rui.Asks("suggest chronic absenteeism: Missing a tenth of the days");

        foreach (var asked in new[] { "what is chronic absentism?", "define chronic absence", "what do we mean by absenteeism, chronic?" })
        {
            var answer = await rui.Asks(asked);
            Assert.Contains("Missing a tenth of the days", answer.AllText, StringComparison.Ordinal);
        }

        Assert.Contains(En.Glossary.YouWrote("chronic absentism"), (await rui.Asks("what is chronic absentism?")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Near_words_are_offered_and_what_is_asked_for_in_vain_is_counted_for_the_backbone()
    {
        var (carmen, rui) = await Riverside();
        await rui.Asks("suggest attendance rate: Days there of days planned");
        await rui.Asks("suggest attendance list: Who was there");

        var answer = await rui.Asks("what is attendance?");
        Assert.Contains("attendance rate", answer.Buttons);
        Assert.Contains("Days there of days planned", (await answer.Press("attendance rate")).AllText, StringComparison.Ordinal);
        await rui.Asks("what is truancy?");
        var again = await rui.Asks("define Truancy");
        Assert.Equal("truancy", (await again.Press(En.Glossary.SuggestIt)).Inputs[En.Glossary.Name], ignoreCase: true);

        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await rui.Asks("words asked for in vain")).Text, StringComparison.Ordinal);
        var missed = await carmen.Asks("words asked for in vain");
        Assert.Contains($"Truancy\n{En.Glossary.Times(2)}", missed.AllText, StringComparison.Ordinal);
        Assert.Contains($"attendance\n{En.Glossary.Times(1)}", missed.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Rui", missed.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Truancy", (await missed.Press(En.Glossary.NotOneOfOurs, 1)).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_a_word_means_is_filled_in_by_a_form_and_found_by_each_of_its_names()
    {
        var (carmen, rui) = await Riverside();
        await carmen.Asks("suggest school lunch: A meal at noon");
        var form = (await rui.Asks("suggest free lunch")).Unfold(En.Glossary.SayMore);
        Assert.Equal("free lunch", form.Inputs[En.Glossary.Name]);

        var refused = await form.Fill(En.Glossary.Definition, "A meal that costs the family nothing").Fill(En.Glossary.Synonyms, "FRL, School  Lunch").Press(En.Glossary.Suggest);
        Assert.Contains(En.Glossary.NameIsATerm("school lunch"), refused.AllText, StringComparison.Ordinal);
        Assert.Equal("A meal that costs the family nothing", refused.Inputs[En.Glossary.Definition]);
        var proposed = await refused
            .Fill(En.Glossary.Synonyms, "FRL; no-cost lunch")
            .Fill(En.Glossary.Not, "A reduced price")
            .Fill(En.Glossary.Examples, "Breakfast counts too")
            .Fill(En.Glossary.Source, "National School Lunch Act")
            .Fill(En.Glossary.Owner, "Food Bank")
            .Choose(En.Glossary.Related, "school lunch")
            .Press(En.Glossary.Suggest);

        foreach (var words in new[] { $"{En.Glossary.LabelNot}: A reduced price", $"{En.Glossary.LabelExamples}: Breakfast counts too", $"{En.Glossary.LabelSynonyms}: FRL, no-cost lunch", $"{En.Glossary.Source}: National School Lunch Act", En.Glossary.KeptBy("Food Bank") })
        {
            Assert.Contains(words, proposed.AllText, StringComparison.Ordinal);
        }

        Assert.Contains("A meal at noon", (await proposed.Press(En.Glossary.See("school lunch"))).AllText, StringComparison.Ordinal);
        Assert.Contains("costs the family nothing", (await carmen.Asks("frl?")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_shows_what_it_changes_partners_say_what_they_think_and_versions_can_be_compared()
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room for an hour")).Press(En.Glossary.Agree);
        var change = (await (await rui.Asks("what is attendance?")).Press(En.Glossary.SuggestAChange)).Fill(En.Glossary.Definition, "In the room for half an hour");
        var proposed = await change.Press(En.Glossary.Suggest);
        Assert.Contains($"{En.Glossary.PartMeaning}: In the room for [+half +]an hour", proposed.AllText, StringComparison.Ordinal);

        var asks = await (await carmen.Asks("what is attendance?")).Press(En.Glossary.AskThePartners);
        Assert.Contains(En.Glossary.Asked(0), (await (await rui.Asks("what is attendance?")).Press(En.Glossary.Agree)).AllText + (await asks.Press(En.Glossary.AskThePartners)).AllText, StringComparison.Ordinal);
        var agreed = await (await carmen.Asks("what is attendance?")).Press(En.Glossary.Agree);

        Assert.Contains(En.Glossary.InVersion(2), agreed.AllText, StringComparison.Ordinal);
        var versions = await agreed.Press(En.Glossary.EarlierVersions);
        Assert.Contains(En.Glossary.Versions(2), versions.AllText, StringComparison.Ordinal);
        Assert.Contains("In the room for an hour", versions.AllText, StringComparison.Ordinal);
        Assert.Contains("half an hour", (await versions.Press(En.Glossary.BackToTheTerm)).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_partners_decide_when_that_is_the_rule_and_each_has_one_voice()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        var rules = await carmen.Asks("glossary rules");
        Assert.Contains(En.Glossary.PartnersFromTo(2), (await rules.Choose(En.Glossary.WhoDecides, En.Glossary.ByPartners).Fill(En.Glossary.HowManyPartners, "9").Press(En.Glossary.Save)).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.Saved, (await rules.Choose(En.Glossary.WhoDecides, En.Glossary.ByPartners).Fill(En.Glossary.HowManyPartners, "2").Press(En.Glossary.Save)).AllText, StringComparison.Ordinal);

        var proposed = await carmen.Asks("suggest attendance: In the room");
        Assert.Contains(En.Glossary.PartnersDecide(2), (await proposed.Press(En.Glossary.Agree)).Notice, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.Asked(2), (await proposed.Press(En.Glossary.AskThePartners)).AllText, StringComparison.Ordinal);
        var first = await (await rui.Receives()).Press(En.Glossary.Agree);
        Assert.Contains(En.Glossary.PartnersAgree(1, 2), first.AllText, StringComparison.Ordinal);
        var no = await (await sam.Receives()).Fill(En.Glossary.Why, "We can't tell who is in the room").Press(En.Glossary.SendBack);
        Assert.Contains(En.Glossary.OpinionAgainstBecause("Eastside School", "We can't tell who is in the room"), no.AllText, StringComparison.Ordinal);
        var yes = await no.Press(En.Glossary.Agree);

        Assert.Contains(En.Glossary.AgreedAndInDigest, yes.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_proposed_a_word_is_told_why_it_was_sent_back_and_can_put_it_right()
    {
        var (carmen, rui) = await Riverside();
        await rui.Asks("suggest attendance: Being there");

        var sent = await (await carmen.Asks("attendance?")).Fill(En.Glossary.Why, "For how long?").Press(En.Glossary.SendBack);

        Assert.Contains(En.Glossary.WasSentBack("attendance"), sent.AllText, StringComparison.Ordinal);
        var told = await rui.Receives();
        Assert.Contains("For how long?", told.AllText, StringComparison.Ordinal);
        Assert.Contains("Being there", told.AllText, StringComparison.Ordinal);
        Assert.Equal("attendance", (await told.Press(En.Glossary.SuggestItAnew)).Inputs[En.Glossary.Name]);
        Assert.Contains(En.Glossary.NotThere("“attendance”"), (await rui.Asks("what is attendance?")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_was_agreed_before_a_crash_is_told_when_it_is_pressed_again_and_once()
    {
        var told = En.Indicators.MeaningHasChanged("attendance");
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room for an hour")).Press(En.Glossary.Agree);
        await carmen.AddsIndicator("Days there", words: "attendance");
        await carmen.Asks("suggest attendance: In the room for half an hour");
        var (hers, his) = (await carmen.Asks("attendance"), await rui.Asks("attendance"));

        // The decision is stored, and the process dies before its messages are planned.
        var (glossary, term) = await Stored("attendance");
        await glossary.Agree("attendance", term.Version, World.Clock.GetCurrentInstant());
        Assert.DoesNotContain(told, Received(rui), StringComparison.Ordinal);

        Assert.Contains(En.Glossary.NewVersionAgreed, (await hers.Press(En.Glossary.Agree)).AllText, StringComparison.Ordinal);
        Assert.Contains(told, (await rui.Receives()).AllText, StringComparison.Ordinal);
        await hers.PressTimes(En.Glossary.Agree, 2);
        await his.Press(En.Glossary.Agree);
        await World.AllIsSent();
        Assert.Equal(2, Received(rui).Split(told).Length);

        // What another wording has followed is told no more.
        await (await carmen.Asks("suggest attendance: In the room for a minute")).Press(En.Glossary.Agree);
        await rui.Receives();
        Assert.DoesNotContain($"{En.Glossary.Agreed}:", (await his.Press(En.Glossary.Agree)).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_was_sent_back_before_a_crash_is_told_when_it_is_pressed_again_and_once()
    {
        var told = En.Glossary.WasSentBack("attendance");
        var (carmen, rui) = await Riverside();
        await rui.Asks("suggest attendance: Being there");
        var card = await carmen.Asks("attendance?");

        // The decision is stored, and the process dies before its message is planned.
        var (glossary, term) = await Stored("attendance");
        var opinion = new Opinion(new PersonKey("backbone", "carmen"), "Carmen", null, Agrees: false, "For how long?");
        await glossary.Say("attendance", term.Version, opinion, 0, World.Clock.GetCurrentInstant());
        await glossary.SendBack("attendance", term.Version, World.Clock.GetCurrentInstant(), opinion.By);
        Assert.DoesNotContain(told, Received(rui), StringComparison.Ordinal);

        var sent = await card.Fill(En.Glossary.Why, "How long?").Press(En.Glossary.SendBack);
        Assert.Contains(told, sent.AllText, StringComparison.Ordinal);
        Assert.Contains("For how long?", (await rui.Receives()).AllText, StringComparison.Ordinal);
        await card.Fill(En.Glossary.Why, "How long?").PressTimes(En.Glossary.SendBack, 2);
        await World.AllIsSent();
        Assert.Equal(2, Received(rui).Split(told).Length);

        // A later proposal is another one.
        await rui.Asks("suggest attendance: Being there for an hour");
        var later = await card.Fill(En.Glossary.Why, "How long?").Press(En.Glossary.SendBack);
        Assert.Contains(En.Glossary.ProposalHasChanged, later.AllText, StringComparison.Ordinal);
        Assert.Contains("Being there for an hour", later.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    private async Task<(IGlossaryGrain Glossary, Term Term)> Stored(string slug)
    {
        var grains = World.Services.GetRequiredService<IGrainFactory>();
        var initiative = Assert.Single(await World.Services.GetRequiredService<IInitiativeStore>().ListAll(TestContext.Current.CancellationToken));
        var glossary = grains.GetGrain<IGlossaryGrain>(initiative);
        return (glossary, (await glossary.Get(slug))!);
    }

    private static string Received(Person person) => string.Join("\n", person.Chat.Messages.Select(m => m.SeenBy(person).AllText));

    [Fact]
    public async Task A_retired_word_answers_and_leads_to_what_took_its_place()
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest truancy: Skipping school")).Press(En.Glossary.Agree);
        await (await carmen.Asks("suggest chronic absence: Missing a tenth of the days")).Press(En.Glossary.Agree);

        var term = await carmen.Asks("truancy");
        Assert.Contains(En.Glossary.UnknownInsteadButNear("chronic abscence", "chronic absence"), (await term.Fill(En.Glossary.ReplacedBy, "chronic abscence").Press(En.Glossary.RetireIt)).Notice, StringComparison.Ordinal);
        await term.Fill(En.Glossary.ReplacedBy, "Chronic Absence").Fill(En.Glossary.Because, "It blames the child.").Press(En.Glossary.RetireIt);

        var asked = await rui.Asks("what is truancy?");
        Assert.Contains($"{En.Glossary.NoLongerUsed}\n{En.Glossary.UseInstead("chronic absence")}\nIt blames the child.", asked.AllText, StringComparison.Ordinal);
        Assert.Contains("Missing a tenth", (await asked.Press("chronic absence")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("truancy", (await rui.Asks("terms")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everyone_reads_a_word_in_their_own_language_first_and_finds_it_in_any()
    {
        var (carmen, rui) = await Riverside();
        rui.Locale = "pt-PT";
        Assert.Contains(En.Glossary.UnknownLanguage("klingon"), (await (await carmen.Asks("glossary rules")).Fill(En.Glossary.OtherLanguages("English"), "pt, klingon").Press(En.Glossary.Save)).AllText, StringComparison.Ordinal);
        await (await carmen.Asks("glossary rules")).Fill(En.Glossary.OtherLanguages("English"), "pt").Press(En.Glossary.Save);
        await (await carmen.Asks("suggest attendance: Being there")).Press(En.Glossary.Agree);

        var form = await (await carmen.Asks("attendance")).Press(En.Glossary.SayItIn("Português"));
        await (await form.Fill(En.Glossary.Name, "Presença").Fill(En.Glossary.Definition, "Estar lá").Press(En.Glossary.Suggest)).Press(En.Glossary.Agree);

        var his = await rui.Asks("what is presenca?");
        Assert.Contains("Presença", his.AllText, StringComparison.Ordinal);
        Assert.Contains("Estar lá", his.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Being there", his.AllText, StringComparison.Ordinal);
        Assert.Contains("Being there", (await his.Press("English")).AllText, StringComparison.Ordinal);
        Assert.Contains("Being there", (await carmen.Asks("presença")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_writing_to_others_words_are_found_as_one_types_and_put_into_the_message()
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the <b>room</b>")).Press(En.Glossary.Agree);
        await carmen.Asks("suggest attendance list: Who was there");
        // A chat in which the bot is not.
        var chat = Teams.GroupChat("Lunch", rui);

        var all = await rui.Searches("glossary.search", "", chat);
        var found = await rui.Searches("glossary.search", "attendence", chat);

        Assert.Equal(["attendance", "attendance list"], all.Titles);
        Assert.Equal("attendance", found.Titles.First());
        Assert.Equal("In the &lt;b&gt;room&lt;/b&gt;", all.Suggestions[0].Line);
        Assert.Contains("In the <b>room</b>", all.Suggestions[0].CardText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.Proposed, all.Suggestions[1].CardText, StringComparison.Ordinal);
        Assert.Equal(0, all.Suggestions.Sum(s => s.Buttons));
        Assert.Contains(En.Glossary.NoSuchWord, (await rui.Searches("glossary.search", "zzzzzz", chat)).Message, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.InNoneSoJoin, (await Teams.Person("Eve", "elsewhere").Searches("glossary.search", "a", null)).Message, StringComparison.Ordinal);

        // Where somebody writes to others is not where the bot can write to them.
        await carmen.OpensCheckIn();
        Assert.Contains(En.CheckIns.YourCheckIn, (await rui.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_words_of_a_message_are_explained_and_a_new_one_is_suggested_from_it()
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room")).Press(En.Glossary.Agree);
        await (await carmen.Asks("suggest mentor: A grown-up friend")).Press(En.Glossary.Agree);
        await carmen.Asks("suggest outreach: Going out");

        var explained = await rui.Acts("glossary.explain", "<p>Our <b>mentors</b> say that&nbsp;attendance fell; more outreach?</p>");

        Assert.Contains("mentor: A grown-up friend", explained.AllText, StringComparison.Ordinal);
        Assert.Contains("attendance: In the room", explained.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Going out", explained.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.NoWordInMessage, (await rui.Acts("glossary.explain", "<p>Hello</p>")).AllText, StringComparison.Ordinal);

        var form = await rui.Acts("glossary.suggestfrom", "<div>A tutor teaches one child at a time &amp; is paid.</div>");
        Assert.Equal("A tutor teaches one child at a time & is paid.", form.Inputs[En.Glossary.Definition]);
        var again = await form.Fill(En.Glossary.Name, new string('x', 90)).Press(En.Glossary.Suggest);
        Assert.Contains(En.Fields.TooLong(90, 80), again.AllText, StringComparison.Ordinal);
        Assert.Equal("A tutor teaches one child at a time & is paid.", again.Inputs[En.Glossary.Definition]);
        Assert.Contains(En.Glossary.Proposed, (await again.Fill(En.Glossary.Name, "Tutor").Press(En.Glossary.Suggest)).AllText, StringComparison.Ordinal);
        Assert.Contains("teaches one child", (await carmen.Asks("tutor?")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_in_two_initiatives_gets_both_glossaries_named_and_nobody_sees_anothers()
    {
        var (carmen, rui) = await Riverside();
        var nina = Teams.Person("Nina", "health");
        await nina.SetsUp("Harbour Health");
        await (await carmen.Asks("suggest attendance: In the room")).Press(En.Glossary.Agree);
        await (await nina.Asks("suggest attendance: At the clinic")).Press(En.Glossary.Agree);
        await rui.Joins(await nina.AddsPartner("City Library"));

        var found = await rui.Searches("glossary.search", "attendance");
        Assert.Equal(["Riverside Reads · In the room", "Harbour Health · At the clinic"], found.Suggestions.Select(s => s.Line));
        var explained = await rui.Acts("glossary.explain", "attendance");
        Assert.Contains("Riverside Reads\nattendance: In the room\nHarbour Health\nattendance: At the clinic", explained.AllText, StringComparison.Ordinal);
        var form = await rui.Acts("glossary.suggestfrom", "<p>outreach</p>");
        Assert.Contains(En.Glossary.Proposed, (await form.Choose(En.Glossary.WhichInitiative, "Harbour Health").Fill(En.Glossary.Definition, "Going out").Press(En.Glossary.Suggest)).AllText, StringComparison.Ordinal);

        Assert.Contains("Going out", (await nina.Asks("outreach?")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Going out", (await carmen.Asks("what is outreach?")).AllText, StringComparison.Ordinal);
        Assert.Equal(["In the room"], (await carmen.Searches("glossary.search", "attendance")).Suggestions.Select(s => s.Line));
    }

    [Fact]
    public async Task A_form_offers_terms_as_one_types_to_members_only()
    {
        var (carmen, _) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room")).Press(En.Glossary.Agree);
        var form = await carmen.BeginsIndicator();

        var list = await form.Fill(En.Indicators.Question, "Children who came").Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionTerms).Choose(En.Indicators.ChosenTerms, "attendance").SavesIndicator();

        Assert.Contains(En.Indicators.ReliesOn("attendance"), list.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.Glossary.LabelUses}: Children who came", (await carmen.Asks("attendance")).AllText, StringComparison.Ordinal);
        var dataset = "glossary.terms:" + form.Json!.ToJsonString().Split("\"initiative\":\"")[1].Split('"')[0];
        Assert.Equal([("attendance", "attendance")], await carmen.TypesAhead(dataset, "att"));
        Assert.Empty(await Teams.Person("Eve", "elsewhere").TypesAhead(dataset, "att"));
    }

    [Fact]
    public async Task The_words_of_a_question_unfold_on_the_check_in_and_reporters_are_told_when_they_change()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        await carmen.SetsUp();
        await (await carmen.Asks("suggest attendance: In the room for an hour")).Press(En.Glossary.Agree);
        await (await carmen.Asks("suggest session: Planned reading time")).Press(En.Glossary.Agree);
        await carmen.AddsIndicator("Attendance in sessions", words: "attendance");
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await carmen.OpensCheckIn();

        var unfolded = (await rui.Receives()).Unfold(En.CheckIns.WhatCounts).AllText;
        Assert.Contains("attendance: In the room for an hour", unfolded, StringComparison.Ordinal);
        Assert.Contains("session: Planned reading time", unfolded, StringComparison.Ordinal);
        await (await carmen.Asks("suggest attendance: In the room for half an hour")).Press(En.Glossary.Agree);

        var told = await rui.Receives();
        Assert.Contains(En.Indicators.MeaningHasChanged("attendance"), told.AllText, StringComparison.Ordinal);
        Assert.Contains("Attendance in sessions", told.AllText, StringComparison.Ordinal);
        Assert.Contains("half an hour", (await told.Press(En.Indicators.SeeTheTerm)).AllText, StringComparison.Ordinal);
        var digest = (await carmen.Asks("digest")).AllText;
        Assert.Contains(En.Digests.SharedWords, digest, StringComparison.Ordinal);
        Assert.Contains($"attendance {En.Digests.ChangedTerm("In the room for half an hour")}", digest, StringComparison.Ordinal);
        Assert.Contains($"session {En.Digests.NewTerm("Planned reading time")}", digest, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task An_indicator_is_asked_only_once_its_words_are_agreed()
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        await carmen.SetsUp();
        await carmen.AddsIndicator("Children who attended", words: "attendance");
        await carmen.AddsIndicator("Children in sessions");
        await rui.Joins(await carmen.AddsPartner("City Library"));

        var opened = await carmen.OpensCheckIn();

        Assert.Contains(En.CheckIns.NotAskedYet("Children who attended", "attendance"), opened.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Children who attended", (await rui.Receives()).Inputs.Keys);
        await carmen.ClosesCheckIn();
        await (await carmen.Asks("suggest attendance: In the room")).Press(En.Glossary.Agree);
        await carmen.OpensCheckIn();
        var again = await rui.Receives();
        Assert.Contains("Children who attended", again.Inputs.Keys);
        Assert.Contains(En.CheckIns.RoundOf(En.Time.PeriodWeek(48, "2026"), 2), again.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_that_changed_meanwhile_is_not_agreed_unseen()
    {
        var (carmen, rui) = await Riverside();
        var seen = await carmen.Asks("suggest attendance: Being there");
        await rui.Asks("suggest attendance: Being signed up");

        var answer = await seen.Press(En.Glossary.Agree);

        Assert.Contains("Being signed up", answer.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Glossary.Proposed, answer.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_that_is_far_too_long_is_refused_with_its_length_and_stays_in_the_form()
    {
        var (_, rui) = await Riverside();
        var meaning = string.Concat(Enumerable.Repeat("present ", 7_500)).Trim();

        Assert.Contains(En.Fields.TooLong(59999, 2000), (await rui.Asks($"suggest attendance: {meaning}")).Text, StringComparison.Ordinal);
        var form = (await rui.Asks("suggest attendance")).Fill(En.Glossary.Definition, meaning);
        var refused = await form.Press(En.Glossary.Suggest);

        Assert.Contains(En.Fields.TooLong(59999, 2000), refused.Notice, StringComparison.Ordinal);
        Assert.Equal(meaning, refused.Inputs[En.Glossary.Definition]);
        Assert.Contains(En.Glossary.NotThere("“attendance”"), (await rui.Asks("what is attendance?")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_misspelled_is_not_taken_for_a_word_that_is_like_it()
    {
        var (carmen, _) = await Riverside();
        await carmen.Asks("suggest partnering: Working as one");

        Assert.Contains(En.Conversations.NotUnderstoodButNear("“partnars”"), (await carmen.Asks("partnars")).AllText, StringComparison.Ordinal);
        Assert.Contains("Working as one", (await carmen.Asks("partnerings?")).AllText, StringComparison.Ordinal);
    }
}
