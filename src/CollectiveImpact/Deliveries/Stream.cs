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

/// <summary>What one tenant has to get of one mailing: those whose turn it is, and those whose time comes later.</summary>
internal sealed class Stream(string tenant, int unmarked) : IDisposable
{
    private readonly Queue<Job> _ready = new();
    private readonly PriorityQueue<Job, long> _later = new();
    private readonly Dictionary<(string, string), Job> _all = [];
    private TaskCompletionSource _quiet = Completed();
    private TaskCompletionSource _change = new();

    public string Tenant { get; } = tenant;

    /// <summary>Room for messages that are on their way or not marked yet.</summary>
    public SemaphoreSlim Room { get; } = new(unmarked);

    /// <summary>How many are sent and not marked yet.</summary>
    public int Unmarked { get; set; }

    /// <summary>Whether nothing goes on before something is marked.</summary>
    public bool WaitsForMarks => Unmarked > 0 && InFlight == 0 && Room.CurrentCount == 0;

    /// <summary>Completed while the stream waits for a later time, or has stopped.</summary>
    public TaskCompletionSource Rests { get; private set; } = Completed();

    /// <summary>Whether the next one goes as soon as there is room.</summary>
    public bool IsReady => IsRunning && !IsResting && _ready.Count > 0;

    public bool IsResting => Rests.Task.IsCompleted;

    public bool IsRunning
    {
        get;
        set
        {
            field = value;
            if (value)
            {
                Rests = new TaskCompletionSource();
            }
        }
    }

    public bool Ends { get; set; }

    /// <summary>How many failed one after the other.</summary>
    public int Failures { get; set; }

    public int InFlight
    {
        get;
        set
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

    public void AddLater(Job job, TimeProvider clock, TimeSpan wait)
    {
        job.Deferrals++;
        _all[(job.Recipient, job.Kind)] = job;
        _later.Enqueue(job, clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency));
    }

    /// <summary>Takes the next one whose turn it is, or null while all wait for a later time.</summary>
    public Job? Next(long now)
    {
        var job = _later.TryPeek(out _, out var at) && at <= now ? _later.Dequeue() : _ready.TryDequeue(out var ready) ? ready : null;
        if (job is not null)
        {
            _all.Remove((job.Recipient, job.Kind));
        }

        return job;
    }

    /// <summary>Until nothing is on its way.</summary>
    public Task Quiet() => InFlight == 0 ? Task.CompletedTask : _quiet.Task;

    /// <summary>Waits for a while.</summary>
    public async Task Rest(TimeSpan wait, TimeProvider clock)
    {
        Rests.TrySetResult();
        await Task.Delay(wait, clock);
        Rests = new TaskCompletionSource();
    }

    /// <summary>Waits until one that was on its way is done, more is planned, or the time of one that waits has come.</summary>
    public async Task Change(TimeProvider clock)
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

    public void Done()
    {
        _change.TrySetResult();
        if (InFlight == 0)
        {
            _quiet.TrySetResult();
        }
    }

    public void Stops()
    {
        IsRunning = false;
        Rests.TrySetResult();
    }

    public void Dispose() => Room.Dispose();

    private static TaskCompletionSource Completed()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
