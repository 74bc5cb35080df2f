using Xunit;

namespace CollectiveImpact.Bot.Tests.Simulator;

public sealed class ConnectorTests : SimulatorTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Opening_a_persons_chat_twice_gives_the_same_chat(bool byObjectId)
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Installs();
        var id = byObjectId ? ana.AadObjectId : ana.UserId;

        var first = await Open(id, ana.TenantId);
        var second = await Open(id, ana.TenantId);

        Assert.Equal((201, ana.Chat.Id), (first.Status, first.Json.Text("id")));
        Assert.Equal(ana.Chat.Id, second.Json.Text("id"));
    }

    [Fact]
    public async Task A_chat_is_opened_only_with_somebody_the_bot_can_reach()
    {
        var (team, ana, _) = Riverside();

        Assert.Equal(403, (await Open(ana.UserId, ana.TenantId)).Status);
        Assert.Equal(404, (await Open("29:nobody", ana.TenantId)).Status);
        Assert.Equal(404, (await Open(ana.UserId, Teams.TenantId("south"))).Status);
        Assert.Equal(400, (await Open(ana.UserId, tenantId: null)).Status);

        await team.Installs(by: ana);
        Assert.Equal(201, (await Open(ana.UserId, ana.TenantId)).Status);
    }

    [Fact]
    public async Task Rosters_come_in_pages()
    {
        var (team, ana, ben) = Riverside();
        team.Add(Teams.Person("Carla", "north"));
        await team.Installs(by: ana);
        Teams.LargestRosterPage = 2;

        var first = (await Bot.Calls(HttpMethod.Get, Bot.Heard[0], "pagedmembers?pageSize=500")).Json;
        var second = (await Bot.Calls(HttpMethod.Get, Bot.Heard[0], $"pagedmembers?continuationToken={first.Text("continuationToken")}")).Json;
        var whole = (await Bot.Calls(HttpMethod.Get, Bot.Heard[0], "members")).Json;

        Assert.Equal([ana.UserId, ben.UserId], first.Items("members").Select(m => m.Text("id")));
        Assert.Equal(["Carla"], second.Items("members").Select(m => m.Text("name")));
        Assert.Null(second.Text("continuationToken"));
        Assert.Equal(3, whole!.AsArray().Count);
        Assert.Equal("MemberNotFoundInConversation", CodeOf(await Bot.Calls(HttpMethod.Get, Bot.Heard[0], "members/29:nobody")));
    }

    [Fact]
    public async Task A_team_tells_its_name_and_channels()
    {
        var (team, ana, _) = Riverside();
        team.Channel("Digests");
        await team.Installs(by: ana);
        var address = new Uri(Teams.ServiceUrl, $"v3/teams/{Uri.EscapeDataString(team.Id)}");

        var details = (await Bot.Calls(HttpMethod.Get, address)).Json;
        var channels = (await Bot.Calls(HttpMethod.Get, new Uri($"{address}/conversations"))).Json;

        Assert.Equal(("Riverside Reads", team.GroupId), (details.Text("name"), details.Text("aadGroupId")));
        Assert.Equal([(team.Id, null), (team.Channel("Digests").Id, "Digests")], channels.Items("conversations").Select(c => (c.Text("id"), c.Text("name"))));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Says("hello");

        Assert.Equal(404, (await Bot.Calls(HttpMethod.Get, new Uri(Teams.ServiceUrl, "v3/nothing"))).Status);
        Assert.Equal("ConversationNotFound", CodeOf(await Bot.Calls(HttpMethod.Post, Conversations(Teams.ServiceUrl, "a:nobody/activities"), "{}")));
        Assert.Equal("ActivityNotFoundInConversation", CodeOf(await Bot.Calls(HttpMethod.Put, Bot.Heard[0], "activities/1", Words("?"))));
    }

    [Fact]
    public async Task All_that_the_bot_does_is_on_record()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Says("hello");
        Teams.Answers(to: ana).With(502, times: 1);
        await Bot.Send(Bot.Heard[0], Words("Hello"));
        Clock.Advance(TimeSpan.FromSeconds(2));
        await Bot.Send(Bot.Heard[0], Words("Hello"));

        var requests = await Teams.IsAsked(r => r.Person == ana, times: 2);

        Assert.Equal([502, 201], requests.Select(r => r.Status));
        Assert.Equal([WednesdayNoon, WednesdayNoon.AddSeconds(2)], requests.Select(r => r.At));
        Assert.Equal("Hello", requests[0].Json.Text("text"));
        var sent = Assert.Single(Teams.Sent);
        Assert.Equal((ana, WednesdayNoon.AddSeconds(2), requests[1].Bytes), (sent.Person, sent.At, sent.Bytes));
    }

    [Fact]
    public async Task A_card_that_is_too_large_is_refused_and_fails_the_test()
    {
        var ana = Teams.Person("Ana", "north");
        // "é" is one UTF-16 unit, however a serialiser writes it.
        Bot.Answers(Card(TextBlock(new string('é', 14_300))));
        await Assert.ThrowsAsync<BotBrokeTheRulesException>(() => ana.Says("check in"));
        Assert.Empty(ana.Messages);

        Teams.ToleratesViolations = true;
        Bot.Answers(Card(TextBlock(new string('é', 14_000))));
        await ana.Says("check in");
        Assert.Single(ana.Messages);
    }

    [Fact]
    public async Task A_message_beyond_what_Teams_takes_is_answered_as_Teams_does()
    {
        Teams.ToleratesViolations = true;
        var ana = Teams.Person("Ana", "north");
        await ana.Says("hello");

        var answer = await Bot.Send(Bot.Heard[0], Words(new string('x', 52_000)));

        Assert.Equal((413, "MessageSizeTooBig"), (answer.Status, CodeOf(answer)));
    }

    [Theory]
    [InlineData("""{"type":"Input.Text","id":"a","label":"A"},{"type":"Input.Text","id":"a","label":"B"}""", "Several inputs have the id")]
    [InlineData("""{"type":"Input.Text","label":"A"}""", "An input without an id")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Execute","title":"Go"}]}""", "without a verb")]
    public async Task A_card_that_no_client_can_handle_is_refused(string body, string violation)
    {
        Teams.ToleratesViolations = true;
        Bot.Answers(Card(body));

        await Teams.Person("Ana", "north").Says("check in");

        Assert.Contains(violation, Assert.Single(Teams.Violations), StringComparison.Ordinal);
        Assert.Empty(Teams.Sent);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_is_refused()
    {
        Teams.ToleratesViolations = true;
        var ana = Teams.Person("Ana", "north");
        await ana.Says("hello");

        var answer = await Bot.Calls(HttpMethod.Post, Conversations(ana.ServiceUrl, $"{ana.Chat.Id}/activities"), "{\"type\":");

        Assert.Equal((400, "BadSyntax"), (answer.Status, CodeOf(answer)));
        Assert.Single(Teams.Violations);
    }

    [Fact]
    public async Task A_card_answered_to_a_press_is_checked_as_well()
    {
        var form = await Form(Teams.Person("Ana", "north"));
        Bot.AnswersPresses(_ => AnswerCard(TextBlock(new string('x', 15_000))));

        await Assert.ThrowsAsync<BotBrokeTheRulesException>(() => form.Press("Skip this time"));
    }
}
