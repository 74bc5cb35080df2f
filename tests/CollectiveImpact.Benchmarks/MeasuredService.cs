using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using CollectiveImpact.Bot;
using CollectiveImpact.Conversations;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Sample;

namespace CollectiveImpact.Benchmarks;

/// <summary>The real service with an initiative in it, and with its calls to storage counted.</summary>
internal static class MeasuredService
{
    /// <summary>Asks for, and brings, the calls to storage up to the moment of the answer.</summary>
    public const string StorageCallsHeader = "Storage-Calls";

    public static Child Start(string storage, string prefix) => Child.InRole(
        "as-service",
        ("ConnectionStrings__Storage", storage),
        ("Storage__TablePrefix", prefix),
        ("Logging__LogLevel__Default", "Warning"));

    public static async Task Run(string[] args)
    {
        var prefix = "";
        var calls = new ConcurrentDictionary<string, int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name == "collective_impact.storage.calls")
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
            calls.AddOrUpdate($"{Tag(tags, "method")} {Prefixless(Tag(tags, "table"))}", 1, static (_, n) => n + 1));
        listener.Start();

        await using var app = BotHost.Build(args);
        prefix = app.Configuration["Storage:TablePrefix"]!;
        app.Use(async (http, next) =>
        {
            if (http.Request.Headers.ContainsKey(StorageCallsHeader))
            {
                http.Response.OnStarting(() =>
                {
                    http.Response.Headers[StorageCallsHeader] = Told();
                    return Task.CompletedTask;
                });
            }

            await next(http);
        });
        app.MapGet("/storage-calls", Told);
        app.MapGet("/memory", () => GC.GetTotalMemory(forceFullCollection: true));
        app.MapGet("/fill", async (IGrainFactory grains) => await Fill(grains));
        app.MapGet("/fill-for-files", async (IGrainFactory grains) => await FillForFiles(grains));
        app.MapGet("/pass/{initiative}", async (string initiative, IGrainFactory grains, Passes passes) =>
            await passes.Issue((await grains.GetGrain<IInitiativeGrain>(initiative).Get())!, Caller.Backbone.Key, Caller.Backbone.Name, CultureInfo.InvariantCulture, NodaTime.SystemClock.Instance.GetCurrentInstant(), CancellationToken.None));
        await app.RunAsync();

        string Told() => string.Join(", ", calls.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));
        string Prefixless(string table) => table[prefix.Length..];
    }

    /// <summary>The sample's words and indicators; every caller reports for a partner of their own.</summary>
    private static async Task<string> Fill(IGrainFactory grains)
    {
        var partners = Caller.All.Select(c => new Partner(new($"partner-{c.Number}"), $"Partner {c.Number}")).ToArray();
        var members = Caller.All.Select(c => new Member(c.Key, c.Name, Role.Reporter, new($"partner-{c.Number}"))).ToArray();
        var backbone = new Member(Caller.Backbone.Key, Caller.Backbone.Name, Role.Backbone, null);
        var initiative = new Initiative(new(Codes.NewId()), "Riverside Reads", "Every child reads.", "Many do not.", "Europe/Lisbon", "en-GB", [], [], [], []);
        var grain = grains.GetGrain<IInitiativeGrain>(initiative.Id);
        await grain.SetUp(initiative, backbone);
        await grain.Change(new InitiativeChange { Goals = SampleInitiative.Goals, Partners = partners, Members = members });
        foreach (var indicator in SampleInitiative.Indicators)
        {
            await grains.GetGrain<IIndicatorsGrain>(initiative.Id).Save(indicator);
        }

        var drafts = SampleInitiative.Terms.Select(t => new Draft(null, null, t, backbone.Person, backbone.Name, NodaTime.SystemClock.Instance.GetCurrentInstant()));
        await grains.GetGrain<IGlossaryGrain>(initiative.Id).BringIn([.. drafts], inForce: true);

        foreach (var caller in Caller.All.Append(Caller.Backbone))
        {
            await grains.GetGrain<IPersonGrain>(caller.Key.ToString()).Joined(initiative.Id);
        }

        return initiative.Id;
    }

    /// <summary>The same, with what hostile files speak of.</summary>
    private static async Task<string> FillForFiles(IGrainFactory grains)
    {
        var id = await Fill(grains);
        await grains.GetGrain<IInitiativeGrain>(id).Change(new InitiativeChange { Partners = [new Partner(new("city-library"), "City Library")] });
        foreach (var (question, kind) in new[] { ("Children in sessions", IndicatorKind.Number), ("Stories", IndicatorKind.Text) })
        {
            await grains.GetGrain<IIndicatorsGrain>(id).Save(new Indicator(Codes.Slug(question), question, "", kind, GoodDirection.Up, kind == IndicatorKind.Text ? RollUp.None : RollUp.Sum, null, [], 1, Retired: false));
        }

        return id;
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
        {
            if (key == name)
            {
                return value?.ToString() ?? "";
            }
        }

        return "";
    }
}
