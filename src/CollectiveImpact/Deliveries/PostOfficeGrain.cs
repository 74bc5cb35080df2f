using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Polly;
using Polly.Retry;

namespace CollectiveImpact.Deliveries;

/// <summary>Sends one tenant's messages at that tenant's pace, whichever process planned them. Its key is the tenant.</summary>
public interface IPostOfficeGrain : IGrainWithStringKey
{
    /// <summary>Sends a message when its turn has come, and tries again a few times when Teams is busy.</summary>
    /// <remarks>It may wait for long: for the messages before it, or because Teams asks for a pause.</remarks>
    [ResponseTimeout("00:30:00")]
    [Alias("096083EC")]
    Task<SendOutcome> Send(ConversationAddress to, string card, string summary);

    /// <summary>The same to a channel, where it is posted at most once.</summary>
    [ResponseTimeout("00:30:00")]
    [Alias("2C6C4F4A")]
    Task<SendOutcome> Post(ConversationAddress to, string card, string summary, ChannelPost post);

    /// <summary>Puts a card in the place of one that was sent, behind all that was to go there before; given up quietly when the message is gone.</summary>
    [OneWay]
    [Alias("053E4F8F")]
    Task Replace(ConversationAddress to, string messageId, string card);

    /// <summary>Waits until all that was given so far is done.</summary>
    [Alias("43FE7CAC")]
    Task Finished();
}

