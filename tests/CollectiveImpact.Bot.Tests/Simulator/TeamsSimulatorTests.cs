using System.Text.Json.Nodes;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Simulator;

public sealed class TeamsSimulatorTests : SimulatorTest
{
    [Fact]
    public async Task What_a_person_says_reaches_the_bot_as_Teams_writes_it()
    {
        var ana = Teams.Person("Ana", tenant: "north");

        await ana.Says("check in");

        var heard = Assert.Single(Bot.Heard);
        Assert.Equal("message", heard.Text("type"));
        Assert.Equal("check in", heard.Text("text"));
        Assert.Equal("msteams", heard.Text("channelId"));
        Assert.Equal("personal", heard.At("conversation").Text("conversationType"));
        Assert.Equal(ana.TenantId, heard.At("conversation").Text("tenantId"));
        Assert.Equal(ana.TenantId, heard.At("channelData").At("tenant").Text("id"));
        Assert.Equal(ana.AadObjectId, heard.At("from").Text("aadObjectId"));
        Assert.StartsWith("29:", heard.At("from").Text("id"), StringComparison.Ordinal);
        Assert.Equal(Teams.BotId, heard.At("recipient").Text("id"));
        Assert.Equal("2026-11-25T12:00:00.000Z", heard.Text("timestamp"));
        Assert.Equal(Teams.ServiceUrlOf("north").ToString(), heard.Text("serviceUrl"));
    }

    [Fact]
    public async Task A_person_speaks_in_their_own_language_and_time()
    {
        var chidi = Teams.Person("Chidi", tenant: "north", locale: "pt-BR", timeZone: "America/Sao_Paulo");

        await chidi.Says("check in");

        var heard = Assert.Single(Bot.Heard);
        var client = Assert.Single(heard.Items("entities"), e => e.Text("type") == "clientInfo");
        Assert.Equal("pt-BR", client.Text("locale"));
        Assert.Equal("BR", client.Text("country"));
        Assert.Equal("America/Sao_Paulo", client.Text("timezone"));
        Assert.Equal("America/Sao_Paulo", heard.Text("localTimezone"));
        Assert.Equal("2026-11-25T09:00:00.000-03:00", heard.Text("localTimestamp"));
    }

    [Fact]
    public async Task A_failed_turn_fails_the_test_with_the_bots_answer()
    {
        Bot.Does = _ => Task.FromResult(new BotAnswer(500, "out of order"));

        var failed = await Assert.ThrowsAsync<BotFailedException>(() => Teams.Person("Ana", "north").Says("check in"));

        Assert.Equal(500, failed.Answer.Status);
        Assert.Contains("out of order", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_people_of_one_name_are_two_people()
    {
        var one = Teams.Person("Ana", tenant: "north");
        var other = Teams.Person("Ana", tenant: "north");

        Assert.NotEqual(one.AadObjectId, other.AadObjectId);
        Assert.NotEqual(one.UserId, other.UserId);
        Assert.NotEqual(one.Chat.Id, other.Chat.Id);
        Assert.Equal(one.TenantId, other.TenantId);
    }

    [Fact]
    public async Task Ids_are_the_same_on_every_run_and_differ_between_worlds()
    {
        await using var again = await TeamsSimulator.Start(Bot.Messages);
        await using var elsewhere = await TeamsSimulator.Start(Bot.Messages, world: "elsewhere");
        var ana = Teams.Person("Ana", "north");

        Assert.Equal(ana.UserId, again.Person("Ana", "north").UserId);
        Assert.NotEqual(ana.UserId, elsewhere.Person("Ana", "north").UserId);
        Assert.NotEqual(ana.TenantId, elsewhere.TenantId("north"));
    }

    [Fact]
    public async Task A_guest_has_other_ids_in_the_other_tenant()
    {
        var ana = Teams.Person("Ana", tenant: "north");
        var guest = ana.AsGuestIn("south");
        var team = Teams.Team("Riverside Reads", tenant: "south");
        team.Add(guest);
        await team.Installs(by: guest);

        var member = (await Bot.Calls(HttpMethod.Get, Bot.Heard[0], $"members/{guest.AadObjectId}")).Json;

        Assert.NotEqual(ana.AadObjectId, guest.AadObjectId);
        Assert.Equal("guest", member.Text("userRole"));
        Assert.Equal(Teams.TenantId("south"), member.Text("tenantId"));
    }

    [Fact]
    public async Task Installing_tells_the_bot_twice()
    {
        var ana = Teams.Person("Ana", "north");

        await ana.Installs();

        Assert.Collection(
            Bot.Heard,
            first =>
            {
                Assert.Equal("installationUpdate", first.Text("type"));
                Assert.Equal("add", first.Text("action"));
            },
            second =>
            {
                Assert.Equal("conversationUpdate", second.Text("type"));
                Assert.Equal(Teams.BotId, Assert.Single(second.Items("membersAdded")).Text("id"));
            });
    }

    [Fact]
    public async Task After_uninstalling_the_bot_is_told_and_then_refused()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Installs();

        await ana.Uninstalls();

        Assert.Equal("remove", Bot.Heard[^1].Text("action"));
        var answer = await Bot.Send(Bot.Heard[^1], Words("Hello?"));
        Assert.Equal((403, "BotNotInConversationRoster"), (answer.Status, CodeOf(answer)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ana.Says("hello"));

        await ana.Installs();
        Assert.Equal(201, (await Bot.Send(Bot.Heard[^1], Words("Welcome back"))).Status);
    }

    [Fact]
    public async Task A_person_who_blocks_the_bot_does_so_in_silence()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Installs();
        var heard = Bot.Heard.Count;

        ana.Blocks();

        var answer = await Bot.Send(Bot.Heard[^1], Words("Hello?"));
        Assert.Equal((403, "ConversationBlockedByUser"), (answer.Status, CodeOf(answer)));
        Assert.Equal(heard, Bot.Heard.Count);
        Assert.Empty(ana.Messages);
    }

    [Fact]
    public async Task A_person_receives_messages_in_the_order_they_were_sent()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Says("check in");
        await Bot.Send(Bot.Heard[0], Words("One"));
        await Bot.Send(Bot.Heard[0], Words("Two"));

        Assert.Equal(2, ana.Unread);
        Assert.Equal("One", (await ana.Receives()).Text);
        Assert.Equal("Two", (await ana.Receives()).Text);
        Assert.Equal(0, ana.Unread);
        Assert.Equal(2, ana.Messages.Count);
    }

