using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CollectiveImpact.Cards.Tests;

public sealed class CardJsonTests
{
    [Fact]
    public void The_first_drawing_that_fits_is_taken_and_the_last_when_none_does()
    {
        var cards = new[] { 20_000, 16_000, 10, 5 }.Select(length => new AdaptiveCard { FallbackText = "x", Body = [new TextBlock(new string('x', length))] }).ToArray();

        Assert.Same(cards[2], CardJson.FirstThatFits(cards));
        Assert.Same(cards[0], CardJson.FirstThatFits([cards[0]]));
        Assert.Same(cards[1], CardJson.FirstThatFits([cards[0], cards[1]]));
        Assert.Throws<ArgumentException>(() => CardJson.FirstThatFits([]));
    }

    [Fact]
    public void The_fallback_text_starts_no_function_and_no_mention() =>
        Assert.Equal("<\u2060at>x</at> {\u2060{DATE(x)}}", new AdaptiveCard { FallbackText = "<at>x</at> {{DATE(x)}}", Body = [] }.FallbackText);

    [Fact]
    public void A_card_begins_with_its_type_its_schema_and_version_1_5()
    {
        var json = CardOf(new TextBlock("Hello")).ToJson();

        Assert.StartsWith(
            """{"type":"AdaptiveCard","$schema":"http://adaptivecards.io/schemas/adaptive-card.json","version":"1.5","body":[""",
            json,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_set_is_not_written() =>
        Assert.Equal(
            """{"type":"TextBlock","text":"Hello","wrap":true}""",
            Written(new TextBlock("Hello")));

    [Fact]
    public void No_card_ever_says_null() =>
        Assert.DoesNotContain("null", EveryElement.Card().ToJson(), StringComparison.Ordinal);

    [Fact]
    public void Everything_that_has_a_type_begins_with_it()
    {
        Assert.All(Objects(JsonNode.Parse(EveryElement.Card().ToJson())!), item =>
        {
            if (item.ContainsKey("type"))
            {
                Assert.Equal("type", item.First().Key);
            }
        });
    }

    [Fact]
    public void A_refresh_names_the_type_of_its_action()
    {
        var card = CardOf(new TextBlock("Hello")) with { Refresh = new(new Execute("round.refresh") { Title = "Refresh" }, []) };

        Assert.Equal(
            """{"action":{"type":"Action.Execute","verb":"round.refresh","title":"Refresh"},"userIds":[]}""",
            JsonNode.Parse(card.ToJson())!["refresh"]!.ToJsonString());
    }

    [Fact]
    public void Names_of_axes_ids_and_header_rows_are_spelled_as_Teams_spells_them()
    {
        var json = EveryElement.Card().ToJson();

        Assert.All(
            ["xAxisTitle", "yAxisTitle", "showBarValues", "firstRowAsHeaders", "userIds", "msteams", "isMultiSelect", "targetElements", "associatedInputs"],
            name => Assert.Contains($"\"{name}\":", json, StringComparison.Ordinal));
    }

    [Fact]
    public void Words_outside_ASCII_stay_as_they_are()
    {
        const string Words = "Señora Ólafsdóttir & <Σ> 食物 'n' \"café\"";

        var json = CardOf(RichTextBlock.Of(Words)).ToJson();

        Assert.Contains("Señora Ólafsdóttir & <Σ> 食物 'n' \\\"café\\\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void An_emoji_survives_being_sent()
    {
        var json = CardOf(RichTextBlock.Of("Thanks 👩‍🌾🏽!")).ToJson();

        Assert.Equal("Thanks 👩‍🌾🏽!", (string?)JsonNode.Parse(json)!["body"]![0]!["inlines"]![0]!["text"]);
    }

    [Theory]
    [InlineData(Spacing.ExtraLarge, "ExtraLarge")]
    [InlineData(TextSize.ExtraLarge, "ExtraLarge")]
    [InlineData(TextWeight.Bolder, "Bolder")]
    [InlineData(TextColor.Attention, "Attention")]
    [InlineData(HorizontalAlignment.Center, "Center")]
    [InlineData(VerticalAlignment.Bottom, "Bottom")]
    [InlineData(TextBlockStyle.Heading, "heading")]
    [InlineData(ContainerStyle.Emphasis, "emphasis")]
    [InlineData(ChoiceStyle.Filtered, "filtered")]
    [InlineData(ActionStyle.Destructive, "destructive")]
    [InlineData(AssociatedInputs.None, "none")]
    public void Looks_are_spelled_as_Teams_spells_them(Enum look, string spelling) =>
        Assert.Equal($"\"{spelling}\"", JsonSerializer.Serialize(look, look.GetType()));

    [Fact]
    public void The_words_of_every_look_are_known_to_Teams()
    {
        using var schema = JsonDocument.Parse(typeof(CardJsonTests).Assembly.GetManifestResourceStream("teams-card.schema.json")!);
        var definitions = schema.RootElement.GetProperty("definitions");
        var looks = typeof(AdaptiveCard).Assembly.GetExportedTypes().Where(type => type.IsEnum).ToList();

        Assert.NotEmpty(looks);
        Assert.All(looks, look =>
        {
            var known = definitions.GetProperty(look == typeof(ChoiceStyle) ? "ChoiceSetInputStyle" : look.Name)
                .GetProperty("enum").EnumerateArray().Select(name => name.GetString());
            Assert.Empty(Enum.GetValuesAsUnderlyingType(look).Cast<object>()
                .Select(value => JsonSerializer.Serialize(Enum.ToObject(look, value), look).Trim('"'))
                .Except(known));
        });
    }

    [Fact]
    public void Every_property_of_an_element_or_action_is_known_to_Teams()
    {
        using var schema = JsonDocument.Parse(typeof(CardJsonTests).Assembly.GetManifestResourceStream("teams-card.schema.json")!);
        var known = schema.RootElement.GetProperty("definitions").EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("properties", out var properties)
                && properties.TryGetProperty("type", out var type) && type.TryGetProperty("const", out _))
            .ToLookup(
                definition => definition.Value.GetProperty("properties").GetProperty("type").GetProperty("const").GetString()!,
                definition => definition.Value.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        var derived = new[] { typeof(Element), typeof(CardAction) }
            .SelectMany(type => type.GetCustomAttributes<System.Text.Json.Serialization.JsonDerivedTypeAttribute>());

        Assert.All(derived, one => Assert.Empty(one.DerivedType.GetProperties()
            .Select(property => property.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .Except(known[(string)one.TypeDiscriminator!].SelectMany(names => names))));
    }

    [Fact]
    public void A_cards_size_is_counted_in_UTF16() => Assert.Equal(8, CardJson.SizeOf("é食👩"));

    private static AdaptiveCard CardOf(Element element) => new() { Body = [element], FallbackText = "Hello" };

    private static string Written(Element element) => JsonNode.Parse(CardOf(element).ToJson())!["body"]![0]!.ToJsonString();

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject item => [item, .. item.Where(property => property.Value is not null).SelectMany(property => Objects(property.Value!))],
        JsonArray items => items.Where(item => item is not null).SelectMany(item => Objects(item!)),
        _ => [],
    };

    [Theory]
    [InlineData("👩‍🌾🏽 é שלום 学校 <b>&", "👩‍🌾🏽 é שלום 学校 <b>&")]
    [InlineData("a \"quote\" \\ \n \0 \u001b", "a \\\"quote\\\" \\\\ \\n \\u0000 \\u001B")]
    public void Peoples_characters_stay_one_character_and_what_json_forbids_is_escaped(string text, string written) =>
        Assert.Contains($"\"value\":\"{written}\"", CardOf(new TextInput { Id = "a", Label = "b", Value = text }).ToJson(), StringComparison.Ordinal);

    [Fact]
    public void Half_an_emoji_becomes_the_sign_for_what_can_not_be_shown() => Assert.Equal(
        "half \ufffd of one",
        JsonNode.Parse(CardOf(new TextInput { Id = "a", Label = "b", Value = "half \ud83d of one" }).ToJson())!["body"]![0]!["value"]!.GetValue<string>());
}
