using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Activities;

/// <summary>Who works towards which goal now.</summary>
/// <param name="Agenda">In the reader's language, where it is written in it.</param>
/// <param name="Activities">What partners do; nothing that is over.</param>
public sealed record WorkMap(Initiative Initiative, CommonAgenda Agenda, IReadOnlyList<SharedActivity> Activities)
{
    private const int MostNamed = 3;

    public static WorkMap Of(Initiative initiative, CommonAgenda agenda, IEnumerable<SharedActivity> all, LocalDate today) =>
        new(initiative, agenda, [.. all.Where(a => !a.IsOver(today) && initiative.Partner(a.Partner) is not null)]);

    /// <summary>The partners that do something, by name.</summary>
    public IReadOnlyList<Partner> Partners => [.. Activities.Select(a => a.Partner).Distinct().Select(p => Initiative.Partner(p)!).OrderBy(p => p.Name)];

    /// <summary>What is done towards no goal of the agenda.</summary>
    public IReadOnlyList<SharedActivity> Elsewhere => [.. Activities.Where(a => !Agenda.Goals.Any(g => a.Goals.Contains(g.Id)))];

    /// <summary>What is done towards a goal.</summary>
    public IReadOnlyList<SharedActivity> Towards(string goal) => [.. Activities.Where(a => a.Goals.Contains(goal))];

    /// <summary>What one partner does towards a goal.</summary>
    public IEnumerable<SharedActivity> Of(PartnerId partner, string goal) => Towards(goal).Where(a => a.Partner == partner);

    /// <summary>What partners may want to talk about: where several do the same, where nobody does what others do elsewhere, and who needs whom.</summary>
    /// <param name="most">How many of each.</param>
    /// <param name="longest">How long people's own words may be.</param>
    public IReadOnlyList<string> WorthATalk(CultureInfo culture, int most, int longest)
    {
        var t = new Texts(culture);
        return
        [
            .. Overlaps.Of(Activities).Take(most).Select(o => t.Overlap(Names(o.Partners), PeoplesWords.Shorten(Agenda.Goals.FirstOrDefault(g => g.Id == o.Goal)?.Text ?? t.AGoal, 60), PeoplesWords.Shorten(o.Place, longest))),
            .. PlacesWithout.Of(Activities, Agenda.Goals.Select(g => g.Id)).Take(most).Select(g => Without(PeoplesWords.Shorten(Agenda.Goals.First(a => a.Id == g.Goal).Text, 60), g.Places)),
            .. Activities.Where(a => a.DependsOn is not null).Take(most).Select(a => t.NeedsWorkOf(Names([a.Partner]), PeoplesWords.Shorten(a.What, 60), Names([a.DependsOn!]))),
        ];

        string Names(IReadOnlyList<PartnerId> partners) => partners.Take(MostNamed).Select(p => PeoplesWords.Shorten(Initiative.Partner(p)?.Name ?? p, 40)).Aggregate(t.And);

        string Without(string goal, IReadOnlyList<string> places)
        {
            var named = string.Join(", ", places.Take(MostNamed).Select(p => PeoplesWords.Shorten(p, 40)));
            return places.Count > MostNamed ? t.NobodyThereAndMore(goal, named, places.Count - MostNamed) : t.NobodyThere(goal, named);
        }
    }
}

/// <summary>What is said on a map beside people's own words, the same on a page as on a card.</summary>
public sealed class MapWords(CultureInfo culture)
{
    private readonly Texts _t = new(culture);

    public string Gap => _t.Gap;

    public string TowardsNoGoal => _t.TowardsNoGoal;

    public string WorthATalk => _t.WorthATalk;

    public string AsksAndOffers => _t.AsksAndOffers;

    public string Of(NoticeKind kind) => kind == NoticeKind.Ask ? _t.Needed : _t.OnOffer;

    public string More(int count) => _t.More(count);
}

/// <summary>Brings together who works towards which goal.</summary>
public sealed class ReadWorkMap(IGrainFactory grains)
{
    public async Task<WorkMap> Of(Initiative initiative, LocalDate today, CultureInfo culture)
    {
        var activities = grains.GetGrain<IActivitiesGrain>(initiative.Id).Activities();
        return WorkMap.Of(initiative, (await grains.GetGrain<IAgendaGrain>(initiative.Id).Get()).In(culture, initiative).InForce, await activities, today);
    }
}

/// <summary>Finds the places where others of us are at work, and nobody towards a goal.</summary>
public static class PlacesWithout
{
    /// <returns>By goal, the places without any work towards it; a goal that nobody works on, or somebody works on everywhere, has none.</returns>
    public static IEnumerable<(string Goal, IReadOnlyList<string> Places)> Of(IReadOnlyCollection<SharedActivity> activities, IEnumerable<string> goals)
    {
        var places = activities.Where(a => a.Place.Length > 0).Select(a => a.Place).DistinctBy(Folding.Fold).ToArray();
        return goals
            .Select(goal => (Goal: goal, At: activities.Where(a => a.Goals.Contains(goal)).Select(a => Folding.Fold(a.Place)).ToHashSet()))
            .Where(g => g.At.Count > 0 && !g.At.Contains(""))
            .Select(g => (g.Goal, Places: (IReadOnlyList<string>)[.. places.Where(p => !g.At.Contains(Folding.Fold(p)))]))
            .Where(g => g.Places.Count > 0);
    }
}

/// <summary>Finds where several partners work on the same in the same place.</summary>
public static class Overlaps
{
    public static IEnumerable<(string Goal, string Place, IReadOnlyList<PartnerId> Partners)> Of(IEnumerable<SharedActivity> activities) => activities
        .Where(a => a.Place.Length > 0)
        .SelectMany(a => a.Goals.Select(g => (Goal: g, a.Partner, a.Place, Key: Folding.Fold(a.Place))))
        .GroupBy(a => (a.Goal, a.Key))
        .Select(g => (g.Key.Goal, g.First().Place, Partners: (IReadOnlyList<PartnerId>)[.. g.Select(a => a.Partner).Distinct()]))
        .Where(o => o.Partners.Count > 1);
}
