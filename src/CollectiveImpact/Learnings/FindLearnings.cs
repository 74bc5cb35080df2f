using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Learnings;

/// <summary>Somebody asks what was learned about something: the newest lessons that speak of it, as far as they may read them.</summary>
public sealed class FindLearnings(ILearningStore store) : IMemberListener
{
    // Years of most initiatives, and a second of reading for the largest.
    private const int MostRead = 2_000;
    private const int MostShown = 10;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        // In a channel, all of its members read along.
        var sees = turn.IsPersonal ? here.Sees() : Sharing.Partners;
        var words = turn.Words.GetValueOrDefault("words") ?? "";
        var sought = new Search(words);
        var found = new List<FoundLesson>();
        var read = 0;
        await foreach (var past in store.Newest(here.Initiative.Id, cancel))
        {
            var own = turn.IsPersonal && past.Partner == here.Partner?.Id;
            var partner = here.Initiative.Partner(past.Partner)?.Name ?? past.Partner;
            found.AddRange(past.Learning.Lessons
                .Where(l => past.Learning.AudienceOf(l) >= sees || own)
                .Where(l => l.Signature != Attribution.Nobody || past.Answered >= Lesson.FewestUnattributed || own)
                .Where(l => sought.Finds(l.Text))
                .Select(l => new FoundLesson(l, past.Period, l.SignedAs(partner, past.Learning.By))));
            if (++read == MostRead || found.Count > MostShown)
            {
                break;
            }
        }

        return Reply.Shows(LearningsCard.Of(here.Initiative, words, found.Take(MostShown), found.Count > MostShown, read == MostRead, turn.Culture));
    }
}

/// <summary>A lesson that was found, as it is read.</summary>
public sealed record FoundLesson(Lesson Lesson, Period Period, string SignedAs);

/// <summary>
/// Finds texts that speak of something: every word must begin a word of the text, its last letters left aside, so that
/// "attendance" finds "attended"; or be a tag of it.
/// </summary>
/// <remarks>A cut of four letters, and never below four, stands in for a stemmer in every language that the partners write.</remarks>
public sealed class Search(string words)
{
    private const int Cut = 4;
    private const int Shortest = 4;

    private static readonly CompareInfo Compare = CultureInfo.InvariantCulture.CompareInfo;

    private readonly string[] _stems = [.. WordsOf(words).Select(w => w.Length <= Shortest ? w : w[..Math.Max(Shortest, w.Length - Cut)])];

    public bool Finds(string text)
    {
        var all = WordsOf(text);
        return _stems.All(s => Array.Exists(all, w => Compare.IsPrefix(w, s, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace)));
    }

    // Marks belong to their letters; a tag's hyphens part its words as they do elsewhere.
    private static string[] WordsOf(string text) => text.Split(
        [.. text.Where(c => !char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark and not UnicodeCategory.SpacingCombiningMark).Distinct()],
        StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Draws lessons that were found.</summary>
public static class LearningsCard
{
    private static readonly int[] Lengths = [600, 300, 120, 60];

    public static AdaptiveCard Of(Initiatives.Initiative initiative, string words, IEnumerable<FoundLesson> found, bool more, bool cut, CultureInfo culture) =>
        CardJson.FirstThatFits(Lengths.Select(longest => Draw(initiative, words, [.. found], more, cut, culture, longest)));

    private static AdaptiveCard Draw(Initiatives.Initiative initiative, string words, IReadOnlyList<FoundLesson> found, bool more, bool cut, CultureInfo culture, int longest)
    {
        var title = words.Length == 0 ? "What we learned so far" : $"What we learned about “{PeoplesWords.Shorten(words, 60)}”";
        var body = new List<Element>
        {
            RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Large),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
        };
        if (found.Count == 0)
        {
            body.Add(new TextBlock(words.Length == 0
                ? "Nothing yet: what partners learn can be found here once a check-in has closed."
                : "Nothing that you may read speaks of it. Fewer words find more, and #tags are found too."));
        }

        foreach (var lesson in found)
        {
            body.Add(new RichTextBlock(
            [
                TextRun.Plain(lesson.SignedAs + ": ") with { Weight = TextWeight.Bolder },
                TextRun.Plain(PeoplesWords.Shorten(lesson.Lesson.Text, longest)),
            ])
            { Separator = true });
            body.Add(RichTextBlock.Of(
                $"{Lesson.TitleOf(lesson.Lesson.Kind)} · {lesson.Period.InWords(culture)}{string.Concat(lesson.Lesson.Tags.Select(t => $" · #{t}"))}",
                isSubtle: true,
                size: TextSize.Small) with
            { Spacing = Spacing.None });
        }

        if (more)
        {
            body.Add(new TextBlock("There is more, and older: add a word to find it.") { IsSubtle = true, Separator = true });
        }
        else if (cut)
        {
            body.Add(new TextBlock("Older ones were not looked through.") { IsSubtle = true, Separator = true });
        }

        var tags = found.SelectMany(f => f.Lesson.Tags).Distinct().Take(4).ToArray();
        return new AdaptiveCard
        {
            FallbackText = title,
            Body = body,
            Actions = tags.Length == 0 ? null : [.. tags.Select(t => Conversation.SayButton(PeoplesWords.Plain("#" + t), $"learned about {t}", initiative.Id))],
        };
    }
}
