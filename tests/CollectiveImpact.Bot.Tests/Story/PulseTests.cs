using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Pulse;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

public sealed class PulseTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Trust = "The organisations in this initiative trust each other.";
    private const string Heard = "I am heard when we decide something.";
    private const string Backbone = "What the backbone does helps us.";

    [Fact]
    public async Task Everyone_is_asked_six_answer_and_the_report_comes_after_the_close()
    {
        var (carmen, partners) = await Asked(5);
        foreach (var person in partners.Append(carmen))
        {
            var thanks = await Answers(await person.Receives());
            Assert.Contains("Thank you, you have answered", thanks.AllText, StringComparison.Ordinal);
            Assert.DoesNotContain("Agree", thanks.Json!.ToJsonString(), StringComparison.Ordinal);
        }

        var again = await carmen.Asks("pulse");
        Assert.Contains("Thank you, you have answered", again.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("of 5", again.AllText, StringComparison.Ordinal);
        var report = await carmen.Asks("close pulse");

        Assert.Contains("At least 5 people answered", report.AllText, StringComparison.Ordinal);
        Assert.Contains($"{Trust}\nOn the whole, people agree", report.AllText, StringComparison.Ordinal);
        Assert.Contains($"{Backbone}\nToo few answered this to be shown.", report.AllText, StringComparison.Ordinal);
        Assert.Contains(report.AllText, (await partners[2].Asks("pulse")).AllText, StringComparison.Ordinal);
        Assert.Contains("No pulse is open", (await carmen.Asks("close pulse")).Text, StringComparison.Ordinal);
        Assert.Contains("People tire of being asked", (await carmen.Asks("open pulse")).Text, StringComparison.Ordinal);
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

        Assert.Contains("too few to be shown", report.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(Trust, report.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressed_twice_it_is_one_answer_and_to_say_nothing_is_none()
    {
        var (_, partners) = await Asked(4);
        var form = await partners[0].Receives();

        Assert.Contains("Please answer one statement at least", (await form.Choose(Trust, "I'd rather not say").Press("Send without my name")).AllText, StringComparison.Ordinal);
        var answers = await (await partners[1].Receives()).Choose(Trust, "Agree").PressTimes("Send without my name", 3);
        Assert.All(answers, a => Assert.Contains("Thank you, you have answered", a.AllText, StringComparison.Ordinal));
        // An old copy of the card, or one's own invoke.
        var forged = await (await partners[1].Asks("pulse")).PressRaw(PulseCard.AnswerVerb, new JsonObject { ["pulse"] = "1", ["Trust"] = "1", ["initiative"] = Initiative(form) });
        Assert.Contains("Each person answers once", forged.AllText, StringComparison.Ordinal);
        Assert.Contains("How do we work together?", (await partners[0].Asks("pulse")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_member_or_only_looks_on_or_does_not_run_the_initiative_changes_nothing()
    {
        var (carmen, partners) = await Asked(4);
        var form = await partners[0].Receives();
        var eve = Teams.Person("Eve", "harbour");
        await eve.SetsUp("Harbour Walks");

        var refused = await (await eve.Asks("help")).PressRaw(PulseCard.AnswerVerb, new JsonObject { ["pulse"] = "1", ["Trust"] = "1", ["initiative"] = Initiative(form) });
        Assert.Contains("not a member", refused.Notice, StringComparison.Ordinal);
        Assert.Contains("no pulse yet", (await eve.Asks("pulse")).Text, StringComparison.Ordinal);
        Assert.Contains("Only backbone staff", (await partners[0].Asks("close pulse")).Text, StringComparison.Ordinal);
        Assert.Contains("Only backbone staff", (await partners[0].Asks("open pulse")).Text, StringComparison.Ordinal);
        var invitation = await (await carmen.Asks("partners")).Press("Invite an observer");
        var olga = Teams.Person("Olga", "funder");
        await olga.Joins(Cast.CodeOn(invitation));
        Assert.Contains("Partners' people and backbone staff answer it", (await olga.Asks("pulse")).AllText, StringComparison.Ordinal);
        Assert.Contains("Fewer than 5 people could answer", (await eve.Asks("open pulse")).Text, StringComparison.Ordinal);
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
        Assert.Contains("At least 5 people answered", (await partners[0].Receives()).AllText, StringComparison.Ordinal);
        Assert.Equal(0, partners[0].Unread);
        var late = await partners[0].Chat.Messages[^2].SeenBy(partners[0]).PressRaw(PulseCard.AnswerVerb, new JsonObject { ["pulse"] = "1", ["Trust"] = "1" });
        Assert.Contains("That pulse has closed", late.Notice, StringComparison.Ordinal);
        await carmen.Receives();
        await carmen.Receives();
        await World.ItIs(World.Start + NodaTime.Duration.FromDays(93));
        await World.ItIs(World.Start + NodaTime.Duration.FromDays(94));
        Assert.Contains("Ask everyone", (await (await carmen.Receives()).Press("Open a pulse")).Buttons);
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
        Assert.Contains("Thank you, you have answered", (await partners[0].Asks("pulse")).AllText, StringComparison.Ordinal);
        Assert.Contains("At least 5 people answered", (await carmen.Asks("close pulse")).AllText, StringComparison.Ordinal);
        World.Clock.MoveTo(World.Start + NodaTime.Duration.FromDays(90));
        Assert.Contains("6 people are asked", (await (await carmen.Asks("open pulse")).Press("Ask everyone")).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        foreach (var person in partners)
        {
            await Answers(await person.Asks("pulse"), "Disagree");
        }

        var report = await carmen.Asks("close pulse");

        Assert.Contains("On the whole, people disagree\nLower than in November 2026. Before: on the whole, people agree (November 2026).", report.AllText, StringComparison.Ordinal);
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

        var opened = await (await carmen.Asks("open pulse")).Press("Ask everyone");
        Assert.Contains($"{partners + 1} people are asked", opened.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        return (carmen, people);
    }

    private static Task<ReceivedCard> Answers(ReceivedCard form, string answer = "Agree") =>
        form.Choose(Trust, answer).Choose(Heard, "Strongly disagree").Choose(Backbone, "I'd rather not say").Press("Send without my name");

    private static string Initiative(ReceivedCard form) => form.Json!["actions"]![0]!["data"]!["initiative"]!.GetValue<string>();
}
