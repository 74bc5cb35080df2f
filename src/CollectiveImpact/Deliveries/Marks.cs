using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace CollectiveImpact.Deliveries;

/// <summary>Marks in groups what became of messages: as soon as a tenant's room is full of what only waits for its mark, and before the oldest has waited for long.</summary>
/// <param name="save">Stores the outcomes of some messages, and waits while storage is away.</param>
/// <param name="moreIsReady">Whether another message goes as soon as there is room.</param>
internal sealed partial class Marks(DeliveryOptions options, TimeProvider clock, Func<IReadOnlyList<Delivery>, Task> save, Func<bool> moreIsReady, ILogger log)
{
    private readonly Channel<Outcome?> _outcomes = Channel.CreateUnbounded<Outcome?>();
    private int _sending;

    /// <summary>Done when nothing is left to be marked; null while nothing is.</summary>
    public Task? Writing { get; private set; }

    /// <summary>A message is on its way.</summary>
    public void Begins()
    {
        _sending++;
        Writing ??= Write();
    }

    /// <summary>It is no longer.</summary>
    public void Done()
    {
        _sending--;
        _outcomes.Writer.TryWrite(null);
    }

    /// <summary>Marks one together with others; then its queue has room for another.</summary>
    public void Add(Delivery delivery, TenantQueue queue)
    {
        queue.Unmarked++;
        _outcomes.Writer.TryWrite(new Outcome(delivery, queue, clock.GetTimestamp()));
    }

    /// <summary>Marks without waiting for others.</summary>
    public async Task WriteAtOnce(params IReadOnlyList<Delivery> deliveries)
    {
        try
        {
            await save(deliveries);
        }
#pragma warning disable CA1031 // Whatever storage has against it: it is read again by whoever comes next.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotMarked(e);
        }
    }

    private async Task Write()
    {
        await Task.Yield();
        var some = new List<Outcome>();
        var late = Task.CompletedTask;
        while (_sending > 0 || some.Count > 0 || _outcomes.Reader.TryPeek(out _))
        {
            while (some.Count < options.MarkTogether && _outcomes.Reader.TryRead(out var outcome))
            {
                if (outcome is not null)
                {
                    some.Add(outcome);
                    late = some.Count == 1 ? Late(outcome) : late;
                }
            }

            if (MoreCome() && (some.Count == 0 || (some.Count < options.MarkTogether && !late.IsCompleted && !some.Exists(o => o.Queue.WaitsForMarks))))
            {
                var next = _outcomes.Reader.WaitToReadAsync().AsTask();
                await Task.WhenAny(next, some.Count == 0 ? next : late);
                continue;
            }

            if (some.Count == 0)
            {
                continue;
            }

            await WriteAtOnce([.. some.Select(s => s.Delivery)]);
            foreach (var outcome in some)
            {
                outcome.Queue.Unmarked--;
                outcome.Queue.Room.Release();
            }

            some.Clear();
        }

        Writing = null;
    }

    private Task Late(Outcome outcome)
    {
        var left = options.MarkEvery - clock.GetElapsedTime(outcome.At);
        return left > TimeSpan.Zero ? Task.Delay(left, clock) : Task.CompletedTask;
    }

    private bool MoreCome() => _sending > 0 || moreIsReady();

    /// <param name="At">Since when it waits to be marked, as a timestamp of the engine's clock.</param>
    private sealed record Outcome(Delivery Delivery, TenantQueue Queue, long At);

    [LoggerMessage(Level = LogLevel.Error, Message = "What was sent could not be marked as sent.")]
    private partial void LogNotMarked(Exception exception);
}
