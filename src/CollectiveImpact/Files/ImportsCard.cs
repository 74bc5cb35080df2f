using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Time;

namespace CollectiveImpact.Files;

/// <summary>Draws which files were brought in, each with a way back.</summary>
public static class ImportsCard
{
    public const string UndoVerb = "exchange.undo";

    /// <summary>How many are kept in sight.</summary>
    public const int MostShown = 10;

    private const int MostChangesShown = 5;
    private const string IdField = "import";

    public static string Read(Form form) => form[IdField];

    /// <param name="said">What became of the press, above the list; empty for nothing.</param>
    public static AdaptiveCard Of(Here here, IReadOnlyList<ImportRecord> imports, CultureInfo culture, DateTimeZone zone, string said = "") =>
        CardJson.FirstThatFits(new[] { MostShown, 4, 1 }.Select(most => Draw(here, [.. imports.Take(most)], culture, zone, said)));

    /// <summary>What stays of a file, and why.</summary>
    public static string InWords(ImportRecord import, Here here, bool isTakenBack, IReadOnlyList<ChangedSince> stays, IReadOnlyList<Indicator> indicators, CultureInfo culture)
    {
        var t = new Texts(culture);
        var values = string.Join("; ", stays.Take(MostChangesShown).Select(c => t.ChangedBy(
            here.Initiative.Partner(c.Partner)?.Name ?? c.Partner, indicators.FirstOrDefault(i => i.Id == c.Indicator)?.Question ?? c.Indicator, c.Period.InWords(culture), c.ByName)));
        values = stays.Count > MostChangesShown ? t.AndMoreValues(values, stays.Count - MostChangesShown) : values;
        return isTakenBack ? t.TakenBackBut(import.File, values) : t.LeftAsItIs(import.File, stays.Count, values);
    }

    private static AdaptiveCard Draw(Here here, IReadOnlyList<ImportRecord> imports, CultureInfo culture, DateTimeZone zone, string said)
    {
        var t = new Texts(culture);
        var body = new List<Element>
        {
            Heading.Of(t.FilesBroughtIn),
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (said.Length > 0)
        {
            body.Add(RichTextBlock.Of(said, TextWeight.Bolder));
        }

        if (imports.Count == 0)
        {
            body.Add(new TextBlock(t.NoFileYet(Spoken.Import.In(culture))));
        }

        foreach (var import in imports)
        {
            body.Add(RichTextBlock.Of(import.File, TextWeight.Bolder) with { Separator = true });
            body.Add(RichTextBlock.Of(
                import.From == import.To
                    ? t.ValuesAtOneTime(import.ByName, Moment(import.At), import.Values, import.Partners, import.From.Id)
                    : t.ValuesAtTimes(import.ByName, Moment(import.At), import.Values, import.Partners, import.From.Id, import.To.Id),
                isSubtle: true,
                size: TextSize.Small) with
            { Spacing = Spacing.None });
            if (import.UndoneAt is { } undone)
            {
                body.Add(RichTextBlock.Of(t.TakenBackBy(import.UndoneByName ?? "", Moment(undone)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None });
                continue;
            }

            if (!import.IsWhole)
            {
                body.Add(new TextBlock(t.BrokeOff) { Spacing = Spacing.None });
            }

            body.Add(QuietActions.About($"{import.ByName}, {Moment(import.At)}", Conversation.PressButton(UndoVerb, t.Undo, here.Initiative.Id, (IdField, import.Id))));
        }

        if (imports.Any(i => i.UndoneAt is null))
        {
            body.Add(new TextBlock(t.WhatUndoDoes) { IsSubtle = true, Size = TextSize.Small, Separator = true });
        }

        return new AdaptiveCard { FallbackText = t.FilesBroughtIn, Body = body };

        string Moment(Instant at) => at.InZone(zone).OnDayOfYearAtTime(culture);
    }
}
