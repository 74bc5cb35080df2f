using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>The form in which the backbone writes a digest: what it says first, what it tells and in which order, and where it goes.</summary>
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

    private static readonly Room OnAPage = new(int.MaxValue, Answers.LongestLesson);

    /// <summary>Which words the form was drawn with: somebody else's that came since aren't written over unseen.</summary>
    public static string VersionOf(Form form) => form[VersionField];

    public static string VersionOf(DigestWords words) => words.At == Instant.MinValue ? "" : NodaTime.Text.InstantPattern.ExtendedIso.Format(words.At);

    /// <summary>Whether something was typed in this form, whatever was pressed beside it.</summary>
    public static bool IsTyped(Form form) => form.Fields.ContainsKey(VersionField) && form.Fields.ContainsKey(HeadlineField);

    /// <param name="whole">The digest with all that could be left out.</param>
    public static (DigestWords Words, IReadOnlyDictionary<string, string> Faults) Read(Form form, Digest whole, DigestWords before, CultureInfo culture) => Fields(whole, culture, hasRoom: true).Read(form, before);

    /// <param name="hasRoom">Whether all of it is shown, as on a page; else as much as a card in a chat may hold.</param>
    public static AdaptiveCard Of(Digest whole, DigestWords words, CultureInfo culture, bool hasRoom = false) =>
        Again(whole, words, Fields(whole, culture, hasRoom: true).Of(words with { Headline = words.Headline.Length > 0 || words.ByName.Length > 0 ? words.Headline : Propose(whole, culture) }), new Dictionary<string, string>(), culture, hasRoom: hasRoom);

    public static AdaptiveCard Again(Digest whole, DigestWords words, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture, string? news = null, bool hasRoom = false)
    {
        // What is told and where may have been said in the other way, where there was another room for it.
        var arranged = new Dictionary<string, string>();
        foreach (var part in Arrangements(whole, new Texts(culture)))
        {
            part.PutInto(arranged, part.ReadInto(typed, words, new Dictionary<string, string>(), culture), culture);
        }

        var shown = typed.With(arranged);
        return hasRoom ? Draw(OnAPage, isEach: true)
            : CardJson.FirstThatFits(SizeLadder.Forms.Take(2).Select(room => Draw(room, isEach: true)).Concat(SizeLadder.Forms.Select(room => Draw(room, isEach: false))));

        AdaptiveCard Draw(Room room, bool isEach)
        {
            var t = new Texts(culture);
            var drawn = Fields(whole, culture, isEach).Draw(shown, faults, room);
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
        }
    }

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

    private static Form<DigestWords> Fields(Digest whole, CultureInfo culture, bool hasRoom)
    {
        var t = new Texts(culture);
        return new(culture,
        [
            new TextField<DigestWords>(HeadlineField, t.Headline, w => w.Headline, (w, text) => w with { Headline = text.Trim() }) { Longest = DigestWords.LongestHeadline },
            new TextField<DigestWords>(IntroductionField, t.Introduction, w => w.Introduction, (w, text) => w with { Introduction = text.Trim() })
            {
                Longest = DigestWords.LongestIntroduction, IsMultiline = true, Placeholder = t.IntroductionExample,
            },
            .. Arrangements(whole, t).Select(a => a with { HasRoom = hasRoom }),
            OnlyTo(whole.Initiative.Channels, t),
        ]);
    }

    // What is to be told to all partners: the rest isn't posted.
    private static Arrangement[] Arrangements(Digest whole, Texts t)
    {
        Tellable[] numbers = [.. whole.Lines.Where(l => l.IsFor(Sharing.Partners)).Select(l => new Tellable(l.Indicator.Id, l.Indicator.Question, t.OurNumbers))];
        Tellable[] lessons =
        [
            .. DigestCard.KindsInOrder.SelectMany(kind => whole.Lessons.Where(l => l.Kind == kind && l.Audience >= Sharing.Partners).DistinctBy(l => DigestWords.KeyOf(l.Lesson))
                .Select(l => new Tellable(DigestWords.KeyOf(l.Lesson), l.Text, Lesson.TitleOf(kind, t.Culture)))),
        ];
        return
        [
            new(
                "numbers", t.ArrangeNumbers, numbers, w => new(w.WithoutNumbers, w.NumbersFirst), (w, a) => w with { WithoutNumbers = a.Without, NumbersFirst = a.First },
                Several(NumbersField, t.WithoutNumbers, Choices(numbers), w => w.WithoutNumbers, (w, chosen) => w with { WithoutNumbers = chosen }),
                Several(NumbersFirstField, t.NumbersFirst, Choices(numbers), w => w.NumbersFirst, (w, chosen) => w with { NumbersFirst = InOrder(chosen, w.NumbersFirst) }),
                t),
            new(
                "lessons", t.ArrangeLessons, lessons, w => new(w.WithoutLessons, w.LessonsFirst), (w, a) => w with { WithoutLessons = a.Without, LessonsFirst = a.First },
                Several(LessonsField, t.WithoutLessons, Choices(lessons), w => w.WithoutLessons, (w, chosen) => w with { WithoutLessons = chosen }),
                Several(LessonsFirstField, t.LessonsFirst, Choices(lessons), w => w.LessonsFirst, (w, chosen) => w with { LessonsFirst = InOrder(chosen, w.LessonsFirst) }),
                t),
        ];

        static Choice[] Choices(Tellable[] all) => [.. all.Select(o => new Choice(o.Text, o.Id))];

        // A list says what comes first, and not in which order: that stays.
        static IReadOnlyList<string> InOrder(IReadOnlyList<string> chosen, IReadOnlyList<string> before) => [.. before.Where(chosen.Contains), .. chosen.Except(before)];
    }

    /// <summary>Which of some channels it goes to; where there is but one, nothing is asked.</summary>
    internal static FormPart<DigestWords> OnlyTo(IReadOnlyList<HomeChannel> channels, Texts t) => Several(
        HomesField, t.OnlyTo, channels.Count < 2 ? [] : [.. channels.Select(c => new Choice(c.CalledIn(t.Culture), c.Address.ConversationId))], w => w.Homes, (w, chosen) => w with { Homes = chosen });

    // What was chosen and isn't there any more is chosen all the same.
    private static MultiChoiceField<DigestWords> Several(
        string name, string label, IReadOnlyList<Choice> offered, Func<DigestWords, IReadOnlyList<string>> get, Func<DigestWords, IReadOnlyList<string>, DigestWords> set) =>
        new(name, label, offered, get, set) { Accepts = value => value.Length is > 0 and <= 200, Style = ChoiceStyle.Compact };
}
