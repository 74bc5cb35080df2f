using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Schedules;

/// <summary>
/// Lets as many clocks of this process work at once as storage answers in good time, and the others wait their turn: when
/// everyone's Monday morning comes at one minute, nothing times out, and what people press meanwhile is not behind it.
/// </summary>
/// <remarks>
/// The window grows by one for each round of turns in which all of it is used and done soon, and shrinks by a third when a turn takes long or
/// storage fails: additive increase, multiplicative decrease, as in RFC 5681.
/// </remarks>
public sealed class ClockWindow(TimeProvider time)
{
    private const int Least = 2;
    private const int Most = 64;
    private const int AtFirst = 16;

    // A turn is some five calls to storage, one after the other.
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1.5);

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private double _size = AtFirst;
    private int _working;
    private long _shrunk = time.GetTimestamp();

    /// <summary>How many may work at once now.</summary>
    public int Size
    {
        get
        {
            lock (_lock)
            {
                return (int)_size;
            }
        }
    }

    /// <summary>Does it when its turn has come.</summary>
    public async Task Do(Func<Task> work)
    {
        await Turn();
        var began = time.GetTimestamp();
        var failed = false;
        try
        {
            await work();
        }
        catch (StorageUnavailableException)
        {
            failed = true;
            throw;
        }
        finally
        {
            Done(began, failed);
        }
    }

    private Task Turn()
    {
        lock (_lock)
        {
            if (_working < (int)_size)
            {
                _working++;
                return Task.CompletedTask;
            }

            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(mine);
            return mine.Task;
        }
    }

    private void Done(long began, bool failed)
    {
        lock (_lock)
        {
            var took = time.GetElapsedTime(began);
            var isUsed = _working >= (int)_size;
            _working--;
            if (failed || took > Long)
            {
                // Turns that began before it shrank say nothing about the smaller one.
                if (began >= _shrunk)
                {
                    (_size, _shrunk) = (Math.Max(Least, _size * 2 / 3), time.GetTimestamp());
                }
            }
            else if (isUsed && took < Soon)
            {
                _size = Math.Min(Most, _size + (1 / _size));
            }

            while (_working < (int)_size && _waiting.TryDequeue(out var next))
            {
                _working++;
                next.SetResult();
            }
        }
    }
}
