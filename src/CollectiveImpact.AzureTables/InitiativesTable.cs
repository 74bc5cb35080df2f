using System.Globalization;
using Azure.Data.Tables;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using NodaTime;
using NodaTime.Text;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// The settings of every initiative, one partition each. Each change writes the row <c>initiative</c> too, so its version
/// guards all of them; the timetable has a version of its own, since the clock writes it and not the backbone.
/// </summary>
internal sealed class InitiativesTable(StorageAccount account) : IInitiativeStore, IIndicatorStore, ITimetableStore
{
    private const string Order = "Order";
    private const int MostMoved = 60;

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
                [.. InOrder(rows, Keys.Partners).Select(r => new Partner(r.Text("Id"), r.Text("Name")) { TimeZone = r.TextOrNull("TimeZone") })],
                [.. InOrder(rows, Keys.Members).Select(ReadMember)],
                [.. InOrder(rows, Keys.Channels).Select(r => new HomeChannel(r.Address(), r.Text("Name")) { Group = r.TextOrNull("Group"), IsListed = r.GetBoolean("Listed") ?? false })])
            {
                Languages = settings.LongOrNull("Languages") is null ? [] : settings.List("Languages"),
                PartnersToAgree = settings.NumberOrNull("PartnersToAgree") ?? 0,
                Ending = settings.PersonOrNull("EndingBy") is { } by ? new Ending(by, settings.Text("EndingByName"), settings.Moment("EndingAt")) : null,
                Ended = settings.PersonOrNull("EndedBy") is { } endedBy ? new Ended(endedBy, settings.Text("EndAskedBy"), settings.Text("EndConfirmedBy"), settings.Moment("EndedAt")) : null,
            }.With(new InitiativeChange { Groups = [.. rows.Where(r => r.RowKey.StartsWith(Keys.Groups, StringComparison.Ordinal)).Select(ReadGroup)] }),
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
                .Put("Language", after.Language)
                .Put("Languages", after.Languages)
                .Put("PartnersToAgree", after.PartnersToAgree)
                .Put("EndingBy", after.Ending?.By.ToString())
                .Put("EndingByName", after.Ending?.ByName)
                .Put("EndingAt", after.Ending?.At)
                .Put("EndedBy", after.Ended?.By.ToString())
                .Put("EndAskedBy", after.Ended?.AskedBy)
                .Put("EndConfirmedBy", after.Ended?.ConfirmedBy)
                .Put("EndedAt", after.Ended?.At),
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
                .Put("TimeZone", partner.TimeZone)
                .Put(Order, Place(after.Partners, p => p.Id == partner.Id)));
        }

        foreach (var member in version is null ? after.Members : Changed(before, after, change))
        {
            transaction.Put(new TableEntity(partition, Keys.Member(member.Person))
                .Put("Person", member.Person.ToString())
                .Put("Name", member.Name)
                .Put<Role>("Role", member.Role)
                .Put("Partner", member.PartnerId)
                .Put(member.Contact?.Address)
                .Put("TimeZone", member.Contact?.TimeZone)
                .Put("Culture", member.Contact?.Culture)
                .Put("Unreachable", member.Contact?.Unreachable)
                .Put("AwayUntil", member.AwayUntil)
                .Put("Until", member.Until)
                .Put("Since", member.Since)
                .Put("Introduced", member.Introduced)
                .Put(Order, Place(after.Members, m => m.Person == member.Person)));
        }

        foreach (var channel in (version is null ? after.Channels : change.Channels).Where(c => c.Address.ConversationId != change.RemovedChannel))
        {
            transaction.Put(new TableEntity(partition, Keys.Channel(channel.Address.ConversationId))
                .Put(channel.Address)
                .Put("Name", channel.Name)
                .Put("Group", channel.Group)
                .Put("Listed", channel.IsListed)
                .Put(Order, Place(after.Channels, c => c.Address.ConversationId == channel.Address.ConversationId)));
        }

        foreach (var group in (version is null ? after.Groups : change.Groups).Where(g => g.Id != change.RemovedGroup))
        {
            transaction.Put(new TableEntity(partition, Keys.Group(group.Id))
                .Put("Id", group.Id)
                .Put("Name", group.Name)
                .Put("Purpose", group.Purpose)
                .Put("Goals", group.Goals)
                .Put("People", (IReadOnlyList<string>)[.. group.People.Select(p => p.ToString())])
                .Put("Lead", group.Lead?.ToString()));
        }

        foreach (var invite in change.Invites)
        {
            transaction.Put(new TableEntity(partition, Keys.Invite(invite.Code))
                .Put("Code", invite.Code)
                .Put("Partner", invite.PartnerId)
                .Put("Expires", invite.Expires)
                .Put("UsedBy", invite.UsedBy?.ToString())
                .Put("Until", invite.Until)
                .Put("ForObserver", invite.ForObserver)
                .Put("From", invite.From?.ToString())
                .Put<AfterHandOver>("Then", invite.Then));
        }

        if (version is not null && before.Channels.Any(c => c.Address.ConversationId == change.RemovedChannel))
        {
            transaction.Remove(Keys.Channel(change.RemovedChannel!));
        }

        if (version is not null && change.RemovedGroup is { } ended && before.Group(ended) is not null)
        {
            transaction.Remove(Keys.Group(ended));
            foreach (var channel in before.Channels.Where(c => c.Group == ended && c.Address.ConversationId != change.RemovedChannel))
            {
                transaction.Remove(Keys.Channel(channel.Address.ConversationId));
            }
        }

        if (version is not null && change.RemovedMember is { } removed && before.Member(removed) is not null)
        {
            transaction.Remove(Keys.Member(removed));
        }

        return await transaction.Send(cancel);
    }

    public async Task<Invite?> FindInvite(string initiative, string code, CancellationToken cancel)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Keys.Initiative(initiative), Keys.Invite(code), cancellationToken: cancel);
        return found is { HasValue: true, Value: { } row }
            ? new Invite(row.Text("Code"), row.TextOrNull("Partner"), row.Moment("Expires"), row.PersonOrNull("UsedBy"))
            {
                Until = row.DateOrNull("Until"),
                ForObserver = row.Yes("ForObserver"),
                From = row.PersonOrNull("From"),
                Then = row.WordOrNull<AfterHandOver>("Then") ?? AfterHandOver.ReportsAsWell,
            }
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
        var partition = Keys.Initiative(initiative);
        await new Transaction(_table, partition)
            .Put(
                RowOf(partition, key, indicator).Put(Order, known?.Number(Order) ?? rows.Select(r => r.Number(Order) + 1).DefaultIfEmpty(0).Max()),
                known?.ETag.ToString())
            .Put(RowOf(partition, Keys.Definition(indicator.Id, indicator.Version), indicator))
            .Send(cancel);
    }

    async Task<IReadOnlyList<Indicator>> IIndicatorStore.Versions(string initiative, string indicator, CancellationToken cancel) =>
        [.. (await Read(Keys.In(Keys.Initiative(initiative), Keys.Definitions(indicator)), cancel)).Select(ReadIndicator)];

    async Task<(Timetable Timetable, string Version)?> ITimetableStore.Load(string initiative, CancellationToken cancel)
    {
        // Running rounds, schedules and the timetable are neighbours: one range.
        var rows = await Read(Keys.Between(Keys.Initiative(initiative), Keys.RunningRounds, Keys.After(Keys.Timetable)), cancel);
        if (rows.Find(r => r.RowKey == Keys.Timetable) is not { } row)
        {
            return null;
        }

        var timetable = new Timetable(
            [.. InOrder(rows, Keys.Schedules).Select(ReadSchedule)],
            [.. row.List("Pauses").Select(ReadPause)],
            [.. InOrder(rows, Keys.RunningRounds).Select(ReadRunningRound)],
            row.List("Closed"))
        {
            MorningsTo = row.MomentOrNull("MorningsTo"),
        };
        return (timetable, row.ETag.ToString());
    }

    async Task<string> ITimetableStore.Save(string initiative, Timetable before, Timetable timetable, string? version, CancellationToken cancel)
    {
        var partition = Keys.Initiative(initiative);
        var transaction = new Transaction(_table, partition).Put(
            new TableEntity(partition, Keys.Timetable)
                .Put("Pauses", (IReadOnlyList<string>)[.. timetable.Pauses.Select(WritePause)])
                .Put("Closed", timetable.Closed)
                .Put("MorningsTo", timetable.MorningsTo),
            version);
        for (var i = 0; i < timetable.Schedules.Count; i++)
        {
            transaction.Put(RowOf(partition, timetable.Schedules[i]).Put(Order, i));
        }

        for (var i = 0; i < timetable.Running.Count; i++)
        {
            transaction.Put(RowOf(partition, timetable.Running[i]).Put(Order, i));
        }

        foreach (var over in RowsOf(before).Except(RowsOf(timetable)))
        {
            transaction.Remove(over);
        }

        return await transaction.Send(cancel);
    }

    private static IEnumerable<TableEntity> InOrder(IEnumerable<TableEntity> rows, string prefix) =>
        rows.Where(r => r.RowKey.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(r => r.Number(Order));

    // Those behind one who goes move up, so that their order stays; as many of them as one transaction takes.
    private static IEnumerable<Member> Changed(Initiative before, Initiative after, InitiativeChange change) =>
        change.RemovedMember is { } removed && before.Member(removed) is not null
            ? change.Members.Where(m => m.Person != removed)
                .Concat(after.Members.Skip(Place(before.Members, m => m.Person == removed)).Take(MostMoved))
                .DistinctBy(m => m.Person)
            : change.Members.Where(m => m.Person != change.RemovedMember);

    private static int Place<T>(IReadOnlyList<T> list, Func<T, bool> isIt) => list.TakeWhile(x => !isIt(x)).Count();

    private static Member ReadMember(TableEntity row) => new(row.Person("Person"), row.Text("Name"), row.Word<Role>("Role"), row.TextOrNull("Partner"))
    {
        // A person of whom nothing is known has no culture.
        Contact = row.TextOrNull("Culture") is { } culture
            ? new Contact(row.AddressOrNull(), row.TextOrNull("TimeZone"), culture, row.TextOrNull("Unreachable"))
            : null,
        AwayUntil = row.DateOrNull("AwayUntil"),
        Until = row.DateOrNull("Until"),
        Since = row.MomentOrNull("Since"),
        Introduced = row.NumberOrNull("Introduced") ?? 0,
    };

    private static WorkingGroup ReadGroup(TableEntity row) => new(row.Text("Id"), row.Text("Name"), row.Text("Purpose"), row.List("Goals"), [.. row.List("People").Select(PersonKey.Parse)])
    {
        Lead = row.PersonOrNull("Lead"),
    };

    private static TableEntity RowOf(string partition, string key, Indicator indicator) => new TableEntity(partition, key)
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
        .Put("Definition", indicator.Definition)
        .Put("Least", indicator.Least)
        .Put("Most", indicator.Most)
        .Put("ExpectedChange", indicator.ExpectedChange)
        .Put("AtMost", indicator.AtMost)
        .Put("Breakdown", indicator.Breakdown?.Name)
        .Put("Categories", (IReadOnlyList<string>)[.. indicator.Breakdown?.Categories.Select(c => $"{c.Id}={c.Name}") ?? []])
        .Put("BreakdownSharing", indicator.Breakdown?.Sharing)
        .Put("Formula", indicator.Formula)
        .Put("Every", indicator.Every)
        .Put("Partners", indicator.Partners)
        .Put("Baseline", indicator.Baseline)
        .Put("BaselineOn", indicator.BaselineOn)
        .Put("TargetBy", indicator.TargetBy)
        .Put("ByStep", indicator.ByStep)
        .Put<Sharing>("Sharing", indicator.Sharing)
        .Put<Sharing>("PartnerSharing", indicator.PartnerSharing)
        .Put("WhatChanged", indicator.WhatChanged)
        .Put("ComparesFrom", indicator.ComparesFrom);

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
        row.Yes("Retired"))
    {
        Definition = row.Text("Definition"),
        Least = row.DecimalOrNull("Least"),
        Most = row.DecimalOrNull("Most"),
        ExpectedChange = row.DecimalOrNull("ExpectedChange"),
        AtMost = row.TextOrNull("AtMost"),
        Breakdown = row.TextOrNull("Breakdown") is { } name
            ? new Breakdown(name, [.. row.List("Categories").Select(c => c.Split('=', 2)).Select(c => new Category(c[0], c[1]))], row.Word<Sharing>("BreakdownSharing"))
            : null,
        Formula = row.Text("Formula"),
        Every = row.WordOrNull<Frequency>("Every"),
        Partners = row.List("Partners"),
        Baseline = row.DecimalOrNull("Baseline"),
        BaselineOn = row.DateOrNull("BaselineOn"),
        TargetBy = row.DateOrNull("TargetBy"),
        ByStep = row.Yes("ByStep"),
        Sharing = row.Word<Sharing>("Sharing"),
        PartnerSharing = row.Word<Sharing>("PartnerSharing"),
        WhatChanged = row.Text("WhatChanged"),
        ComparesFrom = row.Number("ComparesFrom"),
    };

    private static IEnumerable<string> RowsOf(Timetable timetable) =>
        timetable.Running.Select(r => Keys.RunningRound(r.Id)).Concat(timetable.Schedules.Select(s => Keys.Schedule(s.Schedule.Id)));

    private static TableEntity RowOf(string partition, FollowedSchedule followed) => new TableEntity(partition, Keys.Schedule(followed.Schedule.Id))
        .Put("Id", followed.Schedule.Id)
        .Put("Name", followed.Schedule.Name)
        .Put<Frequency>("Frequency", followed.Schedule.Recurs.Frequency)
        .Put("Every", followed.Schedule.Recurs.Every)
        .Put("Days", (IReadOnlyList<string>)[.. followed.Schedule.Recurs.Days.Select(d => d.ToString())])
        .Put("InMonth", followed.Schedule.Recurs.InMonth.ToString())
        .Put("At", followed.Schedule.At)
        .Put("TimeZone", followed.Schedule.TimeZone)
        .Put("ClosesAfterDays", followed.Schedule.ClosesAfterDays)
        .Put("RemindDaysBefore", (IReadOnlyList<string>)[.. followed.Schedule.RemindDaysBefore.Select(d => d.ToString(CultureInfo.InvariantCulture))])
        .Put("Indicators", followed.Schedule.Asks.Indicators)
        .Put("Partners", followed.Schedule.Asks.Partners)
        .Put("StartsOn", followed.Schedule.StartsOn)
        .Put("Through", followed.Through)
        .Put("Skipped", Texts(followed.Skipped));

    private static FollowedSchedule ReadSchedule(TableEntity row) => new(
        new Schedule(
            row.Text("Id"),
            row.Text("Name"),
            new Recurrence(
                row.Word<Frequency>("Frequency"),
                row.Number("Every"),
                [.. row.List("Days").Select(Enum.Parse<IsoDayOfWeek>)],
                DayInMonth.Read(row.Text("InMonth")) ?? DayInMonth.First),
            row.Time("At"),
            row.Text("TimeZone"),
            row.Number("ClosesAfterDays"),
            [.. row.List("RemindDaysBefore").Select(d => int.Parse(d, CultureInfo.InvariantCulture))],
            new Scope(row.List("Indicators"), row.List("Partners")),
            row.Date("StartsOn")),
        row.Date("Through"),
        Dates(row, "Skipped"));

    private static TableEntity RowOf(string partition, RunningRound round) => new TableEntity(partition, Keys.RunningRound(round.Id))
        .Put("Id", round.Id)
        .Put("Schedule", round.Schedule)
        .Put("Name", round.Name)
        .Put("Number", round.Number)
        .Put("Period", round.Period.Id)
        .Put("Date", round.Date)
        .Put("At", round.At)
        .Put("AtOnce", round.AtOnce)
        .Put("Indicators", round.Asks.Indicators)
        .Put("Partners", round.Asks.Partners)
        .Put("OpenedAt", round.OpenedAt)
        .Put("ClosesAt", round.ClosesAt)
        .Put("Reminds", Texts(round.Reminds))
        .Put("FollowedTo", round.FollowedTo)
        .Put("TellsAt", round.TellsAt);

    private static RunningRound ReadRunningRound(TableEntity row) => new(
        row.Text("Id"),
        row.Text("Schedule"),
        row.Text("Name"),
        row.Number("Number"),
        new CollectiveImpact.Initiatives.Period(row.Text("Period")),
        row.Date("Date"),
        row.Time("At"),
        row.Yes("AtOnce"),
        new Scope(row.List("Indicators"), row.List("Partners")),
        row.Moment("OpenedAt"),
        row.Moment("ClosesAt"),
        Dates(row, "Reminds"),
        row.Moment("FollowedTo"),
        row.MomentOrNull("TellsAt"));

    // A pause as "2026-12-21 2027-01-01 Winter break".
    private static string WritePause(Pause pause) => $"{LocalDatePattern.Iso.Format(pause.First)} {LocalDatePattern.Iso.Format(pause.Last)} {pause.Name}";

    private static Pause ReadPause(string text) => new(Date(text[..10]), Date(text[11..21]), text[22..]);

    private static IReadOnlyList<string> Texts(IEnumerable<LocalDate> dates) => [.. dates.Select(LocalDatePattern.Iso.Format)];

    private static IReadOnlyList<LocalDate> Dates(TableEntity row, string column) => [.. row.List(column).Select(Date)];

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private Task<List<TableEntity>> Indicators(string initiative, CancellationToken cancel) =>
        Read(Keys.In(Keys.Initiative(initiative), Keys.Indicators), cancel);

    private async Task<List<TableEntity>> Read(string filter, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel).ToListAsync(cancel);
}
