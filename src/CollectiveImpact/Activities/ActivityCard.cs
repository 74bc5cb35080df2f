using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Search;
using CollectiveImpact.Time;

namespace CollectiveImpact.Activities;

/// <summary>Draws who does what towards which goal.</summary>
public static class ActivityCard
{
    public const string MapVerb = "activities.map";
    public const string OwnVerb = "activities.own";
    public const string WriteVerb = "activities.write";
    public const string SaveVerb = "activities.save";
    public const string StillTrueVerb = "activities.stilltrue";
    public const string AllStillTrueVerb = "activities.allstilltrue";
    public const string RemoveVerb = "activities.remove";

    internal const string IdField = "activity";

    private const string IdsField = "activities";

    // A matrix of more is no matrix on a phone; the words below it say the same.
    private const int MostRows = 20;
    private const int MostNamed = 3;
    private static readonly (int Lines, int Longest)[] Sizes = [(12, 200), (6, 100), (3, 60), (2, 30)];

    public static string IdOf(Form form) => form[IdField];

    /// <summary>The activities that a card asked about together.</summary>
    public static IReadOnlyCollection<string> IdsOf(Form form) => form.Several(IdsField);

    /// <summary>The map: partners and goals, gaps, overlaps, and who needs whom.</summary>
    public static AdaptiveCard Map(Here here, CommonAgenda agenda, IReadOnlyList<SharedActivity> all, LocalDate today, CultureInfo culture) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var activities = all.Where(a => !a.IsOver(today) && here.Initiative.Partner(a.Partner) is not null).ToArray();
        var body = new List<Element>
        {
            Heading.Of(t.WhoDoesWhat),
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (activities.Length == 0)
        {
            body.Add(new TextBlock(t.NobodyYet));
        }
        else if (agenda.Goals.Count > 0 && size.Lines > 3)
        {
            body.Add(Matrix(here.Initiative, agenda, activities, t));
        }

        foreach (var (goal, index) in agenda.Goals.Select((g, i) => (g, i)))
        {
            var serving = activities.Where(a => a.Goals.Contains(goal.Id)).ToArray();
            body.Add(RichTextBlock.Of($"{(index + 1).InNumerals(culture)}. {PeoplesWords.Shorten(goal.Text, size.Longest)}", TextWeight.Bolder) with { Separator = true });
            body.AddRange(serving.Take(size.Lines).Select(a => LineForOthers(here.Initiative, a, culture, size.Longest)));
            if (serving.Length > size.Lines)
            {
                body.Add(new TextBlock(t.More(serving.Length - size.Lines)) { IsSubtle = true, Spacing = Spacing.None });
            }

            if (serving.Length == 0)
            {
                body.Add(new TextBlock(t.Gap) { Spacing = Spacing.None });
            }
        }

        var elsewhere = activities.Where(a => !agenda.Goals.Any(g => a.Goals.Contains(g.Id))).ToArray();
        if (elsewhere.Length > 0)
        {
            body.Add(Heading.Section(t.TowardsNoGoal));
            body.AddRange(elsewhere.Take(size.Lines).Select(a => LineForOthers(here.Initiative, a, culture, size.Longest)));
        }

        var seen = Overlaps.Of(activities).Take(size.Lines).Select(o => t.Overlap(Names(here.Initiative, o.Partners, t), PeoplesWords.Shorten(agenda.Goals.FirstOrDefault(g => g.Id == o.Goal)?.Text ?? t.AGoal, 60), PeoplesWords.Shorten(o.Place, size.Longest)))
            .Concat(PlacesWithout.Of(activities, agenda.Goals.Select(g => g.Id)).Take(size.Lines).Select(g => Without(PeoplesWords.Shorten(agenda.Goals.First(a => a.Id == g.Goal).Text, 60), g.Places, t)))
            .Concat(activities.Where(a => a.DependsOn is not null).Take(size.Lines).Select(a => t.NeedsWorkOf(Names(here.Initiative, [a.Partner], t), PeoplesWords.Shorten(a.What, 60), Names(here.Initiative, [a.DependsOn!], t))))
            .ToArray();
        if (seen.Length > 0)
        {
            body.Add(Heading.Section(t.WorthATalk));
            body.AddRange(seen.Select(s => RichTextBlock.Of(s) with { Spacing = Spacing.Small }));
        }

        return new AdaptiveCard
        {
            FallbackText = t.WhoDoesWhat,
            Body = body,
            Actions =
            [
                .. here.Partner is null ? [] : new[] { Press(WriteVerb, t.Add, here), Press(OwnVerb, t.WhatWeDo, here) },
                Conversation.SayButton(t.AsksAndOffers, Spoken.Asks, here.Initiative.Id),
            ],
            Msteams = new TeamsOptions { Width = "Full" },
        };
    }));

    /// <summary>What the reader's own partner does; each can be confirmed, changed or taken away in one press.</summary>
    public static AdaptiveCard Own(Here here, IReadOnlyList<SharedActivity> all, Instant now, CultureInfo culture) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var own = all.Where(a => a.Partner == here.Partner!.Id).ToArray();
        var body = new List<Element>
        {
            Heading.Of(t.WhatWeDo),
            RichTextBlock.Of($"{here.Partner!.Name} · {here.Initiative.Name}", isSubtle: true),
        };
        if (own.Length == 0)
        {
            body.Add(new TextBlock(t.NothingYet));
        }

        foreach (var activity in own.Take(size.Lines))
        {
            body.Add(Line(here.Initiative, activity, culture, size.Longest) with { Separator = true });
            body.Add(QuietActions.About(
                activity.What,
                [
                    .. activity.IsStale(now) ? [Press(StillTrueVerb, t.StillTrue, here, activity)] : (IEnumerable<CardAction>)[],
                    Press(WriteVerb, t.Change, here, activity),
                    Press(RemoveVerb, t.NoLonger, here, activity),
                ]));
        }

        return new AdaptiveCard { FallbackText = t.WhatPartnerDoes(here.Partner.Name), Body = body, Actions = [Press(WriteVerb, t.Add, here), Press(MapVerb, t.WhoDoesWhat, here)] };
    }));

    /// <summary>Asks whether what a partner said it does is still so.</summary>
    /// <param name="stale">At least one; a partner has <see cref="SharedActivity.MostOfAPartner"/> at most.</param>
    public static AdaptiveCard StillTrue(Here here, IReadOnlyList<SharedActivity> stale, CultureInfo culture) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.IsStillTrue,
            Body =
            [
                Heading.Of(t.IsStillTrue),
                RichTextBlock.Of(t.WhatPartnerOfDoes(here.Initiative.Name, PeoplesWords.Shorten(here.Partner!.Name, 80)), isSubtle: true),
                .. stale.Select(a => Line(here.Initiative, a, culture, size.Longest) with { Separator = true }),
                new TextBlock(t.WhyStillTrue) { IsSubtle = true, Separator = true },
            ],
            Actions =
            [
                new Execute(AllStillTrueVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [IdsField] = string.Join(',', stale.Select(a => a.Id)) })
                {
                    Title = stale.Count == 1 ? t.StillTrue : t.AllStillTrue,
                    Style = ActionStyle.Positive,
                    AssociatedInputs = AssociatedInputs.None,
                },
                Press(OwnVerb, t.HasChanged, here),
            ],
        };
    }));

    private static Table Matrix(Initiative initiative, CommonAgenda agenda, SharedActivity[] activities, Texts t) => new(
        [new TableColumn(4), .. agenda.Goals.Select(_ => new TableColumn())],
        [
            Row([t.Goal, .. agenda.Goals.Select((_, i) => (i + 1).InNumerals(t.Culture))]),
            .. activities.GroupBy(a => a.Partner).OrderBy(g => Name(initiative, g.Key)).Take(MostRows).Select(g => Row(
                [PeoplesWords.Shorten(Name(initiative, g.Key), 40), .. agenda.Goals.Select(goal => g.Any(a => a.Goals.Contains(goal.Id)) ? t.Yes : "–")])),
        ])
    {
        ShowGridLines = true,
    };

    private static TableRow Row(IEnumerable<string> cells) => new([.. cells.Select(c => new TableCell([RichTextBlock.Of(c, size: TextSize.Small)]))]);

    /// <summary>What a partner does, in one line that begins with its name.</summary>
    private static RichTextBlock Line(Initiative initiative, SharedActivity activity, CultureInfo culture, int longest)
    {
        var t = new Texts(culture);
        return new RichTextBlock(
        [
            TextRun.Plain(PeoplesWords.Shorten(Name(initiative, activity.Partner), Math.Max(longest, 40)) + ": ") with { Weight = TextWeight.Bolder },
            TextRun.Plain(string.Join(" · ", new[]
            {
                activity.What,
                activity.Place,
                longest < 100 ? "" : activity.ForWhom,
                longest < 100 ? "" : activity.HowMuch,
                activity.Until is { } until && longest >= 60 ? t.Until(until.OnDayOfYear(culture)) : "",
                activity.ExcelsAt.Length > 0 && longest >= 100 ? t.GoodAt(activity.ExcelsAt) : "",
            }.Where(p => p.Length > 0).Select(p => PeoplesWords.Shorten(p, longest)))),
        ])
        {
            Spacing = Spacing.Small,
        };
    }

    /// <summary>The same where others than the partner read it.</summary>
    internal static RichTextBlock LineForOthers(Initiative initiative, SharedActivity activity, CultureInfo culture, int longest) =>
        Line(initiative, activity, culture, longest).Marked(culture, activity.What, activity.ForWhom, activity.ExcelsAt);

    private static string Name(Initiative initiative, PartnerId partner) => initiative.Partner(partner)?.Name ?? partner;

    private static string Names(Initiative initiative, IReadOnlyList<PartnerId> partners, Texts t) => partners.Take(MostNamed).Select(p => PeoplesWords.Shorten(Name(initiative, p), 40)).Aggregate(t.And);

    private static string Without(string goal, IReadOnlyList<string> places, Texts t)
    {
        var named = string.Join(", ", places.Take(MostNamed).Select(p => PeoplesWords.Shorten(p, 40)));
        return places.Count > MostNamed ? t.NobodyThereAndMore(goal, named, places.Count - MostNamed) : t.NobodyThere(goal, named);
    }

    private static Execute Press(string verb, string title, Here here, SharedActivity? activity = null) => Conversation.PressButton(verb, title, here.Initiative.Id, (IdField, activity?.Id ?? ""));
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
