using System.Text;
using CollectiveImpact.Files;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.TypeSystem;

namespace CollectiveImpact;

/// <summary>
/// What processes call the types that have moved since they were first sent. They go on calling them so, because the version
/// before knows no other name, and both run side by side while one replaces the other (docs/decisions/0013).
/// </summary>
public sealed class FormerNames(TypeResolver types) : ITypeConverter, ITypeNameFilter
{
    private static readonly Dictionary<string, string> Former = new[]
    {
        (typeof(Period), "CollectiveImpact.Initiatives.Period"),
        (typeof(Frequency), "CollectiveImpact.Initiatives.Frequency"),
        (typeof(InstantSurrogate), "CollectiveImpact.Initiatives.InstantSurrogate"),
        (typeof(LocalDateSurrogate), "CollectiveImpact.Initiatives.LocalDateSurrogate"),
        (typeof(LocalTimeSurrogate), "CollectiveImpact.Initiatives.LocalTimeSurrogate"),
        (typeof(IClockGrain), "CollectiveImpact.Scheduling.IClockGrain"),
        (typeof(Timetable), "CollectiveImpact.Scheduling.Timetable"),
        (typeof(FollowedSchedule), "CollectiveImpact.Scheduling.FollowedSchedule"),
        (typeof(Schedule), "CollectiveImpact.Scheduling.Schedule"),
        (typeof(Recurrence), "CollectiveImpact.Scheduling.Recurrence"),
        (typeof(DayInMonth), "CollectiveImpact.Scheduling.DayInMonth"),
        (typeof(DayKind), "CollectiveImpact.Scheduling.DayKind"),
        (typeof(Occurrence), "CollectiveImpact.Scheduling.Occurrence"),
        (typeof(Pause), "CollectiveImpact.Scheduling.Pause"),
        (typeof(IImportTurnGrain), "CollectiveImpact.Exchange.IImportTurnGrain"),
    }.ToDictionary(t => t.Item1.FullName!, t => t.Item2);

    private static readonly Dictionary<string, string> Present = Former.ToDictionary(f => f.Value, f => f.Key);

    /// <summary>What a type is called when it is sent.</summary>
    public static string Of(Type type) => Former.GetValueOrDefault(type.FullName!, type.FullName!);

    public bool TryFormat(Type type, out string formatted)
    {
        var name = RuntimeTypeNameFormatter.Format(type);
        formatted = Renamed(name, Former);
        return formatted != name;
    }

    public bool TryParse(string formatted, out Type type)
    {
        var name = Renamed(formatted, Present);
        type = null!;
        return name != formatted && types.TryResolveType(name, out type);
    }

    public bool? IsTypeNameAllowed(string typeName, string assemblyName) => Present.ContainsKey(typeName) ? true : null;

    // A name may stand inside another, as what a list is of.
    private static string Renamed(string name, Dictionary<string, string> names)
    {
        var renamed = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length;)
        {
            var end = at;
            while (end < name.Length && (char.IsLetterOrDigit(name[end]) || name[end] is '.' or '_' or '+'))
            {
                end++;
            }

            if (end == at)
            {
                renamed.Append(name[at++]);
                continue;
            }

            renamed.Append(names.GetValueOrDefault(name[at..end], name[at..end]));
            at = end;
        }

        return renamed.ToString();
    }
}

public static class FormerNamesHosting
{
    /// <summary>Lets a silo, and the serializer by itself, speak to the version before.</summary>
    public static IServiceCollection AddFormerNames(this IServiceCollection services) => services
        .AddSingleton<FormerNames>()
        .AddSingleton<ITypeConverter>(s => s.GetRequiredService<FormerNames>())
        .AddSingleton<ITypeNameFilter>(s => s.GetRequiredService<FormerNames>());
}
