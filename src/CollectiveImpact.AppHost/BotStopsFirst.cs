using Microsoft.Extensions.Hosting;

namespace CollectiveImpact.AppHost;

/// <summary>
/// Stops the bot before everything else: its last writes still find the storage, and the stop takes seconds less,
/// because nobody waits for a storage that has gone.
/// </summary>
internal sealed class BotStopsFirst(ProjectResource bot, ResourceCommandService commands) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A bot that doesn't run answers with a failed result, which is as good as stopped.
    public Task StopAsync(CancellationToken cancellationToken) =>
        commands.ExecuteCommandAsync(bot, KnownResourceCommands.StopCommand, cancellationToken);
}
