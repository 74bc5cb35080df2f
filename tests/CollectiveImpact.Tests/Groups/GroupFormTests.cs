using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Groups;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Groups;

public sealed class GroupFormTests
{
    private static readonly Here Maria = new(Riverside.Initiative, Riverside.Initiative.Members[0]);
    private static readonly CommonAgenda Agenda = CommonAgenda.Of(Riverside.Initiative);

    private static readonly Initiative Crowd = Riverside.Initiative with
    {
        Members = [.. Riverside.Initiative.Members, .. Enumerable.Range(0, 300).Select(i => new Member(new PersonKey(Guid.NewGuid().ToString(), Guid.NewGuid().ToString()), $"Person {i:000}", Role.Observer, null))],
    };

    [Fact]
    public void What_is_right_is_a_group_with_each_goal_once()
    {
        var (group, faults) = Read(("name", " Readers "), ("purpose", "So that all read"), ("goals", "goal-1,goal-1"), ("lead", Riverside.Bruno.ToString()));

        Assert.Empty(faults);
        Assert.True(group!.SaysTheSameAs(new WorkingGroup("abc123", "Readers", "So that all read", ["goal-1"], []) { Lead = Riverside.Bruno }));
        Assert.Null(Read(("name", "Readers"), ("lead", "nobody")).Group!.Lead);
    }

    [Fact]
    public void What_is_wrong_is_said_at_its_field()
    {
        Assert.Equal(["name"], Read().Faults.Keys);
        Assert.Equal(["goals"], Read(("name", "Readers"), ("goals", "goal-1,gone")).Faults.Keys);
        Assert.Equal(["lead", "name", "purpose"], Read(("name", new string('x', 81)), ("purpose", new string('x', 301)), ("lead", "tenant:gone")).Faults.Keys.Order());
        Assert.NotNull(Read(("name", new string('x', 80)), ("purpose", new string('x', 300))).Group);
    }

    [Fact]
    public void A_name_is_free_for_the_group_that_has_it()
    {
        var here = Maria with { Initiative = Riverside.Initiative with { Groups = [new WorkingGroup("abc123", "Readers", "", [], [])] } };

        Assert.Empty(GroupForm.Read(Riverside.Form(("group", "abc123"), ("name", "READERS")), here, Agenda, Riverside.English).Faults);
        Assert.Equal(["name"], GroupForm.Read(Riverside.Form(("group", "xyz789"), ("name", "READERS")), here, Agenda, Riverside.English).Faults.Keys);
    }

    [Fact]
    public void Among_many_members_the_lead_stands_first_and_the_others_are_found_by_typing()
    {
        var lead = Crowd.Members[^1];
        var group = new WorkingGroup("abc123", "Readers", "", [], [lead.Person]) { Lead = lead.Person };
        var here = Maria with { Initiative = Crowd with { Groups = [group] } };

        var card = GroupForm.Of(here, group, group.Id, Agenda, Riverside.English);

        var input = card.Objects().Single(o => o.Text("id") == "lead");
        Assert.Equal(lead.Person.ToString(), input.Text("value"));
        Assert.Equal(["nobody", lead.Person.ToString()], input.GetProperty("choices").EnumerateArray().Take(2).Select(c => c.Text("value")));
        Assert.Equal("groups.people:r1vers", input.GetProperty("choices.data").Text("dataset"));
        Assert.InRange(CardJson.SizeOf(card.ToJson()), 1, CardJson.Budget);
    }

    [Fact]
    public async Task Members_are_found_by_who_may_write_a_group_and_by_nobody_else()
    {
        var led = Crowd with { Groups = [new WorkingGroup("abc123", "Readers", "", [], [Riverside.Bruno]) { Lead = Riverside.Bruno }] };

        Assert.Equal([$"Person 299 ({En.Groups.Observer})"], await Found(led, Riverside.Maria));
        Assert.Equal([$"Person 299 ({En.Groups.Observer})"], await Found(led, Riverside.Bruno));
        Assert.Empty(await Found(led, Riverside.Chidi));
        Assert.Empty(await Found(Crowd, Riverside.Bruno));
    }

    private static async Task<IEnumerable<string>> Found(Initiative initiative, PersonKey by)
    {
        var turn = new Turn(by, "Somebody", "client", new ConversationAddress("https://teams.test", "chat", by.Tenant, "bot", PlaceKind.Personal), Riverside.English, null, Riverside.Opening)
        {
            Press = new Press(GroupForm.PeopleVerb, Riverside.Form(("search", "SON 299")), null),
        };
        var reply = await new ChoosePeople().Answer(turn, new Here(initiative, initiative.Member(by)!), TestContext.Current.CancellationToken);
        return Assert.IsType<Reply.Findings>(reply).Found.Select(f => f.Title);
    }

    private static (WorkingGroup? Group, IReadOnlyDictionary<string, string> Faults) Read(params (string Field, string Value)[] fields) =>
        GroupForm.Read(Riverside.Form([("group", "abc123"), .. fields]), Maria, Agenda, Riverside.English);
}
