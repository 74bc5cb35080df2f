using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Learnings;

/// <summary>Somebody asks what was learned about something: the newest lessons that speak of it, as far as they may read them.</summary>
public sealed class FindLearnings(ReadLearnings learnings) : IMemberListener
{
    /// <summary>The place of what it is about, in a phrase.</summary>
    public const string Place = "words";

    private const int MostShown = 10;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var words = turn.Words.GetValueOrDefault(Place) ?? "";
        return Reply.Shows(LearningsCard.Of(here.Initiative, words, await learnings.Of(here, turn.IsPersonal, new(words, MostShown), turn.Culture, cancel), turn.Culture));
    }
}

/// <summary>Draws lessons that were found.</summary>
public static class LearningsCard
{
    private static readonly int[] Lengths = [600, 300, 120, 60];

    public static AdaptiveCard Of(Initiative initiative, string words, FoundLessons found, CultureInfo culture) =>
        CardJson.FirstThatFits(Lengths.Select(longest => Draw(initiative, words, found, culture, longest)));

    /// <summary>What stands where nothing was learned yet.</summary>
    public static string Nothing(CultureInfo culture) => new Texts(culture).NothingYet;

    private static AdaptiveCard Draw(Initiative initiative, string words, FoundLessons found, CultureInfo culture, int longest)
    {
        var t = new Texts(culture);
        var title = words.Length == 0 ? t.Learned : t.LearnedAbout(PeoplesWords.Shorten(words, 60));
        var body = new List<Element>
        {
            Heading.OfOurs(title, isOurs: words.Length == 0),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
        };
        if (found.Lessons.Count == 0)
        {
            body.Add(new TextBlock(words.Length == 0 ? t.NothingYet : t.NothingFound));
        }

        foreach (var lesson in found.Lessons)
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

        if (found.Older is not null)
        {
            body.Add(new TextBlock(found.IsCut ? t.NotLookedThrough : t.Older) { IsSubtle = true, Separator = true });
        }

        var tags = found.Lessons.SelectMany(f => f.Lesson.Tags).Distinct().Take(4).ToArray();
        return new AdaptiveCard
        {
            FallbackText = title,
            Body = body,
            Actions = tags.Length == 0 ? null : [.. tags.Select(tag => Conversation.SayButton(PeoplesWords.Plain("#" + tag), Spoken.Learnings, initiative.Id, (FindLearnings.Place, tag)))],
        };
    }
}
