using Azure.Data.Tables;
using CollectiveImpact.Activities;

namespace CollectiveImpact.AzureTables;

/// <summary>What partners do, need and can give, and what fits: one partition an initiative.</summary>
internal sealed class ActivitiesTable(StorageAccount account) : IActivityStore
{
    private const string Kind = "Kind";
    private const string ActivityKind = "activity";
    private const string NoticeRow = "notice";
    private const string FitKind = "fit";

    private readonly TableClient _table = account.Activities;

    public async Task<(IReadOnlyList<SharedActivity> Activities, IReadOnlyList<PartnersNotice> Notices, IReadOnlyList<Fit> Fits)> Load(string initiative, CancellationToken cancel)
    {
        var rows = (await _table.QueryAsync<TableEntity>(Keys.In(Keys.Initiative(initiative)), cancellationToken: cancel).ToListAsync(cancel)).ToLookup(r => r.Text(Kind));
        return ([.. rows[ActivityKind].Select(ReadActivity)], [.. rows[NoticeRow].Select(ReadNotice)], [.. rows[FitKind].Select(ReadFit)]);
    }

    public Task Save(string initiative, SharedActivity activity, CancellationToken cancel) => Put(
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

    public Task Remove(string initiative, SharedActivity activity, CancellationToken cancel) =>
        _table.DeleteEntityAsync(Keys.Initiative(initiative), Keys.Activity(activity.Id), cancellationToken: cancel);

    public Task Save(string initiative, PartnersNotice notice, CancellationToken cancel) => Put(
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

    public Task Save(string initiative, Fit fit, CancellationToken cancel)
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

    private static TableEntity Row(string initiative, string key, string kind) => new TableEntity(Keys.Initiative(initiative), key).Put(Kind, kind);

    private static SharedActivity ReadActivity(TableEntity row) => new(row.Text("Id"), row.Text("Partner"), row.Text("What"), row.List("Goals"), row.Text("Place"), row.Moment("CheckedAt"))
    {
        ForWhom = row.Text("ForWhom"),
        HowMuch = row.Text("HowMuch"),
        Until = row.DateOrNull("Until"),
        ExcelsAt = row.Text("ExcelsAt"),
        DependsOn = row.TextOrNull("DependsOn"),
        Since = row.MomentOrNull("Since"),
    };

    private static PartnersNotice ReadNotice(TableEntity row) => new(
        row.Text("Id"), row.Word<NoticeKind>("Sort"), row.Text("Partner"), row.Text("Text"), row.Text("Place"), row.DateOrNull("Until"), row.Person("By"), row.Text("ByName"), row.Moment("At"))
    {
        Ended = row.MomentOrNull("Ended"),
    };

    private static Fit ReadFit(TableEntity row) => new(row.Text("Ask"), row.Text("Offer"), row.Moment("SuggestedAt"))
    {
        Asker = row.GetBoolean("Asker"),
        Offerer = row.GetBoolean("Offerer"),
        ConnectedAt = row.MomentOrNull("ConnectedAt"),
        Outcome = row.Text("Outcome"),
        Channel = row.TextOrNull("Channel"),
    };
}
