using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Learnings;

/// <summary>Somebody asks what was learned about something: the newest lessons that speak of it, as far as they may read them.</summary>
public sealed class FindLearnings(ILearningStore store) : IMemberListener
{
    /// <summary>The place of what it is about, in a phrase.</summary>
    public const string Place = "words";

    // Years of most initiatives, and a second of reading for the largest.
    private const int MostRead = 2_000;
    private const int MostShown = 10;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var sees = here.Sees(turn);
        var words = turn.Words.GetValueOrDefault(Place) ?? "";
        var sought = new TextQuery(words, [.. here.Initiative.AllLanguages]);
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
                .Select(l => new FoundLesson(l, past.Period, l.SignedAs(partner, past.Learning.By, turn.Culture))));
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

/// <summary>Draws lessons that were found.</summary>
public static class LearningsCard
{
    private static readonly int[] Lengths = [600, 300, 120, 60];

    public static AdaptiveCard Of(Initiative initiative, string words, IEnumerable<FoundLesson> found, bool more, bool cut, CultureInfo culture) =>
        CardJson.FirstThatFits(Lengths.Select(longest => Draw(initiative, words, [.. found], more, cut, culture, longest)));

    private static AdaptiveCard Draw(Initiative initiative, string words, IReadOnlyList<FoundLesson> found, bool more, bool cut, CultureInfo culture, int longest)
    {
        var t = new Texts(culture);
        var title = words.Length == 0 ? t.Learned : t.LearnedAbout(PeoplesWords.Shorten(words, 60));
        var body = new List<Element>
        {
            Heading.OfOurs(title, isOurs: words.Length == 0),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
        };
        if (found.Count == 0)
        {
            body.Add(new TextBlock(words.Length == 0 ? t.NothingYet : t.NothingFound));
        }

        foreach (var lesson in found)
        {
            body.Add(new RichTextBlock(
            [
                TextRun.Plain(t.Says(lesson.SignedAs) + " ") with { Weight = TextWeight.Bolder },
                TextRun.Plain(PeoplesWords.Shorten(lesson.Lesson.Text, longest)),
            ])
            { Separator = true }.Marked(culture, lesson.Lesson.Text));
            body.Add(RichTextBlock.Of(
                $"{Lesson.TitleOf(lesson.Lesson.Kind, culture)} · {lesson.Period.InWords(culture)}{string.Concat(lesson.Lesson.Tags.Select(tag => $" · #{tag}"))}",
                isSubtle: true,
                size: TextSize.Small) with
            { Spacing = Spacing.None });
        }

        if (more)
        {
            body.Add(new TextBlock(t.Older) { IsSubtle = true, Separator = true });
        }
        else if (cut)
        {
            body.Add(new TextBlock(t.NotLookedThrough) { IsSubtle = true, Separator = true });
        }

        var tags = found.SelectMany(f => f.Lesson.Tags).Distinct().Take(4).ToArray();
        return new AdaptiveCard
        {
            FallbackText = title,
            Body = body,
            Actions = tags.Length == 0 ? null : [.. tags.Select(tag => Conversation.SayButton(PeoplesWords.Plain("#" + tag), Spoken.Learnings, initiative.Id, (FindLearnings.Place, tag)))],
        };
    }
}
