using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using CollectiveImpact.Time;

namespace CollectiveImpact.Onboarding;

/// <summary>The form that sets an initiative up, and the welcome of its backbone staff.</summary>
public static class SetUpCard
{
    public const string SaveVerb = "backbone.setup";

    private const string IdField = "id";
    private const string American = "en-US";
    private const string British = "en-GB";
    internal const int LongestName = 80;
    private const int LongestText = 1000;

    /// <summary>Reads the form; without an initiative, the faults say why, by field.</summary>
    public static (Initiative? Initiative, IReadOnlyDictionary<string, string> Faults) Read(Form form, CultureInfo culture)
    {
        var (initiative, faults) = Fields(new Texts(culture)).Read(form, Empty(form[IdField]));
        return (faults.Count > 0 ? null : initiative, faults);
    }

    /// <param name="id">Of the initiative to come: it goes with the form, so that a form that is sent twice sets one initiative up.</param>
    /// <param name="unfinished">An initiative that the person coordinates and hasn't finished setting up, with how far that is; null for none.</param>
    public static AdaptiveCard Form(string id, string? timeZone, CultureInfo culture, (Initiative Initiative, SetUpList List)? unfinished = null)
    {
        var fresh = Empty(id) with { TimeZone = timeZone ?? "Etc/UTC", Language = UsualLanguage(culture) };
        return Draw(Fields(new Texts(culture)).Of(fresh, new Dictionary<string, string> { [IdField] = id }), id, new Dictionary<string, string>(), culture, unfinished);
    }

    /// <param name="id">For a form that came back without one.</param>
    public static AdaptiveCard FormAgain(Form typed, string id, IReadOnlyDictionary<string, string> faults, CultureInfo culture) =>
        Draw(typed, Codes.IsId(typed[IdField]) ? typed[IdField] : id, faults, culture);

    /// <param name="founded">Whether the person has just set it up, or came to it by a code.</param>
    public static AdaptiveCard Welcome(Initiative initiative, bool founded, SetUpList list, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.WelcomeInShort(initiative.Name),
            Body =
            [
                new RichTextBlock([TextRun.Plain(initiative.Name) with { Weight = TextWeight.Bolder, Size = TextSize.Large }]),
                new TextBlock(founded ? t.WelcomeOfFounder : t.WelcomeOfBackbone),
                RichTextBlock.Of(t.WelcomeTimeZone(TimeZones.InWords(initiative.TimeZone, t.Culture)), isSubtle: true),
                .. list.Next is null ? [] : SetUpListCard.Lines(list, culture),
                .. founded ? (IEnumerable<Element>)[] : [IntroductionCard.Promise(culture)],
            ],
            Actions =
            [
                .. list.Next is null ? [Conversation.SayButton(t.Partners, Spoken.Partners, initiative.Id), Conversation.SayButton(t.Help, Spoken.Help)] : SetUpListCard.Buttons(initiative, list, culture),
                .. founded ? (IEnumerable<CardAction>)[] : [IntroductionCard.Begin(initiative, culture), IntroductionCard.End(initiative, t.IntroductionNone)],
            ],
        };
    }

    /// <summary>The languages in which an initiative can write.</summary>
    /// <param name="culture">Of whoever chooses: their own language stands first, with the numbers and dates of their place.</param>
    internal static IReadOnlyList<Choice> Languages(CultureInfo culture)
    {
        var t = new Texts(culture);
        Choice[] all =
        [
            new Choice(t.SetUpEnglishOfBritain, British),
            new Choice(t.SetUpEnglishOfAmerica, American),
            .. Initiatives.Languages.Ours.Where(l => l != Command.English).Select(l => l == Own(culture) ? culture.Name : l).Select(tag => new Choice(Initiatives.Languages.NativeNameOf(tag), tag)),
        ];
        return [.. all.OrderBy(c => c.Value != UsualLanguage(culture))];
    }

    private static string? Own(CultureInfo culture) => Initiatives.Languages.OurOf(culture);

    private static string UsualLanguage(CultureInfo culture) => Own(culture) is { } own && own != Command.English ? culture.Name : culture.Name == American ? American : British;

    private static Initiative Empty(string id) => new(new(id), "", "", "", "", "", [], [], [], []);

    private static Form<Initiative> Fields(Texts t) => new(t.Culture,
    [
        new TextField<Initiative>("name", t.SetUpName, i => i.Name, (i, name) => i with { Name = name }) { Longest = LongestName, Required = t.SetUpNameMissing, Placeholder = t.SetUpNameExample },
        new TextField<Initiative>("vision", t.Vision, i => i.Vision, (i, vision) => i with { Vision = vision }) { Longest = LongestText, Placeholder = t.SetUpVisionExample, IsMultiline = true },
        new TextField<Initiative>("problem", t.SetUpProblem, i => i.Problem, (i, problem) => i with { Problem = problem }) { Longest = LongestText, Placeholder = t.SetUpProblemExample, IsMultiline = true },
        new TimeZoneField<Initiative>("timezone", t.SetUpTimeZone, i => i.TimeZone, (i, zone) => i with { TimeZone = zone! }) { Required = t.SetUpTimeZoneExample },
        new ChoiceField<Initiative>(
            "language", t.SetUpLanguage, Languages(t.Culture), i => i.Language, (i, language) => i with { Language = language! })
        {
            Required = t.SetUpLanguageMissing,
        },
    ]);

    private static IEnumerable<Element> Unfinished(Initiative initiative, SetUpList list, Texts t)
    {
        yield return new Container(
        [
            RichTextBlock.Of(t.StillSettingUp(initiative.Name)),
            new ActionSet([SetUpListCard.NextButton(initiative, list, t.Culture)!, Conversation.SayButton(t.SeeSetUpList, Spoken.SetUpList, initiative.Id)]) { Spacing = Spacing.Small },
        ])
        {
            Style = ContainerStyle.Emphasis,
        };
    }

    private static AdaptiveCard Draw(
        Form shown, string id, IReadOnlyDictionary<string, string> faults, CultureInfo culture, (Initiative Initiative, SetUpList List)? unfinished = null)
    {
        var t = new Texts(culture);
        var form = Fields(t);
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(shown, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.SetUp,
                Body = [.. unfinished is { } going ? Unfinished(going.Initiative, going.List, t) : [], Heading.Of(t.SetUp), new TextBlock(t.SetUpMeans) { IsSubtle = true }, .. drawn.Body],
                Actions = [new Execute(SaveVerb, drawn.With((IdField, id))) { Title = t.Save, Style = ActionStyle.Positive }],
            };
        });
    }
}
