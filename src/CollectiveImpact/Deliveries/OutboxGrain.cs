using System.Threading.Channels;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;
using Polly;
using Polly.Retry;

namespace CollectiveImpact.Deliveries;

/// <summary>The one writer of a mailing's outbox: plans durably, sends each once, and marks what became of it. Its key is the mailing.</summary>
public interface IOutboxGrain : IGrainWithStringKey
{
    /// <summary>Plans a message of one kind to each recipient, and starts to send; who was planned before isn't planned again.</summary>
    /// <param name="expires">From then on it is of no use; until then it is tried.</param>
    [Alias("AB20A9FD")]
    Task Post(string kind, [Immutable] IReadOnlyList<string> recipients, Instant expires);

    /// <summary>The same where nothing can have been sent of the mailing before, so that it need not be looked for.</summary>
    [Alias("AB339142")]
    Task Begin(string kind, [Immutable] IReadOnlyList<string> recipients, Instant expires);

    /// <summary>The same when somebody asks for it: also what failed or is in doubt is planned again.</summary>
    [Alias("912EEDC3")]
    Task PostAgain(string kind, [Immutable] IReadOnlyList<string> recipients, Instant expires);

    /// <summary>Goes on with what an earlier process planned and did not finish.</summary>
    [Alias("269DBE68")]
    Task Wake();

    /// <summary>What became of every message of the mailing, and what waits.</summary>
    [return: Immutable]
    [Alias("AFA296DB")]
    Task<IReadOnlyList<Delivery>> Deliveries();

    /// <summary>What became of the messages to one recipient.</summary>
    [return: Immutable]
    [Alias("AB5E7B6E")]
    Task<IReadOnlyList<Delivery>> Of(string recipient);

    /// <summary>Waits until all that can be done now is done; what Teams takes only later stays planned.</summary>
    [Alias("9F7E0099")]
    Task Finished();
}

/// <summary>
/// What is planned is stored before anything is sent, and an outcome is stored after it is known: after a crash in between,
/// at most the few sends that are not marked yet are repeated. Each tenant has a stream of its own, so that none slows another.
/// </summary>
[Reentrant, PreferLocalPlacement]
[GrainType("outbox")]
public sealed partial class OutboxGrain : Grain, IOutboxGrain, IDisposable
{
    // So many failures in a row mean that Teams is away, and not one conversation unwell.
    private const int AwayAfter = 5;
    private static readonly TimeSpan Working = TimeSpan.FromMinutes(30);

    private readonly IOutboxStore _store;
    private readonly Writers _writers;
    private readonly ChannelPosts _channels;
    private readonly DeliveryOptions _options;
    private readonly IClock _calendar;
    private readonly TimeProvider _clock;
    private readonly ILogger<OutboxGrain> _log;
    private readonly ResiliencePipeline _untilStorageIsBack;
    private readonly SemaphoreSlim _planning = new(1);
    private readonly Dictionary<string, Plan> _plans = [];
    private readonly Dictionary<(string Recipient, string Kind), Delivery> _known = [];
    private readonly HashSet<(string Recipient, string Kind)> _marked = [];
    private readonly Dictionary<string, Stream> _streams = [];
    private readonly Channel<Outcome?> _outcomes = Channel.CreateUnbounded<Outcome?>();
    private Task? _read;
    private Task? _marking;
    private bool _plansAreRead;
    private int _sending;

    public OutboxGrain(
        IOutboxStore store, Writers writers, ChannelPosts channels, IOptions<DeliveryOptions> options, IClock calendar, TimeProvider clock, ILogger<OutboxGrain> log)
    {
        (_store, _writers, _channels, _options, _calendar, _clock, _log) = (store, writers, channels, options.Value, calendar, clock, log);
        // What was sent and can't be marked must not be sent again: it is marked when storage is back, and nothing more is sent until then.
        _untilStorageIsBack = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<StorageUnavailableException>(),
                MaxRetryAttempts = int.MaxValue,
                Delay = _options.FirstWait,
                MaxDelay = _options.LongestWait,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
    }

