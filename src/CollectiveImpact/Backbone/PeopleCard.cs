using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Backbone;

/// <summary>Draws everyone in the initiative, and what backbone staff can do about one of them.</summary>
public static class PeopleCard
{
    public const string FindVerb = "backbone.findpeople";
    public const string MakeVerb = "backbone.makebackbone";
    public const string TakeVerb = "backbone.takebackbone";
    public const string AskRemoveVerb = "backbone.askremove";
    public const string RemoveVerb = "backbone.remove";

    private const string PersonField = "person";
    private const string NameField = "name";
    private const string CardField = "card";
    private const string LastOne = "Nobody else runs this initiative. Make somebody else backbone staff first.";

    // The fullest drawing that fits: so many people, so much of each name.
    private static readonly (int People, int Longest)[] Sizes = [(60, 80), (50, 40), (25, 40), (15, 30)];

    /// <summary>Who was chosen, as they are named there; empty for nobody.</summary>
    public static string PersonOf(Form form) => form[PersonField];

    public static string NameOf(Form form) => form[NameField];

    /// <summary>Which drawing of the card was pressed, so that what it does is told once.</summary>
    public static string? CardOf(Form form) => Codes.IsId(form[CardField]) ? form[CardField] : null;

    /// <param name="find">What the names that are listed hold.</param>
    /// <param name="said">What has just been done.</param>
    /// <param name="fault">Why it was not.</param>
    public static AdaptiveCard List(Initiative initiative, CultureInfo culture, string find = "", string? said = null, string? fault = null, string chosen = "")
    {
        var found = initiative.Members
            .Where(m => Spelling.Alike(m.Name).Contains(Spelling.Alike(find), StringComparison.Ordinal) || Spelling.Alike(initiative.Partner(m.PartnerId)?.Name ?? "").Contains(Spelling.Alike(find), StringComparison.Ordinal))
            .OrderByDescending(m => m.Role)
            .ToArray();
        return CardJson.FirstThatFits(Sizes.Select(size => Draw(initiative, found, culture, find, said, fault, chosen, size.People, size.Longest)));
    }

    public static AdaptiveCard AskRemove(Initiative initiative, Member member) => new()
    {
        FallbackText = $"Remove {member.Name}?",
        Body =
        [
            RichTextBlock.Of($"Remove {Short(member.Name, 80)} from {initiative.Name}?", TextWeight.Bolder, TextSize.Large),
            new TextBlock("I ask them nothing for it any more, and they can't read in it. I tell them so."),
            RichTextBlock.Of(initiative.Partner(member.PartnerId) is { } partner
                ? $"What they reported stays with {partner.Name}.{(initiative.ReportersOf(partner.Id).All(m => m.Person == member.Person) ? " Nobody else reports for it, so it is not asked until you invite somebody." : "")}"
                : "What they said stays."),
            new TextBlock("They can join again with a new invite code.") { IsSubtle = true },
        ],
        Actions =
        [
            Button(RemoveVerb, "Remove", initiative.Id, member.Person.ToString()) with { Style = ActionStyle.Destructive },
            Conversation.SayButton("Keep", "people", initiative.Id),
        ],
    };

    public static string CantTake(Member member, PersonKey by) => member.Person == by
        ? $"You are the only backbone staff. {LastOne}"
        : $"{Short(member.Name, 80)} is the only backbone staff. {LastOne}";

    public static string InWords(Initiative initiative, Member member) => (member.Role, initiative.Partner(member.PartnerId)) switch
    {
        (Role.Backbone, null) => "backbone staff",
        (Role.Backbone, { } partner) => $"backbone staff, reports for {partner.Name}",
        (_, { } partner) => $"reports for {partner.Name}",
        _ => "observer",
    };

    private static AdaptiveCard Draw(Initiative initiative, Member[] found, CultureInfo culture, string find, string? said, string? fault, string chosen, int most, int longest)
    {
        var body = new List<Element>
        {
            new TextBlock("People") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{initiative.Name}: {initiative.Members.Count} {(initiative.Members.Count == 1 ? "person" : "people")}", isSubtle: true),
        };
        if (said is not null)
        {
            body.Add(RichTextBlock.Of(said, TextWeight.Bolder));
        }

        if (fault is not null)
        {
            body.Add(FieldFaults.Line(fault));
        }

        foreach (var member in found.Take(most))
        {
            body.Add(new RichTextBlock(
            [
                TextRun.Plain(Short(member.Name, longest)) with { Weight = TextWeight.Bolder },
                TextRun.Plain($": {Short(InWords(initiative, member), longest + 40)}{(member.WhyNot is { } why ? $" (not reachable: {Reasons.InWords(why, culture)})" : "")}"),
            ])
            {
                Spacing = Spacing.Small,
            });
        }

        if (found.Length == 0)
        {
            body.Add(new TextBlock("Nobody has such a name.") { IsSubtle = true });
        }

        if (found.Length > most || find.Length > 0)
        {
            if (found.Length > most)
            {
                body.Add(new TextBlock($"and {found.Length - most} more") { IsSubtle = true, Spacing = Spacing.Small });
            }

            body.Add(new TextInput { Id = NameField, Label = "Find by a name or a partner", Value = Short(find, 80), Separator = true });
            body.Add(new ActionSet([new Execute(FindVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id }) { Title = "Find" }]));
        }

        var actions = new List<CardAction>();
        if (found.Length > 0)
        {
            body.Add(new ChoiceInput([.. found.Take(most).Select(m => new Choice(PeoplesWords.Plain($"{Short(m.Name, longest)} ({Short(InWords(initiative, m), longest)})"), m.Person.ToString()))])
            {
                Id = PersonField,
                Label = "Choose a person",
                Style = ChoiceStyle.Compact,
                Value = found.Take(most).Any(m => m.Person.ToString() == chosen) ? chosen : null,
                Separator = true,
            });
            // One drawing, one id: what is pressed on it twice is told to the person once.
            var card = Codes.NewId();
            actions.AddRange([Do(MakeVerb, "Make backbone staff"), Do(TakeVerb, "Take backbone role away"), Do(AskRemoveVerb, "Remove from the initiative")]);

            Execute Do(string verb, string title) => new(verb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [CardField] = card }) { Title = title };
        }

        actions.Add(Conversation.SayButton("Partners and invite codes", "partners", initiative.Id));
        return new AdaptiveCard { FallbackText = $"{initiative.Members.Count} people", Body = body, Actions = actions };
    }

    private static Execute Button(string verb, string title, string initiative, string person) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative,
        [PersonField] = person,
        [CardField] = Codes.NewId(),
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };

    private static string Short(string text, int longest) => PeoplesWords.Shorten(text, longest);
}
