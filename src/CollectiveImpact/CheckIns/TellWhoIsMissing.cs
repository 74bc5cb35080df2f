using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>When everyone's time has come: backbone staff get one message about all who could not be asked.</summary>
public sealed class TellWhoIsMissing : IClockListener
{
    public Task Handle(Occasion occasion, CancellationToken cancel) => Task.CompletedTask;
}