    private string Mailing => this.GetPrimaryKeyString();

    public Task Begin(string kind, IReadOnlyList<string> recipients, Instant expires)
    {
        _read ??= Task.CompletedTask;
        return Post(kind, recipients, expires);
    }

    public async Task Post(string kind, IReadOnlyList<string> recipients, Instant expires)
    {
        // Known before it is planned: what no writer writes would wait for ever.
        _ = _writers.Of(kind);
        await _planning.WaitAsync();
        try
        {
            await Read();
            if (!_plansAreRead && !_plans.ContainsKey(kind) && await IsFirst(kind, recipients, expires))
            {
                return;
            }

            await ReadPlans();
            var before = _plans.GetValueOrDefault(kind);
            var planned = before?.Recipients.ToHashSet() ?? [];
            var fresh = recipients.Distinct().Where(r => !_known.ContainsKey((r, kind)) && !planned.Contains(r)).ToArray();
            if (fresh.Length == 0)
            {
                return;
            }

            var now = _calendar.GetCurrentInstant();
            var plan = new Plan(Mailing, kind, [.. before?.Recipients ?? [], .. fresh], before?.PlannedAt ?? now, expires, before?.Version);
            await Stored(async () => _plans[kind] = plan with { Version = await _store.Save(plan, CancellationToken.None) });
            Enqueue(kind, fresh, expires);
        }
        finally
        {
            _planning.Release();
        }
    }

    public async Task PostAgain(string kind, IReadOnlyList<string> recipients, Instant expires)
    {
        await Wake();
        var again = recipients.Distinct().Select(r => _known.GetValueOrDefault((r, kind))).OfType<Delivery>().Where(ChannelPosts.HasFailed).ToArray();
        if (again.Length > 0)
        {
            await Stored(() => _store.Save([.. again.Select(d => d with { State = DeliveryState.Planned })], CancellationToken.None));
            foreach (var delivery in again)
            {
                _known.Remove((delivery.Recipient, kind));
                _marked.Remove((delivery.Recipient, kind));
            }

            if (_plans.TryGetValue(kind, out var waits))
            {
                Enqueue(kind, again.Select(d => d.Recipient).Intersect(waits.Recipients), waits.Expires);
            }
        }

        await Post(kind, recipients, expires);
    }

    public async Task Wake()
    {
        await _planning.WaitAsync();
        try
        {
            await Read();
            await ReadPlans();
        }
        finally
        {
            _planning.Release();
        }
    }

    public async Task<IReadOnlyList<Delivery>> Deliveries()
    {
        await Wake();
        return
        [
            .. _known.Values,
            .. _plans.Values.SelectMany(p => p.Recipients.Where(r => !_known.ContainsKey((r, p.Kind))).Select(r =>
                new Delivery(Mailing, p.Kind, r, DeliveryState.Planned, null, null, Waiting(r, p.Kind), 0, p.PlannedAt))),
        ];
    }

    public async Task<IReadOnlyList<Delivery>> Of(string recipient)
    {
        await Read();
        return [.. _known.Values.Where(d => d.Recipient == recipient)];
    }

    public async Task Finished()
    {
        while (_streams.Values.Where(s => !s.IsResting).Select(s => s.Rests.Task).Append(_marking).OfType<Task>().ToArray() is { Length: > 0 } busy)
        {
            await Task.WhenAll(busy);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        foreach (var stream in _streams.Values)
        {
            stream.Ends = true;
        }

        if (_marking is { } marking)
        {
            // What is on its way arrives and is marked, if there is time for it.
            await Task.WhenAny(marking, Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken));
        }
    }

    public void Dispose()
    {
        _planning.Dispose();
        foreach (var stream in _streams.Values)
        {
            DeliveryCounts.Forget(stream);
            stream.Dispose();
        }
    }

    // Once, when it is first of use. Calls interleave, so all wait for the same reading; what failed is read again.
    private Task Read()
    {
        return _read is { IsFaulted: false, IsCanceled: false } reading ? reading : _read = Load();

        async Task Load()
        {
            foreach (var delivery in (await _store.Load(Mailing, CancellationToken.None)).Where(d => d.State != DeliveryState.Planned))
            {
                _known[(delivery.Recipient, delivery.Kind)] = delivery;
                _marked.Add((delivery.Recipient, delivery.Kind));
            }
        }
    }

