using System.Globalization;
using System.Text.Json;
using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;

namespace CollectiveImpact.Tests;

public sealed class CardCatalogueTests
{
    [Fact]
    public async Task Every_card_is_right_for_Teams_and_fits_every_path_into_it()
    {
        var faults = (await CardCatalogue.All()).SelectMany(c => TeamsCardRules.Faults(CardJson.Write(c.Card)).Select(f => $"{c.Name}: {f}")).ToArray();

        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Every_card_is_right_for_Microsofts_own_parser()
    {
        var cards = await CardCatalogue.All();

        var faults = await RealCardParser.FaultsAsync(cards.Select(c => c.Card.ToJson()), TestContext.Current.CancellationToken);

        Assert.All(cards.Zip(faults), pair => Assert.True(pair.Second.Count == 0, $"{pair.First.Name}: {string.Join(' ', pair.Second)}"));
    }

    [Fact]
    public async Task What_people_wrote_stands_only_where_no_client_reads_Markdown()
    {
        foreach (var (name, card) in await CardCatalogue.All())
        {
            foreach (var element in card.Objects())
            {
                // Texts of these may hold Markdown, so nothing in them may come from people.
                if (element.Text("type") is "TextBlock" or "Badge")
                {
                    Assert.False(element.Text("text")!.Contains('☢', StringComparison.Ordinal), $"{name}: {element.Text("text")}");
                }

                Assert.False(
                    element.TryGetProperty("facts", out var facts) && facts.GetRawText().Contains('☢', StringComparison.Ordinal), $"{name}: {facts}");
            }
        }
    }

    [Fact]
    public async Task What_people_wrote_starts_no_function_and_no_mention_where_it_is_shown()
    {
        foreach (var (name, card) in await CardCatalogue.All())
        {
            foreach (var shown in card.Objects().SelectMany(o => new[] { "text", "title", "label", "placeholder", "legend", "fallbackText" }.Select(property => o.Text(property))).OfType<string>())
            {
                Assert.False(
                    shown.Contains("{{", StringComparison.Ordinal) || shown.Contains("${", StringComparison.Ordinal) || shown.Contains("<at>", StringComparison.OrdinalIgnoreCase),
                    $"{name}: {shown}");
            }
        }
    }

    [Fact]
    public async Task Every_card_can_be_read_again_as_it_was_written()
    {
        foreach (var (name, card) in await CardCatalogue.All())
        {
            var written = CardJson.Write(card with { Refresh = null });
            Assert.True(CardJson.Read(written) is { } read && CardJson.Write(read) == written, name);
        }
    }

    [Fact]
    public async Task No_character_is_cut_in_half()
    {
        foreach (var (name, card) in await CardCatalogue.All())
        {
            Assert.False(card.ToJson().Contains('\ufffd', StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public async Task No_person_is_asked_to_read_an_empty_line()
    {
        foreach (var (name, card) in await CardCatalogue.All())
        {
            Assert.All(card.Lines(), line => Assert.False(string.IsNullOrWhiteSpace(line), name));
        }
    }

    public static TheoryData<string> AllLanguages => [.. Languages.Ours];

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task No_two_things_on_a_card_are_heard_alike(string language)
    {
        var alike = new List<string>();
        foreach (var (name, card) in await CardCatalogue.In(CultureInfo.GetCultureInfo(language)))
        {
            var pressed = card.Objects().Where(o => o.Text("type")?.StartsWith("Action.", StringComparison.Ordinal) == true).Select(o => (Heard: $"{o.Text("title")} {o.Text("tooltip")}", Does: Does(o)));
            // What only carries along what was typed is never seen.
            var filled = card.Inputs().Select(i => (Heard: i.Text("label")!, Does: i.Text("id")!)).Where(i => i.Heard != PeoplesWords.Something(""));
            alike.AddRange(new[] { pressed, filled }.SelectMany(some => some.Distinct().GroupBy(x => x.Heard).Where(g => g.Count() > 1)).Select(g => $"{name}: {g.Count()} × {g.Key}"));
        }

        Assert.True(alike.Count == 0, string.Join('\n', alike));

        // A command is the same from whichever place of a card it is said.
        static string Does(JsonElement action) => action.TryGetProperty("data", out var data) && data.Text("say") is not null
            ? string.Join('&', data.EnumerateObject().Where(p => p.Name != "initiative").Select(p => p.Value.ToString()))
            : string.Concat(new[] { "verb", "data", "url", "targetElements" }.Select(part => action.TryGetProperty(part, out var does) ? does.GetRawText() : ""));
    }

    [Fact]
    public async Task Every_button_that_people_press_carries_ids_and_no_long_texts()
    {
        foreach (var (name, card) in await CardCatalogue.All())
        {
            foreach (var data in card.Objects().Where(o => o.Text("type") == "Action.Execute" && o.TryGetProperty("data", out _)).Select(o => o.GetProperty("data")))
            {
                Assert.All(data.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String), p =>
                    // What was said may wait on a card, or be said by its button; several ids may be chosen; all else is short.
                    Assert.True(
                        p.Name == "say" || (data.TryGetProperty("say", out _) && p.Name != "initiative") ? p.Value.GetString()!.Length <= 4_000 : p.Value.GetString()!.Split(',').All(part => part.Length <= 120),
                        $"{name}: {p.Name}"));
            }
        }
    }
}
