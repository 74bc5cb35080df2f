using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Somebody asks how complete the answers are: the backbone sees each partner, a reporter its own, all see the whole.</summary>
public sealed class ShowCompleteness(IGrainFactory grains) : IMemberListener
{
    /// <summary>A quarter of weeks.</summary>
    private const int MostRounds = 12;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var boards = await Task.WhenAll(timetable.NewestClosed.Take(MostRounds).Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, r)).Board()));
        var completeness = Completeness.Of(here.Initiative, [.. boards.OfType<Board>()]);
        // In a channel nobody's own numbers are shown.
        return completeness.Rounds.Count == 0
            ? Reply.Says(new Texts(turn.Culture).NothingToCount)
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
        var t = new Texts(culture);
        var body = new List<Element>
        {
            Heading.Of(t.HowComplete),
            RichTextBlock.Of($"{here.Initiative.Name} · {t.LastCheckIns(completeness.Rounds.Count)}", isSubtle: true),
        };
        Section(t.ByCheckIn, completeness.Rounds.Select(r => (r.Round.Title(culture), Parts(Answered(r.Answered, r.Asked, r.Skipped), r.HalfWithin is { } half ? t.HalfWithin(InWords(half, t)) : ""))));
        var partners = completeness.Partners.Where(p => personal && (here.IsBackbone || p.Partner.Id == here.Partner?.Id)).ToArray();
        Section(here.IsBackbone ? t.ByPartner : t.You, partners.Select(p => (p.Partner.Name, Parts(Answered(p.Answered, p.Asked, p.Skipped), p.HalfWithin is { } half ? t.UsuallyWithin(InWords(half, t)) : ""))));
        Section(t.ByIndicator, completeness.Indicators.Where(i => i.Indicator.Sharing >= (personal ? here.Sees() : Sharing.Partners) && i.Asked > 0).Select(i => (
            i.Indicator.Question,
            Parts(
                t.ValuesOf(i.Given, i.Asked, Figures.Percent(100m * i.Given / i.Asked, culture)),
                i.NotCollected > 0 ? t.NotCollected(i.NotCollected) : "",
                i.NotYetKnown > 0 ? t.NotYetKnown(i.NotYetKnown) : "",
                i.NotApplicable > 0 ? t.NotApplicable(i.NotApplicable) : ""))));
        if (here.IsBackbone && personal)
        {
            body.Add(new TextBlock(t.GapsHaveReasons) { IsSubtle = true, Size = TextSize.Small, Separator = true });
        }

        return new AdaptiveCard { FallbackText = t.HowComplete, Body = body };

        void Section(string title, IEnumerable<(string Name, string Says)> lines)
        {
            var all = lines.ToArray();
            if (all.Length == 0)
            {
                return;
            }

            body.Add(Heading.Section(title));
            body.AddRange(all.Take(most).Select(l => new RichTextBlock([TextRun.Plain(l.Name + ": ") with { Weight = TextWeight.Bolder }, TextRun.Plain(l.Says)]) { Spacing = Spacing.Small }));
            if (all.Length > most)
            {
                body.Add(new TextBlock(t.MoreInExport(all.Length - most)) { IsSubtle = true, Spacing = Spacing.Small });
            }
        }

        string Answered(int answered, int asked, int skipped) => t.AnsweredOf(answered, asked) + (skipped == 0 ? "" : ", " + t.SkippedMany(skipped));
    }

    private static string Parts(params IEnumerable<string> parts) => string.Join("; ", parts.Where(p => p.Length > 0));

    private static string InWords(Duration duration, Texts t) =>
        duration < Duration.FromHours(1) ? t.AnHour
        : duration < Duration.FromHours(48) ? t.Hours((int)Math.Ceiling(duration.TotalHours))
        : t.Days((int)Math.Ceiling(duration.TotalDays));
}
