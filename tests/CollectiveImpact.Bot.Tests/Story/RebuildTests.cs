using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using CollectiveImpact.Time;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;
using Period = CollectiveImpact.Time.Period;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Values and totals are projections: computed from the entries again, they are exactly what is stored.</summary>
public sealed class RebuildTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly PartnerId[] Partners = [new("library"), new("school"), new("food-bank"), new("clinic")];
    private static readonly PersonKey Ana = new("north", "ana");

    [Fact]
    public async Task Random_histories_are_rebuilt_exactly_as_they_were_stored()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var initiative = $"seed{seed:00}";
            await Live(initiative, new Random(seed));

            var found = await Rebuild().Run(new(initiative), write: false, TestContext.Current.CancellationToken);

            Assert.True(found is { Agrees: true, Values: > 0, Totals: > 0 }, $"Seed {seed}: {found}");
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task What_was_damaged_is_found_and_put_right_by_the_operators_command()
    {
        await Live("damage", new Random(7));
        var history = World.Services.GetRequiredService<IHistoryStore>();
        var value = await history.AllValues(new("damage"), "visits", TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
        var total = await history.AllTotals(new("damage"), "visits", TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
        await history.Write(
            new("damage"),
            new HistoryPart(
                [new PastValue("visits", new("nobody"), value.Period, new ReportedValue.Number(1))],
                [new ValueKey(value.Indicator, value.Partner, value.Period, value.AskedAt)],
                [total with { Value = 123_456 }],
                IsLate: false),
            TestContext.Current.CancellationToken);

        Assert.Equal((2, "missing 1, different 1, extra 1; run again with --write true to put it right"), await Command());
        Assert.Equal((0, "missing 1, different 1, extra 1; put right"), await Command("--write", "true"));
        Assert.Equal((0, "missing 0, different 0, extra 0"), await Command());
    }

    private async Task<(int Code, string Says)> Command(params string[] more)
    {
        await using var output = new StringWriter();
        var code = await RebuildCommand.Run(
            ["--initiative", "damage", "--ConnectionStrings:Storage", World.StorageConnection, "--Storage:TablePrefix", World.TablePrefix, .. more], output, TestContext.Current.CancellationToken);
        return (code, output.ToString().Trim().Split("; ", 2)[1]);
    }

    private Rebuild Rebuild() => new(
        World.Services.GetRequiredService<IRoundStore>(),
        World.Services.GetRequiredService<IIndicatorStore>(),
        World.Services.GetRequiredService<IHistoryStore>(),
        World.Services.GetRequiredService<ILearningStore>());

    // Weeks of an initiative: some answer, change their minds, skip, correct; meanings change; what is calculated comes along.
    private async Task Live(string initiative, Random random)
    {
        var grains = World.Services.GetRequiredService<IGrainFactory>();
        var indicators = grains.GetGrain<IIndicatorsGrain>(initiative);
        await indicators.Save(Number("visits") with { Breakdown = new Breakdown("Place", [new Category("east", "East"), new Category("west", "West")], Sharing.Partners) });
        await indicators.Save(Number("spent") with { Kind = IndicatorKind.Money, Unit = "EUR" });
        await indicators.Save(Number("level") with { Kind = IndicatorKind.Percentage, RollUp = RollUp.RatioOfSums });
        await indicators.Save(Number("cost") with { Formula = "[spent] / [visits]", RollUp = RollUp.Calculated });
        var monday = new LocalDate(2026, 1, 5);
        var rounds = new List<IRoundGrain>();
        for (var week = 0; week < 5; week++)
        {
            var now = monday.PlusWeeks(week).At(new LocalTime(9, 0)).InUtc().ToInstant();
            var period = Period.Of(monday.PlusWeeks(week), Frequency.Weekly);
            // Now and then a week is asked about twice.
            for (var number = 1; number <= (random.Next(4) == 0 ? 2 : 1); number++)
            {
                var all = await indicators.All();
                var id = number == 1 ? $"{period}.check-in" : $"{period}.check-in.{number}";
                var grain = grains.GetGrain<IRoundGrain>(RoundGrain.Key(new(initiative), new(id)));
                await grain.Open(new Round(
                    new(initiative), new(id), "Check-in", number, period, monday.PlusWeeks(week), null, now + Duration.FromHours(number), now + Duration.FromDays(2), null, [.. all.Select(i => i.Id)], Partners, [], null)
                {
                    Versions = all.ToDictionary(i => i.Id, i => i.Version),
                });
                foreach (var partner in Partners.Where(_ => random.Next(5) > 0))
                {
                    await Answer(grain, partner, random, now, null);
                    if (number == 1 && random.Next(3) == 0)
                    {
                        await (random.Next(2) == 0 ? grain.Skip(partner, "Holidays", Ana, "Ana", now) : Answer(grain, partner, random, now, null));
                    }
                }

                if (random.Next(4) == 0)
                {
                    await indicators.Save((await indicators.All())[0] with { Definition = $"Meaning of week {week}" }, random.Next(2) == 0 ? Edit.Meaning : Edit.NewSeries);
                }

                await grain.Close(now + Duration.FromDays(2));
                rounds.Add(grain);
            }
        }

        for (var correction = 0; correction < 6; correction++)
        {
            var grain = rounds[random.Next(rounds.Count)];
            await Answer(grain, Partners[random.Next(Partners.Length)], random, monday.PlusWeeks(6).AtMidnight().InUtc().ToInstant(), new Correction("Counted again", ByBackbone: true));
        }
    }

    private static async Task Answer(IRoundGrain grain, PartnerId partner, Random random, Instant now, Correction? correction)
    {
        var (east, west) = (random.Next(50), random.Next(50));
        var values = new Dictionary<string, ReportedValue>
        {
            ["visits"] = random.Next(6) == 0 ? new ReportedValue.Missing(MissingBecause.NotCollected) : new ReportedValue.Split(east + west, new Dictionary<string, decimal> { ["east"] = east, ["west"] = west }),
            ["spent"] = new ReportedValue.Number(random.Next(1000) / 100m),
            ["level"] = new ReportedValue.Ratio(random.Next(10), 10 + random.Next(10)),
        };
        var (decision, _) = await grain.Submit(
            partner,
            new Answers(values, Status.OnTrack, Learning.Of([(LessonKind.Worked, "It worked")], Sharing.Partners), []) { Confirmed = [.. values.Where(v => v.Value.AsNumber is not null).Select(v => Doubt.KeyOf(v.Key, v.Value.AsNumber!.Value))], Acknowledged = [.. values.Keys], Correction = correction },
            Ana,
            "Ana",
            now);
        Assert.True(decision is Decision.Accepted or Decision.Unchanged, $"{decision}");
    }

    private static Indicator Number(string id) => new(id, id, "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false);
}
