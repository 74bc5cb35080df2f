using System.Globalization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Time;

namespace CollectiveImpact.Files;

/// <summary>Reads the times that a file is about: such as check-ins ask for, and such as are over.</summary>
internal sealed class ImportPeriods(ImportGround ground, ImportFaults faults, FileReading reading)
{
    // Three years: more than initiatives pause, and less than a slip in a year's digits mostly makes.
    private const int FarDays = 3 * 366;

    private readonly Dictionary<Period, CellPlace> _read = [];

    /// <summary>The period of a row; null when there is none that can be brought in, which is then a fault.</summary>
    /// <param name="indicator">Null when it isn't known.</param>
    public Period? Read(ImportRow row, Indicator? indicator)
    {
        var text = row.Cell(ImportTemplate.PeriodColumn) is DateCell date ? date.Month ?? date.Shows : row.Text(ImportTemplate.PeriodColumn);
        if (WrittenPeriod.Read(text) is not { } period)
        {
            return Wrong(row, WrittenPeriod.Day(text) is { } day ? new CellFault.DayForPeriod(text, [.. Asked(indicator).Select(f => Period.Of(day, f))])
                : text.Length == 0 ? new CellFault.PeriodMissing()
                : new CellFault.NoPeriod(ImportFaults.Short(text)));
        }

        reading.Period(period.Id);
        var now = Period.Of(ground.Today, period.Frequency);
        var last = Period.LastComplete(ground.Today, period.Frequency);
        if (period > now)
        {
            return Wrong(row, new CellFault.NotBegun(period, MeantBy(period, last), last));
        }

        if (indicator is not null && Asked(indicator) is var asked && !asked.Contains(period.Frequency))
        {
            var such = Period.Of(period.LastDay, asked[0]) is var same && same.LastDay < ground.Today ? same : Period.LastComplete(ground.Today, asked[0]);
            return Wrong(row, new CellFault.OtherFrequency(period, ImportFaults.Short(indicator.Question), such));
        }

        // Where a check-in asks about a time that is running, what it asks for is known enough to be said.
        if (period == now && !ground.Known.Contains(period))
        {
            return Wrong(row, new CellFault.NotOver(period, last));
        }

        _read.TryAdd(period, faults.Place(row, ImportTemplate.PeriodColumn));
        return period;
    }

    /// <summary>The first of those that are far from today and from all times that have values already, in steps of at most some years from one time to the next.</summary>
    public IReadOnlyList<(CellPlace Cell, Period Period)> Far()
    {
        var known = ground.Known.Select(p => p.LastDay).Append(ground.Today).ToHashSet();
        var days = _read.Keys.Select(p => p.LastDay).Concat(known).Distinct().Order().ToArray();
        var near = new HashSet<LocalDate>();
        foreach (var inOrder in new[] { days, [.. days.Reverse()] })
        {
            LocalDate? last = null;
            foreach (var day in inOrder)
            {
                if (known.Contains(day) || (last is { } reached && Math.Abs(NodaTime.Period.DaysBetween(reached, day)) <= FarDays))
                {
                    near.Add(day);
                    last = day;
                }
            }
        }

        return [.. _read.Where(p => !near.Contains(p.Key.LastDay)).OrderBy(p => p.Key.LastDay).Take(ImportQuestion.FarPeriods.MostShown).Select(p => (p.Value, p.Key))];
    }

    // Who writes a time that is still to come mostly has the year wrong.
    private static Period? MeantBy(Period period, Period last)
    {
        var lastYear = (int.Parse(last.Id.AsSpan(0, 4), CultureInfo.InvariantCulture) - 1).ToString("0000", CultureInfo.InvariantCulture);
        return new Period(last.Id[..4] + period.Id[4..]) is { IsReal: true } sameYear && sameYear <= last ? sameYear
            : new Period(lastYear + period.Id[4..]) is { IsReal: true } yearBefore ? yearBefore
            : null;
    }

    // Where no check-in says how often, any time will do.
    private IReadOnlyList<Frequency> Asked(Indicator? indicator) =>
        indicator is not null && ground.Asked.TryGetValue(indicator.Id, out var asked) && asked.Count > 0 ? asked : Enum.GetValues<Frequency>();

    private Period? Wrong(ImportRow row, CellFault fault)
    {
        faults.Add(row, ImportTemplate.PeriodColumn, fault);
        return null;
    }
}
