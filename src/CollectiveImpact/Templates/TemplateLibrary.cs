using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Templates;

/// <summary>Indicators, shared words and a rhythm that another initiative can begin with.</summary>
/// <param name="Id">As cards name it.</param>
/// <param name="Rhythm">When to ask and why, in words; empty when the schedules say it all.</param>
public sealed record Template(string Id, string Name, string About, string Rhythm, IReadOnlyList<Indicator> Indicators, IReadOnlyList<Wording> Terms)
{
    /// <summary>When to ask what. Their indicators are the template's own; zone, beginning and partners are those of whoever uses it.</summary>
    public IReadOnlyList<Schedule> Schedules { get; init; } = [];
}

/// <summary>What of a template is new in an initiative.</summary>
/// <param name="Left">The questions that are there already.</param>
/// <param name="NoRoom">The questions that don't fit any more.</param>
/// <param name="Unfounded">The calculated ones that would rest on something that isn't there.</param>
/// <param name="Here">By the template's id of an indicator that can be asked here, its id here.</param>
public sealed record NewIndicators(
    IReadOnlyList<Indicator> Add, IReadOnlyList<string> Left, IReadOnlyList<string> NoRoom, IReadOnlyList<string> Unfounded, IReadOnlyDictionary<string, string> Here);

/// <summary>What of a template's rhythm is new in an initiative.</summary>
/// <param name="Left">The names of those that are there already, or that ask what another asks already.</param>
/// <param name="Empty">The names of those whose indicators are not here.</param>
/// <param name="NoRoom">The names of those for which there are too many check-ins already.</param>
public sealed record NewSchedules(IReadOnlyList<Schedule> Add, IReadOnlyList<string> Left, IReadOnlyList<string> Empty, IReadOnlyList<string> NoRoom)
{
    public static readonly NewSchedules None = new([], [], [], []);
}

/// <summary>The templates that come with the product, and those that an initiative is for another.</summary>
public static class TemplateLibrary
{
    private const string OfInitiative = "of:";

    public static readonly IReadOnlyList<Template> Shipped = [.. new[] { "early-reading.json", "homelessness.json", "youth-employment.json" }.Select(TemplateFile.Read)];

    /// <summary>How a card names the template that an initiative is.</summary>
    public static string IdOf(InitiativeId initiative) => OfInitiative + initiative;

    /// <summary>The initiative that a template's id names, or null when it names none.</summary>
    public static InitiativeId? InitiativeIn(string id) => id.StartsWith(OfInitiative, StringComparison.Ordinal) ? new(id[OfInitiative.Length..]) : null;

    /// <summary>An initiative as a template: what it asks and means now, without its own aims and partners.</summary>
    public static Template Of(Initiative initiative, IEnumerable<Indicator> indicators, IEnumerable<Term> terms, IReadOnlyList<Schedule> schedules) => new(
        IdOf(initiative.Id),
        initiative.Name,
        "",
        "",
        [
            .. indicators.Where(i => !i.Retired).Select(i => i with
            {
                Partners = [],
                Target = null,
                TargetBy = null,
                Baseline = null,
                BaselineOn = null,
                WhatChanged = "",
                Version = 1,
                ComparesFrom = 1,
            }),
        ],
        [.. terms.Where(t => t is { InForce: not null, Retired: null }).Select(t => t.InForce!)])
    {
        Schedules = [.. schedules.Select(s => s with { Asks = s.Asks with { Partners = [] } })],
    };

    /// <summary>What a template brings to an initiative that has indicators: nothing that is there is changed.</summary>
    /// <param name="most">How many indicators an initiative has at most.</param>
    public static NewIndicators NewIn(Template template, IReadOnlyList<Indicator> known, int most)
    {
        var ids = new Dictionary<string, string>();
        var add = new List<Indicator>();
        var (left, noRoom, unfounded) = (new List<string>(), new List<string>(), new List<string>());
        var room = most - known.Count(k => !k.Retired);
        // What is calculated comes after what it is calculated from.
        foreach (var indicator in template.Indicators.OrderBy(i => i.IsCalculated))
        {
            if (known.FirstOrDefault(k => k.Id == indicator.Id || Same(k.Question, indicator.Question)) is { } there)
            {
                ids[indicator.Id] = there.Id;
                left.Add(indicator.Question);
            }
            else if (add.Count >= room)
            {
                noRoom.Add(indicator.Question);
            }
            else if (Formula.Of(indicator) is { } formula && !formula.Uses.All(ids.ContainsKey))
            {
                unfounded.Add(indicator.Question);
            }
            else
            {
                ids[indicator.Id] = indicator.Id;
                add.Add(indicator with
                {
                    Formula = Formula.Of(indicator)?.Uses.Aggregate(indicator.Formula, (text, used) => text.Replace($"[{used}]", $"[{ids[used]}]", StringComparison.Ordinal)) ?? "",
                });
            }
        }

        return new NewIndicators([.. add.Select(i => i with { AtMost = i.AtMost is { } most ? ids.GetValueOrDefault(most) : null })], left, noRoom, unfounded, ids.Where(i => !known.Any(k => k.Id == i.Value && k.Retired)).ToDictionary());
    }

    /// <summary>What a template's rhythm brings to an initiative that has check-ins: none of them is changed, and nothing is asked twice for the same time.</summary>
    /// <param name="here">By the template's id of an indicator, its id here; those that are left out are not asked.</param>
    public static NewSchedules RhythmFor(Template template, IReadOnlyDictionary<string, string> here, Initiative initiative, IEnumerable<Schedule> known, LocalDate today)
    {
        var there = known.ToList();
        var (add, left, empty, noRoom) = (new List<Schedule>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var schedule in template.Schedules)
        {
            var wanted = schedule.Asks.Indicators.Where(here.ContainsKey).Select(i => here[i]).Distinct().ToArray();
            var asks = wanted.Where(i => !there.Exists(t => t.Recurs.Frequency == schedule.Recurs.Frequency && t.Asks.Indicators.Contains(i))).ToArray();
            var isRest = schedule.Asks.Indicators.Count == 0;
            // A second check-in about all the rest would ask it again.
            if (there.Exists(t => t.Id == schedule.Id || Codes.Slug(t.Name) == Codes.Slug(schedule.Name)) || (isRest ? there.Exists(t => t.Asks.Indicators.Count == 0) : wanted.Length > 0 && asks.Length == 0))
            {
                left.Add(schedule.Name);
            }
            else if (!isRest && wanted.Length == 0)
            {
                empty.Add(schedule.Name);
            }
            else if (there.Count >= ScheduleCard.MostSchedules)
            {
                noRoom.Add(schedule.Name);
            }
            else
            {
                var own = schedule with { TimeZone = initiative.TimeZone, StartsOn = today, Asks = new Scope(asks, []) };
                add.Add(own);
                there.Add(own);
            }
        }

        return new NewSchedules(add, left, empty, noRoom);
    }

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
