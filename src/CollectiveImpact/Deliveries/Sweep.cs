using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollectiveImpact.Deliveries;

/// <summary>At start, and every minute, wakes every outbox that holds something to send: what one process left, another sends.</summary>
public sealed partial class Sweep(IOutboxStore store, IGrainFactory grains, IOptions<DeliveryOptions> options, TimeProvider clock, ILogger<Sweep> log) : BackgroundService
{
    private const int AtOnce = 16;

    public async Task Run(CancellationToken cancel) => await Parallel.ForEachAsync(
        await store.Waiting(cancel),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
        async (mailing, _) =>
        {
            try
            {
                await grains.GetGrain<IOutboxGrain>(mailing).Wake();
            }
#pragma warning disable CA1031 // One mailing's trouble must not keep the others waiting; it is woken again in a minute.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogNotWoken(e);
            }
        });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepEvery, clock);
        do
        {
            try
            {
                await Run(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Storage that is away is told by the health check; the next minute tries again.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogNotSwept(e);
            }
        }
        while (await Next(timer, stoppingToken));
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An outbox could not be woken; it is woken again in a minute.")]
    private partial void LogNotWoken(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What waits to be sent could not be looked up; it is looked up again in a minute.")]
    private partial void LogNotSwept(Exception exception);
}
