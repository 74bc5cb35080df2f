using CollectiveImpact.Audit;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Audit;

/// <summary>What stands in the audit when acts break off between being done and being kept.</summary>
public sealed class DoingTests
{
    private static readonly InitiativeId Id = new("r1vers");
    private static readonly Instant Nine = Instant.FromUtc(2026, 11, 25, 9, 0);
    private readonly IAuditStore _store = new Stores();

    [Fact]
    public async Task Done_and_kept_it_is_one_and_nothing_stays_begun()
    {
        await (await Begins("Maria", Nine)).Keep(isNew: true, "round", "Check-in", "a note", cancel: Cancel);
        await (await Begins("Bruno", Nine + Duration.FromHours(1))).Keep(isNew: false, "round", "Check-in", cancel: Cancel);

        Assert.Equal([Kept("Maria", Nine) with { Note = "a note" }], await All());
    }

    [Fact]
    public async Task Broken_off_it_is_kept_by_whoever_tries_next_as_the_act_of_whoever_did_it()
    {
        await Begins("Maria", Nine);
        await (await Begins("Bruno", Nine + Duration.FromHours(1))).Keep(isNew: false, "round", "Check-in", cancel: Cancel);
        await (await Begins("Maria", Nine + Duration.FromHours(2))).Keep(isNew: false, "round", "Check-in", cancel: Cancel);

        Assert.Equal([Kept("Maria", Nine)], await All());
    }

    [Fact]
    public async Task A_try_that_did_nothing_leaves_no_act_and_the_next_is_its_doers_own()
    {
        await Begins("Maria", Nine);
        await (await Begins("Bruno", Nine + Duration.FromHours(1))).Keep(isNew: true, "round", "Check-in", cancel: Cancel);

        Assert.Equal([Kept("Bruno", Nine + Duration.FromHours(1))], await All());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(61, false)]
    [InlineData(-1, false)]
    public async Task What_was_done_at_another_time_was_not_done_by_the_try_that_broke_off(int secondsLater, bool isHers)
    {
        await Begins("Maria", Nine);
        var done = Nine + Duration.FromSeconds(secondsLater);
        await (await Begins("Bruno", Nine + Duration.FromHours(1))).Keep(isNew: false, "round", "Check-in", at: done, cancel: Cancel);

        Assert.Equal(isHers ? [Kept("Maria", done)] : [], await All());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Act Kept(string name, Instant at) => new(ActKind.Closed, "round", "Check-in", new PersonKey("t", name), name, at);

    private async Task<Doing> Begins(string name, Instant at)
    {
        var begun = new Act(ActKind.Closed, "what", "", new PersonKey("t", name), name, at);
        return new Doing(_store, Id, begun, await _store.Begin(Id, begun, Cancel));
    }

    private async Task<IReadOnlyList<Act>> All() => await _store.Newest(Id, Cancel).ToListAsync(Cancel);
}
