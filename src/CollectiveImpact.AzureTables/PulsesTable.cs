using System.Globalization;
using Azure.Data.Tables;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pulse;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// Pulses, one partition an initiative: a row for each pulse, with its sums while it is open and what may be shown once it has closed;
/// and while it is open, a row for each person who took part. No row holds a person and an answer, and no row says when somebody answered.
/// </summary>
internal sealed class PulsesTable(StorageAccount account) : IPulseStore
{
    private const string TalliesColumn = "Tallies";
    private const string ReportColumn = "Report";
    private const string All = "All";

    private readonly TableClient _table = account.Pulses;

    public async Task<LoadedPulses> Load(InitiativeId initiative, CancellationToken cancel)
    {
        var partition = Keys.Initiative(initiative);
        var rows = await _table.QueryAsync<TableEntity>(Keys.In(partition, Keys.Pulses), cancellationToken: cancel).ToListAsync(cancel);
        var surveys = account.Rows.Read(_table, rows, ReadSurvey);
        if (surveys.Count == 0 || rows.FindLast(r => Columns.Try(r, ReadSurvey) is not null) is not { } newest)
        {
            return new LoadedPulses([], new Dictionary<Side, Tally>(), [], null);
        }

        var people = await _table
            .QueryAsync<TableEntity>(Keys.In(partition, Keys.TookPart(surveys[^1].Number)), cancellationToken: cancel)
            .ToListAsync(cancel);
        return new LoadedPulses(surveys, newest.Map(TalliesColumn, ReadTally).Select(t => (Side: EnumNames.Read<Side>(t.Key), t.Value)).Where(t => t.Side is not null).ToDictionary(t => t.Side!.Value, t => t.Value), account.Rows.Read(_table, people, r => r.Person("Person")), newest.ETag.ToString());
    }

    public Task<string> Save(InitiativeId initiative, Survey survey, IReadOnlyDictionary<Side, Tally> tallies, IReadOnlyCollection<PersonKey> people, string? version, CancellationToken cancel)
    {
        var partition = Keys.Initiative(initiative);
        var transaction = new Transaction(_table, partition) { IsBare = true }.Put(RowOf(partition, survey, tallies), version);
        // In the order of their keys, so that not even the moments of the rows can tell who came first.
        foreach (var person in people.OrderBy(Keys.Person, StringComparer.Ordinal))
        {
            transaction.Insert(new TableEntity(partition, Keys.TookPart(survey.Number, person)).Put("Person", person.ToString()));
        }

        return transaction.Send(cancel);
    }

    public async Task Forget(InitiativeId initiative, int number, CancellationToken cancel)
    {
        var partition = Keys.Initiative(initiative);
        var keys = await _table
            .QueryAsync<TableEntity>(Keys.In(partition, Keys.TookPart(number)), select: ["RowKey"], cancellationToken: cancel)
            .Select(r => r.RowKey)
            .ToListAsync(cancel);
        foreach (var some in keys.Chunk(Transaction.MostRows))
        {
            var transaction = new Transaction(_table, partition);
            foreach (var key in some)
            {
                transaction.Remove(key);
            }

            await transaction.Send(cancel);
        }
    }

    private static TableEntity RowOf(string partition, Survey survey, IReadOnlyDictionary<Side, Tally> tallies) => new TableEntity(partition, Keys.Pulse(survey.Number))
        .Put("Number", survey.Number)
        .Put("OpenedAt", survey.OpenedAt)
        .Put("ClosesAt", survey.ClosesAt)
        .Put("BySide", survey.BySide)
        .Put("ClosedAt", survey.ClosedAt)
        .Put(TalliesColumn, tallies.ToDictionary(t => t.Key.ToString(), t => Written(t.Value)))
        .Put(ReportColumn, survey.Report is { } report ? Written(report) : new Dictionary<string, string>());

    private static Survey ReadSurvey(TableEntity row) => new(
        row.Number("Number"),
        row.Moment("OpenedAt"),
        row.Moment("ClosesAt"),
        row.Yes("BySide"),
        row.MomentOrNull("ClosedAt"),
        row.MomentOrNull("ClosedAt") is null ? null : row.Or<Report?>(r => ReadReport(r.Map(ReportColumn)), null));

    // How many people, and by statement how many gave which answer: "7: 0,0,1,4,2 …".
    private static string Written(Tally tally) =>
        string.Create(CultureInfo.InvariantCulture, $"{tally.People}: {string.Join(' ', tally.Counts.Chunk(Tally.Choices).Select(c => string.Join(',', c)))}");

    private static Tally ReadTally(string text)
    {
        var numbers = text.Split([':', ' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        return numbers.Length == Tally.None.Counts.Length + 1 ? new Tally(numbers[0], [.. numbers[1..]]) : throw new FormatException("Not as many answers as there are to give.");
    }

    // "All" has the band, "All.Trust" the figure: "3.5 MostOrAll".
    private static Dictionary<string, string> Written(Report report)
    {
        var map = new Dictionary<string, string>();
        foreach (var (name, section) in new[] { (All, report.All), (nameof(Report.Partners), report.Partners), (nameof(Report.Backbone), report.Backbone) })
        {
            if (section is null)
            {
                continue;
            }

            map[name] = section.AtLeast.ToString(CultureInfo.InvariantCulture);
            foreach (var (statement, figure) in section.Figures)
            {
                map[$"{name}.{statement}"] = string.Create(CultureInfo.InvariantCulture, $"{figure.Mean} {figure.Agree}").TrimEnd();
            }
        }

        return map;
    }

    private static Report ReadReport(IReadOnlyDictionary<string, string> map)
    {
        return new Report(Part(All), Part(nameof(Report.Partners)), Part(nameof(Report.Backbone)));

        Section? Part(string name) => map.TryGetValue(name, out var band)
            ? new Section(int.Parse(band, CultureInfo.InvariantCulture), Tally.Statements.Where(s => map.ContainsKey($"{name}.{s}")).ToDictionary(s => s, s => Figure(map[$"{name}.{s}"].Split(' '))))
            : null;

        static Figure Figure(string[] words) => new(
            Columns.ReadDecimal(words[0]),
            words.Length > 1 ? Columns.ReadWord<Share>(words[1]) : null);
    }
}
