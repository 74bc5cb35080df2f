using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Endings;
using CollectiveImpact.Glossary;
using CollectiveImpact.Groups;
using CollectiveImpact.Health;
using CollectiveImpact.Indicators;
using CollectiveImpact.Onboarding;
using CollectiveImpact.People;
using CollectiveImpact.Sample;
using CollectiveImpact.Schedules;
using CollectiveImpact.Templates;
using Microsoft.Extensions.Hosting;
using Moq;

namespace CollectiveImpact.Tests.Conversations;

public sealed class ListenersTests
{
    [Fact]
    public void A_phrase_that_is_declared_twice_fails_at_start()
    {
        var listeners = new Listeners();
        listeners.Say("status").Do<ShowStatus>();

        var error = Assert.Throws<InvalidOperationException>(() => listeners.Say("who answered", "status").Do<Nudge>());

        Assert.Contains("\"status\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verb_that_is_declared_twice_fails_at_start()
    {
        var listeners = new Listeners();
        listeners.Press("checkin.submit").Do<SubmitCheckIn>();

        Assert.Throws<InvalidOperationException>(() => listeners.Press("checkin.submit").ByAnyone<ShowHelp>());
    }

    [Fact]
    public void A_moment_that_is_declared_twice_fails_at_start()
    {
        var listeners = new Listeners();
        listeners.Clock(Moment.Closes).Do<CloseRound>();

        Assert.Throws<InvalidOperationException>(() => listeners.Clock(Moment.Closes).Do<RemindMissing>());
    }

    [Fact]
    public void Without_a_word_about_it_a_door_is_for_members()
    {
        var listeners = new Listeners();
        listeners.Say("one").Do<ShowStatus>();
        listeners.Press("two").Do<ShowStatus>();

        Assert.Equal(Audience.Members, listeners.Hear("one")!.Value.Door.Who);
        Assert.Equal(Audience.Members, listeners.Find("two")!.Who);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_phrase_with_the_most_fixed_words_wins_whichever_was_declared_first(bool first)
    {
        var listeners = new Listeners();
        Action[] declare = [() => listeners.Say("open {thing}").Do<ShowStatus>(), () => listeners.Say("open check-in").Do<OpenCheckIn>()];
        foreach (var say in first ? declare : [.. declare.Reverse()])
        {
            say();
        }

        Assert.Equal(typeof(OpenCheckIn), listeners.Hear("open check-in")?.Door.Listener);
        Assert.Equal(typeof(ShowStatus), listeners.Hear("open doors")?.Door.Listener);
    }

    [Theory]
    [InlineData("digest", typeof(PreviewDigest))]
    [InlineData("digest here", typeof(MakeHome))]
    [InlineData("no digest here", typeof(EndHome))]
    [InlineData("No digest here, please.", typeof(EndHome))]
    [InlineData("digest here for Early readers", typeof(MakeGroupHome))]
    [InlineData("Digest here for the \"A\" team!", typeof(MakeGroupHome))]
    [InlineData("groups?", typeof(ShowGroups))]
    [InlineData("group early readers, please", typeof(ShowGroup))]
    [InlineData("group the \"A\" team", typeof(ShowGroup))]
    [InlineData("working group early readers", typeof(ShowGroup))]
    [InlineData("what is a group?", typeof(LookUpTerm))]
    [InlineData("what is status?", typeof(LookUpTerm))]
    [InlineData("what does status mean?", typeof(LookUpTerm))]
    [InlineData("status?", typeof(ShowStatus))]
    [InlineData("terms", typeof(BrowseTerms))]
    [InlineData("glossary", typeof(BrowseTerms))]
    [InlineData("glossary?", typeof(BrowseTerms))]
    [InlineData("glossary attendance", typeof(LookUpTerm))]
    [InlineData("suggest", typeof(WriteTerm))]
    [InlineData("suggest!", typeof(WriteTerm))]
    [InlineData("suggest a term", typeof(WriteTerm))]
    [InlineData("suggest attendance", typeof(WriteTerm))]
    [InlineData("suggest attendance: being there", typeof(SuggestTerm))]
    [InlineData("join", typeof(AskForCode))]
    [InlineData("join.", typeof(AskForCode))]
    [InlineData("join .", typeof(AskForCode))]
    [InlineData("join h4k9p2-7mqx3vtn", typeof(JoinInitiative))]
    [InlineData("join H4K9P2 7MQX3VTN.", typeof(JoinInitiative))]
    [InlineData("what can you do?", typeof(ShowHelp))]
    [InlineData("hello!", typeof(ShowHelp))]
    [InlineData("hi", typeof(ShowHelp))]
    [InlineData("checkin", typeof(ShowMyCheckIn))]
    [InlineData("check-in", typeof(ShowMyCheckIn))]
    [InlineData("my check in", typeof(ShowMyCheckIn))]
    [InlineData("open check-in", typeof(OpenCheckIn))]
    [InlineData("close check in", typeof(CloseCheckIn))]
    [InlineData("set up", typeof(WriteSetUp))]
    [InlineData("setup", typeof(WriteSetUp))]
    public void Each_thing_that_can_be_said_comes_through_its_own_door(string said, Type listener) =>
        Assert.Equal(listener, Product().Hear(said)?.Door.Listener);

    [Theory]
    [InlineData("statsu", "status")]
    [InlineData("show me the status", "status")]
    [InlineData("digset", "digest")]
    [InlineData("partnrs", "partners")]
    [InlineData("indicatorz", "indicators")]
    [InlineData("my chekin", "my check-in")]
    public void What_is_not_understood_is_guessed(string said, string meant)
    {
        Assert.Null(Product().Hear(said));
        Assert.Contains(meant, Product().Guess(said, Audience.Backbone).Select(d => d.Phrase.Stem));
    }

    [Fact]
    public void The_nearest_guess_comes_first_and_what_is_far_is_no_guess()
    {
        Assert.Equal("status", Product().Guess("statsu", Audience.Backbone)[0].Phrase.Stem);
        Assert.Empty(Product().Guess("zzzzzzzzzz", Audience.Backbone));
        Assert.Empty(Product().Guess("the weather forecast", Audience.Backbone));
        Assert.All(Product().Said.Select(d => Product().Guess(d.Phrase.Stem + "x", Audience.Backbone)), g => Assert.True(g.Count <= 3 && g.DistinctBy(d => d.Listener).Count() == g.Count));
    }

    [Fact]
    public void Nothing_that_takes_away_is_ever_guessed_however_near_it_is()
    {
        var product = PhraseMeaningTests.Product();
        foreach (var said in product.Said.Select(d => d.Phrase.Stem).Concat(["leave", "quit", "stop", "forget", "forget me", "delete", "delete my data", "end the initiative"]))
        {
            foreach (var slip in new[] { said, said + "e", said[1..], said[..^1], said.Replace("e", "a", StringComparison.Ordinal), "please " + said + " now" })
            {
                Assert.DoesNotContain(product.Guess(slip, Audience.Backbone), g => g.IsTakingAway);
            }
        }

        Assert.Contains(product.Said, d => d is { IsTakingAway: true, Phrase.Stem: "leave" });
        Assert.All(product.Said.Where(d => d.Phrase.Stem.Split(' ')[0] is "leave" or "quit" or "stop" or "forget" or "delete" or "end" && d.Listener.Name.StartsWith("Ask", StringComparison.Ordinal)), d => Assert.True(d.IsTakingAway, d.Phrase.Stem));
    }

    [Fact]
    public void Nothing_is_guessed_that_the_person_may_not_do() =>
        Assert.All(Product().Guess("nudge", Audience.Members), guess => Assert.True(guess.Who <= Audience.Members));

    [Fact]
    public void Forty_thousand_characters_are_guessed_at_too() =>
        Assert.Empty(Product().Guess(new string('s', 40_000), Audience.Backbone));

    [Fact]
    public void Every_verb_names_its_slice_and_its_action() =>
        Assert.All(Product().Pressed, door => Assert.Matches("^[a-z]+\\.[a-z]+$", door.Verb));

    [Fact]
    public void Every_moment_of_a_round_has_its_door() =>
        Assert.Equal(Enum.GetValues<Moment>().Order(), Product().ByTheClock.Keys.Order());

    internal static Listeners Product()
    {
        var environment = Mock.Of<IHostEnvironment>(e => e.EnvironmentName == "Development");
        var listeners = new Listeners();
        foreach (var feature in new IFeature[]
        {
            new CheckInFeature(), new IndicatorsFeature(), new GlossaryFeature(), new GroupsFeature(), new DigestsFeature(), new SchedulesFeature(), new AgendaFeature(), new OnboardingFeature(), new PeopleFeature(), new TemplatesFeature(), new HealthFeature(), new EndingsFeature(), new SampleFeature(environment),
        })
        {
            feature.Listen(listeners);
        }

        return listeners;
    }
}
