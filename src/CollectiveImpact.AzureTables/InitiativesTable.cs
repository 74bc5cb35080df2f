using Azure.Data.Tables;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using NodaTime;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// The settings of every initiative, one partition each. Each change writes the row <c>initiative</c> too, so its version
/// guards all of them; the timetable has a version of its own, since the clock writes it and not the backbone.
/// </summary>
internal sealed class InitiativesTable(StorageAccount account) : IInitiativeStore, IIndicatorStore, ITimetableStore
{
    private const string Order = "Order";

    private readonly TableClient _table = account.Initiatives;

    async Task<LoadedInitiative?> IInitiativeStore.Load(string initiative, CancellationToken cancel)
    {
        // The timetable's rows come last and stay out; indicators and invites are passed over.
        var rows = await Read(Keys.Between(Keys.Initiative(initiative), "", Keys.RunningRounds), cancel);
        if (rows.Find(r => r.RowKey == Keys.Settings) is not { } settings)
        {
            return null;
        }

        return new LoadedInitiative(
            new Initiative(
                settings.Text("Id"),
                settings.Text("Name"),
                settings.Text("Vision"),
                settings.Text("Problem"),
                settings.Text("TimeZone"),
                settings.Text("Language"),
                [.. InOrder(rows, Keys.Goals).Select(r => new Goal(r.Text("Id"), r.Text("Text")))],
                [.. InOrder(rows, Keys.Partners).Select(r => new Partner(r.Text("Id"), r.Text("Name")))],
                [.. InOrder(rows, Keys.Members).Select(r => new Member(r.Person("Person"), r.Text("Name"), r.Word<Role>("Role"), r.TextOrNull("Partner")))],
                [.. InOrder(rows, Keys.Channels).Select(r => new HomeChannel(r.Address(), r.Text("Name")))]),
            settings.ETag.ToString());
    }

    public async Task<IReadOnlyList<string>> ListAll(CancellationToken cancel) =>
        [.. (await Read(Keys.In(Keys.AllInitiatives), cancel)).Select(r => r.Text("Id"))];

    public async Task<string> Save(Initiative before, InitiativeChange change, string? version, CancellationToken cancel)
    {
        if (version is null)
        {
            // Listed first: a name without an initiative does no harm, an initiative that nobody wakes does.
            await _table.UpsertEntityAsync(
                new TableEntity(Keys.AllInitiatives, Keys.Initiative(before.Id)).Put("Id", before.Id), TableUpdateMode.Replace, cancel);
        }

        // The first time, all of it is new; later, only the change is.
        var partition = Keys.Initiative(before.Id);
        var after = before.With(change);
        var transaction = new Transaction(_table, partition).Put(
            new TableEntity(partition, Keys.Settings)
                .Put("Id", before.Id)
                .Put("Name", after.Name)
                .Put("Vision", after.Vision)
                .Put("Problem", after.Problem)
                .Put("TimeZone", after.TimeZone)
                .Put("Language", after.Language),
            version);
        foreach (var goal in version is null ? after.Goals : change.Goals)
        {
            transaction.Put(new TableEntity(partition, Keys.Goal(goal.Id))
                .Put("Id", goal.Id)
                .Put("Text", goal.Text)
                .Put(Order, Place(after.Goals, g => g.Id == goal.Id)));
        }

        foreach (var partner in version is null ? after.Partners : change.Partners)
        {
            transaction.Put(new TableEntity(partition, Keys.Partner(partner.Id))
                .Put("Id", partner.Id)
                .Put("Name", partner.Name)
                .Put(Order, Place(after.Partners, p => p.Id == partner.Id)));
        }

        foreach (var member in version is null ? after.Members : change.Members)
        {
            transaction.Put(new TableEntity(partition, Keys.Member(member.Person))
                .Put("Person", member.Person.ToString())
                .Put("Name", member.Name)
                .Put<Role>("Role", member.Role)
                .Put("Partner", member.PartnerId)
                .Put(Order, Place(after.Members, m => m.Person == member.Person)));
        }

        foreach (var channel in (version is null ? after.Channels : change.Channels).Where(c => c.Address.ConversationId != change.RemovedChannel))
        {
            transaction.Put(new TableEntity(partition, Keys.Channel(channel.Address.ConversationId))
                .Put(channel.Address)
                .Put("Name", channel.Name)
                .Put(Order, Place(after.Channels, c => c.Address.ConversationId == channel.Address.ConversationId)));
        }

        foreach (var invite in change.Invites)
        {
            transaction.Put(new TableEntity(partition, Keys.Invite(invite.Code))
                .Put("Code", invite.Code)
                .Put("Partner", invite.PartnerId)
                .Put("Expires", invite.Expires)
                .Put("UsedBy", invite.UsedBy?.ToString()));
        }

        if (version is not null && before.Channels.Any(c => c.Address.ConversationId == change.RemovedChannel))
        {
            transaction.Remove(Keys.Channel(change.RemovedChannel!));
        }

        return await transaction.Send(cancel);
    }

