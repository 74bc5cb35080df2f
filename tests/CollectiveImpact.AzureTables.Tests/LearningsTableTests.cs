using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class LearningsTableTests(Azurite azurite)
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 25, 9, 0);

    private static PastLearning Of(int week, string partner, string text = "Outdoors") => new(
        new($"2026-W{week:00}.check-in"),
        new Period($"2026-W{week:00}"),
        new LocalDate(2026, 1, 1).PlusWeeks(week),
        new(partner),
        text.Length == 0 ? Learning.None : new Learning([new Lesson(LessonKind.Worked, text, Sharing.Backbone, Attribution.Nobody), new Lesson(LessonKind.Needed, Awkward, null, Attribution.Named)], Sharing.Steering) { By = Awkward },
        7);

    [Fact]
    public async Task What_was_learned_comes_back_newest_first_and_what_was_taken_back_is_gone()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ILearningStore>();
        foreach (var week in new[] { 9, 12, 10, 11 })
        {
            await store.Write(new("ab12cd"), [Of(week, "food-bank"), Of(week, "a/#?:b", Awkward)], Cancel);
        }

        await store.Write(new("ab12cd"), [Of(10, "food-bank", ""), Of(11, "never-there", ""), Of(12, "food-bank", "Indoors")], Cancel);
        await store.Write(new("ab12cd:x"), [Of(50, "other")], Cancel);

        var newest = await store.Newest(new("ab12cd"), upTo: null, Cancel).ToListAsync(Cancel);

        Assert.Equal(
            [Of(12, "a/#?:b", Awkward), Of(12, "food-bank", "Indoors"), Of(11, "a/#?:b", Awkward), Of(11, "food-bank"), Of(10, "a/#?:b", Awkward), Of(9, "a/#?:b", Awkward), Of(9, "food-bank")],
            newest);
        Assert.Equal(newest[2..], await store.Newest(new("ab12cd"), newest[2].Date, Cancel).ToListAsync(Cancel));
        Assert.Equal(newest[2..], await store.Newest(new("ab12cd"), newest[2].Date.PlusDays(3), Cancel).ToListAsync(Cancel));
        Assert.Empty(await store.Newest(new("ab12cd"), newest[^1].Date.PlusDays(-1), Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Commitments_come_back_newest_first_the_open_ones_however_old_and_are_settled_once()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ICommitmentStore>();
        Commitment[] said = [.. Enumerable.Range(0, 5).Select(n => new Commitment($"c{n}", Awkward, Awkward, At + Duration.FromHours(n), null, "", null))];
        foreach (var commitment in said)
        {
            await store.Save(new("ab12cd"), commitment, null, Cancel);
        }

        var settled = said[3].Settled(CommitmentOutcome.Changed, Awkward, At + Duration.FromDays(9));
        await store.Save(new("ab12cd"), settled, said[3], Cancel);

        Assert.Equal([said[4], settled, said[2], said[1], said[0]], await store.InSight(new("ab12cd"), 1, Cancel));
        Assert.Equal([said[4], said[2], said[1], said[0]], await store.InSight(new("ab12cd"), 0, Cancel));
        Assert.Empty(await store.InSight(new("other"), 3, Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(new("ab12cd"), said[3].Settled(CommitmentOutcome.Done, "", At), said[3], Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(new("ab12cd"), said[2], null, Cancel));
    }
}
