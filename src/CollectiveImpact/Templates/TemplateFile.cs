using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Templates;

/// <summary>A template as it is written in its file.</summary>
internal sealed record TemplateFile(
    string Id, string Name, string About, string Rhythm, IReadOnlyList<TemplateFile.CheckIn> CheckIns, IReadOnlyList<IndicatorContent> Indicators, IReadOnlyList<TermContent> Terms)
{
    // Replaced by that of the initiative that uses it.
    private const string AnyZone = "Etc/UTC";
    private static readonly LocalTime Morning = new(9, 0);

    public static Template Read(string name)
    {
        var file = ContentFile.Read<TemplateFile>("Templates/" + name);
        return new Template(file.Id, file.Name, file.About, file.Rhythm, [.. file.Indicators.Select(i => i.Indicator())], [.. file.Terms.Select(t => t.Wording())])
        {
            Schedules = [.. file.CheckIns.Select(c => c.Schedule())],
        };
    }

    /// <param name="Every">A month: the usual check-in, about all that no other asks. A quarter: one at its beginning about certain indicators, in a week without the monthly one.</param>
    internal sealed record CheckIn(Frequency Every, string Name = "", IReadOnlyList<string>? Indicators = null)
    {
        public Schedule Schedule() => Every switch
        {
            Frequency.Monthly => new Schedule(
                Schedules.Schedule.UsualId, Schedules.Schedule.UsualName, new Recurrence(Frequency.Monthly, 1, [IsoDayOfWeek.Monday], DayInMonth.First), Morning, AnyZone, 5, [1], Scope.Everything, default),
            Frequency.Quarterly => new Schedule(
                Codes.Slug(Name), Name, new Recurrence(Frequency.Quarterly, 1, [IsoDayOfWeek.Monday], new DayInMonth(DayKind.Weekday, 3)), Morning, AnyZone, 14, [7, 1], new Scope(Indicators ?? [], []), default),
            _ => throw new NotSupportedException($"No template asks {Every}."),
        };
    }
}
