using CollectiveImpact.Audit;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Digests;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Messages;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class AuditTableTests(Azurite azurite)
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 25, 9, 0);

    private static Act Of(ActKind kind, string about, int minutes) =>
        new(kind, about, Awkward, new PersonKey("t", "p"), Awkward, At + Duration.FromMinutes(minutes)) { Note = Awkward, Before = Awkward };

    [Fact]
    public async Task Acts_come_back_newest_first_and_the_same_one_is_kept_once_as_it_was()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IAuditStore>();
        Act[] acts = [Of(ActKind.Opened, "2026-W48.check-in", 0), Of(ActKind.Closed, "2026-W48.check-in", 2), Of(ActKind.PersonRemoved, "a/#?:b", 1)];
        foreach (var act in acts)
        {
            await store.Keep(new("ab12cd"), act, Cancel);
            await store.Keep(new("ab12cd"), act with { Note = "written over" }, Cancel);
        }

        await store.Keep(new("ab12cd:x"), acts[0], Cancel);

        Assert.Equal([acts[1], acts[2], acts[0]], await store.Newest(new("ab12cd"), Cancel).ToListAsync(Cancel));
        Assert.Equal([acts[1], acts[2]], await store.Since(new("ab12cd"), At, Cancel).ToListAsync(Cancel));
        Assert.Equal([acts[1]], await store.Since(new("ab12cd"), acts[2].At, Cancel).ToListAsync(Cancel));
        Assert.Empty(await store.Since(new("ab12cd"), acts[1].At, Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_was_begun_first_is_found_until_it_is_done_and_stands_in_no_trail()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IAuditStore>();
        var (initiative, first, second) = (new InitiativeId("ab12cd"), Of(ActKind.Closed, "a/#?:b", 0), Of(ActKind.Closed, "a/#?:b", 1));

        Assert.Null(await store.Begin(initiative, first, Cancel));
        Assert.Equal(first, await store.Begin(initiative, second, Cancel));
        Assert.Null(await store.Begin(initiative, second with { Kind = ActKind.Reopened }, Cancel));
        Assert.Empty(await store.Newest(initiative, Cancel).ToListAsync(Cancel));

        await store.Done(initiative, second, Cancel);
        await store.Done(initiative, second, Cancel);
        Assert.Null(await store.Begin(initiative, second, Cancel));
    }

    [Fact]
    public async Task Messages_come_back_newest_first_and_one_that_was_sent_is_not_written_over()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IMessageStore>();
        var initiative = new InitiativeId("ab12cd");
        var first = new PartnersMessage(PartnersMessage.NewId(At), Awkward, Awkward, new Addressed(ToWhom.Group, "a:b"), [new PartnerId("a/b")], new PersonKey("t", "p"), Awkward, At);
        var second = first with { Id = PartnersMessage.NewId(At + Duration.FromMinutes(1)), To = null, Partners = [] };
        Assert.Null(await store.Find(initiative, first.Id, Cancel));
        await store.Save(initiative, first, null, Cancel);
        await store.Save(initiative, second, null, Cancel);

        var sent = first with { SentAt = At + Duration.FromHours(1), Recipients = [new PersonKey("t", "q"), new PersonKey("u", "r")] };
        await store.Save(initiative, sent, await store.Find(initiative, first.Id, Cancel), Cancel);
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(initiative, first with { Text = "x" }, first, Cancel));
        Assert.Equivalent(new[] { second, sent }, await store.Newest(initiative, Cancel).ToListAsync(Cancel), strict: true);
        Assert.Empty(await store.Newest(new("ab12ce"), Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_form_that_was_begun_comes_back_until_its_round_closes_or_its_person_leaves()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IUnsentFormStore>();
        var initiative = new InitiativeId("ab12cd");
        var (now, next) = (new RoundId("2026-W48.check-in"), new RoundId("2026-W49.check-in"));
        var (ana, anaToo) = (new PersonKey("t", "a"), new PersonKey("t", "a:2026"));
        var draft = new UnsentForm(ana, new PartnerId("a/b"), new Dictionary<string, string> { ["value:a/b"] = Awkward }, At);
        Assert.Null(await store.Find(initiative, now, ana, Cancel));

        await store.Save(initiative, now, draft with { Fields = new Dictionary<string, string> { ["x"] = "before" } }, Cancel);
        await store.Save(initiative, now, draft, Cancel);
        await store.Save(initiative, next, draft, Cancel);
        await store.Save(initiative, next, draft with { By = anaToo }, Cancel);
        Assert.Equivalent(draft, await store.Find(initiative, now, ana, Cancel), strict: true);

        await store.Forget(initiative, now, Cancel);
        Assert.Null(await store.Find(initiative, now, ana, Cancel));
        await store.Forget(initiative, ana, Cancel);
        Assert.Null(await store.Find(initiative, next, ana, Cancel));
        Assert.NotNull(await store.Find(initiative, next, anaToo, Cancel));
        await store.Forget(initiative, next, Cancel);
        await store.Forget(initiative, next, Cancel);
        Assert.Null(await store.Find(initiative, next, anaToo, Cancel));
    }

    [Fact]
    public async Task Words_for_a_digest_come_back_and_two_who_write_them_do_not_lose_each_others()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IDigestStore>();
        var initiative = new InitiativeId("ab12cd");
        var words = new DigestWords(new("2026-W48.check-in"))
        {
            Headline = Awkward,
            Introduction = Awkward,
            WithoutNumbers = ["a/b"],
            NumbersFirst = ["c/d"],
            LessonsFirst = [Awkward],
            WithoutLessons = [Awkward],
            Homes = ["19:x"],
            ByName = Awkward,
            At = At,
        };
        Assert.Null(await store.Load(initiative, words.Round, Cancel));
        await store.Save(initiative, words, null, Cancel);

        var loaded = await store.Load(initiative, words.Round, Cancel);
        Assert.Equivalent(words, loaded, strict: true);
        await store.Save(initiative, words with { TakenDown = new TakenDown(Awkward, At, Awkward) }, loaded, Cancel);
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(initiative, words with { At = At + Duration.FromHours(1) }, loaded, Cancel));
        Assert.Equal(new TakenDown(Awkward, At, Awkward), (await store.Load(initiative, words.Round, Cancel))!.TakenDown);

        // Those of some years, weeks over the turn of the year too; summaries have ids of another kind.
        foreach (var round in new[] { "2025-Q4.a", "2026-W53.a", "2026-11.a", "2027-01.a", "2028-Q1.a", "summary~2026-11" })
        {
            await store.Save(initiative, new DigestWords(new(round)), null, Cancel);
        }

        Assert.Equal(["2026-11.a", "2026-W48.check-in", "2026-W53.a", "2027-01.a"], (await store.Between(initiative, new(2027, 1, 1), new(2027, 12, 31), Cancel)).Select(w => w.Round.Value).Order(StringComparer.Ordinal));
    }
}
