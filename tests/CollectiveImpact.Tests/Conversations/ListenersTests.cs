using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Endings;
using CollectiveImpact.Glossary;
using CollectiveImpact.Groups;
using CollectiveImpact.Health;
using CollectiveImpact.Indicators;
using CollectiveImpact.Localization;
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
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Fact]
    public void A_phrase_that_is_declared_twice_fails_at_start()
    {
        var listeners = new Listeners();
        listeners.Say(Saying("status")).Do<ShowStatus>();

        var error = Assert.Throws<InvalidOperationException>(() => listeners.Say(Saying("who answered", "status")).Do<Nudge>());

        Assert.Contains("\"status\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_is_declared_twice_fails_at_start()
    {
        var listeners = new Listeners();
        listeners.Say(new Command("status", "", ("en", "status"))).Do<ShowStatus>();

        var error = Assert.Throws<InvalidOperationException>(() => listeners.Say(new Command("status", "", ("en", "how far are we"))).Do<Nudge>());

        Assert.Contains("\"status\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_is_called_as_a_field_of_every_button_fails_at_start() =>
        Assert.Throws<InvalidOperationException>(() => new Listeners().Say(Saying("switch to {initiative}")).Do<ShowStatus>());

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
        listeners.Say(Saying("one")).Do<ShowStatus>();
        listeners.Press("two").Do<ShowStatus>();

        Assert.Equal(Audience.Members, listeners.Hear("one", English)!.Door.Who);
        Assert.Equal(Audience.Members, listeners.Find("two")!.Who);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_phrase_with_the_most_fixed_words_wins_whichever_was_declared_first(bool first)
    {
        var listeners = new Listeners();
        Action[] declare = [() => listeners.Say(Saying("open {thing}")).Do<ShowStatus>(), () => listeners.Say(Saying("open check-in")).Do<OpenCheckIn>()];
        foreach (var say in first ? declare : [.. declare.Reverse()])
        {
            say();
        }

        Assert.Equal(typeof(OpenCheckIn), listeners.Hear("open check-in", English)?.Door.Listener);
        Assert.Equal(typeof(ShowStatus), listeners.Hear("open doors", English)?.Door.Listener);
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
    [InlineData("hello!", typeof(SayHello))]
    [InlineData("hi", typeof(SayHello))]
    [InlineData("good morning", typeof(SayHello))]
    [InlineData("hi, help", typeof(ShowHelp))]
    [InlineData("checkin", typeof(ShowMyCheckIn))]
    [InlineData("check-in", typeof(ShowMyCheckIn))]
    [InlineData("my check in", typeof(ShowMyCheckIn))]
    [InlineData("open check-in", typeof(LookAtOpening))]
    [InlineData("close check in", typeof(LookAtClosing))]
    [InlineData("set up", typeof(WriteSetUp))]
    [InlineData("setup", typeof(WriteSetUp))]
    public void Each_thing_that_can_be_said_comes_through_its_own_door(string said, Type listener) =>
        Assert.Equal(listener, Product().Hear(said, English)?.Door.Listener);

    [Theory]
    [InlineData("statsu", "status")]
    [InlineData("show me the status", "status")]
    [InlineData("digset", "digest")]
    [InlineData("partnrs", "partners")]
    [InlineData("indicatorz", "indicators")]
    [InlineData("my chekin", "my check-in")]
    public void What_is_not_understood_is_guessed(string said, string meant)
    {
        Assert.Null(Product().Hear(said, English));
        Assert.Contains(meant, Product().Guess(said, English, Audience.Backbone).Select(d => d.Phrase.Stem));
    }

    [Fact]
    public void The_nearest_guess_comes_first_and_what_is_far_is_no_guess()
    {
        Assert.Equal("status", Product().Guess("statsu", English, Audience.Backbone)[0].Phrase.Stem);
        Assert.Empty(Product().Guess("zzzzzzzzzz", English, Audience.Backbone));
        Assert.Empty(Product().Guess("the weather forecast", English, Audience.Backbone));
        var product = Product();
        Assert.All(product.Phrases.Select(d => product.Guess(d.Phrase.Stem + "x", CultureInfo.GetCultureInfo(d.Language), Audience.Backbone)), g => Assert.True(g.Count <= 3 && g.DistinctBy(d => d.Door.Listener).Count() == g.Count));
    }

    [Theory]
    [InlineData("stato", "en-GB", typeof(ShowStatus))]
    [InlineData("Stato, please!", "eo", typeof(ShowStatus))]
    [InlineData("status", "eo", typeof(ShowStatus))]
    [InlineData("status", "eo-FR", typeof(ShowStatus))]
    // What means two things means what it means in the person's own language, and else what it means in English.
    [InlineData("nudge", "en-GB", typeof(Nudge))]
    [InlineData("nudge", "de-DE", typeof(Nudge))]
    [InlineData("nudge", "eo", typeof(ShowNext))]
    [InlineData("nudge everyone", "eo", typeof(Nudge))]
    [InlineData("kio estas legado?", "en-GB", typeof(LookUpTerm))]
    public void Every_language_is_heard_and_the_persons_own_first(string said, string culture, Type listener) =>
        Assert.Equal(listener, Bilingual().Hear(said, CultureInfo.GetCultureInfo(culture))?.Door.Listener);

    [Fact]
    public void The_words_in_a_place_are_heard_in_every_language() =>
        Assert.Equal("legado", Bilingual().Hear("Kio estas legado?", English)?.Words["term"]);

    [Fact]
    public void A_guess_looks_at_the_persons_language_first()
    {
        Assert.Equal(["stato", "status"], Guesses("statu", "eo").Take(2));
        Assert.Equal(["status", "stato"], Guesses("statu", "en-GB").Take(2));

        static IEnumerable<string> Guesses(string said, string culture)
        {
            var listeners = new Listeners();
            listeners.Say(new Command("status", "", ("en", "status"))).Offers(HelpGroup.CheckIns, _ => "").Do<ShowStatus>();
            listeners.Say(new Command("next", "", ("en", "next"), ("eo", "stato"))).Offers(HelpGroup.CheckIns, _ => "").Do<ShowNext>();
            return listeners.Guess(said, CultureInfo.GetCultureInfo(culture), Audience.Members).Select(g => g.Phrase.Stem);
        }
    }

    [Fact]
    public void A_command_is_shown_as_it_is_said_in_the_readers_language_and_else_in_English()
    {
        var command = new Command("status", "", ("en", "status"), ("en", "who answered"), ("eo", "stato"));

        Assert.Equal("stato", command.In(CultureInfo.GetCultureInfo("eo")));
        Assert.Equal("status", command.In(CultureInfo.GetCultureInfo("de-DE")));
        Assert.Equal("status", command.In(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_command_has_its_door()
    {
        var doors = PhraseMeaningTests.Product().Said.Select(d => d.Command.Id).Append(Spoken.Demo.Id);

        Assert.Equal(Spoken.All.Select(c => c.Id).Order(StringComparer.Ordinal), doors.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_earlier_version_hears_the_id_of_a_button_as_its_phrase()
    {
        foreach (var door in PhraseMeaningTests.Product().Said.Where(d => d.Help is not null))
        {
            Assert.Equal(door.Command, PhraseMeaningTests.Product().Hear(door.Command.Id, English)?.Door.Command);
        }
    }

    [Fact]
    public void Nothing_that_takes_away_is_ever_guessed_however_near_it_is()
    {
        var product = PhraseMeaningTests.Product();
        foreach (var said in product.Phrases.Where(d => d.Language == Command.English).Select(d => d.Phrase.Stem).Concat(["leave", "quit", "stop", "forget", "forget me", "delete", "delete my data", "end the initiative"]))
        {
            foreach (var slip in new[] { said, said + "e", said[1..], said[..^1], said.Replace("e", "a", StringComparison.Ordinal), "please " + said + " now" })
            {
                Assert.DoesNotContain(product.Guess(slip, English, Audience.Backbone), g => g.Door.IsTakingAway);
            }
        }

        Assert.True(product.Hear("leave", English)!.Door.IsTakingAway);
        Assert.All(product.Phrases.Where(d => d.Phrase.Stem.Split(' ')[0] is "leave" or "quit" or "stop" or "forget" or "delete" or "end" && d.Door.Listener.Name.StartsWith("Ask", StringComparison.Ordinal)), d => Assert.True(d.Door.IsTakingAway, d.Phrase.Stem));
    }

    [Fact]
    public void Nothing_is_guessed_that_the_person_may_not_do() =>
        Assert.All(Product().Guess("nudge", English, Audience.Members), guess => Assert.True(guess.Door.Who <= Audience.Members));

    [Fact]
    public void Forty_thousand_characters_are_guessed_at_too() =>
        Assert.Empty(Product().Guess(new string('s', 40_000), English, Audience.Backbone));

    [Fact]
    public void Every_verb_names_its_slice_and_its_action() =>
        Assert.All(Product().Pressed, door => Assert.Matches("^[a-z]+\\.[a-z]+$", door.Verb));

    [Fact]
    public void Every_moment_of_a_round_has_its_door() =>
        Assert.Equal(Enum.GetValues<Moment>().Order(), Product().ByTheClock.Keys.Order());

    private static Command Saying(params string[] phrases) => new(phrases[0], "", [.. phrases.Select(p => ("en", p))]);

    // English, and a language made up of a few words.
    private static Listeners Bilingual()
    {
        var listeners = new Listeners();
        listeners.Say(new Command("status", "", ("en", "status"), ("eo", "stato"))).Do<ShowStatus>();
        listeners.Say(new Command("nudge", "", ("en", "nudge"), ("en", "nudge {name}"))).Do<Nudge>();
        listeners.Say(new Command("next", "", ("en", "next"), ("eo", "nudge"))).Do<ShowNext>();
        listeners.Say(new Command("what-is", "", ("en", "what is {term}"), ("eo", "kio estas {term}"))).Do<LookUpTerm>();
        return listeners;
    }

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
