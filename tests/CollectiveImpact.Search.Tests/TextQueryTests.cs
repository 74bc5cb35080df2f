namespace CollectiveImpact.Search.Tests;

public sealed class TextQueryTests
{
    [Theory]
    [InlineData("buses", "We shared the bus.")]
    [InlineData("bus", "Two buses were late.")]
    [InlineData("attendance", "Those who attended came back.")]
    [InlineData("calling FAMILIES", "We called each family.")]
    [InlineData("the bus", "Bus 7 was late.")]
    [InlineData("volunteer", "Volunteerism fell.")]
    [InlineData("#reading-club", "It helps. #Reading-Club")]
    [InlineData("participações", "A participação subiu.")]
    [InlineData("cafe", "The Café was open.")]
    [InlineData("出席", "出席率が上がった。")]
    [InlineData("", "Anything.")]
    public void A_text_is_found_by_any_form_of_its_words(string sought, string text) => Assert.True(new TextQuery(sought, ["en", "pt"]).Finds(text));

    [Theory]
    [InlineData("bus", "Our business grew.")]
    [InlineData("bus driver", "The bus was late.")]
    [InlineData("volcanoes", "We called each family.")]
    [InlineData("attention", "Those who attended came back.")]
    public void What_only_looks_like_it_is_not_found(string sought, string text) => Assert.False(new TextQuery(sought, ["en", "pt"]).Finds(text));
}
