using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class RoundsTableTests(Azurite azurite)
{
    private static readonly Instant Moment = Instant.FromUtc(2026, 11, 25, 9, 0, 1).PlusNanoseconds(123_456_789);

    private static readonly Round Round = new(
        new("ab12cd"),
        new("2026-W48.check-in.2"),
        "Check-in ☀",
        2,
        new Period("2026-W48"),
        new LocalDate(2026, 11, 23),
        new LocalTime(9, 30),
        Moment,
        Moment + Duration.FromDays(3),
        null,
        ["meals", "hours/#?"],
        [new("food-bank"), .. Enumerable.Range(0, 9_000).Select(n => new PartnerId($"ähm-{n}"))],
        [new("food-bank")],
        new("2026-W47.check-in"))
    {
        Versions = new Dictionary<string, int> { ["meals"] = 1, ["hours/#?"] = 12 },
        OnlyFor = new Dictionary<string, IReadOnlyList<PartnerId>> { ["meals"] = [new("food-bank"), new("a,b%")], ["hours/#?"] = [] },
    };

    private static Entry Entry(string partner, int revision) => new(
        new(partner),
        revision,
        Ana,
        Awkward,
        Moment + Duration.FromTicks(revision),
        new Dictionary<string, ReportedValue>
        {
            ["meals"] = new ReportedValue.Number(0.1m),
            ["hours/#?"] = new ReportedValue.Number(999_999_999_999m),
            ["share"] = new ReportedValue.Ratio(0.10m, 3m),
            ["done"] = new ReportedValue.YesNo(Yes: false),
            ["parts"] = new ReportedValue.Split(0.3m, new Dictionary<string, decimal> { ["east"] = 0.1m, ["west-2"] = 0.2m }),
            ["unknown"] = new ReportedValue.Missing(MissingBecause.NotYetKnown),
            ["story"] = new ReportedValue.Words(Awkward + string.Concat(Enumerable.Repeat("😀\"", 300))),
        },
        Status.AtRisk,
        new Learning(
            [
                new Lesson(LessonKind.Worked, new string('é', 1000), null, Attribution.Named),
                new Lesson(LessonKind.DidNot, Awkward, Sharing.Backbone, Attribution.Nobody),
                new Lesson(LessonKind.WouldChange, "x", Sharing.Partners, Attribution.Partner),
            ],
            Sharing.Steering)
        {
            By = Awkward,
        },
        null)
    {
        Versions = new Dictionary<string, int> { ["meals"] = 1, ["share"] = 12 },
        Notes = new Dictionary<string, string> { ["meals"] = Awkward, ["share"] = "" },
        CorrectedBecause = Awkward,
        AfterSignOff = true,
        Commitment = Awkward,
        Kept = new Kept(Awkward, CommitmentOutcome.Changed, Awkward),
    };

    private static Entry Skipped(string partner, int revision) => Entry(partner, revision) with
    {
        Values = new Dictionary<string, ReportedValue>(),
        Status = null,
        Learning = Learning.None,
        SkippedBecause = Awkward,
    };

    [Fact]
    public async Task A_round_and_its_entries_come_back_whole_in_one_read()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IRoundStore>();
        var version = await store.Save(Round, null, Cancel);
        version = await store.Save(Round, Entry("food-bank", 1), version, Cancel);
        version = await store.Save(Round, Entry("food-bank", 2), version, Cancel);
        version = await store.Save(Round, Skipped("ähm", 1), version, Cancel);
        var query = new ValueQuery(1, new("a/b"), Awkward, new ReportedValue.Number(1.5m), Awkward, new PersonKey("t", "p"), Awkward, Moment);
        var closed = Round with { ClosedAt = Moment, SignedOff = new SignOff(Awkward, Moment), Queries = [query, query with { Number = 2, Kept = new ValueKept(Awkward, Moment, Awkward) }] };
        version = await store.Save(closed, version, Cancel);

        LoadedRound? loaded = null;
        var calls = await storage.CallsOf(async () => loaded = await store.Load(new("ab12cd"), new("2026-W48.check-in.2"), Cancel));

        Same.As(closed, loaded!.Round);
        Same.As([Entry("food-bank", 2), Skipped("ähm", 1)], loaded.Entries);
        Assert.Equal(version, loaded.Version);
        Assert.Equal(["GET Rounds"], calls);
    }

    [Fact]
    public async Task A_submit_is_exactly_one_call_to_storage()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IRoundStore>();
        var version = await store.Save(Round, null, Cancel);

        var calls = await storage.CallsOf(() => store.Save(Round, Entry("food-bank", 1), version, Cancel));

        Assert.Equal(["TRANSACTION Rounds"], calls);
    }

    [Fact]
    public async Task Every_state_of_an_entry_is_kept_oldest_first()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IRoundStore>();
        var version = await store.Save(Round, null, Cancel);
        Entry[] states = [.. Enumerable.Range(1, 12).Select(n => n % 5 == 0 ? Skipped("food-bank", n) : Entry("food-bank", n))];
        foreach (var entry in states)
        {
            version = await store.Save(Round, entry, version, Cancel);
        }

        await store.Save(Round, Entry("food-bank:2", 1), version, Cancel);

        var revisions = await store.Revisions(new("ab12cd"), new("2026-W48.check-in.2"), new("food-bank"), Cancel);
        Same.As(states, revisions);
        Assert.Single(await store.Revisions(new("ab12cd"), new("2026-W48.check-in.2"), new("food-bank:2"), Cancel));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task What_was_revised_at_an_instant_comes_with_what_it_was_before(int partners)
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IRoundStore>();
        var version = await store.Save(Round, null, Cancel);
        var names = Enumerable.Range(0, partners).Select(n => $"p{n:000}").ToArray();
        foreach (var name in names)
        {
            // The first one has nothing before it; the others do, and something after it.
            foreach (var revision in name == names[0] ? [1] : new[] { 1, 2, 3 })
            {
                version = await store.Save(Round, Entry(name, revision) with { At = Moment + Duration.FromHours(name == names[0] ? 2 : revision) }, version, Cancel);
            }
        }

        IReadOnlyList<(Entry Entry, Entry? Before)> revised = [];
        var calls = await storage.CallsOf(async () => revised = await store.RevisedAt(new("ab12cd"), new("2026-W48.check-in.2"), Moment + Duration.FromHours(2), Cancel));

        Assert.Equal(names, revised.Select(r => r.Entry.Partner.Value));
        Assert.Equal(names.Select(n => n == names[0] ? (1, (int?)null) : (2, 1)), revised.Select(r => (r.Entry.Revision, r.Before?.Revision)));
        Assert.Equal(names.Skip(1), revised.Skip(1).Select(r => r.Before!.Partner.Value));
        Assert.Equal(1 + ((partners - 1 + 13) / 14), calls.Count);
        Assert.Empty(await store.RevisedAt(new("ab12cd"), new("2026-W48.check-in.2"), Moment, Cancel));
    }

    [Fact]
    public async Task Of_two_writers_the_second_is_refused_and_leaves_nothing()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IRoundStore>();
        var version = await store.Save(Round, null, Cancel);
        await store.Save(Round, Entry("food-bank", 1), version, Cancel);

        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(Round, Entry("ähm", 1), version, Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(Round with { ClosedAt = Moment }, version, Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(Round, null, Cancel));

        var loaded = await store.Load(new("ab12cd"), new("2026-W48.check-in.2"), Cancel);
        Assert.Null(loaded!.Round.ClosedAt);
        Assert.Equal(["food-bank"], loaded.Entries.Select(e => e.Partner.Value));
        Assert.Empty(await store.Revisions(new("ab12cd"), new("2026-W48.check-in.2"), new("ähm"), Cancel));
    }

    [Fact]
    public async Task An_entry_is_not_written_when_its_revision_can_not_be()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IRoundStore>();
        var version = await store.Save(Round, null, Cancel);
        version = await store.Save(Round, Entry("food-bank", 1), version, Cancel);

        // A revision of that number is there already: nothing reported is ever overwritten.
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(Round, Skipped("food-bank", 1), version, Cancel));

        var loaded = await store.Load(new("ab12cd"), new("2026-W48.check-in.2"), Cancel);
        Assert.Equal(version, loaded!.Version);
        Assert.Null(loaded.Entries.Single().SkippedBecause);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(120)]
    public async Task A_whole_round_is_imported_at_once_and_again(int partners)
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IRoundStore>();
        var round = Round with { ClosedAt = Moment, Partners = [.. Enumerable.Range(0, partners).Select(n => new PartnerId($"p{n:000}"))] };
        Entry[] entries = [.. round.Partners.Select(p => Entry(p, 1))];
        var calls = await storage.CallsOf(() => store.Import(round, entries, Cancel));
        await store.Import(round, entries, Cancel);

        var loaded = await store.Load(new("ab12cd"), new("2026-W48.check-in.2"), Cancel);

        Same.As(round, loaded!.Round);
        Same.As(entries, loaded.Entries);
        Assert.Single(await store.Revisions(new("ab12cd"), new("2026-W48.check-in.2"), new("p032"), Cancel));
        Assert.Equal(partners == 33 ? 1 : 3, calls.Count);
    }

    [Fact]
    public async Task Twenty_of_the_longest_texts_fit_into_one_entry_in_any_language()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IRoundStore>();
        var text = new ReportedValue.Words(string.Concat(Enumerable.Repeat("ああ é\"ñ", 166)));
        var entry = Entry("food-bank", 1) with { Values = Enumerable.Range(0, 20).ToDictionary(n => $"i{n}", ReportedValue (n) => text) };

        await store.Save(Round, entry, await store.Save(Round, null, Cancel), Cancel);

        Same.As([entry], (await store.Load(new("ab12cd"), new("2026-W48.check-in.2"), Cancel))!.Entries);
    }

    [Fact]
    public async Task All_rounds_of_an_initiative_come_one_after_the_other_with_their_revisions()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IRoundStore>();
        foreach (var id in new[] { "2026-W48.check-in", "2026-W47.check-in", "2026-10.deep" })
        {
            var round = Round with { Id = new(id) };
            var version = await store.Save(round, null, Cancel);
            version = await store.Save(round, Entry("food-bank", 1), version, Cancel);
            version = await store.Save(round, Entry("food-bank", 2), version, Cancel);
            await store.Save(round, Skipped("ähm", 1), version, Cancel);
        }

        await store.Save(Round with { Initiative = new("ab12cd:x") }, null, Cancel);
        var all = await store.All(new("ab12cd"), Cancel).ToListAsync(Cancel);

        Assert.Equal(["2026-10.deep", "2026-W47.check-in", "2026-W48.check-in"], all.Select(r => r.Round.Id.Value));
        Assert.Equal(all.Select(r => r.Round.Id), (await store.Rounds(new("ab12cd"), Cancel).ToListAsync(Cancel)).Select(r => r.Id));
        Assert.All(all, r =>
        {
            Same.As([Entry("food-bank", 2), Skipped("ähm", 1)], r.Entries);
            Same.As([Entry("food-bank", 1), Entry("food-bank", 2), Skipped("ähm", 1)], r.Revisions);
        });
    }

    [Fact]
    public async Task Two_rounds_never_see_each_others_rows()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IRoundStore>();
        (string Initiative, string Id)[] rounds = [("a", "b:c"), ("a:b", "c"), ("a", "b"), ("a", "2026-W48"), ("a", "2026-W48.check-in.2")];
        foreach (var (initiative, id) in rounds)
        {
            var round = Round with { Initiative = new(initiative), Id = new(id) };
            await store.Save(round, Entry($"of-{initiative}-{id}", 1), await store.Save(round, null, Cancel), Cancel);
        }

        foreach (var (initiative, id) in rounds)
        {
            Assert.Equal([$"of-{initiative}-{id}"], (await store.Load(new(initiative), new(id), Cancel))!.Entries.Select(e => e.Partner.Value));
        }

        Assert.Null(await store.Load(new("b"), new("2026-W48"), Cancel));
    }
}
