using System.Threading.Channels;
using System.Threading.RateLimiting;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Polly;
using Polly.Retry;

namespace CollectiveImpact.Deliveries;

/// <summary>Sends what one tenant's outbox holds, at that tenant's pace.</summary>
public interface IPostOfficeGrain : IGrainWithStringKey
{
    /// <summary>Starts sending a batch; what was sent before is not sent again.</summary>
    Task Post(string batch);

    /// <summary>Puts a card in the place of one that was sent; given up quietly when the message is gone.</summary>
    Task Replace(ConversationAddress to, string messageId, string card);

    /// <summary>Waits until all that was given so far is done.</summary>
    Task Finished();
}

/// <summary>How fast, and how often to try again.</summary>
/// <remarks>Teams allows 50 messages a second for each app and tenant; its answers are the truth, these only keep clear of it.</remarks>
public sealed class DeliveryOptions
{
    public int MessagesPerSecond { get; set; } = 40;

    public int InFlight { get; set; } = 8;

    public int Tries { get; set; } = 5;

    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(1);

    public TimeSpan TimeOut { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many messages may be sent without being marked as sent: at most so many are repeated after a crash.</summary>
    public int Unmarked { get; set; } = 50;

    /// <summary>How long the first of them waits for others to be marked with it.</summary>
    public TimeSpan MarkEvery { get; set; } = TimeSpan.FromSeconds(1);
}

[Reentrant]
public sealed partial class PostOfficeGrain(
    IOutboxStore outbox,
    IMessenger messenger,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    ILogger<PostOfficeGrain> log) : Grain, IPostOfficeGrain, IDisposable
{
    private readonly Dictionary<string, (int Turn, Task Done)> _sending = [];
    private readonly SemaphoreSlim _inFlight = new(options.Value.InFlight);
    private readonly TokenBucketRateLimiter _pace = new(new TokenBucketRateLimiterOptions
    {
        // A bucket of a fifth of a second: no burst at the start.
        TokenLimit = Math.Max(1, options.Value.MessagesPerSecond / 5),
        TokensPerPeriod = Math.Max(1, options.Value.MessagesPerSecond / 5),
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(200),
        QueueLimit = int.MaxValue,
    });

    private readonly ResiliencePipeline<SendOutcome> _patience = new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<SendOutcome>
        {
            ShouldHandle = static args => new(args.Outcome is { Result: SendOutcome.TryLater } or { Exception: HttpRequestException or TimeoutException }),
            MaxRetryAttempts = options.Value.Tries - 1,
            Delay = options.Value.FirstWait,
            MaxDelay = options.Value.LongestWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            DelayGenerator = static args => new((args.Outcome.Result as SendOutcome.TryLater)?.After),
        })
        .Build();

    // What was sent and can't be marked must not be sent again: it is marked when storage is back, and nothing more is sent until then.
    private readonly ResiliencePipeline _untilStorageIsBack = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<StorageUnavailableException>(),
            MaxRetryAttempts = int.MaxValue,
            Delay = options.Value.FirstWait,
            MaxDelay = options.Value.LongestWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    public Task Post(string batch)
    {
        // A second call while the batch is being sent looks again afterwards, for what was planned meanwhile.
        var (turn, before) = _sending.GetValueOrDefault(batch, (0, Task.CompletedTask));
        _sending[batch] = (turn + 1, SendBatch(batch, turn + 1, before));
        return Task.CompletedTask;
    }

    public async Task Replace(ConversationAddress to, string messageId, string card)
    {
        var outcome = await Patiently(cancel => messenger.Replace(to, messageId, card, cancel));
        if (outcome is not SendOutcome.Sent)
        {
            LogNotReplaced(outcome.GetType().Name);
        }
    }

    public async Task Finished()
    {
        while (_sending.Values.ToArray() is { Length: > 0 } all)
        {
            await Task.WhenAll(all.Select(s => s.Done));
        }
    }

    public void Dispose()
    {
        _inFlight.Dispose();
        _pace.Dispose();
    }

