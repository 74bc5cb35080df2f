using System.Text.Json.Nodes;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Simulator;

public sealed class TeamTests : SimulatorTest
{
    [Fact]
    public async Task Installing_in_a_team_tells_of_the_team()
    {
        var (team, ana, _) = Riverside();

        await team.Installs(by: ana);

        Assert.Equal("add", Bot.Heard[0].Text("action"));
        var update = Bot.Heard[1];
        Assert.Equal("conversationUpdate", update.Text("type"));
        Assert.Equal("teamMemberAdded", update.At("channelData").Text("eventType"));
        Assert.Equal(team.Id, update.At("channelData").At("team").Text("id"));
        Assert.Equal("Riverside Reads", update.At("channelData").At("team").Text("name"));
        Assert.Equal(team.General.Id, update.At("conversation").Text("id"));
    }

    [Fact]
    public async Task A_mention_in_a_channel_begins_a_thread_where_the_bot_answers()
    {
        var (team, ana, _) = Riverside();
        await team.Installs(by: ana);
        Bot.Answers(Words("Attendance is …"));

        var thread = await ana.Says("what is attendance?", team.General);

        var heard = Bot.Heard[^1];
        Assert.Equal("<at>Bot</at> what is attendance?", heard.Text("text"));
        var mention = Assert.Single(heard.Items("entities"), e => e.Text("type") == "mention");
        Assert.Equal(Teams.BotId, mention.At("mentioned").Text("id"));
        Assert.Equal("<at>Bot</at>", mention.Text("text"));
        Assert.Equal("channel", heard.At("conversation").Text("conversationType"));
        Assert.Equal($"{team.General.Id};messageid={thread}", heard.At("conversation").Text("id"));
        Assert.Equal(thread, (await team.General.Receives()).ThreadId);
    }

    [Fact]
    public async Task Without_a_mention_the_bot_hears_nothing_in_a_channel()
    {
        var (team, ana, _) = Riverside();
        await team.Installs(by: ana);
        var heard = Bot.Heard.Count;

        await ana.Says("lunch?", team.General, mention: false);

        Assert.Equal(heard, Bot.Heard.Count);
        var stranger = Teams.Person("Zoe", "north");
        await Assert.ThrowsAsync<InvalidOperationException>(() => stranger.Says("let me in", team.General));
    }

    [Fact]
    public async Task The_bot_begins_and_answers_threads_in_a_channel()
    {
        var (team, ana, _) = Riverside();
        await team.Installs(by: ana);
        var digests = team.Channel("Digests");

        var created = await Bot.Calls(HttpMethod.Post, Conversations(Teams.ServiceUrl), new JsonObject
        {
            ["isGroup"] = true,
            ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = digests.Id } },
            ["activity"] = Words("Digest"),
        }.ToJsonString());
        await Bot.Send(new JsonObject
        {
            ["serviceUrl"] = Teams.ServiceUrl.ToString(),
            ["conversation"] = new JsonObject { ["id"] = created.Json.Text("id") },
        }, Words("One more thing"));

        var post = await digests.Receives();
        var answer = await digests.Receives();
        Assert.Equal(201, created.Status);
        Assert.Equal(created.Json.Text("activityId"), post.Id);
        Assert.Equal(post.Id, post.ThreadId);
        Assert.Equal(post.Id, answer.ThreadId);
        Assert.NotEqual(post.Id, answer.Id);
        Assert.Equal(0, team.General.Unread);
    }

    [Fact]
    public async Task Any_member_may_press_in_a_channel_and_sees_the_answer_alone()
    {
        var (team, ana, ben) = Riverside();
        await team.Installs(by: ana);
        Bot.Answers(Card(TextBlock("Attendance"), """{"type":"Action.Execute","title":"Agree","verb":"agree"}"""));
        await ana.Says("what is attendance?", team.General);
        var card = await team.General.Receives();
        Bot.AnswersPresses(_ => AnswerCard(TextBlock("You agreed")));

        await card.As(ben).Press("Agree");

        var invoke = Bot.Heard[^1];
        Assert.Equal(ben.UserId, invoke.At("from").Text("id"));
        Assert.EndsWith($";messageid={card.ThreadId}", invoke.At("conversation").Text("id"), StringComparison.Ordinal);
        Assert.Equal(team.Id, invoke.At("channelData").At("team").Text("id"));
        Assert.Equal("You agreed", card.As(ben).Title);
        Assert.Equal("Attendance", card.As(ana).Title);
        await Assert.ThrowsAsync<InvalidOperationException>(() => card.Press("Agree"));
        Assert.Throws<InvalidOperationException>(() => card.As(Teams.Person("Zoe", "north")));
    }

    [Fact]
    public async Task Someone_of_another_tenant_speaks_in_the_tenant_of_the_channel()
    {
        var (team, ana, _) = Riverside();
        var carla = Teams.Person("Carla", "south");
        team.Add(carla);
        await team.Installs(by: ana);

        await carla.Says("status", team.General);

        var heard = Bot.Heard[^1];
        Assert.Equal(Teams.TenantId("north"), heard.At("channelData").At("tenant").Text("id"));
        Assert.Equal(carla.AadObjectId, heard.At("from").Text("aadObjectId"));
        var member = await Bot.Calls(HttpMethod.Get, heard, $"members/{carla.UserId}");
        Assert.Equal(Teams.TenantId("south"), member.Json.Text("tenantId"));
    }

    [Fact]
    public async Task People_join_and_leave_a_team_before_the_bots_eyes()
    {
        var (team, ana, _) = Riverside();
        await team.Installs(by: ana);
        var zoe = Teams.Person("Zoe", "north");

        await team.Joins(zoe);
        Assert.Equal(zoe.UserId, Assert.Single(Bot.Heard[^1].Items("membersAdded")).Text("id"));
        Assert.Contains(zoe, team.Members);

        await team.Leaves(zoe);
        Assert.Equal(zoe.UserId, Assert.Single(Bot.Heard[^1].Items("membersRemoved")).Text("id"));
        Assert.DoesNotContain(zoe, team.Members);
    }

    [Fact]
    public async Task A_team_or_group_chat_that_removes_the_bot_refuses_it()
    {
        var (team, ana, ben) = Riverside();
        var chat = Teams.GroupChat("Reading", ana, ben);
        await team.Installs(by: ana);
        await chat.Installs(by: ana);
        var (inTeam, inChat) = (Bot.Heard[0], Bot.Heard[2]);
        Assert.Equal("groupChat", inChat.At("conversation").Text("conversationType"));
        Assert.Equal(201, (await Bot.Send(inTeam, Words("Hello"))).Status);
        Assert.Equal(201, (await Bot.Send(inChat, Words("Hello"))).Status);

        await team.Uninstalls(by: ana);
        await chat.Uninstalls(by: ana);

        Assert.Equal(403, (await Bot.Send(inTeam, Words("Hello?"))).Status);
        Assert.Equal(403, (await Bot.Send(inChat, Words("Hello?"))).Status);
        Assert.Equal(1, chat.Unread);
    }
}