    // Most kinds are planned once, and nothing was planned before: the first write finds out.
    private async Task<bool> IsFirst(string kind, IReadOnlyList<string> recipients, Instant expires)
    {
        var fresh = recipients.Distinct().Where(r => !_known.ContainsKey((r, kind))).ToArray();
        if (fresh.Length == 0)
        {
            return false;
        }

        var plan = new Plan(Mailing, kind, fresh, _calendar.GetCurrentInstant(), expires, null);
        try
        {
            _plans[kind] = plan with { Version = await _store.Save(plan, CancellationToken.None) };
        }
        catch (StaleStateException)
        {
            return false;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        Enqueue(kind, fresh, expires);
        return true;
    }

    private async Task ReadPlans()
    {
        if (_plansAreRead)
        {
            return;
        }

        foreach (var plan in await _store.Plans(Mailing, CancellationToken.None))
        {
            if (_plans.TryAdd(plan.Kind, plan))
            {
                Enqueue(plan.Kind, plan.Recipients, plan.Expires);
                // The process may have died between the last mark and this.
                await Stored(() => _channels.Tell(plan.Recipients.Select(r => _known.GetValueOrDefault((r, plan.Kind))).OfType<Delivery>()));
                await RemoveWhenDone(plan.Kind);
            }
        }

        _plansAreRead = true;
    }

    private string? Waiting(string recipient, string kind) =>
        _streams.TryGetValue(TenantOf(recipient), out var stream) ? stream.Reason(recipient, kind) : null;

    private static string TenantOf(string recipient) => recipient[..recipient.IndexOf(':', StringComparison.Ordinal)];

    private void Enqueue(string kind, IEnumerable<string> recipients, Instant expires)
    {
        foreach (var byTenant in recipients.Where(r => !_known.ContainsKey((r, kind))).GroupBy(TenantOf))
        {
            if (!_streams.TryGetValue(byTenant.Key, out var stream))
            {
                _streams[byTenant.Key] = stream = new Stream(byTenant.Key, _options.Unmarked);
                DeliveryCounts.Watch(stream, _clock);
            }

            foreach (var recipient in byTenant)
            {
                stream.Add(new Job(kind, recipient, expires, _clock.GetTimestamp()));
            }

            if (!stream.IsRunning)
            {
                stream.IsRunning = true;
                _ = Run(stream);
            }
        }
    }

    // Sends what a tenant has to get: the fresh ones first, those that Teams didn't take when their time comes again.
    private async Task Run(Stream stream)
    {
        // Off the caller's turn at once: whoever posts doesn't wait for Teams.
        await Task.Yield();
        while (!stream.Ends)
        {
            DelayDeactivation(Working);
            if (stream.Failures >= AwayAfter)
            {
                await stream.Quiet();
                if (stream.Failures >= AwayAfter)
                {
                    await stream.Rest(Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), stream.Failures - AwayAfter), _clock);
                }
            }

            if (stream.Next(_clock.GetTimestamp()) is { } job)
            {
                await stream.Room.WaitAsync();
                _ = Deliver(job, stream);
                if (stream.Failures >= AwayAfter)
                {
                    // One at a time, until Teams is back.
                    await stream.Quiet();
                }
            }
            else if (stream.Count == 0 && stream.InFlight == 0)
            {
                break;
            }
            else
            {
                await stream.Change(_clock);
            }
        }

