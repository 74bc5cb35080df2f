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

    [Fact]
    public async Task A_fit_travels_with_its_two_notices_as_they_are_now()
    {
        var (ask, offer) = (Ask("ask"), Offer("offer"));
        await Grain.Post(offer, Today);

        Assert.Equal(new FitSides(ask, offer), Assert.Single(await Grain.Post(ask, Today)).Sides);
        Assert.Equal(new FitSides(ask, offer), (await Grain.Say("ask", "offer", ask.Partner, yes: true, Riverside.Opening))!.Sides);
        await Grain.End("offer", offer.Partner, Riverside.Opening);
        Assert.Equal(new FitSides(ask, offer with { Ended = Riverside.Opening }), Assert.Single(await Grain.Fits()).Sides);
        Assert.Equal([ask], new FitSides(ask, offer).SeenBy(ask.Partner).Take(1));
        Assert.Equal([offer, ask], new FitSides(ask, offer).SeenBy(offer.Partner));
    }

    [Fact]
    public async Task A_fit_keeps_no_second_copy_of_its_notices_in_the_store()
    {
        await Grain.Post(Offer("offer"), Today);
        await Grain.Post(Ask("ask"), Today);
        await Grain.Say("ask", "offer", Riverside.Library.Id, yes: true, Riverside.Opening);

        Assert.Null(Assert.Single((await _engine.Activities.Load(_initiative, TestContext.Current.CancellationToken)).Fits).Sides);
    }

    private static PartnersNotice Offer(string id) => Ask(id) with { Kind = NoticeKind.Offer, Partner = Riverside.School.Id, Text = "Volunteers, two on Thursdays", By = Riverside.Chidi, ByName = "Chidi" };

    private static PartnersNotice Ask(string id) =>
        new(id, NoticeKind.Ask, Riverside.Library.Id, "Two volunteers on Thursdays", "", null, Riverside.Bruno, "Bruno", Riverside.Opening);
}
