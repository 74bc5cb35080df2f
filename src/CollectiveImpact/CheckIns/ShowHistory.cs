using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Schedules;
using CollectiveImpact.Search;

namespace CollectiveImpact.CheckIns;

/// <summary>Somebody asks how an indicator came to be what it is: its totals, its meanings, and what was put right.</summary>
public sealed class ShowHistory(IGrainFactory grains, ReadLateRounds late, IIndicatorStore indicators, IHistoryStore history) : IMemberListener
{
    // Two years of weeks.
    private const int MostTotals = 104;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var sees = here.Sees(turn);
        var own = (await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All()).Where(i => i.Sharing >= sees).ToArray();
        Indicator[] all = [.. own.Select(i => i.In(turn.Culture, here.Initiative.Language))];
        var said = turn.Words.GetValueOrDefault(WhichRound.Place);
        // By the words that the reader sees, else by the initiative's own.
        var meant = said is null ? all : Find(all, said) is { Count: > 0 } found ? found : [.. Find(own, said).Select(f => all.First(i => i.Id == f.Id))];
        if (said is null || meant is not [var indicator])
        {
            return Reply.Shows(HistoryCard.Choose(here.Initiative, meant.Count > 0 ? meant : all, turn.Culture, said, found: meant.Count > 0));
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var (boards, changes) = await late.Of(here, turn.IsPersonal, sees, indicator, timetable, cancel);
        var until = boards.Count > 0 ? boards[0].Round.PeriodOf(indicator) : Period.Of(turn.Now.InZone(here.Zone(turn)).Date, timetable.FrequencyOf(indicator));
        return Reply.Shows(HistoryCard.Of(
            here.Initiative,
            indicator,
            await indicators.Versions(here.Initiative.Id, indicator.Id, cancel),
            [.. (await history.Totals(here.Initiative.Id, indicator.Id, until, MostTotals, cancel)).Where(t => SmallCells.MaySee(sees, indicator, t))],
            changes,
            turn.Culture,
            here.Zone(turn)));
    }

    // By the question or a part of it; else those in which all of the words occur.
    private static IReadOnlyList<Indicator> Find(Indicator[] all, string said)
    {
        string[] words = [.. said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Spelling.Alike).Where(w => w.Length > 0)];
        return Spelling.Called(all, i => i.Question, said) is { Count: > 0 } called ? called
            : words.Length == 0 ? []
            : [.. all.Where(i => Spelling.Alike(i.Question) is var question && Array.TrueForAll(words, w => question.Contains(w, StringComparison.Ordinal)))];
    }
}

/// <summary>What is said on an indicator's history beside people's own words, the same on a page as on a card.</summary>
public sealed class HistoryWords(CultureInfo culture)
{
    private readonly Texts _t = new(culture);

    public string WhatItMeant => _t.WhatItMeant;

    public string ANewTrendBegins => _t.ANewTrendBegins;

    public string WhatWasChanged => _t.WhatWasChanged;

    public string NothingWasChanged => _t.NothingWasChanged;
}

/// <summary>Draws an indicator's history.</summary>
public static class HistoryCard
{
    private const string ChartPart = "history.chart";
    private const int MostButtons = 6;

    private static readonly (int Totals, int Changes, int Longest)[] Sizes = [(12, 20, 300), (12, 10, 150), (6, 5, 60), (3, 3, 60)];

    public static AdaptiveCard Of(
        Initiative initiative, Indicator indicator, IReadOnlyList<Indicator> versions, IReadOnlyList<Total> totals, IReadOnlyList<ValueChange> changes, CultureInfo culture, DateTimeZone zone) =>
        CardJson.FirstThatFits(Sizes.Select(size => Draw(initiative, indicator, versions, totals, changes, culture, zone, size)));

    /// <param name="said">What was asked for; null when nothing was.</param>
    /// <param name="found">Whether the indicators are those in which it occurs, or all.</param>
    public static AdaptiveCard Choose(Initiative initiative, IReadOnlyList<Indicator> indicators, CultureInfo culture, string? said = null, bool found = false) =>
        Choose(initiative, indicators, new Texts(culture), said is null ? null : PeoplesWords.Shorten(said, 80), found);

    private static AdaptiveCard Choose(Initiative initiative, IReadOnlyList<Indicator> indicators, Texts t, string? said, bool found)
    {
        Indicator[] current = [.. indicators.Where(i => !i.Retired)];
        return new()
        {
            FallbackText = t.WhoseHistory,
            Body =
            [
                Heading.Small(t.WhichHistory),
                .. said is null ? [] : new[] { RichTextBlock.Of(found ? t.OccursInSeveral(said) : t.NoIndicator(said)) },
                // What has a button isn't named twice.
                .. indicators.Count == 0 ? [RichTextBlock.Of(t.NoIndicatorsYet, isSubtle: true)]
                    : current.Length > MostButtons ? [RichTextBlock.Of(t.SayHistory(string.Join(", ", current.Skip(MostButtons).Select(i => PeoplesWords.Shorten(i.Question, 80)))), isSubtle: true)]
                    : Array.Empty<Element>(),
            ],
            Actions = current.Length == 0 ? null : [.. current.Take(MostButtons).Select(i => Conversation.SayButton(PeoplesWords.Plain(PeoplesWords.Shorten(i.Question, 40)), Spoken.History, initiative.Id, (WhichRound.Place, i.Question)))],
        };
    }

