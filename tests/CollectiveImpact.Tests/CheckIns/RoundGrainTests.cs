using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.CheckIns;

public sealed class RoundGrainTests : IAsyncLifetime
{
    private static readonly Instant Now = Riverside.Opening + Duration.FromHours(1);

    private readonly Engine _engine;
    private readonly Round _round;

    public RoundGrainTests(Engine engine)
    {
        _engine = engine;
        _round = Riverside.Round with { Initiative = engine.NewInitiative().Id };
    }

    private string Key => RoundGrain.Key(_round.Initiative, _round.Id);

    private IRoundGrain Grain => _engine.Grains.GetGrain<IRoundGrain>(Key);

    public async ValueTask InitializeAsync() => await Grain.Open(_round);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Opening_a_round_twice_finds_it_open()
    {
        var (again, isNew) = await Grain.Open(_round with { ClosesAt = _round.ClosesAt + Duration.FromDays(1) });

        Assert.Equal(_round.ClosesAt, again.ClosesAt);
        Assert.Equal(1, _engine.Stores.Writes(Key));
    }

    [Fact]
    public async Task A_submit_is_in_storage_by_one_write_when_it_is_answered()
    {
        var before = _engine.Stores.Writes(Key);

        var (decision, view) = await Submit(Riverside.Full);

        Assert.IsType<Decision.Accepted>(decision);
        Assert.Equal(1, _engine.Stores.Writes(Key) - before);
        Assert.True(_engine.Stores.EntryOf(_round.Initiative, _round.Id, Riverside.Library.Id)!.SaysTheSameAs(view!.Entry!));
    }

    [Fact]
    public async Task A_round_that_leaves_memory_writes_what_is_left_and_asks_nobody_for_it()
    {
        await Submit(Riverside.Full);
        var (asked, written) = (_engine.Calls.Of<IIndicatorsGrain>(_round.Initiative), _engine.Stores.HistoryOf(_round.Initiative));
        Assert.False(written.IsCompleted);

        await _engine.Forget(Grain);

        Assert.True(written.IsCompleted);
        Assert.Equal(asked, _engine.Calls.Of<IIndicatorsGrain>(_round.Initiative));
    }

    [Fact]
    public async Task Three_identical_submits_are_one_write_and_one_revision()
    {
        var before = _engine.Stores.Writes(Key);

        var all = await Task.WhenAll(Submit(Riverside.Full), Submit(Riverside.Full), Submit(Riverside.Full));

        Assert.Equal(1, _engine.Stores.Writes(Key) - before);
        Assert.Single(_engine.Stores.RevisionsOf(_round.Initiative, _round.Id, Riverside.Library.Id));
        Assert.Single(all, a => a.Decision is Decision.Accepted);
        Assert.All(all, a => Assert.Equal(1, a.View!.Entry!.Revision));
    }

    [Fact]
    public async Task A_change_keeps_the_earlier_revision()
    {
        await Submit(Riverside.Full);
        await Submit(Riverside.With(Riverside.Sessions.Id, new ReportedValue.Number(43)));

        Assert.Equal(
            [42m, 43m],
            _engine.Stores.RevisionsOf(_round.Initiative, _round.Id, Riverside.Library.Id).Select(e => e.Values[Riverside.Sessions.Id].AsNumber!.Value));
    }

    [Fact]
    public async Task What_storage_refused_is_not_remembered_and_can_be_sent_again()
    {
        _engine.Stores.Away(Key);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Submit(Riverside.Full));
        _engine.Stores.Away(Key, away: false);
        await _engine.Forgotten(Grain);

        Assert.Null((await Grain.View(Riverside.Library.Id))!.Entry);
        Assert.IsType<Decision.Accepted>((await Submit(Riverside.Full)).Decision);
    }

    [Fact]
    public async Task A_refused_submit_writes_nothing()
    {
        var before = _engine.Stores.Writes(Key);

        Assert.IsType<Decision.Refused>((await Submit(Riverside.Full with { Status = null })).Decision);

        Assert.Equal(before, _engine.Stores.Writes(Key));
    }

    [Fact]
    public async Task Entries_outlive_a_restart()
    {
        await Submit(Riverside.Full);
        await _engine.Forget(Grain);

        Assert.IsType<Decision.Unchanged>((await Submit(Riverside.Full)).Decision);
        Assert.Equal(Riverside.Library.Id, Assert.Single((await Grain.Board())!.Entries).Partner);
    }

    [Fact]
    public async Task A_round_that_was_never_opened_takes_no_answers()
    {
        var nowhere = _engine.Grains.GetGrain<IRoundGrain>(RoundGrain.Key(_round.Initiative, new("2026-W01")));

        Assert.IsType<Decision.NoSuchRound>((await nowhere.Submit(Riverside.Library.Id, Riverside.Full, Riverside.Bruno, "Bruno", Now)).Decision);
        Assert.IsType<Decision.NoSuchRound>((await nowhere.Skip(Riverside.Library.Id, "Holidays", Riverside.Bruno, "Bruno", Now)).Decision);
        Assert.Null(await nowhere.View(Riverside.Library.Id));
        Assert.Null(await nowhere.Board());
    }

    [Fact]
    public async Task After_the_close_nothing_is_taken_and_the_totals_are_written()
    {
        await Submit(Riverside.Full);
        await Grain.Close(Now);

        Assert.Equal(new Decision.Closed(Now), (await Submit(Riverside.With(Riverside.Sessions.Id, new ReportedValue.Number(1)))).Decision);
        var last = _engine.Stores.History.Last(h => h.Initiative == _round.Initiative);
        Assert.Equal(42, last.Totals.Single(t => t.Indicator == Riverside.Sessions.Id).Value);
    }

    [Fact]
    public async Task Closing_twice_keeps_the_first_time()
    {
        await Grain.Close(Now);
        await Grain.Close(Now + Duration.FromDays(1));

        Assert.Equal(Now, (await Grain.Board())!.Round.ClosedAt);
    }

    [Fact]
    public async Task What_was_submitted_reaches_the_history_behind_the_answer()
    {
        await using var engine = new OwnEngine();
        await engine.InitializeAsync();
        var round = Riverside.Round with { Initiative = engine.NewInitiative().Id };
        var grain = engine.Grains.GetGrain<IRoundGrain>(RoundGrain.Key(round.Initiative, round.Id));
        await grain.Open(round);

        await grain.Submit(Riverside.Library.Id, Riverside.Full, Riverside.Bruno, "Bruno Costa", Now);
        Assert.Empty(engine.Stores.History);
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        await engine.Stores.HistoryOf(round.Initiative).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(42, engine.Stores.History.Single().Totals.Single(t => t.Indicator == Riverside.Sessions.Id).Value);
    }

    [Fact]
    public async Task What_a_skip_takes_back_is_taken_out_of_the_history()
    {
        await Submit(Riverside.Full);
        await Grain.Skip(Riverside.Library.Id, "A mistake", Riverside.Bruno, "Bruno", Now);
        await Grain.Close(Now);

        var last = _engine.Stores.History.Last(h => h.Initiative == _round.Initiative);
        Assert.Empty(last.Values);
        Assert.Equal(Riverside.Indicators.Select(i => new ValueKey(i.Id, Riverside.Library.Id, _round.Period, _round.OpenedAt)), last.Withdrawn);
        Assert.Null(last.Totals.Single(t => t.Indicator == Riverside.Sessions.Id).Value);
    }

    private Task<(Decision Decision, PartnerView? View)> Submit(Answers answers) =>
        Grain.Submit(Riverside.Library.Id, answers, Riverside.Bruno, "Bruno Costa", Now);
}
