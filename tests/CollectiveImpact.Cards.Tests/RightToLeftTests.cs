using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace CollectiveImpact.Cards.Tests;

public sealed class RightToLeftTests
{
    [Theory]
    [InlineData("Did you meet families?", "\u2068Did you meet families?\u2069")]
    [InlineData("3 children", "\u20683 children\u2069")]
    [InlineData("City Library: ", "\u2068City Library\u2069: ")]
    [InlineData(": Reading outdoors works.", ": \u2068Reading outdoors works.\u2069")]
    [InlineData(" · Tuesdays ", " · \u2068Tuesdays\u2069 ")]
    [InlineData("120", "120")]
    [InlineData("●●○", "●●○")]
    [InlineData("أُجيب عن ⁨Riverside Reads⁩", "أُجيب عن ⁨Riverside Reads⁩")]
    [InlineData("3 children\n⚠ خطأ", "\u20683 children\u2069\n⚠ خطأ")]
    [InlineData("\u2068Riverside\u2069", "\u2068Riverside\u2069")]
    public void What_is_written_from_left_to_right_stands_so_on_a_card_that_is_read_from_right_to_left(string words, string sent)
    {
        var card = Card(words) with { Rtl = true };

        var json = JsonNode.Parse(card.ToJson())!;

        Assert.Equal(sent, json["body"]![0]!["inlines"]![0]!["text"]!.GetValue<string>());
        Assert.Equal(sent, json["body"]![1]!["label"]!.GetValue<string>());
        Assert.Equal("a", json["body"]![1]!["id"]!.GetValue<string>());
        Assert.Equal(words, json["body"]![1]!["value"]!.GetValue<string>());
    }

    [Fact]
    public void On_any_other_card_it_stands_as_it_is_written() =>
        Assert.DoesNotContain("\u2068", Card("3 children").ToJson(), StringComparison.Ordinal);

    [Fact]
    public void What_a_button_carries_comes_back_as_it_was() =>
        Assert.Equal("3 children", JsonNode.Parse((Card("x") with { Rtl = true, Actions = [new Execute("v", new Dictionary<string, string> { ["text"] = "3 children" }) { Title = "x" }] }).ToJson())!["actions"]![0]!["data"]!["text"]!.GetValue<string>());

    [Theory]
    [InlineData("en", "ar", "3 children", "\u20683 children\u2069")]
    [InlineData("ar", "en", "\u20683 children\u2069", "3 children")]
    public void A_card_in_two_languages_is_read_in_both_directions(string first, string second, string above, string below)
    {
        var card = AdaptiveCard.In([CultureInfo.GetCultureInfo(first), CultureInfo.GetCultureInfo(second)], (culture, of) => Card("3 children") with { FallbackText = $"{culture.Name} {of}" });

        var json = JsonNode.Parse(card.ToJson())!;

        Assert.Equal(first == "ar", json["rtl"]?.GetValue<bool>() == true);
        Assert.Equal(second == "ar", json["body"]![2]!["rtl"]!.GetValue<bool>());
        Assert.Equal(above, json["body"]![0]!["inlines"]![0]!["text"]!.GetValue<string>());
        Assert.Equal(below, json["body"]![2]!["items"]![0]!["inlines"]![0]!["text"]!.GetValue<string>());
        Assert.Equal($"{first} 2 · {second} 2", json["fallbackText"]!.GetValue<string>());
    }

    private static AdaptiveCard Card(string words) => new() { FallbackText = "x", Body = [RichTextBlock.Of(words), new TextInput { Id = "a", Label = words, Value = words }] };
}