    private async Task SendBatch(string batch, int turn, Task before)
    {
        // Off the caller's turn at once: whoever posts doesn't wait for Teams.
        await Task.Yield();
        await before;
        try
        {
            var shard = this.GetPrimaryKeyString();
            var planned = (await outbox.Load(batch, shard, CancellationToken.None)).Where(d => d.State == DeliveryState.Planned).ToArray();
            await SendAndMark(planned);
            await outbox.Finished(batch, shard, CancellationToken.None);
        }
#pragma warning disable CA1031 // The batch stays in the outbox, and the next start or post sends the rest.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogBatchInterrupted(e);
        }

        if (_sending[batch].Turn == turn)
        {
            _sending.Remove(batch);
        }
    }

    private async Task SendAndMark(IReadOnlyCollection<Delivery> planned)
    {
        using var room = new SemaphoreSlim(options.Value.Unmarked);
        var outcomes = Channel.CreateUnbounded<Delivery>();
        var marking = Mark(outcomes.Reader, room);
        try
        {
            await Task.WhenAll(planned.Select(async delivery =>
            {
                await room.WaitAsync();
                await outcomes.Writer.WriteAsync(await Send(delivery));
            }));
        }
        finally
        {
            outcomes.Writer.Complete();
            await marking;
        }
    }

    private async Task Mark(ChannelReader<Delivery> outcomes, SemaphoreSlim room)
    {
        var some = new List<Delivery>();
        while (await outcomes.WaitToReadAsync())
        {
            var due = Task.Delay(options.Value.MarkEvery, clock);
            do
            {
                while (some.Count < options.Value.Unmarked && outcomes.TryRead(out var outcome))
                {
                    some.Add(outcome);
                }
            }
            while (some.Count < options.Value.Unmarked && await MoreCome(outcomes, due));

            await _untilStorageIsBack.ExecuteAsync(async cancel => await outbox.Save(some, cancel));
            room.Release(some.Count);
            some = [];
        }
    }

    private static async Task<bool> MoreCome(ChannelReader<Delivery> outcomes, Task due)
    {
        var more = outcomes.WaitToReadAsync().AsTask();
        return await Task.WhenAny(more, due) == more && await more;
    }

    /// <returns>The delivery with what became of it.</returns>
    private async Task<Delivery> Send(Delivery delivery)
    {
        await _inFlight.WaitAsync();
        try
        {
            using var lease = await _pace.AcquireAsync();
            var attempts = delivery.Attempts;
            var outcome = await Patiently(cancel =>
            {
                attempts++;
                return messenger.Send(delivery.Address!, delivery.Card, delivery.Summary, cancel);
            });
            DeliveryCounts.Count(outcome);
            if (outcome is SendOutcome.Unreachable unreachable && delivery.Address!.Kind == PlaceKind.Personal)
            {
                await _untilStorageIsBack.ExecuteAsync(async _ =>
                    await GrainFactory.GetGrain<IPersonGrain>(delivery.Recipient).Reachable(reachable: false, unreachable.Reason));
            }

            return outcome switch
            {
                SendOutcome.Sent sent => delivery with { State = DeliveryState.Sent, MessageId = sent.MessageId, Attempts = attempts, Reason = null },
                SendOutcome.Unreachable gone => delivery with { State = DeliveryState.Unreachable, Attempts = attempts, Reason = gone.Reason },
                SendOutcome.TryLater later => delivery with { State = DeliveryState.Failed, Attempts = attempts, Reason = later.Reason },
                _ => delivery with { State = DeliveryState.Failed, Attempts = attempts, Reason = ((SendOutcome.Refused)outcome).Reason },
            };
        }
        finally
        {
            _inFlight.Release();
        }
    }

    private async Task<SendOutcome> Patiently(Func<CancellationToken, Task<SendOutcome>> send)
    {
        try
        {
            return await _patience.ExecuteAsync(async _ =>
            {
                using var timeOut = new CancellationTokenSource(options.Value.TimeOut, clock);
                try
                {
                    return await send(timeOut.Token);
                }
                catch (OperationCanceledException) when (timeOut.IsCancellationRequested)
                {
                    return new SendOutcome.TryLater(null, "Teams did not answer in time");
                }
            });
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            return new SendOutcome.TryLater(null, "Teams could not be reached");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch was interrupted; the rest is sent later.")]
    private partial void LogBatchInterrupted(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "A card was not replaced: {Outcome}.")]
    private partial void LogNotReplaced(string outcome);
}
