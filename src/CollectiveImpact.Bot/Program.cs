using CollectiveImpact.Bot;
using CollectiveImpact.Bot.Hosting;

try
{
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
