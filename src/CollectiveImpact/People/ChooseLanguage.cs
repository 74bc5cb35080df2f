using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Shows in which language somebody is written to, and keeps another when they choose one.</summary>
public sealed class ChooseLanguage(IGrainFactory grains) : IListener, IAnswerWords
{
    // Its name alone will do: whoever can't read what stands here has nothing else to say.
    public async Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel)
    {
        var said = Sentence.Seen(turn.Said).Trim(' ', '.', '!', '"', '“', '”');
        return turn.IsPersonal && Languages.Named(said) is { } named && Languages.OurOf(CultureInfo.GetCultureInfo(named)) is not null
            ? await Answer(turn with { Words = new Dictionary<string, string> { ["tongue"] = said } }, cancel)
            : null;
    }

    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var person = grains.GetGrain<IPersonGrain>(turn.Person.ToString());
        var said = turn.Words.GetValueOrDefault("tongue");
        var chosen = turn.Press is not null ? LanguageCard.LanguageOf(turn.Form)
            : said is not null && Languages.Named(said) is { } named ? Languages.OurOf(CultureInfo.GetCultureInfo(named))
            : null;
        if (chosen is null || (chosen.Length > 0 && !Languages.Ours.Contains(chosen)))
        {
            return Reply.Shows(LanguageCard.Of(turn.Culture, (await person.Get()).Language is not null, said));
        }

        var known = await person.Speak(chosen.Length == 0 ? null : chosen, turn.ToldCulture);
        // It is said in the language that was chosen.
        var culture = Languages.CultureOf(known.Culture, turn.ToldCulture);
        return Reply.Shows(LanguageCard.Of(culture, known.Language is not null) with { Rtl = culture.TextInfo.IsRightToLeft });
    }
}

/// <summary>Draws the languages that can be chosen, each as who reads it calls it.</summary>
internal static class LanguageCard
{
    public const string ChooseVerb = "people.language";

    private const string LanguageField = "language";

    public static string LanguageOf(Form form) => form[LanguageField];

    /// <param name="isChosen">Whether the person has chosen it; else it is as their client tells.</param>
    /// <param name="unknown">What was said, and is no language that we write.</param>
    public static AdaptiveCard Of(CultureInfo culture, bool isChosen, string? unknown = null)
    {
        var t = new Texts(culture);
        var own = Languages.ReadIn(culture);
        return new AdaptiveCard
        {
            FallbackText = t.LanguageTitle,
            Body =
            [
                Heading.Of(t.LanguageTitle),
                .. unknown is null ? Array.Empty<Element>() : [RichTextBlock.Of(t.LanguageUnknown(PeoplesWords.Shorten(unknown, 80)))],
                new TextBlock(isChosen ? t.LanguageAsChosen : t.LanguageAsClient),
                new TextBlock(t.LanguageMeans) { IsSubtle = true, Spacing = Spacing.Small },
                .. Languages.Ours.Where(l => l != own).Chunk(3).Select(some => new ActionSet([.. some.Select(l => Button(Languages.NativeName(l), l))])),
            ],
            Actions = [Conversation.SayButton(t.Help, Spoken.Help), .. isChosen ? [Button(t.LanguageAsTeams, "")] : Array.Empty<CardAction>()],
        };
    }

    private static Execute Button(string title, string language) =>
        new(ChooseVerb, new Dictionary<string, string> { [LanguageField] = language }) { Title = title, AssociatedInputs = AssociatedInputs.None };
}
