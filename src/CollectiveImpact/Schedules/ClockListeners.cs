using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Schedules;

/// <summary>Brings what the clock has to those who listen for it.</summary>
public sealed class ClockListeners(Listeners listeners, IServiceProvider services)
{
    public async Task Bring(Occasion occasion)
    {
        if (listeners.ByTheClock.TryGetValue(occasion.Moment, out var listener))
        {
            using var measured = ClockTelemetry.Bringing(occasion.Moment);
            await ((IClockListener)services.GetRequiredService(listener)).Handle(occasion, CancellationToken.None);
        }
    }

    /// <summary>Brings a morning to all; what one of them can't do now doesn't keep the others from theirs, and is thrown afterwards.</summary>
    public async Task Bring(Morning morning)
    {
        var failed = new List<Exception>();
        foreach (var listener in listeners.InTheMorning)
        {
            try
            {
                await ((IMorningListener)services.GetRequiredService(listener)).Handle(morning, CancellationToken.None);
            }
#pragma warning disable CA1031 // Whatever it is, the others come first.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failed.Add(e);
            }
        }

        if (failed.Count > 0)
        {
            throw new AggregateException(failed);
        }
    }
}
