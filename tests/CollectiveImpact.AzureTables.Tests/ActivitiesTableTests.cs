using CollectiveImpact.Activities;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class ActivitiesTableTests(Azurite azurite)
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 23, 12, 0);

    [Fact]
    public async Task Activities_notices_and_fits_come_back_whole_and_are_no_other_initiatives()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IActivityStore>();
        var activity = new SharedActivity("a", new(Awkward), Awkward, [Awkward, "goal-2"], Awkward, Noon) { ForWhom = Awkward, HowMuch = Awkward, Until = new LocalDate(2027, 3, 31), ExcelsAt = Awkward, DependsOn = new("school"), Since = Noon };
        var plain = new SharedActivity("b", new("library"), "Reading", [], "", Noon);
        var ask = new PartnersNotice("c", NoticeKind.Ask, new("library"), Awkward, Awkward, new LocalDate(2027, 3, 31), Ana, Awkward, Noon) { Ended = Noon };
        var offer = new PartnersNotice("d", NoticeKind.Offer, new("school"), "A van", "", null, Ben, "", Noon);
        var fit = new Fit("c", "d", Noon) { Asker = false, Offerer = true, ConnectedAt = Noon, Outcome = Awkward, Channel = Awkward };
        var open = new Fit("c", "e", Noon);
        await store.Save(new("ab12cd"), activity, Cancel);
        await store.Save(new("ab12cd"), plain, Cancel);
        await store.Save(new("ab12cd"), ask, Cancel);
        await store.Save(new("ab12cd"), offer, Cancel);
        await store.Save(new("ab12cd"), fit, Cancel);
        await store.Save(new("ab12cd"), open, Cancel);
        await store.Save(new("other"), plain with { Id = "z" }, Cancel);

        var (activities, notices, fits) = await store.Load(new("ab12cd"), Cancel);

        Assert.Equivalent(new[] { activity, plain }, activities, strict: true);
        Assert.Equal([ask, offer], notices);
        Assert.Equal([fit, open], fits);
    }

    [Fact]
    public async Task An_activity_is_replaced_and_taken_away_and_taking_it_away_again_is_nothing()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IActivityStore>();
        var activity = new SharedActivity("a", new("library"), "Reading", [], "", Noon);
        await store.Save(new("ab12cd"), activity, Cancel);
        await store.Save(new("ab12cd"), activity with { What = "Reading club" }, Cancel);
        Assert.Equal("Reading club", Assert.Single((await store.Load(new("ab12cd"), Cancel)).Activities).What);

        await store.Remove(new("ab12cd"), activity, Cancel);
        await store.Remove(new("ab12cd"), activity, Cancel);

        Assert.Empty((await store.Load(new("ab12cd"), Cancel)).Activities);
    }
}
