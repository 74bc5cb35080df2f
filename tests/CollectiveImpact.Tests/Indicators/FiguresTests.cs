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
    [InlineData("en-US", "1,234.5", 1234.5)]
    [InlineData("en-US", "1.2k", 1200)]
    [InlineData("en-US", "1.2 K", 1200)]
    [InlineData("en-US", "3m", 3000000)]
    [InlineData("de-DE", "1,2k", 1200)]
    [InlineData("de-DE", "3 Mio.", 3000000)]
    [InlineData("pt-BR", "1.234,5", 1234.5)]
    [InlineData("es-ES", "1.234,5", 1234.5)]
    [InlineData("it-IT", "1.234,5", 1234.5)]
    [InlineData("pl-PL", "1 234,5", 1234.5)]
    [InlineData("sv-SE", "1 234,5", 1234.5)]
    [InlineData("tr-TR", "1.234,5", 1234.5)]
    [InlineData("ru-RU", "1 234,5", 1234.5)]
    [InlineData("ja-JP", "１２", 12)]
    [InlineData("ja-JP", "1,234.5", 1234.5)]
    [InlineData("ar-EG", "١٬٢٣٤٫٥", 1234.5)]
    [InlineData("ar-EG", "1,234.5", 1234.5)]
    [InlineData("ar-EG", "\u200f١٢", 12)]
    [InlineData("fa-IR", "۱۲٫۵", 12.5)]
    [InlineData("hi-IN", "१,२३,४५६", 123456)]
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
    [InlineData("de-DE", "1.2k")]
    [InlineData("en-GB", "1,2k")]
    [InlineData("en-GB", "k")]
    [InlineData("en-GB", "12 %")]
    [InlineData("en-GB", "€ 12")]
    [InlineData("ar-EG", "1,5")]
    [InlineData("fa-IR", "۱٬۵")]
    [InlineData("tr-TR", "1.5")]
    [InlineData("ja-JP", "1,5")]
    [InlineData("pl-PL", "1.5")]
    [InlineData("en-GB", "∞")]
    [InlineData("en-GB", "99999999999999999999999999999999")]
    public void What_could_be_meant_otherwise_is_not_guessed(string culture, string typed) =>
        Assert.Null(Figures.Read(typed, CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [InlineData("de-DE", "€ 1.200", "EUR", 1200)]
    [InlineData("de-DE", "1.200,50 €", "EUR", 1200.5)]
    [InlineData("de-DE", "1.200 EUR", "EUR", 1200)]
    [InlineData("en-US", "$1,200", "USD", 1200)]
    [InlineData("pt-BR", "R$ 1.200", "BRL", 1200)]
    [InlineData("en-GB", "£1.2k", "GBP", 1200)]
    public void The_sign_of_the_own_currency_may_stand_beside_an_amount(string culture, string typed, string currency, double value) =>
        Assert.Equal((decimal)value, Figures.Read(typed, CultureInfo.GetCultureInfo(culture), currency));

    [Theory]
    [InlineData("£ 12", "EUR")]
    [InlineData("12 USD", "EUR")]
    public void The_sign_of_another_currency_may_not(string typed, string currency) =>
        Assert.Null(Figures.Read(typed, CultureInfo.GetCultureInfo("en-GB"), currency));

    [Theory]
    [InlineData("en-GB", "12 %", 12.0)]
    [InlineData("de-DE", "12,5%", 12.5)]
    [InlineData("tr-TR", "%12", 12.0)]
    [InlineData("ar-EG", "١٢٪", 12.0)]
    [InlineData("en-GB", "12", null)]
    [InlineData("en-GB", "many %", null)]
    public void A_percentage_is_read_with_its_sign(string culture, string typed, double? value) =>
        Assert.Equal((decimal?)value, Figures.ReadPercent(typed, CultureInfo.GetCultureInfo(culture)));

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
    [InlineData(0, "5", "67 %")]
    [InlineData(1, "5.4", "66.7 %")]
    [InlineData(2, "5.40", "66.67 %")]
    [InlineData(null, "5.4", "66.7 %")]
    public void A_number_has_the_decimals_that_its_indicator_wants(int? decimals, string number, string percent)
    {
        Assert.Equal(number + " hours", Figures.WithUnit(5.4m, Riverside.Sessions with { Unit = "hours", Decimals = decimals }, Riverside.English));
        Assert.Equal(percent, Figures.Percent(66.6667m, Riverside.English, decimals));
    }

    [Fact]
    public void Exactly_one_has_a_unit_of_its_own()
    {
        var children = Riverside.Sessions with { Unit = "children", UnitOfOne = "child" };

        Assert.Equal(["0 children", "1 child", "-1 child", "1.5 children"], new[] { 0m, 1m, -1m, 1.5m }.Select(v => Figures.WithUnit(v, children, Riverside.English)));
        Assert.Equal("1 children", Figures.WithUnit(1, Riverside.Sessions, Riverside.English));
    }

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
        Assert.Equal(plain + " hours", Figures.WithUnit(1234.567m, Riverside.Sessions with { Unit = "hours" }, info));
        Assert.Equal(plain, Figures.WithUnit(1234.567m, Riverside.Sessions with { Unit = "" }, info));
    }

    [Fact]
    public void No_percentage_is_said_so() => Assert.Equal(En.Indicators.NoValue, Figures.Percent(null, CultureInfo.GetCultureInfo("en-GB")));
}
