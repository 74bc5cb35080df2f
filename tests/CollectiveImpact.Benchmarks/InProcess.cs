using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CollectiveImpact.Bot;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using NodaTime;

namespace CollectiveImpact.Benchmarks;

/// <summary>The service in this process, with its calls to storage counted.</summary>
internal sealed class InProcess : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private readonly ConcurrentDictionary<string, int> _unanswered = new();
    private readonly MeterListener _listener = new();
    private readonly WebApplication _app;

    private InProcess(string storage, IClock clock, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name is "collective_impact.storage.calls" or "collective_impact.storage.unanswered")
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => (instrument.Name == "collective_impact.storage.calls" ? _calls : _unanswered).AddOrUpdate($"{tags[0].Value} {tags[1].Value}", 1, static (_, n) => n + 1));
        _listener.Start();
        _app = BotHost.Build(["--environment", "Development"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["ConnectionStrings:Storage"] = storage,
                ["Storage:TablePrefix"] = TablePrefix,
                ["Logging:LogLevel:Default"] = "Error",
            });
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddSingleton(clock);
        });
    }

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    public string TablePrefix { get; } = "b" + Guid.NewGuid().ToString("N")[..8];

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    /// <summary>How many calls to storage were made up to now.</summary>
    public int Calls => _calls.Values.Sum();

    /// <summary>How many of them storage didn't answer, or refused because there were too many.</summary>
    public int Unanswered => _unanswered.Values.Sum();

    public static async Task<InProcess> Start(Azurite storage, IClock clock, params (string Key, string Value)[] settings)
    {
        var service = new InProcess(storage.ConnectionString, clock, settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        await service._app.StartAsync();
        return service;
    }

    /// <summary>The calls by kind, since a moment.</summary>
    public string Since(IReadOnlyDictionary<string, int> before) => string.Join(", ", _calls
        .Select(c => (c.Key, Count: c.Value - before.GetValueOrDefault(c.Key))).Where(c => c.Count > 0).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Count} {c.Key}"));

    public IReadOnlyDictionary<string, int> Snapshot() => _calls.ToDictionary();

    /// <summary>An initiative with a partner for each reporter, five indicators, and everyone within reach.</summary>
    public async Task<Initiative> Fill(string id, int reporters, string serviceUrl, int tenants = 1)
    {
        var grain = Grains.GetGrain<IInitiativeGrain>(id);
        var settings = new Initiative(new(id), "Riverside Reads", "", "", "Europe/Lisbon", "en-GB", [], [], [], []);
        await grain.SetUp(settings, new Member(new PersonKey("t0", "backbone-" + id), "Backbone", Role.Backbone, null));
        foreach (var some in Enumerable.Range(0, reporters).Chunk(45))
        {
            settings = await grain.Change(new InitiativeChange
            {
                Partners = [.. some.Select(n => new Partner(new($"p{n}"), $"Partner {n}"))],
                Members =
                [
                    .. some.Select(n => new Member(new PersonKey($"t{n % tenants}", $"{id}-{n}"), $"Person {n}", Role.Reporter, new($"p{n}"))
                    {
                        Contact = new Contact(new ConversationAddress(serviceUrl, $"{id}-{n}", $"t{n % tenants}", "28:bot", PlaceKind.Personal), null, "en-GB", null),
                    }),
                ],
            });
        }

        foreach (var n in Enumerable.Range(0, 5))
        {
            await Grains.GetGrain<IIndicatorsGrain>(id).Save(new Indicator($"i{n}", $"How many children came to session {n}?", "children", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false));
        }

        return settings;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _listener.Dispose();
    }
}

/// <summary>A calendar that runs as time does, from where it is set.</summary>
internal sealed class RunningClock(Instant start) : IClock
{
    private readonly Duration _offset = start - SystemClock.Instance.GetCurrentInstant();

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + _offset;
}
