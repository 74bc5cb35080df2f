using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Glossary;

public sealed class GlossaryGrainTests(Engine engine)
{
    private readonly InitiativeId _initiative = engine.NewId();

    private IGlossaryGrain Glossary => engine.Grains.GetGrain<IGlossaryGrain>(_initiative);

    [Fact]
    public async Task A_word_that_is_proposed_is_found_at_once_and_not_in_force_until_agreed()
    {
        var proposed = await Propose("Attendance", "A child is there for half an hour.");

        Assert.Equal(("attendance", TermState.Proposed, 1, null), (proposed.Slug, proposed.State, proposed.Version, proposed.InForce));
        Assert.Equivalent(proposed, (await Glossary.Find("attendance")).Term, strict: true);
        Assert.Equal(["attendance"], await Glossary.NotAgreed(["attendance"]));
    }

    [Fact]
    public async Task Agreeing_puts_the_definition_in_force()
    {
        await Propose("Attendance", "A child is there.");

        var agreed = await Agree(1);

        Assert.Equal((TermState.Agreed, "A child is there.", 1, Now), (agreed!.State, agreed.InForce!.Definition, agreed.Edition, agreed.AgreedAt));
        Assert.Empty(await Glossary.NotAgreed(["attendance"]));
    }

    [Fact]
    public async Task Agreeing_to_a_version_that_was_replaced_meanwhile_agrees_to_nothing()
    {
        await Propose("Attendance", "A child is there.");
        await Propose("Attendance", "A child is there and awake.");

        var term = await Agree(1);

        Assert.Equal((TermState.Proposed, 2, null), (term!.State, term.Version, term.InForce));
    }

    [Fact]
    public async Task What_was_agreed_stays_in_force_while_a_new_definition_is_proposed()
    {
        await Propose("Attendance", "Old");
        await Agree(1);

        var proposed = await Propose("Attendance", "New");
        var proposedAgain = await Propose("Attendance", "Newer");

        Assert.Equal(("Old", "New"), (proposed.InForce!.Definition, proposed.Proposal!.Wording.Definition));
        Assert.Equal(("Old", "Newer"), (proposedAgain.InForce!.Definition, proposedAgain.Proposal!.Wording.Definition));
        Assert.Empty(await Glossary.NotAgreed(["attendance"]));
    }

    [Fact]
    public async Task Sending_a_proposal_back_leaves_what_was_agreed()
    {
        await Propose("Attendance", "Old");
        await Agree(1);
        var proposed = await Propose("Attendance", "New");

        var term = await Glossary.SendBack("attendance", proposed.Version, Now);

        Assert.Equal((TermState.Agreed, "Old", null), (term!.State, term.InForce!.Definition, term.Proposal));
        Assert.True(term.Version > proposed.Version);
    }

    [Fact]
    public async Task Sending_a_first_proposal_back_takes_the_word_out_of_the_glossary()
    {
        await Propose("Attendance", "New");

        Assert.Equal(TermState.SentBack, (await Glossary.SendBack("attendance", 1, Now))!.State);

        Assert.Null((await Glossary.Find("attendance")).Term);
        Assert.Null(await Glossary.Get("attendance"));
        Assert.Empty(await Glossary.All());
        Assert.Equal(["attendance"], await Glossary.NotAgreed(["attendance"]));
    }

    [Fact]
    public async Task A_word_that_was_sent_back_can_be_proposed_again()
    {
        await Propose("Attendance", "New");
        await Glossary.SendBack("attendance", 1, Now);

        var again = await Propose("Attendance", "New");

        Assert.Equal((TermState.Proposed, 3), (again.State, again.Version));
    }

    [Fact]
    public async Task An_agreed_word_is_not_sent_back_by_a_card_from_before()
    {
        await Propose("Attendance", "Old");
        await Agree(1);

        var term = await Glossary.SendBack("attendance", 1, Now);

        Assert.Equal((TermState.Agreed, "Old"), (term!.State, term.InForce!.Definition));
    }

    [Fact]
    public async Task The_same_words_again_are_the_same_proposal()
    {
        await Propose("Attendance", "New");
        await Propose("Attendance", "New");

        Assert.Equal(1, engine.Stores.Writes(_initiative));
    }

