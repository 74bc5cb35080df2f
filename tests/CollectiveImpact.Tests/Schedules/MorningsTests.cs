using CollectiveImpact.Conversations;
using CollectiveImpact.Schedules;
using CsCheck;

namespace CollectiveImpact.Tests.Schedules;

public sealed class MorningsTests
{
    private static readonly DateTimeZone Lisbon = DateTimeZoneProviders.Tzdb["Europe/Lisbon"];
    private static readonly DateTimeZone Auckland = DateTimeZoneProviders.Tzdb["Pacific/Auckland"];

    private static readonly string[] Places = ["Europe/Lisbon", "America/Santiago", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"];

    // A Monday; in winter Lisbon keeps UTC.
    private static readonly Instant Ten = Instant.FromUtc(2026, 11, 30, 10, 0);

    [Fact]
    public void It_comes_at_ten_where_people_are_and_once()
    {
        Assert.Empty(Come(Ten - Duration.FromTicks(1), null));
        Assert.Equal([(Lisbon, Morning.Usual)], Come(Ten, null));
        Assert.Equal([(Lisbon, Morning.Usual)], Come(Ten + Duration.FromHours(5), Ten - Duration.FromTicks(1)));
        Assert.Empty(Come(Ten + Duration.FromHours(5), Ten));
        Assert.Equal(Ten, Mornings.Next([(Lisbon, Morning.Usual)], [], Ten - Duration.FromTicks(1)));
        Assert.Equal(Ten + Duration.FromDays(1), Mornings.Next([(Lisbon, Morning.Usual)], [], Ten));
    }

    [Fact]
    public void Each_zone_has_its_own() =>
        // Ten o'clock in Auckland is nine in the evening of the day before.
        Assert.Equal(Instant.FromUtc(2026, 11, 29, 21, 0), Mornings.Next([(Lisbon, Morning.Usual), (Auckland, Morning.Usual)], [], Ten - Duration.FromDays(1)));

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 1)]
    public void There_is_none_on_a_weekend_or_in_a_pause(int days, int none)
    {
        var now = Ten + Duration.FromDays(days) + Duration.FromHours(1);

        Assert.Equal(1 - none, Come(now, null).Count);
        Assert.Empty(Mornings.Come([(Lisbon, Morning.Usual)], [new Pause(new LocalDate(2026, 11, 30), new LocalDate(2026, 12, 6), "Book week")], null, now));
        Assert.Equal(Instant.FromUtc(2026, 12, 7, 10, 0), Mornings.Next([(Lisbon, Morning.Usual)], [], now));
        Assert.Equal(Instant.FromUtc(2026, 12, 9, 10, 0), Mornings.Next([(Lisbon, Morning.Usual)], [new Pause(new LocalDate(2026, 12, 7), new LocalDate(2026, 12, 8), "Feast")], now));
    }

    [Fact]
    public void Woken_whenever_it_asks_to_be_it_comes_on_every_working_day_exactly_once() => Gen.Select(
        Gen.Int[0, 364],
        Gen.Int[0, Places.Length - 1]).Sample((day, place) =>
    {
        var zone = DateTimeZoneProviders.Tzdb[Places[place]];
        var now = Instant.FromUtc(2026, 1, 1, 3, 17) + Duration.FromDays(day);
        Instant? seen = null;
        var dates = new List<LocalDate>();
        for (var i = 0; i < 30; i++)
        {
            now = Mornings.Next([(zone, Morning.Usual)], [], now);
            Assert.NotEmpty(Mornings.Come([(zone, Morning.Usual)], [], seen, now));
            seen = now;
            Assert.Empty(Mornings.Come([(zone, Morning.Usual)], [], seen, now + Duration.FromHours(1)));
            Assert.Equal(new LocalTime(10, 0), now.InZone(zone).TimeOfDay);
            dates.Add(now.InZone(zone).Date);
        }

        Assert.Equal(Mornings.Between(dates[0], dates[^1]), dates.Count - 1);
    });

    private static IReadOnlyList<(DateTimeZone Zone, LocalTime Time)> Come(Instant now, Instant? seen) => Mornings.Come([(Lisbon, Morning.Usual)], [], seen, now);
}
