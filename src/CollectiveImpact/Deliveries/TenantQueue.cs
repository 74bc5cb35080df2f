namespace CollectiveImpact.Deliveries;

/// <summary>One message that is to be sent.</summary>
internal sealed class Job(string kind, string recipient, Instant expires, long since)
{
    public string Kind { get; } = kind;

    public string Recipient { get; } = recipient;

    public Instant Expires { get; } = expires;

    /// <summary>Since when it waits, as a timestamp of the engine's clock.</summary>
    public long Since { get; } = since;

    public int Attempts { get; set; }

    public int Deferrals { get; set; }

    /// <summary>Whether it was given to be posted to a channel and nothing was heard of it.</summary>
    public bool LeftUnheard { get; set; }

    /// <summary>Why it has not been taken yet.</summary>
    public string? Reason { get; set; }
}

/// <summary>
/// What one tenant has to get of one mailing: the fresh ones first, those that Teams didn't take when their time comes again, and
/// one at a time while Teams is away.
/// </summary>
internal sealed class TenantQueue(string tenant, DeliveryOptions options, TimeProvider clock) : IDisposable
{
    // So many failures in a row mean that Teams is away, and not one conversation unwell.
    private const int AwayAfter = 5;

    private readonly Queue<Job> _ready = new();
    private readonly PriorityQueue<Job, long> _later = new();
    private readonly Dictionary<(string, string), Job> _all = [];
    private TaskCompletionSource _quiet = Completed();
    private TaskCompletionSource _change = new();

    public string Tenant { get; } = tenant;

    /// <summary>Room for messages that are on their way or not marked yet.</summary>
    public SemaphoreSlim Room { get; } = new(options.Unmarked);

    /// <summary>How many are sent and not marked yet.</summary>
    public int Unmarked { get; set; }

    /// <summary>Whether nothing goes on before something is marked.</summary>
    public bool WaitsForMarks => Unmarked > 0 && InFlight == 0 && Room.CurrentCount == 0;

    /// <summary>Completed while the queue waits for a later time, or has stopped.</summary>
    public TaskCompletionSource Rests { get; private set; } = Completed();

    /// <summary>Whether the next one goes as soon as there is room.</summary>
    public bool IsReady => IsRunning && !IsResting && _ready.Count > 0;

    public bool IsResting => Rests.Task.IsCompleted;

    public bool IsRunning
    {
        get;
        private set
        {
            field = value;
            if (value)
            {
                Rests = new TaskCompletionSource();
            }
        }
    }

    /// <summary>Whether nothing more of it is begun.</summary>
    public bool Ends { get; set; }

    /// <summary>How many failed one after the other.</summary>
    public int Failures { get; set; }

    public int InFlight
    {
        get;
        private set
        {
            if (field == 0 && value > 0)
            {
                _quiet = new TaskCompletionSource();
            }

            field = value;
        }
    }

    public int Count => _all.Count;

    /// <summary>Since when the oldest waits, or null when none does.</summary>
    public long? Oldest => _all.Count == 0 ? null : _all.Values.Min(j => j.Since);

    public string? Reason(string recipient, string kind) => _all.GetValueOrDefault((recipient, kind))?.Reason;

    public void Add(Job job)
    {
        if (_all.TryAdd((job.Recipient, job.Kind), job))
        {
            _ready.Enqueue(job);
            _change.TrySetResult();
        }
    }

    /// <summary>Puts one that could not be sent now behind the others, until its time comes again.</summary>
    public void AddLater(Job job)
    {
        var wait = Backoff(options.FirstDeferral, options.LongestDeferral, job.Deferrals);
        job.Deferrals++;
        _all[(job.Recipient, job.Kind)] = job;
        _later.Enqueue(job, clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency));
    }

    /// <summary>Delivers what is in it until nothing is, unless it does so already.</summary>
    /// <param name="deliver">Ends with <see cref="Done"/>, and gives the message's room back when nothing is to be marked of it any more.</param>
    /// <param name="goesOn">Called before each step.</param>
    public void Start(Func<Job, Task> deliver, Action goesOn)
    {
        if (!IsRunning)
        {
            IsRunning = true;
            _ = Run(deliver, goesOn);
        }
    }

    /// <summary>One is on its way no longer.</summary>
    public void Done()
    {
        InFlight--;
        _change.TrySetResult();
        if (InFlight == 0)
        {
            _quiet.TrySetResult();
        }
    }

    public void Dispose() => Room.Dispose();

    private async Task Run(Func<Job, Task> deliver, Action goesOn)
    {
        // Off the caller's turn at once: whoever posts doesn't wait for Teams.
        await Task.Yield();
        while (!Ends)
        {
            goesOn();
            if (Failures >= AwayAfter)
            {
                await Quiet();
                if (Failures >= AwayAfter)
                {
                    await Rest(Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), Failures - AwayAfter));
                }
            }

            if (Next(clock.GetTimestamp()) is { } job)
            {
                await Room.WaitAsync();
                InFlight++;
                _ = deliver(job);
                if (Failures >= AwayAfter)
                {
                    // One at a time, until Teams is back.
                    await Quiet();
                }
            }
            else if (Count == 0 && InFlight == 0)
            {
                break;
            }
            else
            {
                await Change();
            }
        }

        IsRunning = false;
        Rests.TrySetResult();
    }

    // The next one whose turn it is, or null while all wait for a later time.
    private Job? Next(long now)
    {
        var job = _later.TryPeek(out _, out var at) && at <= now ? _later.Dequeue() : _ready.TryDequeue(out var ready) ? ready : null;
        if (job is not null)
        {
            _all.Remove((job.Recipient, job.Kind));
        }

        return job;
    }

    // Until nothing is on its way.
    private Task Quiet() => InFlight == 0 ? Task.CompletedTask : _quiet.Task;

    private async Task Rest(TimeSpan wait)
    {
        Rests.TrySetResult();
        await Task.Delay(wait, clock);
        Rests = new TaskCompletionSource();
    }

    // Until one that was on its way is done, more is planned, or the time of one that waits has come.
    private async Task Change()
    {
        _change = new TaskCompletionSource();
        if (InFlight == 0)
        {
            Rests.TrySetResult();
        }

        if (_later.TryPeek(out _, out var at))
        {
            var wait = (at - clock.GetTimestamp()) / (double)clock.TimestampFrequency;
            await Task.WhenAny(_change.Task, Task.Delay(TimeSpan.FromSeconds(Math.Max(0.001, wait)), clock));
        }
        else
        {
            await _change.Task;
        }

        if (IsResting)
        {
            Rests = new TaskCompletionSource();
        }
    }

    private static TimeSpan Backoff(TimeSpan first, TimeSpan longest, int times)
    {
        var wait = first * Math.Pow(2, Math.Min(times, 16));
#pragma warning disable CA5394 // Jitter needs no secret.
        return (wait < longest ? wait : longest) * (0.8 + (0.4 * Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }

    private static TaskCompletionSource Completed()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