    [Fact]
    public async Task A_word_that_is_not_there_cannot_be_agreed_or_sent_back()
    {
        Assert.Null(await Glossary.Agree("nothing", 1, Now));
        Assert.Null(await Glossary.SendBack("nothing", 1, Now));
        Assert.Null(await Glossary.Retire("nothing", 1, new Retirement(null, "", Now)));
    }

    [Fact]
    public async Task Enough_partners_agree_and_one_partner_has_one_voice()
    {
        await Propose("Attendance", "New");

        await Glossary.Say("attendance", 1, Voice("library"), 2, Now);
        var again = await Glossary.Say("attendance", 1, Voice("library"), 2, Now);
        Assert.Equal((TermState.Proposed, 1), (again!.State, again.Proposal!.Partners));
        var no = await Glossary.Say("attendance", 1, Voice("school", agrees: false, "too narrow"), 2, Now);
        Assert.Equal((1, 2), (no!.Proposal!.Partners, no.Proposal.Opinions.Count));
        var yes = await Glossary.Say("attendance", 1, Voice("school"), 2, Now);

        Assert.Equal((TermState.Agreed, 1), (yes!.State, yes.Edition));
    }

    [Fact]
    public async Task What_was_said_of_one_proposal_does_not_count_for_the_next()
    {
        await Propose("Attendance", "New");
        await Glossary.Say("attendance", 1, Voice("library"), 2, Now);
        var changed = await Propose("Attendance", "Newer");

        Assert.Empty(changed.Proposal!.Opinions);
        Assert.Empty((await Glossary.Say("attendance", 1, Voice("school"), 2, Now))!.Proposal!.Opinions);
    }

    [Theory]
    [InlineData("ATTENDANCE", "attendance")]
    [InlineData("Café", "cafe")]
    [InlineData("Presence", "Present")]
    public async Task Two_terms_with_one_name_would_answer_in_two_ways(string first, string second)
    {
        await Propose(first, "One", "Present");

        var outcome = await Glossary.Propose(new Draft("other", null, new Wording(second, "Two"), Riverside.Bruno, "Bruno", Now) { Slug = null });

        if (second == "attendance")
        {
            // The same but for its case: a change of that term.
            Assert.Equal("attendance", Assert.IsType<ProposeOutcome.Proposed>(outcome).Term.Slug);
        }
        else
        {
            Assert.Equal(first, Assert.IsType<ProposeOutcome.Taken>(outcome).By.Name);
        }
    }

    [Fact]
    public async Task A_synonym_that_leads_in_a_circle_is_refused()
    {
        await Propose("Attendance", "One");
        await Propose("Presence", "Two");

        var outcome = await Glossary.Propose(new Draft("attendance", 1, new Wording("Attendance", "One") { Synonyms = ["presence"] }, Riverside.Bruno, "Bruno", Now));

        Assert.Equal(("presence", "Presence"), (Assert.IsType<ProposeOutcome.Taken>(outcome).Name, ((ProposeOutcome.Taken)outcome).By.Name));
    }

    [Fact]
    public async Task Who_writes_over_a_version_that_has_changed_is_told_so()
    {
        await Propose("Attendance", "One");
        await Propose("Attendance", "Two");

        var outcome = await Glossary.Propose(new Draft("attendance", 1, new Wording("Attendance", "Three"), Riverside.Bruno, "Bruno", Now));

        Assert.Equal("Two", Assert.IsType<ProposeOutcome.Stale>(outcome).Now.Proposal!.Wording.Definition);
    }

    [Fact]
    public async Task A_renamed_term_keeps_its_key_and_is_found_by_its_new_name()
    {
        await Propose("Attendance", "One");
        await Agree(1);
        await Glossary.Propose(new Draft("attendance", 2, new Wording("Presence", "One"), Riverside.Bruno, "Bruno", Now));
        await Glossary.Agree("attendance", 3, Now);

        Assert.Equal("attendance", (await Glossary.Find("presence")).Term?.Slug);
        Assert.Null((await Glossary.Find("attendance")).Term);
        Assert.Equal("attendance", (await Propose("Presence", "Two")).Slug);
        Assert.Equal("attendance", Assert.Single(await Glossary.All()).Slug);
    }

