using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Indicators;

public sealed class IndicatorsGrainTests
{
    private readonly Engine _engine;
    private readonly InitiativeId _initiative;

    public IndicatorsGrainTests(Engine engine)
    {
        _engine = engine;
        _initiative = engine.NewInitiative().Id;
    }

    private IIndicatorsGrain Grain => _engine.Grains.GetGrain<IIndicatorsGrain>(_initiative);

    [Fact]
    public async Task What_was_stored_though_its_writer_heard_that_it_failed_is_what_everybody_reads()
    {
        var first = (await Grain.All())[0];
        _engine.Stores.LoseAnswers(_initiative);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Grain.Save(first with { Question = "In other words?" }, Edit.NewSeries));

        var stored = Assert.Single(await Grain.All(), i => i.Id == first.Id);
        Assert.Equal(("In other words?", first.Version + 1), (stored.Question, stored.Version));
    }
}
