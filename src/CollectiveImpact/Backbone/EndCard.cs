using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Backbone;

/// <summary>Draws how an initiative is ended: by two of its backbone staff.</summary>
public static class EndCard
{
    public const string AskVerb = "backbone.askend";
    public const string ConfirmVerb = "backbone.confirmend";
    public const string KeepVerb = "backbone.keep";

    private const string NameField = "name";

    public static string NameOf(Form form) => form[NameField];

    public static string InitiativeOf(Form form) => form[Conversation.InitiativeField];

    public static string? FaultOf(string typed, Initiative initiative) =>
        string.Equals(Words(typed), Words(initiative.Name), StringComparison.OrdinalIgnoreCase) ? null : "That is not its name. Nothing was done.";

    public static AdaptiveCard Form(Initiative initiative, string typed = "", string? fault = null)
    {
        var body = new List<Element>
        {
            RichTextBlock.Of($"Delete {initiative.Name}?", TextWeight.Bolder, TextSize.Large),
            new TextBlock("It takes two of the backbone: another one confirms within 7 days. Then:"),
            new TextBlock("- nothing is asked any more: its schedules are removed, and what is open is closed without a digest"),
            new TextBlock("- every member is told once, and nobody can read in it or say anything in it any more"),
            new TextBlock($"- all that was reported is kept for {Ending.DaysKept} days and then erased"),
            new TextBlock("**It can't be taken back.** Get all data first: press *Export first*, or say **export**."),
            new TextInput { Id = NameField, Label = "To be sure, type the initiative's name", Placeholder = PeoplesWords.Plain(initiative.Name), Value = PeoplesWords.Shorten(typed, 200) },
        };
        if (fault is not null)
        {
            body.Add(FieldFaults.Line(fault));
        }

        return new AdaptiveCard
        {
            FallbackText = $"Delete {initiative.Name}?",
            Body = body,
            Actions =
            [
                Conversation.SayButton("Export first", "export", initiative.Id),
                new Execute(AskVerb, Data(initiative)) { Title = "Ask another of the backbone to confirm", Style = ActionStyle.Destructive },
                new Execute(KeepVerb, Data(initiative)) { Title = "Keep it", AssociatedInputs = AssociatedInputs.None },
            ],
        };
    }

    public static AdaptiveCard Asked(Initiative initiative, Ending ending, CultureInfo culture, DateTimeZone zone) => new()
    {
        FallbackText = "I asked the others of the backbone.",
        Body =
        [
            new TextBlock("I asked the others of the backbone") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"One of {string.Join(", ", initiative.Backbone.Where(m => m.Person != ending.By).Take(6).Select(m => PeoplesWords.Shorten(m.Name, 80)))} must confirm until {Day(ending.Until, culture, zone)}. Until then {initiative.Name} goes on as it was."),
        ],
        Actions = [new Execute(KeepVerb, Data(initiative)) { Title = "Keep it after all" }],
    };

    /// <summary>The question to the others of the backbone.</summary>
    public static AdaptiveCard Confirm(Initiative initiative, Ending ending, CultureInfo culture, DateTimeZone zone) => new()
    {
        FallbackText = $"{ending.ByName} wants to delete {initiative.Name}. Do you confirm?",
        Body =
        [
            RichTextBlock.Of($"{PeoplesWords.Shorten(ending.ByName, 80)} wants to delete {initiative.Name}", TextWeight.Bolder, TextSize.Large),
            new TextBlock($"If you confirm, nothing is asked any more, every member is told, and nobody can read in it. All that was reported is kept for {Ending.DaysKept} days and then erased. **It can't be taken back.** Get all data first: press *Export first*."),
            RichTextBlock.Of($"Without an answer until {Day(ending.Until, culture, zone)}, it goes on.", isSubtle: true),
        ],
        Actions =
        [
            Conversation.SayButton("Export first", "export", initiative.Id),
            new Execute(ConfirmVerb, Data(initiative)) { Title = "Confirm: delete it", Style = ActionStyle.Destructive },
            new Execute(KeepVerb, Data(initiative)) { Title = "Keep it" },
        ],
    };

    public static AdaptiveCard Kept(Initiative initiative) => new()
    {
        FallbackText = $"{initiative.Name} goes on.",
        Body = [RichTextBlock.Of($"{initiative.Name} goes on as it was.", TextWeight.Bolder), new TextBlock("Nothing was deleted, and nobody is asked to confirm any more.")],
    };

    /// <summary>What every member is told, and who confirmed it sees.</summary>
    public static AdaptiveCard Ended(Initiative initiative, Ended ended, CultureInfo culture, DateTimeZone zone) => new()
    {
        FallbackText = $"{initiative.Name} has ended.",
        Body =
        [
            RichTextBlock.Of($"{initiative.Name} has ended", TextWeight.Bolder, TextSize.Large),
            RichTextBlock.Of($"{PeoplesWords.Shorten(ended.AskedBy, 80)} and {PeoplesWords.Shorten(ended.ConfirmedBy, 80)} of its backbone ended it on {Day(ended.At, culture, zone)}. I ask you nothing for it any more."),
            RichTextBlock.Of($"What was reported is kept until {Day(ended.ErasedFrom, culture, zone)}, and then erased. Thank you for all that you did.", isSubtle: true),
        ],
    };

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Day(Instant at, CultureInfo culture, DateTimeZone zone) => at.InZone(zone).Date.ToString("d MMMM yyyy", culture);

    private static Dictionary<string, string> Data(Initiative initiative) => new() { [Conversation.InitiativeField] = initiative.Id };
}
