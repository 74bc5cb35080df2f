using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Somebody who is to be invited by mail, as far as the form says.</summary>
/// <param name="For">The partner's id, or <see cref="PartnersCard.BackboneInvite"/> or <see cref="PartnersCard.ObserverInvite"/>.</param>
public sealed record MailInvite(string Name, string Address, string? For)
{
    public static readonly MailInvite None = new("", "", null);
}

/// <summary>Draws the form that invites somebody by mail, and reads it.</summary>
public static class MailInviteCard
{
    public const string SendVerb = "membership.invitebymail";

    private const string NameField = "name";
    private const string AddressField = "address";
    private const int LongestName = 80;

    /// <param name="isOn">Whether mail can be sent here.</param>
    public static Execute? Button(Initiative initiative, CultureInfo culture, bool isOn) =>
        isOn ? Conversation.SayButton(new Texts(culture).InviteByMail, Spoken.InviteByMail, initiative.Id) : null;

    /// <param name="news">What has just been done.</param>
    public static AdaptiveCard Draw(Initiative initiative, MailInvite invite, CultureInfo culture, string? news = null) =>
        Again(initiative, Fields(initiative, new Texts(culture)).Of(invite), new Dictionary<string, string>(), culture, news);

    /// <param name="news">What has just been done.</param>
    public static AdaptiveCard Again(Initiative initiative, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture, string? news = null) => SizeLadder.Fit(room =>
    {
        var t = new Texts(culture);
        var drawn = Fields(initiative, t).Draw(typed, faults, room);
        return new AdaptiveCard
        {
            FallbackText = news ?? t.InviteByMailTitle,
            Body =
            [
                .. news is null ? [] : new Element[] { new Container([RichTextBlock.Of(news)]) { Style = ContainerStyle.Emphasis } },
                Heading.Of(t.InviteByMailTitle),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(t.InviteByMailMeans),
                .. drawn.Body,
            ],
            Actions =
            [
                new Execute(SendVerb, drawn.With((Conversation.InitiativeField, initiative.Id))) { Title = t.InviteSend, Style = ActionStyle.Positive },
                InvitesCard.Button(initiative, null, culture),
            ],
        };
    });

    /// <summary>What was typed, with the address as mails find it; the faults say what is missing, by field.</summary>
    public static (MailInvite Invite, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (invite, faults) = Fields(initiative, t).Read(form.With(new Dictionary<string, string> { [NameField] = PartnersCard.NameOf(form) }), MailInvite.None);
        if (!faults.ContainsKey(AddressField))
        {
            if (Mailboxes.Read(invite.Address) is { } address)
            {
                invite = invite with { Address = address };
            }
            else
            {
                faults[AddressField] = t.MailAddressWrong;
            }
        }

        return (invite, faults);
    }

    // Not required as the client sees it: its button to the open invites would be held back too.
    private static Form<MailInvite> Fields(Initiative initiative, Texts t) => new(t.Culture,
    [
        new TextField<MailInvite>(NameField, t.InviteName, i => i.Name, (i, name) => i with { Name = name }) { Longest = LongestName, Required = t.InviteNameMissing, IsAskedByClient = false },
        new TextField<MailInvite>(AddressField, t.InviteAddress, i => i.Address, (i, address) => i with { Address = address.Trim() }) { Longest = Mailboxes.Longest, Required = t.MailAddressMissing, IsAskedByClient = false, Placeholder = t.MailAddressExample },
        new ChoiceField<MailInvite>(
            PartnersCard.PartnerField,
            t.InviteFor,
            [
                .. initiative.PresentPartners.Select(p => new Choice(p.Name, p.Id)),
                new Choice(t.InvitationBackbone, PartnersCard.BackboneInvite),
                new Choice(t.InvitationObserver, PartnersCard.ObserverInvite),
            ],
            i => i.For,
            (i, chosen) => i with { For = chosen })
        {
            Required = t.InviteForMissing, IsAskedByClient = false, NotOffered = t.PartnersGone, Style = ChoiceStyle.Compact, Accepts = id => initiative.PartnerNow(new(id)) is { LeftAt: null },
        },
    ]);
}
