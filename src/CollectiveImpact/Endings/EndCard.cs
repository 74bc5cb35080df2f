using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Endings;

/// <summary>Draws how an initiative is ended: by two of its backbone staff.</summary>
public static class EndCard
{
    public const string AskVerb = "backbone.askend";
    public const string ConfirmVerb = "backbone.confirmend";
    public const string KeepVerb = "backbone.keep";

    private const string NameField = "name";
    private const int LongestShown = 200;

    public static InitiativeId InitiativeOf(Form form) => new(form[Conversation.InitiativeField]);

    /// <summary>What is wrong with what was typed, by field; nothing when it is the initiative's name.</summary>
    public static IReadOnlyDictionary<string, string> FaultsOf(Form typed, Initiative initiative, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (name, _) = Fields(initiative, t).Read(typed, "");
        return string.Equals(Words(name), Words(initiative.Name), StringComparison.OrdinalIgnoreCase)
            ? new Dictionary<string, string>()
            : new Dictionary<string, string> { [NameField] = t.EndNotItsName };
    }

    public static AdaptiveCard Form(Initiative initiative, CultureInfo culture) => Draw(initiative, Cards.Fields.Form.Empty, new Dictionary<string, string>(), culture);

    public static AdaptiveCard FormAgain(Initiative initiative, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture) =>
        Draw(initiative, typed.With(new Dictionary<string, string> { [NameField] = PeoplesWords.Shorten(typed[NameField], LongestShown) }), faults, culture);

    public static AdaptiveCard Asked(Initiative initiative, Ending ending, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        var others = string.Join(", ", initiative.Backbone.Where(m => m.Person != ending.By).Take(6).Select(m => PeoplesWords.Shorten(m.Name, 80)));
        return new AdaptiveCard
        {
            FallbackText = t.EndAskedInShort,
            Body = [Heading.Of(t.EndAsked), RichTextBlock.Of(t.EndOneMustConfirm(others, Day(ending.Until, culture, zone), initiative.Name))],
            Actions = [new Execute(KeepVerb, Data(initiative)) { Title = t.EndKeepAfterAll }],
        };
    }

    /// <summary>The question to the others of the backbone.</summary>
    public static AdaptiveCard Confirm(Initiative initiative, Ending ending, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.EndConfirmInShort(ending.ByName, initiative.Name),
            Body =
            [
                RichTextBlock.Of(t.EndConfirm(PeoplesWords.Shorten(ending.ByName, 80), initiative.Name), TextWeight.Bolder, TextSize.Large),
                new TextBlock(t.EndConfirmMeans(Ending.DaysKept)),
                RichTextBlock.Of(t.EndUnlessAnswered(Day(ending.Until, culture, zone)), isSubtle: true),
            ],
            Actions =
            [
                Conversation.SayButton(t.EndExport, Spoken.Export, initiative.Id),
                new Execute(ConfirmVerb, Data(initiative)) { Title = t.EndConfirmIt, Style = ActionStyle.Destructive },
                new Execute(KeepVerb, Data(initiative)) { Title = t.EndKeep },
            ],
        };
    }

    public static AdaptiveCard Kept(Initiative initiative, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.EndKeptInShort(initiative.Name),
            Body = [RichTextBlock.Of(t.EndKept(initiative.Name), TextWeight.Bolder), new TextBlock(t.EndKeptMeans)],
        };
    }

    /// <summary>What every member is told, and who confirmed it sees.</summary>
    public static AdaptiveCard Ended(Initiative initiative, Ended ended, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.EndedInShort(initiative.Name),
            Body =
            [
                RichTextBlock.Of(t.Ended(initiative.Name), TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of(t.EndedBy(PeoplesWords.Shorten(ended.AskedBy, 80), PeoplesWords.Shorten(ended.ConfirmedBy, 80), Day(ended.At, culture, zone))),
                RichTextBlock.Of(t.EndedKeptUntil(Day(ended.ErasedFrom, culture, zone)), isSubtle: true),
            ],
        };
    }

    // Who types something else is told so, however long it is, and isn't told before that the field is required.
    private static Form<string> Fields(Initiative initiative, Texts t) => new(t.Culture,
    [
        new TextField<string>(NameField, t.EndTypeName, typed => typed, (_, typed) => typed) { Longest = LongestShown, Placeholder = PeoplesWords.Plain(initiative.Name) },
    ]);

    private static AdaptiveCard Draw(Initiative initiative, Form shown, IReadOnlyDictionary<string, string> faults, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.EndAsk(initiative.Name),
            Body =
            [
                RichTextBlock.Of(t.EndAsk(initiative.Name), TextWeight.Bolder, TextSize.Large),
                new TextBlock(t.EndTakesTwo),
                new TextBlock(t.EndNothingIsAsked),
                new TextBlock(t.EndAllAreTold),
                new TextBlock(t.EndIsErased(Ending.DaysKept)),
                new TextBlock(t.EndForGood),
                .. Fields(initiative, t).Draw(shown, faults, SizeLadder.Forms[0]).Body,
            ],
            Actions =
            [
                Conversation.SayButton(t.EndExport, Spoken.Export, initiative.Id),
                new Execute(AskVerb, Data(initiative)) { Title = t.EndAskAnother, Style = ActionStyle.Destructive },
                new Execute(KeepVerb, Data(initiative)) { Title = t.EndKeep, AssociatedInputs = AssociatedInputs.None },
            ],
        };
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Day(Instant at, CultureInfo culture, DateTimeZone zone) => at.InZone(zone).Date.OnDayOfYear(culture);

    private static Dictionary<string, string> Data(Initiative initiative) => new() { [Conversation.InitiativeField] = initiative.Id };
}
