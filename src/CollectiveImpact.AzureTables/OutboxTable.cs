using System.Globalization;
using Azure.Data.Tables;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// What became of deliveries, one partition for a mailing, and apart from them the plans of what is still to be sent: a row
/// for each mailing and kind, there as long as something waits. Plans are spread over a few partitions, since everyone's
/// Monday morning comes at the same minute.
/// </summary>
internal sealed class OutboxTable(StorageAccount account) : IOutboxStore
{
    // A column holds 32,000 characters; with the columns below a row stays under its megabyte.
    private const int MostColumns = 14;
    private const char Between = '\n';

    private readonly TableClient _table = account.Outbox;

    // Everyone's Monday morning comes at the same minute: the plans of many mailings go in one request.
    private readonly GroupCommit _plans = new(account.Outbox);

    public async Task<IReadOnlyList<Delivery>> Load(string mailing, CancellationToken cancel) => await account.Rows
        .Read(_table, _table.QueryAsync<TableEntity>(Keys.In(Keys.Mailing(mailing)), cancellationToken: cancel), ReadDelivery, cancel)
        .ToListAsync(cancel);

    public Task Save(IReadOnlyList<Delivery> deliveries, CancellationToken cancel) => Transaction.PutAll(_table, deliveries.Select(RowOf), cancel);

    public async Task<IReadOnlyList<Plan>> Plans(string mailing, CancellationToken cancel)
    {
        var rows = await _table.QueryAsync<TableEntity>(Keys.In(Keys.Plans(mailing), Keys.PlanPrefix(mailing)), cancellationToken: cancel).ToListAsync(cancel);
        return
        [
            .. rows.GroupBy(r => r.Text("Kind")).Select(parts =>
            {
                var first = parts.OrderBy(p => p.Number("Part")).First();
                return new Plan(
                    mailing,
                    parts.Key,
                    [.. parts.OrderBy(p => p.Number("Part")).SelectMany(Recipients)],
                    first.Moment("PlannedAt"),
                    first.Moment("Expires"),
                    first.ETag.ToString());
            }),
        ];
    }

    public async Task<string> Save(Plan plan, CancellationToken cancel)
    {
        // All parts together; the first one's version guards them.
        var partition = Keys.Plans(plan.Mailing);
        var transaction = new Transaction(_table, partition);
        var parts = Columns(plan.Recipients).Chunk(MostColumns).ToArray();
        for (var part = 0; part < parts.Length; part++)
        {
            var row = new TableEntity(partition, Keys.Plan(plan.Mailing, plan.Kind, part))
                .Put("Mailing", plan.Mailing)
                .Put("Kind", plan.Kind)
                .Put("Part", part)
                .Put("Parts", parts.Length)
                .Put("PlannedAt", plan.PlannedAt)
                .Put("Expires", plan.Expires);
            for (var column = 0; column < parts[part].Length; column++)
            {
                row.Put(Column(column), parts[part][column]);
            }

            if (part == 0)
            {
                transaction.Put(row, plan.Version);
            }
            else
            {
                transaction.Put(row);
            }
        }

        return await _plans.Send(transaction);
    }

    public async Task Remove(Plan plan, CancellationToken cancel)
    {
        var transaction = new Transaction(_table, Keys.Plans(plan.Mailing));
        for (var part = 0; part < Math.Max(1, Columns(plan.Recipients).Chunk(MostColumns).Count()); part++)
        {
            transaction.Remove(Keys.Plan(plan.Mailing, plan.Kind, part), part == 0 ? plan.Version : null);
        }

        await _plans.Send(transaction);
    }

    public async Task<IReadOnlyList<string>> Waiting(CancellationToken cancel) => await _table
        .QueryAsync<TableEntity>(Keys.InAll(Keys.AllPlans), select: ["Mailing"], cancellationToken: cancel)
        .Select(r => r.Text("Mailing"))
        .Distinct()
        .ToListAsync(cancel);

    private static IEnumerable<string> Columns(IReadOnlyList<string> recipients)
    {
        var column = new List<string>();
        var length = 0;
        foreach (var recipient in recipients)
        {
            if (length + recipient.Length + 1 > AzureTables.Columns.LongestText)
            {
                yield return string.Join(Between, column);
                column.Clear();
                length = 0;
            }

            column.Add(recipient);
            length += recipient.Length + 1;
        }

        yield return string.Join(Between, column);
    }

    private static IEnumerable<string> Recipients(TableEntity row) => Enumerable.Range(0, MostColumns)
        .Select(c => row.TextOrNull(Column(c)))
        .TakeWhile(c => c is not null)
        .SelectMany(c => c!.Split(Between, StringSplitOptions.RemoveEmptyEntries));

    private static string Column(int number) => string.Create(CultureInfo.InvariantCulture, $"Recipients{number}");

    private static TableEntity RowOf(Delivery delivery) => new TableEntity(Keys.Mailing(delivery.Mailing), Keys.Delivery(delivery.Recipient, delivery.Kind))
        .Put("Mailing", delivery.Mailing)
        .Put("Kind", delivery.Kind)
        .Put("Recipient", delivery.Recipient)
        .Put<DeliveryState>("State", delivery.State)
        .Put(delivery.Address)
        .Put("MessageId", delivery.MessageId)
        .Put("Reason", delivery.Reason)
        .Put<Obstacle>("Obstacle", delivery.Obstacle)
        .Put("Attempts", delivery.Attempts)
        .Put("At", delivery.At);

    private static Delivery ReadDelivery(TableEntity row) => new(
        row.Text("Mailing"),
        row.Text("Kind"),
        row.Text("Recipient"),
        // Nobody gets again what may have been sent, because it isn't known what became of it.
        row.Or(r => r.Word<DeliveryState>("State"), DeliveryState.Failed),
        row.AddressOrNull(),
        row.TextOrNull("MessageId"),
        row.TextOrNull("Reason"),
        row.Or(r => r.Number("Attempts"), 1),
        row.Or(r => r.Moment("At"), row.Written()))
    {
        Obstacle = row.Or(r => r.WordOrNull<Obstacle>("Obstacle"), null),
    };
}
