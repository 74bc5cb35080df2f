using System.Collections.Concurrent;
using System.Globalization;
using CollectiveImpact.Testing;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace CollectiveImpact.Bot.Tests.FaultMatrix;

/// <summary>A year of Mondays of an initiative with sixty partners around the world, through every change of the clocks.</summary>
[Collection(Processes.Collection)]
public sealed class YearTests(Azurite azurite)
{
    // Three in each zone.
    private const int Partners = 27;
    private const string Initiative = "f00027";

    private static readonly string[] Zones =
    [
        "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "America/Santiago", "Pacific/Apia", "America/St_Johns", "America/Los_Angeles",
    ];

    [Fact]
    public async Task For_a_year_everyone_is_asked_once_a_week_at_nine_where_they_are_and_reminded_at_nine_on_wednesday()
    {
        await using var teams = await CountingConnector.Start();
        // A Saturday, and a year later.
        var (now, end) = (Instant.FromUtc(2026, 11, 28, 0, 0), Instant.FromUtc(2027, 11, 27, 0, 0));
        var arrived = new ConcurrentQueue<(string Conversation, string Kind, Instant At)>();
        teams.Arrives = (conversation, kind) =>
        {
            arrived.Enqueue((conversation, kind, now));
            return 201;
        };
        using var bot = await BotProcess.Start(azurite.ConnectionString, "y" + Guid.NewGuid().ToString("N")[..10], InstantPattern.ExtendedIso.Format(now), ("Delivery__MessagesPerSecond", "0"));
        await bot.Must($"/test/fill?initiative={Initiative}&reporters={Partners}&service={teams.Address}&zones={string.Join(',', Zones)}");

        while (now < end)
        {
            // As its reminder does: awake when it asked to be, and not at any other time.
            now = InstantPattern.ExtendedIso.Parse(await bot.Tells($"/test/next?initiative={Initiative}")).Value;
            await bot.Does($"/test/calendar?now={InstantPattern.ExtendedIso.Format(now)}");
            await bot.Must("/test/settle");
        }

        foreach (var (conversation, kind, at) in arrived.Where(a => a.Kind is "open" or "remind"))
        {
            var zone = DateTimeZoneProviders.Tzdb[Zones[int.Parse(conversation.AsSpan(Initiative.Length + 1), CultureInfo.InvariantCulture) % Zones.Length]];
            var local = at.InZone(zone).LocalDateTime;
            Assert.Equal((kind == "open" ? IsoDayOfWeek.Monday : IsoDayOfWeek.Wednesday, new LocalTime(9, 0)), (local.DayOfWeek, local.TimeOfDay));
        }

        for (var n = 0; n < Partners; n++)
        {
            foreach (var kind in new[] { "open", "remind" })
            {
                var days = arrived.Where(a => a.Conversation == $"{Initiative}-{n}" && a.Kind == kind)
                    .Select(a => a.At.InZone(DateTimeZoneProviders.Tzdb[Zones[n % Zones.Length]]).Date).ToArray();
                Assert.Equal(Enumerable.Range(0, 52).Select(w => new LocalDate(2026, 11, 30).PlusDays(kind == "open" ? 0 : 2).PlusWeeks(w)), days);
            }
        }

        Assert.Equal(52, arrived.Count(a => a.Kind == "digest"));
    }
}
