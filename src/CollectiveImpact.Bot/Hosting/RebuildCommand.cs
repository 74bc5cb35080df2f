using CollectiveImpact.AzureTables;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Hosting;

/// <summary>
/// The operator's command <c>rebuild</c>: compares what is stored with what the entries give, of one initiative or of all, and
/// puts it right when asked to. It can run beside the service.
/// </summary>
public static class RebuildCommand
{
    public const string Name = "rebuild";

    /// <param name="args">Settings as the service takes them; and <c>--initiative ID</c>, <c>--write true</c>.</param>
    /// <returns>0 when everything agrees or was put right, 2 when something disagrees.</returns>
    /// <exception cref="CannotStartException">A setting is missing or wrong.</exception>
    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancel)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddAzureTables(BotHost.Storage(builder.Configuration)).AddSingleton<Rebuild>();
        using var host = builder.Build();
        var write = builder.Configuration.GetValue<bool>("write");
        var rebuild = host.Services.GetRequiredService<Rebuild>();
        var agrees = true;
        IReadOnlyList<InitiativeId> initiatives = builder.Configuration["initiative"] is { Length: > 0 } one ? [new(one)] : await host.Services.GetRequiredService<IInitiativeStore>().ListAll(cancel);
        foreach (var initiative in initiatives)
        {
            var found = await rebuild.Run(initiative, write, cancel);
            agrees &= found.Agrees || write;
            await output.WriteLineAsync(
                $"{initiative}: {found.Values} values, {found.Totals} totals; missing {found.Missing}, different {found.Different}, extra {found.Extra}{(found.Agrees ? "" : write ? "; put right" : "; run again with --write true to put it right")}");
        }

        return agrees ? 0 : 2;
    }
}
