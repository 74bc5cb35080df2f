using System.Globalization;
using Azure.Data.Tables;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;
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
    private const int LastPlace = 1_000_000;

    private readonly TableClient _table = account.Initiatives;
    private readonly Rows _rows = account.Rows;

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
                // Without its settings there is no initiative, so that they are read whatever stands in them.
                settings.TextOrNull("Id") ?? initiative,
                settings.TextOrNull("Name") ?? "",
                settings.TextOrNull("Vision") ?? "",
                settings.TextOrNull("Problem") ?? "",
                settings.TextOrNull("TimeZone") ?? "",
                settings.TextOrNull("Language") ?? "",
                InOrder(rows, Keys.Goals, r => new Goal(r.Text("Id"), r.Text("Text"))),
                InOrder(rows, Keys.Partners, r => new Partner(r.Text("Id"), r.Text("Name")) { TimeZone = r.TextOrNull("TimeZone") }),
                InOrder(rows, Keys.Members, ReadMember),
                InOrder(rows, Keys.Channels, ReadChannel))
            {
                Languages = settings.Or(r => r.List("Languages"), []),
                PartnersToAgree = settings.Or(r => r.NumberOrNull("PartnersToAgree"), null) ?? 0,
                Ending = settings.Or(r => r.PersonOrNull("EndingBy") is { } by ? new Ending(by, r.Text("EndingByName"), r.Moment("EndingAt")) : null, null),
                Ended = ReadEnded(settings),
            }.With(new InitiativeChange { Groups = [.. _rows.Read(_table, rows.Where(r => r.RowKey.StartsWith(Keys.Groups, StringComparison.Ordinal)), ReadGroup).DistinctBy(g => g.Id)] }),
            settings.ETag.ToString());
    }

    public async Task<IReadOnlyList<string>> ListAll(CancellationToken cancel) =>
        _rows.Read(_table, await Read(Keys.In(Keys.AllInitiatives), cancel), r => r.Text("Id"));

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
                .Put<Obstacle>("Fault", channel.Fault?.Why)
                .Put("FaultSince", channel.Fault?.Since)
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
            // The code itself is for whom it was shown to.
            transaction.Put(new TableEntity(partition, Keys.Invite(Codes.KeyOf(invite.Code)))
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
        var partition = Keys.Initiative(initiative);
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, Keys.Invite(Codes.KeyOf(code)), cancellationToken: cancel);
        if (!found.HasValue)
        {
            // Earlier versions kept it as it was shown. What becomes of it is written under its hash, which is looked for first.
            found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, Keys.Invite(code), cancellationToken: cancel);
        }

        return found is { HasValue: true, Value: { } stored } ? _rows.Read(_table, stored, ReadInvite) : null;

        Invite ReadInvite(TableEntity row) => new(code, row.TextOrNull("Partner"), row.Moment("Expires"), row.PersonOrNull("UsedBy"))
        {
            Until = row.DateOrNull("Until"),
            ForObserver = row.Yes("ForObserver"),
            From = row.PersonOrNull("From"),
            Then = row.Or(r => r.WordOrNull<AfterHandOver>("Then"), null) ?? AfterHandOver.ReportsAsWell,
        };
    }

    async Task<IReadOnlyList<Indicator>> IIndicatorStore.Load(string initiative, CancellationToken cancel) =>
        InOrder(await Indicators(initiative, cancel), Keys.Indicators, ReadIndicator);

    async Task IIndicatorStore.Save(string initiative, Indicator indicator, CancellationToken cancel)
    {
        // A changed indicator stays where it is among the others; a new one comes last.
        var key = Keys.Indicator(indicator.Id);
        var rows = await Indicators(initiative, cancel);
        var known = rows.Find(r => r.RowKey == key);
        var partition = Keys.Initiative(initiative);
        await new Transaction(_table, partition)
            .Put(
                RowOf(partition, key, indicator).Put(Order, known is null ? rows.Select(r => PlaceOf(r) + 1).DefaultIfEmpty(0).Max() : PlaceOf(known)),
                known?.ETag.ToString())
            .Put(RowOf(partition, Keys.Definition(indicator.Id, indicator.Version), indicator))
            .Send(cancel);
    }

    async Task<IReadOnlyList<Indicator>> IIndicatorStore.Versions(string initiative, string indicator, CancellationToken cancel) =>
        _rows.Read(_table, await Read(Keys.In(Keys.Initiative(initiative), Keys.Definitions(indicator)), cancel), ReadIndicator);

    async Task<(Timetable Timetable, string Version)?> ITimetableStore.Load(string initiative, CancellationToken cancel)
    {
        // Running rounds, schedules and the timetable are neighbours: one range.
        var rows = await Read(Keys.Between(Keys.Initiative(initiative), Keys.RunningRounds, Keys.After(Keys.Timetable)), cancel);
        if (rows.Find(r => r.RowKey == Keys.Timetable) is not { } row)
        {
            return null;
        }

        var timetable = new Timetable(
            InOrder(rows, Keys.Schedules, ReadSchedule),
            [.. row.Or(r => r.List("Pauses"), []).Select(p => Columns.Try(p, ReadPause)).OfType<Pause>()],
            InOrder(rows, Keys.RunningRounds, ReadRunningRound),
            row.Or(r => r.List("Closed"), []))
        {
            MorningsTo = row.Or(r => r.MomentOrNull("MorningsTo"), null),
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

    private IReadOnlyList<T> InOrder<T>(IEnumerable<TableEntity> rows, string prefix, Func<TableEntity, T> read)
        where T : class => _rows.Read(_table, rows.Where(r => r.RowKey.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(PlaceOf), read);

    // What has no place that can be read comes last.
    private static int PlaceOf(TableEntity row) => row.Or(r => r.Number(Order), LastPlace);

    // Those behind one who goes move up, so that their order stays; as many of them as one transaction takes.
    private static IEnumerable<Member> Changed(Initiative before, Initiative after, InitiativeChange change) =>
        change.RemovedMember is { } removed && before.Member(removed) is not null
            ? change.Members.Where(m => m.Person != removed)
                .Concat(after.Members.Skip(Place(before.Members, m => m.Person == removed)).Take(MostMoved))
                .DistinctBy(m => m.Person)
            : change.Members.Where(m => m.Person != change.RemovedMember);

    private static int Place<T>(IReadOnlyList<T> list, Func<T, bool> isIt) => list.TakeWhile(x => !isIt(x)).Count();

    // A role that isn't known may do least; a time that is meant to be over and can't be read leaves the member out.
    private static HomeChannel ReadChannel(TableEntity row) => new(row.Address(), row.TextOrNull("Name") ?? "")
    {
        Group = row.TextOrNull("Group"),
        IsListed = row.Or(r => r.GetBoolean("Listed") ?? false, false),
        Fault = row.Or(r => r.WordOrNull<Obstacle>("Fault") is { } why ? new ChannelFault(why, r.Moment("FaultSince")) : null, null),
    };

    private static Member ReadMember(TableEntity row) => new(row.Person("Person"), row.TextOrNull("Name") ?? "", row.Or(r => r.Word<Role>("Role"), Role.Observer), row.TextOrNull("Partner"))
    {
        // A person of whom nothing is known has no culture.
        Contact = row.TextOrNull("Culture") is { } culture
            ? new Contact(row.AddressOrNull(), row.TextOrNull("TimeZone"), culture, row.TextOrNull("Unreachable"))
            : null,
        AwayUntil = row.Or(r => r.DateOrNull("AwayUntil"), null),
        Until = row.DateOrNull("Until"),
        Since = row.Or(r => r.MomentOrNull("Since"), null),
        Introduced = row.Or(r => r.NumberOrNull("Introduced"), null) ?? 0,
    };

    // That it has ended is believed whatever else can be read: nothing is asked in it any more.
    private static Ended? ReadEnded(TableEntity row) => row.TextOrNull("EndedBy") is null
        ? null
        : new Ended(
            row.Or(r => r.Person("EndedBy"), Columns.Nobody),
            row.TextOrNull("EndAskedBy") ?? "",
            row.TextOrNull("EndConfirmedBy") ?? "",
            row.Or(r => r.Moment("EndedAt"), row.Written()));

    private static WorkingGroup ReadGroup(TableEntity row) => new(row.Text("Id"), row.Text("Name"), row.TextOrNull("Purpose") ?? "", row.Or(r => r.List("Goals"), []), [.. row.Or(r => r.List("People"), []).Select(p => Columns.Try(p, PersonKey.Parse)).OfType<PersonKey>()])
    {
        Lead = row.Or(r => r.PersonOrNull("Lead"), null),
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

    // What is asked must be known; what is only shown with it, or checked, is left away, and is shown to nobody else where it isn't known to whom.
    private static Indicator ReadIndicator(TableEntity row) => new(
        row.Text("Id"),
        row.Text("Question"),
        row.TextOrNull("Unit") ?? "",
        row.Word<IndicatorKind>("Kind"),
        row.Or(r => r.Word<GoodDirection>("Direction"), GoodDirection.Up),
        row.Or(r => r.Word<RollUp>("RollUp"), RollUp.None),
        row.Or(r => r.DecimalOrNull("Target"), null),
        row.Or(r => r.List("Terms"), []),
        row.Number("Version"),
        row.Yes("Retired"))
    {
        Definition = row.TextOrNull("Definition") ?? "",
        Least = row.Or(r => r.DecimalOrNull("Least"), null),
        Most = row.Or(r => r.DecimalOrNull("Most"), null),
        ExpectedChange = row.Or(r => r.DecimalOrNull("ExpectedChange"), null),
        AtMost = row.TextOrNull("AtMost"),
        Breakdown = row.Or(ReadBreakdown, null),
        Formula = row.TextOrNull("Formula") ?? "",
        Every = row.Or(r => r.WordOrNull<Frequency>("Every"), null),
        Partners = row.Or(r => r.List("Partners"), []),
        Baseline = row.Or(r => r.DecimalOrNull("Baseline"), null),
        BaselineOn = row.Or(r => r.DateOrNull("BaselineOn"), null),
        TargetBy = row.Or(r => r.DateOrNull("TargetBy"), null),
        ByStep = row.Or(r => r.Yes("ByStep"), false),
        Sharing = row.Or(r => r.Word<Sharing>("Sharing"), Sharing.Backbone),
        PartnerSharing = row.Or(r => r.Word<Sharing>("PartnerSharing"), Sharing.Backbone),
        WhatChanged = row.TextOrNull("WhatChanged") ?? "",
        ComparesFrom = row.Or(r => r.Number("ComparesFrom"), 1),
    };

    private static Breakdown? ReadBreakdown(TableEntity row) => row.TextOrNull("Breakdown") is { } name
        ? new Breakdown(
            name,
            [.. row.List("Categories").Select(c => c.Split('=', 2)).Where(c => c.Length == 2).Select(c => new Category(c[0], c[1])).DistinctBy(c => c.Id)],
            row.Or(r => r.Word<Sharing>("BreakdownSharing"), Sharing.Backbone)) is { Categories.Count: > 0 } known ? known : null
        : null;

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
                Within(row.Number("Every"), Recurrence.MostWeeks),
                row.List("Days").Select(Columns.ReadWord<IsoDayOfWeek>).Where(d => d != IsoDayOfWeek.None).ToArray() is { Length: > 0 } days ? days : throw new FormatException("It comes on no day."),
                DayInMonth.Read(row.TextOrNull("InMonth") ?? "") ?? DayInMonth.First),
            row.Time("At"),
            row.TextOrNull("TimeZone") ?? "",
            Within(row.Number("ClosesAfterDays"), Schedule.LongestOpenDays),
            [.. row.Or(r => r.List("RemindDaysBefore"), []).Select(d => int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : 0).Where(d => d is > 0 and <= Schedule.LongestOpenDays)],
            ReadScope(row),
            row.Date("StartsOn")),
        row.Date("Through"),
        Dates(row, "Skipped"));

    // A choice that can't be read would be none, and none asks everybody about everything.
    private static Scope ReadScope(TableEntity row) => new(row.List("Indicators"), row.List("Partners"));

    private static int Within(int number, int most) => number >= 1 && number <= most ? number : throw new FormatException($"Not between 1 and {most}.");

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
        row.Or(r => r.Number("Number"), 1),
        row.Period("Period"),
        row.Date("Date"),
        row.Time("At"),
        row.Yes("AtOnce"),
        ReadScope(row),
        row.Moment("OpenedAt"),
        row.Moment("ClosesAt"),
        Dates(row, "Reminds"),
        row.Moment("FollowedTo"),
        row.Or(r => r.MomentOrNull("TellsAt"), null));

    // A pause as "2026-12-21 2027-01-01 Winter break".
    private static string WritePause(Pause pause) => $"{LocalDatePattern.Iso.Format(pause.First)} {LocalDatePattern.Iso.Format(pause.Last)} {pause.Name}";

    private static Pause ReadPause(string text) => new(Columns.ReadDate(text[..10]), Columns.ReadDate(text[11..21]), text[22..]);

    private static IReadOnlyList<string> Texts(IEnumerable<LocalDate> dates) => [.. dates.Select(LocalDatePattern.Iso.Format)];

    private static IReadOnlyList<LocalDate> Dates(TableEntity row, string column) => row.Or<IReadOnlyList<LocalDate>>(r => [.. r.List(column).Select(Columns.ReadDate)], []);

    private Task<List<TableEntity>> Indicators(string initiative, CancellationToken cancel) =>
        Read(Keys.In(Keys.Initiative(initiative), Keys.Indicators), cancel);

    private async Task<List<TableEntity>> Read(string filter, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel).ToListAsync(cancel);
}
