using System.Diagnostics.Metrics;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CollectiveImpact.AzureTables.Tests;

/// <summary>Empty tables of a test's own, behind the doors that the product uses.</summary>
internal sealed class Storage : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _prefix;

    private Storage(ServiceProvider services, string prefix) => (_services, _prefix) = (services, prefix);

    /// <summary>What is hard on storage: quotes, emoji, every character that keys forbid, line ends, signs that JSON escapes.</summary>
    public const string Awkward = "Ana \"O'Neil\" 👩‍👩‍👧 / \\ # ? % ~ : ' & <b> +\u0001\u0085 línea\r\n二";

    public static Task<Storage> Empty(Azurite azurite) => At(azurite.ConnectionString, "t" + Guid.NewGuid().ToString("N")[..12]);

    public static async Task<Storage> At(string connection, string prefix, bool create = true)
    {
        var storage = new Storage(
            new ServiceCollection()
                .AddLogging()
                .AddAzureTables(new StorageConnection(Configuration(connection, prefix)))
                .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true }),
            prefix);
        if (create)
        {
            await storage.AtStart(Cancel);
        }

        return storage;
    }

    /// <summary>What happens before anything else when the host starts.</summary>
    public Task AtStart(CancellationToken cancel) =>
        Task.WhenAll(_services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Select(s => s.StartingAsync(cancel)));

    public static IConfiguration Configuration(string? connection, string prefix = "") => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Storage"] = connection, ["Storage:TablePrefix"] = prefix })
        .Build();

    public T The<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The calls that reach storage while something is done, as "GET Rounds".</summary>
    /// <param name="before">Told the number of each call before it goes out.</param>
    public async Task<IReadOnlyList<string>> CallsOf(Func<Task> act, Action<int>? before = null)
    {
        var calls = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Meter.Name == "CollectiveImpact.Storage" && instrument.Name == "collective_impact.storage.calls")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            var named = new Dictionary<string, object?>([.. tags]);
            if (named["table"] is string table && table.StartsWith(_prefix, StringComparison.Ordinal))
            {
                lock (calls)
                {
                    calls.AddRange(Enumerable.Repeat($"{named["method"]} {table[_prefix.Length..]}", (int)count));
                }

                before?.Invoke(calls.Count);
            }
        });
        listener.Start();
        await act();
        lock (calls)
        {
            return [.. calls];
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public static readonly PersonKey Ana = new("9f3c1c7e-0000-4a4e-9d1b-000000000001", "29:1aB_cD-eF~gH/i#j?k\\l");
    public static readonly PersonKey Ben = new("9f3c1c7e-0000-4a4e-9d1b-000000000002", "b");

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
