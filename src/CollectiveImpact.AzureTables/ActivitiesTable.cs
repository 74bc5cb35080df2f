using Azure.Data.Tables;
using CollectiveImpact.Activities;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>What partners do, need and can give, and what fits: one partition an initiative.</summary>
internal sealed class ActivitiesTable(StorageAccount account) : IActivityStore
{
    private const string Kind = "Kind";
    private const string ActivityKind = "activity";
    private const string NoticeRow = "notice";
    private const string FitKind = "fit";

    private readonly TableClient _table = account.Activities;

    public async Task<(IReadOnlyList<SharedActivity> Activities, IReadOnlyList<PartnersNotice> Notices, IReadOnlyList<Fit> Fits)> Load(InitiativeId initiative, CancellationToken cancel)
    {
        var rows = (await _table.QueryAsync<TableEntity>(Keys.In(Keys.Initiative(initiative)), cancellationToken: cancel).ToListAsync(cancel)).ToLookup(r => r.TextOrNull(Kind));
        return (account.Rows.Read(_table, rows[ActivityKind], ReadActivity), account.Rows.Read(_table, rows[NoticeRow], ReadNotice), account.Rows.Read(_table, rows[FitKind], ReadFit));
    }

    public Task Save(InitiativeId initiative, SharedActivity activity, CancellationToken cancel) => Put(
        Row(initiative, Keys.Activity(activity.Id), ActivityKind)
            .Put("Id", activity.Id)
            .Put("Partner", activity.Partner)
            .Put("What", activity.What)
            .Put("Goals", activity.Goals)
            .Put("Place", activity.Place)
            .Put("CheckedAt", activity.CheckedAt)
            .Put("ForWhom", activity.ForWhom)
            .Put("HowMuch", activity.HowMuch)
            .Put("Until", activity.Until)
            .Put("ExcelsAt", activity.ExcelsAt)
            .Put("DependsOn", activity.DependsOn)
            .Put("Since", activity.Since),
        cancel);

    public Task Remove(InitiativeId initiative, SharedActivity activity, CancellationToken cancel) =>
        _table.DeleteEntityAsync(Keys.Initiative(initiative), Keys.Activity(activity.Id), cancellationToken: cancel);

    public Task Save(InitiativeId initiative, PartnersNotice notice, CancellationToken cancel) => Put(
        Row(initiative, Keys.Notice(notice.Id), NoticeRow)
            .Put("Id", notice.Id)
            .Put<NoticeKind>("Sort", notice.Kind)
            .Put("Partner", notice.Partner)
            .Put("Text", notice.Text)
            .Put("Place", notice.Place)
            .Put("Until", notice.Until)
            .Put("By", notice.By.ToString())
            .Put("ByName", notice.ByName)
            .Put("At", notice.At)
            .Put("Ended", notice.Ended),
        cancel);

    public Task Save(InitiativeId initiative, Fit fit, CancellationToken cancel)
    {
        var row = Row(initiative, Keys.Fit(fit.Ask, fit.Offer), FitKind)
            .Put("Ask", fit.Ask)
            .Put("Offer", fit.Offer)
            .Put("SuggestedAt", fit.SuggestedAt)
            .Put("ConnectedAt", fit.ConnectedAt)
            .Put("Outcome", fit.Outcome)
            .Put("Channel", fit.Channel);
        if (fit.Asker is { } asker)
        {
            row.Put("Asker", asker);
        }

        if (fit.Offerer is { } offerer)
        {
            row.Put("Offerer", offerer);
        }

        return Put(row, cancel);
    }

    private async Task Put(TableEntity row, CancellationToken cancel) => await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);

    private static TableEntity Row(InitiativeId initiative, string key, string kind) => new TableEntity(Keys.Initiative(initiative), key).Put(Kind, kind);

    private static SharedActivity ReadActivity(TableEntity row) => new(row.Text("Id"), row.Id<PartnerId>("Partner"), row.Text("What"), row.Or(r => r.List("Goals"), []), row.TextOrNull("Place") ?? "", row.Or(r => r.Moment("CheckedAt"), row.Written()))
    {
        ForWhom = row.TextOrNull("ForWhom") ?? "",
        HowMuch = row.TextOrNull("HowMuch") ?? "",
        Until = row.Or(r => r.DateOrNull("Until"), null),
        ExcelsAt = row.TextOrNull("ExcelsAt") ?? "",
        DependsOn = row.IdOrNull<PartnerId>("DependsOn"),
        Since = row.Or(r => r.MomentOrNull("Since"), null),
    };

    private static PartnersNotice ReadNotice(TableEntity row) => new(
        row.Text("Id"), row.Word<NoticeKind>("Sort"), row.Id<PartnerId>("Partner"), row.Text("Text"), row.TextOrNull("Place") ?? "", row.Or(r => r.DateOrNull("Until"), null), row.Person("By"), row.TextOrNull("ByName") ?? "", row.Or(r => r.Moment("At"), row.Written()))
    {
        Ended = row.MomentOrNull("Ended"),
    };

    private static bool? ReadAnswer(TableEntity row, string column) => row.TextOrNull(column) is null ? null : row.Yes(column);

    private static Fit ReadFit(TableEntity row) => new(row.Text("Ask"), row.Text("Offer"), row.Moment("SuggestedAt"))
    {
        Asker = ReadAnswer(row, "Asker"),
        Offerer = ReadAnswer(row, "Offerer"),
        ConnectedAt = row.MomentOrNull("ConnectedAt"),
        Outcome = row.TextOrNull("Outcome") ?? "",
        Channel = row.TextOrNull("Channel"),
    };
}
