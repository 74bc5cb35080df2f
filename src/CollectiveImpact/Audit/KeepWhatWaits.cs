using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CollectiveImpact.Audit;

/// <summary>Keeps the acts that storage didn't take when they were done, as soon as it does.</summary>
public sealed partial class KeepWhatWaits(AuditLog audit, TimeProvider clock, ILogger<KeepWhatWaits> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!await audit.CatchUp(cancellationToken))
        {
            LogLost(audit.Waiting);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await audit.CatchUp(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What still waits is tried once more at the stop.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} acts were done and could not be kept in the audit: storage was away until the stop.")]
    private partial void LogLost(int count);
}
