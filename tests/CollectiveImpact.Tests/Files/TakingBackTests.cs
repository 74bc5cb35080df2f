using CollectiveImpact.Audit;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Files;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Options;
using Moq;

namespace CollectiveImpact.Tests.Files;

public sealed class TakingBackTests
{
    private static readonly Instant Brought = Riverside.Opening + Duration.FromDays(8);

    private readonly Engine _engine;
    private readonly Initiative _initiative;
    private readonly Round[] _rounds;
    private readonly ImportRecord _import;
    private readonly List<ImportRecord> _saved = [];

    public TakingBackTests(Engine engine)
    {
        _engine = engine;
        _initiative = engine.NewInitiative();
        _rounds = [.. new[] { 47, 48 }.Select(week => Riverside.Round with { Initiative = _initiative.Id, Id = new($"2026-W{week}.check-in.{_initiative.Id}"), Period = new Period($"2026-W{week}") })];
        _import = new ImportRecord("1", "old.csv", Riverside.Maria, "Maria", Brought, 2, 1, _rounds[0].Period, _rounds[1].Period, [.. _rounds.Select(r => r.Id)]) { IsWhole = true };
    }

    [Fact]
    public async Task What_is_changed_before_the_file_is_taken_back_keeps_all_of_it()
    {
        await Bring();
        await Corrects(_rounds[0], 50);

        var result = await TakeBack();

        Assert.False(result.IsTakenBack);
        Assert.Equal(new ChangedSince(_rounds[0].Period, Riverside.Library.Id, Riverside.Sessions.Id, "Bruno"), Assert.Single(result.Stays));
        Assert.Equal((50, 38), (Stands(_rounds[0]), Stands(_rounds[1])));
        Assert.Empty(_saved);
    }

    [Fact]
    public async Task What_is_changed_while_the_file_is_taken_back_stays_and_is_told()
    {
        await Bring();
        // Between the look and the act: when the second round is looked at, the first one is already seen as it was.
        var looks = 0;
        _engine.Stores.Looking = async round =>
        {
            if (round == _rounds[1].Id && Interlocked.Increment(ref looks) == 1)
            {
                await Corrects(_rounds[0], 50);
            }
        };

        var result = await TakeBack();

        Assert.True(result.IsTakenBack);
        Assert.Equal(new ChangedSince(_rounds[0].Period, Riverside.Library.Id, Riverside.Sessions.Id, "Bruno"), Assert.Single(result.Stays));
        Assert.Equal((50, 20), (Stands(_rounds[0]), Stands(_rounds[1])));
        Assert.Equal("Carmen", Assert.Single(_saved).UndoneByName);
    }

    private async Task Bring()
    {
        foreach (var round in _rounds)
        {
            var grain = Grain(round);
            await grain.Open(round);
            await grain.Close(Riverside.Opening + Duration.FromDays(7));
            await grain.Bring(round, Values(20), new Provenance("Earlier", Riverside.Bruno, "Bruno", Riverside.Opening));
            await grain.Bring(round, Values(38), new Provenance(En.Files.ImportedFrom("old.csv"), Riverside.Maria, "Maria", Brought));
        }
    }

    private Task<int> Corrects(Round round, decimal value) =>
        Grain(round).Bring(round, Values(value), new Provenance("Miscounted", Riverside.Bruno, "Bruno", Brought + Duration.FromMinutes(1)));

    private Task<TakenBack> TakeBack()
    {
        var store = new Mock<IImportStore>();
        store.Setup(s => s.Save(_initiative.Id, It.IsAny<ImportRecord>(), It.IsAny<CancellationToken>())).Callback<InitiativeId, ImportRecord, CancellationToken>((_, import, _) => _saved.Add(import)).Returns(Task.CompletedTask);
        var imports = new Imports(_engine.Grains, _engine.Stores, store.Object, new AuditLog(_engine.Stores), _engine.Calendar, Options.Create(new UploadLimits()), TimeProvider.System);
        return imports.TakeBack(_initiative, _import, Riverside.Maria, "Carmen", TestContext.Current.CancellationToken);
    }

    private IRoundGrain Grain(Round round) => _engine.Grains.GetGrain<IRoundGrain>(RoundGrain.Key(_initiative.Id, round.Id));

    private decimal? Stands(Round round) => _engine.Stores.EntryOf(_initiative.Id, round.Id, Riverside.Library.Id)!.Values[Riverside.Sessions.Id].AsNumber;

    private static Dictionary<PartnerId, IReadOnlyDictionary<string, ReportedValue>> Values(decimal sessions) =>
        new() { [Riverside.Library.Id] = new Dictionary<string, ReportedValue> { [Riverside.Sessions.Id] = new ReportedValue.Number(sessions) } };
}
