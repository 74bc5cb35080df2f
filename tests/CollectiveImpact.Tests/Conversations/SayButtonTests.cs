using System.Globalization;
using System.Text.Json.Nodes;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Onboarding;
using Moq;

namespace CollectiveImpact.Tests.Conversations;

/// <summary>What the buttons say that say something for a person: a command by its id, and what is still out there on cards of earlier versions.</summary>
public sealed class SayButtonTests
{
    private static readonly CultureInfo Foreign = CultureInfo.GetCultureInfo("eo");

    [Fact]
    public async Task All_that_earlier_versions_put_on_buttons_is_still_heard_by_whom_it_was_heard_then()
    {
        var foreigners = Foreigners();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Conversations", "said-by-earlier-buttons.tsv"), TestContext.Current.CancellationToken))
        {
            var (said, listener, words) = line.Split('\t') switch
            {
                [var s, var l] => (s, l, ""),
                [var s, var l, var w] => (s, l, w),
                _ => throw new FormatException(line),
            };
            foreach (var culture in new[] { Riverside.English, Foreign })
            {
                var (behind, turn) = await Press(new Execute(Conversation.SayVerb, new Dictionary<string, string> { ["say"] = said, ["initiative"] = "r1vers" }) { Title = "" }, foreigners, culture);

                Assert.Equal((said, listener, words), (said, behind?.Name, string.Join('\t', turn!.Words.Select(w => $"{w.Key}={w.Value}"))));
            }
        }
    }

    [Fact]
    public async Task Every_command_is_said_by_its_id()
    {
        foreach (var door in PhraseMeaningTests.Product().Said)
        {
            var places = door.Phrases[0].Places.Select(p => (p, $"the {p}, as \"written\"?")).ToArray();

            var (behind, turn) = await Press(Conversation.SayButton("Title", door.Command, new("r1vers"), places), PhraseMeaningTests.Product(), Riverside.English);

            Assert.Equal(door.Listener, behind);
            Assert.Equal(places.Select(p => KeyValuePair.Create(p.p, p.Item2)), turn!.Words);
            // It is as if the person had said it: nobody looks for what a form sends.
            Assert.Null(turn.Press);
        }
    }

    [Fact]
    public async Task What_a_command_needs_and_the_button_lacks_is_not_made_up()
    {
        var (behind, turn) = await Press(Conversation.SayButton("Title", Spoken.WhatIs, new("r1vers"), ("term", " \u200b ")), PhraseMeaningTests.Product(), Riverside.English);

        Assert.Equal(("BrowseTerms", 0), (behind?.Name, turn!.Words.Count));
    }

    [Fact]
    public async Task What_a_button_carries_is_heard_in_one_line_and_no_further_than_what_is_said()
    {
        var (_, turn) = await Press(Conversation.SayButton("Title", Spoken.WhatIs, new("r1vers"), ("term", " a\n long\u200b word " + new string('x', 10_000))), PhraseMeaningTests.Product(), Riverside.English);

        Assert.StartsWith("a long word xxx", turn!.Words["term"], StringComparison.Ordinal);
        Assert.InRange(turn.Words["term"].Length, 380, 400);
    }

