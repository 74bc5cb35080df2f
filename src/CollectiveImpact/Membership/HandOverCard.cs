using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Membership;

/// <summary>Draws how a reporter hands over, and reads what they chose.</summary>
public static class HandOverCard
{
    public const string SaveVerb = "membership.handover";

    private const string ThenField = "then";
    private const int LongestName = 100;

    /// <summary>What becomes of who hands over; null when they didn't say.</summary>
    public static AfterHandOver? Read(Form form, Here here) => form.Word<AfterHandOver>(ThenField) is { } then && (then != AfterHandOver.Leaves || MayLeave(here)) ? then : null;

    // Backbone staff leave by a way of their own, which makes sure that somebody is left who runs the initiative.
    private static bool MayLeave(Here here) => !here.IsBackbone;

    public static AdaptiveCard Form(Here here, string? fault = null)
    {
        var partner = PeoplesWords.Shorten(here.Partner!.Name, LongestName);
        var body = new List<Element>
        {
            new TextBlock("Hand over to a colleague") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{here.Initiative.Name} · {partner}", isSubtle: true),
            new TextBlock("You get a code for your colleague. The moment they join, they are asked in your place, with what was answered so far; I introduce them to our work over two weeks."),
            new ChoiceInput(
            [
                new Choice(here.IsBackbone ? "stay backbone staff, and report no more" : "report no more, and read on", nameof(AfterHandOver.LooksOn)),
                .. MayLeave(here) ? [new Choice("leave the initiative", nameof(AfterHandOver.Leaves))] : (IEnumerable<Choice>)[],
                new Choice("go on reporting beside them", nameof(AfterHandOver.ReportsAsWell)),
            ])
            {
                Id = ThenField,
                Label = "Once they have joined, you …",
                Value = nameof(AfterHandOver.LooksOn),
                Style = ChoiceStyle.Expanded,
            },
        };
        if (fault is not null)
        {
            body.Add(FieldFaults.Line(fault));
        }

        return new AdaptiveCard
        {
            FallbackText = "Hand over to a colleague",
            Body = body,
            Actions = [new Execute(SaveVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id }) { Title = "Get the code", Style = ActionStyle.Positive }],
        };
    }

    public static AdaptiveCard Code(Here here, Invite invite, CultureInfo culture, DateTimeZone zone) => new()
    {
        FallbackText = "A code for your colleague",
        Body =
        [
            new RichTextBlock([TextRun.Plain("A code for who reports for "), TextRun.Plain(here.Partner!.Name) with { Weight = TextWeight.Bolder }, TextRun.Plain(invite.Then == AfterHandOver.ReportsAsWell ? " beside you" : " in your place")]),
            RichTextBlock.Of(invite.Code, TextWeight.Bolder, TextSize.ExtraLarge),
            new TextBlock($"Pass it on. They open a chat with me, in any tenant, and say **join {invite.Code}**. Until then everything stays as it is, and I go on asking you."),
            new TextBlock($"It works for one person, until {invite.Expires.InZone(zone).ToString("d MMMM yyyy", culture)}. I tell you when it was used.") { IsSubtle = true },
        ],
    };

    /// <summary>Tells who handed over.</summary>
    /// <param name="member">What they are now; null when they have left.</param>
    public static AdaptiveCard Done(Initiative initiative, string partner, Member successor, Member? member) => new()
    {
        FallbackText = $"{successor.Name} reports for {partner} now.",
        Body =
        [
            RichTextBlock.Of($"{successor.Name} reports for {partner} now", TextWeight.Bolder, TextSize.Medium),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
            new TextBlock(member switch
            {
                null => "You have left the initiative, and I ask you nothing any more. What you reported stays with your organisation. Thank you for all of it.",
                { PartnerId: not null } => "You go on reporting beside them: one answer counts for both of you.",
                { Role: Role.Backbone } => "You are backbone staff as before, and are asked no more for numbers.",
                _ => "You read on: digests, histories, the glossary. I don't ask you for numbers any more. Say **leave** if you want to go. Thank you for all that you reported.",
            }),
        ],
        Actions = member is null ? null : [Conversation.SayButton("The last digest", "digest", initiative.Id), Conversation.SayButton("Help", "help")],
    };
}
