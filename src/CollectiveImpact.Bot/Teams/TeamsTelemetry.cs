using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CollectiveImpact.Bot.Teams;

/// <summary>How long turns and sends take and what becomes of them; never who, and never a word of what was said.</summary>
internal static class TeamsTelemetry
{
    private const string Name = "CollectiveImpact.Teams";
    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Turns = Meter.CreateHistogram<double>("collective_impact.turn.duration", "s", "Turns by kind, verb and outcome");
    private static readonly Histogram<double> Sends = Meter.CreateHistogram<double>("collective_impact.send.duration", "s", "Messages sent or replaced, by outcome");

    public static Measured Turn() => new(Source.StartActivity("turn"), Turns);

    public static Measured Send(string kind) => new(Source.StartActivity(kind), Sends) { Kind = kind };

    /// <summary>One turn or one send, from its start to its disposal.</summary>
    internal sealed class Measured(Activity? span, Histogram<double> durations) : IDisposable
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public string Kind { get; set; } = "other";

        public string? Verb { get; set; }

        public string Outcome { get; set; } = "failed";

        public void Dispose()
        {
            var tags = new TagList { { "kind", Kind }, { "outcome", Outcome } };
            if (Verb is not null)
            {
                tags.Add("verb", Verb);
            }

            durations.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, tags);
            if (span is not null)
            {
                foreach (var (key, value) in tags)
                {
                    span.SetTag(key, value);
                }

                span.SetStatus(Outcome == "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
                span.Dispose();
            }
        }
    }
}
