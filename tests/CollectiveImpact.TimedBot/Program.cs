using CollectiveImpact.Bot;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.TimedBot;
using NodaTime;
using NodaTime.Text;

// The whole service as it is, with a calendar that stands where a test sets it, and doors for the test to look through.
var calendar = new StandingClock { Now = Moment(Environment.GetEnvironmentVariable("CALENDAR")!) };
await using var app = BotHost.Build(args, builder => builder.Services.AddSingleton<IClock>(calendar).AddSingleton<IMailDoors, OpenDoors>());

app.MapPost("/test/calendar", (string now) =>
{
    calendar.Now = Moment(now);
});

// What reminders do, at once; it is settled when nothing is due and nothing waits to be sent.
app.MapPost("/test/settle", async (IInitiativeStore initiatives, Sweep sweep, IOutboxStore outbox, IGrainFactory grains, CancellationToken cancel) =>
{
    foreach (var initiative in await initiatives.ListAll(cancel))
    {
        await grains.GetGrain<IClockGrain>(initiative).Wake();
    }

    using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
    for (var waiting = await outbox.Waiting(cancel); waiting.Count > 0; waiting = await outbox.Waiting(cancel))
    {
        patience.Token.ThrowIfCancellationRequested();
        await sweep.Run(cancel);
        await Task.WhenAll(waiting.Select(m => grains.GetGrain<IOutboxGrain>(m).Finished()));
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancel);
    }
});

app.MapPost("/test/fill", async (IGrainFactory grains, string initiative, int reporters, string service, int indicators = 1, string? zones = null, int tenants = 3, bool byMail = false) =>
{
    var places = (zones ?? "Europe/Lisbon").Split(',');
    var grain = grains.GetGrain<IInitiativeGrain>(initiative);
    ConversationAddress To(string tenant, string conversation, PlaceKind kind) => new(service, conversation, tenant, "28:bot", kind);
    (PersonKey, ConversationAddress) Reporter(int n) => byMail
        ? (new PersonKey(ConversationAddress.MailTenant, $"{initiative}-{n}"), ConversationAddress.OfMail($"{initiative}-{n}@partner.example"))
        : (new PersonKey($"t{n % tenants}", $"{initiative}-{n}"), To($"t{n % tenants}", $"{initiative}-{n}", PlaceKind.Personal));
    var backbone = new PersonKey("t0", $"{initiative}-backbone");
    var settings = new Initiative(new(initiative), $"Initiative {initiative}", "", "", places[0], "en-GB", [], [], [], []);
    await grain.SetUp(settings, new Member(backbone, "Backbone", Role.Backbone, null) { Contact = new Contact(To("t0", $"{initiative}-backbone", PlaceKind.Personal), places[0], "en-GB", null) });
    foreach (var some in Enumerable.Range(0, reporters).Chunk(40))
    {
        await grain.Change(new InitiativeChange
        {
            Partners = [.. some.Select(n => new Partner(new($"p{n}"), $"Partner {n}"))],
            Members =
            [
                .. some.Select(n => (Number: n, Is: Reporter(n))).Select(r => new Member(r.Is.Item1, $"Person {r.Number}", Role.Reporter, new($"p{r.Number}"))
                {
                    Contact = new Contact(r.Is.Item2, places[r.Number % places.Length], "en-GB", null),
                }),
            ],
        });
    }

    await grain.Change(new InitiativeChange { Channels = [new HomeChannel(To("t0", $"{initiative}-channel", PlaceKind.Channel), "Digests")] });
    for (var n = 0; n < indicators; n++)
    {
        await grains.GetGrain<IIndicatorsGrain>(initiative).Save(new Indicator($"i{n}", $"How many of {n}?", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false));
    }

    await grains.GetGrain<IClockGrain>(initiative).Follow(Schedule.Usual(settings, calendar.Now));
});

app.MapPost("/test/submit", async (IGrainFactory grains, string initiative, string round, int reporter) =>
{
    var answers = new Answers(new Dictionary<string, ReportedValue> { ["i0"] = new ReportedValue.Number(reporter) }, Status.OnTrack, Learning.None, []);
    var (decision, _) = await grains.GetGrain<IRoundGrain>(RoundGrain.Key(new(initiative), new(round)))
        .Submit(new($"p{reporter}"), answers, new PersonKey($"t{reporter % 3}", $"{initiative}-{reporter}"), $"Person {reporter}", calendar.Now);
    return decision.GetType().Name;
});

app.MapGet("/test/entries", async (IRoundStore rounds, string initiative, string round) =>
    (await rounds.Load(new(initiative), new(round), CancellationToken.None))?.Entries.Select(e => $"{e.Partner} {e.Revision}"));

app.MapGet("/test/deliveries", async (IOutboxStore outbox, string mailing) =>
    (await outbox.Load(mailing, CancellationToken.None)).Select(d => $"{d.Kind} {d.Recipient} {d.State} {d.Reason}"));

app.MapGet("/test/next", async (IGrainFactory grains, string initiative) => InstantPattern.ExtendedIso.Format(
    (await grains.GetGrain<IClockGrain>(initiative).Get()).NextWake((await grains.GetGrain<IInitiativeGrain>(initiative).Get())!.ZonesOf, calendar.Now)!.Value));

app.MapGet("/test/timetable", async (IGrainFactory grains, string initiative) => (await grains.GetGrain<IClockGrain>(initiative).Get()).Closed);

await app.RunAsync();

static Instant Moment(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
