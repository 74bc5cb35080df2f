using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Activities;

/// <summary>Draws who does what towards which goal, and the form of an activity; reads that form back.</summary>
public static class ActivityCard
{
    public const string MapVerb = "activities.map";
    public const string OwnVerb = "activities.own";
    public const string WriteVerb = "activities.write";
    public const string SaveVerb = "activities.save";
    public const string StillTrueVerb = "activities.stilltrue";
    public const string AllStillTrueVerb = "activities.allstilltrue";
    public const string RemoveVerb = "activities.remove";

    private const string IdField = "activity";
    private const string IdsField = "activities";
    private const string WhatField = "what";
    private const string GoalsField = "goals";
    private const string PlaceField = "place";
    private const string ForWhomField = "forwhom";
    private const string HowMuchField = "howmuch";
    private const string UntilField = "until";
    private const string ExcelsAtField = "excelsat";
    private const string DependsOnField = "dependson";

    // A matrix of more is no matrix on a phone; the words below it say the same.
    private const int MostRows = 20;
    private static readonly (int Lines, int Longest)[] Sizes = [(12, 200), (6, 100), (3, 60), (2, 30)];

    public static string IdOf(Form form) => form[IdField];

    /// <summary>The activities that a card asked about together.</summary>
    public static IReadOnlyCollection<string> IdsOf(Form form) => form.Several(IdsField);

    /// <summary>Reads the form; without an activity, the faults say why, by field.</summary>
    public static (SharedActivity? Activity, IReadOnlyDictionary<string, string> Faults) Read(Form form, Here here, CommonAgenda agenda, SharedActivity? before, Instant now)
    {
        var faults = new Dictionary<string, string>();
        foreach (var field in new[] { WhatField, PlaceField, ForWhomField, HowMuchField, ExcelsAtField })
        {
            if (form[field].Length > SharedActivity.LongestText)
            {
                faults[field] = $"Please keep it to {SharedActivity.LongestText} characters; this has {form[field].Length.ToString("#,0", CultureInfo.InvariantCulture)}.";
            }
        }

        if (!form.Has(WhatField))
        {
            faults[WhatField] = "What do you do?";
        }

        var until = form.Day(UntilField, faults);
        string[] goals = [.. form.Several(GoalsField, agenda.Goals.Select(g => g.Id).Concat(before?.Goals ?? []), faults).Where(g => agenda.Goals.Any(a => a.Id == g))];
        var dependsOn = form.One(DependsOnField, here.Initiative.Partners.Where(p => p != here.Partner).Select(p => p.Id), faults);
        if (form.Has(IdField) && before is null)
        {
            faults[WhatField] = "This isn't among what you do any more. Say \"our activities\" for what is.";
        }

        return (faults.Count > 0 ? null : new SharedActivity(
            before?.Id ?? Codes.NewId(),
            here.Partner!.Id,
            form[WhatField],
            goals,
            form[PlaceField],
            now)
        {
            ForWhom = form[ForWhomField],
            HowMuch = form[HowMuchField],
            Until = until,
            ExcelsAt = form[ExcelsAtField],
            DependsOn = dependsOn,
            Since = before is null ? now : before.Since,
        }, faults);
    }

