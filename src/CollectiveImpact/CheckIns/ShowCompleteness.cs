using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.CheckIns;

/// <summary>Somebody asks how complete the answers are: the backbone sees each partner, a reporter its own, all see the whole.</summary>
public sealed class ShowCompleteness(IGrainFactory grains) : IMemberListener
{
    /// <summary>A quarter of weeks.</summary>
    private const int MostRounds = 12;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var boards = await Task.WhenAll(timetable.Closed.Reverse().Take(MostRounds).Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, r)).Board()));
        var completeness = Completeness.Of(here.Initiative, [.. boards.OfType<Board>()]);
        // In a channel nobody's own numbers are shown.
        return completeness.Rounds.Count == 0
            ? Reply.Says("No check-in has closed yet, so there is nothing to count.")
            : Reply.Shows(CompletenessCard.Of(here, completeness, turn.Culture, turn.IsPersonal));
    }
}

/// <summary>Draws how complete and timely the answers are.</summary>
public static class CompletenessCard
{
    private static readonly int[] Lines = [40, 15, 5];

    public static AdaptiveCard Of(Here here, Completeness completeness, CultureInfo culture, bool personal) =>
        CardJson.FirstThatFits(Lines.Select(most => Draw(here, completeness, culture, personal, most)));

    private static AdaptiveCard Draw(Here here, Completeness completeness, CultureInfo culture, bool personal, int most)
    {
        var body = new List<Element>
        {
            new TextBlock("How complete the answers are") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{here.Initiative.Name} · the last {(completeness.Rounds.Count == 1 ? "check-in" : $"{completeness.Rounds.Count.ToString(culture)} check-ins")}", isSubtle: true),
        };
        Section("By check-in", completeness.Rounds.Select(r => (
            r.Round.Title(culture),
            $"{r.Answered.ToString(culture)} of {r.Asked.ToString(culture)} answered{Skipped(r.Skipped)}{(r.HalfWithin is { } half ? $"; half of them within {InWords(half, culture)}" : "")}")));
        var partners = completeness.Partners.Where(p => personal && (here.IsBackbone || p.Partner.Id == here.Partner?.Id)).ToArray();
        Section(here.IsBackbone ? "By partner" : "You", partners.Select(p => (
            p.Partner.Name,
            $"{p.Answered.ToString(culture)} of {p.Asked.ToString(culture)} answered{Skipped(p.Skipped)}{(p.HalfWithin is { } half ? $"; usually within {InWords(half, culture)}" : "")}")));
        Section("By indicator", completeness.Indicators.Where(i => i.Indicator.Sharing >= (personal ? here.Sees() : Sharing.Partners) && i.Asked > 0).Select(i => (
            i.Indicator.Question,
            $"{i.Given.ToString(culture)} of {i.Asked.ToString(culture)} values, {Figures.Percent(100m * i.Given / i.Asked, culture)}{Because("not collected", i.NotCollected)}{Because("not known yet", i.NotYetKnown)}{Because("doesn't apply", i.NotApplicable)}")));
        if (here.IsBackbone && personal)
        {
            body.Add(new TextBlock("A gap mostly has a reason: somebody is away, or a number is hard to get. Asking helps more than reminding.") { IsSubtle = true, Size = TextSize.Small, Separator = true });
        }

        return new AdaptiveCard { FallbackText = "How complete the answers are", Body = body };

        void Section(string title, IEnumerable<(string Name, string Says)> lines)
        {
            var all = lines.ToArray();
            if (all.Length == 0)
            {
                return;
            }

            body.Add(new TextBlock(title) { Weight = TextWeight.Bolder, Separator = true });
            body.AddRange(all.Take(most).Select(l => new RichTextBlock([TextRun.Plain(l.Name + ": ") with { Weight = TextWeight.Bolder }, TextRun.Plain(l.Says)]) { Spacing = Spacing.Small }));
            if (all.Length > most)
            {
                body.Add(new TextBlock($"and {(all.Length - most).ToString(culture)} more: say “export” for all") { IsSubtle = true, Spacing = Spacing.Small });
            }
        }

        string Because(string why, int count) => count == 0 ? "" : $"; {why}: {count.ToString(culture)}";

        string Skipped(int count) => count == 0 ? "" : $", {count.ToString(culture)} skipped";
    }

    private static string InWords(Duration duration, CultureInfo culture) =>
        duration < Duration.FromHours(1) ? "an hour"
        : duration < Duration.FromHours(48) ? $"{Math.Ceiling(duration.TotalHours).ToString(culture)} hours"
        : $"{Math.Ceiling(duration.TotalDays).ToString(culture)} days";
}
