using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CollectiveImpact.Schedules;

/// <summary>
/// At start, wakes every initiative's clock: reminders that were due while nothing ran don't come again.
/// </summary>
public sealed partial class CatchUp(IInitiativeStore initiatives, IGrainFactory grains, ILogger<CatchUp> log) : BackgroundService
{
    private const int AtOnce = 16;

    public async Task Run(CancellationToken cancel) => await Parallel.ForEachAsync(
        await initiatives.ListAll(cancel),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
        async (initiative, _) =>
        {
            try
            {
                await grains.GetGrain<IClockGrain>(initiative).Wake();
            }
#pragma warning disable CA1031 // One initiative's trouble must not keep the others asleep; its reminder tries again.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogNotWoken(initiative, e);
            }
        });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Run(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped while starting.
        }
#pragma warning disable CA1031 // Storage that is down at start is told by the health check; reminders go on trying.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotCaughtUp(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The clock of {Initiative} could not be woken.")]
    private partial void LogNotWoken(string initiative, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "What came due while nothing ran could not be looked up.")]
    private partial void LogNotCaughtUp(Exception exception);
}
