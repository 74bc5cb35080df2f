using CollectiveImpact.Cards;

namespace CollectiveImpact.Conversations;

/// <summary>What a person sees once, when the bot comes into their own chat.</summary>
public static class WelcomeCard
{
    public static AdaptiveCard Draw() => new()
    {
        FallbackText = "Hello! I help partners of a collective impact initiative to measure and learn together. Say \"help\" to see what I can do.",
        Body =
        [
            new TextBlock("Hello!") { Weight = TextWeight.Bolder, Size = TextSize.Medium, Style = TextBlockStyle.Heading },
            new TextBlock("I help partners of a collective impact initiative to measure and learn together: I ask you for a short check-in, and tell everyone what was learned."),
            new TextBlock("If a backbone organisation gave you an invite code, say **join** and the code. To start a new initiative, say **set up**."),
        ],
        Actions = [Conversation.SayButton("What can you do?", "help"), Conversation.SayButton("Set up an initiative", "set up")],
    };
}
