using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Door;

/// <summary>Who has an invite code got it from the backbone: it can't be found by trying, nor read by a whole channel.</summary>
public sealed class InviteCodeTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task After_five_wrong_codes_a_person_waits_an_hour_and_nobody_else_does()
    {
        var (carmen, _) = await Riverside();
        var (eve, sam) = (Teams.Person("Eve", "school"), Teams.Person("Sam", "school"));
        foreach (var wrong in WrongCodes(GuessesGrain.MostOfAPerson))
        {
            Assert.Contains(En.People.JoinMistyped, (await eve.Asks($"join {wrong}")).Text, StringComparison.Ordinal);
        }

        var code = await carmen.AddsPartner("Eastside School");
        Assert.Contains(En.People.JoinTooManyGuesses, (await eve.Asks($"join {code}")).Text, StringComparison.Ordinal);
        await sam.Joins(code);

        World.Clock.MoveTo(World.Clock.GetCurrentInstant() + GuessesGrain.Lately + Duration.FromSeconds(1));
        await eve.Joins(await carmen.InvitesAnother());
    }

    [Fact]
    public async Task After_fifty_wrong_codes_a_whole_tenant_waits_and_no_other_does()
    {
        var (carmen, _) = await Riverside();
        foreach (var (wrong, n) in WrongCodes(GuessesGrain.MostOfATenant).Select((w, n) => (w, n)))
        {
            await Teams.Person($"Eve {n / GuessesGrain.MostOfAPerson}", "elsewhere").Asks($"join {wrong}");
        }

        var code = await carmen.AddsPartner("Eastside School");
        Assert.Contains(En.People.JoinTooManyGuesses, (await Teams.Person("Pat", "elsewhere").Asks($"join {code}")).Text, StringComparison.Ordinal);
        await Teams.Person("Sam", "school").Joins(code);
    }

    [Theory]
    [InlineData("backbone.addpartner")]
    [InlineData("backbone.invite")]
    [InlineData("membership.standin")]
    [InlineData("membership.handover")]
    public async Task A_press_in_a_channel_shows_no_code(string verb)
    {
        var (carmen, rui) = await Riverside();
        await rui.Asks("away until Monday");
        var presser = verb.StartsWith("backbone", StringComparison.Ordinal) ? carmen : rui;
        var team = Teams.Team("Everybody", presser.Tenant);
        team.Add(presser);
        await team.Installs(presser);

        var help = await team.General.ReceivesAnswer(await presser.Says("status", team.General));
        var answer = await help.As(presser).PressRaw(verb, new JsonObject { ["initiative"] = "", ["name"] = "Eastside School", ["partner"] = "city-library", ["then"] = "LooksOn" });

        Assert.Contains(presser == carmen ? En.People.PartnersNotHere : En.People.SayItInOwnChat, $"{answer.Notice} {answer.AllText}", StringComparison.Ordinal);
        Assert.DoesNotContain(answer.AllText.Split('\n', ' '), w => Codes.ReadInvite(w) is not null);
    }

    private static IEnumerable<string> WrongCodes(int count) => Enumerable.Range(0, count).Select(_ => Codes.NewInvite(new("r1vers")));
}
