using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Glossary;

public sealed class GlossaryGrainTests(Engine engine)
{
    private readonly string _initiative = engine.NewId();

    private IGlossaryGrain Glossary => engine.Grains.GetGrain<IGlossaryGrain>(_initiative);

    [Fact]
    public async Task A_word_that_is_proposed_is_found_at_once_and_not_in_force_until_agreed()
    {
        var proposed = await Propose("Attendance", "A child is there for half an hour.");

        Assert.Equal(("attendance", TermState.Proposed, 1, null), (proposed.Slug, proposed.State, proposed.Version, proposed.InForce));
        Assert.Equal(proposed, (await Glossary.Find("attendance")).Term);
        Assert.Equal(["attendance"], await Glossary.NotAgreed(["attendance"]));
    }

    [Fact]
    public async Task Agreeing_puts_the_definition_in_force()
    {
        await Propose("Attendance", "A child is there.");

        var agreed = await Glossary.Agree("attendance", 1);

        Assert.Equal((TermState.Agreed, "A child is there."), (agreed!.State, agreed.InForce));
        Assert.Empty(await Glossary.NotAgreed(["attendance"]));
    }

    [Fact]
    public async Task Agreeing_to_a_version_that_was_replaced_meanwhile_agrees_to_nothing()
    {
        await Propose("Attendance", "A child is there.");
        await Propose("Attendance", "A child is there and awake.");

        var term = await Glossary.Agree("attendance", 1);

        Assert.Equal((TermState.Proposed, 2, null), (term!.State, term.Version, term.InForce));
    }

    [Fact]
    public async Task What_was_agreed_stays_in_force_while_a_new_definition_is_proposed()
    {
        await Propose("Attendance", "Old");
        await Glossary.Agree("attendance", 1);

        var proposed = await Propose("Attendance", "New");
        var proposedAgain = await Propose("Attendance", "Newer");

        Assert.Equal("Old", proposed.InForce);
        Assert.Equal(("Newer", "Old"), (proposedAgain.Definition, proposedAgain.InForce));
        Assert.Empty(await Glossary.NotAgreed(["attendance"]));
    }

    [Fact]
    public async Task Sending_a_proposal_back_restores_the_agreed_definition()
    {
        await Propose("Attendance", "Old");
        await Glossary.Agree("attendance", 1);
        var proposed = await Propose("Attendance", "New");

        var term = await Glossary.SendBack("attendance", proposed.Version);

        Assert.Equal((TermState.Agreed, "Old", "Old"), (term!.State, term.Definition, term.InForce));
        Assert.True(term.Version > proposed.Version);
    }

    [Fact]
    public async Task Sending_a_first_proposal_back_takes_the_word_out_of_the_glossary()
    {
        await Propose("Attendance", "New");

        Assert.Equal(TermState.Retired, (await Glossary.SendBack("attendance", 1))!.State);

        Assert.Null((await Glossary.Find("attendance")).Term);
        Assert.Empty(await Glossary.All());
        Assert.Equal(["attendance"], await Glossary.NotAgreed(["attendance"]));
    }

    [Fact]
    public async Task A_word_that_was_sent_back_can_be_proposed_again()
    {
        await Propose("Attendance", "New");
        await Glossary.SendBack("attendance", 1);

        var again = await Propose("Attendance", "New");

        Assert.Equal((TermState.Proposed, 3), (again.State, again.Version));
    }

    [Fact]
    public async Task An_agreed_word_is_not_sent_back_by_a_card_from_before()
    {
        await Propose("Attendance", "Old");
        await Glossary.Agree("attendance", 1);

        var term = await Glossary.SendBack("attendance", 1);

        Assert.Equal((TermState.Agreed, "Old"), (term!.State, term.InForce));
    }

    [Fact]
    public async Task The_same_words_again_are_the_same_proposal()
    {
        await Propose("Attendance", "New");
        await Propose("attendance", "New");

        Assert.Equal(1, engine.Stores.Writes(_initiative));
    }

    [Fact]
    public async Task A_word_that_is_not_there_cannot_be_agreed_or_sent_back()
    {
        Assert.Null(await Glossary.Agree("nothing", 1));
        Assert.Null(await Glossary.SendBack("nothing", 1));
    }

    [Theory]
    [InlineData("Attendance")]
    [InlineData("ATTENDANCE")]
    [InlineData("the attendance")]
    [InlineData("attendances")]
    public async Task A_word_is_found_in_any_case_with_an_article_and_in_the_plural(string asked)
    {
        await Propose("Attendance", "A child is there.");

        Assert.Equal("attendance", (await Glossary.Find(asked)).Term?.Slug);
    }

    [Fact]
    public async Task A_word_in_the_plural_is_found_in_the_singular_with_its_article()
    {
        await Propose("Reading hours", "Hours of reading.");

        Assert.Equal("reading-hours", (await Glossary.Find("a reading hour")).Term?.Slug);
    }

    [Fact]
    public async Task Near_names_are_offered_best_first_and_three_at_most()
    {
        foreach (var name in new[] { "Attendance", "Attendant", "Outreach", "Attention", "School attendance", "Grade level" })
        {
            await Propose(name, "Something.");
        }

        Assert.Equal("Attendance", (await Glossary.Find("atendance")).Near[0]);
        Assert.Equal(["Grade level"], (await Glossary.Find("grade lvel")).Near);
        Assert.True((await Glossary.Find("attend")).Near.Count <= 3);
        Assert.Empty((await Glossary.Find("xyz")).Near);
    }

    [Fact]
    public async Task All_words_come_by_name_without_those_sent_back()
    {
        await Propose("outreach", "Going out.");
        await Propose("Attendance", "Being there.");
        await Propose("Mistake", "Wrong.");
        await Glossary.SendBack("mistake", 1);

        Assert.Equal(["Attendance", "outreach"], (await Glossary.All()).Select(t => t.Name));
    }

    [Fact]
    public async Task The_glossary_outlives_a_restart()
    {
        await Propose("Attendance", "Old");
        await Glossary.Agree("attendance", 1);
        await Propose("Attendance", "New");
        await engine.Forget(Glossary);

        var found = await Glossary.Find("attendance");

        Assert.Equal(("New", "Old"), (found.Term!.Definition, found.Term.InForce));
    }

    [Fact]
    public async Task What_storage_refused_is_not_remembered()
    {
        engine.Stores.Away(_initiative);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Propose("Attendance", "New"));
        engine.Stores.Away(_initiative, away: false);
        await engine.Forgotten(Glossary);

        Assert.Empty(await Glossary.All());
    }

    private Task<Term> Propose(string name, string definition) => Glossary.Propose(name, definition, Riverside.Bruno, "Bruno Costa");
}
