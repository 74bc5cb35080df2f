using NodaTime;

namespace CollectiveImpact.TimedBot;

/// <summary>A calendar that stands where it was set.</summary>
internal sealed class StandingClock : IClock
{
    public Instant Now { get; set; }

    public Instant GetCurrentInstant() => Now;
}
