using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>The cards of the main path, of the sample initiative, drawn as a phone draws them: what must be in sight is.</summary>
public sealed class CardsOnAPhoneTests(Azurite azurite, Browser browser) : StoryTest(azurite), IClassFixture<Browser>
{
    [Fact]
    public async Task Measure()
    {
        var (carmen, rui) = (Teams.Person("Carmen", "backbone"), Teams.Person("Rui", "library"));
        var cards = new List<(string Name, JsonObject Card)>();
        var ready = await carmen.Asks("demo");
        cards.Add(("demo", ready.Json!));
        await rui.Joins(Cast.CodeOn(ready));
        foreach (var (person, words) in new[] { (carmen, "help"), (rui, "help"), (carmen, "agenda"), (carmen, "health"), (rui, "what is attendance"), (rui, "asks"), (rui, "agenda"), (carmen, "indicators") })
        {
            cards.Add(($"{words}-{person.Name}", (await person.Asks(words)).Json!));
        }

        await carmen.OpensCheckIn();
        await World.AllIsSent();
        var form = rui.Messages.Select(m => m.SeenBy(rui)).Last(c => c.Buttons.Contains(En.CheckIns.Submit));
        cards.Add(("checkin", form.Json!));
        cards.Add(("status-open", (await carmen.Asks("status")).Json!));
        cards.Add(("fault", (await form.Fill("Children in reading sessions", "forty").PressAnyway(En.CheckIns.Submit)).Json!));
        form = form.Current;
        var again = await form.Fill("Children in reading sessions", "1280").IsGoing(En.CheckIns.OnTrack).Unfold(En.CheckIns.AddWhatYouLearned).Writes(En.CheckIns.Worked, "Reading outdoors").PressAnyway(En.CheckIns.Submit);
        cards.Add(("unusual", again.Json!));
        cards.Add(("receipt", (await again.Fill("Children in reading sessions", "128").PressAnyway(En.CheckIns.YesThatIsRight)).Json!));
        cards.Add(("status-carmen", (await carmen.Asks("status")).Json!));
        cards.Add(("status-rui", (await rui.Asks("status")).Json!));
        cards.Add(("digest", (await carmen.Asks("digest")).Json!));
        cards.Add(("digest-full", (await rui.Asks("digest last week")).Json!));
        await using var page = await DrawnPage.Open(browser.Opened, TestContext.Current.CancellationToken);
        foreach (var (name, card) in cards)
        {
            var height = await page.Draw(card);
            await page.Picture($"{name}-light-{DrawnPage.Phone}");
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {height:0} px");
        }
    }
}
