using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using CollectiveImpact.Time;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class HistoryTests(Azurite azurite)
{
    // Twenty years of weeks, oldest first.
    private static readonly Period[] Weeks =
        [.. Enumerable.Range(0, 1040).Select(n => Period.Of(new LocalDate(2007, 1, 1).PlusWeeks(n), Frequency.Weekly))];

    private static readonly Instant Later = Instant.FromUtc(2026, 11, 25, 9, 0);

    private static Task Write(IHistoryStore store, InitiativeId initiative, IReadOnlyList<PastValue> values, IReadOnlyList<ValueKey> withdrawn, IReadOnlyList<Total> totals, bool isLate = false) =>
        store.Write(initiative, new HistoryPart(values, withdrawn, totals, isLate), Cancel);

    private static PastValue Value(string indicator, string partner, Period period, decimal value = 0.1m) =>
        new(indicator, new(partner), period, new ReportedValue.Number(value));

    [Fact]
    public async Task A_trend_is_one_read_of_just_what_is_asked_for_however_long_the_history()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IHistoryStore>();
        await Write(
            store,
            new("ab12cd"),
            [.. Weeks.Select((w, n) => Value("meals", "food-bank", w, n)), Value("meals", "food", Weeks[^1]), Value("meals", "food-bank-2", Weeks[^1])],
            [],
            [.. Weeks.Select((w, n) => new Total("meals", w, n, 1, 2))]);

        IReadOnlyList<PastValue> values = [];
        IReadOnlyList<Total> totals = [];
        var calls = await storage.CallsOf(async () =>
        {
            values = await store.Values(new("ab12cd"), "meals", new("food-bank"), Weeks[^1], 11, Cancel);
            totals = await store.Totals(new("ab12cd"), "meals", Weeks[^1], 12, Cancel);
        });

        Assert.Equal(Weeks[^12..^1], values.Select(v => v.Period));
        Assert.All(values, v => Assert.Equal("food-bank", v.Partner));
        Assert.Equal(Weeks[^12..], totals.Select(t => t.Period));
        Assert.Equal(["GET Values", "GET Totals"], calls);
    }

    [Fact]
    public async Task A_short_history_is_given_whole_and_none_is_empty()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IHistoryStore>();
        await Write(store, new("ab12cd"), [Value("meals", "p", Weeks[0]), Value("meals", "p", Weeks[500]), Value("meals", "p", Weeks[501])], [], []);

        Assert.Equal([Weeks[0], Weeks[500]], (await store.Values(new("ab12cd"), "meals", new("p"), Weeks[501], 11, Cancel)).Select(v => v.Period));
        Assert.Empty(await store.Values(new("ab12cd"), "meals", new("p"), Weeks[0], 11, Cancel));
        Assert.Empty(await store.Values(new("ab12cd"), "meals", new("q"), Weeks[501], 11, Cancel));
        Assert.Empty(await store.Totals(new("ab12cd"), "meals", Weeks[501], 11, Cancel));
    }

    [Fact]
    public async Task Every_kind_of_value_and_total_comes_back_as_it_was()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IHistoryStore>();
        ReportedValue[] kinds =
        [
            new ReportedValue.Number(0.10m), new ReportedValue.Number(999_999_999_999m), new ReportedValue.Ratio(1.5m, 3m),
            new ReportedValue.YesNo(Yes: true), new ReportedValue.YesNo(Yes: false), new ReportedValue.Words(Awkward), new ReportedValue.Words(""),
            new ReportedValue.Split(3m, new Dictionary<string, decimal> { ["east"] = 1m, ["west"] = 2m }), new ReportedValue.Missing(MissingBecause.NotApplicable),
        ];
        PastValue[] values = [.. kinds.Select((v, n) => new PastValue("a/#?:b", new("p/#?:q"), Weeks[n], v) { Version = n + 1 })];
        Total[] totals = [new("a/#?:b", Weeks[0], null, 0, 3), new("a/#?:b", Weeks[1], 100m / 3m, 2, 3), new("a/#?:b", Weeks[2], -0.1m, 3, 3) { NotApplicable = 2, Version = 4 }];
        await Write(store, new("ab12cd"), values, [], totals);

        Assert.Equal(values, await store.Values(new("ab12cd"), "a/#?:b", new("p/#?:q"), Weeks[100], 11, Cancel));
        Assert.Equal(totals, await store.Totals(new("ab12cd"), "a/#?:b", Weeks[2], 11, Cancel));
    }

    [Fact]
    public async Task The_parts_of_a_total_come_back_as_they_were()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IHistoryStore>();
        var parts = new Dictionary<string, decimal> { ["east"] = 0.1m, ["west"] = 999_999_999_999m };
        await Write(store, new("ab12cd"), [], [], [new Total("meals", Weeks[0], 5m, 3, 4) { Parts = parts, PartsCover = 2 }]);

        var total = Assert.Single(await store.Totals(new("ab12cd"), "meals", Weeks[0], 11, Cancel));

        Assert.Equal(parts.OrderBy(p => p.Key), total.Parts!.OrderBy(p => p.Key));
        Assert.Equal(new Total("meals", Weeks[0], 5m, 3, 4) { PartsCover = 2 }, total with { Parts = null });
    }

    [Fact]
    public async Task Writing_again_replaces_and_what_was_withdrawn_is_gone()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IHistoryStore>();
        await Write(store, new("ab12cd"), [Value("meals", "p", Weeks[0], 1), Value("meals", "p", Weeks[1], 1)], [], [new Total("meals", Weeks[0], 1, 1, 1)]);

        await Write(
            store,
            new("ab12cd"),
            [Value("meals", "p", Weeks[1], 2)],
            [new ValueKey("meals", new("p"), Weeks[0], default), new ValueKey("meals", new("never-there"), Weeks[0], default), new ValueKey("meals", new("p"), Weeks[1], Later)],
            [new Total("meals", Weeks[0], 5, 2, 2)]);

        Assert.Equal([Value("meals", "p", Weeks[1], 2)], await store.Values(new("ab12cd"), "meals", new("p"), Weeks[9], 11, Cancel));
        Assert.Equal([new Total("meals", Weeks[0], 5, 2, 2)], await store.Totals(new("ab12cd"), "meals", Weeks[0], 11, Cancel));
    }

    [Fact]
    public async Task Weeks_are_never_compared_with_months()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IHistoryStore>();
        await Write(
            store,
            new("ab12cd"),
            [Value("meals", "p", new Period("2026-10")), Value("meals", "p", new Period("2026-W47")), Value("meals", "p", new Period("2026-Q3"))],
            [],
            []);

        Assert.Equal(["2026-W47"], (await store.Values(new("ab12cd"), "meals", new("p"), new Period("2026-W48"), 11, Cancel)).Select(v => v.Period.Id));
        Assert.Equal(["2026-10"], (await store.Values(new("ab12cd"), "meals", new("p"), new Period("2026-11"), 11, Cancel)).Select(v => v.Period.Id));
    }

    [Fact]
    public async Task A_late_correction_never_replaces_what_a_later_round_says_about_the_same_period()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IHistoryStore>();
        await Write(store, new("ab12cd"), [Value("meals", "p", Weeks[0], 2) with { AskedAt = Later }, Value("hours", "p", Weeks[0], 2)], [], [new Total("meals", Weeks[0], 2, 1, 1) { AskedAt = Later }]);

        await Write(store, new("ab12cd"), [Value("meals", "p", Weeks[0], 1), Value("hours", "p", Weeks[0], 1)], [], [new Total("meals", Weeks[0], 1, 1, 1), new Total("hours", Weeks[0], 1, 1, 1)], isLate: true);

        Assert.Equal(2m, Assert.Single(await store.Totals(new("ab12cd"), "meals", Weeks[0], 11, Cancel)).Value);
        Assert.Equal([Value("meals", "p", Weeks[0], 2) with { AskedAt = Later }], await store.AllValues(new("ab12cd"), "meals", Cancel).ToListAsync(Cancel));
        Assert.Equal([Value("hours", "p", Weeks[0], 1)], await store.AllValues(new("ab12cd"), "hours", Cancel).ToListAsync(Cancel));
        Assert.Equal([new Total("hours", Weeks[0], 1, 1, 1)], await store.AllTotals(new("ab12cd"), "hours", Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Two_initiatives_never_see_each_others_values()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IHistoryStore>();
        await Write(store, new("a"), [Value("b:c", "p", Weeks[0], 1)], [], [new Total("b:c", Weeks[0], 1, 1, 1)]);
        await Write(store, new("a:b"), [Value("c", "p", Weeks[0], 2)], [], [new Total("c", Weeks[0], 2, 1, 1)]);

        Assert.Equal([Value("b:c", "p", Weeks[0], 1)], await store.Values(new("a"), "b:c", new("p"), Weeks[1], 11, Cancel));
        Assert.Equal([Value("c", "p", Weeks[0], 2)], await store.Values(new("a:b"), "c", new("p"), Weeks[1], 11, Cancel));
        Assert.Equal(2m, Assert.Single(await store.Totals(new("a:b"), "c", Weeks[1], 11, Cancel)).Value);
    }
}
