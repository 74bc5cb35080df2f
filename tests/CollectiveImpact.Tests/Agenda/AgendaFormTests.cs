using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Texts = CollectiveImpact.Agenda.Texts;

namespace CollectiveImpact.Tests.Agenda;

public sealed class AgendaFormTests(Engine engine)
{
    private static readonly Here Maria = new(Riverside.Initiative, Riverside.Initiative.Members[0]);
    private static readonly Texts English = new(Riverside.English);

    private static readonly AgendaBook Book = AgendaBook.Of(Riverside.Initiative) with
    {
        InForce = new CommonAgenda(1, "All read", "Few read", "Figures", [new AgendaGoal("goal-1", "Read", ["sessions"]), new AgendaGoal("goal-2", "Write", [])], [new AgreedAction("Open a club", "City Library", new LocalDate(2027, 3, 31)), new AgreedAction("Ask", "", new LocalDate(2027, 1, 1)), new AgreedAction("Meet", "", null)]),
    };

    [Fact]
    public void A_form_that_nobody_touches_says_what_the_agenda_says()
    {
        var card = AgendaForm.Of(Maria, Book, Riverside.English);

        Assert.Equal("Open a club; City Library; 2027-03-31\nAsk; ; 2027-01-01\nMeet", card.Untouched()["actions"]);
        Assert.True(Read(card.Untouched()).Draft!.SaysTheSameAs(Book.InForce));
    }

