using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Files;

public sealed class ExportChoiceTests
{
    [Fact]
    public void What_was_chosen_comes_back_as_it_was()
    {
        var choice = new ExportChoice(new LocalDate(2026, 11, 1), null, new PartnerId("a&b=c/ü"), "reading?x", new RoundId("2026-W48.check-in.2"));

        Assert.Equal(choice, ExportChoice.Read(choice.Stored));
        Assert.Equal(choice, ExportChoice.Read("?" + choice.Stored));
        Assert.Equal(ExportChoice.Everything, ExportChoice.Read(ExportChoice.Everything.Stored));
    }

    [Theory]
    [InlineData("from=never&to=&partner&round==&%zz=%zz")]
    [InlineData("from=2026-13-45")]
    [InlineData("&&&===")]
    public void What_cannot_be_read_narrows_nothing(string stored) => Assert.Equal(ExportChoice.Everything, ExportChoice.Read(stored));

    [Fact]
    public void A_period_is_in_it_with_any_of_its_days()
    {
        var november = new ExportChoice(new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 30), null, null, null);

        Assert.All(["2026-11", "2026-Q4", "2026-W44", "2026-W49"], id => Assert.True(november.Has(new Period(id))));
        Assert.All(["2026-10", "2026-12", "2026-W43", "2026-W50"], id => Assert.False(november.Has(new Period(id))));
    }
}
