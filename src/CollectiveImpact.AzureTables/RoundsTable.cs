using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using NodaTime;
using NodaTime.Text;
using Period = CollectiveImpact.Time.Period;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// Rounds, one partition each: the round, each partner's entry, and every state that an entry has had. Each write names the
/// round's version, so that two writers never both succeed.
/// </summary>
internal sealed class RoundsTable(StorageAccount account) : IRoundStore
{
    private const string Kind = "Kind";
    private const string RoundKind = "round";
    private const string EntryKind = "entry";
    private const string RevisionKind = "revision";

    // A filter has at most 15 comparisons (learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities).
    private const int MostKeysAsked = 14;

    private readonly TableClient _table = account.Rounds;

    public async Task<LoadedRound?> Load(InitiativeId initiative, RoundId round, CancellationToken cancel)
    {
        var partition = Keys.Round(initiative, round);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and Kind ne {RevisionKind}");
        var rows = await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel).ToListAsync(cancel);
        return rows.Find(r => r.RowKey == Keys.TheRound) is { } row
            && account.Rows.Read(_table, row, ReadRound) is { } known
            && account.Rows.Read(_table, rows.Where(r => r != row), ReadEntry) is var entries
            ? new LoadedRound(known, [.. entries.Where(e => !e.IsWithdrawn)], row.ETag.ToString()) { Withdrawn = [.. entries.Where(e => e.IsWithdrawn)] }
            : null;
    }

    public Task<string> Save(Round round, string? version, CancellationToken cancel)
    {
        var row = RowOf(round);
        return new Transaction(_table, row.PartitionKey).Put(row, version).Send(cancel);
    }

    public Task<string> Save(Round round, Entry entry, string version, CancellationToken cancel)
    {
        var row = RowOf(round);
        return new Transaction(_table, row.PartitionKey)
            .Put(row, version)
            .Put(RowOf(row.PartitionKey, Keys.Entry(entry.Partner), EntryKind, entry))
            .Insert(RevisionOf(row.PartitionKey, entry))
            .Send(cancel);
    }

    public async Task<IReadOnlyList<Entry>> Revisions(InitiativeId initiative, RoundId round, PartnerId partner, CancellationToken cancel)
    {
        var filter = Keys.In(Keys.Round(initiative, round), Keys.Revisions(partner));
        return await account.Rows.Read(_table, _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel), ReadEntry, cancel).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<(Entry Entry, Entry? Before)>> RevisedAt(InitiativeId initiative, RoundId round, Instant at, CancellationToken cancel)
    {
        var partition = Keys.Round(initiative, round);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and Kind eq {RevisionKind} and At eq {InstantPattern.ExtendedIso.Format(at)}");
        var revised = await account.Rows.Read(_table, _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel), ReadEntry, cancel).ToListAsync(cancel);
        var before = new Dictionary<(PartnerId, int), Entry>();
        foreach (var some in revised.Where(e => e.Revision > 1).Chunk(MostKeysAsked))
        {
            var keys = string.Join(" or ", some.Select(e => TableClient.CreateQueryFilter($"RowKey eq {Keys.Revision(e.Partner, e.Revision - 1)}")));
            var rows = _table.QueryAsync<TableEntity>($"{TableClient.CreateQueryFilter($"PartitionKey eq {partition}")} and ({keys})", cancellationToken: cancel);
            await foreach (var entry in account.Rows.Read(_table, rows, ReadEntry, cancel))
            {
                before[(entry.Partner, entry.Revision)] = entry;
            }
        }

        return [.. revised.Select(e => (e, before.GetValueOrDefault((e.Partner, e.Revision - 1))))];
    }

    public IAsyncEnumerable<Round> Rounds(InitiativeId initiative, CancellationToken cancel) => account.Rows.Read(
        _table,
        _table.QueryAsync<TableEntity>($"{Keys.InAll(Keys.Rounds(initiative))} and {TableClient.CreateQueryFilter($"RowKey eq {Keys.TheRound}")}", cancellationToken: cancel),
        ReadRound,
        cancel);

    public async Task<IReadOnlyList<(Round Round, Entry? Entry)>> OfPartner(InitiativeId initiative, PartnerId partner, Period first, Period last, CancellationToken cancel)
    {
        // Ids of periods of one frequency sort by time, and a round's id begins with its period's.
        var (from, to, entryKey) = (Keys.Round(initiative, new(first.Id)), Keys.After(Keys.Round(initiative, new(last.Id))), Keys.Entry(partner));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to} and (RowKey eq {Keys.TheRound} or RowKey eq {entryKey})");
        var rows = await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel).ToListAsync(cancel);
        return
        [
            .. rows.GroupBy(r => r.PartitionKey)
                .Select(p => (
                    Round: p.FirstOrDefault(r => r.RowKey == Keys.TheRound) is { } row ? account.Rows.Read(_table, row, ReadRound) : null,
                    Entry: p.FirstOrDefault(r => r.RowKey != Keys.TheRound) is { } row2 ? account.Rows.Read(_table, row2, ReadEntry) : null))
                .Where(r => r.Round is not null)
                .Select(r => (r.Round!, r.Entry is { IsWithdrawn: false } ? r.Entry : null)),
        ];
    }

    public async IAsyncEnumerable<RoundHistory> All(InitiativeId initiative, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Partition by partition, and in each the round's own row comes last: a round at a time is in memory.
        var (partition, entries, revisions) = ("", new List<TableEntity>(), new List<TableEntity>());
        await foreach (var row in _table.QueryAsync<TableEntity>(Keys.InAll(Keys.Rounds(initiative)), cancellationToken: cancel))
        {
            if (row.PartitionKey != partition)
            {
                // What an import left that broke off has no round: it isn't there.
                (partition, entries, revisions) = (row.PartitionKey, [], []);
            }

            if (row.RowKey == Keys.TheRound)
            {
                if (account.Rows.Read(_table, row, ReadRound) is { } round)
                {
                    yield return new RoundHistory(round, [.. account.Rows.Read(_table, entries, ReadEntry).Where(e => !e.IsWithdrawn)], account.Rows.Read(_table, revisions, ReadEntry));
                }
            }
            else
            {
                (row.TextOrNull(Kind) == RevisionKind ? revisions : entries).Add(row);
            }
        }
    }

    public Task Import(Round round, IReadOnlyList<Entry> entries, CancellationToken cancel)
    {
        // The round comes last: an import that breaks off leaves no half round to be seen, and the next one completes it.
        var row = RowOf(round);
        var rows = entries
            .SelectMany(e => new[] { RowOf(row.PartitionKey, Keys.Entry(e.Partner), EntryKind, e), RevisionOf(row.PartitionKey, e) })
            .Append(row);
        return Transaction.PutAll(_table, rows, cancel);
    }

    private static TableEntity RowOf(Round round) => new TableEntity(Keys.Round(round.Initiative, round.Id), Keys.TheRound)
        .Put(Kind, RoundKind)
        .Put("Initiative", round.Initiative)
        .Put("Id", round.Id)
        .Put("Name", round.Name)
        .Put("Number", round.Number)
        .Put("Period", round.Period.Id)
        .Put("Date", round.Date)
        .Put("At", round.At)
        .Put("OpenedAt", round.OpenedAt)
        .Put("ClosesAt", round.ClosesAt)
        .Put("ClosedAt", round.ClosedAt)
        .Put("Indicators", round.Indicators)
        .Put("Partners", round.Partners)
        .Put("Only", round.Only)
        .Put("Before", round.Before)
        .Put("Versions", round.Versions.ToDictionary(v => v.Key, v => v.Value.ToString(CultureInfo.InvariantCulture)))
        .Put("OnlyFor", round.OnlyFor.ToDictionary(o => o.Key, o => string.Join(',', o.Value.Select(p => Uri.EscapeDataString(p)))))
        .Put("SignedOffBy", round.SignedOff?.ByName)
        .Put("SignedOffAt", round.SignedOff?.At)
        .Put("ReopenedBy", round.Reopened?.ByName)
        .Put("ReopenedAt", round.Reopened?.At)
        .Put("ReopenedFrom", round.Reopened?.ClosedAt)
        .Put("ReopenedSignedOffBy", round.Reopened?.SignedOff?.ByName)
        .Put("ReopenedSignedOffAt", round.Reopened?.SignedOff?.At)
        .Put("Line", round.Line?.Text)
        .Put("LineBy", round.Line?.ByName)
        .PutLong("Queries", round.Queries.Count == 0 ? "" : JsonSerializer.Serialize([.. round.Queries.Select(StoredQuery.Of)], JsonColumns.Readable.IReadOnlyListStoredQuery));

    private static Round ReadRound(TableEntity row) => new(
        row.Id<InitiativeId>("Initiative"),
        row.Id<RoundId>("Id"),
        row.TextOrNull("Name") ?? "",
        row.Or(r => r.Number("Number"), 1),
        row.Period("Period"),
        row.Date("Date"),
        row.Or(r => r.TimeOrNull("At"), null),
        row.Moment("OpenedAt"),
        row.Moment("ClosesAt"),
        row.MomentOrNull("ClosedAt"),
        row.List("Indicators"),
        row.Ids<PartnerId>("Partners"),
        row.Ids<PartnerId>("Only"),
        row.IdOrNull<RoundId>("Before"))
    {
        Versions = row.Map("Versions", ReadVersion),
        OnlyFor = row.Map("OnlyFor").ToDictionary(o => o.Key, o => (IReadOnlyList<PartnerId>)[.. o.Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => new PartnerId(Uri.UnescapeDataString(p)))]),
        SignedOff = ReadSignOff(row, ""),
        Queries = row.Or(r => r.LongOrNull("Queries") is { Length: > 0 } json ? [.. JsonSerializer.Deserialize(json, JsonColumns.Readable.IReadOnlyListStoredQuery)!.Select(q => q.Read())] : Array.Empty<ValueQuery>(), []),
        Line = row.TextOrNull("Line") is { } line ? new NudgeLine(line, row.TextOrNull("LineBy") ?? "") : null,
        Reopened = row.TextOrNull("ReopenedAt") is null ? null : new Reopening(
            row.TextOrNull("ReopenedBy") ?? "", row.Or(r => r.Moment("ReopenedAt"), row.Written()), row.Or(r => r.Moment("ReopenedFrom"), row.Written()), ReadSignOff(row, "Reopened")),
    };

    private static SignOff? ReadSignOff(TableEntity row, string before) => row.TextOrNull(before + "SignedOffAt") is null
        ? null
        : new SignOff(row.TextOrNull(before + "SignedOffBy") ?? "", row.Or(r => r.Moment(before + "SignedOffAt"), row.Written()));

    private static int ReadVersion(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static TableEntity RevisionOf(string partition, Entry entry) =>
        RowOf(partition, Keys.Revision(entry.Partner, entry.Revision), RevisionKind, entry);

    private static TableEntity RowOf(string partition, string key, string kind, Entry entry) => new TableEntity(partition, key)
        .Put(Kind, kind)
        .Put("Partner", entry.Partner)
        .Put("Revision", entry.Revision)
        .Put("By", entry.By.ToString())
        .Put("ByName", entry.ByName)
        .Put("At", entry.At)
        .Put("Values", entry.Values.ToDictionary(v => v.Key, v => v.Value.ToStored()))
        .Put("Status", entry.Status)
        .Put(entry.Learning)
        .Put("Commitment", entry.Commitment)
        .Put("KeptText", entry.Kept?.Text)
        .Put("KeptOutcome", entry.Kept?.Outcome)
        .Put("KeptWhy", entry.Kept?.Why)
        .Put("SkippedBecause", entry.SkippedBecause)
        .Put("Versions", entry.Versions.ToDictionary(v => v.Key, v => v.Value.ToString(CultureInfo.InvariantCulture)))
        .Put("Notes", entry.Notes)
        .Put("CorrectedBecause", entry.CorrectedBecause)
        .Put("AfterSignOff", entry.AfterSignOff)
        .Put("Withdrawn", entry.IsWithdrawn);

    private static Entry ReadEntry(TableEntity row) => new(
        row.Id<PartnerId>("Partner"),
        row.Number("Revision"),
        row.Or(r => r.Person("By"), Columns.Nobody),
        row.TextOrNull("ByName") ?? "",
        row.Or(r => r.Moment("At"), row.Written()),
        row.Map("Values", ReportedValue.FromStored),
        row.Or(r => r.WordOrNull<Status>("Status"), null),
        row.Learning(),
        row.TextOrNull("SkippedBecause"))
    {
        Versions = row.Map("Versions", ReadVersion),
        Notes = row.Or(r => r.Map("Notes"), new Dictionary<string, string>()),
        CorrectedBecause = row.TextOrNull("CorrectedBecause"),
        AfterSignOff = row.Or(r => r.Yes("AfterSignOff"), false),
        IsWithdrawn = row.Or(r => r.Yes("Withdrawn"), false),
        Commitment = row.TextOrNull("Commitment") ?? "",
        Kept = row.Or(r => r.WordOrNull<CommitmentOutcome>("KeptOutcome") is { } outcome ? new Kept(r.Text("KeptText"), outcome, r.TextOrNull("KeptWhy") ?? "") : null, null),
    };
}

/// <summary>A question about a value as a row holds it: ids and the value as their texts.</summary>
internal sealed record StoredQuery(int Number, string Partner, string Indicator, string Value, string Text, string By, string ByName, Instant At, ValueKept? Kept)
{
    public static StoredQuery Of(ValueQuery query) =>
        new(query.Number, query.Partner, query.Indicator, query.Value.ToStored(), query.Text, query.By.ToString(), query.ByName, query.At, query.Kept);

    public ValueQuery Read() =>
        new(Number, new(Partner), Indicator, ReportedValue.FromStored(Value), Text, PersonKey.Parse(By), ByName, At) { Kept = Kept };
}
