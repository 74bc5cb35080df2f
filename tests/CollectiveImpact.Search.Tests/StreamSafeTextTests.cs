using System.Text;

namespace CollectiveImpact.Search.Tests;

public sealed class StreamSafeTextTests
{
    [Theory]
    [InlineData("Éducation populaire ﬁn ①")]
    [InlineData("क्षेत्र বাংলা ไทย 한국어")]
    [InlineData("")]
    public void What_people_write_is_normalized_as_everywhere(string text) =>
        Assert.All(Enum.GetValues<NormalizationForm>(), form => Assert.Equal(text.Normalize(form), StreamSafeText.Normalized(text, form)));

    [Fact]
    public void Of_a_hundred_thousand_marks_on_one_letter_thirty_stay()
    {
        var much = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 50_000)) + "b";

        var normalized = StreamSafeText.Normalized(much, NormalizationForm.FormD);

        Assert.Equal(32, normalized.Length);
        Assert.Equal("ab", Folding.Fold(much));
    }
}
