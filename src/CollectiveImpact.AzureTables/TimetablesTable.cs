using System.Globalization;
using Azure.Data.Tables;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;
using NodaTime;
using NodaTime.Text;

namespace CollectiveImpact.AzureTables;

/// <summary>Timetables, in the initiative's partition, with a version of their own: the clock writes them and not the backbone.</summary>
internal sealed class TimetablesTable(StorageAccount account) : ITimetableStore
{
    private readonly TableClient _table = account.Initiatives;

    public async Task<(Timetable Timetable, string Version)?> Load(InitiativeId initiative, CancellationToken cancel)
    {
        // Running rounds, schedules and the timetable are neighbours: one range.
        var range = Keys.Between(Keys.Initiative(initiative), Keys.RunningRounds, Keys.After(Keys.Timetable));
        var rows = await _table.QueryAsync<TableEntity>(range, cancellationToken: cancel).ToListAsync(cancel);
        if (rows.Find(r => r.RowKey == Keys.Timetable) is not { } row)
        {
            return null;
        }

        var timetable = new Timetable(
            Places.InOrder(account.Rows, _table, rows, Keys.Schedules, ReadSchedule),
            [.. row.Or(r => r.List("Pauses"), []).Select(p => Columns.Try(p, ReadPause)).OfType<Pause>()],
            Places.InOrder(account.Rows, _table, rows, Keys.RunningRounds, ReadRunningRound),
            row.Or(r => r.List("Closed"), []))
        {
            MorningsTo = row.Or(r => r.MomentOrNull("MorningsTo"), null),
            Digests = Places.InOrder(account.Rows, _table, rows, Keys.WaitingDigests, r => new WaitingDigest(ReadRunningRound(r), r.Moment("DigestAt"))),
        };
        return (timetable, row.ETag.ToString());
    }

    public async Task<string> Save(InitiativeId initiative, Timetable before, Timetable timetable, string? version, CancellationToken cancel)
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
            transaction.Put(RowOf(partition, timetable.Schedules[i]).Put(Places.Column, i));
        }

        for (var i = 0; i < timetable.Running.Count; i++)
        {
            transaction.Put(RowOf(partition, Keys.RunningRound(timetable.Running[i].Id), timetable.Running[i]).Put(Places.Column, i));
        }

        for (var i = 0; i < timetable.Digests.Count; i++)
        {
            var (round, at) = timetable.Digests[i];
            transaction.Put(RowOf(partition, Keys.WaitingDigest(round.Id), round).Put("DigestAt", at).Put(Places.Column, i));
        }

        foreach (var over in RowsOf(before).Except(RowsOf(timetable)))
        {
            transaction.Remove(over);
        }

        return await transaction.Send(cancel);
    }

    private static IEnumerable<string> RowsOf(Timetable timetable) =>
        timetable.Running.Select(r => Keys.RunningRound(r.Id))
            .Concat(timetable.Schedules.Select(s => Keys.Schedule(s.Schedule.Id)))
            .Concat(timetable.Digests.Select(d => Keys.WaitingDigest(d.Round.Id)));

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
        .Put("DigestAt", followed.Schedule.DigestAt)
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
            row.Date("StartsOn"))
        {
            DigestAt = row.Or(r => r.TimeOrNull("DigestAt"), null),
        },
        row.Date("Through"),
        Dates(row, "Skipped"));

    // A choice that can't be read would be none, and none asks everybody about everything.
    private static Scope ReadScope(TableEntity row) => new(row.List("Indicators"), row.Ids<PartnerId>("Partners"));

    private static int Within(int number, int most) => number >= 1 && number <= most ? number : throw new FormatException($"Not between 1 and {most}.");

    private static TableEntity RowOf(string partition, string key, RunningRound round) => new TableEntity(partition, key)
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
        row.Id<RoundId>("Id"),
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
}
