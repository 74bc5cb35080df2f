using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class TermsTableTests(Azurite azurite)
{
    private static readonly Term Proposed = new("attendance", "Attendance", Awkward + new string('ü', 1000), TermState.Proposed, Ana, Awkward, 1, null);

    [Fact]
    public async Task Terms_come_back_whole_and_their_revisions_are_not_terms()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITermStore>();
        var other = new Term("出席", "出席", "…", TermState.Agreed, Ben, "", 12, Awkward);
        await store.Save("ab12cd", Proposed, null, Cancel);
        await store.Save("ab12cd", other, null, Cancel);
        var agreed = Proposed with { State = TermState.Agreed };
        await store.Save("ab12cd", agreed, Proposed, Cancel);
        var again = agreed with { State = TermState.Proposed, Definition = "new", Version = 2, Agreed = agreed.Definition };
        await store.Save("ab12cd", again, agreed, Cancel);

        Assert.Equal([again, other], await store.Load("ab12cd", Cancel));
        Assert.Empty(await store.Load("ab12c", Cancel));
    }

    [Fact]
    public async Task Every_state_before_is_kept_the_proposal_and_the_agreement_too()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITermStore>();
        var agreed = Proposed with { State = TermState.Agreed };
        await store.Save("ab12cd", Proposed, null, Cancel);
        await store.Save("ab12cd", agreed, Proposed, Cancel);
        await store.Save("ab12cd", agreed with { State = TermState.Proposed, Version = 2, Agreed = agreed.Definition }, agreed, Cancel);

        var table = storage.The<StorageAccount>().Terms;
        var keys = await table.QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: Cancel).Select(r => r.RowKey).ToListAsync(Cancel);

        Assert.Equal(["term:attendance", "term:attendance:rev:0001:Agreed", "term:attendance:rev:0001:Proposed"], keys);
    }

    [Fact]
    public async Task Who_decides_on_a_version_that_has_changed_meanwhile_is_refused()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<ITermStore>();
        await store.Save("ab12cd", Proposed, null, Cancel);
        var agreed = Proposed with { State = TermState.Agreed };
        await store.Save("ab12cd", agreed, Proposed, Cancel);

        await Assert.ThrowsAsync<StaleStateException>(() => store.Save("ab12cd", Proposed with { State = TermState.Retired, Version = 2 }, Proposed, Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save("ab12cd", Proposed, null, Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save("ab12cd", Proposed with { Slug = "x" }, Proposed with { Slug = "x" }, Cancel));

        Assert.Equal([agreed], await store.Load("ab12cd", Cancel));
    }
}
