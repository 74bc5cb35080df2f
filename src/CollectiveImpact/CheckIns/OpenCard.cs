using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>Draws what asking everyone would do.</summary>
public static class OpenCard
{
    public const string OpenVerb = "checkin.open";

    private static readonly (int Lines, int Longest)[] Sizes = [(20, 200), (10, 120), (4, 80)];

    /// <param name="round">As it would be opened now.</param>
    /// <param name="asked">What it would ask.</param>
    /// <param name="waiting">What it would not ask, with the terms that nobody has agreed on.</param>
    /// <param name="alone">Whether nobody reads along: else nobody is named.</param>
    public static AdaptiveCard Look(
        Initiative initiative,
        RunningRound round,
        IReadOnlyList<Indicator> asked,
        IReadOnlyList<(Indicator Indicator, IReadOnlyList<string> Terms)> waiting,
        bool alone,
        Instant now,
        CultureInfo culture,
        DateTimeZone zone) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var title = t.AskOpen($"{PeoplesWords.Plain(round.Name)}, {round.Period.InWords(culture)}");
        Member[] people = [.. initiative.Members.Where(m => m.PartnerId is { } p && round.Asks.HasPartner(p) && initiative.IsAsked(m, now))];
        var away = initiative.Reporting.Where(p => alone && round.Asks.HasPartner(p.Id) && initiative.AwayUntil(p.Id, now) is not null).Select(p => p.Name).ToArray();
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                Heading.Of(title),
                RichTextBlock.Of($"{initiative.Name} · {t.Until(CheckInCard.When(round.ClosesAt, zone, culture))}", isSubtle: true),
                new TextBlock(t.WouldBeAsked(people.Length, people.Select(m => m.PartnerId).Distinct().Count(), asked.Count)),
                .. Lines(asked.Select(i => i.Question)),
                .. Lines(waiting.Select(w => t.WouldNotBeAsked(w.Indicator.Question, string.Join(", ", w.Terms)))),
                .. Lines(StatusCard.Unreachable([.. people.Where(m => alone && m.WhyNot is not null).Select(m => (m.Name, Reasons.InWords(m.WhyNot!, culture)))], t)),
                .. away.Length == 0 ? [] : new[] { RichTextBlock.Of(t.AreAway(PeoplesWords.Shorten(string.Join(", ", away), size.Longest))) },
            ],
            Actions =
            [
                CheckInCard.ChooseRound(OpenVerb, waiting.Count == 0 ? t.OpenIt : t.OpenWithout, initiative, round.Id) with { Style = ActionStyle.Positive },
                .. waiting.SelectMany(w => w.Terms).Distinct().Take(2).Select(term => Conversation.SayButton(t.AgreeOn(PeoplesWords.Plain(PeoplesWords.Shorten(term, 40))), Spoken.WhatIs, initiative.Id, (GlossaryCards.TermPlace, term))),
            ],
        };

        IEnumerable<Element> Lines(IEnumerable<string> lines)
        {
            var all = lines.ToArray();
            return
            [
                .. all.Take(size.Lines).Select(l => RichTextBlock.Of("• " + PeoplesWords.Shorten(l, size.Longest)) with { Spacing = Spacing.Small }),
                .. all.Length > size.Lines ? new[] { new TextBlock(t.More(all.Length - size.Lines)) { IsSubtle = true, Spacing = Spacing.Small } } : [],
            ];
        }
    }));
}
