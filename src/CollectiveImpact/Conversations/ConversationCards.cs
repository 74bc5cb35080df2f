using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>The short cards around a conversation: help, "did you mean", "which initiative".</summary>
public static class ConversationCards
{
    /// <param name="words">Buttons to shared words that come near, before the commands that do.</param>
    public static AdaptiveCard NotUnderstood(string said, IReadOnlyList<SayDoor> guesses, params IReadOnlyList<CardAction> words)
    {
        var shown = PeoplesWords.Something(PeoplesWords.Shorten(said, 80));
        var near = guesses.Count + words.Count > 0 ? ". Did you mean one of these?" : ". Say “help” to see what I can do, or ask “what is …?” for one of our shared words.";
        return new AdaptiveCard
        {
            FallbackText = "I didn't understand that. Say \"help\" to see what I can do.",
            Body =
            [
                new RichTextBlock([TextRun.Plain("I didn't understand "), TextRun.Plain($"“{shown}”") with { Italic = true }, TextRun.Plain(near)]),
            ],
            Actions = [.. words, .. guesses.Select(g => Conversation.SayButton(Capital(g.Phrase.Stem), g.Phrase.Stem)), Conversation.SayButton("Help", "help")],
        };
    }

    /// <summary>How somebody whom a channel doesn't know becomes known.</summary>
    public const string HowToJoin = "If you were given an invite code, say \"join\" and the code to me in our own chat. If I know you from another account, say \"this is me too\" to me there.";

    /// <param name="personal">Whether it is said in the person's own chat; before others, nobody is offered to begin something.</param>
    public static AdaptiveCard NotInAnInitiative(bool personal) => new()
    {
        FallbackText = personal ? "You aren't in an initiative yet. Say \"join\" and your invite code, or \"set up\" to start one." : "I don't know you yet. " + HowToJoin,
        Body = personal
            ?
            [
                new TextBlock("You aren't in an initiative yet") { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextBlockStyle.Heading },
                new TextBlock("If a backbone organisation gave you an invite code, say **join** and the code to me in our own chat. To start a new initiative, say **set up**."),
            ]
            :
            [
                new TextBlock("I don't know you yet") { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextBlockStyle.Heading },
                new TextBlock(HowToJoin),
            ],
        Actions = personal ? [Conversation.SayButton("Set up an initiative", "set up")] : null,
    };

    /// <summary>What a home channel's initiative tells everybody there, and how to become a member of it.</summary>
    /// <param name="said">What wasn't understood, if anything.</param>
    public static AdaptiveCard ForVisitors(Initiative initiative, IReadOnlyList<SayDoor> doors, string? said = null) => new()
    {
        FallbackText = $"What I can tell you here of {initiative.Name}",
        Body =
        [
            .. said is null ? [] : new[] { new RichTextBlock([TextRun.Plain("I didn't understand "), TextRun.Plain($"“{PeoplesWords.Shorten(said, 80)}”") with { Italic = true }, TextRun.Plain(".")]) },
            RichTextBlock.Of(initiative.Name, TextWeight.Bolder, TextSize.Medium),
            new TextBlock("I don't know you here yet. In this channel I can tell everybody what we work for and measure, what our shared words mean, and the last digest."),
            new TextBlock(HowToJoin) { IsSubtle = true },
        ],
        Actions = [.. doors.Select(d => Conversation.SayButton(Capital(d.Phrase.Stem), d.Phrase.Stem, initiative.Id))],
    };

    public static AdaptiveCard WhichInitiative(IReadOnlyList<Initiative> initiatives, string said)
    {
        const int mostButtons = 6;
        const int longestSaid = 4000;
        // What was said waits on the card; what no definition is as long as is said again after the choice.
        var say = said.Length > longestSaid ? "agenda" : said;
        var names = Initiative.NamesApart(initiatives);
        var card = new AdaptiveCard
        {
            FallbackText = "Which initiative do you mean?",
            Body = [new TextBlock("Which initiative do you mean?") { Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading }],
        };
        var buttons = card with { Actions = [.. initiatives.Select(i => Choose(PeoplesWords.Plain(names[i.Id]), say, i.Id) with { AssociatedInputs = AssociatedInputs.None })] };
        var choice = card with
        {
            Body =
            [
                .. card.Body,
                new ChoiceInput([.. initiatives.Select(i => new Choice(PeoplesWords.Plain(names[i.Id]), i.Id))]) { Id = Conversation.InitiativeField, Label = "Initiative", IsRequired = true, ErrorMessage = "Please choose one." },
            ],
            Actions = [Choose("Choose", say, null)],
        };
        return CardJson.FirstThatFits(initiatives.Count <= mostButtons ? [buttons, choice] : [choice]);
    }

    private static Execute Choose(string title, string say, string? initiative)
    {
        var data = new Dictionary<string, string> { ["say"] = say };
        if (initiative is not null)
        {
            data[Conversation.InitiativeField] = initiative;
        }

        return new Execute(Conversation.ChooseVerb, data) { Title = title };
    }

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
