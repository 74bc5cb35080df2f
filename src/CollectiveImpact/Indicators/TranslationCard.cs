using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>Draws the indicators in another language: what isn't written in it yet, and the form that writes one, each field under the words it stands for.</summary>
public static class TranslationCard
{
    /// <summary>Shows the languages, or with one the indicators and which of them aren't written in it.</summary>
    public const string ListVerb = "indicators.languages";

    public const string WriteVerb = "indicators.inlanguage";

    public const string SaveVerb = "indicators.saveinlanguage";

    private const string LanguageField = "language";
    private const int LongestQuoted = 300;

    private static readonly (int Rows, int Longest)[] Sizes = [(60, 200), (30, 100), (15, 60), (10, 40), (5, 40)];

    /// <summary>A language of the initiative's besides its own; null when the form names none.</summary>
    public static string? LanguageOf(Form form, Initiative initiative) => initiative.OtherLanguage(form[LanguageField]);

    /// <summary>Each language, with how many are written in it.</summary>
    public static AdaptiveCard Choose(Initiative initiative, IReadOnlyList<Indicator> indicators, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.OtherLanguages,
            Body =
            [
                Heading.Of(t.OtherLanguages),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(initiative.Languages.Count == 0 ? t.NoOtherLanguages(Languages.NativeName(initiative.Language)) : t.ReadInTheirs(Languages.NativeName(initiative.Language))),
                .. initiative.Languages.Select(language => new ActionSet([Press(ListVerb, t.WrittenInLanguage(Languages.NativeName(language), Current(indicators).Count(i => !IsMissing(i, language)), Current(indicators).Length), initiative, language)])),
            ],
            Actions = [.. initiative.Languages.Count == 0 ? Array.Empty<CardAction>() : [InFile(initiative, t)], Conversation.SayButton(t.ChooseLanguages, Spoken.GlossaryRules, initiative.Id), Conversation.SayButton(t.BackToIndicators, Spoken.Indicators, initiative.Id)],
        };
    }

    /// <summary>The indicators, those first that aren't written in a language, or were before they were worded anew.</summary>
    public static AdaptiveCard List(Initiative initiative, IReadOnlyList<Indicator> indicators, string language, CultureInfo culture, bool isSaved = false) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        Indicator[] listed = [.. Current(indicators).OrderBy(i => !IsMissing(i, language))];
        var title = t.QuestionsIn(Languages.NativeName(language));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                Heading.Of(title),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. isSaved ? [new TextBlock(t.IsSaved) { Weight = TextWeight.Bolder }] : Array.Empty<Element>(),
                .. listed.Take(size.Rows).Select(i => Row(i, size.Longest)),
                .. listed.Length > size.Rows ? [new TextBlock(t.MoreQuestions(listed.Length - size.Rows)) { IsSubtle = true }] : Array.Empty<Element>(),
            ],
            Actions = [InFile(initiative, t), Press(ListVerb, t.OtherLanguages, initiative, ""), Conversation.SayButton(t.BackToIndicators, Spoken.Indicators, initiative.Id)],
        };

        Container Row(Indicator indicator, int longest)
        {
            var words = indicator.Translations.GetValueOrDefault(language);
            var question = PeoplesWords.Shorten(indicator.Question, longest);
            return new Container(
            [
                RichTextBlock.Of(question, TextWeight.Bolder),
                words is null ? new TextBlock(t.NotWritten) { IsSubtle = true, Spacing = Spacing.None }
                    : RichTextBlock.Of(PeoplesWords.Shorten(words.Question, longest)) with { Spacing = Spacing.None },
                .. words?.IsBehind(indicator) == true ? [new TextBlock(words.Version == indicator.Version ? t.WordedAnew : t.MeansOtherwise) { Color = TextColor.Warning, Size = TextSize.Small, Spacing = Spacing.None }] : Array.Empty<Element>(),
                QuietActions.About(
                    question,
                    Press(WriteVerb, words is null ? t.WriteTranslation : t.Edit, initiative, language, indicator.Id)),
            ])
            {
                Separator = true,
            };
        }
    }));

    /// <summary>The form, with what is written.</summary>
    public static AdaptiveCard Form(Initiative initiative, Indicator indicator, string language, CultureInfo culture)
    {
        var words = indicator.Translations.GetValueOrDefault(language) ?? Nothing(indicator);
        return Draw(initiative, indicator, language, Fields(indicator, new Texts(culture)).Of(words), new Dictionary<string, string>(), culture);
    }

    /// <summary>The form as it was typed, with what is wrong at its fields.</summary>
    public static AdaptiveCard Again(Initiative initiative, Indicator indicator, string language, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture) =>
        Draw(initiative, indicator, language, typed, faults, culture);

    /// <summary>Reads the form.</summary>
    /// <returns>Null words when all is empty: the question isn't there in this language.</returns>
    public static (IndicatorWords? Words, IReadOnlyDictionary<string, string> Faults) Read(Form form, Indicator indicator, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (words, faults) = Fields(indicator, t).Read(form, Nothing(indicator));
        if (words == Nothing(indicator) with { Categories = words.Categories } && words.Categories.Count == 0)
        {
            return (null, faults);
        }

        if (words.Question.Length == 0)
        {
            // One that is too long says so.
            faults.TryAdd(IndicatorFields.QuestionField, t.QuestionMissing);
        }

        return (words, faults);
    }

    /// <summary>What the form finds wrong with words that came another way, by its fields.</summary>
    internal static IReadOnlyDictionary<string, string> FaultsOf(IndicatorWords words, Indicator indicator, CultureInfo culture) =>
        Read(Fields(indicator, new Texts(culture)).Of(words), indicator, culture).Faults;

    private static Indicator[] Current(IReadOnlyList<Indicator> indicators) => [.. indicators.Where(i => !i.Retired)];

    private static bool IsMissing(Indicator indicator, string language) => indicator.Translations.GetValueOrDefault(language)?.IsBehind(indicator) != false;

    /// <summary>The words of a language in which nothing is written yet.</summary>
    internal static IndicatorWords Nothing(Indicator indicator) => new("", indicator.Version, indicator.Question);

    // What isn't there has nothing to be said in another language; the question always is.
    private static Form<IndicatorWords> Fields(Indicator indicator, Texts t) => new(
        t.Culture,
        [
            .. IndicatorText.Of(indicator).Where((text, i) => i == 0 || text.Own.Length > 0).Select(text =>
                new TextField<IndicatorWords>(text.Field, t.InOwnWords(text.Label(t), PeoplesWords.Plain(PeoplesWords.Shorten(text.Own, LongestQuoted))), text.Get, text.Set) { Longest = text.Longest, IsMultiline = text.IsLong }),
        ]);

    private static AdaptiveCard Draw(Initiative initiative, Indicator indicator, string language, Form shown, IReadOnlyDictionary<string, string> faults, CultureInfo culture)
    {
        var t = new Texts(culture);
        var form = Fields(indicator, t);
        var title = t.QuestionIn(Languages.NativeName(language));
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(shown, faults, room);
            return new AdaptiveCard
            {
                FallbackText = title,
                Body =
                [
                    Heading.Of(title),
                    RichTextBlock.Of(initiative.Name, isSubtle: true),
                    new TextBlock(t.EmptyIsOwn) { IsSubtle = true, Size = TextSize.Small },
                    .. drawn.Body,
                ],
                Actions =
                [
                    new Execute(SaveVerb, drawn.With((Conversation.InitiativeField, initiative.Id), (IndicatorForm.IdField, indicator.Id), (LanguageField, language))) { Title = t.Save, Style = ActionStyle.Positive },
                    Press(ListVerb, t.Cancel, initiative, language),
                ],
            };
        });
    }

    private static Execute InFile(Initiative initiative, Texts t) => Conversation.SayButton(t.TranslateInFile, Spoken.TranslateQuestions, initiative.Id);

    private static Execute Press(string verb, string title, Initiative initiative, string language, string indicator = "") =>
        Conversation.PressButton(verb, title, initiative.Id, (LanguageField, language), (IndicatorForm.IdField, indicator));
}
