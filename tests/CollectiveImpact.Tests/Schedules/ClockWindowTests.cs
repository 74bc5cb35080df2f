using System.Collections.Concurrent;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using Microsoft.Extensions.Time.Testing;

namespace CollectiveImpact.Tests.Schedules;

public sealed class ClockWindowTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ClockWindow _window;

    public ClockWindowTests() => _window = new ClockWindow(_time);

    [Fact]
    public async Task So_many_work_at_once_and_the_others_in_their_order()
    {
        var (began, turns) = (new ConcurrentQueue<int>(), new ConcurrentDictionary<int, TaskCompletionSource>());
        var all = Enumerable.Range(0, 40).Select(n => _window.Do(() =>
        {
            began.Enqueue(n);
            return (turns[n] = new TaskCompletionSource()).Task;
        })).ToArray();

        Assert.Equal(Enumerable.Range(0, _window.Size), began);
        // Neither soon nor long: it stays as wide as it is, so that one follows one.
        _time.Advance(TimeSpan.FromSeconds(0.45));
        for (var n = 0; n < all.Length; n++)
        {
            await Until(() => turns.ContainsKey(n));
            _time.Advance(TimeSpan.FromSeconds(1.0 / 16));
            turns[n].SetResult();
            await all[n];
            await Until(() => turns.ContainsKey(Math.Min(n + 16, all.Length - 1)));
        }

        Assert.Equal(Enumerable.Range(0, 40), began);
    }

    [Fact]
    public async Task It_grows_while_all_of_it_is_done_soon()
    {
        var before = _window.Size;

        await Together(200, TimeSpan.FromMilliseconds(100));

        Assert.InRange(_window.Size, before + 4, 64);
        await Together(4_000, TimeSpan.Zero);
        Assert.Equal(64, _window.Size);
    }

    [Fact]
    public async Task It_shrinks_when_turns_take_long_once_for_those_that_began_together()
    {
        var before = _window.Size;

        await Together(before, TimeSpan.FromSeconds(2));

        Assert.Equal(before * 2 / 3, _window.Size);
        for (var n = 0; n < 20; n++)
        {
            await Together(2, TimeSpan.FromSeconds(2));
        }

        Assert.Equal(2, _window.Size);
    }

    [Fact]
    public async Task It_shrinks_when_storage_fails_and_the_turn_is_free_again()
    {
        var before = _window.Size;

        for (var n = 0; n < 100; n++)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => _window.Do(() => throw new StorageUnavailableException("away")));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(_window.Size < before);
        var done = false;
        await _window.Do(() =>
        {
            done = true;
            return Task.CompletedTask;
        });
        Assert.True(done);
    }

    [Fact]
    public async Task One_at_a_time_is_no_reason_to_grow()
    {
        var before = _window.Size;

        for (var n = 0; n < 100; n++)
        {
            await Together(1, TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(before, _window.Size);
    }

    // So many that want their turn at once; those who work together are done together, after so long.
    private async Task Together(int count, TimeSpan each)
    {
        var working = new ConcurrentQueue<TaskCompletionSource>();
        var all = Enumerable.Range(0, count).Select(_ => _window.Do(() =>
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            working.Enqueue(turn);
            return turn.Task;
        })).ToArray();
        for (var left = count; left > 0;)
        {
            var wide = Math.Min(left, _window.Size);
            await Until(() => working.Count >= wide);
            _time.Advance(each);
            var now = working.ToArray();
            working.Clear();
            left -= now.Length;
            var before = all.Count(t => t.IsCompleted);
            Array.ForEach(now, t => t.SetResult());
            await Until(() => all.Count(t => t.IsCompleted) == before + now.Length);
        }
    }

    private static async Task Until(Func<bool> so)
    {
        for (var tries = 0; !so(); tries++)
        {
            Assert.True(tries < 10_000, "It never is so.");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }
}