    public async Task<Invite?> FindInvite(string initiative, string code, CancellationToken cancel)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Keys.Initiative(initiative), Keys.Invite(code), cancellationToken: cancel);
        return found is { HasValue: true, Value: { } row }
            ? new Invite(row.Text("Code"), row.TextOrNull("Partner"), row.Moment("Expires"), row.PersonOrNull("UsedBy"))
            : null;
    }

    async Task<IReadOnlyList<Indicator>> IIndicatorStore.Load(string initiative, CancellationToken cancel) =>
        [.. InOrder(await Indicators(initiative, cancel), Keys.Indicators).Select(ReadIndicator)];

    async Task IIndicatorStore.Save(string initiative, Indicator indicator, CancellationToken cancel)
    {
        // A changed indicator stays where it is among the others; a new one comes last.
        var key = Keys.Indicator(indicator.Id);
        var rows = await Indicators(initiative, cancel);
        var known = rows.Find(r => r.RowKey == key);
        var row = new TableEntity(Keys.Initiative(initiative), key)
            .Put("Id", indicator.Id)
            .Put("Question", indicator.Question)
            .Put("Unit", indicator.Unit)
            .Put<IndicatorKind>("Kind", indicator.Kind)
            .Put<GoodDirection>("Direction", indicator.Direction)
            .Put<RollUp>("RollUp", indicator.RollUp)
            .Put("Target", indicator.Target)
            .Put("Terms", indicator.Terms)
            .Put("Version", indicator.Version)
            .Put("Retired", indicator.Retired)
            .Put(Order, known?.Number(Order) ?? rows.Select(r => r.Number(Order) + 1).DefaultIfEmpty(0).Max());
        await new Transaction(_table, row.PartitionKey).Put(row, known?.ETag.ToString()).Send(cancel);
    }

    async Task<(Timetable Timetable, string Version)?> ITimetableStore.Load(string initiative, CancellationToken cancel)
    {
        // Running rounds and the schedule are neighbours: one range.
        var rows = await Read(Keys.Between(Keys.Initiative(initiative), Keys.RunningRounds, Keys.After(Keys.Timetable)), cancel);
        if (rows.Find(r => r.RowKey == Keys.Timetable) is not { } row)
        {
            return null;
        }

        var timetable = new Timetable(
            ReadSchedule(row),
            row.Moment("FollowedTo"),
            [.. InOrder(rows, Keys.RunningRounds).Select(r => new RunningRound(
                r.Text("Id"), new CollectiveImpact.Initiatives.Period(r.Text("Period")), r.Moment("OpenedAt"), r.Moment("ClosesAt"), r.MomentOrNull("RemindAt")))],
            row.TextOrNull("LastClosed"));
        return (timetable, row.ETag.ToString());
    }

    async Task<string> ITimetableStore.Save(string initiative, Timetable timetable, string? version, CancellationToken cancel)
    {
        var partition = Keys.Initiative(initiative);
        var transaction = new Transaction(_table, partition).Put(
            new TableEntity(partition, Keys.Timetable)
                .Put("FollowedTo", timetable.FollowedTo)
                .Put("LastClosed", timetable.LastClosed)
                .Put("Frequency", timetable.Schedule?.Frequency)
                .Put("Day", timetable.Schedule?.Day)
                .Put("At", timetable.Schedule?.At)
                .Put("TimeZone", timetable.Schedule?.TimeZone)
                .Put("ClosesAfterDays", timetable.Schedule?.ClosesAfterDays)
                .Put("RemindDaysBefore", timetable.Schedule?.RemindDaysBefore)
                .Put("StartsOn", timetable.Schedule?.StartsOn),
            version);
        for (var i = 0; i < timetable.Running.Count; i++)
        {
            var round = timetable.Running[i];
            transaction.Put(new TableEntity(partition, Keys.RunningRound(round.Id))
                .Put("Id", round.Id)
                .Put("Period", round.Period.Id)
                .Put("OpenedAt", round.OpenedAt)
                .Put("ClosesAt", round.ClosesAt)
                .Put("RemindAt", round.RemindAt)
                .Put(Order, i));
        }

        var running = timetable.Running.Select(r => Keys.RunningRound(r.Id)).ToHashSet();
        foreach (var over in (await Read(Keys.In(partition, Keys.RunningRounds), cancel)).Where(r => !running.Contains(r.RowKey)))
        {
            transaction.Remove(over.RowKey);
        }

        return await transaction.Send(cancel);
    }

    private static IEnumerable<TableEntity> InOrder(IEnumerable<TableEntity> rows, string prefix) =>
        rows.Where(r => r.RowKey.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(r => r.Number(Order));

    private static int Place<T>(IReadOnlyList<T> list, Func<T, bool> isIt) => list.TakeWhile(x => !isIt(x)).Count();

    private static Indicator ReadIndicator(TableEntity row) => new(
        row.Text("Id"),
        row.Text("Question"),
        row.Text("Unit"),
        row.Word<IndicatorKind>("Kind"),
        row.Word<GoodDirection>("Direction"),
        row.Word<RollUp>("RollUp"),
        row.DecimalOrNull("Target"),
        row.List("Terms"),
        row.Number("Version"),
        row.Yes("Retired"));

    private static Schedule? ReadSchedule(TableEntity row) => row.WordOrNull<Frequency>("Frequency") is { } frequency
        ? new Schedule(
            frequency,
            row.Word<IsoDayOfWeek>("Day"),
            row.Time("At"),
            row.Text("TimeZone"),
            row.Number("ClosesAfterDays"),
            row.NumberOrNull("RemindDaysBefore"),
            row.Date("StartsOn"))
        : null;

    private Task<List<TableEntity>> Indicators(string initiative, CancellationToken cancel) =>
        Read(Keys.In(Keys.Initiative(initiative), Keys.Indicators), cancel);

    private async Task<List<TableEntity>> Read(string filter, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel).ToListAsync(cancel);
}