        stream.Stops();
    }

    private async Task Deliver(Job job, Stream stream)
    {
        stream.InFlight++;
        _sending++;
        _marking ??= Mark();
        try
        {
            if (await Try(job) is { } done)
            {
                // Only Teams can say that Teams is there.
                stream.Failures = done.Attempts > 0 ? 0 : stream.Failures;
                _known[(done.Recipient, done.Kind)] = done;
                if (done.Address is { Kind: not PlaceKind.Personal })
                {
                    await MarkAtOnce(done);
                    stream.Room.Release();
                    return;
                }

                stream.Unmarked++;
                _outcomes.Writer.TryWrite(new Outcome(done, stream, _clock.GetTimestamp()));
            }
            else
            {
                stream.Failures++;
                stream.Room.Release();
                stream.AddLater(job, _clock, Backoff(_options.FirstDeferral, _options.LongestDeferral, job.Deferrals));
            }
        }
#pragma warning disable CA1031 // A writer that fails now may not fail later.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotTried(e);
            job.Reason = Reasons.NotWritten;
            stream.Room.Release();
            stream.AddLater(job, _clock, Backoff(_options.FirstDeferral, _options.LongestDeferral, job.Deferrals));
        }
        finally
        {
            stream.InFlight--;
            _sending--;
            _outcomes.Writer.TryWrite(null);
            stream.Done();
        }
    }

    /// <returns>What became of it, or null when it is to be tried later.</returns>
    private async Task<Delivery?> Try(Job job)
    {
        if (_calendar.GetCurrentInstant() >= job.Expires)
        {
            return Became(DeliveryState.Failed, null, null, Reasons.TooLate(job.Reason)) with { Obstacle = Obstacle.Late };
        }

        switch (await Written())
        {
            case Letter.NotNeeded(var reason):
                return Became(DeliveryState.NotNeeded, null, null, reason);
            case Letter.Unreachable(var reason):
                return Became(DeliveryState.Unreachable, null, null, reason);
            case Letter.To(var address, var card, var summary):
                job.Attempts++;
                switch (await Send(address, card, summary))
                {
                    case SendOutcome.Sent(var message):
                        return Became(DeliveryState.Sent, address, message, null);
                    case SendOutcome.Unreachable(var reason, var obstacle):
                        if (address.Kind == PlaceKind.Personal)
                        {
                            await _untilStorageIsBack.ExecuteAsync(async _ => await GrainFactory.GetGrain<IPersonGrain>(job.Recipient).Reachable(reachable: false, reason));
                        }

                        return Became(DeliveryState.Unreachable, address, null, reason) with { Obstacle = obstacle };
                    case SendOutcome.InDoubt(var reason):
                        return Became(DeliveryState.InDoubt, address, null, reason);
                    case SendOutcome.Refused(var reason):
                        return Became(DeliveryState.Failed, address, null, reason) with { Obstacle = Obstacle.Refused };
                    case SendOutcome.TryLater(_, var reason, _):
                        job.Reason = reason;
                        return null;
                }

                break;
        }

        throw new InvalidOperationException("A letter or an outcome of an unknown kind.");

        async Task<Letter> Written()
        {
            try
            {
                return await _writers.Of(job.Kind).Write(Mailing, job.Kind, job.Recipient, CancellationToken.None);
            }
            catch (FormatException e)
            {
                // What is planned in words that nobody can read can't be read tomorrow either.
                LogNotTried(e);
                return new Letter.NotNeeded("unreadable");
            }
        }

        async Task<SendOutcome> Send(ConversationAddress address, string card, string summary)
        {
            var office = GrainFactory.GetGrain<IPostOfficeGrain>(address.Tenant);
            if (address.Kind == PlaceKind.Personal)
            {
                return await office.Send(address, card, summary);
            }

            var post = new ChannelPost(Mailing, job.Kind, job.Recipient);
            if (job.LeftUnheard && await _channels.Doubt(post) is { Reason: var doubt })
            {
                return new SendOutcome.InDoubt(doubt ?? "");
            }

            // Should its process end meanwhile, only the marker knows.
            job.LeftUnheard = true;
            var outcome = await office.Post(address, card, summary, post);
            job.LeftUnheard = false;
            return outcome;
        }

        Delivery Became(DeliveryState state, ConversationAddress? address, string? message, string? reason) =>
            new(Mailing, job.Kind, job.Recipient, state, address, message, reason, job.Attempts, _calendar.GetCurrentInstant());
    }

    // What is in a channel is known before anything else happens to the process, as far as that can be.
    private async Task MarkAtOnce(Delivery done)
    {
        try
        {
            await Save([done]);
        }
#pragma warning disable CA1031 // Whatever storage has against it: what is stored is unknown now, and is read again by whoever comes next.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotMarked(e);
            DeactivateOnIdle();
        }
    }

    // Marks in groups: as soon as a tenant's room is full of what only waits for its mark, and before the oldest has waited for long.
    private async Task Mark()
    {
        await Task.Yield();
        var some = new List<Outcome>();
        var late = Task.CompletedTask;
        while (_sending > 0 || some.Count > 0 || _outcomes.Reader.TryPeek(out _))
        {
            while (some.Count < _options.MarkTogether && _outcomes.Reader.TryRead(out var outcome))
            {
                if (outcome is not null)
                {
                    some.Add(outcome);
                    late = some.Count == 1 ? Late(outcome) : late;
                }
            }

            if (MoreCome() && (some.Count == 0 || (some.Count < _options.MarkTogether && !late.IsCompleted && !some.Exists(o => o.Stream.WaitsForMarks))))
            {
                var next = _outcomes.Reader.WaitToReadAsync().AsTask();
                await Task.WhenAny(next, some.Count == 0 ? next : late);
                continue;
            }

            if (some.Count == 0)
            {
                continue;
            }

            try
            {
                await Save([.. some.Select(s => s.Delivery)]);
            }
#pragma warning disable CA1031 // Whatever storage has against it: what is stored is unknown now, and is read again by whoever comes next.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogNotMarked(e);
                DeactivateOnIdle();
            }

            foreach (var outcome in some)
            {
                outcome.Stream.Unmarked--;
                outcome.Stream.Room.Release();
            }

            some.Clear();
        }

        _marking = null;

        Task Late(Outcome outcome)
        {
            var left = _options.MarkEvery - _clock.GetElapsedTime(outcome.At);
            return left > TimeSpan.Zero ? Task.Delay(left, _clock) : Task.CompletedTask;
        }
    }

    private bool MoreCome() => _sending > 0 || _streams.Values.Any(s => s.IsReady);

    private async Task Save(IReadOnlyList<Delivery> done)
    {
        await _untilStorageIsBack.ExecuteAsync(async cancel => await _store.Save(done, cancel));
        _marked.UnionWith(done.Select(d => (d.Recipient, d.Kind)));
        // Told before the plan is gone: until then a restart tells it.
        await _channels.Tell(done);

        foreach (var kind in done.Select(d => d.Kind).Distinct())
        {
            await _planning.WaitAsync();
            try
            {
                await RemoveWhenDone(kind);
            }
            finally
            {
                _planning.Release();
            }
        }
    }

    private async Task RemoveWhenDone(string kind)
    {
        if (_plans.TryGetValue(kind, out var plan) && plan.Recipients.All(r => _marked.Contains((r, kind))))
        {
            try
            {
                await Stored(() => _untilStorageIsBack.ExecuteAsync(async cancel => await _store.Remove(plan, cancel)).AsTask());
                _plans.Remove(kind);
            }
            catch (StaleStateException)
            {
                // Another process has planned more: it goes on with it.
            }
        }
    }

    private async Task Stored(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch
        {
            // What is stored is unknown now: the next call reads it again.
            DeactivateOnIdle();
            throw;
        }
    }

    private static TimeSpan Backoff(TimeSpan first, TimeSpan longest, int times)
    {
        var wait = first * Math.Pow(2, Math.Min(times, 16));
#pragma warning disable CA5394 // Jitter needs no secret.
        return (wait < longest ? wait : longest) * (0.8 + (0.4 * Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }

    /// <param name="At">Since when it waits to be marked, as a timestamp of the engine's clock.</param>
    private sealed record Outcome(Delivery Delivery, Stream Stream, long At);

    [LoggerMessage(Level = LogLevel.Error, Message = "What was sent could not be marked as sent.")]
    private partial void LogNotMarked(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message could not be written.")]
    private partial void LogNotTried(Exception exception);
}
