using Azure.Data.Tables;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>Glossaries, one partition each: every term as it is, and each state that it had before.</summary>
internal sealed class TermsTable(StorageAccount account) : ITermStore
{
    private const string Kind = "Kind";
    private const string TermKind = "term";
    private const string RevisionKind = "revision";

    private readonly TableClient _table = account.Terms;

    public async Task<IReadOnlyList<Term>> Load(string initiative, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Initiative(initiative)} and Kind eq {TermKind}");
        return await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel).Select(ReadTerm).ToListAsync(cancel);
    }

    public async Task Save(string initiative, Term term, Term? before, CancellationToken cancel)
    {
        var partition = Keys.Initiative(initiative);
        var row = RowOf(partition, Keys.Term(term.Slug), TermKind, term);
        if (before is null)
        {
            await new Transaction(_table, partition).Insert(row).Send(cancel);
            return;
        }

        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(partition, row.RowKey, cancellationToken: cancel);
        if (!stored.HasValue || ReadTerm(stored.Value!) is var now && (now.Version != before.Version || now.State != before.State))
        {
            throw new StaleStateException();
        }

        await new Transaction(_table, partition)
            .Put(row, stored.Value!.ETag.ToString())
            .Insert(RowOf(partition, Keys.TermRevision(before.Slug, before.Version, before.State), RevisionKind, before))
            .Send(cancel);
    }

    private static TableEntity RowOf(string partition, string key, string kind, Term term) => new TableEntity(partition, key)
        .Put(Kind, kind)
        .Put("Slug", term.Slug)
        .Put("Name", term.Name)
        .Put("Definition", term.Definition)
        .Put<TermState>("State", term.State)
        .Put("By", term.By.ToString())
        .Put("ByName", term.ByName)
        .Put("Version", term.Version)
        .Put("Agreed", term.Agreed);

    private static Term ReadTerm(TableEntity row) => new(
        row.Text("Slug"),
        row.Text("Name"),
        row.Text("Definition"),
        row.Word<TermState>("State"),
        row.Person("By"),
        row.Text("ByName"),
        row.Number("Version"),
        row.TextOrNull("Agreed"));
}
