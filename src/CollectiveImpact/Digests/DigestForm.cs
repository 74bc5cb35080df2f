using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>The form in which the backbone writes a digest: what it says first, and what it leaves out.</summary>
public static class DigestForm
{
    public const string WriteVerb = "digests.write";
    public const string SaveVerb = "digests.savewords";

    private const string HeadlineField = "headline";
    private const string IntroductionField = "introduction";
    private const string NumbersField = "withoutnumbers";
    private const string NumbersFirstField = "numbersfirst";
    private const string LessonsFirstField = "lessonsfirst";
    private const string LessonsField = "withoutlessons";
    private const string HomesField = "homes";
    private const string VersionField = "version";

    /// <summary>Which words the form was drawn with: somebody else's that came since aren't written over unseen.</summary>
    public static string VersionOf(Form form) => form[VersionField];

    public static string VersionOf(DigestWords words) => words.At == Instant.MinValue ? "" : NodaTime.Text.InstantPattern.ExtendedIso.Format(words.At);

    /// <param name="whole">The digest with all that could be left out.</param>
    public static (DigestWords Words, IReadOnlyDictionary<string, string> Faults) Read(Form form, Digest whole, DigestWords before, CultureInfo culture) => Fields(whole, culture).Read(form, before);

    public static AdaptiveCard Of(Digest whole, DigestWords words, CultureInfo culture) =>
        Again(whole, words, Fields(whole, culture).Of(words with { Headline = words.Headline.Length > 0 || words.ByName.Length > 0 ? words.Headline : Propose(whole, culture) }), new Dictionary<string, string>(), culture);

    public static AdaptiveCard Again(Digest whole, DigestWords words, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture, string? news = null) => SizeLadder.Fit(room =>
    {
        var t = new Texts(culture);
        var drawn = Fields(whole, culture).Draw(typed, faults, room);
        return new AdaptiveCard
        {
            FallbackText = t.WriteTitle,
            Body =
            [
                Heading.Of(t.WriteTitle),
                RichTextBlock.Of($"{whole.Initiative.Name} · {whole.Round.Subtitle(culture)}", isSubtle: true),
                .. news is null ? [] : new Element[] { new Container([RichTextBlock.Of(news)]) { Style = ContainerStyle.Warning } },
                .. drawn.Body,
            ],
            Actions =
            [
                new Execute(SaveVerb, drawn.With((Conversation.InitiativeField, whole.Initiative.Id), (DigestCard.RoundField, whole.Round.Id), (VersionField, VersionOf(words)))) { Title = t.SaveWords, Style = ActionStyle.Positive },
            ],
        };
    });

    /// <summary>A headline from the facts: the number that changed most for the good, else how many answered.</summary>
    public static string Propose(Digest digest, CultureInfo culture)
    {
        var t = new Texts(culture);
        var best = digest.Lines
            .Where(l => l.IsFor(Sharing.Partners) && l.Total.Value is not null && l.Before.Count > 0 && l.Before[^1].Value is > 0 && l.Total.ComparesWith(l.Before[^1], l.Indicator))
            .Select(l => (Line: l, Change: (l.Total.Value!.Value - l.Before[^1].Value!.Value) / l.Before[^1].Value!.Value * (l.Indicator.Direction == GoodDirection.Up ? 1 : -1)))
            .Where(c => c.Change > 0)
            .OrderByDescending(c => c.Change)
            .Select(c => c.Line)
            .FirstOrDefault();
        var proposed = best is null
            ? t.HeadlineAnswered(digest.Answered, digest.Asked)
            : t.HeadlineNumber(best.Indicator.Question, best.Total.InWords(best.Indicator, culture), best.Before[^1].InWords(best.Indicator, culture));
        return PeoplesWords.Shorten(proposed, DigestWords.LongestHeadline - 1);
    }

    private static Form<DigestWords> Fields(Digest whole, CultureInfo culture)
    {
        var t = new Texts(culture);
        Choice[] numbers = [.. whole.Lines.Where(l => l.IsFor(Sharing.Partners)).Select(l => new Choice(l.Indicator.Question, l.Indicator.Id))];
        Choice[] lessons = [.. whole.Lessons.Where(l => l.Audience >= Sharing.Partners).DistinctBy(l => DigestWords.KeyOf(l.Lesson)).Select(l => new Choice(l.Text, DigestWords.KeyOf(l.Lesson)))];
        return new(culture,
        [
            new TextField<DigestWords>(HeadlineField, t.Headline, w => w.Headline, (w, text) => w with { Headline = text.Trim() }) { Longest = DigestWords.LongestHeadline },
            new TextField<DigestWords>(IntroductionField, t.Introduction, w => w.Introduction, (w, text) => w with { Introduction = text.Trim() })
            {
                Longest = DigestWords.LongestIntroduction, IsMultiline = true, Placeholder = t.IntroductionExample,
            },
            Several(NumbersFirstField, t.NumbersFirst, numbers, w => w.NumbersFirst, (w, chosen) => w with { NumbersFirst = chosen }),
            Several(NumbersField, t.WithoutNumbers, numbers, w => w.WithoutNumbers, (w, chosen) => w with { WithoutNumbers = chosen }),
            Several(LessonsFirstField, t.LessonsFirst, lessons, w => w.LessonsFirst, (w, chosen) => w with { LessonsFirst = chosen }),
            Several(LessonsField, t.WithoutLessons, lessons, w => w.WithoutLessons, (w, chosen) => w with { WithoutLessons = chosen }),
            OnlyTo(whole.Initiative.Channels, t),
        ]);
    }

    /// <summary>Which of some channels it goes to; where there is but one, nothing is asked.</summary>
    internal static FormPart<DigestWords> OnlyTo(IReadOnlyList<HomeChannel> channels, Texts t) => Several(
        HomesField, t.OnlyTo, channels.Count < 2 ? [] : [.. channels.Select(c => new Choice(c.CalledIn(t.Culture), c.Address.ConversationId))], w => w.Homes, (w, chosen) => w with { Homes = chosen });

    // What was chosen and isn't there any more is chosen all the same.
    private static MultiChoiceField<DigestWords> Several(
        string name, string label, IReadOnlyList<Choice> offered, Func<DigestWords, IReadOnlyList<string>> get, Func<DigestWords, IReadOnlyList<string>, DigestWords> set) =>
        new(name, label, offered, get, set) { Accepts = value => value.Length is > 0 and <= 200, Style = ChoiceStyle.Compact };
}
