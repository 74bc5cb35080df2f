using CollectiveImpact.Activities;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Activities;

public sealed class ActivitiesGrainTests
{
    private static readonly LocalDate Today = Riverside.Opening.InUtc().Date;

    private readonly Engine _engine;
    private readonly InitiativeId _initiative;

    public ActivitiesGrainTests(Engine engine)
    {
        _engine = engine;
        _initiative = engine.NewInitiative().Id;
    }

    private IActivitiesGrain Grain => _engine.Grains.GetGrain<IActivitiesGrain>(_initiative);

    [Fact]
    public async Task An_ask_that_was_stored_though_its_writer_heard_that_it_failed_is_the_one_that_is_there_when_it_is_sent_again()
    {
        Assert.Empty(await Grain.Notices());
        _engine.Activities.LoseAnswers(_initiative);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Grain.Post(Ask("first"), Today));
        _engine.Activities.LoseAnswers(_initiative, lost: false);

        await Grain.Post(Ask("again"), Today);

        Assert.Equal("first", Assert.Single(await Grain.Notices()).Id);
    }

    [Fact]
    public async Task An_activity_that_was_stored_though_its_writer_heard_that_it_failed_is_shown()
    {
        Assert.Empty(await Grain.Activities());
        _engine.Activities.LoseAnswers(_initiative);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Grain.Save(new SharedActivity("a", Riverside.Library.Id, "Homework club", [], "", Riverside.Opening)));

        Assert.Equal("a", Assert.Single(await Grain.Activities()).Id);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Grain.Remove("a", Riverside.Library.Id));
        Assert.Empty(await Grain.Activities());
    }

    private static PartnersNotice Ask(string id) =>
        new(id, NoticeKind.Ask, Riverside.Library.Id, "Two volunteers on Thursdays", "", null, Riverside.Bruno, "Bruno", Riverside.Opening);
}
