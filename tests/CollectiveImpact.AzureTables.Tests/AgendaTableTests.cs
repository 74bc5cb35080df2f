using CollectiveImpact.Agenda;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class AgendaTableTests(Azurite azurite)
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 23, 12, 0);

    private static readonly CommonAgenda First = new(
        1, Awkward, Awkward, new string('"', CommonAgenda.LongestText), [new AgendaGoal("goal-1", Awkward, ["a", "b"]), new AgendaGoal("goal-2", "", [])], [new AgreedAction(Awkward, Awkward, new LocalDate(2027, 3, 31)), new AgreedAction("x", "", null)])
    {
        Since = Noon + Duration.FromTicks(1),
    };

    private static readonly AgendaBook Book = new(
        First, First with { Version = 2, Since = null }, IsPutForward: true,
        [.. Enumerable.Range(0, 200).Select(i => new Endorsement(new($"partner-{i}"), Awkward, (Stance)(i % 3), new string('ü', Endorsement.LongestWords), Noon))],
        [new AgendaComment(Awkward, Awkward, Noon)])
    {
        Revision = 7,
        Words = new(new Dictionary<string, IReadOnlyDictionary<string, string>> { ["pt"] = new Dictionary<string, string> { [Awkward] = new string('"', CommonAgenda.LongestText), ["x"] = Awkward }, ["ar"] = new Dictionary<string, string>() }),
    };

    [Fact]
    public async Task A_book_comes_back_whole_with_two_hundred_voices_and_is_no_other_initiatives()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IAgendaStore>();
        Assert.Null(await store.Load(new("ab12cd"), Cancel));

        var version = await store.Save(new("ab12cd"), Book, null, null, Cancel);

        var loaded = await store.Load(new("ab12cd"), Cancel);
        Assert.Equivalent(Book, loaded!.Value.Book, strict: true);
        Assert.Equal(version, loaded.Value.Version);
        Assert.Null(await store.Load(new("ab12c"), Cancel));
    }

    [Fact]
    public async Task Every_agenda_that_was_in_force_is_kept_and_a_stale_writer_is_refused()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IAgendaStore>();
        var version = await store.Save(new("ab12cd"), Book, null, null, Cancel);
        var next = Book.BringIntoForce(Noon);
        await store.Save(new("ab12cd"), next, First, version, Cancel);

        Assert.Equivalent(new[] { First }, await store.Earlier(new("ab12cd"), Cancel), strict: true);
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(new("ab12cd"), Book, null, version, Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(new("ab12cd"), Book, null, null, Cancel));
        Assert.Equivalent(next, (await store.Load(new("ab12cd"), Cancel))!.Value.Book, strict: true);
    }

    [Fact]
    public async Task Decisions_come_newest_first_and_who_agreed_can_be_added()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IAgendaStore>();
        var old = new Decided("a", Awkward, Awkward, Noon, []);
        var later = new Decided("b", "Later", "", Noon + Duration.FromDays(1), []);
        await store.Save(new("ab12cd"), old, Cancel);
        await store.Save(new("ab12cd"), later, Cancel);
        await store.Save(new("ab12cd"), old with { AgreedBy = [Awkward, "x"] }, Cancel);

        var all = await store.Decisions(new("ab12cd"), upTo: null, Cancel).ToListAsync(Cancel);

        Assert.Equivalent(new[] { later, old with { AgreedBy = [Awkward, "x"] } }, all, strict: true);
        Assert.Equal(["a"], await store.Decisions(new("ab12cd"), later.At - Duration.Epsilon, Cancel).Select(d => d.Id).ToListAsync(Cancel));
        Assert.Equal(["b", "a"], await store.Decisions(new("ab12cd"), later.At, Cancel).Select(d => d.Id).ToListAsync(Cancel));
        Assert.Empty(await store.Earlier(new("ab12cd"), Cancel));
    }
}
