using System.Globalization;
using CollectiveImpact.Time;

namespace CollectiveImpact.Tests.Time;

public class DatesTests
{
    private static readonly ZonedDateTime Closes = new LocalDateTime(2026, 11, 28, 10, 0).InUtc();

    [Theory]
    [InlineData("en-GB", "Saturday 28 November 10:00", "28 November 2026", "November 2026")]
    [InlineData("es-MX", "sábado 28 de noviembre a las 10:00", "28 de noviembre de 2026", "noviembre de 2026")]
    [InlineData("fr-CA", "samedi 28 novembre à 10:00", "28 novembre 2026", "novembre 2026")]
    [InlineData("pt-BR", "sábado, 28 de novembro às 10:00", "28 de novembro de 2026", "novembro de 2026")]
    [InlineData("de-CH", "Samstag, 28. November, 10:00 Uhr", "28. November 2026", "November 2026")]
    // What reckons by the moon otherwise has our months here.
    [InlineData("ar-SA", "السبت ٢٨ نوفمبر الساعة ١٠:٠٠", "٢٨ نوفمبر ٢٠٢٦", "نوفمبر ٢٠٢٦")]
    // Their sentences are English, so their days are.
    [InlineData("sv-SE", "Saturday 28 November 10:00", "28 November 2026", "November 2026")]
    [InlineData("fa-IR", "Saturday 28 November 10:00", "28 November 2026", "November 2026")]
    public void A_day_is_written_as_the_language_of_the_sentence_around_it_writes_it(string tag, string weekday, string day, string month)
    {
        var culture = CultureInfo.GetCultureInfo(tag);

        Assert.Equal(weekday, Plain(Closes.OnWeekdayAtTime(culture)));
        Assert.Equal(day, Plain(Closes.OnDayOfYear(culture)));
        Assert.Equal(month, Plain(Closes.Date.InMonth(culture)));
    }

    // Without the signs around what keeps its own direction.
    private static string Plain(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
}
