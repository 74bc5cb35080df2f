using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Who is to be invited, and what for.</summary>
/// <param name="People">Object ids.</param>
/// <param name="As">A partner's id, or what stands for the backbone and for observers.</param>
public sealed record ChosenPeople(IReadOnlyList<string> People, string? As);

/// <summary>Draws the form in which people of one's own organisation are chosen by their names, and reads it.</summary>
public static class InviteByNameCard
{
    public const string OpenVerb = "backbone.invitebyname";
    public const string SendVerb = "backbone.invitenamed";

    private const string PeopleField = "people";
    private const string AsField = "as";
    private const int MostAtOnce = 20;

    /// <summary>Leads to the form.</summary>
    /// <param name="partner">The one to report for; null where that is chosen there.</param>
    internal static Execute Button(Initiative initiative, Partner? partner, CultureInfo culture) =>
        Conversation.PressButton(OpenVerb, new Texts(culture).ByName, initiative.Id, (PartnersCard.PartnerField, partner?.Id.ToString() ?? ""));

    /// <summary>Reads who is invited, and what for; the faults say what is missing, by field.</summary>
    public static (ChosenPeople Chosen, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, CultureInfo culture) =>
        Fields(initiative, new Texts(culture)).Read(form, new ChosenPeople([], null));

    /// <param name="partner">The one that is chosen already, if it is one.</param>
    public static AdaptiveCard Draw(Initiative initiative, PartnerId partner, CultureInfo culture)
    {
        var chosen = initiative.PartnerNow(partner) is { LeftAt: null } its ? its.Id.ToString() : null;
        return Again(initiative, Fields(initiative, new Texts(culture)).Of(new ChosenPeople([], chosen)), new Dictionary<string, string>(), culture);
    }

    public static AdaptiveCard Again(Initiative initiative, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture)
    {
        var t = new Texts(culture);
        return SizeLadder.Fit(room =>
        {
            var drawn = Fields(initiative, t).Draw(typed, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.ByNameTitle,
                Body = [Heading.Of(t.ByNameTitle), RichTextBlock.Of(initiative.Name, isSubtle: true), new TextBlock(t.ByNameMeans), .. drawn.Body],
                Actions =
                [
                    new Execute(SendVerb, drawn.With((Conversation.InitiativeField, initiative.Id))) { Title = t.ByNameSend, Style = ActionStyle.Positive },
                    Conversation.SayButton(t.Partners, Spoken.Partners, initiative.Id),
                ],
            };
        });
    }

    /// <param name="invited">How many are invited now.</param>
    /// <param name="others">How many were in already, or invited.</param>
    public static string Done(int invited, int others, CultureInfo culture)
    {
        var t = new Texts(culture);
        return string.Join(' ', new[] { invited > 0 ? t.ByNameDone(invited) : "", others > 0 ? t.ByNameAlready(others) : "" }.Where(s => s.Length > 0));
    }

    private static Form<ChosenPeople> Fields(Initiative initiative, Texts t) => new(t.Culture,
    [
        new PeopleField<ChosenPeople>(PeopleField, t.ByNameWho, c => c.People, (c, people) => c with { People = people })
        {
            Most = MostAtOnce,
            TooMany = t.ByNameTooMany(MostAtOnce),
            Required = t.ByNameMissing,
            // Where a client can't show who is found, the sentence of ours says what to do instead.
            IsAskedByClient = false,
        },
        new ChoiceField<ChosenPeople>(
            AsField,
            t.ByNameAs,
            [
                .. initiative.PresentPartners.Select(p => new Choice(t.InviteForReporter(p.Name), p.Id)),
                new Choice(t.InvitationBackbone, PartnersCard.BackboneInvite),
                new Choice(t.InvitationObserver, PartnersCard.ObserverInvite),
            ],
            c => c.As,
            (c, chosen) => c with { As = chosen })
        {
            Required = t.ByNameAsMissing,
            IsAskedByClient = false,
            Style = ChoiceStyle.Compact,
        },
    ]);
}
