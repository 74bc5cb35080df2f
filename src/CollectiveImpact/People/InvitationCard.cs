using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Onboarding;
using CollectiveImpact.Time;

namespace CollectiveImpact.People;

/// <summary>Draws an invitation for the one person it is for, and what becomes of it.</summary>
public static class InvitationCard
{
    public const string AcceptVerb = "membership.accept";
    public const string DeclineVerb = "membership.decline";

    internal const string KeyField = "invite";
    private const int LongestName = 80;
    private const int LongestVision = 300;

    /// <summary>Which invite is answered; null where a press says nothing of it.</summary>
    public static (InitiativeId Initiative, string Key)? Read(Form form) => form.Has(Conversation.InitiativeField) && form[Conversation.InitiativeField].Length > 0 ? (new(form[Conversation.InitiativeField]), form[KeyField]) : null;

    /// <param name="isMail">Whether it comes by mail, to somebody who answers on a page.</param>
    public static AdaptiveCard Draw(Initiative initiative, Invite invite, CultureInfo culture, DateTimeZone zone, bool isMail = false)
    {
        var t = new Texts(culture);
        var by = NameOf(initiative, invite, t);
        return new AdaptiveCard
        {
            FallbackText = t.InvitedInShort(PeoplesWords.Shorten(initiative.Name, LongestName)),
            Body =
            [
                RichTextBlock.Of(t.Invited(PeoplesWords.Shorten(initiative.Name, LongestName)), TextWeight.Bolder, TextSize.Large),
                .. initiative.Vision.Length == 0 ? [] : new Element[] { RichTextBlock.Of(PeoplesWords.Shorten(initiative.Vision, LongestVision), isSubtle: true) },
                RichTextBlock.Of(initiative.PartnerNow(invite.PartnerId) is { } partner ? isMail ? t.InvitedToReportByMail(by, PeoplesWords.Shorten(partner.Name, LongestName)) : t.InvitedToReport(by, PeoplesWords.Shorten(partner.Name, LongestName)) : invite.ForObserver ? t.InvitedToLookOn(by) : t.InvitedToBackbone(by)),
                .. isMail ? [] : new Element[] { IntroductionCard.Promise(culture) },
                new TextBlock(t.InvitedUntil(invite.Expires.InZone(zone).OnDayOfYear(culture))) { IsSubtle = true },
            ],
            Actions = [Button(AcceptVerb, t.InvitedYes, initiative, invite) with { Style = ActionStyle.Positive }, Button(DeclineVerb, t.InvitedNo, initiative, invite)],
        };
    }

    /// <summary>A press on one of its buttons, by somebody who follows a link.</summary>
    public static Press PressOf(string verb, InitiativeId initiative, Invite invite) =>
        new(verb, new(new Dictionary<string, string> { [Conversation.InitiativeField] = initiative, [KeyField] = invite.Key }), null);

    /// <summary>What its buttons are called.</summary>
    public static (string Yes, string No) Buttons(CultureInfo culture) => (new Texts(culture).InvitedYes, new Texts(culture).InvitedNo);

    /// <summary>What somebody reads who said no.</summary>
    public static AdaptiveCard SaidNo(Initiative initiative, Invite invite, CultureInfo culture)
    {
        var t = new Texts(culture);
        var words = t.InvitationDeclined(PeoplesWords.Shorten(initiative.Name, LongestName), NameOf(initiative, invite, t));
        return new AdaptiveCard { FallbackText = PeoplesWords.Plain(words), Body = [RichTextBlock.Of(words)] };
    }

    /// <summary>Tells who invited somebody that they said no.</summary>
    /// <param name="name">Empty where it isn't known.</param>
    public static AdaptiveCard Declined(Initiative initiative, Invite invite, string name, CultureInfo culture)
    {
        var t = new Texts(culture);
        var who = name.Length > 0 ? PeoplesWords.Shorten(name, LongestName) : t.InviteBySomebody;
        return new AdaptiveCard
        {
            FallbackText = t.HasDeclined(PeoplesWords.Plain(who)),
            Body = [RichTextBlock.Of(t.HasDeclined(who), TextWeight.Bolder, TextSize.Medium), RichTextBlock.Of($"{PeoplesWords.Shorten(initiative.Name, LongestName)} · {PeoplesWords.Shorten(InvitesCard.Whom(initiative, invite, culture), LongestName)}", isSubtle: true)],
            Actions = [Conversation.SayButton(t.Partners, Spoken.Partners, initiative.Id), InvitesCard.Button(initiative, null, culture)],
        };
    }

    private static string NameOf(Initiative initiative, Invite invite, Texts t) =>
        (invite.By is { } by ? initiative.Member(by) : null)?.Name is { Length: > 0 } name ? PeoplesWords.Shorten(name, LongestName) : t.InviteBySomebody;

    private static Execute Button(string verb, string title, Initiative initiative, Invite invite) => Conversation.PressButton(verb, title, initiative.Id, (KeyField, invite.Key));
}
