using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>
/// The cards of the main path, of the sample initiative, drawn by Microsoft's own renderer as a phone draws them: what must be in sight is,
/// in every theme nothing sticks out, and a child of ten could read it.
/// </summary>
/// <remarks>The pictures are in <c>artifacts/pictures/cards</c>.</remarks>
public sealed class CardsOnAPhoneTests(Azurite azurite, Browser browser) : StoryTest(azurite), IClassFixture<Browser>
{
    private const double OldestReader = 10;
    // WCAG 2.2, 1.4.4.
    private const double LargeText = 2;

    private readonly Dictionary<string, JsonNode> _cards = [];
    private readonly List<(string Name, JsonNode Card)> _inOtherLanguages = [];
    private readonly List<string> _read = [];

    [Fact]
    public async Task What_must_be_in_sight_is()
    {
        var cancel = TestContext.Current.CancellationToken;
        await TheMainPath();
        await using var page = await DrawnPage.Open(browser.Opened, cancel);

        var heights = new Dictionary<string, double>();
        var faults = new List<string>();
        foreach (var (name, card) in _cards)
        {
            foreach (var width in new[] { DrawnPage.Desktop, DrawnPage.Phone })
            {
                foreach (var theme in DrawnPage.Themes.Reverse())
                {
                    heights[name] = await page.Draw(card, theme, width);
                    faults.AddRange((await page.Faults()).Select(f => $"{name}, {theme}, {width}: {f}"));
                    await page.Picture($"{name}-{theme}-{width}");
                }
            }

            await page.Draw(card, text: LargeText);
            faults.AddRange((await page.Faults()).Select(f => $"{name}, large text: {f}"));
            await page.Picture($"{name}-large");
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {heights[name]:0} px");
        }

        foreach (var (name, card) in _inOtherLanguages)
        {
            await page.Draw(card);
            faults.AddRange((await page.Faults()).Select(f => $"{name}: {f}"));
            await page.Picture(name);
        }

        var age = ReadingAge.Of(_read);
        TestContext.Current.TestOutputHelper?.WriteLine($"Reading age of what reporters see: {age:0.0}");
        Assert.Empty(faults);
        Assert.True(age <= OldestReader, $"{age:0.0}");

        await EndsWithin(page, "check-in", En.CheckIns.Submit, 680);
        await EndsWithin(page, "receipt", En.CheckIns.ChangeMyAnswer, 480);
        Assert.True(heights["receipt"] <= 480, $"{heights["receipt"]:0}");
        // The last of what is asked for.
        await EndsWithin(page, "digest", "A room on Thursday afternoons", 700);
        await EndsWithin(page, "digest in a channel", "Two volunteers on Thursdays", 700);
        await EndsWithin(page, "unusual", En.CheckIns.ChangeIt(1), 560);
        await EndsWithin(page, "one question", En.CheckIns.Submit, 240);
        await EndsWithin(page, "a long check-in", En.CheckIns.NextStep(2, 3), 680);
    }

    [Fact]
    public async Task Answering_takes_no_more_than_five_taps()
    {
        var (_, rui) = await Demo();
        var form = await Form(rui);
        var taps = 0;

        form = await Tapped(form.Press(En.CheckIns.SameForAll));
        Assert.Equal("121", form.Inputs["Children in reading sessions"]);
        // One number differs: the field is tapped, and typed into.
        form = (await Tapped(Task.FromResult(form))).Fill("Children in reading sessions", "124");
        form = (await Tapped(Task.FromResult(form))).Choose(En.CheckIns.StatusNeeded, En.CheckIns.OnTrack);
        var receipt = await Tapped(form.Press(En.CheckIns.Submit));

        Assert.Contains(En.CheckIns.ThankYou, receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("124 children", receipt.AllText, StringComparison.Ordinal);
        Assert.Contains("76.1 % (35 of 46)", receipt.AllText, StringComparison.Ordinal);
        Assert.InRange(taps, 1, 5);
        NothingWentWrong();

        async Task<ReceivedCard> Tapped(Task<ReceivedCard> screen)
        {
            taps++;
            return await screen;
        }
    }

    private static async Task EndsWithin(DrawnPage page, JsonNode card, string name, string words, int most)
    {
        await page.Draw(card);
        var end = await page.EndOf(words);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: “{words}” ends at {end:0} px of {most}");
        Assert.True(end <= most, $"{name}: “{words}” ends at {end:0} px");
    }

    private Task EndsWithin(DrawnPage page, string name, string words, int most) => EndsWithin(page, _cards[name], name, words, most);

    private async Task<(Person Carmen, Person Rui)> Demo()
    {
        var (carmen, rui) = (Teams.Person("Carmen", "backbone"), Teams.Person("Rui", "library"));
        var ready = await carmen.Asks("demo");
        await rui.Joins(Cast.CodeOn(ready));
        await carmen.OpensCheckIn();
        await World.AllIsSent();
        return (carmen, rui);
    }

    private static Task<ReceivedCard> Form(Person reporter) => Task.FromResult(reporter.Messages.Select(m => m.SeenBy(reporter)).Last(c => c.Buttons.Contains(En.CheckIns.Submit)));

    private async Task TheMainPath()
    {
        var nobodyYet = Teams.Person("Nina", "new");
        await nobodyYet.Installs();
        var welcome = Seen("welcome", await nobodyYet.Receives(), isRead: true);
        _inOtherLanguages.Add(("language-ar", (await welcome.Press(Languages.NativeName("ar"))).Json!.DeepClone()));
        var (carmen, rui) = await Demo();
        var form = Seen("check-in", await Form(rui), isRead: true);
        Seen("status", await carmen.Asks("status"));
        var wrong = Seen("fault", await form.Fill("Children in reading sessions", "forty").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit), isRead: true);
        var same = await wrong.Press(En.CheckIns.SameAgain("35 of 46"));
        var unusual = Seen("unusual", await same.Fill("Children in reading sessions", "1280").Fill("Children waiting for a place", "3").Choose("Did you meet families", En.Indicators.AnswerYes)
            .Writes(En.CheckIns.Worked, "Reading outdoors brought twice as many fathers.").Writes(En.CheckIns.Needed, "Two volunteers on Thursdays.").Press(En.CheckIns.Submit), isRead: true);
        Seen("receipt", await unusual.Fill("Children in reading sessions", "128").Press(En.CheckIns.YesThatIsRight(1)), isRead: true);
        Seen("status of a reporter", await rui.Asks("status"), isRead: true);
        Seen("stuck", await Stuck(carmen), isRead: true);
        foreach (var (name, person, words) in new[]
        {
            ("help of the backbone", carmen, "help"), ("help of a reporter", rui, "help"), ("agenda", rui, "agenda"), ("health", carmen, "health"), ("term", rui, "what is attendance"),
            ("asks", rui, "asks"), ("digest", rui, "digest last week"), ("partner", carmen, "partner eastside"), ("group", carmen, "group home reading"), ("history", rui, "history of children in reading sessions"),
        })
        {
            Seen(name, await person.Asks(words));
        }

        var team = Teams.Team("Riverside", "backbone");
        team.Add(carmen);
        await team.Installs(carmen);
        await carmen.AsksIn(team.General, "digest here");
        await carmen.ClosesCheckIn();
        Seen("digest in a channel", await team.General.Receives());
        await Others();
        await Pulse();
        await InOtherLanguages(rui);
    }

