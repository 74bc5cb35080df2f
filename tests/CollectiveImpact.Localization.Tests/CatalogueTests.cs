using System.Globalization;
using Xunit;

namespace CollectiveImpact.Localization.Tests;

public class CatalogueTests
{
    [Theory]
    [InlineData("en-US", "It isn't there.")]
    [InlineData("de", "Das gibt es nicht.")]
    [InlineData("de-AT", "Das gibt es nicht.")]
    [InlineData("fr-CA", "It isn't there.")]
    [InlineData("", "It isn't there.")]
    public void A_text_is_in_the_readers_language_or_in_English(string culture, string text) =>
        Assert.Equal(text, new Texts(CultureInfo.GetCultureInfo(culture)).Plain);

    [Theory]
    [InlineData("en", 0, "no term")]
    [InlineData("en", 1, "1 term")]
    [InlineData("en", 1234, "1,234 terms")]
    [InlineData("de", 0, "0 Begriffe")]
    [InlineData("de", 1, "1 Begriff")]
    [InlineData("de", 1234, "1.234 Begriffe")]
    [InlineData("fr", 0, "0 mot")]
    [InlineData("ar-EG", 0, "zero ٠")]
    [InlineData("ar-SA", 2, "two ٢")]
    [InlineData("ar", 103, "few ١٠٣")]
    [InlineData("ar-MA", 111, "many 111")]
    [InlineData("ar-AE", 100, "other 100")]
    public void A_count_takes_the_form_of_the_texts_language(string culture, int count, string text) =>
        Assert.Equal(text, new Texts(new CultureInfo(culture)).Terms(count));

    [Fact]
    public void What_a_language_lacks_is_English_with_English_forms_and_the_readers_numbers()
    {
        Assert.Equal("Only English", new Texts(CultureInfo.GetCultureInfo("de")).OnlyEnglish);
        Assert.Equal("At most 0,5 of 0 terms.", new Texts(CultureInfo.GetCultureInfo("fr")).Most(0.5m, 0));
    }

    [Fact]
    public void Words_of_people_stay_as_they_are_whatever_they_look_like()
    {
        var texts = new Texts(CultureInfo.GetCultureInfo("en"));
        Assert.Equal("“{name} # ''” is there, {name} # ''.", texts.Named("{name} # ''"));
        Assert.Equal("{not an argument} and it's Ann", texts.Quoted("Ann"));
    }

    [Theory]
    [InlineData("R2-D2", "«\u2068R2-D2\u2069» هناك.")]
    [InlineData("+34 600", "«\u2068+34 600\u2069» هناك.")]
    [InlineData("المكتبة", "«المكتبة» هناك.")]
    public void What_runs_the_other_way_keeps_its_own_direction_within_a_sentence(string name, string text) =>
        Assert.Equal(text, new Texts(CultureInfo.GetCultureInfo("ar")).Named(name));

    [Theory]
    [InlineData("ar-EG", "اكتبوا ١٤:٠٠ أو ٧ أو ٧٥% أو 2026-W48 أو DHIS2 أو 12.5.")]
    [InlineData("ar-TN", "اكتبوا 14:00 أو 7 أو 75% أو 2026-W48 أو DHIS2 أو 12.5.")]
    [InlineData("fa-IR", "Write 14:00, 7, 75%, 2026-W48, DHIS2 or 12.5.")]
    public void Numbers_of_ours_take_the_digits_of_the_region_and_codes_keep_theirs(string culture, string text) =>
        Assert.Equal(text, new Texts(CultureInfo.GetCultureInfo(culture)).Digits);

    [Fact]
    public void Cultures_that_clients_invent_take_no_memory_and_are_English()
    {
        foreach (var n in Enumerable.Range(0, 1_000))
        {
            Assert.Equal("It isn't there.", new Texts(new CultureInfo($"xx-{(char)('A' + (n % 26))}{(char)('A' + (n / 26 % 26))}")).Plain);
        }
    }
}
