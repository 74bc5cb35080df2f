using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
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
    private static readonly (int Lines, int Longest)[] Sizes = [(12, 200), (6, 100), (3, 60), (2, 30)];

    public static string IdOf(Form form) => form[IdField];

    /// <summary>The activities that a card asked about together.</summary>
    public static IReadOnlyCollection<string> IdsOf(Form form) => form.Several(IdsField);

    /// <summary>The map: partners and goals, gaps, overlaps, and who needs whom.</summary>
    public static AdaptiveCard Map(Here here, WorkMap map, CultureInfo culture) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var goals = map.Agenda.Goals;
        var body = new List<Element>
        {
            Heading.Of(t.WhoDoesWhat),
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (map.Activities.Count == 0)
        {
            body.Add(new TextBlock(t.NobodyYet));
        }
        else if (goals.Count > 0 && size.Lines > 3)
        {
            body.Add(Matrix(map, t));
        }

        foreach (var (goal, index) in goals.Select((g, i) => (g, i)))
        {
            var serving = map.Towards(goal.Id);
            body.Add(RichTextBlock.Of($"{(index + 1).InNumerals(culture)}. {PeoplesWords.Shorten(goal.Text, size.Longest)}", TextWeight.Bolder) with { Separator = true });
            body.AddRange(serving.Take(size.Lines).Select(a => LineForOthers(here.Initiative, a, culture, size.Longest)));
            if (serving.Count > size.Lines)
            {
                body.Add(new TextBlock(t.More(serving.Count - size.Lines)) { IsSubtle = true, Spacing = Spacing.None });
            }

            if (serving.Count == 0)
            {
                body.Add(new TextBlock(t.Gap) { Spacing = Spacing.None });
            }
        }

        if (map.Elsewhere.Count > 0)
        {
            body.Add(Heading.Section(t.TowardsNoGoal));
            body.AddRange(map.Elsewhere.Take(size.Lines).Select(a => LineForOthers(here.Initiative, a, culture, size.Longest)));
        }

        if (map.WorthATalk(culture, size.Lines, size.Longest) is { Count: > 0 } worth)
        {
            body.Add(Heading.Section(t.WorthATalk));
            body.AddRange(worth.Select(s => RichTextBlock.Of(s) with { Spacing = Spacing.Small }));
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

    private static Table Matrix(WorkMap map, Texts t) => new(
        [new TableColumn(4), .. map.Agenda.Goals.Select(_ => new TableColumn())],
        [
            Row([t.Goal, .. map.Agenda.Goals.Select((_, i) => (i + 1).InNumerals(t.Culture))]),
            .. map.Partners.Take(MostRows).Select(p => Row([PeoplesWords.Shorten(p.Name, 40), .. map.Agenda.Goals.Select(goal => map.Of(p.Id, goal.Id).Any() ? t.Yes : "–")])),
        ])
    {
        ShowGridLines = true,
    };

    private static TableRow Row(IEnumerable<string> cells) => new([.. cells.Select(c => new TableCell([RichTextBlock.Of(c, size: TextSize.Small)]))]);

    /// <summary>What somebody does, where, for whom, how much, until when, and what they are good at in it; where there is little room, less.</summary>
    public static string InWords(SharedActivity activity, CultureInfo culture, int longest = SharedActivity.LongestText)
    {
        var t = new Texts(culture);
        return string.Join(" · ", new[]
        {
            activity.What,
            activity.Place,
            longest < 100 ? "" : activity.ForWhom,
            longest < 100 ? "" : activity.HowMuch,
            activity.Until is { } until && longest >= 60 ? t.Until(until.OnDayOfYear(culture)) : "",
            activity.ExcelsAt.Length > 0 && longest >= 100 ? t.GoodAt(activity.ExcelsAt) : "",
        }.Where(p => p.Length > 0).Select(p => PeoplesWords.Shorten(p, longest)));
    }

    /// <summary>What a partner does, in one line that begins with its name.</summary>
    private static RichTextBlock Line(Initiative initiative, SharedActivity activity, CultureInfo culture, int longest) => new(
    [
        TextRun.Plain(PeoplesWords.Shorten(Name(initiative, activity.Partner), Math.Max(longest, 40)) + ": ") with { Weight = TextWeight.Bolder },
        TextRun.Plain(InWords(activity, culture, longest)),
    ])
    {
        Spacing = Spacing.Small,
    };

    /// <summary>The same where others than the partner read it.</summary>
    internal static RichTextBlock LineForOthers(Initiative initiative, SharedActivity activity, CultureInfo culture, int longest) =>
        Line(initiative, activity, culture, longest).Marked(culture, activity.What, activity.ForWhom, activity.ExcelsAt);

    private static string Name(Initiative initiative, PartnerId partner) => initiative.Partner(partner)?.Name ?? partner;

    private static Execute Press(string verb, string title, Here here, SharedActivity? activity = null) => Conversation.PressButton(verb, title, here.Initiative.Id, (IdField, activity?.Id ?? ""));
}
