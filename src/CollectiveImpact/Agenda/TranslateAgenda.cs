using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Agenda;

/// <summary>Backbone staff see in which languages the agenda is written, and open one part of it in one of them.</summary>
public sealed class WriteAgendaWords(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var book = await grains.GetGrain<IAgendaGrain>(here.Initiative.Id).Get();
        return Reply.Shows(AgendaWordsCard.LanguageOf(turn.Form, here.Initiative) is { } language && AgendaWordsCard.PartOf(turn.Form) is { } part
            ? AgendaWordsCard.Form(here.Initiative, book, language, part, turn.Culture)
            : AgendaWordsCard.Choose(here.Initiative, book, turn.Culture));
    }
}

/// <summary>Backbone staff save a part of the agenda in another language; what partners endorsed stays what it says in the initiative's own.</summary>
public sealed class SaveAgendaWords(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IAgendaGrain>(here.Initiative.Id);
        var book = await grain.Get();
        if (AgendaWordsCard.LanguageOf(turn.Form, here.Initiative) is not { } language || AgendaWordsCard.PartOf(turn.Form) is not { } part)
        {
            // The language was taken away meanwhile.
            return Reply.Shows(AgendaWordsCard.Choose(here.Initiative, book, turn.Culture));
        }

        var (lines, faults) = AgendaWordsCard.Read(turn.Form, book, part, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(AgendaWordsCard.Again(here.Initiative, book, language, part, turn.Form, faults, turn.Culture));
        }

        book = await grain.Translate(language, lines);
        await audit.Keep(turn, here, ActKind.AgendaWritten, "agenda", here.Initiative.Name, Languages.NativeName(language), cancel: cancel);
        return Reply.Shows(AgendaWordsCard.Choose(here.Initiative, book, turn.Culture, isSaved: true));
    }
}

/// <summary>What of an agenda is written in another language at once.</summary>
public enum AgendaPart
{
    Beginning,
    Goals,
    Actions,
}

/// <summary>Draws the agenda in other languages: what is written in which, and a form with a field under each line as it stands in the initiative's own.</summary>
public static class AgendaWordsCard
{
    /// <summary>Shows the languages, or with one and a part its form.</summary>
    public const string WriteVerb = "agenda.languages";

    public const string SaveVerb = "agenda.saveinlanguage";

    private const string LanguageField = "language";
    private const string PartField = "part";
    private const string LineField = "line.";
    private const int LongestQuoted = 300;

    /// <summary>A language of the initiative's besides its own; null when the form names none.</summary>
    public static string? LanguageOf(Form form, Initiative initiative) => initiative.OtherLanguage(form[LanguageField]);

    public static AgendaPart? PartOf(Form form) => form.Word<AgendaPart>(PartField);

    /// <summary>Each language, and how much of each part is written in it.</summary>
    public static AdaptiveCard Choose(Initiative initiative, AgendaBook book, CultureInfo culture, bool isSaved = false)
    {
        var t = new Texts(culture);
        var own = Languages.NativeName(initiative.Language);
        return new AdaptiveCard
        {
            FallbackText = t.InOtherLanguages,
            Body =
            [
                Heading.Of(t.InOtherLanguages),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. isSaved ? [new TextBlock(t.WordsSaved) { Weight = TextWeight.Bolder }] : Array.Empty<Element>(),
                new TextBlock(initiative.Languages.Count == 0 ? t.NoOtherLanguages(own) : t.ReadInTheirs(own)),
                .. initiative.Languages.SelectMany(Written),
            ],
            Actions = [Conversation.SayButton(t.ChooseLanguages, Spoken.GlossaryRules, initiative.Id), Conversation.SayButton(t.BackToAgenda, Spoken.Agenda, initiative.Id)],
        };

        Element[] Written(string language)
        {
            var (name, words) = (Languages.NativeName(language), book.Words.In(language));
            return
            [
                new TextBlock(name) { Weight = TextWeight.Bolder, Separator = true },
                QuietActions.About(name, [.. Enum.GetValues<AgendaPart>().Select(p => (Part: p, Lines: book.Lines(p))).Where(p => p.Lines.Count > 0).Select(p => Conversation.PressButton(
                    WriteVerb, t.PartWritten(InWords(p.Part, t), p.Lines.Count(words.ContainsKey), p.Lines.Count), initiative.Id, (LanguageField, language), (PartField, p.Part.ToString())))]),
            ];
        }
    }

    public static AdaptiveCard Form(Initiative initiative, AgendaBook book, string language, AgendaPart part, CultureInfo culture) =>
        Draw(initiative, book, language, part, Fields(book, part, LongestQuoted, new Texts(culture)).Of(book.Words.In(language)), new Dictionary<string, string>(), culture);

    /// <summary>The form as it was typed, with what is wrong at its fields.</summary>
    public static AdaptiveCard Again(Initiative initiative, AgendaBook book, string language, AgendaPart part, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture) =>
        Draw(initiative, book, language, part, typed, faults, culture);

    /// <returns>For each line as it stands in the own language, what was written; empty where nothing was.</returns>
    public static (IReadOnlyDictionary<string, string> Lines, IReadOnlyDictionary<string, string> Faults) Read(Form form, AgendaBook book, AgendaPart part, CultureInfo culture)
    {
        var (lines, faults) = Fields(book, part, LongestQuoted, new Texts(culture)).Read(form, new Dictionary<string, string>());
        return (lines, faults);
    }

    private static AdaptiveCard Draw(Initiative initiative, AgendaBook book, string language, AgendaPart part, Form shown, IReadOnlyDictionary<string, string> faults, CultureInfo culture) => SizeLadder.Fit(room =>
    {
        var t = new Texts(culture);
        var title = t.AgendaIn(Languages.NativeName(language));
        var drawn = Fields(book, part, Math.Min(LongestQuoted, room.Letters * 3), t).Draw(shown, faults, room);
        return new AdaptiveCard
        {
            FallbackText = title,
            Body = [Heading.Of(title), RichTextBlock.Of($"{initiative.Name} · {InWords(part, t)}", isSubtle: true), .. drawn.Body],
            Actions =
            [
                new Execute(SaveVerb, drawn.With((Conversation.InitiativeField, initiative.Id), (LanguageField, language), (PartField, part.ToString()))) { Title = t.Save, Style = ActionStyle.Positive },
                Conversation.PressButton(WriteVerb, t.InOtherLanguages, initiative.Id),
            ],
        };
    });

    // A field is called by what its line says, so that none takes the words of another when the agenda is worded anew meanwhile.
    private static Form<IReadOnlyDictionary<string, string>> Fields(AgendaBook book, AgendaPart part, int quoted, Texts t) => new(t.Culture,
    [
        .. book.Lines(part).Select(own => new TextField<IReadOnlyDictionary<string, string>>(
            LineField + Codes.KeyOf(own),
            PeoplesWords.Plain(PeoplesWords.Shorten(own, quoted)),
            words => words.GetValueOrDefault(own, ""),
            (words, written) => new Dictionary<string, string>(words) { [own] = written })
        {
            Longest = part == AgendaPart.Beginning ? CommonAgenda.LongestText : CommonAgenda.LongestLine,
            IsMultiline = part == AgendaPart.Beginning,
        }),
    ]);

    private static string InWords(AgendaPart part, Texts t) => part switch
    {
        AgendaPart.Goals => t.PartGoals,
        AgendaPart.Actions => t.PartActions,
        _ => t.PartBeginning,
    };
}
