using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CollectiveImpact.AzureTables;

/// <summary>Makes the tables that aren't there, before anything else starts; waits a while for storage that starts too.</summary>
internal sealed partial class TablesAtStart(StorageAccount account, TimeProvider clock, ILogger<TablesAtStart> log) : IHostedLifecycleService
{
    private const int Tries = 60;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                foreach (var table in account.All)
                {
                    await table.CreateIfNotExistsAsync(cancellationToken);
                }

                return;
            }
            catch (StorageUnavailableException e) when (attempt < Tries)
            {
                LogWaiting(e.Message);
            }

            await Task.Delay(Between, clock, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for storage: {Why}")]
    private partial void LogWaiting(string why);
}
