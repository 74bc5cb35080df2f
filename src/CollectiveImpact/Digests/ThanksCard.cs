using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
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
        var t = new Texts(culture);
        var body = new List<Element>
        {
            Heading.Of(t.WhatCameOfIt),
            RichTextBlock.Of($"{digest.Initiative.Name} · {partner.Name} · {digest.Round.Subtitle(culture)}", isSubtle: true),
            new TextBlock(digest.Answered == 1 ? t.YouAnswered : t.YouAndOthersAnswered(digest.Answered - 1, digest.Asked)),
        };
        var lines = digest.Lines.Where(l => l.IsFor(Sharing.Partners) && l.Total.Value is not null && entry.Values.GetValueOrDefault(l.Indicator.Id)?.AsNumber is not null).ToArray();
        foreach (var line in lines.Take(most))
        {
            var target = Trend.AgainstTarget(line.Total.Value, line.Indicator, line.Total.Period.LastDay, culture, line.Total.IsPartial(line.Indicator));
            body.Add(RichTextBlock.Of(line.Indicator.Question, TextWeight.Bolder) with { Separator = true });
            var own = t.You(entry.Values[line.Indicator.Id].InWords(line.Indicator, culture));
            var together = t.Together(line.Total.InWords(line.Indicator, culture), line.Total.Coverage(culture));
            body.Add(RichTextBlock.Of(string.Join(" · ", new[] { own, together, target }.Where(part => part.Length > 0))) with { Spacing = Spacing.Small });
        }

        if (lines.Length > most)
        {
            body.Add(new TextBlock(t.MoreNumbers(lines.Length - most)) { IsSubtle = true });
        }

        if (entry.Learning.Text(LessonKind.Needed).Length > 0)
        {
            var others = digest.Lessons.Count(l => l.Kind == LessonKind.Needed && l.Audience >= Sharing.Partners) - (entry.Learning.Lessons.Any(l => l.Kind == LessonKind.Needed && entry.Learning.AudienceOf(l) >= Sharing.Partners) ? 1 : 0);
            body.Add(new TextBlock(others > 0 ? t.NeedSeenWithOthers(others) : t.NeedSeen) { Separator = true });
        }

        if (digest.Commitments.Count > 0)
        {
            body.Add(Heading.Section(t.WhatBackboneWillDo));
            body.AddRange(digest.Commitments.Take(3).Select(c => DigestCard.Line(c, DigestCard.InWords(c, t), t) with { Spacing = Spacing.Small }));
        }

        if (entry.Commitment.Length > 0)
        {
            body.Add(new TextBlock(t.AsksNextTime) { IsSubtle = true, Separator = true });
        }

        return new AdaptiveCard
        {
            FallbackText = t.WhatCameOfItFor(digest.Round.InWords(culture)),
            Body = body,
            Actions = [Conversation.SayButton(t.ReadDigest, Spoken.Digest, digest.Initiative.Id)],
        };
    }
}
