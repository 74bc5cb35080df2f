using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Directories;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Backbone staff choose people by their names; each is asked in their own chat, wherever the bot is or may come.</summary>
public sealed class InviteByNameTests(Azurite azurite, FakeGraph graph) : StoryTest(azurite), IClassFixture<FakeGraph>
{
    private static readonly string Library = En.People.InviteForReporter("City Library");

    private protected override Task<World> Begins(Azurite azurite) => World.Begins(azurite, [.. graph.Settings, ("Delivery:FirstDeferral", "00:00:00.050"), ("Delivery:LongestDeferral", "00:00:00.200")]);

    [Fact]
    public async Task Whoever_is_known_is_asked_at_once_says_yes_and_is_in()
    {
        var (carmen, _) = await Riverside();
        var ana = Teams.Person("Ana", "backbone");
        await ana.Installs();
        await ana.Receives();

        var list = await Invites(carmen, ana);
        Assert.Contains(En.People.ByNameDone(1), list.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        var invitation = await ana.Receives();
        Assert.Contains(En.People.Invited("Riverside Reads"), invitation.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.InvitedToReport("Carmen", "City Library"), invitation.AllText, StringComparison.Ordinal);
        Assert.Contains($"{En.People.InviteIsFor("Ana")} {En.People.InviteIsThere}", (await carmen.Asks("invites")).AllText, StringComparison.Ordinal);

        // Asked again she is not, and nobody else may say yes in her place.
        Assert.Contains(En.People.ByNameAlready(1), (await Invites(carmen, ana)).AllText, StringComparison.Ordinal);
        var ben = Teams.Person("Ben", "backbone");
        Assert.Equal(En.People.InvitationOver, await Steals(ben, invitation));

        var welcome = await invitation.Press(En.People.InvitedYes);
        Assert.Contains(En.People.JoinYouReport("City Library"), welcome.AllText, StringComparison.Ordinal);
        await carmen.ReceivesAbout(En.Piece(En.People.HasJoinedInShort("Ana", En.Unknown)));
        Assert.Equal(0, ana.Unread);
        Assert.Contains(En.People.NoInvites, (await carmen.Asks("invites")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_never_opened_the_app_is_asked_when_they_do_and_a_no_is_told_to_whoever_invited()
    {
        var (carmen, _) = await Riverside();
        var ben = Teams.Person("Ben", "backbone");
        await Invites(carmen, ben);
        await World.AllIsSent();
        var list = await carmen.Asks("invites");
        Assert.Contains($"{En.People.InviteIsForChosen} {En.People.InviteNotAllowed}", list.AllText, StringComparison.Ordinal);
        Assert.EndsWith("/consent", list.Links[En.People.ForAdministrators], StringComparison.Ordinal);

        await ben.Installs();
        await ben.Installs();
        Assert.Contains(En.Conversations.WhatIDo, (await ben.Receives()).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        var invitation = await ben.Receives();
        Assert.Equal(0, ben.Unread);
        var no = await invitation.Press(En.People.InvitedNo);
        Assert.Contains(En.People.InvitationDeclined("Riverside Reads", "Carmen"), no.AllText, StringComparison.Ordinal);
        Assert.Contains(Library, (await carmen.ReceivesAbout(En.People.HasDeclined("Ben"))).AllText, StringComparison.Ordinal);
        Assert.Equal(En.People.InvitationOver, (await invitation.PressAnyway(En.People.InvitedYes)).Notice);
        NothingWentWrong();
    }

    [Fact]
    public async Task Where_an_administrator_allows_it_the_app_comes_to_whoever_is_invited_also_after_the_directory_was_busy()
    {
        var (carmen, _) = await Riverside();
        var tenant = graph.Allows(carmen);
        (tenant.Throttles, tenant.RetryAfter) = (1, "1");
        var eva = Teams.Person("Eva", "backbone");

        await Invites(carmen, eva);
        await tenant.Has(eva);
        await World.AllIsSent();
        Assert.Contains(En.People.InviteComes, (await carmen.Asks("invites")).AllText, StringComparison.Ordinal);

        // Teams tells the bot, as after every installation.
        await eva.Installs();
        await eva.Receives();
        await World.AllIsSent();
        await (await eva.Receives()).Press(En.People.InvitedYes);
        Assert.Contains("Eva", (await carmen.ReceivesAbout(En.Piece(En.People.HasJoinedInShort("Eva", En.Unknown)))).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_allowed_later_is_tried_again_on_the_next_working_morning()
    {
        var (carmen, _) = await Riverside();
        var ben = Teams.Person("Ben", "backbone");
        await Invites(carmen, ben);
        await World.AllIsSent();
        var tenant = graph.Allows(carmen);

        await World.ItIs(World.Start + Duration.FromHours(24) + Duration.FromMinutes(10));
        await tenant.Has(ben);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_form_that_says_too_little_is_asked_again_and_a_message_to_forward_stays_the_other_way()
    {
        var (carmen, _) = await Riverside();
        var form = await carmen.Asks("invite by name");
        var again = await form.Press(En.People.ByNameSend);
        Assert.Contains(En.People.ByNameMissing, again.AllText, StringComparison.Ordinal);
        Assert.Contains(En.People.ByNameAsMissing, again.AllText, StringComparison.Ordinal);

        var ben = Teams.Person("Ben", "backbone");
        await again.Pick(En.People.ByNameWho, ben).Choose(En.People.ByNameAs, En.People.InvitationObserver).Press(En.People.ByNameSend);
        await (await carmen.Asks("invites")).Press(En.People.InviteAsLetter);
        Assert.Contains(En.People.JoinYouLookOn, (await ben.JoinsWith(await carmen.ReceivesInvite())).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task In_a_browser_nobody_can_be_looked_up_and_the_page_says_what_to_do()
    {
        var (carmen, _) = await Riverside();
        using var browser = await Visitor.Of(carmen, World.Address);

        var list = await browser.Opens($"/i/{await Only()}/desk/invites");
        var answer = await browser.Sends($"/i/{await Only()}/desk", ("press", list.Press(En.People.ByName)));

        Assert.True(answer.Says(En.People.ByNameInTeams));
        NothingWentWrong();
    }

    private async Task<InitiativeId> Only() => (await World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None)).Single();

    private static async Task<ReceivedCard> Invites(Person carmen, params Person[] people) =>
        await (await carmen.Asks("invite by name")).Pick(En.People.ByNameWho, people).Choose(En.People.ByNameAs, Library).Press(En.People.ByNameSend);

    private static async Task<string?> Steals(Person thief, ReceivedCard invitation)
    {
        var yes = invitation.Json!["actions"]![0]!;
        return (await (await thief.Asks("help")).PressRaw(yes["verb"]!.GetValue<string>(), (JsonObject)yes["data"]!.DeepClone())).Notice;
    }
}
