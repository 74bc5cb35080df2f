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

/// <summary>Draws the form that invites somebody by mail, the mail itself, and what came of it.</summary>
public static class MailInviteCard
{
    public const string SendVerb = "membership.invitebymail";

    public const string AcceptVerb = "membership.acceptinvite";
    public const string DeclineVerb = "membership.declineinvite";

    private const string NameField = "name";
    private const string AddressField = "address";
    internal const string InviteField = "invite";
    private const int LongestName = 80;
    private const int MostQuestions = 5;
    private const int LongestQuestion = 160;

    /// <summary>The key of the invite that a mail's card is about.</summary>
    public static string InviteOf(Form form) => form[InviteField];

    /// <summary>The buttons on its page.</summary>
    public static (string Accept, string Decline) Answers(CultureInfo culture) => (new Texts(culture).AcceptInvite, new Texts(culture).DeclineInvite);

    /// <param name="isOn">Whether mail can be sent here.</param>
    public static Execute? Button(Initiative initiative, CultureInfo culture, bool isOn) =>
        isOn ? Conversation.SayButton(new Texts(culture).InviteByMail, Spoken.InviteByMail, initiative.Id) : null;

    public static AdaptiveCard Form(Initiative initiative, MailInvite invite, CultureInfo culture) => Again(initiative, Fields(initiative, new Texts(culture)).Of(invite), new Dictionary<string, string>(), culture);

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

    /// <summary>What the mail says, and the page behind its link: who asks, for what, and what will be asked.</summary>
    /// <param name="partner">Null for backbone staff and observers.</param>
    /// <param name="by">Who invites, by name; empty when that isn't known.</param>
    /// <param name="questions">What the partner will be asked.</param>
    /// <param name="rhythms">When, in words.</param>
    public static AdaptiveCard Letter(Initiative initiative, Partner? partner, Invite invite, string by, IReadOnlyList<string> questions, IReadOnlyList<string> rhythms, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (name, its) = (PeoplesWords.Shorten(initiative.Name, LongestName), partner is null ? "" : PeoplesWords.Shorten(partner.Name, LongestName));
        var title = partner is not null ? t.MailToPartner(name, its) : invite.ForObserver ? t.MailToObserver(name) : t.MailToBackbone(name);
        return new AdaptiveCard
        {
            FallbackText = by.Length > 0 ? t.InvitesYou(PeoplesWords.Shorten(by, LongestName), name) : t.YouAreInvited(name),
            Body =
            [
                RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Medium),
                .. initiative.Vision.Length > 0 ? new Element[] { RichTextBlock.Of(t.LetterVision(PeoplesWords.Shorten(initiative.Vision, 300))) } : [],
                .. partner is null ? [] : Asked(questions, rhythms, t),
                new TextBlock(t.NoAccountNeeded),
                .. by.Length > 0 ? new Element[] { RichTextBlock.Of(t.InvitedBy(PeoplesWords.Shorten(by, LongestName)), isSubtle: true) } : [],
            ],
            Actions =
            [
                Conversation.PressButton(AcceptVerb, t.AcceptInvite, initiative.Id, (InviteField, invite.Key)) with { Style = ActionStyle.Positive },
                Conversation.PressButton(DeclineVerb, t.DeclineInvite, initiative.Id, (InviteField, invite.Key)),
            ],
        };
    }

    private static IEnumerable<Element> Asked(IReadOnlyList<string> questions, IReadOnlyList<string> rhythms, Texts t)
    {
        if (questions.Count == 0)
        {
            yield return new TextBlock(t.LetterNoQuestions);
            yield break;
        }

        yield return RichTextBlock.Of(rhythms is [var only] ? t.LetterAskedWhen(only) : t.LetterAsked);
        foreach (var question in questions.Take(MostQuestions))
        {
            yield return RichTextBlock.Of(t.LetterQuestion(PeoplesWords.Shorten(question, LongestQuestion))) with { Spacing = Spacing.Small };
        }

        if (questions.Count > MostQuestions)
        {
            yield return new TextBlock(t.LetterQuestion(t.More(questions.Count - MostQuestions))) { Spacing = Spacing.Small };
        }
    }

    // Not required as the client sees it: its button to the open invites would be held back too.
    private static Form<MailInvite> Fields(Initiative initiative, Texts t) => new(t.Culture,
    [
        new TextField<MailInvite>(NameField, t.InviteName, i => i.Name, (i, name) => i with { Name = name }) { Longest = LongestName, Required = t.InviteNameMissing },
        new TextField<MailInvite>(AddressField, t.InviteAddress, i => i.Address, (i, address) => i with { Address = address.Trim() }) { Longest = Mailboxes.Longest, Required = t.MailAddressMissing, Placeholder = "ana@example.org" },
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
            Required = t.InviteForMissing, NotOffered = t.PartnersGone, Style = ChoiceStyle.Compact, Accepts = id => initiative.PartnerNow(new(id)) is { LeftAt: null },
        },
    ]);
}
