using CollectiveImpact.Indicators;
using CsCheck;

namespace CollectiveImpact.Tests.Indicators;

public sealed class SmallCellsTests
{
    [Fact]
    public void A_small_part_takes_another_with_it_so_that_the_whole_does_not_give_it_away()
    {
        var shown = SmallCells.Of(Parts(("east", 3), ("west", 40), ("centre", 12)));

        Assert.Null(shown["east"]);
        Assert.Null(shown["centre"]);
        Assert.Equal(40, shown["west"]);
    }

    [Fact]
    public void Zeros_and_larger_parts_are_shown() =>
        Assert.All(SmallCells.Of(Parts(("east", 0), ("west", 5))).Values, v => Assert.NotNull(v));

    [Fact]
    public void What_is_kept_back_can_never_be_computed_from_the_rest() => Gen.Int[0, 12].Array[2, 12].Sample(numbers =>
    {
        var parts = numbers.Index().ToDictionary(n => $"c{n.Index}", n => (decimal)n.Item);
        var shown = SmallCells.Of(parts);

        Assert.All(parts.Where(p => p.Value is > 0 and < SmallCells.Smallest), p => Assert.Null(shown[p.Key]));
        Assert.NotEqual(1, shown.Count(s => s.Value is null));
        Assert.All(shown.Where(s => s.Value is not null), s => Assert.Equal(parts[s.Key], s.Value));
    });

    [Theory]
    [InlineData(Sharing.Partners, Sharing.Partners, 1, true)]
    [InlineData(Sharing.Partners, Sharing.Backbone, 2, false)]
    [InlineData(Sharing.Partners, Sharing.Backbone, 3, true)]
    [InlineData(Sharing.Partners, Sharing.Backbone, 0, true)]
    [InlineData(Sharing.Steering, Sharing.Partners, 9, false)]
    public void A_total_is_not_shown_to_those_who_could_guess_a_partners_value_from_it(Sharing total, Sharing partner, int covers, bool seen) =>
        Assert.Equal(seen, SmallCells.MaySee(
            Sharing.Partners, Riverside.Sessions with { Sharing = total, PartnerSharing = partner }, new Total("sessions", new Period("2026-W48"), 5, covers, 9)));

    private static Dictionary<string, decimal> Parts(params (string Id, decimal Value)[] parts) => parts.ToDictionary(p => p.Id, p => p.Value);
}
