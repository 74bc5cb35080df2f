using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Digests;

/// <summary>Members look for an earlier digest: all there are, by month, the newest first.</summary>
public sealed class ShowDigests(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.ForYouAlone);
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get();
        var closed = timetable.Told(here.IsBackbone).Where(r => r.Period.IsReal).ToArray();
        return closed.Length == 0 ? Reply.Says(t.NoDigestYet) : Reply.Shows(ArchiveCard.Of(here.Initiative, timetable, closed, ArchiveCard.FromOf(turn.Form), turn.Culture));
    }
}

/// <summary>Draws the digests that there are, a page at a time.</summary>
public static class ArchiveCard
{
    public const string MoreVerb = "digests.archive";

    private const string FromField = "from";
    private const int OnAPage = 24;
    private const int MostInARow = 6;

    /// <summary>How many are passed over.</summary>
    public static int FromOf(Form form) => form.Number(FromField) ?? 0;

    public static AdaptiveCard Of(Initiative initiative, Timetable timetable, IReadOnlyList<RoundId> closed, int from, CultureInfo culture)
    {
        var t = new Texts(culture);
        from = Math.Clamp(from, 0, (closed.Count - 1) / OnAPage * OnAPage);
        var months = closed.Skip(from).Take(OnAPage).GroupBy(r => Period.Of(r.Period.LastDay, Frequency.Monthly));
        return new AdaptiveCard
        {
            FallbackText = t.Archive,
            Body =
            [
                Heading.Of(t.Archive),
                RichTextBlock.Of($"{initiative.Name} · {t.ArchiveShows(from + 1, Math.Min(from + OnAPage, closed.Count), closed.Count)}", isSubtle: true),
                .. months.SelectMany(m => m.Chunk(MostInARow).Select((some, row) => (Element)new ActionSet([.. some.Select(Button)]) { Spacing = row == 0 ? Spacing.Small : Spacing.None })
                    .Prepend(Heading.Section(t.ArchiveMonth(m.Key.InWords(culture))))),
            ],
            Actions =
            [
                .. from > 0 ? new CardAction[] { Page(t.Newer, from - OnAPage) } : [],
                .. from + OnAPage < closed.Count ? new CardAction[] { Page(t.Older, from + OnAPage) } : [],
                Conversation.SayButton(t.OfferSummary, Spoken.Summary, initiative.Id),
            ],
        };

        CardAction Button(RoundId round) => Conversation.SayButton(
            PeoplesWords.Plain(PreviewDigest.InWords(timetable, round, culture)), Spoken.Digest, initiative.Id, (WhichRound.Place, round));

        CardAction Page(string title, int first) => Conversation.PressButton(MoreVerb, title, initiative.Id, (FromField, first.ToString(CultureInfo.InvariantCulture)));
    }
}
