using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Draws what came of a partner's answer: its own numbers inside the whole, and what others need too.</summary>
public static class ThanksCard
{
    private static readonly int[] Lines = [12, 6, 2];

    public static AdaptiveCard Of(Digest digest, Entry entry, Partner partner, CultureInfo culture) =>
        CardJson.FirstThatFits(Lines.Select(most => Draw(digest, entry, partner, culture, most)));

    private static AdaptiveCard Draw(Digest digest, Entry entry, Partner partner, CultureInfo culture, int most)
    {
        var body = new List<Element>
        {
            new TextBlock("What came of your check-in") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{digest.Initiative.Name} · {partner.Name} · {digest.Round.Subtitle(culture)}", isSubtle: true),
            new TextBlock(digest.Answered == 1
                ? "You were the one who answered. Thank you."
                : $"You and {Counted.Of(digest.Answered - 1, "other partner")} answered, of {digest.Asked.ToString(culture)}. Thank you."),
        };
        var lines = digest.Lines.Where(l => l.IsFor(Sharing.Partners) && l.Total.Value is not null && entry.Values.GetValueOrDefault(l.Indicator.Id)?.AsNumber is not null).ToArray();
        foreach (var line in lines.Take(most))
        {
            var target = Trend.AgainstTarget(line.Total.Value, line.Indicator, line.Total.Period.LastDay, culture, line.Total.IsPartial(line.Indicator));
            body.Add(RichTextBlock.Of(line.Indicator.Question, TextWeight.Bolder) with { Separator = true });
            body.Add(RichTextBlock.Of(
                $"You: {entry.Values[line.Indicator.Id].InWords(line.Indicator.Unit, culture)} · together: {line.Total.InWords(line.Indicator, culture)}, {line.Total.Coverage(culture)}{(target.Length == 0 ? "" : $" · {target}")}") with
            { Spacing = Spacing.Small });
        }

        if (lines.Length > most)
        {
            body.Add(new TextBlock($"and {Counted.Of(lines.Length - most, "more number")} in the digest") { IsSubtle = true });
        }

        if (entry.Learning.Text(LessonKind.Needed).Length > 0)
        {
            var others = digest.Lessons.Count(l => l.Kind == LessonKind.Needed && l.Audience >= Sharing.Partners) - (entry.Learning.Lessons.Any(l => l.Kind == LessonKind.Needed && entry.Learning.AudienceOf(l) >= Sharing.Partners) ? 1 : 0);
            body.Add(new TextBlock(others > 0
                ? $"The backbone sees what you need. {Counted.Of(others, "other partner")} said what {(others == 1 ? "it needs" : "they need")} too."
                : "The backbone sees what you need, and I look for it among what others offer.")
            { Separator = true });
        }

        if (digest.Commitments.Count > 0)
        {
            body.Add(new TextBlock("What the backbone said it will do") { Weight = TextWeight.Bolder, Separator = true });
            body.AddRange(digest.Commitments.Take(3).Select(c => RichTextBlock.Of(DigestCard.InWords(c, culture)) with { Spacing = Spacing.Small }));
        }

        if (entry.Commitment.Length > 0)
        {
            body.Add(new TextBlock("I will ask you next time about what you will do.") { IsSubtle = true, Separator = true });
        }

        return new AdaptiveCard
        {
            FallbackText = $"What came of your check-in for {digest.Round.InWords(culture)}",
            Body = body,
            Actions = [Conversation.SayButton("Read the digest", "digest", digest.Initiative.Id)],
        };
    }
}