    [Fact]
    public async Task A_retired_word_still_answers_and_says_what_took_its_place()
    {
        await Propose("Truancy", "Old");
        await Glossary.Agree("truancy", 1, Now);

        var retired = await Glossary.Retire("truancy", 2, new Retirement("absence", "Too harsh.", Now));

        Assert.Equal((TermState.Retired, "absence"), (retired!.State, retired.Retired!.ReplacedBy));
        Assert.Equal(TermState.Retired, (await Glossary.Find("truancy")).Term!.State);
        Assert.Empty(await Glossary.All());
        Assert.Equal(["truancy"], await Glossary.NotAgreed(["truancy"]));
        Assert.Equal(TermState.Agreed, (await Glossary.Retire("truancy", 3, null))!.State);
    }

    [Fact]
    public async Task Every_other_name_and_every_language_leads_to_the_term()
    {
        var wording = new Wording("Free and reduced lunch", "A meal.")
        {
            Synonyms = ["FRL", "school lunch"],
            Translations = new Dictionary<string, Translation> { ["pt"] = new("Refeição escolar", "Uma refeição.", "", "", ["almoço"]) },
        };
        await Glossary.Propose(new Draft(null, null, wording, Riverside.Bruno, "Bruno", Now));

        foreach (var asked in new[] { "frl", "School Lunch", "refeicao escolar", "ALMOÇO" })
        {
            Assert.Equal("free-and-reduced-lunch", (await Glossary.Find(asked)).Term?.Slug);
        }
    }

    [Fact]
    public async Task The_words_of_a_text_are_those_that_are_agreed()
    {
        await Propose("Attendance", "One");
        await Propose("Mentor", "Two");
        await Agree(1);

        Assert.Equal(["attendance"], (await Glossary.In("Our attendance fell, said the mentor.", 10)).Select(o => o.Term.Slug));
    }

    [Fact]
    public async Task What_is_asked_for_in_vain_is_counted_until_it_is_there()
    {
        await Glossary.Missed("Truancy", Now);
        await Glossary.Missed("truancy", Now);
        await Glossary.Missed("bus", Now);

        Assert.Equal([("truancy", 2), ("bus", 1)], (await Glossary.Misses()).Select(m => (m.Word, m.Times)));
        await Glossary.Forget("bus");
        await engine.Forget(Glossary);
        Assert.Equal("truancy", Assert.Single(await Glossary.Misses()).Word);
        await Propose("Truancy", "Not being there without leave.");
        Assert.Empty(await Glossary.Misses());
    }

    [Fact]
    public async Task How_often_a_word_was_found_is_counted_by_month_and_a_guess_is_neither_found_nor_in_vain()
    {
        await Propose("Attendance", "One");
        await Propose("Mentor list", "Two");
        await Propose("Mentor hours", "Three");
        foreach (var asked in new[] { "attendance", "Attendances", "truancy", "atendance", "mentor", new string('x', Wording.LongestName + 1) })
        {
            await Glossary.Ask(asked, Now);
        }

        await Glossary.Ask("attendance", Now - Duration.FromDays(100));
        await Glossary.Ask("attendance", Now - Duration.FromDays(200));
        Assert.Equal(3, engine.Stores.Writes(_initiative));
        Assert.Equal(0, engine.Stores.Writes("asked:" + _initiative));

        Assert.Equal((new LocalDate(2026, 8, 1), 3, 1), Counts(await Glossary.Health(Now)));
        await Glossary.Ask("attendance", Now);
        await engine.Forget(Glossary);
        Assert.Equal((new LocalDate(2026, 8, 1), 4, 1), Counts(await Glossary.Health(Now)));

        static (LocalDate, int, int) Counts(GlossaryHealth health) => (health.Since, health.Found, health.Missed);
    }

    [Fact]
    public async Task What_was_counted_is_stored_behind_the_answer_and_once_storage_is_back()
    {
        engine.Stores.Away("asked:" + _initiative);
        await Propose("Attendance", "One");
        await Glossary.Ask("attendance", Now);
        await Assert.ThrowsAnyAsync<Exception>(async () => Assert.Equal(1, (await Glossary.Health(Now)).Found));
        await Glossary.Ask("attendance", Now);
        engine.Stores.Away("asked:" + _initiative, away: false);

        Assert.Equal(2, (await Glossary.Health(Now)).Found);
    }

