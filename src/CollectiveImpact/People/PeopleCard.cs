using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.People;

/// <summary>Draws everyone in the initiative, and what backbone staff can do about one of them.</summary>
public static class PeopleCard
{
    public const string FindVerb = "backbone.findpeople";
    public const string MakeVerb = "backbone.makebackbone";
    public const string TakeVerb = "backbone.takebackbone";
    public const string AskRemoveVerb = "backbone.askremove";
    public const string RemoveVerb = "backbone.remove";
    public const string RestoreVerb = "backbone.restore";

    private const string PersonField = "person";
    private const string NameField = "name";
    private const string CardField = "card";

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
    /// <param name="card">Of this drawing: what is pressed on it twice is told to the person once.</param>
    public static AdaptiveCard List(Initiative initiative, string card, CultureInfo culture, string find = "", string? said = null, string? fault = null, string chosen = "")
    {
        var found = initiative.Members
            .Where(m => Spelling.Alike(m.Name).Contains(Spelling.Alike(find), StringComparison.Ordinal) || Spelling.Alike(initiative.Partner(m.PartnerId)?.Name ?? "").Contains(Spelling.Alike(find), StringComparison.Ordinal))
            .OrderByDescending(m => m.Role)
            .ToArray();
        return CardJson.FirstThatFits(Sizes.Select(size => Draw(initiative, card, found, culture, find, said, fault, chosen, size.People, size.Longest)));
    }

    /// <param name="card">Of this drawing, as in <see cref="List"/>.</param>
    public static AdaptiveCard AskRemove(Initiative initiative, Member member, string card, CultureInfo culture)
    {
        var t = new Texts(culture);
        var stays = initiative.Partner(member.PartnerId) is not { } partner ? t.RemoveWordsStay
            : initiative.ReportersOf(partner.Id).All(m => m.Person == member.Person) ? $"{t.RemoveReportsStay(partner.Name)} {t.RemoveNobodyElse}"
            : t.RemoveReportsStay(partner.Name);
        return new AdaptiveCard
        {
            FallbackText = t.RemoveInShort(member.Name),
            Body =
            [
                RichTextBlock.Of(t.RemoveAsk(Short(member.Name, 80), initiative.Name), TextWeight.Bolder, TextSize.Large),
                new TextBlock(t.RemoveMeans),
                RichTextBlock.Of(stays),
                new TextBlock(t.RemoveMayComeBack) { IsSubtle = true },
            ],
            Actions =
            [
                Button(RemoveVerb, t.Remove, initiative.Id, member.Person.ToString(), card) with { Style = ActionStyle.Destructive },
                Conversation.SayButton(t.RemoveKeep, Spoken.People, initiative.Id),
            ],
        };
    }

    /// <summary>Brings somebody back who was removed.</summary>
    internal static Execute RestoreButton(InitiativeId initiative, string person, Texts t) => Button(RestoreVerb, t.BringBack, initiative, person, "");

    public static string CantTake(Member member, PersonKey by, CultureInfo culture) => member.Person == by
        ? new Texts(culture).PeopleLastIsYou
        : new Texts(culture).PeopleLastIs(Short(member.Name, 80));

    public static string InWords(Initiative initiative, Member member, CultureInfo culture)
    {
        var t = new Texts(culture);
        return (member.Role, initiative.Partner(member.PartnerId)) switch
        {
            (Role.Backbone, null) => t.PeopleBackbone,
            (Role.Backbone, { } partner) => t.PeopleBackboneReports(partner.Name),
            (_, { } partner) => t.PeopleReports(partner.Name),
            _ => t.PeopleObserver,
        };
    }

    private static AdaptiveCard Draw(Initiative initiative, string card, Member[] found, CultureInfo culture, string find, string? said, string? fault, string chosen, int most, int longest)
    {
        var t = new Texts(culture);
        var body = new List<Element>
        {
            Heading.Of(t.People),
            RichTextBlock.Of(t.PeopleOf(initiative.Name, initiative.Members.Count), isSubtle: true),
        };
        if (said is not null)
        {
            body.Add(RichTextBlock.Of(said, TextWeight.Bolder));
        }

        foreach (var member in found.Take(most))
        {
            var does = Short(InWords(initiative, member, culture), longest + 40);
            body.Add(new RichTextBlock(
            [
                TextRun.Plain(Short(member.Name, longest)) with { Weight = TextWeight.Bolder },
                TextRun.Plain($": {(member.WhyNot is { } why ? t.NotReachable(does, Reasons.InWords(why, culture)) : does)}"),
            ])
            {
                Spacing = Spacing.Small,
            });
        }

        if (found.Length == 0)
        {
            body.Add(new TextBlock(t.PeopleNobody) { IsSubtle = true });
        }

        if (found.Length > most || find.Length > 0)
        {
            if (found.Length > most)
            {
                body.Add(new TextBlock(t.More(found.Length - most)) { IsSubtle = true, Spacing = Spacing.Small });
            }

            body.Add(new TextInput { Id = NameField, Label = t.PeopleFindBy, Value = Short(find, 80), Separator = true });
            body.Add(new ActionSet([new Execute(FindVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id }) { Title = t.PeopleFind }]));
        }

        var actions = new List<CardAction>();
        if (found.Length > 0)
        {
            var choice = new ChoiceInput([.. found.Take(most).Select(m => new Choice(PeoplesWords.Plain(t.PeopleMember(Short(m.Name, longest), Short(InWords(initiative, m, culture), longest))), m.Person.ToString()))])
            {
                Id = PersonField,
                Label = t.PeopleChoose,
                Style = ChoiceStyle.Compact,
                Value = found.Take(most).Any(m => m.Person.ToString() == chosen) ? chosen : null,
                Separator = true,
            };
            body.Add(FaultLine.At(choice, fault is null ? [] : [fault]));
            actions.AddRange([Do(MakeVerb, t.PeopleMake), Do(TakeVerb, t.PeopleTake), Do(AskRemoveVerb, t.PeopleRemove)]);

            Execute Do(string verb, string title) => new(verb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [CardField] = card }) { Title = title };
        }

        actions.Add(Conversation.SayButton(t.PeoplePartners, Spoken.Partners, initiative.Id));
        return new AdaptiveCard { FallbackText = t.PeopleCount(initiative.Members.Count), Body = body, Actions = actions };
    }

    private static Execute Button(string verb, string title, InitiativeId initiative, string person, string card) => Conversation.PressButton(verb, title, initiative, (PersonField, person), (CardField, card));

    private static string Short(string text, int longest) => PeoplesWords.Shorten(text, longest);
}
