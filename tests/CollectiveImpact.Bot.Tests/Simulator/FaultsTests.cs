using Xunit;

namespace CollectiveImpact.Bot.Tests.Simulator;

public sealed class FaultsTests : SimulatorTest
{
    [Fact]
    public async Task A_fault_is_answered_as_often_as_told_and_to_that_person_only()
    {
        var ana = Teams.Person("Ana", "north");
        var ben = Teams.Person("Ben", "north");
        await ana.Says("hello");
        await ben.Says("hello");
        Teams.Answers(to: ana).With(429, retryAfterSeconds: 1, times: 2).With(502, times: 1);

        Assert.Equal(201, (await Bot.Send(Bot.Heard[1], Words("Ben"))).Status);
        Assert.Equal(429, (await Bot.Send(Bot.Heard[0], Words("Ana"))).Status);
        Assert.Equal(TimeSpan.FromSeconds(1), Bot.RetryAfter);
        Assert.Equal(429, (await Bot.Send(Bot.Heard[0], Words("Ana"))).Status);
        Assert.Equal(502, (await Bot.Send(Bot.Heard[0], Words("Ana"))).Status);
        Assert.Equal(201, (await Bot.Send(Bot.Heard[0], Words("Ana"))).Status);
        Assert.Single(ana.Messages);
    }

    [Fact]
    public async Task Everybody_can_be_refused_until_told_otherwise()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Says("hello");

        Teams.Answers().With(403);
        var refused = await Bot.Send(Bot.Heard[0], Words("Ana"));
        Teams.Answers().WithNothing();
        var accepted = await Bot.Send(Bot.Heard[0], Words("Ana"));

        Assert.Equal((403, "MessageWritesBlocked"), (refused.Status, refused.Json.Text("subCode")));
        Assert.Equal(201, accepted.Status);
    }

    [Fact]
    public async Task A_channel_can_be_refused_with_a_code()
    {
        var (team, ana, _) = Riverside();
        await team.Installs(by: ana);
        Teams.Answers(to: team.General).With(403, code: "BotDisabledByAdmin");

        Assert.Equal("BotDisabledByAdmin", CodeOf(await Bot.Send(Bot.Heard[0], Words("Hello"))));
    }

    [Fact]
    public async Task A_message_can_arrive_though_the_bot_is_told_that_it_did_not()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Says("hello");
        Teams.Answers(to: ana).DeliversThenAnswers(504, times: 1);

        var answer = await Bot.Send(Bot.Heard[0], Words("Did you get this?"));

        Assert.Equal(504, answer.Status);
        Assert.Equal("Did you get this?", (await ana.Receives()).Text);
    }

    [Fact]
    public async Task A_slow_answer_keeps_its_request_waiting_and_nobody_elses()
    {
        var ana = Teams.Person("Ana", "north");
        var ben = Teams.Person("Ben", "north");
        await ana.Says("hello");
        await ben.Says("hello");
        Teams.Answers(to: ana).Slowly(TimeSpan.FromMinutes(1));

        var slow = Bot.Send(Bot.Heard[0], Words("Hello"));
        await Bot.Send(Bot.Heard[1], Words("Hello"));

        Assert.False(slow.IsCompleted);
        await Teams.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => slow);
    }

    [Fact]
    public async Task A_slow_answer_comes_in_the_end()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Says("hello");
        Teams.Answers(to: ana).Slowly(Briefly);

        var answer = await Bot.Send(Bot.Heard[0], Words("Hello"));

        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task A_request_that_is_never_answered_hangs_until_the_simulator_is_gone()
    {
        var ana = Teams.Person("Ana", "north");
        await ana.Says("hello");
        Teams.Answers(to: ana).Never();

        var sending = Bot.Send(Bot.Heard[0], Words("Hello?"));
        await Teams.IsAsked(r => r.Person == ana);
        Assert.False(sending.IsCompleted);
        await Teams.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        Assert.Empty(ana.Messages);
    }
}
