using CollectiveImpact.Bot;
using CollectiveImpact.Bot.Hosting;

try
{
    if (args is [RebuildCommand.Name, .. var settings])
    {
        return await RebuildCommand.Run(settings, Console.Out, CancellationToken.None);
    }

    if (args is [BackupCommand.BackupName or BackupCommand.RestoreName, .. var rest])
    {
        return await BackupCommand.Run(args[0], rest, Console.Out, CancellationToken.None);
    }

    WarmUp.Begin();
    await using var app = BotHost.Build(args);
    await app.RunAsync();
    return 0;
}
catch (CannotStartException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (OperationCanceledException)
{
    // Asked to stop while still starting.
    return 0;
}
