using System.Net;
using CollectiveImpact.Endings;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Anybody reads, without being let in, what this is, what becomes of data, and whom to ask.</summary>
public sealed class AboutPagesTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly string[] Pages = ["/", "/privacy", "/terms", "/support", "/accessibility", "/consent"];

    private readonly Azurite _azurite = azurite;

    private protected override Task<World> Begins(Azurite azurite) =>
        World.Begins(azurite, ("Operator:Name", "Riverside <Foundation>"), ("Operator:Contact", "help+us@riverside.example"));

    [Fact]
    public async Task They_stand_in_every_language_say_who_runs_the_service_and_keep_nothing()
    {
        foreach (var language in new[] { "en-GB", "es-MX", "fr-FR", "pt-BR", "de-DE", "ar-EG" })
        {
            using var stranger = new Visitor(World.Address);
            foreach (var address in Pages)
            {
                var page = await stranger.Opens(address, ("Accept-Language", language));
                Assert.Equal(HttpStatusCode.OK, page.Status);
                Assert.Contains($"<html lang=\"{language[..2]}", page.Html, StringComparison.Ordinal);
                Assert.Contains("Riverside &lt;Foundation&gt;", page.Html, StringComparison.Ordinal);
                Assert.Contains("href=\"mailto:help%2Bus@riverside.example\"", page.Html, StringComparison.Ordinal);
                Assert.All(Pages.Where(p => p != address), p => Assert.Contains($"href=\"{p}\"", page.Html, StringComparison.Ordinal));
                Assert.DoesNotContain("Set-Cookie", page.Headers.Keys);
                Assert.Contains("frame-ancestors 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            }
        }

        using var reader = new Visitor(World.Address);
        Assert.True((await reader.Opens("/")).Says(En.About.HowToBeginInTeams("join", "set up")));
        var privacy = await reader.Opens("/privacy");
        Assert.Equal(Enum.GetValues<KeptKind>().Length, privacy.Html.Split("<h3>").Length - 1);
        Assert.True(privacy.Says(En.About.BeForgotten("forget me")));
        Assert.True(privacy.Says(En.About.SignOutEverywhere("sessions")));
        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_asks_the_bot_is_told_in_short_and_led_there_in_an_initiative_or_not()
    {
        var (carmen, _) = await Riverside();
        using var reader = new Visitor(World.Address);
        foreach (var person in new[] { carmen, Teams.Person("Ana", "elsewhere") })
        {
            var card = await person.Asks("what do you know about me?");
            Assert.Contains(En.Pages.YourDataInShort, card.AllText, StringComparison.Ordinal);
            Assert.Contains(En.Pages.ToBeForgotten("forget me"), card.AllText, StringComparison.Ordinal);
            Assert.True((await reader.Opens(card.Links[En.Pages.ReadAllOfIt])).Says(En.About.Privacy));
            Assert.True((await reader.Opens(card.Links[En.Pages.WhoHelps])).Says(En.About.Support));
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_says_nothing_of_themselves_is_not_named()
    {
        await using var world = await World.Begins(_azurite);
        using var stranger = new Visitor(world.Address);

        var page = await stranger.Opens("/support");

        Assert.True(page.Says(En.About.RunBySomebody));
        Assert.False(page.Says(En.About.WriteTo));
    }
}
