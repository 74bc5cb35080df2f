using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Membership;

/// <summary>Draws what leaving and being forgotten mean, before and after.</summary>
public static class LeaveCard
{
    public const string LeaveVerb = "membership.leave";
    public const string ForgetVerb = "membership.forget";
    public const string StayVerb = "membership.stay";

    // Of a person in more initiatives than that, a card names the first.
    private const int MostNamed = 12;
    private const int LongestName = 80;

    public static string InitiativeOf(Form form) => form[Conversation.InitiativeField];

    public static AdaptiveCard Ask(Here here)
    {
        var reportsAlone = here.Partner is { } partner && here.Initiative.ReportersOf(partner.Id).All(m => m.Person == here.Member.Person);
        return new AdaptiveCard
        {
            FallbackText = $"Leave {here.Initiative.Name}?",
            Body =
            [
                RichTextBlock.Of($"Leave {here.Initiative.Name}?", TextWeight.Bolder, TextSize.Large),
                new TextBlock("From then on I ask you nothing for it, and you can't read in it any more."),
                RichTextBlock.Of(here.Partner is null
                    ? "What you said in it stays."
                    : $"What you reported stays: it belongs to {here.Partner.Name}, and the totals of all partners rest on it."),
                .. reportsAlone ? (IEnumerable<Element>)[RichTextBlock.Of($"Nobody else reports for {here.Partner!.Name}, so it is not asked until somebody else joins for it. Tell {string.Join(", ", here.Initiative.Backbone.Select(m => m.Name).Take(MostNamed))}.")] : [],
                new TextBlock("You can join again with a new invite code.") { IsSubtle = true },
            ],
            Actions =
            [
                new Execute(LeaveVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id }) { Title = "Leave", Style = ActionStyle.Destructive, AssociatedInputs = AssociatedInputs.None },
                Stay("Stay"),
            ],
        };
    }

    public static AdaptiveCard Left(string name) => new()
    {
        FallbackText = $"You have left {name}.",
        Body =
        [
            RichTextBlock.Of($"You have left {name}", TextWeight.Bolder, TextSize.Large),
            new TextBlock("I ask you nothing for it any more. To come back, get a new invite code from its backbone staff, and say **join** and the code."),
        ],
    };

    /// <param name="initiatives">Those that the person leaves with it.</param>
    public static AdaptiveCard AskToForget(IReadOnlyList<Initiative> initiatives) => new()
    {
        FallbackText = "Shall I forget you?",
        Body =
        [
            new TextBlock("Shall I forget you?") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            .. initiatives.Count == 0 ? (IEnumerable<Element>)[] : [RichTextBlock.Of($"You leave {Named(initiatives)}.")],
            new TextBlock("**I delete** what I keep of you: the address of this chat, your name, your time zone and language, and which initiatives you are in."),
            new TextBlock("**What stays**, and why:"),
            new TextBlock("- What you reported stays with your partner, under the partner's name: it was the partner's answer, and the totals of all rest on it."),
            new TextBlock("- Your name stays in the record of who answered, corrected, proposed or decided what, and on the lessons that you signed with it: others rely on knowing whose word that was. To take it off a lesson, say **check in** first and choose *Who reads it, and as whose?*"),
            new TextBlock("- The log of what was sent names your account, not your name: so that nobody is asked twice."),
            new TextBlock("If you write to me again, I know you anew, as somebody who is in no initiative.") { IsSubtle = true },
        ],
        Actions =
        [
            new Execute(ForgetVerb) { Title = "Forget me", Style = ActionStyle.Destructive, AssociatedInputs = AssociatedInputs.None },
            Stay("Don't"),
        ],
    };

    public static AdaptiveCard Forgotten() => new()
    {
        FallbackText = "I have forgotten you.",
        Body =
        [
            new TextBlock("I have forgotten you") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            new TextBlock("You are in no initiative any more, and I don't write to you. You can remove the app now; goodbye, and thank you."),
        ],
    };

    public static AdaptiveCard Stays() => new()
    {
        FallbackText = "Everything stays as it was.",
        Body = [new TextBlock("Everything stays as it was.")],
    };

    /// <summary>Why somebody can't go yet, and what to do about it.</summary>
    /// <param name="alone">The initiatives that nobody else runs.</param>
    public static string CantGo(IReadOnlyList<Initiative> alone, string again) => alone.Any(i => i.Members.Count > 1)
        ? $"You are the only backbone staff of {Named(alone)}, and without any, nobody could run it. Make somebody else backbone staff first: say \"people\" and choose them. Then say \"{again}\" again."
        : $"You are the only one in {Named(alone)}, and without backbone staff, nobody could run it. Make somebody else backbone staff first: say \"partners\", press \"Invite backbone staff\", and pass the code on. Then say \"{again}\" again.";

    private static string Named(IReadOnlyList<Initiative> initiatives) =>
        string.Join(", ", initiatives.Take(MostNamed).Select(i => PeoplesWords.Shorten(i.Name, LongestName))) + (initiatives.Count > MostNamed ? $" and {initiatives.Count - MostNamed} more" : "");

    private static Execute Stay(string title) => new(StayVerb) { Title = title, AssociatedInputs = AssociatedInputs.None };
}
