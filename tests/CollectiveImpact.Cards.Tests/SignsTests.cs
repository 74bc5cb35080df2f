using CsCheck;
using Xunit;

namespace CollectiveImpact.Cards.Tests;

public sealed class SignsTests
{
    [Theory]
    [InlineData(0, 6, "○○○○○○")]
    [InlineData(3, 6, "●●●○○○")]
    [InlineData(6, 6, "●●●●●●")]
    [InlineData(1, 1, "●")]
    [InlineData(0, 0, "")]
    [InlineData(7, 6, "●●●●●●")]
    [InlineData(20, 20, "●●●●●●●●●●●●●●●●●●●●")]
    [InlineData(3, 21, "■□□□□□□□□□")]
    [InlineData(50, 100, "■■■■■□□□□□")]
    public void So_many_of_so_many_are_counted_while_they_are_few_and_a_bar_when_they_are_many(int part, int whole, string drawn) =>
        Assert.Equal(drawn, Signs.Of(part, whole));

    [Theory]
    [InlineData(0, 900, "□□□□□□□□□□")]
    [InlineData(1, 900, "■□□□□□□□□□")]
    [InlineData(833, 900, "■■■■■■■■■□")]
    [InlineData(899, 900, "■■■■■■■■■□")]
    [InlineData(900, 900, "■■■■■■■■■■")]
    [InlineData(1000, 900, "■■■■■■■■■■")]
    [InlineData(-5, 900, "□□□□□□□□□□")]
    [InlineData(5, 0, "□□□□□□□□□□")]
    public void A_little_never_looks_like_nothing_and_nearly_all_never_like_all(int part, int whole, string drawn) =>
        Assert.Equal(drawn, Signs.Bar(part, whole));

    [Theory]
    [InlineData(0, "○○○○○")]
    [InlineData(83, "●●●●○")]
    [InlineData(100, "●●●●●")]
    public void A_scale_has_as_many_signs_as_it_is_given(int percent, string drawn) => Assert.Equal(drawn, Signs.Scale(percent, 100, 5));

    [Fact]
    public void More_never_looks_like_less() => Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[1, 1000]).Sample((one, other, whole) =>
    {
        var (less, more) = (Math.Min(one, other), Math.Max(one, other));
        return Full(Signs.Bar(less, whole)) <= Full(Signs.Bar(more, whole)) && Full(Signs.Of(less, whole)) <= Full(Signs.Of(more, whole));
    });

    private static int Full(string drawn) => drawn.Count(c => c is '●' or '■');
}