    [Fact]
    public async Task Receiving_waits_for_a_message_that_is_still_to_come()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Says("check in");

        var receives = ana.Receives();
        Assert.False(receives.IsCompleted);
        await Bot.Send(Bot.Heard[0], Words("Here you are"));

        Assert.Equal("Here you are", (await receives).Text);
    }

    [Fact]
    public async Task Waiting_in_vain_ends_and_says_what_the_bot_did()
    {
        Teams.Patience = Briefly;
        var ana = Teams.Person("Ana", "north");
        await ana.Says("check in");
        ana.Blocks();
        await Bot.Send(Bot.Heard[0], Words("Hello?"));

        var late = await Assert.ThrowsAsync<TimeoutException>(ana.Receives);

        Assert.Contains("Ana received nothing", late.Message, StringComparison.Ordinal);
        Assert.Contains("-> 403", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_is_not_a_message()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Says("check in");

        var answer = await Bot.Send(Bot.Heard[0], new JsonObject { ["type"] = "typing" });

        Assert.Equal(201, answer.Status);
        Assert.Equal(0, ana.Unread);
    }

    [Fact]
    public async Task A_message_changes_in_place_when_the_bot_updates_it()
    {
        var ana = Teams.Person("Ana", "north");
        Bot.Answers(Card(TextBlock("Open")));
        await ana.Says("check in");
        var card = await ana.Receives();

        await Bot.Calls(HttpMethod.Put, Bot.Heard[0], $"activities/{card.Id}", Card(TextBlock("Closed")));

        Assert.Equal("Closed", (await card.IsUpdated()).Title);
        Assert.Equal("Closed", card.Current.Title);
        Assert.Equal("Open", card.Title);
        Assert.Equal(0, ana.Unread);
    }

    [Fact]
    public async Task An_update_that_never_comes_is_not_waited_for_for_ever()
    {
        Teams.Patience = Briefly;
        var ana = Teams.Person("Ana", "north");
        Bot.Answers(Card(TextBlock("Open")));
        await ana.Says("check in");
        var card = await ana.Receives();

        await Assert.ThrowsAsync<TimeoutException>(card.IsUpdated);
    }

    [Fact]
    public async Task A_message_disappears_when_the_bot_deletes_it()
    {
        var ana = Teams.Person("Ana", "north");
        Bot.Answers(Words("Oops"));
        await ana.Says("check in");
        var message = await ana.Receives();

        await Bot.Calls(HttpMethod.Delete, Bot.Heard[0], $"activities/{message.Id}");

        await message.IsDeleted();
        Assert.True(message.Message.Deleted);
        var again = await Bot.Calls(HttpMethod.Delete, Bot.Heard[0], $"activities/{message.Id}");
        Assert.Equal((404, "ActivityNotFoundInConversation"), (again.Status, CodeOf(again)));
    }

    [Fact]
    public async Task Anything_at_all_can_be_posted_to_the_bot()
    {
        var odd = await Teams.Posts(new JsonObject { ["type"] = "unheardOf" });
        var broken = await Teams.PostRaw("{\"type\":");

        Assert.Equal(200, odd.Status);
        Assert.Equal("unheardOf", Assert.Single(Bot.Heard).Text("type"));
        Assert.Equal((400, "Not JSON."), (broken.Status, broken.Body));
    }

    [Fact]
    public async Task Many_people_speak_at_once()
    {
        var people = Enumerable.Range(0, 50).Select(i => Teams.Person("Ana", $"tenant {i % 5}")).ToList();
        Bot.Answers(Card(TextBlock("Check-in")));

        await Task.WhenAll(people.Select(p => p.Says("check in")));

        Assert.All(people, p => Assert.Equal(1, p.Unread));
        Assert.Equal(50, Teams.Sent.DistinctBy(s => s.Person).Count());
        Assert.Equal(50, Teams.Sent.DistinctBy(s => s.Message.Id).Count());
    }
}
