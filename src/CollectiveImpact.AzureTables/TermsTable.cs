using System.Text.Json;
using Azure.Data.Tables;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>Glossaries, one partition each: every term as it is, each state that it had before, the words asked for in vain, and how many were found by month.</summary>
internal sealed class TermsTable(StorageAccount account) : ITermStore
{
    private const string Kind = "Kind";
    private const string TermKind = "term";
    private const string RevisionKind = "revision";
    private const string MissKind = "miss";
    private const string AskedKind = "asked";

    private readonly TableClient _table = account.Terms;

    public async Task<IReadOnlyList<Term>> Load(InitiativeId initiative, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Initiative(initiative)} and Kind eq {TermKind}");
        return await account.Rows.Read(_table, _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel), ReadTerm, cancel).ToListAsync(cancel);
    }

    public async Task SaveAll(InitiativeId initiative, IReadOnlyList<(Term Term, Term? Before)> terms, CancellationToken cancel)
    {
        try
        {
            await WriteAll(Keys.Initiative(initiative), terms, cancel);
        }
        catch (StaleStateException)
        {
            // Done before, and the answer was lost.
            foreach (var (term, _) in terms)
            {
                var row = RowOf(Keys.Initiative(initiative), Keys.Term(term.Slug), TermKind, term);
                var stored = await _table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancel);
                if (!stored.HasValue || !row.All(column => Equals(stored.Value![column.Key], column.Value)))
                {
                    throw;
                }
            }
        }
    }

    public async Task<IReadOnlyList<Term>> Revisions(InitiativeId initiative, string slug, CancellationToken cancel, int from = 0) =>
        await account.Rows.Read(_table, _table.QueryAsync<TableEntity>(Keys.Between(Keys.Initiative(initiative), Keys.TermRevision(slug, from), Keys.After(Keys.TermRevisions(slug))), cancellationToken: cancel), ReadTerm, cancel).ToListAsync(cancel);

    public async Task<IReadOnlyList<Miss>> Misses(InitiativeId initiative, CancellationToken cancel) =>
        await account.Rows.Read(_table, _table.QueryAsync<TableEntity>(Keys.In(Keys.Initiative(initiative), Keys.Misses), cancellationToken: cancel), r => new Miss(r.Text("Word"), r.Number("Times"), r.Moment("Last")) { NotUnderstood = r.Or(n => n.Yes("NotUnderstood"), false) }, cancel)
            .ToListAsync(cancel);

    public Task Save(InitiativeId initiative, string key, Miss miss, CancellationToken cancel) => _table.UpsertEntityAsync(
        new TableEntity(Keys.Initiative(initiative), Keys.Miss(key)).Put(Kind, MissKind).Put("Word", miss.Word).Put("Times", miss.Times).Put("Last", miss.Last).Put("NotUnderstood", miss.NotUnderstood),
        TableUpdateMode.Replace,
        cancel);

    public Task Forget(InitiativeId initiative, string key, CancellationToken cancel) =>
        _table.DeleteEntityAsync(Keys.Initiative(initiative), Keys.Miss(key), cancellationToken: cancel);

    public async Task<IReadOnlyList<AskedFor>> Asked(InitiativeId initiative, LocalDate since, CancellationToken cancel) =>
        await account.Rows.Read(_table, _table.QueryAsync<TableEntity>(Keys.Between(Keys.Initiative(initiative), Keys.Asked(since), Keys.After(Keys.AllAsked)), cancellationToken: cancel), ReadAsked, cancel)
            .ToListAsync(cancel);

    public async Task Count(InitiativeId initiative, AskedFor more, CancellationToken cancel)
    {
        var (partition, key) = (Keys.Initiative(initiative), Keys.Asked(more.Month));
        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancel);
        var before = (stored.HasValue ? Columns.Try(stored.Value!, ReadAsked) : null) ?? more with { Found = 0, Missed = 0 };
        await new Transaction(_table, partition)
            .Put(
                new TableEntity(partition, key).Put(Kind, AskedKind).Put("Month", more.Month).Put("Found", before.Found + more.Found).Put("Missed", before.Missed + more.Missed),
                stored.HasValue ? stored.Value!.ETag.ToString() : null)
            .Send(cancel);
    }

    private async Task WriteAll(string partition, IReadOnlyList<(Term Term, Term? Before)> terms, CancellationToken cancel)
    {
        var transaction = new Transaction(_table, partition);
        foreach (var (term, before) in terms)
        {
            if (transaction.IsHalfFull)
            {
                await transaction.Send(cancel);
                transaction = new Transaction(_table, partition);
            }

            await Add(transaction, partition, term, before, cancel);
        }

        if (terms.Count > 0)
        {
            await transaction.Send(cancel);
        }
    }

    private static AskedFor ReadAsked(TableEntity row) => new(row.Date("Month"), row.Number("Found"), row.Number("Missed"));

    private async Task Add(Transaction transaction, string partition, Term term, Term? before, CancellationToken cancel)
    {
        var row = RowOf(partition, Keys.Term(term.Slug), TermKind, term);
        if (before is null)
        {
            transaction.Insert(row);
            return;
        }

        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(partition, row.RowKey, cancellationToken: cancel);
        if (!stored.HasValue || stored.Value!.Or(r => r.Number("Version"), 0) != before.Version)
        {
            throw new StaleStateException();
        }

        transaction.Put(row, stored.Value!.ETag.ToString());
        if (term.Version != before.Version)
        {
            transaction.Insert(RowOf(partition, Keys.TermRevision(before.Slug, before.Version), RevisionKind, before));
        }
    }

    private static TableEntity RowOf(string partition, string key, string kind, Term term)
    {
        var row = new TableEntity(partition, key)
            .Put(Kind, kind)
            .Put("Slug", term.Slug)
            .Put("Version", term.Version)
            .Put("Edition", term.Edition)
            .Put("AgreedAt", term.AgreedAt);
        if (term.Decided.Count > 0)
        {
            row.PutLong("Decided", JsonSerializer.Serialize(term.Decided, JsonColumns.Readable.IReadOnlyListTermDecision));
        }

        if (term.InForce is { } wording)
        {
            row.PutLong("InForce", JsonSerializer.Serialize(wording, JsonColumns.Readable.Wording));
        }

        if (term.Proposal is { } proposal)
        {
            row.PutLong("Proposed", JsonSerializer.Serialize(proposal.Wording, JsonColumns.Readable.Wording))
                .Put("ProposedBy", proposal.By.ToString())
                .Put("ProposedByName", proposal.ByName)
                .Put("ProposedAt", proposal.At)
                .PutLong("Opinions", JsonSerializer.Serialize(proposal.Opinions, JsonColumns.Readable.IReadOnlyListOpinion));
        }

        return term.Retired is { } retired
            ? row.Put("RetiredAt", retired.At).Put("RetiredBecause", retired.Because).Put("ReplacedBy", retired.ReplacedBy)
            : row;
    }

    private static Term ReadTerm(TableEntity row) => new(row.Text("Slug"), row.Number("Version"))
    {
        Edition = row.Or(r => r.Number("Edition"), 0),
        AgreedAt = row.Or(r => r.MomentOrNull("AgreedAt"), null),
        InForce = row.LongOrNull("InForce") is { } wording ? ReadWording(wording) : null,
        Proposal = row.LongOrNull("Proposed") is { } proposed
            ? new Proposal(
                ReadWording(proposed),
                row.Or(r => r.Person("ProposedBy"), Columns.Nobody),
                row.TextOrNull("ProposedByName") ?? "",
                row.Or(r => r.Moment("ProposedAt"), row.Written()),
                row.Or(r => Whole.Of(JsonSerializer.Deserialize(r.LongOrNull("Opinions")!, JsonColumns.Readable.IReadOnlyListOpinion)!), []))
            : null,
        Decided = row.Or(r => r.LongOrNull("Decided") is { } decided ? Whole.Of(JsonSerializer.Deserialize(decided, JsonColumns.Readable.IReadOnlyListTermDecision)!) : [], []),
        Retired = row.TextOrNull("RetiredAt") is null ? null : new Retirement(row.TextOrNull("ReplacedBy"), row.TextOrNull("RetiredBecause") ?? "", row.Or(r => r.Moment("RetiredAt"), row.Written())),
    };

    private static Wording ReadWording(string json) => Whole.Of(JsonSerializer.Deserialize(json, JsonColumns.Readable.Wording)!);
}
