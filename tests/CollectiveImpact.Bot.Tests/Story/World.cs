using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Scheduling;
using CollectiveImpact.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>
/// The real service over HTTP, real storage in the emulator, and a Teams full of people. It can be stopped and started
/// again, and its clock can be set forward.
/// </summary>
public sealed class World : IAsyncDisposable
{
    // A Wednesday.
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);

    private readonly string _storage;
    private readonly string _prefix = "t" + Guid.NewGuid().ToString("N")[..12];
    private readonly LogBook _log = new();
    private WebApplication? _app;

    private World(string storage, TeamsSimulator teams, MovableClock clock)
    {
        _storage = storage;
        Teams = teams;
        Clock = clock;
    }

    public TeamsSimulator Teams { get; }

    public MovableClock Clock { get; }

    public IServiceProvider Services => _app!.Services;

    /// <summary>All that the service logged, at every level that is on.</summary>
    public IReadOnlyList<string> Log => _log.Lines;

    public static async Task<World> Begins(Azurite azurite)
    {
        var clock = new MovableClock(Start);
        var world = new World(azurite.ConnectionString, await TeamsSimulator.Start(clock: clock, world: Guid.NewGuid().ToString("N")), clock);
        await world.StartService();
        return world;
    }

    /// <summary>Stops the service and starts another with the same storage.</summary>
    public async Task Restarts()
    {
        await StopService();
        await StartService();
    }

    public async Task StopService()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public async Task StartService()
    {
        _app = BotHost.Build([], builder =>
        {
            builder.Environment.EnvironmentName = "Development";
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["ConnectionStrings:Storage"] = _storage,
                ["Storage:TablePrefix"] = _prefix,
                ["Delivery:FirstWait"] = "00:00:00.050",
                ["Delivery:LongestWait"] = "00:00:02",
                ["Logging:LogLevel:Default"] = "Information",
            });
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(_log);
            builder.Services.AddSingleton<TimeProvider>(Clock);
        });
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Teams.Bot = new Uri(new Uri(address), "/api/messages");
    }

    /// <summary>Sets the clock forward, and lets the service do what is due, as its reminders would.</summary>
    public async Task ItIs(DateTimeOffset instant)
    {
        Clock.MoveTo(instant);
        await Services.GetRequiredService<CatchUp>().Run(CancellationToken.None);
        await AllIsSent();
    }

    /// <summary>Waits until the post offices have nothing left to send.</summary>
    public async Task AllIsSent()
    {
        var grains = Services.GetRequiredService<IGrainFactory>();
        foreach (var tenant in Teams.Requests.Select(r => r.Person?.TenantId).OfType<string>().Append("nowhere").Distinct())
        {
            await grains.GetGrain<IPostOfficeGrain>(tenant).Finished();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await StopService();
        }

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