    private async Task Pulse()
    {
        var eve = Teams.Person("Eve", "fifth");
        await eve.SetsUp("Hill Gardens");
        var reporters = Enumerable.Range(0, 9).Select(i => Teams.Person($"Gardener {i}", $"garden{i}")).ToArray();
        foreach (var person in reporters)
        {
            await person.Joins(await eve.AddsPartner($"Garden {person.Name[^1]}"));
        }

        await (await eve.Asks("open pulse")).Press(En.Pulse.AskEveryone);
        await World.AllIsSent();
        Seen("pulse", await reporters[0].Asks("pulse"), isRead: true);
        foreach (var person in reporters.Append(eve))
        {
            var thanks = await (await person.Asks("pulse")).Choose(En.Pulse.Trust, En.Pulse.Agree).Choose(En.Pulse.Vision, En.Pulse.Neither).Choose(En.Pulse.Heard, En.Pulse.StronglyDisagree).Choose(En.Pulse.Backbone, En.Pulse.StronglyAgree).Press(En.Pulse.Send);
            Assert.Contains(En.Pulse.Thanks, thanks.AllText, StringComparison.Ordinal);
        }

        Seen("pulse report", await eve.Asks("close pulse"), isRead: true);
    }

    private async Task InOtherLanguages(Person reporter)
    {
        foreach (var language in Languages.Ours.Where(l => l != "en"))
        {
            await reporter.Asks("language " + Languages.NativeName(language));
            foreach (var words in new[] { "help", "agenda", "digest", "our page", "asks" })
            {
                _inOtherLanguages.Add(($"{words}-{language}", (await reporter.Asks(words)).Json!.DeepClone()));
            }
        }
    }

    private static async Task<ReceivedCard> Stuck(Person carmen)
    {
        var form = await Form(carmen);
        return await (await form.Press(En.CheckIns.SameForAll)).IsGoing(En.CheckIns.Stuck).Press(En.CheckIns.Submit);
    }

    /// <summary>What the sample hasn't: a check-in of one question, and one of many.</summary>
    private async Task Others()
    {
        var (dora, sam) = (Teams.Person("Dora", "other"), Teams.Person("Sam", "school"));
        await dora.SetsUp("Harbour Walks");
        await dora.AddsIndicator("People who walked with us");
        await sam.Joins(await dora.AddsPartner("Harbour School"));
        await dora.OpensCheckIn();
        Seen("one question", await sam.Receives(), isRead: true);
        await dora.ClosesCheckIn();
        for (var i = 1; i <= 11; i++)
        {
            await dora.AddsIndicator($"People who came to walk {i}");
        }

        await dora.OpensCheckIn();
        Seen("a long check-in", await sam.Receives(), isRead: true);
        foreach (var language in Languages.Ours.Where(l => l != "en"))
        {
            await sam.Asks("language " + Languages.NativeName(language));
            _inOtherLanguages.Add(($"check-in-{language}", (await sam.Asks("check in")).Json!.DeepClone()));
        }
    }

    private ReceivedCard Seen(string name, ReceivedCard card, bool isRead = false)
    {
        _cards.Add(name, card.Json!.DeepClone());
        if (isRead)
        {
            _read.AddRange(card.AllText.Split('\n'));
        }

        return card;
    }
}
