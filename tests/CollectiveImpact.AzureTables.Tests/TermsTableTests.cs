using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class TermsTableTests(Azurite azurite)
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 23, 12, 0);

    // As long as every limit allows, in as many languages as can be.
    private static readonly Wording Longest = new(new string('"', Wording.LongestName), Text(Wording.LongestDefinition))
    {
        Not = Text(Wording.LongestText),
        Examples = Text(Wording.LongestText),
        Synonyms = [.. Enumerable.Range(0, Wording.MostSynonyms).Select(i => $"{i}{new string('\\', Wording.LongestName - 2)}")],
        Source = Text(Wording.LongestSource),
        Owner = Awkward,
        Related = ["a", "出席"],
        Translations = new[] { "pt", "fr", "uk", "ar", "zh" }.ToDictionary(l => l, l => new Translation(
            Awkward, Text(Wording.LongestDefinition), Text(Wording.LongestText), Text(Wording.LongestText), [.. Enumerable.Range(0, Wording.MostSynonyms).Select(_ => Text(Wording.LongestName))])),
    };

    private static readonly Term Proposed = new("attendance", 1)
    {
        Proposal = new Proposal(new Wording("Attendance", Awkward + new string('ü', 1000)), Ana, Awkward, Noon, [new Opinion(Ben, Awkward, new("library"), Agrees: true, ""), new Opinion(Ana, "", null, Agrees: false, Awkward)]),
    };

    [Fact]
    public async Task Terms_come_back_whole_and_their_revisions_are_not_terms()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITermStore>();
        var other = new Term("出席", 12) { InForce = Longest, Edition = 3, AgreedAt = Noon, Proposal = Proposed.Proposal! with { Wording = Longest }, Retired = new Retirement("attendance", Awkward, Noon) };
        await store.SaveAll(new("ab12cd"), [(Proposed, null)], Cancel);
        await store.SaveAll(new("ab12cd"), [(other, null)], Cancel);
        var agreed = Proposed.Agreed(Noon);
        await store.SaveAll(new("ab12cd"), [(agreed, Proposed)], Cancel);

        var loaded = await store.Load(new("ab12cd"), Cancel);

        Assert.Equivalent(new[] { agreed, other }, loaded, strict: true);
        Assert.True(Longest.SaysTheSameAs(loaded[1].InForce!));
        Assert.Empty(await store.Load(new("ab12c"), Cancel));
    }

    [Fact]
    public async Task Every_state_before_is_kept_and_an_opinion_makes_none()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITermStore>();
        await store.SaveAll(new("ab12cd"), [(Proposed, null)], Cancel);
        var heard = Proposed with { Proposal = Proposed.Proposal!.With(new Opinion(Ben, "Ben", new("school"), Agrees: true, "")) };
        await store.SaveAll(new("ab12cd"), [(heard, Proposed)], Cancel);
        var agreed = heard.Agreed(Noon);
        await store.SaveAll(new("ab12cd"), [(agreed, heard)], Cancel);

        var before = Assert.Single(await store.Revisions(new("ab12cd"), "attendance", Cancel));

        Assert.Equivalent(heard, before, strict: true);
        Assert.Empty(await store.Revisions(new("ab12cd"), "attend", Cancel));
        Assert.Single(await store.Revisions(new("ab12cd"), "attendance", Cancel, from: before.Version));
        Assert.Empty(await store.Revisions(new("ab12cd"), "attendance", Cancel, from: before.Version + 1));
    }

    [Fact]
    public async Task Who_decides_on_a_version_that_has_changed_meanwhile_is_refused()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITermStore>();
        await store.SaveAll(new("ab12cd"), [(Proposed, null)], Cancel);
        var agreed = Proposed.Agreed(Noon);
        await store.SaveAll(new("ab12cd"), [(agreed, Proposed)], Cancel);

        await Assert.ThrowsAsync<StaleStateException>(() => store.SaveAll(new("ab12cd"), [(Proposed with { Version = 2 }, Proposed)], Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.SaveAll(new("ab12cd"), [(Proposed, null)], Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.SaveAll(new("ab12cd"), [(Proposed with { Slug = "x" }, Proposed with { Slug = "x" })], Cancel));

        Assert.Equivalent(agreed, Assert.Single(await store.Load(new("ab12cd"), Cancel)), strict: true);
    }

    [Fact]
    public async Task Many_terms_are_written_in_few_transactions_the_longest_too()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITermStore>();
        var many = Enumerable.Range(0, 45).Select(i => (new Term($"term-{i}", 1) { InForce = Longest, Edition = 1, AgreedAt = Noon }, (Term?)null)).ToArray();

        await store.SaveAll(new("ab12cd"), many, Cancel);
        await store.SaveAll(new("ab12cd"), [.. many.Select(m => (m.Item1 with { Version = 2 }, (Term?)m.Item1))], Cancel);

        Assert.Equal(45, (await store.Load(new("ab12cd"), Cancel)).Count(t => t.Version == 2));
    }

    [Fact]
    public async Task Words_asked_for_in_vain_are_kept_until_they_are_forgotten()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITermStore>();
        await store.Save(new("ab12cd"), Awkward, new Miss(Awkward, 1, Noon), Cancel);
        await store.Save(new("ab12cd"), Awkward, new Miss(Awkward, 2, Noon), Cancel);
        await store.Save(new("ab12cd"), "bus", new Miss("Bus", 1, Noon), Cancel);
        await store.Forget(new("ab12cd"), "bus", Cancel);
        await store.Forget(new("ab12cd"), "never there", Cancel);

        Assert.Equal([new Miss(Awkward, 2, Noon)], await store.Misses(new("ab12cd"), Cancel));
        Assert.Empty(await store.Load(new("ab12cd"), Cancel));
    }

    [Fact]
    public async Task How_often_words_were_found_is_added_up_by_month()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITermStore>();
        var (august, december, january) = (new LocalDate(2026, 8, 1), new LocalDate(2026, 12, 1), new LocalDate(2027, 1, 1));
        foreach (var more in new[] { new AskedFor(august, 7, 0), new AskedFor(december, 2, 1), new AskedFor(december, 3, 0), new AskedFor(january, 0, 4) })
        {
            await store.Count(new("ab12cd"), more, Cancel);
        }

        Assert.Equal([new AskedFor(december, 5, 1), new AskedFor(january, 0, 4)], await store.Asked(new("ab12cd"), december, Cancel));
        Assert.Equal(3, (await store.Asked(new("ab12cd"), august, Cancel)).Count);
        Assert.Empty(await store.Load(new("ab12cd"), Cancel));
        Assert.Empty(await store.Misses(new("ab12cd"), Cancel));
    }

    [Fact]
    public async Task What_was_decided_stays_with_the_term_and_a_row_from_before_has_none()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITermStore>();
        var agreed = Proposed.Agreed(Noon) with { Decided = [new TermDecision(1, true, Noon - Duration.FromDays(3), Noon, Ana), new TermDecision(3, false, Noon, Noon, null)] };
        await store.SaveAll(new("ab12cd"), [(agreed, null)], Cancel);
        Assert.Equivalent(agreed, Assert.Single(await store.Load(new("ab12cd"), Cancel)), strict: true);

        await store.SaveAll(new("ab12cd"), [(Proposed with { Slug = "old" }, null)], Cancel);
        Assert.Empty((await store.Load(new("ab12cd"), Cancel)).Single(t => t.Slug == "old").Decided);
    }

    private static string Text(int length) => string.Concat(Enumerable.Repeat(Awkward, (length / Awkward.Length) + 1))[..(length - 1)].TrimEnd('\ud83d') + "x";
}
