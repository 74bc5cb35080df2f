using System.Globalization;
using System.Net;
using System.Text.Json;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What members may do in a browser is what they may do in the chat, and nobody does it for them.</summary>
public sealed class DeskTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly CollectiveImpact.Conversations.Texts English = new(CultureInfo.GetCultureInfo("en-GB"));
    private static readonly string[] ForTheBackbone = ["partners", "people", "invites", "schedule", "channels", "set-up"];

    [Fact]
    public async Task Whatever_has_an_address_opens_for_each_role_what_is_the_backbones_is_refused_and_nothing_changes()
    {
        var (carmen, rui, _) = await OpenRound();
        using var backbone = await Visitor.Of(carmen, World.Address);
        using var reporter = await Visitor.Of(rui, World.Address);
        var refused = English.OnlyBackbone("Carmen");
        var before = await World.Rows();

        foreach (var place in Desk.Places.Keys.Append("digests/2026-W47.check-in"))
        {
            Assert.Equal(HttpStatusCode.OK, (await backbone.Opens(Place(place))).Status);
            var seen = await reporter.Opens(Place(place));
            Assert.Equal(HttpStatusCode.OK, seen.Status);
            Assert.Equal(ForTheBackbone.Contains(place), seen.Says(refused));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await backbone.Opens(Place("nowhere"))).Status);
        Assert.Equal(before, await World.Rows());
        NothingWentWrong();
    }

    [Fact]
    public async Task A_reporter_who_sends_what_only_the_backbones_buttons_send_changes_nothing()
    {
        var (_, rui) = await Riverside();
        using var reporter = await Visitor.Of(rui, World.Address);

        foreach (var verb in World.Services.GetRequiredService<Listeners>().Pressed.Where(d => d.Who == Audience.Backbone).Select(d => d.Verb))
        {
            var answer = await reporter.Sends(Place(), ("press", Press(verb)));
            Assert.True(answer.Says(English.OnlyBackbone("Carmen")), verb);
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task Another_sites_form_and_whoever_was_not_let_in_press_nothing()
    {
        var (carmen, _) = await Riverside();
        using var browser = await Visitor.Of(carmen, World.Address);
        using var stranger = new Visitor(World.Address);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendsFrom("cross-site", Place(), ("say", "open check-in"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Sends(Place(), ("say", "open check-in"))).Status);
        Assert.Contains(En.CheckIns.OpenIt, (await carmen.Asks("open check-in")).Buttons);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Verb":null,"Data":null,"Part":null,"Alone":false}""")]
    [InlineData("""{"Verb":"conversation.say","Data":{"say":null},"Part":"","Alone":false}""")]
    [InlineData("""{"Verb":"checkin.submit","Data":{"initiative":"zzzzzz"},"Part":"..","Alone":false}""")]
    public async Task Whatever_is_sent_is_answered(string press)
    {
        var (_, rui) = await Riverside();
        using var browser = await Visitor.Of(rui, World.Address);

        foreach (var card in new[] { "", "null", "[]", """{"body":null}""", """{"body":[{"type":"Input.Text"}],"fallbackText":""}""", """{"body":[{"type":"TextBlock","text":null}],"fallbackText":"x"}""" })
        {
            var answer = await browser.Sends(Place(), ("press", press), ("card", card), ("f.x", "<script>"), ("", "nothing"));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.DoesNotContain("<script", answer.Html, StringComparison.Ordinal);
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task A_file_comes_when_its_button_is_pressed_and_the_trail_says_who_took_it()
    {
        var (carmen, rui) = await Riverside();
        using var backbone = await Visitor.Of(carmen, World.Address);
        using var reporter = await Visitor.Of(rui, World.Address);
        var page = await backbone.Sends(Place(), ("say", "export glossary"));
        Assert.True(page.Says(En.Files.WhatGlossaryHolds));
        Assert.False(page.Says(En.Files.AsFileInChat));
        Assert.DoesNotContain("/files/", page.Html, StringComparison.Ordinal);
        var press = page.Press(En.Files.CsvFile);

        var file = await backbone.Sends(Place(), ("press", press));

        const string name = "riverside-reads-glossary-2026-11-25.csv";
        Assert.Contains(name, file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.StartsWith("text/csv", file.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("no-store", file.Headers["Cache-Control"]);
        Assert.Contains("Term", file.Html, StringComparison.Ordinal);
        Assert.Contains(name, (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);
        Assert.True((await reporter.Sends(Place(), ("press", press))).Says(English.OnlyBackbone("Carmen")));
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_written_there_is_meant_for_the_initiative_of_the_page()
    {
        var (_, rui) = await Riverside();
        var grains = World.Services.GetRequiredService<IGrainFactory>();
        var person = (await grains.GetGrain<IInitiativeGrain>(Id()).Get())!.Members.Single(m => m.Name == "Rui").Person;
        using var browser = await Visitor.Of(rui, World.Address);
        var first = Place();
        // Then a second one, of which the chat speaks from then on.
        await rui.SetsUp("Hillside Reads");
        Assert.NotEqual(first, $"/i/{(await grains.GetGrain<IPersonGrain>(person.ToString()).Get()).Current}/desk");

        Assert.True((await browser.Sends(first, ("say", "initiative"))).Says("Riverside Reads"));
    }

    [Fact]
    public async Task Who_reads_there_is_not_taken_for_somebody_whom_a_message_reaches()
    {
        var (_, rui) = await Riverside();
        using var browser = await Visitor.Of(rui, World.Address);
        var grains = World.Services.GetRequiredService<IGrainFactory>();
        var person = (await grains.GetGrain<IInitiativeGrain>(Id()).Get())!.Members.Single(m => m.Name == "Rui").Person;
        await grains.GetGrain<IPersonGrain>(person.ToString()).Reachable(reachable: false, Reasons.AppRemoved);

        Assert.Equal(HttpStatusCode.OK, (await browser.Opens(Place("check-in"))).Status);

        Assert.Equal(Reasons.AppRemoved, (await grains.GetGrain<IPersonGrain>(person.ToString()).Get()).Unreachable);
    }

    private static string Press(string verb) => JsonSerializer.Serialize(new PressOnPage(verb, new Dictionary<string, string>(), "", Alone: true));

    private string Place(string place = "") => $"/i/{Id()}/desk{(place.Length > 0 ? "/" + place : "")}";

    private InitiativeId Id() => _id ??= World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None).GetAwaiter().GetResult().Single();

    private InitiativeId? _id;
}
