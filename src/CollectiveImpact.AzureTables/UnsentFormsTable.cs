using Azure.Data.Tables;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>Forms that people have begun, one partition an initiative, a row for each person and round.</summary>
internal sealed class UnsentFormsTable(StorageAccount account) : IUnsentFormStore, IMemberTraces
{
    private readonly TableClient _table = account.Initiatives;

    public async Task<UnsentForm?> Find(InitiativeId initiative, RoundId round, PersonKey person, CancellationToken cancel)
    {
        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(Keys.Unsent(initiative), Keys.UnsentForm(person, round), cancellationToken: cancel);
        return stored.HasValue ? account.Rows.Read(_table, stored.Value!, Read) : null;
    }

    // A person has one form of a round before them: what they typed last is what they typed.
    public Task Save(InitiativeId initiative, RoundId round, UnsentForm form, CancellationToken cancel) => _table.UpsertEntityAsync(
        new TableEntity(Keys.Unsent(initiative), Keys.UnsentForm(form.By, round))
            .Put("Round", round)
            .Put("By", form.By.ToString())
            .Put("Partner", form.Partner)
            .Put("Fields", form.Fields)
            .Put("At", form.At),
        TableUpdateMode.Replace,
        cancel);

    public Task Forget(InitiativeId initiative, RoundId round, CancellationToken cancel) =>
        Delete(initiative, $"{Keys.In(Keys.Unsent(initiative))} and {TableClient.CreateQueryFilter($"Round eq {round.Value}")}", cancel);

    public Task Forget(InitiativeId initiative, PersonKey person, CancellationToken cancel) =>
        Delete(initiative, Keys.In(Keys.Unsent(initiative), Keys.Unsent(person)), cancel);

    private async Task Delete(InitiativeId initiative, string which, CancellationToken cancel)
    {
        await foreach (var row in _table.QueryAsync<TableEntity>(which, select: ["PartitionKey", "RowKey"], cancellationToken: cancel))
        {
            await _table.DeleteEntityAsync(Keys.Unsent(initiative), row.RowKey, cancellationToken: cancel);
        }
    }

    private static UnsentForm Read(TableEntity row) => new(
        row.Person("By"),
        new(row.Text("Partner")),
        row.Map("Fields"),
        row.Moment("At"));
}
