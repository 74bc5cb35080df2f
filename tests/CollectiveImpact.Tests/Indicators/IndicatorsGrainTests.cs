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

    [Fact]
    public async Task Several_are_written_in_other_languages_at_once_unless_one_has_changed_since_it_was_read()
    {
        var all = await Grain.All();
        Translated[] written = [.. all.Take(2).Select(i => new Translated(i, new Dictionary<string, IndicatorWords> { ["es"] = new("¿Cuántos?", i.Version, i.Question) }))];

        await Grain.TranslateAll(written);

        var now = await Grain.All();
        Assert.Equal(all.Select(i => i.Id), now.Select(i => i.Id));
        Assert.All(now.Take(2), i => Assert.Equal("¿Cuántos?", i.Translations["es"].Question));
        Assert.Equal(all[0].Version, now[0].Version);
        Assert.Empty(now[2].Translations);
        await Grain.Translate(now[1].Id, "pt", new IndicatorWords("Quantos?", now[1].Version, now[1].Question));
        await Assert.ThrowsAsync<StaleStateException>(() => Grain.TranslateAll([.. now.Take(2).Select(i => new Translated(i, new Dictionary<string, IndicatorWords> { ["es"] = new("¿Y cuántos?", i.Version, i.Question) }))]));
        Assert.Equal("¿Cuántos?", (await Grain.All())[0].Translations["es"].Question);
        Assert.Equal("Quantos?", (await Grain.All())[1].Translations["pt"].Question);
    }
}
