using System.Globalization;
using CollectiveImpact.Indicators;
using CsCheck;

namespace CollectiveImpact.Tests.Indicators;

public sealed class FiguresTests
{
    private static readonly string[] Cultures = ["en-GB", "en-US", "en-ZA", "pt-PT", "pt-BR", "de-DE", "de-CH", "de-AT", "fr-FR", "fr-CH", "hi-IN", "en-IN", "sv-SE", "uk-UA", "pl-PL", "es-ES", "ja-JP"];
    private static readonly Gen<CultureInfo> AnyCulture = Gen.Int[0, Cultures.Length - 1].Select(i => CultureInfo.GetCultureInfo(Cultures[i]));

    [Theory]
    [InlineData("en-GB", "1.5", 1.5)]
    [InlineData("en-GB", "1,500", 1500)]
    [InlineData("en-GB", "1,234,567.25", 1234567.25)]
    [InlineData("en-GB", " 42 ", 42)]
    [InlineData("en-GB", "007", 7)]
    [InlineData("en-GB", "5.", 5)]
    [InlineData("en-GB", "-3", -3)]
    [InlineData("en-GB", "−3", -3)]
    [InlineData("pt-PT", "1,5", 1.5)]
    [InlineData("pt-PT", "12 345,5", 12345.5)]
    [InlineData("pt-PT", "12\u00a0345,5", 12345.5)]
    [InlineData("de-DE", "1,5", 1.5)]
    [InlineData("de-DE", "1.500", 1500)]
    [InlineData("de-DE", "1.234.567,25", 1234567.25)]
    [InlineData("fr-FR", "1,5", 1.5)]
    [InlineData("fr-FR", "1 234,5", 1234.5)]
    [InlineData("fr-FR", "1\u202f234,5", 1234.5)]
    [InlineData("fr-FR", "1\u00a0234,5", 1234.5)]
    [InlineData("de-CH", "1.5", 1.5)]
    [InlineData("de-CH", "1'234.5", 1234.5)]
    [InlineData("de-CH", "1’234.5", 1234.5)]
    [InlineData("hi-IN", "1.5", 1.5)]
    [InlineData("hi-IN", "1,23,456", 123456)]
    [InlineData("hi-IN", "12,34,56,789.5", 123456789.5)]
    [InlineData("hi-IN", "123,456", 123456)]
    public void A_number_is_read_as_its_locale_writes_it(string culture, string typed, double value) =>
        Assert.Equal((decimal)value, Figures.Read(typed, CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [InlineData("en-GB", "1,5")]
    [InlineData("en-GB", "1,50")]
    [InlineData("en-GB", "0,125")]
    [InlineData("en-GB", "1,5000")]
    [InlineData("en-GB", "1234,567")]
    [InlineData("en-GB", "1.5.2")]
    [InlineData("en-GB", "1,,500")]
    [InlineData("en-GB", ",500")]
    [InlineData("en-GB", "1 500")]
    [InlineData("en-GB", "1.500,25")]
    [InlineData("de-DE", "1.5")]
    [InlineData("de-DE", "0.125")]
    [InlineData("de-DE", "1,500.25")]
    [InlineData("fr-FR", "1.5")]
    [InlineData("fr-FR", "1 5")]
    [InlineData("pt-PT", "1.5")]
    [InlineData("de-CH", "1,5")]
    [InlineData("hi-IN", "1,5")]
    [InlineData("hi-IN", "1,23")]
    [InlineData("hi-IN", "1,23,45")]
    [InlineData("en-GB", "")]
    [InlineData("en-GB", "-")]
    [InlineData("en-GB", "--1")]
    [InlineData("en-GB", "about 12")]
    [InlineData("en-GB", "12 children")]
    [InlineData("en-GB", "1e5")]
    [InlineData("en-GB", "0x1F")]
    [InlineData("en-GB", "１２")]
    [InlineData("en-GB", "∞")]
    [InlineData("en-GB", "99999999999999999999999999999999")]
    public void What_could_be_meant_otherwise_is_not_guessed(string culture, string typed) =>
        Assert.Null(Figures.Read(typed, CultureInfo.GetCultureInfo(culture)));

    [Fact]
    public void Forty_thousand_digits_are_no_number() =>
        Assert.Null(Figures.Read(new string('9', 40_000), CultureInfo.GetCultureInfo("en-GB")));

    [Fact]
    public void One_and_a_half_never_becomes_fifteen() => Gen.Select(AnyCulture, Gen.OneOf<string>(".", ",", "'", "’", " ", "\u00a0")).Sample(
        (culture, sign) => Assert.True(Figures.Read($"1{sign}5", culture) is null or 1.5m));

    [Fact]
    public void A_number_put_into_a_form_is_read_back_the_same_in_every_culture() => Gen.Select(AnyCulture, Gen.Decimal).Sample(
        (culture, value) => Assert.Equal(value, Figures.Read(Figures.ForInput(value, culture), culture)));

    [Fact]
    public void A_number_that_is_shown_can_be_typed_as_shown_in_every_culture() => Gen.Select(AnyCulture, Gen.Long[-999_999_999_999, 999_999_999_999], Gen.Int[0, 99]).Sample(
        (culture, whole, cents) =>
        {
            var value = whole + (cents / 100m);
            Assert.Equal(value, Figures.Read(Figures.Plain(value, culture), culture));
        });

    [Theory]
    [InlineData("en-GB", "12.5", "1,234.57", "66.7 %")]
    [InlineData("de-DE", "12,5", "1.234,57", "66,7 %")]
    [InlineData("fr-FR", "12,5", "1\u202f234,57", "66,7 %")]
    [InlineData("en-IN", "12.5", "1,234.57", "66.7 %")]
    public void Numbers_are_written_as_the_locale_does(string culture, string example, string plain, string percent)
    {
        var info = CultureInfo.GetCultureInfo(culture);

        Assert.Equal(example, Figures.Example(info));
        Assert.Equal(plain, Figures.Plain(1234.567m, info));
        Assert.Equal(percent, Figures.Percent(66.6667m, info));
        Assert.Equal(plain + " hours", Figures.WithUnit(1234.567m, "hours", info));
        Assert.Equal(plain, Figures.WithUnit(1234.567m, "", info));
    }

    [Fact]
    public void No_percentage_is_said_so() => Assert.Equal("no value", Figures.Percent(null, CultureInfo.GetCultureInfo("en-GB")));
}