    /// <summary>The map: partners and goals, gaps, overlaps, and who needs whom.</summary>
    public static AdaptiveCard Map(Here here, CommonAgenda agenda, IReadOnlyList<SharedActivity> all, LocalDate today, CultureInfo culture) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var activities = all.Where(a => !a.IsOver(today) && here.Initiative.Partner(a.Partner) is not null).ToArray();
        var body = new List<Element>
        {
            new TextBlock("Who does what") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (activities.Length == 0)
        {
            body.Add(new TextBlock("Nobody has said yet what they do. *Add what we do* is the start: one line is enough."));
        }
        else if (agenda.Goals.Count > 0 && size.Lines > 3)
        {
            body.Add(Matrix(here.Initiative, agenda, activities, culture));
        }

        foreach (var (goal, index) in agenda.Goals.Select((g, i) => (g, i)))
        {
            var serving = activities.Where(a => a.Goals.Contains(goal.Id)).ToArray();
            body.Add(RichTextBlock.Of($"{(index + 1).ToString(culture)}. {PeoplesWords.Shorten(goal.Text, size.Longest)}", TextWeight.Bolder) with { Separator = true });
            body.AddRange(serving.Take(size.Lines).Select(a => Line(here.Initiative, a, culture, size.Longest)));
            if (serving.Length > size.Lines)
            {
                body.Add(new TextBlock($"and {(serving.Length - size.Lines).ToString(culture)} more") { IsSubtle = true, Spacing = Spacing.None });
            }

            if (serving.Length == 0)
            {
                body.Add(new TextBlock("A gap: nobody works on this goal yet.") { Spacing = Spacing.None });
            }
        }

        var elsewhere = activities.Where(a => !agenda.Goals.Any(g => a.Goals.Contains(g.Id))).ToArray();
        if (elsewhere.Length > 0)
        {
            body.Add(new TextBlock("Towards no goal of ours") { Weight = TextWeight.Bolder, Separator = true });
            body.AddRange(elsewhere.Take(size.Lines).Select(a => Line(here.Initiative, a, culture, size.Longest)));
        }

        var seen = Overlaps.Of(activities).Take(size.Lines).Select(o => $"{Names(here.Initiative, o.Partners)} both work towards “{PeoplesWords.Shorten(agenda.Goals.FirstOrDefault(g => g.Id == o.Goal)?.Text ?? "a goal", 60)}” in {PeoplesWords.Shorten(o.Place, size.Longest)}. Do you know of each other?")
            .Concat(PlacesWithout.Of(activities, agenda.Goals.Select(g => g.Id)).Take(size.Lines).Select(g => $"Nobody works towards “{PeoplesWords.Shorten(agenda.Goals.First(a => a.Id == g.Goal).Text, 60)}” in {string.Join(", ", g.Places.Take(3).Select(p => PeoplesWords.Shorten(p, 40)))}{(g.Places.Count > 3 ? $" and {Counted.Of(g.Places.Count - 3, "more place")}" : "")}."))
            .Concat(activities.Where(a => a.DependsOn is not null).Take(size.Lines).Select(a => $"{Names(here.Initiative, [a.Partner])}'s “{PeoplesWords.Shorten(a.What, 60)}” needs {Names(here.Initiative, [a.DependsOn!])}."))
            .ToArray();
        if (seen.Length > 0)
        {
            body.Add(new TextBlock("Worth a talk") { Weight = TextWeight.Bolder, Separator = true });
            body.AddRange(seen.Select(s => RichTextBlock.Of(s) with { Spacing = Spacing.Small }));
        }

        return new AdaptiveCard
        {
            FallbackText = "Who does what",
            Body = body,
            Actions =
            [
                .. here.Partner is null ? [] : new[] { Press(WriteVerb, "Add what we do", here), Press(OwnVerb, "What we do", here) },
                Conversation.SayButton("Asks and offers", "asks", here.Initiative.Id),
            ],
            Msteams = new TeamsOptions { Width = "Full" },
        };
    }));

    /// <summary>What the reader's own partner does; each can be confirmed, changed or taken away in one press.</summary>
    public static AdaptiveCard Own(Here here, IReadOnlyList<SharedActivity> all, Instant now, CultureInfo culture) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var own = all.Where(a => a.Partner == here.Partner!.Id).ToArray();
        var body = new List<Element>
        {
            RichTextBlock.Of($"What {here.Partner!.Name} does", TextWeight.Bolder, TextSize.Large),
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (own.Length == 0)
        {
            body.Add(new TextBlock("Nothing yet. *Add what we do*: the others see where your work fits into theirs."));
        }

        foreach (var activity in own.Take(size.Lines))
        {
            body.Add(Line(here.Initiative, activity, culture, size.Longest) with { Separator = true });
            body.Add(new ActionSet(
            [
                .. activity.IsStale(now) ? [Press(StillTrueVerb, "Still true", here, activity)] : (IEnumerable<CardAction>)[],
                Press(WriteVerb, "Change", here, activity),
                Press(RemoveVerb, "We no longer do it", here, activity),
            ])
            { Spacing = Spacing.Small });
        }

        return new AdaptiveCard { FallbackText = $"What {here.Partner.Name} does", Body = body, Actions = [Press(WriteVerb, "Add what we do", here), Press(MapVerb, "Who does what", here)] };
    }));

    /// <summary>Asks whether what a partner said it does is still so.</summary>
    /// <param name="stale">At least one; a partner has <see cref="SharedActivity.MostOfAPartner"/> at most.</param>
    public static AdaptiveCard StillTrue(Here here, IReadOnlyList<SharedActivity> stale, CultureInfo culture) => CardJson.FirstThatFits(Sizes.Select(size => new AdaptiveCard
    {
        FallbackText = "Is this still true?",
        Body =
        [
            new TextBlock("Is this still true?") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{here.Initiative.Name} · what {PeoplesWords.Shorten(here.Partner!.Name, 80)} does", isSubtle: true),
            .. stale.Select(a => Line(here.Initiative, a, culture, size.Longest) with { Separator = true }),
            new TextBlock("The others plan with it. One press is enough; I ask again in three months.") { IsSubtle = true, Separator = true },
        ],
        Actions =
        [
            new Execute(AllStillTrueVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [IdsField] = string.Join(',', stale.Select(a => a.Id)) })
            {
                Title = stale.Count == 1 ? "Still true" : "All still true",
                Style = ActionStyle.Positive,
                AssociatedInputs = AssociatedInputs.None,
            },
            Press(OwnVerb, "Something has changed", here),
        ],
    }));

    public static AdaptiveCard Of(Here here, CommonAgenda agenda, SharedActivity? activity) => Draw(here, agenda, new Form(activity is null ? new Dictionary<string, string>() : new Dictionary<string, string>
    {
        [IdField] = activity.Id,
        [WhatField] = activity.What,
        [GoalsField] = string.Join(',', activity.Goals),
        [PlaceField] = activity.Place,
        [ForWhomField] = activity.ForWhom,
        [HowMuchField] = activity.HowMuch,
        [UntilField] = activity.Until is { } until ? NodaTime.Text.LocalDatePattern.Iso.Format(until) : "",
        [ExcelsAtField] = activity.ExcelsAt,
        [DependsOnField] = activity.DependsOn ?? "",
    }), new Dictionary<string, string>());

    public static AdaptiveCard Again(Here here, CommonAgenda agenda, Form typed, IReadOnlyDictionary<string, string> faults) => Draw(here, agenda, typed, faults);

    private static AdaptiveCard Draw(Here here, CommonAgenda agenda, Form fields, IReadOnlyDictionary<string, string> faults)
    {
        var body = new List<Element> { RichTextBlock.Of($"What {here.Partner!.Name} does", TextWeight.Bolder, TextSize.Large) };
        Add(new TextInput { Id = WhatField, Label = "What do you do?", Value = Kept(WhatField), Placeholder = "For example: a reading club after school", IsRequired = true, ErrorMessage = "What do you do?" });
        if (agenda.Goals.Count > 0)
        {
            Add(new ChoiceInput([.. agenda.Goals.Select(g => new Choice(PeoplesWords.Plain(PeoplesWords.Shorten(g.Text, 100)), g.Id))]) { Id = GoalsField, Label = "Towards which goals?", Value = Kept(GoalsField), IsMultiSelect = true, Style = ChoiceStyle.Expanded });
        }

        Add(new TextInput { Id = PlaceField, Label = "Where?", Value = Kept(PlaceField), Placeholder = "A neighbourhood, a school; empty for everywhere" });
        Add(new TextInput { Id = ForWhomField, Label = "For whom?", Value = Kept(ForWhomField) });
        Add(new TextInput { Id = HowMuchField, Label = "How much?", Value = Kept(HowMuchField), Placeholder = "For example: 40 children, twice a week" });
        Add(new DateInput { Id = UntilField, Label = "Until when?", Value = Kept(UntilField) });
        Add(new TextInput { Id = ExcelsAtField, Label = "What are you especially good at?", Value = Kept(ExcelsAtField) });
        var others = here.Initiative.Partners.Where(p => p.Id != here.Partner.Id).Take(60).ToArray();
        if (others.Length > 0)
        {
            Add(new ChoiceInput([.. others.Select(p => new Choice(PeoplesWords.Plain(PeoplesWords.Shorten(p.Name, 60)), p.Id))]) { Id = DependsOnField, Label = "Whose work does it need?", Value = Kept(DependsOnField), Placeholder = "Nobody's", Style = ChoiceStyle.Compact });
        }

        return new AdaptiveCard
        {
            FallbackText = "What you do",
            Body = body,
            Actions = [new Execute(SaveVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [IdField] = fields[IdField] }) { Title = "Save" }],
        };

        string? Kept(string field) => fields.Has(field) ? fields[field] : null;

        void Add(Input input)
        {
            body.Add(input);
            body.AddRange(FieldFaults.At(input.Id!, faults));
        }
    }

    private static Table Matrix(Initiative initiative, CommonAgenda agenda, SharedActivity[] activities, CultureInfo culture) => new(
        [new TableColumn(4), .. agenda.Goals.Select(_ => new TableColumn())],
        [
            Row(["Goal", .. agenda.Goals.Select((_, i) => (i + 1).ToString(culture))]),
            .. activities.GroupBy(a => a.Partner).OrderBy(g => Name(initiative, g.Key)).Take(MostRows).Select(g => Row(
                [PeoplesWords.Shorten(Name(initiative, g.Key), 40), .. agenda.Goals.Select(goal => g.Any(a => a.Goals.Contains(goal.Id)) ? "yes" : "–")])),
        ])
    {
        ShowGridLines = true,
    };

    private static TableRow Row(IEnumerable<string> cells) => new([.. cells.Select(c => new TableCell([RichTextBlock.Of(c, size: TextSize.Small)]))]);

    /// <summary>What a partner does, in one line that begins with its name.</summary>
    internal static RichTextBlock Line(Initiative initiative, SharedActivity activity, CultureInfo culture, int longest) => new(
    [
        TextRun.Plain(PeoplesWords.Shorten(Name(initiative, activity.Partner), Math.Max(longest, 40)) + ": ") with { Weight = TextWeight.Bolder },
        TextRun.Plain(string.Join(" · ", new[]
        {
            activity.What,
            activity.Place,
            longest < 100 ? "" : activity.ForWhom,
            longest < 100 ? "" : activity.HowMuch,
            activity.Until is { } until && longest >= 60 ? "until " + until.ToString("d MMMM yyyy", culture) : "",
            activity.ExcelsAt.Length > 0 && longest >= 100 ? "good at " + activity.ExcelsAt : "",
        }.Where(p => p.Length > 0).Select(p => PeoplesWords.Shorten(p, longest)))),
    ])
    {
        Spacing = Spacing.Small,
    };

    private static string Name(Initiative initiative, string partner) => initiative.Partner(partner)?.Name ?? partner;

    private static string Names(Initiative initiative, IReadOnlyList<string> partners) => string.Join(" and ", partners.Take(3).Select(p => PeoplesWords.Shorten(Name(initiative, p), 40)));

    private static Execute Press(string verb, string title, Here here, SharedActivity? activity = null) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = here.Initiative.Id,
        [IdField] = activity?.Id ?? "",
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };
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
    public static IEnumerable<(string Goal, string Place, IReadOnlyList<string> Partners)> Of(IEnumerable<SharedActivity> activities) => activities
        .Where(a => a.Place.Length > 0)
        .SelectMany(a => a.Goals.Select(g => (Goal: g, a.Partner, a.Place, Key: Folding.Fold(a.Place))))
        .GroupBy(a => (a.Goal, a.Key))
        .Select(g => (g.Key.Goal, g.First().Place, Partners: (IReadOnlyList<string>)[.. g.Select(a => a.Partner).Distinct()]))
        .Where(o => o.Partners.Count > 1);
}
