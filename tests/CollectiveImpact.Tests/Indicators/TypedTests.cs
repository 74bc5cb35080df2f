using System.Globalization;
using CollectiveImpact.Indicators;
using CsCheck;

namespace CollectiveImpact.Tests.Indicators;

/// <summary>What people write where a number is asked is read as they meant it, shown back, or refused; never something else in silence.</summary>
public sealed class TypedTests
{
    [Theory]
    // Written as numbers are written, with what is counted beside them.
    [InlineData("12", "en-GB", "homes", "", "12")]
    [InlineData("12 homes", "en-GB", "homes", "", "12")]
    [InlineData("12 Home", "en-GB", "homes", "", "12")]
    [InlineData("1 child", "en-GB", "child", "", "1")]
    [InlineData("1,200 homes", "en-GB", "homes", "", "1200")]
    [InlineData("1.200 Plätze", "de-DE", "Plätze", "", "1200")]
    [InlineData("1.500", "de-DE", "", "", "1500")]
    [InlineData("1.500", "en-GB", "", "", "1.5")]
    [InlineData("1 200", "fr-FR", "places", "", "1200")]
    [InlineData("£1.2k", "en-GB", "", "GBP", "1200")]
    [InlineData("1,2k €", "de-DE", "", "EUR", "1200")]
    [InlineData("USD 300", "en-US", "", "USD", "300")]
    // Read from words: shown back.
    [InlineData("about 120", "en-GB", "", "", "120?")]
    [InlineData("About 120 homes", "en-GB", "homes", "", "120?")]
    [InlineData("approx. 1,200", "en-GB", "", "", "1200?")]
    [InlineData("ca. 1.200", "de-DE", "", "", "1200?")]
    [InlineData("etwa 12,5", "de-DE", "", "", "12.5?")]
    [InlineData("~ 40", "en-GB", "", "", "40?")]
    [InlineData("40+", "en-GB", "", "", "40?")]
    [InlineData("12O", "en-GB", "", "", "120?")]
    [InlineData("1oO children", "en-GB", "children", "", "100?")]
    [InlineData("4l", "en-GB", "", "", "41?")]
    [InlineData("36 of 4O", "en-GB", "", "", "36/40?")]
    [InlineData("12 or so", "en-GB", "", "", "12?")]
    [InlineData("12 old", "en-GB", "", "", "12?")]
    [InlineData("more than 40", "en-GB", "", "", "40?")]
    [InlineData("12 houses", "en-GB", "homes", "", "12?")]
    [InlineData("we had 118", "en-GB", "", "", "118?")]
    [InlineData("we had 118 this week!", "en-GB", "", "", "118?")]
    [InlineData("about 1.2k people", "en-GB", "", "", "1200?")]
    [InlineData("3 million people", "en-GB", "", "", "3000000?")]
    [InlineData("£1.2k", "en-GB", "", "", "1200?")]
    [InlineData("none", "en-GB", "", "", "0?")]
    [InlineData("None", "en-GB", "homes", "", "0?")]
    [InlineData("keine", "de-DE", "", "", "0?")]
    [InlineData("minus -5 degrees", "en-GB", "", "", "-5?")]
    // A part of a whole.
    [InlineData("36 of 46", "en-GB", "", "", "36/46")]
    [InlineData("36/46", "en-GB", "", "", "36/46")]
    [InlineData("36 out of 46 homes", "en-GB", "homes", "", "36/46")]
    [InlineData("36 von 46", "de-DE", "", "", "36/46")]
    [InlineData("about 36 of 46", "en-GB", "", "", "36/46?")]
    [InlineData("78 %", "en-GB", "", "", "78%")]
    [InlineData("78%", "en-GB", "", "", "78%")]
    [InlineData("about 78 %", "en-GB", "", "", "78%?")]
    [InlineData("78 % of them", "en-GB", "", "", "78%?")]
    // That there is none, and why.
    [InlineData("n/a", "en-GB", "", "", "why")]
    [InlineData("N/A.", "en-GB", "", "", "why")]
    [InlineData("-", "en-GB", "", "", "why")]
    [InlineData("k.A.", "de-DE", "", "", "why")]
    [InlineData("not collected", "en-GB", "", "", "NotCollected")]
    [InlineData("?", "en-GB", "", "", "NotYetKnown")]
    [InlineData("Don't know yet", "en-GB", "", "", "NotYetKnown")]
    [InlineData("doesn't apply", "en-GB", "", "", "NotApplicable")]
    [InlineData("", "en-GB", "", "", "nothing")]
    [InlineData("  ", "en-GB", "", "", "nothing")]
    // Nobody can say which is meant.
    [InlineData("12 homes and 3 flats", "en-GB", "homes", "", "unreadable")]
    [InlineData("between 10 and 20", "en-GB", "", "", "unreadable")]
    [InlineData("10-20", "en-GB", "", "", "unreadable")]
    [InlineData("12/24/26", "en-GB", "", "", "unreadable")]
    [InlineData("1,5", "en-GB", "", "", "unreadable")]
    [InlineData("twelve", "en-GB", "", "", "unreadable")]
    [InlineData("$300", "en-GB", "", "GBP", "other currency")]
    [InlineData("about €300", "en-GB", "", "GBP", "other currency")]
    public void Typed_words_mean(string typed, string culture, string unit, string currency, string meant) =>
        Assert.Equal(meant, Told(Typed.Read(typed, CultureInfo.GetCultureInfo(culture), unit, currency)));