[Reentrant]
[GrainType("postoffice")]
public sealed partial class PostOfficeGrain(
    IMessenger messenger,
    ChannelPosts channels,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    ILogger<PostOfficeGrain> log) : Grain, IPostOfficeGrain, IDisposable
{
    // Most conversations get one message and no more; those that got many are remembered for as long as their longest window.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private const int ManyLanes = 200;
    private const int Few = 50;

    // What Teams doesn't take for so long may be out of date: its writer looks at it again.
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Lane> _lanes = [];
    private readonly HashSet<Task> _doing = [];
    private SemaphoreSlim _inFlight = new(options.Value.InFlight);
    private RateLimit? _pace = options.Value.MessagesPerSecond > 0 ? RateLimit.PerSecond(options.Value.MessagesPerSecond, options.Value.Unmarked) : null;
    private RateLimit? _leaves = options.Value.MessagesPerSecond > 0 ? RateLimit.AtMost(options.Value.MessagesPerSecond) : null;
    private readonly RateLimit _perConversation = new(options.Value.PerConversation);
    private readonly ResiliencePipeline<SendOutcome> _patience = new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<SendOutcome>
        {
            // Being throttled is no try: it is waited for where messages go, see Go.
            ShouldHandle = static args => new(args.Outcome.Result is SendOutcome.TryLater { Throttled: false }),
            MaxRetryAttempts = options.Value.Tries - 1,
            Delay = options.Value.FirstWait,
            MaxDelay = options.Value.LongestWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            DelayGenerator = static args => new((args.Outcome.Result as SendOutcome.TryLater)?.After),
        })
        .Build();

    private int _tidyAt = ManyLanes;
    private double _heldUntil = double.NegativeInfinity;

    private double Now => clock.GetTimestamp() / (double)clock.TimestampFrequency;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() == ConversationAddress.MailTenant)
        {
            var mail = options.Value.Mail;
            _inFlight.Dispose();
            _inFlight = new(mail.InFlight);
            _pace = mail.PerMinute > 0 ? new RateLimit([new PaceWindow { Messages = mail.PerMinute, Seconds = 60 }]) : null;
            _leaves = null;
        }

        return base.OnActivateAsync(cancellationToken);
    }

    public Task<SendOutcome> Send(ConversationAddress to, string card, string summary) =>
        InTurn(to, () => Once(cancel => messenger.Send(to, card, summary, cancel)));

    // Marked when its moment has come: what waits for its turn is in no doubt.
    public Task<SendOutcome> Post(ConversationAddress to, string card, string summary, ChannelPost post) =>
        InTurn(to, () => channels.Send(post, to, () => Once(cancel => messenger.Send(to, card, summary, cancel))));

    public async Task Replace(ConversationAddress to, string messageId, string card)
    {
        // A mail that was sent stays as it is: nothing waits for a turn that would change nothing.
        if (to.IsMail)
        {
            return;
        }

        var outcome = await InTurn(to, () => Once(cancel => messenger.Replace(to, messageId, card, cancel)));
        if (outcome is not SendOutcome.Sent)
        {
            LogNotReplaced(outcome.GetType().Name);
        }
    }

    public async Task Finished()
    {
        while (_doing.Count > 0)
        {
            await Task.WhenAll(_doing);
        }
    }

    public void Dispose()
    {
        _inFlight.Dispose();
        foreach (var lane in _lanes.Values)
        {
            lane.Dispose();
        }
    }

    // One after the other in a conversation, in the order in which they came.
    private async Task<SendOutcome> InTurn(ConversationAddress to, Func<Task<SendOutcome>> send)
    {
        var done = new TaskCompletionSource();
        _doing.Add(done.Task);
        var lane = LaneOf(to);
        lane.Waiting++;
        try
        {
            await lane.Turn.WaitAsync();
            try
            {
                return await _patience.ExecuteAsync(async _ => await Go(to, lane, send));
            }
            finally
            {
                lane.Turn.Release();
            }
        }
        finally
        {
            lane.Waiting--;
            _doing.Remove(done.Task);
            done.SetResult();
        }
    }

    private async Task<SendOutcome> Go(ConversationAddress to, Lane lane, Func<Task<SendOutcome>> send)
    {
        var began = Now;
        for (var pauses = 0; ; pauses++)
        {
            await ItsMoment(lane);
            await _inFlight.WaitAsync();
            SendOutcome outcome;
            try
            {
                // However long it was held up here, no more go at once for that.
                await Until(_leaves?.Next(Now) ?? Now);
                outcome = await send();
            }
            finally
            {
                _inFlight.Release();
            }

            DeliveryCounts.Count(outcome, to.Tenant);
            if (outcome is not SendOutcome.TryLater { Throttled: true } throttled || Now - began > Stale.TotalSeconds)
            {
                return outcome;
            }

            // One message to one person can't be too many for their chat: the tenant's limit is reached. Elsewhere it is the conversation's.
            var until = Now + (throttled.After ?? Backoff(pauses)).TotalSeconds;
            if (to.Kind == PlaceKind.Personal)
            {
                _heldUntil = Math.Max(_heldUntil, until);
            }
            else
            {
                lane.HeldUntil = Math.Max(lane.HeldUntil, until);
            }
        }
    }

    private async Task ItsMoment(Lane lane)
    {
        while (true)
        {
            await Until(Math.Max(_heldUntil, lane.HeldUntil));
            await Until(lane.Limit.Next(Now));
            if (_pace is null)
            {
                return;
            }

            await Until(_pace.Next(Now));
            // Held meanwhile: all who waited take a new moment, so that they don't go together afterwards.
            if (Math.Max(_heldUntil, lane.HeldUntil) <= Now)
            {
                return;
            }
        }
    }

    private async Task Until(double moment)
    {
        // What is left of a moment by rounding is no wait: it would be one of no time, again and again.
        for (var wait = moment - Now; wait > 1e-6; wait = moment - Now)
        {
            await Task.Delay(TimeSpan.FromSeconds(wait), clock);
        }
    }

    private async Task<SendOutcome> Once(Func<CancellationToken, Task<SendOutcome>> send)
    {
        using var timeOut = new CancellationTokenSource(options.Value.TimeOut, clock);
        try
        {
            return await send(timeOut.Token);
        }
        catch (Exception e) when (e is TimeoutException || (e is OperationCanceledException && timeOut.IsCancellationRequested))
        {
            return new SendOutcome.TryLater(null, Reasons.NotAnswered) { MayHaveArrived = true };
        }
        catch (HttpRequestException e)
        {
            return new SendOutcome.TryLater(null, Reasons.NotReached) { MayHaveArrived = ChannelPosts.MayHaveArrived(e) };
        }
    }

    private TimeSpan Backoff(int pauses)
    {
        var longest = options.Value.LongestWait;
        var wait = options.Value.FirstWait * Math.Pow(2, Math.Min(pauses, 10));
#pragma warning disable CA5394 // Jitter needs no secret.
        return (wait < longest ? wait : longest) * (0.8 + (0.4 * Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }

    private Lane LaneOf(ConversationAddress to)
    {
        if (_lanes.Count >= _tidyAt)
        {
            var (quiet, forgotten) = (Now - Quiet.TotalSeconds, Now - TimeSpan.FromHours(1).TotalSeconds);
            foreach (var (conversation, lane) in _lanes.Where(l => l.Value.Waiting == 0 && l.Value.Limit.Last < (l.Value.Limit.Count < Few ? quiet : forgotten)).ToArray())
            {
                lane.Dispose();
                _lanes.Remove(conversation);
            }
        }

        if (_lanes.Count >= _tidyAt)
        {
            // Not again for each message, while all of them are young.
            _tidyAt = 2 * _lanes.Count;
        }

        if (!_lanes.TryGetValue(to.ConversationId, out var known))
        {
            _lanes[to.ConversationId] = known = new Lane(_perConversation.Another());
        }

        return known;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A card was not replaced: {Outcome}.")]
    private partial void LogNotReplaced(string outcome);

    /// <summary>One conversation: its order, its pace, and how long Teams wants no more of it.</summary>
    private sealed class Lane(RateLimit limit) : IDisposable
    {
        public RateLimit Limit { get; } = limit;

        public SemaphoreSlim Turn { get; } = new(1);

        public int Waiting { get; set; }

        public double HeldUntil { get; set; } = double.NegativeInfinity;

        public void Dispose() => Turn.Dispose();
    }
}
