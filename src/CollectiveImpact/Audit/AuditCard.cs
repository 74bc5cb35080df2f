using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Audit;

/// <summary>Draws who did what, and what of it can be taken back.</summary>
public static class AuditCard
{
    private const int LongestWords = 60;
    private static readonly int[] Lengths = [300, 160, 80];

    public static AdaptiveCard Of(Initiative initiative, string words, IReadOnlyList<Act> acts, bool more, CultureInfo culture, DateTimeZone zone) => CardJson.FirstThatFits(Lengths.Select(longest =>
    {
        var t = new Texts(culture);
        var title = words.Length == 0 ? t.Audit : t.AuditAbout(PeoplesWords.Shorten(words, LongestWords));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. acts.Count == 0 ? [new TextBlock(words.Length == 0 ? t.NothingYet : t.NothingAbout)] : acts.SelectMany(a => Line(a, longest, t, zone)),
                .. more ? new Element[] { new TextBlock(t.Older) { IsSubtle = true, Separator = true } } : [],
            ],
            Actions = acts.Count == 0 ? null : [Conversation.SayButton(t.UndoTitle, Spoken.Undo, initiative.Id)],
        };
    }));

    public static AdaptiveCard Undo(Initiative initiative, IReadOnlyList<(Act Act, CardAction Button)> acts, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.UndoTitle,
            Body =
            [
                Heading.Of(t.UndoTitle),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. acts.SelectMany(a => Line(a.Act, Lengths[^1], t, zone).Append(new ActionSet([a.Button]) { Spacing = Spacing.Small })),
            ],
        };
    }

    private static IEnumerable<Element> Line(Act act, int longest, Texts t, DateTimeZone zone)
    {
        yield return RichTextBlock.Of(PeoplesWords.Shorten(act.InWords(t.Culture), longest)) with { Separator = true };
        yield return RichTextBlock.Of(t.DoneBy(act.ByName, act.At.InZone(zone).ToString("ddd d MMMM yyyy HH:mm", t.Culture)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };
    }
}
