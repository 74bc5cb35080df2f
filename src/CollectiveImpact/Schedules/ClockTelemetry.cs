using System.Diagnostics;
using System.Diagnostics.Metrics;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Schedules;

/// <summary>How late the clock does what is due, and a span for each moment that it brings: what is sent for it belongs to that trace.</summary>
internal static class ClockTelemetry
{
    private const string Name = "CollectiveImpact.Clock";
    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>("collective_impact.clock.lag", "s", "How long after its time a moment of a round was brought");

    public static void Late(Moment moment, Duration late) =>
        Lag.Record(Math.Max(0, late.TotalSeconds), new KeyValuePair<string, object?>("moment", moment.ToString()));

    public static Activity? Bringing(Moment moment) => Source.StartActivity($"clock {moment}");
}
