using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;
using Polly;

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
/// at most the few sends that are not marked yet are repeated. Each tenant has a queue of its own, so that none slows another.
/// </summary>
[Reentrant, PreferLocalPlacement]
[GrainType("outbox")]
public sealed class OutboxGrain : Grain, IOutboxGrain, IDisposable
{
    private static readonly TimeSpan Working = TimeSpan.FromMinutes(30);

    private readonly IOutboxStore _store;
    private readonly Dispatch _dispatch;
    private readonly DeliveryOptions _options;
    private readonly IClock _calendar;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _untilStorageIsBack;
    private readonly Marks _marks;
    private readonly SemaphoreSlim _planning = new(1);
    private readonly Dictionary<string, Plan> _plans = [];
    private readonly Dictionary<(string Recipient, string Kind), Delivery> _known = [];
    private readonly HashSet<(string Recipient, string Kind)> _marked = [];
    private readonly Dictionary<string, TenantQueue> _queues = [];
    private Task? _read;
    private bool _plansAreRead;

    public OutboxGrain(
        IOutboxStore store, Dispatch dispatch, IOptions<DeliveryOptions> options, IClock calendar, TimeProvider clock, ILogger<OutboxGrain> log)
    {
        (_store, _dispatch, _options, _calendar, _clock) = (store, dispatch, options.Value, calendar, clock);
        _untilStorageIsBack = _options.UntilStorageIsBack(clock);
        _marks = new Marks(_options, clock, Save, () => _queues.Values.Any(q => q.IsReady), log);
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
        _dispatch.Knows(kind);
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
            await this.SaveOrLetGo(async () => _plans[kind] = plan with { Version = await _store.Save(plan, CancellationToken.None) });
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
            await this.SaveOrLetGo(() => _store.Save([.. again.Select(d => d with { State = DeliveryState.Planned })], CancellationToken.None));
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
        while (_queues.Values.Where(q => !q.IsResting).Select(q => q.Rests.Task).Append(_marks.Writing).OfType<Task>().ToArray() is { Length: > 0 } busy)
        {
            await Task.WhenAll(busy);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        foreach (var queue in _queues.Values)
        {
            queue.Ends = true;
        }

        if (_marks.Writing is { } marking)
        {
            // What is on its way arrives and is marked, if there is time for it.
            await Task.WhenAny(marking, Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken));
        }
    }

    public void Dispose()
    {
        _planning.Dispose();
        foreach (var queue in _queues.Values)
        {
            DeliveryCounts.Forget(queue);
            queue.Dispose();
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
        var version = await this.SaveOrLetGo(async () =>
        {
            try
            {
                return await _store.Save(plan, CancellationToken.None);
            }
            catch (StaleStateException)
            {
                return null;
            }
        });
        if (version is null)
        {
            return false;
        }

        _plans[kind] = plan with { Version = version };
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
                await this.SaveOrLetGo(() => _dispatch.Tell(plan.Recipients.Select(r => _known.GetValueOrDefault((r, plan.Kind))).OfType<Delivery>()));
                await RemoveWhenDone(plan.Kind);
            }
        }

        _plansAreRead = true;
    }

    private string? Waiting(string recipient, string kind) =>
        _queues.TryGetValue(TenantOf(recipient), out var queue) ? queue.Reason(recipient, kind) : null;

    private static string TenantOf(string recipient) => recipient[..recipient.IndexOf(':', StringComparison.Ordinal)];

    private void Enqueue(string kind, IEnumerable<string> recipients, Instant expires)
    {
        foreach (var byTenant in recipients.Where(r => !_known.ContainsKey((r, kind))).GroupBy(TenantOf))
        {
            if (!_queues.TryGetValue(byTenant.Key, out var queue))
            {
                _queues[byTenant.Key] = queue = new TenantQueue(byTenant.Key, _options, _clock);
                DeliveryCounts.Watch(queue, _clock);
            }

            foreach (var recipient in byTenant)
            {
                queue.Add(new Job(kind, recipient, expires, _clock.GetTimestamp()));
            }

            queue.Start(job => Deliver(job, queue), () => DelayDeactivation(Working));
        }
    }

    private async Task Deliver(Job job, TenantQueue queue)
    {
        _marks.Begins();
        try
        {
            if (await _dispatch.Try(Mailing, job, _untilStorageIsBack) is { } done)
            {
                // Only Teams can say that Teams is there.
                queue.Failures = done.Attempts > 0 ? 0 : queue.Failures;
                _known[(done.Recipient, done.Kind)] = done;
                if (done.Address is { Kind: not PlaceKind.Personal })
                {
                    // What is in a channel is known before anything else happens to the process, as far as that can be.
                    await _marks.WriteAtOnce(done);
                    queue.Room.Release();
                }
                else
                {
                    _marks.Add(done, queue);
                }
            }
            else
            {
                queue.Failures++;
                queue.Room.Release();
                queue.AddLater(job);
            }
        }
#pragma warning disable CA1031 // A writer that fails now may not fail later.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _dispatch.Failed(job, e);
            queue.Room.Release();
            queue.AddLater(job);
        }
        finally
        {
            queue.Done();
            _marks.Done();
        }
    }

    private Task Save(IReadOnlyList<Delivery> done) => this.SaveOrLetGo(async () =>
    {
        await _untilStorageIsBack.ExecuteAsync(async cancel => await _store.Save(done, cancel));
        _marked.UnionWith(done.Select(d => (d.Recipient, d.Kind)));
        // Told before the plan is gone: until then a restart tells it.
        await _dispatch.Tell(done);

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
    });

    private async Task RemoveWhenDone(string kind)
    {
        if (_plans.TryGetValue(kind, out var plan) && plan.Recipients.All(r => _marked.Contains((r, kind))))
        {
            try
            {
                await this.SaveOrLetGo(() => _untilStorageIsBack.ExecuteAsync(async cancel => await _store.Remove(plan, cancel)).AsTask());
                _plans.Remove(kind);
            }
            catch (StaleStateException)
            {
                // Another process has planned more: it goes on with it.
            }
        }
    }
}
