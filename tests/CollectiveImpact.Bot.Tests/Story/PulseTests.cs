using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Pulse;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

public sealed class PulseTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly string Trust = En.Pulse.Trust;
    private static readonly string Heard = En.Pulse.Heard;
    private static readonly string Backbone = En.Pulse.Backbone;

    [Fact]
    public async Task Everyone_is_asked_six_answer_and_the_report_comes_after_the_close()
    {
        var (carmen, partners) = await Asked(5);
        foreach (var person in partners.Append(carmen))
        {
            var thanks = await Answers(await person.Receives());
            Assert.Contains(En.Pulse.Thanks, thanks.AllText, StringComparison.Ordinal);
            Assert.DoesNotContain(En.Pulse.Agree, thanks.Json!.ToJsonString(), StringComparison.Ordinal);
        }

        var again = await carmen.Asks("pulse");
        Assert.Contains(En.Pulse.Thanks, again.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("of 5", again.AllText, StringComparison.Ordinal);
        var report = await carmen.Asks("close pulse");

        Assert.Contains(En.Pulse.AtLeast(5), report.AllText, StringComparison.Ordinal);
        Assert.Contains($"{Trust}\n{CollectiveImpact.Conversations.ConversationCards.Capital(En.Pulse.OnTheWholeAgree)}", report.AllText, StringComparison.Ordinal);
        Assert.Contains($"{Backbone}\n{En.Pulse.TooFewOfThis}", report.AllText, StringComparison.Ordinal);
        Assert.Contains(report.AllText, (await partners[2].Asks("pulse")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Pulse.NoneOpen, (await carmen.Asks("close pulse")).Text, StringComparison.Ordinal);
        Assert.Contains(En.Piece(En.Pulse.OpenedWithinTheMonth(En.Unknown)), (await carmen.Asks("open pulse")).Text, StringComparison.Ordinal);
        NothingWentWrong();
        Assert.DoesNotContain(World.Log, l => l.Contains(Trust, StringComparison.Ordinal) || l.Contains("Ballot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_fewer_than_five_nothing_is_shown()
    {
        var (carmen, partners) = await Asked(4);
        foreach (var person in partners)
        {
            await Answers(await person.Receives());
        }

        var report = await carmen.Asks("close pulse");

        Assert.Contains(En.Pulse.TooFewAnswered(5), report.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(Trust, report.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressed_twice_it_is_one_answer_and_to_say_nothing_is_none()
    {
        var (_, partners) = await Asked(4);
        var form = await partners[0].Receives();

        var half = await Assert.ThrowsAsync<ClientRefusedException>(() => form.Choose(Trust, En.Pulse.Agree).Press(En.Pulse.Send));
        Assert.Contains(En.Pulse.ChooseOne(En.Pulse.RatherNot), half.Message, StringComparison.Ordinal);
        Assert.Contains(En.Pulse.NothingAnswered, (await form.SaysOfUs().Press(En.Pulse.Send)).AllText, StringComparison.Ordinal);
        var answers = await (await partners[1].Receives()).SaysOfUs((Trust, En.Pulse.Agree)).PressTimes(En.Pulse.Send, 3);
        Assert.All(answers, a => Assert.Contains(En.Pulse.Thanks, a.AllText, StringComparison.Ordinal));
        // An old copy of the card, or one's own invoke.
        var forged = await (await partners[1].Asks("pulse")).PressRaw(PulseCard.AnswerVerb, new JsonObject { ["pulse"] = "1", ["Trust"] = "1", ["initiative"] = Initiative(form) });
        Assert.Contains(En.Pulse.EachOnce, forged.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Pulse.HowDoWeWork, (await partners[0].Asks("pulse")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_member_or_only_looks_on_or_does_not_run_the_initiative_changes_nothing()
    {
        var (carmen, partners) = await Asked(4);
        var form = await partners[0].Receives();
        var eve = Teams.Person("Eve", "harbour");
        await eve.SetsUp("Harbour Walks");

        var refused = await (await eve.Asks("help")).PressRaw(PulseCard.AnswerVerb, new JsonObject { ["pulse"] = "1", ["Trust"] = "1", ["initiative"] = Initiative(form) });
        Assert.Contains(En.Conversations.NotAMemberOfIts, refused.Notice, StringComparison.Ordinal);
        Assert.Contains(En.Pulse.NoneYetForBackbone, (await eve.Asks("pulse")).Text, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await partners[0].Asks("close pulse")).Text, StringComparison.Ordinal);
        Assert.Contains(En.Conversations.OnlyBackbone("Carmen"), (await partners[0].Asks("open pulse")).Text, StringComparison.Ordinal);
        var code = await carmen.InvitesObserver();
        var olga = Teams.Person("Olga", "funder");
        await olga.Joins(code);
        Assert.Contains(En.Pulse.AnsweredUntilTheEndOf("Wednesday 9 December"), (await olga.Asks("pulse")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Pulse.TooFewPeople(5), (await eve.Asks("open pulse")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_closes_by_itself_and_what_came_too_late_is_not_counted()
    {
        var (carmen, partners) = await Asked(5);
        foreach (var person in partners)
        {
            await Answers(await person.Receives());
        }

        // Closed at midnight, told in the morning, to everyone, once; a quarter after it was opened the backbone is asked for another.
        await World.ItIs(World.Start + NodaTime.Duration.FromDays(16));
        await World.ItIs(World.Start + NodaTime.Duration.FromDays(19));
        Assert.Contains(En.Pulse.AtLeast(5), (await partners[0].Receives()).AllText, StringComparison.Ordinal);
        Assert.Equal(0, partners[0].Unread);
        var late = await partners[0].Chat.Messages[^2].SeenBy(partners[0]).PressRaw(PulseCard.AnswerVerb, new JsonObject { ["pulse"] = "1", ["Trust"] = "1" });
        Assert.Contains(En.Pulse.HasClosed, late.Notice, StringComparison.Ordinal);
        await carmen.Receives();
        await carmen.Receives();
        await World.ItIs(World.Start + NodaTime.Duration.FromDays(93));
        await World.ItIs(World.Start + NodaTime.Duration.FromDays(94));
        Assert.Contains(En.Pulse.AskEveryone, (await (await carmen.Receives()).Press(En.Pulse.Open)).Buttons);
        Assert.Equal((0, 0), (carmen.Unread, partners[0].Unread));
    }

    [Fact]
    public async Task After_a_restart_who_was_written_has_answered_and_the_next_quarter_shows_the_trend()
    {
        var (carmen, partners) = await Asked(5);
        foreach (var person in partners)
        {
            await Answers(await person.Receives());
        }

        await World.Restarts();
        Assert.Contains(En.Pulse.Thanks, (await partners[0].Asks("pulse")).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Pulse.AtLeast(5), (await carmen.Asks("close pulse")).AllText, StringComparison.Ordinal);
        World.Clock.MoveTo(World.Start + NodaTime.Duration.FromDays(90));
        Assert.Contains(En.Pulse.Asked(6), (await (await carmen.Asks("open pulse")).Press(En.Pulse.AskEveryone)).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        foreach (var person in partners)
        {
            await Answers(await person.Asks("pulse"), "Disagree");
        }

        var report = await carmen.Asks("close pulse");

        Assert.Contains($"{CollectiveImpact.Conversations.ConversationCards.Capital(En.Pulse.OnTheWholeDisagree)}\n{En.Pulse.Lower("November 2026", $"{En.Pulse.OnTheWholeAgree} (November 2026)")}", report.AllText, StringComparison.Ordinal);
    }

    private async Task<(Person Carmen, Person[] Partners)> Asked(int partners)
    {
        var carmen = Teams.Person("Carmen", "backbone");
        await carmen.SetsUp();
        var people = Enumerable.Range(0, partners).Select(i => Teams.Person($"Person {i}", $"partner{i}")).ToArray();
        foreach (var person in people)
        {
            await person.Joins(await carmen.AddsPartner($"Partner {person.Name[^1]}"));
        }

        var opened = await (await carmen.Asks("open pulse")).Press(En.Pulse.AskEveryone);
        Assert.Contains(En.Pulse.Asked(partners + 1), opened.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        return (carmen, people);
    }

    private static Task<ReceivedCard> Answers(ReceivedCard form, string answer = "Agree") =>
        form.SaysOfUs((Trust, answer), (Heard, En.Pulse.StronglyDisagree)).Press(En.Pulse.Send);

    private static string Initiative(ReceivedCard form) => form.Json!["actions"]![0]!["data"]!["initiative"]!.GetValue<string>();
}
