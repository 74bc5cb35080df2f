using Azure.Data.Tables;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>The real service over HTTP with real storage in the emulator; it can be stopped and started again.</summary>
public sealed class Service(string storage, IClock clock, params (string Key, string Value)[] settings) : IAsyncDisposable
{
    private readonly string _prefix = "t" + Guid.NewGuid().ToString("N")[..12];
    private readonly LogBook _log = new();
    private readonly GrainCalls _calls = new();
    private WebApplication? _app;

    public string TablePrefix => _prefix;

    public string StorageConnection => storage;

    /// <summary>Where activities are posted to.</summary>
    public Uri Messages => new(Address, "/api/messages");

    public Uri Address => new(_app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IServiceProvider Parts => _app!.Services;

    /// <summary>All that the service logged, at every level that is on.</summary>
    public IReadOnlyList<string> Log => _log.Lines;

    /// <summary>What grains were called for, also before a restart.</summary>
    internal GrainCalls Calls => _calls;

    public async Task Start()
    {
        _app = BotHost.Build(["--environment", "Development"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["ConnectionStrings:Storage"] = storage,
                ["Storage:TablePrefix"] = _prefix,
                ["Delivery:FirstWait"] = "00:00:00.050",
                ["Delivery:LongestWait"] = "00:00:02",
                ["Logging:LogLevel:Default"] = "Information",
                // People in stories press faster than people.
                ["Budgets:Sender:PerSecond"] = "10000",
                ["Budgets:Sender:Burst"] = "10000",
                ["Budgets:Tenant:PerSecond"] = "10000",
                ["Budgets:Tenant:Burst"] = "10000",
            });
            builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(_log);
            builder.Services.AddSingleton(clock);
            // A machine that runs all stories at once is slower than a service, and no story is about how slow.
            builder.Services.AddSingleton(new TeamsPatience(TimeSpan.FromSeconds(45)));
            builder.Services.AddSingleton<IIncomingGrainCallFilter>(_calls);
        });
        await _app.StartAsync();
    }

    public async Task Stop()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public async ValueTask DisposeAsync() => await Stop();
}

/// <summary>The service, a clock that can be set forward, and a Teams full of people.</summary>
public sealed class World : IAsyncDisposable
{
    // A Wednesday.
    public static readonly Instant Start = Instant.FromUtc(2026, 11, 25, 10, 0);

    private readonly Service _service;

    private World(Service service, TeamsSimulator teams, MovableClock clock)
    {
        _service = service;
        Teams = teams;
        Clock = clock;
    }

    public TeamsSimulator Teams { get; }

    public MovableClock Clock { get; }

    public IServiceProvider Services => _service.Parts;

    public Uri Address => _service.Address;

    public IReadOnlyList<string> Log => _service.Log;

    internal GrainCalls Calls => _service.Calls;

    public string TablePrefix => _service.TablePrefix;

    public string StorageConnection => _service.StorageConnection;

    /// <param name="settings">Configuration that differs from that of the stories.</param>
    public static Task<World> Begins(Azurite azurite, params (string Key, string Value)[] settings) => Begins(azurite.ConnectionString, settings);

    /// <param name="storage">The connection string of its storage.</param>
    public static async Task<World> Begins(string storage, params (string Key, string Value)[] settings)
    {
        var clock = new MovableClock(Start);
        var world = new World(
            new Service(storage, clock, settings),
            await TeamsSimulator.Start(clock: clock, world: Guid.NewGuid().ToString("N")),
            clock);
        await world.StartService();
        return world;
    }

    /// <summary>Stops the service and starts another with the same storage.</summary>
    public async Task Restarts()
    {
        await StopService();
        await StartService();
    }

    public Task StopService() => _service.Stop();

    public async Task StartService()
    {
        await _service.Start();
        Teams.Bot = _service.Messages;
    }

    /// <summary>Sets the clock forward, and lets the service do what is due, as its reminders would.</summary>
    public async Task ItIs(Instant instant)
    {
        Clock.MoveTo(instant);
        await Services.GetRequiredService<CatchUp>().Run(CancellationToken.None);
        await AllIsSent();
    }

    /// <summary>Waits until nothing is left that can be sent now.</summary>
    public async Task AllIsSent()
    {
        var grains = Services.GetRequiredService<IGrainFactory>();
        foreach (var mailing in await Services.GetRequiredService<IOutboxStore>().Waiting(CancellationToken.None))
        {
            await grains.GetGrain<IOutboxGrain>(mailing).Finished();
        }

        foreach (var tenant in Teams.Requests.Select(r => r.Person?.TenantId).OfType<string>().Append(ConversationAddress.MailTenant).Distinct())
        {
            await grains.GetGrain<IPostOfficeGrain>(tenant).Finished();
        }
    }

    /// <summary>Every row that is stored once all is sent, by where it is, with the mark of its last change; the clock's own aside.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Rows()
    {
        await AllIsSent();
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        var service = new TableServiceClient(StorageConnection);
        await foreach (var table in service.QueryAsync(t => t.Name.CompareTo(TablePrefix) >= 0 && t.Name.CompareTo(TablePrefix + "z") < 0))
        {
            if (table.Name.Contains("Reminders", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                rows[$"{table.Name} {row.PartitionKey} {row.RowKey}"] = row.ETag.ToString();
            }
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await Teams.DisposeAsync();
    }
}

/// <summary>Keeps what was logged, so that a test can look for what must never stand there.</summary>
internal sealed class LogBook : ILoggerProvider, ILogger
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
