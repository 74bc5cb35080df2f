using System.Globalization;
using CollectiveImpact.Indicators;
using CsCheck;

namespace CollectiveImpact.Tests.Indicators;

public sealed class ReportedValueTests
{
    private static readonly Gen<ReportedValue> Values = Gen.OneOf(
        Gen.Decimal.Select(d => (ReportedValue)new ReportedValue.Number(d)),
        Gen.Select(Gen.Decimal, Gen.Decimal, (part, whole) => (ReportedValue)new ReportedValue.Ratio(part, whole)),
        Gen.Bool.Select(yes => (ReportedValue)new ReportedValue.YesNo(yes)),
        Gen.String.Select(text => (ReportedValue)new ReportedValue.Words(text)));

    [Fact]
    public void A_value_comes_back_from_storage_as_it_went_in_whatever_the_culture() => Gen.Select(Values, Gen.OneOf<string>("en-GB", "de-DE", "fr-FR", "sv-SE")).Sample((value, culture) =>
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal(value, ReportedValue.FromStored(value.ToStored()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    });

    [Theory]
    [InlineData("")]
    [InlineData("n")]
    [InlineData("x:1")]
    [InlineData("n:")]
    [InlineData("n:many")]
    [InlineData("r:12")]
    [InlineData("r:/")]
    public void What_is_no_stored_value_is_said_to_be_none(string stored) =>
        Assert.Throws<FormatException>(() => ReportedValue.FromStored(stored));

    [Fact]
    public void A_value_is_one_number_where_it_can_be()
    {
        Assert.Equal(12m, new ReportedValue.Number(12).AsNumber);
        Assert.Equal(25m, new ReportedValue.Ratio(1, 4).AsNumber);
        Assert.Null(new ReportedValue.Ratio(0, 0).AsNumber);
        Assert.Equal(1m, new ReportedValue.YesNo(Yes: true).AsNumber);
        Assert.Equal(0m, new ReportedValue.YesNo(Yes: false).AsNumber);
        Assert.Null(new ReportedValue.Words("many").AsNumber);
    }

    [Fact]
    public void A_value_is_said_in_words_with_its_unit()
    {
        var culture = CultureInfo.GetCultureInfo("de-DE");

        Assert.Equal("1.234,5 children", new ReportedValue.Number(1234.5m).InWords(Riverside.Sessions, culture));
        Assert.Equal("33,3 % (1 von 3)", new ReportedValue.Ratio(1, 3).InWords(Riverside.Level, culture));
        Assert.Equal(new CollectiveImpact.Indicators.Texts(culture).Yes, new ReportedValue.YesNo(Yes: true).InWords(Riverside.Met, culture));
        Assert.Equal("Elmer", new ReportedValue.Words("Elmer").InWords(Riverside.Book, culture));
    }
}
