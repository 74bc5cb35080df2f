using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Audit;

/// <summary>Draws who did what, and what of it can be taken back.</summary>
public static class AuditCard
{
    private const int LongestWords = 60;
    private static readonly (int Acts, int Longest)[] Sizes = [(20, 300), (20, 120), (12, 80), (6, 60)];

    public static AdaptiveCard Of(Initiative initiative, string words, IReadOnlyList<Act> acts, bool more, CultureInfo culture, DateTimeZone zone) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var title = words.Length == 0 ? t.Audit : t.AuditAbout(PeoplesWords.Shorten(words, LongestWords));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                Heading.OfOurs(title, isOurs: words.Length == 0),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. acts.Count == 0 ? [new TextBlock(words.Length == 0 ? t.NothingYet : t.NothingAbout)] : acts.Take(size.Acts).SelectMany(a => Line(a, size.Longest, t, zone)),
                .. more || acts.Count > size.Acts ? new Element[] { new TextBlock(t.Older) { IsSubtle = true, Separator = true } } : [],
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
                .. acts.SelectMany(a => Line(a.Act, Sizes[^1].Longest, t, zone).Append(QuietActions.About(a.Act.InWords(t.Culture), a.Button))),
            ],
        };
    }

    private static IEnumerable<Element> Line(Act act, int longest, Texts t, DateTimeZone zone)
    {
        yield return RichTextBlock.Of(PeoplesWords.Shorten(act.InWords(t.Culture), longest)) with { Separator = true };
        yield return RichTextBlock.Of(t.DoneBy(PeoplesWords.Shorten(act.ByName, longest), act.At.InZone(zone).OnShortWeekdayOfYearAtTime(t.Culture)), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None };
    }
}
