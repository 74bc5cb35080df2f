using CollectiveImpact.Initiatives;
using CsCheck;

namespace CollectiveImpact.Tests.Initiatives;

public sealed class CodesTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.String,
        Gen.OneOf<string>("Café", "children’s hours", "  ", "--", "Straße", "किताब", "食料", "كتاب", "👩‍🌾", "a/b\\c#d?e", "İzmir", "\ud800", "𝒜", "ﬁ", new string('x', 70), new string('é', 59) + " y").Array[0, 6].Select(string.Concat));

    [Theory]
    [InlineData("h4k9p2-7mqx3v-tn5w8c")]
    [InlineData("H4K9P2-7MQX3V-TN5W8C")]
    [InlineData("h4k9p2 7mqx3v tn5w8c")]
    [InlineData("h4k9p27mqx3vtn5w8c")]
    [InlineData(" h4k9p2 - 7mqx3v - tn5w8c ")]
    [InlineData("h4k9p2–7mqx3v–tn5w8c")]
    [InlineData("“h4k9p2-7mqx3v-tn5w8c.”")]
    [InlineData("**h4k9p2-7mqx3v-tn5w8c**,")]
    [InlineData("h4k9p2\\-7mqx3v\\-tn5w8c")]
    [InlineData("https://bot.example/join/h4k9p2-7mqx3v-tn5w8c")]
    public void A_code_is_read_as_people_type_it(string typed) =>
        Assert.Equal((new("h4k9p2"), "h4k9p2-7mqx3v-tn5w8c"), Codes.ReadInvite(typed));

    [Theory]
    [InlineData("h4k9p2-7mqx3vtn")]
    [InlineData("H4K9P2 7MQX3VTN")]
    public void A_code_of_an_earlier_version_is_read_too(string typed) =>
        Assert.Equal((new("h4k9p2"), "h4k9p2-7mqx3vtn"), Codes.ReadInvite(typed));

    [Fact]
    public void Sixty_bits_are_left_to_chance()
    {
        var letters = Codes.NewInvite(new("h4k9p2"))["h4k9p2-".Length..].Replace("-", "", StringComparison.Ordinal).Length;

        Assert.Equal(60, letters * Math.Log2(32));
    }

    [Fact]
    public void Letters_that_look_like_digits_are_those_digits() =>
        Assert.Equal((new("010101"), "010101-00111101"), Codes.ReadInvite("OlOiOL-oOIl1iO1"));

    [Theory]
    [InlineData("")]
    [InlineData("h4k9p2")]
    [InlineData("h4k9p2-7mqx3vt")]
    [InlineData("h4k9p2-7mqx3v-tn5w8")]
    [InlineData("h4k9p2-7mqx3v-tn5w8cc")]
    [InlineData("h4k9p2-7mqx3vtnn")]
    [InlineData("h4k9p2-7mqx3vtu")]
    [InlineData("h4k9p2/7mqx3vtn")]
    [InlineData("h4k9p2-7mqx3vté")]
    public void What_cannot_be_a_code_is_none(string typed) => Assert.Null(Codes.ReadInvite(typed));

    [Fact]
    public void A_new_code_names_its_initiative_and_is_read_back_in_any_case() => Gen.Bool.Sample(upper =>
    {
        var initiative = new InitiativeId(Codes.NewId());
        var code = Codes.NewInvite(initiative);

        Assert.True(Codes.IsId(initiative));
        Assert.Equal((initiative, code), Codes.ReadInvite(upper ? code.ToUpperInvariant() : code));
    });

    [Theory]
    [InlineData("Attendance", "attendance")]
    [InlineData("  Grade level ", "grade-level")]
    [InlineData("Children’s hours (weekly)", "children-s-hours-weekly")]
    [InlineData("CAFÉ", "café")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("食料", "食料")]
    [InlineData("Outreach #2/3?", "outreach-2-3")]
    public void A_slug_is_the_name_in_small_letters_with_hyphens(string name, string slug) => Assert.Equal(slug, Codes.Slug(name));

    [Fact]
    public void Words_that_differ_only_in_their_vowel_signs_are_different_words() =>
        // "Time" and "nail" in Hindi.
        Assert.NotEqual(Codes.Slug("काल"), Codes.Slug("कील"));

    [Fact]
    public void A_slug_is_never_empty_never_long_and_fits_a_key_whatever_the_name() => Names.Sample(name =>
    {
        var slug = Codes.Slug(name);

        Assert.InRange(slug.Length, 1, 60);
        Assert.DoesNotContain(slug, c => c is '/' or '\\' or '#' or '?' or ' ' || char.IsControl(c));
        Assert.False(slug.StartsWith('-') || slug.EndsWith('-') || slug.Contains("--", StringComparison.Ordinal), slug);
        Assert.True(slug.IsNormalized());
    });

    [Fact]
    public void The_slug_of_a_slug_is_itself() => Names.Sample(name =>
    {
        var slug = Codes.Slug(name);
        Assert.Equal(slug, Codes.Slug(slug));
    });

    [Fact]
    public void A_hundred_thousand_marks_on_one_letter_make_a_short_slug() =>
        Assert.InRange(Codes.Slug("a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 50_000)) + "b").Length, 1, 60);

    [Fact]
    public void Every_code_has_a_digit_so_that_it_is_known_for_a_code_when_it_is_said_alone() =>
        Assert.All(Enumerable.Range(0, 5_000), _ => Assert.Contains(Codes.NewInvite(new("abcdef")), char.IsAsciiDigit));
}