    [Fact]
    public void A_goal_that_keeps_its_words_keeps_its_id_and_its_numbers_and_one_that_is_written_twice_is_one()
    {
        var book = Book with { Next = Book.InForce with { Goals = [new AgendaGoal("goal-3", "Count", ["level"])] } };

        var goals = Read(Riverside.Form(("vision", "All"), ("goals", " Count \n\nRead\r\nRead\nSing")), book).Draft!.Goals;

        Assert.Equal(["Count", "Read", "Sing"], goals.Select(g => g.Text));
        Assert.Equal(("goal-3", "goal-1"), (goals[0].Id, goals[1].Id));
        Assert.Equal("level sessions", string.Join(' ', goals.SelectMany(g => g.Indicators)));
        Assert.Equal(3, goals.Select(g => g.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("Meet", "Meet", "", null)]
    [InlineData("Meet;", "Meet", "", null)]
    [InlineData("Meet; Library", "Meet", "Library", null)]
    [InlineData("Meet;;2027-03-31", "Meet", "", "2027-03-31")]
    [InlineData("Meet; Library; 31 March 2027", "Meet", "Library", "2027-03-31")]
    [InlineData("Meet; Library; 31/3/2027", "Meet", "Library", "2027-03-31")]
    public void An_action_is_what_who_and_by_when(string line, string text, string owner, string? by) =>
        Assert.Equal([new AgreedAction(text, owner, by is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(by).Value)], Read(Riverside.Form(("vision", "All"), ("actions", line))).Draft!.Actions);

    [Theory]
    [InlineData(";;;;")]
    [InlineData("; Library")]
    [InlineData("Meet; Library; someday")]
    [InlineData("Meet; Library; 0001-01-01")]
    [InlineData("Meet; Library; 2027-03-31; again")]
    public void A_line_that_is_no_action_is_said_and_everything_typed_is_kept(string line)
    {
        var typed = Riverside.Form(("vision", "All"), ("goals", "Read"), ("actions", $"Ask\n{line}\nMeet"));

        var (draft, faults) = Read(typed);

        Assert.Null(draft);
        Assert.Equal(English.ActionNotRead(line, English.ActionExample), Assert.Single(faults, f => f.Key == "actions").Value);
        var card = AgendaForm.Again(Maria, Book, typed, faults, Riverside.English);
        Assert.Equal(typed["actions"], card.Untouched()["actions"]);
        Assert.Equal(("All", "Read"), (card.Untouched()["vision"], card.Untouched()["goals"]));
        Assert.Equal("⚠ " + faults["actions"], card.FaultAt("actions"));
    }

    [Fact]
    public void Each_limit_is_held_at_its_field()
    {
        Assert.Equal(["vision"], Read(Form.Empty).Faults.Keys);
        Assert.Equal(["evidence", "goals", "problem", "vision"], Read(Riverside.Form(("vision", Long(1501)), ("problem", Long(1501)), ("evidence", Long(1501)), ("goals", Long(201)))).Faults.Keys.Order());
        Assert.Equal(English.GoalTooLong(PeoplesWords.Shorten(Long(201), 40), 200), Read(Riverside.Form(("vision", "All"), ("goals", Long(201)))).Faults["goals"]);
        Assert.Equal(English.TooManyGoals(8, 9), Read(Riverside.Form(("vision", "All"), ("goals", Lines(9)))).Faults["goals"]);
        Assert.Equal(English.TooManyActions(12, 13), Read(Riverside.Form(("vision", "All"), ("actions", Lines(13)))).Faults["actions"]);
        Assert.NotNull(Read(Riverside.Form(("vision", Long(1500)), ("problem", Long(1500)), ("evidence", Long(1500)), ("goals", Lines(7) + "\n" + Long(200)), ("actions", Lines(12)))).Draft);
    }

    [Fact]
    public void The_numbers_of_a_goal_are_chosen_among_those_that_are_there()
    {
        var indicators = Riverside.Indicators.Select(i => i.Id == "level" ? i with { Retired = true } : i).ToArray();
        var draft = Book.InForce with { Goals = [Book.InForce.Goals[0] with { Indicators = ["sessions", "level"] }, Book.InForce.Goals[1]] };

        var card = AgendaForm.Links(Maria, draft, indicators, Book, Riverside.English);

        Assert.Equal(["sessions", "met"], card.Inputs()[0].GetProperty("choices").EnumerateArray().Select(c => c.Text("value")));
        Assert.Equal(["sessions"], AgendaForm.ReadLinks(card.Untouched(), draft, indicators, Riverside.English).Linked!.Goals[0].Indicators);
        Assert.Equal(["sessions", "level"], AgendaForm.ReadLinks(Riverside.Form(("numbers.goal-1", "sessions,level")), draft, indicators, Riverside.English).Linked!.Goals[0].Indicators);
        var (linked, faults) = AgendaForm.ReadLinks(Riverside.Form(("numbers.goal-1", "met"), ("numbers.goal-2", "sessions,met,met")), draft, indicators, Riverside.English);
        Assert.Empty(faults);
        Assert.Equal(["met"], linked!.Goals[0].Indicators);
        Assert.Equal(["sessions", "met"], linked.Goals[1].Indicators);
    }

    [Fact]
    public void A_number_that_is_gone_is_said_at_its_goal_and_the_others_stay_chosen()
    {
        var typed = Riverside.Form(("numbers.goal-1", "met"), ("numbers.goal-2", "gone"));

        var (linked, faults) = AgendaForm.ReadLinks(typed, Book.InForce, Riverside.Indicators, Riverside.English);

        Assert.Null(linked);
        Assert.Equal(["numbers.goal-2"], faults.Keys);
        Assert.Equal("met", AgendaForm.LinksAgain(Maria, Book.InForce, Riverside.Indicators, Book, typed, faults, Riverside.English).Untouched()["numbers.goal-1"]);
    }

    [Fact]
    public void Many_numbers_under_many_goals_can_all_be_chosen()
    {
        var indicators = Enumerable.Range(0, 30).Select(i => Riverside.Sessions with { Id = $"{i}", Question = Long(200) }).ToArray();
        var draft = Book.InForce with { Goals = [.. Enumerable.Range(0, 8).Select(i => new AgendaGoal($"goal-{i}", Long(200), []))] };

        var inputs = AgendaForm.Links(Maria, draft, indicators, Book, Riverside.English).Inputs();

        Assert.Equal((8, 30), (inputs.Count, inputs[^1].GetProperty("choices").GetArrayLength()));
    }

    [Fact]
    public async Task A_form_that_comes_back_with_a_fault_still_finds_out_what_was_written_meanwhile()
    {
        var here = Maria with { Initiative = engine.NewInitiative() };
        var first = AgendaForm.Of(here, await engine.Grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get(), Riverside.English).Pressed(English.SaveDraft);
        Assert.IsType<Reply.NewCard>(await Saves(here, first, ("vision", "Hers")));

        var refused = Assert.IsType<Reply.SameForm>(await Saves(here, first, ("vision", ""))).Card;
        var told = Assert.IsType<Reply.SameForm>(await Saves(here, refused.Pressed(English.SaveDraft), ("vision", "His"))).Card;

        Assert.Contains(English.WrittenMeanwhile, told.Lines());
        Assert.IsType<Reply.NewCard>(await Saves(here, told.Pressed(English.SaveDraft)));
        Assert.Equal("His", (await engine.Grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get()).Next!.Vision);
    }

    private Task<Reply> Saves(Here here, Form form, params (string Field, string Value)[] typed)
    {
        var person = here.Member.Person;
        var turn = new Turn(person, here.Member.Name, "client", new ConversationAddress("https://teams.test", "chat", person.Tenant, "bot", PlaceKind.Personal), Riverside.English, null, Riverside.Opening)
        {
            Press = new Press(AgendaForm.SaveVerb, form.With(Riverside.Form(typed).Fields), null),
        };
        return new SaveAgenda(engine.Grains, new AuditLog(engine.Stores)).Answer(turn, here, TestContext.Current.CancellationToken);
    }

    private static (CommonAgenda? Draft, IReadOnlyDictionary<string, string> Faults) Read(Form form, AgendaBook? book = null) => AgendaForm.Read(form, book ?? Book, Riverside.English);

    private static string Long(int length) => new('x', length);

    private static string Lines(int count) => string.Join('\n', Enumerable.Range(0, count));
}