    [Fact]
    public async Task A_minute_later_what_was_counted_is_stored_and_who_asks_meanwhile_does_not_wait_for_it()
    {
        await using var own = new OwnEngine();
        await own.InitializeAsync();
        var glossary = own.Grains.GetGrain<IGlossaryGrain>(own.NewInitiative().Id);
        var storage = new TaskCompletionSource();
        own.Stores.Counted = storage.Task;
        await glossary.Ask("truancy", Now);
        Assert.False(own.Stores.Counting.Task.IsCompleted);

        own.Time.Advance(TimeSpan.FromMinutes(1));
        await own.Stores.Counting.Task.InTime();
        await glossary.Ask("truancy", Now).InTime();

        storage.SetResult();
        Assert.Equal(2, (await glossary.Health(Now)).Missed);
    }

    [Fact]
    public async Task How_soon_proposals_are_decided_is_counted_whether_they_are_agreed_or_sent_back()
    {
        Assert.Equal((0, null, null), Pace(await Glossary.Health(Now)));
        await Propose("Attendance", "One");
        await Propose("Mentor", "Two");
        await Propose("Session", "Three");
        Assert.Equal((0, null, Now), Pace(await Glossary.Health(Now)));

        await Glossary.Agree("attendance", 1, Now + Duration.FromDays(2), Riverside.Bruno);
        await Glossary.SendBack("mentor", 1, Now + Duration.FromDays(5), Riverside.Bruno);
        await Glossary.Say("session", 1, Voice("school"), 1, Now + Duration.FromDays(9));
        await Glossary.BringIn([Draft("Brought", "Four")], inForce: true);
        await engine.Forget(Glossary);

        Assert.Equal((3, Duration.FromDays(5), null), Pace(await Glossary.Health(Now + Duration.FromDays(10))));
        // What was decided earlier than 90 days ago is past.
        Assert.Equal((2, Duration.FromDays(5), null), Pace(await Glossary.Health(Now + Duration.FromDays(93))));
        Assert.Equal(new TermDecision(1, Agreed: false, Now, Now + Duration.FromDays(5), Riverside.Bruno), await Glossary.DecidedOn("mentor", 1));
        Assert.Equal(Riverside.Maria, (await Glossary.DecidedOn("session", 1))!.By);
        Assert.Null(await Glossary.DecidedOn("session", 2));

        static (int, Duration?, Instant?) Pace(GlossaryHealth health) => (health.Decided.Count, health.HalfWithin, health.OldestProposal);
    }

    [Fact]
    public async Task Many_words_are_brought_in_at_once_and_again_change_nothing()
    {
        Draft[] drafts = [Draft("Attendance", "One"), Draft("Mentor", "Two")];

        Assert.Equal(2, (await Glossary.BringIn(drafts, inForce: true)).Count);
        Assert.Empty(await Glossary.BringIn(drafts, inForce: true));

        Assert.Equal([1, 1], (await Glossary.All()).Select(t => t.Edition));
    }

    [Fact]
    public async Task All_words_come_by_name_without_those_sent_back()
    {
        await Propose("outreach", "Going out.");
        await Propose("Attendance", "Being there.");
        await Propose("Mistake", "Wrong.");
        await Glossary.SendBack("mistake", 1, Now);

        Assert.Equal(["Attendance", "outreach"], (await Glossary.All()).Select(t => t.Name));
    }

    [Fact]
    public async Task The_glossary_outlives_a_restart()
    {
        await Propose("Attendance", "Old");
        await Agree(1);
        await Propose("Attendance", "New");
        await engine.Forget(Glossary);

        var found = await Glossary.Find("attendance");

        Assert.Equal(("New", "Old"), (found.Term!.Proposal!.Wording.Definition, found.Term.InForce!.Definition));
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

    private static Instant Now => Riverside.Opening;

    private static Opinion Voice(string partner, bool agrees = true, string why = "") => new(Riverside.Maria, "Maria", new(partner), agrees, why);

    private static Draft Draft(string name, string definition) => new(null, null, new Wording(name, definition), Riverside.Bruno, "Bruno Costa", Now);

    private async Task<Term> Propose(string name, string definition, params string[] synonyms) => Assert.IsType<ProposeOutcome.Proposed>(
        await Glossary.Propose(Draft(name, definition) with { Wording = new Wording(name, definition) { Synonyms = synonyms } })).Term;

    private Task<Term?> Agree(int version) => Glossary.Agree("attendance", version, Now);
}
