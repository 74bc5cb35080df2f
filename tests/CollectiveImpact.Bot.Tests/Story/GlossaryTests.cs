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
        Assert.Contains("Proposed, not agreed yet", proposed.AllText, StringComparison.Ordinal);
        var agreed = await (await carmen.Asks("what does attendance mean?")).Press("Agree");
        Assert.Contains("Agreed", agreed.AllText, StringComparison.Ordinal);

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

        Assert.Contains("You wrote “chronic absentism”.", (await rui.Asks("what is chronic absentism?")).AllText, StringComparison.Ordinal);
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
        Assert.Equal("truancy", (await again.Press("Suggest it")).Inputs["Term"], ignoreCase: true);

        Assert.Contains("Only backbone staff", (await rui.Asks("words asked for in vain")).Text, StringComparison.Ordinal);
        var missed = await carmen.Asks("words asked for in vain");
        Assert.Contains("Truancy\n2 times", missed.AllText, StringComparison.Ordinal);
        Assert.Contains("attendance\nonce", missed.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Rui", missed.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Truancy", (await missed.Press("Not one of ours", 1)).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_a_word_means_is_filled_in_by_a_form_and_found_by_each_of_its_names()
    {
        var (carmen, rui) = await Riverside();
        await carmen.Asks("suggest school lunch: A meal at noon");
        var form = (await rui.Asks("suggest free lunch")).Unfold("Say more about it");
        Assert.Equal("free lunch", form.Inputs["Term"]);

        var refused = await form.Fill("What it means", "A meal that costs the family nothing").Fill("Other names and abbreviations", "FRL, School  Lunch").Press("Suggest");
        Assert.Contains("“school lunch” is a term of its own already", refused.AllText, StringComparison.Ordinal);
        Assert.Equal("A meal that costs the family nothing", refused.Inputs["What it means"]);
        var proposed = await refused
            .Fill("Other names and abbreviations", "FRL; no-cost lunch")
            .Fill("What it does not mean", "A reduced price")
            .Fill("Examples", "Breakfast counts too")
            .Fill("Source", "National School Lunch Act")
            .Fill("Who keeps it", "Food Bank")
            .Choose("See these terms as well", "school lunch")
            .Press("Suggest");

        foreach (var words in new[] { "Not: A reduced price", "For example: Breakfast counts too", "Also called: FRL, no-cost lunch", "Source: National School Lunch Act", "kept by Food Bank" })
        {
            Assert.Contains(words, proposed.AllText, StringComparison.Ordinal);
        }

        Assert.Contains("A meal at noon", (await proposed.Press("See: school lunch")).AllText, StringComparison.Ordinal);
        Assert.Contains("costs the family nothing", (await carmen.Asks("frl?")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_shows_what_it_changes_partners_say_what_they_think_and_versions_can_be_compared()
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room for an hour")).Press("Agree");
        var change = (await (await rui.Asks("what is attendance?")).Press("Suggest a change")).Fill("What it means", "In the room for half an hour");
        var proposed = await change.Press("Suggest");
        Assert.Contains("Meaning: In the room for [+half +]an hour", proposed.AllText, StringComparison.Ordinal);

        var asks = await (await carmen.Asks("what is attendance?")).Press("Ask the partners");
        Assert.Contains("Every partner has said what it thinks, or has nobody whom I can ask.", (await (await rui.Asks("what is attendance?")).Press("Agree")).AllText + (await asks.Press("Ask the partners")).AllText, StringComparison.Ordinal);
        var agreed = await (await carmen.Asks("what is attendance?")).Press("Agree");

        Assert.Contains("version 2", agreed.AllText, StringComparison.Ordinal);
        var versions = await agreed.Press("Earlier versions");
        Assert.Contains("2 versions", versions.AllText, StringComparison.Ordinal);
        Assert.Contains("In the room for an hour", versions.AllText, StringComparison.Ordinal);
        Assert.Contains("half an hour", (await versions.Press("Back to the term")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_partners_decide_when_that_is_the_rule_and_each_has_one_voice()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        var rules = await carmen.Asks("glossary rules");
        Assert.Contains("from 1 to 2", (await rules.Choose("Who decides on a term?", "The partners, once so many agree").Fill("How many partners must agree?", "9").Press("Save")).AllText, StringComparison.Ordinal);
        Assert.Contains("Saved.", (await rules.Choose("Who decides on a term?", "The partners, once so many agree").Fill("How many partners must agree?", "2").Press("Save")).AllText, StringComparison.Ordinal);

        var proposed = await carmen.Asks("suggest attendance: In the room");
        Assert.Contains("the partners decide", (await proposed.Press("Agree")).Notice, StringComparison.Ordinal);
        Assert.Contains("2 people get the proposal as a card", (await proposed.Press("Ask the partners")).AllText, StringComparison.Ordinal);
        var first = await (await rui.Receives()).Press("Agree");
        Assert.Contains("1 of 2 partners agree so far", first.AllText, StringComparison.Ordinal);
        var no = await (await sam.Receives()).Fill("Why?", "We can't tell who is in the room").Press("Send back");
        Assert.Contains("Eastside School would send it back: We can't tell who is in the room", no.AllText, StringComparison.Ordinal);
        var yes = await no.Press("Agree");

        Assert.Contains("Agreed, and the next digest says so.", yes.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_proposed_a_word_is_told_why_it_was_sent_back_and_can_put_it_right()
    {
        var (carmen, rui) = await Riverside();
        await rui.Asks("suggest attendance: Being there");

        var sent = await (await carmen.Asks("attendance?")).Fill("Why?", "For how long?").Press("Send back");

        Assert.Contains("was sent back", sent.AllText, StringComparison.Ordinal);
        var told = await rui.Receives();
        Assert.Contains("For how long?", told.AllText, StringComparison.Ordinal);
        Assert.Contains("Being there", told.AllText, StringComparison.Ordinal);
        Assert.Equal("attendance", (await told.Press("Suggest it anew")).Inputs["Term"]);
        Assert.Contains("is not in the glossary yet", (await rui.Asks("what is attendance?")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_was_agreed_before_a_crash_is_told_when_it_is_pressed_again_and_once()
    {
        const string told = "What “attendance” means has changed";
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room for an hour")).Press("Agree");
        await carmen.AddsIndicator("Days there", words: "attendance");
        await carmen.Asks("suggest attendance: In the room for half an hour");
        var (hers, his) = (await carmen.Asks("attendance"), await rui.Asks("attendance"));

        // The decision is stored, and the process dies before its messages are planned.
        var (glossary, term) = await Stored("attendance");
        await glossary.Agree("attendance", term.Version, World.Clock.GetCurrentInstant());
        Assert.DoesNotContain(told, Received(rui), StringComparison.Ordinal);

        Assert.Contains("Agreed: the new version is in force", (await hers.Press("Agree")).AllText, StringComparison.Ordinal);
        Assert.Contains(told, (await rui.Receives()).AllText, StringComparison.Ordinal);
        await hers.PressTimes("Agree", 2);
        await his.Press("Agree");
        await World.AllIsSent();
        Assert.Equal(2, Received(rui).Split(told).Length);

        // What another wording has followed is told no more.
        await (await carmen.Asks("suggest attendance: In the room for a minute")).Press("Agree");
        await rui.Receives();
        Assert.DoesNotContain("Agreed:", (await his.Press("Agree")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_was_sent_back_before_a_crash_is_told_when_it_is_pressed_again_and_once()
    {
        const string told = "“attendance” was sent back";
        var (carmen, rui) = await Riverside();
        await rui.Asks("suggest attendance: Being there");
        var card = await carmen.Asks("attendance?");

        // The decision is stored, and the process dies before its message is planned.
        var (glossary, term) = await Stored("attendance");
        var opinion = new Opinion(new PersonKey("backbone", "carmen"), "Carmen", null, Agrees: false, "For how long?");
        await glossary.Say("attendance", term.Version, opinion, 0, World.Clock.GetCurrentInstant());
        await glossary.SendBack("attendance", term.Version, World.Clock.GetCurrentInstant(), opinion.By);
        Assert.DoesNotContain(told, Received(rui), StringComparison.Ordinal);

        var sent = await card.Fill("Why?", "How long?").Press("Send back");
        Assert.Contains(told, sent.AllText, StringComparison.Ordinal);
        Assert.Contains("For how long?", (await rui.Receives()).AllText, StringComparison.Ordinal);
        await card.Fill("Why?", "How long?").PressTimes("Send back", 2);
        await World.AllIsSent();
        Assert.Equal(2, Received(rui).Split(told).Length);

        // A later proposal is another one.
        await rui.Asks("suggest attendance: Being there for an hour");
        var later = await card.Fill("Why?", "How long?").Press("Send back");
        Assert.Contains("The proposal has changed since you saw it", later.AllText, StringComparison.Ordinal);
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
        await (await carmen.Asks("suggest truancy: Skipping school")).Press("Agree");
        await (await carmen.Asks("suggest chronic absence: Missing a tenth of the days")).Press("Agree");

        var term = await carmen.Asks("truancy");
        Assert.Contains("Nothing has changed yet", (await term.Fill("Which term takes its place?", "chronic abscence").Press("Retire it")).Notice, StringComparison.Ordinal);
        await term.Fill("Which term takes its place?", "Chronic Absence").Fill("Why is it used no more?", "It blames the child.").Press("Retire it");

        var asked = await rui.Asks("what is truancy?");
        Assert.Contains("No longer used\nUse “chronic absence” instead.\nIt blames the child.", asked.AllText, StringComparison.Ordinal);
        Assert.Contains("Missing a tenth", (await asked.Press("chronic absence")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("truancy", (await rui.Asks("terms")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everyone_reads_a_word_in_their_own_language_first_and_finds_it_in_any()
    {
        var (carmen, rui) = await Riverside();
        rui.Locale = "pt-PT";
        Assert.Contains("I don't know the language “klingon”", (await (await carmen.Asks("glossary rules")).Fill("Other languages, besides English", "pt, klingon").Press("Save")).AllText, StringComparison.Ordinal);
        await (await carmen.Asks("glossary rules")).Fill("Other languages, besides English", "pt").Press("Save");
        await (await carmen.Asks("suggest attendance: Being there")).Press("Agree");

        var form = await (await carmen.Asks("attendance")).Press("Say it in Português");
        await (await form.Fill("Term", "Presença").Fill("What it means", "Estar lá").Press("Suggest")).Press("Agree");

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
        await (await carmen.Asks("suggest attendance: In the <b>room</b>")).Press("Agree");
        await carmen.Asks("suggest attendance list: Who was there");
        // A chat in which the bot is not.
        var chat = Teams.GroupChat("Lunch", rui);

        var all = await rui.Searches("glossary.search", "", chat);
        var found = await rui.Searches("glossary.search", "attendence", chat);

        Assert.Equal(["attendance", "attendance list"], all.Titles);
        Assert.Equal("attendance", found.Titles.First());
        Assert.Equal("In the &lt;b&gt;room&lt;/b&gt;", all.Suggestions[0].Line);
        Assert.Contains("In the <b>room</b>", all.Suggestions[0].CardText, StringComparison.Ordinal);
        Assert.Contains("Proposed, not agreed yet", all.Suggestions[1].CardText, StringComparison.Ordinal);
        Assert.Equal(0, all.Suggestions.Sum(s => s.Buttons));
        Assert.Contains("no such word", (await rui.Searches("glossary.search", "zzzzzz", chat)).Message, StringComparison.Ordinal);
        Assert.Contains("You aren't in an initiative yet", (await Teams.Person("Eve", "elsewhere").Searches("glossary.search", "a", null)).Message, StringComparison.Ordinal);

        // Where somebody writes to others is not where the bot can write to them.
        await carmen.Asks("open check-in");
        Assert.Contains("Your check-in", (await rui.Receives()).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_words_of_a_message_are_explained_and_a_new_one_is_suggested_from_it()
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room")).Press("Agree");
        await (await carmen.Asks("suggest mentor: A grown-up friend")).Press("Agree");
        await carmen.Asks("suggest outreach: Going out");

        var explained = await rui.Acts("glossary.explain", "<p>Our <b>mentors</b> say that&nbsp;attendance fell; more outreach?</p>");

        Assert.Contains("mentor: A grown-up friend", explained.AllText, StringComparison.Ordinal);
        Assert.Contains("attendance: In the room", explained.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Going out", explained.AllText, StringComparison.Ordinal);
        Assert.Contains("None of our shared words", (await rui.Acts("glossary.explain", "<p>Hello</p>")).AllText, StringComparison.Ordinal);

        var form = await rui.Acts("glossary.suggestfrom", "<div>A tutor teaches one child at a time &amp; is paid.</div>");
        Assert.Equal("A tutor teaches one child at a time & is paid.", form.Inputs["What it means"]);
        var again = await form.Fill("Term", new string('x', 90)).Press("Suggest");
        Assert.Contains("Please keep it to 80 characters", again.AllText, StringComparison.Ordinal);
        Assert.Equal("A tutor teaches one child at a time & is paid.", again.Inputs["What it means"]);
        Assert.Contains("Proposed, not agreed yet", (await again.Fill("Term", "Tutor").Press("Suggest")).AllText, StringComparison.Ordinal);
        Assert.Contains("teaches one child", (await carmen.Asks("tutor?")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_in_two_initiatives_gets_both_glossaries_named_and_nobody_sees_anothers()
    {
        var (carmen, rui) = await Riverside();
        var nina = Teams.Person("Nina", "health");
        await nina.SetsUp("Harbour Health");
        await (await carmen.Asks("suggest attendance: In the room")).Press("Agree");
        await (await nina.Asks("suggest attendance: At the clinic")).Press("Agree");
        await rui.Joins(await nina.AddsPartner("City Library"));

        var found = await rui.Searches("glossary.search", "attendance");
        Assert.Equal(["Riverside Reads · In the room", "Harbour Health · At the clinic"], found.Suggestions.Select(s => s.Line));
        var explained = await rui.Acts("glossary.explain", "attendance");
        Assert.Contains("Riverside Reads\nattendance: In the room\nHarbour Health\nattendance: At the clinic", explained.AllText, StringComparison.Ordinal);
        var form = await rui.Acts("glossary.suggestfrom", "<p>outreach</p>");
        Assert.Contains("Proposed", (await form.Choose("In which initiative?", "Harbour Health").Fill("What it means", "Going out").Press("Suggest")).AllText, StringComparison.Ordinal);

        Assert.Contains("Going out", (await nina.Asks("outreach?")).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Going out", (await carmen.Asks("what is outreach?")).AllText, StringComparison.Ordinal);
        Assert.Equal(["In the room"], (await carmen.Searches("glossary.search", "attendance")).Suggestions.Select(s => s.Line));
    }

    [Fact]
    public async Task A_form_offers_terms_as_one_types_to_members_only()
    {
        var (carmen, _) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room")).Press("Agree");
        var form = await (await carmen.Asks("indicators")).Press("Add indicator");

        var list = await form.Fill("Question", "Children who came").Choose("Kind of answer", "Number").Choose("Which way is good?", "More is good").Choose("Choose from our glossary", "attendance").Press("Save");

        Assert.Contains("relies on attendance", list.AllText, StringComparison.Ordinal);
        Assert.Contains("We measure by it: Children who came", (await carmen.Asks("attendance")).AllText, StringComparison.Ordinal);
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
        await (await carmen.Asks("suggest attendance: In the room for an hour")).Press("Agree");
        await (await carmen.Asks("suggest session: Planned reading time")).Press("Agree");
        await carmen.AddsIndicator("Attendance in sessions", words: "attendance");
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await carmen.Asks("open check-in");

        var unfolded = (await rui.Receives()).Unfold("What counts?").AllText;
        Assert.Contains("attendance: In the room for an hour", unfolded, StringComparison.Ordinal);
        Assert.Contains("session: Planned reading time", unfolded, StringComparison.Ordinal);
        await (await carmen.Asks("suggest attendance: In the room for half an hour")).Press("Agree");

        var told = await rui.Receives();
        Assert.Contains("What “attendance” means has changed", told.AllText, StringComparison.Ordinal);
        Assert.Contains("Attendance in sessions", told.AllText, StringComparison.Ordinal);
        Assert.Contains("half an hour", (await told.Press("See the term")).AllText, StringComparison.Ordinal);
        var digest = (await carmen.Asks("digest")).AllText;
        Assert.Contains("Our shared words", digest, StringComparison.Ordinal);
        Assert.Contains("attendance (changed): In the room for half an hour", digest, StringComparison.Ordinal);
        Assert.Contains("session (new): Planned reading time", digest, StringComparison.Ordinal);
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

        var opened = await carmen.Asks("open check-in");

        Assert.Contains("Not asked yet: Children who attended. Its words are not agreed in the glossary: attendance.", opened.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Children who attended", (await rui.Receives()).Inputs.Keys);
        await carmen.Asks("close check-in");
        await (await carmen.Asks("suggest attendance: In the room")).Press("Agree");
        await carmen.Asks("open check-in");
        var again = await rui.Receives();
        Assert.Contains("Children who attended", again.Inputs.Keys);
        Assert.Contains("week 48 of 2026 (round 2)", again.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_that_changed_meanwhile_is_not_agreed_unseen()
    {
        var (carmen, rui) = await Riverside();
        var seen = await carmen.Asks("suggest attendance: Being there");
        await rui.Asks("suggest attendance: Being signed up");

        var answer = await seen.Press("Agree");

        Assert.Contains("Being signed up", answer.AllText, StringComparison.Ordinal);
        Assert.Contains("not agreed yet", answer.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_that_is_far_too_long_is_refused_with_its_length_and_stays_in_the_form()
    {
        var (_, rui) = await Riverside();
        var meaning = string.Concat(Enumerable.Repeat("present ", 7_500)).Trim();

        Assert.Contains("Please keep it to 2,000 characters; this has 59,999.", (await rui.Asks($"suggest attendance: {meaning}")).Text, StringComparison.Ordinal);
        var form = (await rui.Asks("suggest attendance")).Fill("What it means", meaning);
        var refused = await form.Press("Suggest");

        Assert.Contains("this has 59,999", refused.Notice, StringComparison.Ordinal);
        Assert.Equal(meaning, refused.Inputs["What it means"]);
        Assert.Contains("is not in the glossary yet", (await rui.Asks("what is attendance?")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_misspelled_is_not_taken_for_a_word_that_is_like_it()
    {
        var (carmen, _) = await Riverside();
        await carmen.Asks("suggest partnering: Working as one");

        Assert.Contains("I didn't understand", (await carmen.Asks("partnars")).AllText, StringComparison.Ordinal);
        Assert.Contains("Working as one", (await carmen.Asks("partnerings?")).AllText, StringComparison.Ordinal);
    }
}