    private static AdaptiveCard Draw(
        Initiative initiative, Indicator indicator, IReadOnlyList<Indicator> versions, IReadOnlyList<Total> totals, IReadOnlyList<ValueChange> changes, CultureInfo culture, DateTimeZone zone, (int Totals, int Changes, int Longest) size)
    {
        var t = new Texts(culture);
        var (mostTotals, mostChanges, longest) = size;
        var body = new List<Element>
        {
            RichTextBlock.Of(indicator.Question, TextWeight.Bolder, TextSize.Large),
            RichTextBlock.Of(t.ItsHistory(initiative.Name), isSubtle: true),
        };
        if (totals.Count == 0)
        {
            body.Add(new TextBlock(t.NothingClosedToSee));
        }
        else if (Kind.Of(indicator.Kind).IsNumeric)
        {
            TrendPoint[] series = [.. totals.Select(x => TrendPoint.Of(x, indicator))];
            var (last, hasTrend) = (totals[^1], Kind.Of(indicator.Kind).HasTrend);
            var moved = hasTrend && last.Value is { } now && !last.IsPartial(indicator) ? Insight.Moved(now, [.. series.Where(s => s.Version == last.Version).SkipLast(1)], indicator, culture) : "";
            var line = hasTrend ? Sparkline.Of(indicator, series) : "";
            body.Add(NumberRow.WithLine(last.InWords(indicator, culture), line, TextSize.Medium));
            body.Add(RichTextBlock.Of(string.Join(" · ", new[] { moved, Insight.Distance(last.Value, indicator, culture, last.IsPartial(indicator)), last.Coverage(culture) }.Where(s => s.Length > 0)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None });
            body.Add(new ActionSet([new ToggleVisibility([ChartPart]) { Title = t.AsChart }]));
            body.Add(new Container(
            [
                TrendChart.Of(indicator, series, culture),
                .. TrendChart.LeftOut(indicator, series) is > 0 and var leftOut ? [RichTextBlock.Of(t.LeftOut(leftOut), isSubtle: true, size: TextSize.Small)] : Array.Empty<Element>(),
            ])
            { Id = ChartPart, IsVisible = false });

            // The newest first: what it was, how many partners are in it where that isn't as now, and whether somebody put it right since.
            body.AddRange(totals.Reverse().Take(mostTotals).Select(total => RichTextBlock.Of(
                (changes.Any(c => c.Round.PeriodOf(indicator) == total.Period && c.Because is not null), Covered(total)) switch
                {
                    (true, "") => t.CorrectedTotal(total.Period.InWords(culture), total.InWords(indicator, culture)),
                    (true, var covered) => t.CorrectedTotalFrom(total.Period.InWords(culture), total.InWords(indicator, culture), covered),
                    (_, "") => t.LastTotal(total.Period.InWords(culture), total.InWords(indicator, culture)),
                    (_, var covered) => t.LastTotalFrom(total.Period.InWords(culture), total.InWords(indicator, culture), covered),
                },
                isSubtle: true) with
            { Spacing = Spacing.Small }));

            string Covered(Total total) => total.Coverage(culture) is var covered && covered == last.Coverage(culture) ? "" : covered;
            if (totals.Count > mostTotals)
            {
                body.Add(new TextBlock(t.EarlierTotals(totals.Count - mostTotals)) { IsSubtle = true, Spacing = Spacing.Small });
            }
        }

        if (versions.Count > 1)
        {
            body.Add(Heading.Section(t.WhatItMeant));
            body.AddRange(versions.Select(v => RichTextBlock.Of(
                $"{v.Version.InNumerals(culture)}. {PeoplesWords.Shorten(v.Definition.Length == 0 ? v.Question : v.Definition, longest)}{(v.WhatChanged.Length == 0 ? "" : $" ({PeoplesWords.Shorten(v.WhatChanged, longest)})")}{(v.ComparesFrom == v.Version && v.Version > 1 ? " · " + t.ANewTrendBegins : "")}") with
            { Spacing = Spacing.Small }));
        }

        body.AddRange(WhatWasChanged(initiative, indicator, changes, zone, mostChanges, longest, t));
        return new AdaptiveCard { FallbackText = t.HistoryOf(PeoplesWords.Shorten(indicator.Question, 80)), Body = body };
    }

    private static List<Element> WhatWasChanged(Initiative initiative, Indicator indicator, IReadOnlyList<ValueChange> changes, DateTimeZone zone, int mostChanges, int longest, Texts t)
    {
        var body = new List<Element> { Heading.Section(t.WhatWasChanged) };
        if (changes.Count == 0)
        {
            return [new TextBlock(t.NothingWasChanged) { IsSubtle = true, Separator = true }];
        }

        foreach (var change in changes.OrderByDescending(c => c.At).Take(mostChanges))
        {
            body.Add(new RichTextBlock(
            [
                TextRun.Plain($"{PeoplesWords.Shorten(initiative.Partner(change.Partner)?.Name ?? change.Partner, longest)}, {change.Round.InWords(t.Culture)}: ") with { Weight = TextWeight.Bolder },
                TextRun.Plain(change.WhatInWords(indicator, longest, t.Culture)),
                TextRun.Plain("  " + change.HowInWords(longest, t.Culture, zone)) with { IsSubtle = true },
            ])
            { Spacing = Spacing.Small }.Marked(t.Culture, change.Because));
        }

        if (changes.Count > mostChanges)
        {
            body.Add(new TextBlock(t.MoreChanges) { IsSubtle = true });
        }

        return body;
    }
}
