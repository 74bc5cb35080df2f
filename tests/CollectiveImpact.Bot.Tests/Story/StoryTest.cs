using System.Text.Encodings.Web;
using System.Text.Json;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A story of its own: a service, a storage and a Teams that no other test shares.</summary>
public abstract class StoryTest(Azurite azurite) : IAsyncLifetime
{
    /// <summary>A card is measured as the service writes it, and not with each quotation mark in six characters.</summary>
    private protected static readonly JsonSerializerOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private protected World World { get; private set; } = null!;

    private protected TeamsSimulator Teams => World.Teams;

    public async ValueTask InitializeAsync() => World = await Begins(azurite);

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        GC.SuppressFinalize(this);

        // Whatever a story is about, every card in it keeps Teams' rules.
        var cards = Teams.Requests
            .Select(r => r.Json?["attachments"]?[0])
            .Where(a => a?["contentType"]?.GetValue<string>() == "application/vnd.microsoft.card.adaptive")
            .Select(a => a!["content"]?.ToJsonString(AsSent))
            .OfType<string>()
            .Distinct();
        Assert.Empty(cards.SelectMany(TeamsCardRules.Faults));
    }

    private protected virtual Task<World> Begins(Azurite azurite) => World.Begins(azurite);

    /// <summary>An initiative with one number to report, and a reporter of one partner in another tenant.</summary>
    private protected async Task<(Person Carmen, Person Rui)> Riverside(string question = "Children in sessions")
    {
        var carmen = Teams.Person("Carmen", "backbone");
        var rui = Teams.Person("Rui", "library");
        await carmen.SetsUp();
        await carmen.AddsIndicator(question);
        await rui.Joins(await carmen.AddsPartner("City Library"));
        return (carmen, rui);
    }

    /// <summary>A channel of the coordinator's team that gets the digests.</summary>
    private protected async Task<Channel> Home(Person coordinator)
    {
        var team = Teams.Team("Riverside", "backbone");
        team.Add(coordinator);
        await team.Installs(coordinator);
        await coordinator.AsksIn(team.General, "digest here");
        return team.General;
    }

    /// <summary>An initiative as above, with a channel that gets its digests.</summary>
    private protected async Task<(Person Carmen, Person Rui, Channel Home)> WithHome()
    {
        var (carmen, rui) = await Riverside();
        return (carmen, rui, await Home(carmen));
    }

    /// <summary>The same with a round that is open, and the card that the reporter got.</summary>
    private protected async Task<(Person Carmen, Person Rui, ReceivedCard Form)> OpenRound()
    {
        var (carmen, rui) = await Riverside();
        await carmen.OpensCheckIn();
        return (carmen, rui, await rui.Receives());
    }

    private protected static Task<ReceivedCard> Submits(ReceivedCard form, string value) =>
        form.Fill("Children in sessions", value).IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);

    /// <summary>The backbone closes the check-in, and a reporter who answered reads what came of it.</summary>
    private protected static async Task<ReceivedCard> Closes(Person carmen, Person rui)
    {
        await carmen.ClosesCheckIn();
        var thanks = await rui.Receives();
        Assert.Contains(En.Digests.WhatCameOfIt, thanks.AllText, StringComparison.Ordinal);
        return thanks;
    }

    private protected void NothingWentWrong() =>
        Assert.DoesNotContain(World.Log, l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal));
}
