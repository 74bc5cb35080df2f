using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Digests;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Briefs;

/// <summary>Draws what waits for the backbone, each with the button that deals with it.</summary>
public static class BriefCard
{
    private static readonly (int Lines, int Length)[] Sizes = [(12, 200), (12, 80), (5, 60), (2, 40)];

    public static AdaptiveCard Of(Initiative initiative, Brief brief, CultureInfo culture, DateTimeZone zone) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.InShort(initiative.Name),
            Body =
            [
                Heading.Of(t.Title),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. Summaries(),
                .. Section(t.OpenCheckIns, [.. brief.Open.Select(r => t.OpenUntil(Short(r.Round.Title(culture)), r.Answered, r.Asked, r.Round.ClosesAt.InZone(zone).ToString("dddd d MMMM HH:mm", culture)))], t.SeeStatus, Spoken.Status),
                .. Section(t.ToLookAt, brief.Unusual == 0 ? [] : [t.UnusualNumbers(brief.Unusual)], t.SeeAnswers, Spoken.Answers),
                .. Section(t.OftenMissing, [.. brief.Silent.Select(s => t.MissingTimes(Short(s.Partner.Name), s.Times))], t.WriteToThem, Spoken.MessagePartners),
                .. Section(t.ToAgree(brief.Words.Count), [.. brief.Words.Select(Short)], t.SeeWords, Spoken.Terms),
                .. Section(
                    t.AsksAndConnections,
                    [
                        .. brief.Asks == 0 ? [] : new[] { t.AsksWait(brief.Asks) },
                        .. brief.Connections == 0 ? [] : new[] { t.ConnectionsUnknown(brief.Connections) },
                    ],
                    t.SeeAsks,
                    Spoken.Asks),
                .. Section(
                    t.ActionsDue,
                    [.. brief.Actions.Where(a => a.By is not null).Select(a => a.Owner.Length == 0 ? t.Due(Short(a.Text), Day(a.By!.Value)) : t.DueBy(Short(a.Text), Short(a.Owner), Day(a.By!.Value)))],
                    t.SeeAgenda,
                    Spoken.Agenda),
                .. Section(
                    t.StandInsEnd,
                    [.. brief.StandIns.Select(s => t.StandIn(Short(s.Member.Name), Short(initiative.Partner(s.Member.PartnerId)?.Name ?? ""), Day(s.Last)))],
                    t.SeePeople,
                    Spoken.People),
            ],
        };

        string Short(string words) => PeoplesWords.Shorten(words, size.Length);

        string Day(LocalDate day) => day.ToString("dddd d MMMM", culture);

        IEnumerable<Element> Summaries() => brief.Summaries.Count == 0
            ? []
            :
            [
                new TextBlock(t.SummariesReady(brief.Summaries.Count)) { Weight = TextWeight.Bolder, Separator = true },
                new TextBlock(t.ReadAndPost) { Spacing = Spacing.Small },
                new ActionSet([.. brief.Summaries.Select(p => SummaryCard.SeeButton(t.SeeSummary(p.InWords(culture)), initiative.Id, p))]) { Spacing = Spacing.Small },
            ];

        IEnumerable<Element> Section(string title, IReadOnlyList<string> lines, string button, Command command)
        {
            if (lines.Count == 0)
            {
                yield break;
            }

            yield return new TextBlock(title) { Weight = TextWeight.Bolder, Separator = true };
            foreach (var line in lines.Take(size.Lines))
            {
                yield return RichTextBlock.Of(line) with { Spacing = Spacing.Small };
            }

            if (lines.Count > size.Lines)
            {
                yield return new TextBlock(t.More(lines.Count - size.Lines)) { IsSubtle = true, Spacing = Spacing.Small };
            }

            yield return new ActionSet([Conversation.SayButton(button, command, initiative.Id)]) { Spacing = Spacing.Small };
        }
    }));
}