    [Fact]
    public void A_number_is_read_as_it_stands_in_any_format_with_anything_beside_it() =>
        Gen.Select(Gen.Int[0, 99_999_999], OneOf("en-GB", "de-DE", "fr-FR", "pt-PT", "de-CH", "hi-IN"), OneOf("", "about ", "circa ", "we had "), OneOf("", " people", "!", " this week")).Sample((number, tag, before, after) =>
        {
            var culture = CultureInfo.GetCultureInfo(tag);

            var read = Assert.IsType<Typed.Figure>(Typed.Read(before + number.ToString("#,0", culture) + after, culture));

            Assert.Equal((number, before.Length + after.Length == 0), ((int)read.Value, read.IsPlain));
        });

    [Fact]
    public void Whatever_is_typed_is_read_without_a_fault_and_two_numbers_are_never_one() =>
        Gen.Select(Gen.String, Gen.Int[0, 9_999], OneOf(" and ", "-", " to ", " x ", "; "), Gen.Int[0, 9_999]).Sample((any, one, between, other) =>
        {
            Assert.NotNull(Typed.Read(any, CultureInfo.GetCultureInfo("en-GB"), "homes", "GBP"));
            Assert.IsNotType<Typed.Figure>(Typed.Read($"{one}{between}{other}", CultureInfo.GetCultureInfo("en-GB")));
        });

    public static TheoryData<string> Ours => [.. CollectiveImpact.Initiatives.Languages.Ours];

    [Theory]
    [MemberData(nameof(Ours))]
    public void What_our_own_cards_say_for_a_number_is_read_in_each_language(string language)
    {
        var (culture, t) = (CultureInfo.GetCultureInfo(language), new Texts(CultureInfo.GetCultureInfo(language)));

        Assert.Equal("36/46", Told(Typed.Read(t.PartOfWhole("36", "46"), culture)));
        Assert.Equal(nameof(MissingBecause.NotApplicable), Told(Typed.Read(t.NotApplicable, culture)));
        Assert.Equal(nameof(MissingBecause.NotCollected), Told(Typed.Read(t.NotCollected, culture)));
        Assert.Equal(nameof(MissingBecause.NotYetKnown), Told(Typed.Read(t.NotYetKnown + ".", culture)));
    }

    [Theory]
    [InlineData("1,2 mil", "pt-BR", "1200")]
    [InlineData("3 mil", "es-MX", "3000")]
    [InlineData("aproximadamente 120", "es", "120?")]
    [InlineData("por volta de 40", "pt-BR", "40?")]
    [InlineData("36 de 46", "es", "36/46")]
    [InlineData("٣٦ من ٤٦", "ar-EG", "36/46")]
    [InlineData("صفر", "ar", "0?")]
    [InlineData("لا أحد", "ar", "0?")]
    [InlineData("حوالي 120", "ar", "120?")]
    [InlineData("لا ينطبق", "ar", nameof(MissingBecause.NotApplicable))]
    [InlineData("؟", "ar", nameof(MissingBecause.NotYetKnown))]
    public void Numbers_are_read_as_they_are_said_in_each_language(string typed, string language, string read) =>
        Assert.Equal(read, Told(Typed.Read(typed, CultureInfo.GetCultureInfo(language))));

    private static Gen<string> OneOf(params string[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static string Told(Typed typed) => typed switch
    {
        Typed.Nothing => "nothing",
        Typed.Figure(var value, var isPlain) => value.ToString("0.###", CultureInfo.InvariantCulture) + (isPlain ? "" : "?"),
        Typed.OutOf(var part, var whole, var isPlain) => string.Create(CultureInfo.InvariantCulture, $"{part}/{whole}{(isPlain ? "" : "?")}"),
        Typed.Percent(var value, var isPlain) => string.Create(CultureInfo.InvariantCulture, $"{value}%{(isPlain ? "" : "?")}"),
        Typed.NoNumber(var why) => why?.ToString() ?? "why",
        Typed.OtherCurrency => "other currency",
        _ => "unreadable",
    };
}
