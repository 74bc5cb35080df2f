using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;

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
        var which = stays.Take(MostChangesShown).Select(c => $"{here.Initiative.Partner(c.Partner)?.Name ?? c.Partner}, {indicators.FirstOrDefault(i => i.Id == c.Indicator)?.Question ?? c.Indicator}, {c.Period.InWords(culture)} (by {c.ByName})");
        var all = string.Join("; ", which) + (stays.Count > MostChangesShown ? $", and {Counted.Of(stays.Count - MostChangesShown, "more value")}" : "");
        return isTakenBack
            ? $"{import.File} is taken back, but for what was changed meanwhile and stays: {all}."
            : $"I left {import.File} as it is: {(stays.Count == 1 ? "a value of it has" : "some of its values have")} been changed since. {all}. If those should go as well, please correct them by hand.";
    }

    private static AdaptiveCard Draw(Here here, IReadOnlyList<ImportRecord> imports, CultureInfo culture, DateTimeZone zone, string said)
    {
        const string title = "Files that were brought in";
        var body = new List<Element>
        {
            new TextBlock(title) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (said.Length > 0)
        {
            body.Add(RichTextBlock.Of(said, TextWeight.Bolder));
        }

        if (imports.Count == 0)
        {
            body.Add(new TextBlock($"No file has been brought in yet. Say \"{ShowImport.Words}\" to bring one."));
        }

        foreach (var import in imports)
        {
            body.Add(RichTextBlock.Of(import.File, TextWeight.Bolder) with { Separator = true });
            body.Add(RichTextBlock.Of(
                $"{import.ByName}, {Moment(import.At)} · {Counted.Of(import.Values, "value")} of {Counted.Of(import.Partners, "partner")}, {import.From.Id}{(import.From == import.To ? "" : $" to {import.To.Id}")}",
                isSubtle: true,
                size: TextSize.Small) with
            { Spacing = Spacing.None });
            if (import.UndoneAt is { } undone)
            {
                body.Add(RichTextBlock.Of($"Taken back by {import.UndoneByName}, {Moment(undone)}", isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None });
                continue;
            }

            if (!import.IsWhole)
            {
                body.Add(new TextBlock("This broke off before the end. Bring the same file again to complete it, or undo what came in.") { Spacing = Spacing.None });
            }

            body.Add(new ActionSet([new Execute(UndoVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [IdField] = import.Id }) { Title = "Undo", AssociatedInputs = AssociatedInputs.None }]) { Spacing = Spacing.Small });
        }

        if (imports.Any(i => i.UndoneAt is null))
        {
            body.Add(new TextBlock("Undo puts back every value that the file changed, as it was before. What has been changed since stays, and I'll tell you.") { IsSubtle = true, Size = TextSize.Small, Separator = true });
        }

        return new AdaptiveCard { FallbackText = title, Body = body };

        string Moment(Instant at) => at.InZone(zone).ToString("d MMMM yyyy, HH:mm", culture);
    }
}