    [Theory]
    [InlineData("what is attendance?")]
    [InlineData("history")]
    public async Task What_was_said_waits_for_the_choice_of_an_initiative_as_it_was_said(string said)
    {
        var card = await Ask(turn => turn with { Said = said });

        Assert.All(Buttons(card), b => Assert.Equal(said, b["say"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_a_button_said_waits_for_the_choice_of_an_initiative_by_its_id_and_with_its_words()
    {
        var pressed = Conversation.SayButton("Title", Spoken.History, null, ("name", "children"));
        var card = await Ask(turn => turn with { Press = new Press(pressed.Verb, FormOf(pressed), null) });

        Assert.All(Buttons(card), b => Assert.Equal(("history", "children"), (b["say"]!.GetValue<string>(), b["name"]!.GetValue<string>())));
        var (behind, turn) = await Press(new Execute(Conversation.ChooseVerb, ((JsonObject)Buttons(card)[0]).ToDictionary(p => p.Key, p => p.Value!.GetValue<string>())) { Title = "" }, PhraseMeaningTests.Product(), Riverside.English, ["r1vers", "other"]);
        Assert.Equal(("ShowHistory", "children", null), (behind?.Name, turn!.Words["name"], turn.Press));
    }

    // The product, and a language in which English words mean other things.
    private static Listeners Foreigners()
    {
        var listeners = PhraseMeaningTests.NewProduct();
        listeners.Say(new Command("odd", "", ("en", "odd"), ("eo", "status"), ("eo", "what is {term}"), ("eo", "check in"))).ByAnyone<ShowHelp>();
        return listeners;
    }

    private static async Task<JsonNode> Ask(Func<Turn, Turn> how)
    {
        var reply = await Talk(PhraseMeaningTests.Product(), new Behind(), ["r1vers", "other"]).Answer(how(Turn(Riverside.English)), TestContext.Current.CancellationToken);
        return JsonNode.Parse(Assert.IsType<Reply.NewCard>(reply).Card.ToJson())!;
    }

    private static JsonNode[] Buttons(JsonNode card) => [.. card["actions"]!.AsArray().Select(a => a!["data"]!)];

    private static async Task<(Type? Behind, Turn? Turn)> Press(Execute button, Listeners listeners, CultureInfo culture, string[]? initiatives = null)
    {
        var behind = new Behind();
        await Talk(listeners, behind, initiatives ?? ["r1vers"]).Answer(Turn(culture) with { Press = new Press(button.Verb, FormOf(button), null) }, TestContext.Current.CancellationToken);
        return (behind.Listener, behind.Turn);
    }

    private static Form FormOf(Execute button) => new(button.Data!);

    private static Turn Turn(CultureInfo culture) =>
        new(Riverside.Maria, "Maria", "client", new ConversationAddress("https://teams.test", "chat", Riverside.Maria.Tenant, "bot", PlaceKind.Personal), culture, null, Riverside.Opening);

    private static Conversation Talk(Listeners listeners, Behind behind, string[] initiatives)
    {
        var known = new KnownPerson(Riverside.Maria, "Maria", null, null, null, null, null, initiatives);
        var grains = new Mock<IGrainFactory>();
        grains.Setup(g => g.GetGrain<IPersonGrain>(It.IsAny<string>(), null)).Returns(Mock.Of<IPersonGrain>(p =>
            p.Get() == Task.FromResult(known) && p.Heard(It.IsAny<ConversationAddress>(), It.IsAny<string>(), It.IsAny<string?>(), It.IsAny<string?>()) == Task.FromResult(known)));
        foreach (var id in initiatives)
        {
            // She is backbone staff and reports for a partner, so that every door is hers.
            var initiative = Riverside.Initiative with { Id = new(id), Members = [new Member(Riverside.Maria, "Maria", Role.Backbone, Riverside.Library.Id)] };
            grains.Setup(g => g.GetGrain<IInitiativeGrain>(id, null)).Returns(Mock.Of<IInitiativeGrain>(i => i.Get() == Task.FromResult<Initiative?>(initiative)));
        }

        return new Conversation(listeners, new Standings(grains.Object), grains.Object, behind);
    }

    /// <summary>Stands behind every door, and remembers by which somebody came.</summary>
    private sealed class Behind : IServiceProvider, IListener, IMemberListener
    {
        public Type? Listener { get; private set; }

        public Turn? Turn { get; private set; }

        public object? GetService(Type serviceType)
        {
            if (serviceType == typeof(IEnumerable<IAnswerWords>))
            {
                return Array.Empty<IAnswerWords>();
            }

            Listener = serviceType;
            return this;
        }

        public Task<Reply> Answer(Turn turn, CancellationToken cancel)
        {
            Turn = turn;
            return Task.FromResult(Reply.Says(""));
        }

        public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Answer(turn, cancel);
    }
}
