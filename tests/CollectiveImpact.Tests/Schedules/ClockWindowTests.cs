using System.Collections.Concurrent;
using System.Threading.Channels;
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
        var began = new ConcurrentQueue<int>();
        var (begins, ends) = (Signals(40), Signals(40));
        var all = Enumerable.Range(0, 40).Select(n => _window.Do(() =>
        {
            began.Enqueue(n);
            begins[n].SetResult();
            return ends[n].Task;
        })).ToArray();

        Assert.Equal(Enumerable.Range(0, _window.Size), began);
        // Neither soon nor long: it stays as wide as it is, so that one follows one.
        _time.Advance(TimeSpan.FromSeconds(0.45));
        for (var n = 0; n < all.Length; n++)
        {
            await begins[n].Task.InTime();
            _time.Advance(TimeSpan.FromSeconds(1.0 / 16));
            ends[n].SetResult();
            await all[n];
            await begins[Math.Min(n + 16, all.Length - 1)].Task.InTime();
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
        var begun = Channel.CreateUnbounded<int>();
        var ends = Signals(count);
        var all = Enumerable.Range(0, count).Select(n => _window.Do(() =>
        {
            begun.Writer.TryWrite(n);
            return ends[n].Task;
        })).ToArray();
        for (var left = count; left > 0;)
        {
            var working = new List<int>();
            for (var wide = Math.Min(left, _window.Size); working.Count < wide;)
            {
                working.Add(await begun.Reader.ReadAsync().AsTask().InTime());
            }

            while (begun.Reader.TryRead(out var another))
            {
                working.Add(another);
            }

            _time.Advance(each);
            left -= working.Count;
            working.ForEach(n => ends[n].SetResult());
            await Task.WhenAll(working.Select(n => all[n])).InTime();
        }
    }

    private static TaskCompletionSource[] Signals(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
}
