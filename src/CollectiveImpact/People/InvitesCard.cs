using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.People;

/// <summary>Draws the invites that nobody has used yet, and what becomes of them.</summary>
public static class InvitesCard
{
    public const string OpenVerb = "backbone.invites";
    public const string RenewVerb = "backbone.renewinvite";
    public const string AskWithdrawVerb = "backbone.askwithdrawinvite";
    public const string WithdrawVerb = "backbone.withdrawinvite";

    private const string KeyField = "invite";

    /// <summary>As many are listed at most.</summary>
    internal const int Most = 12;

    private static readonly (int Invites, int Longest)[] Sizes = [(Most, 100), (Most, 40), (8, 40), (4, 40)];

    /// <summary>By which an invite is known; no code can be made of it.</summary>
    public static string KeyOf(Form form) => form[KeyField];

    internal static string About(Invite invite) => AuditLog.About("invite", invite.Key);

    /// <summary>Whom an invite is for: the partner and what they will do there.</summary>
    internal static string Whom(Initiative initiative, Invite invite, CultureInfo culture)
    {
        var t = new Texts(culture);
        return invite.PartnerId is not { } id ? invite.ForObserver ? t.InvitationObserver : t.InvitationBackbone
            : (initiative.Partner(id)?.Name ?? id) is var name && invite.Until is { } until ? t.InviteForStandIn(name, until.PlusDays(-1).OnDay(culture))
            : invite.From is { } from ? t.InviteForSuccessor(name, initiative.Member(from)?.Name is { Length: > 0 } who ? who : t.InviteBySomebody)
            : t.InviteForReporter(name);
    }

    /// <summary>The partner's name for the audit, or who else was invited, whoever reads it.</summary>
    internal static string WhomPlain(Initiative initiative, Invite invite) =>
        invite.PartnerId is { } id ? initiative.Partner(id)?.Name ?? id : Whom(initiative, invite, Languages.CultureOf(initiative.Language));

    internal static string IsBelow(Invite invite, Partner? partner, CultureInfo culture, DateTimeZone zone) =>
        new Texts(culture).InviteIsBelow(NameOf(invite, partner, culture), Day(invite, culture, zone));

    internal static string IsRenewed(Invite invite, Partner? partner, CultureInfo culture, DateTimeZone zone) =>
        new Texts(culture).InviteIsRenewed(NameOf(invite, partner, culture), Day(invite, culture, zone));

    /// <summary>Leads to the open invites.</summary>
    /// <param name="partner">For those of one partner; null for all.</param>
    internal static Execute Button(Initiative initiative, Partner? partner, CultureInfo culture) =>
        Conversation.PressButton(OpenVerb, new Texts(culture).Invites, initiative.Id, (PartnersCard.PartnerField, partner?.Id.ToString() ?? ""));

    /// <param name="partner">The partner for which they are; null for all invites.</param>
    /// <param name="invites">Those that wait, the newest first.</param>
    /// <param name="news">What has just been done.</param>
    /// <param name="reach">How far those have come that are for one person.</param>
    public static AdaptiveCard List(Initiative initiative, Partner? partner, IReadOnlyList<Invite> invites, Instant now, CultureInfo culture, DateTimeZone zone, string? news = null, InviteReach.Known? reach = null) =>
        CardJson.FirstThatFits(Sizes.Select(size =>
        {
            var t = new Texts(culture);
            return new AdaptiveCard
            {
                FallbackText = t.InvitesCount(invites.Count),
                Body =
                [
                    .. news is null ? [] : new Element[] { new Container([RichTextBlock.Of(news)]) { Style = ContainerStyle.Emphasis } },
                    Heading.Of(t.Invites),
                    RichTextBlock.Of(partner is null ? initiative.Name : $"{initiative.Name} · {PeoplesWords.Shorten(partner.Name, size.Longest)}", isSubtle: true),
                    .. invites.Count == 0
                        ? [new TextBlock(t.NoInvites)]
                        : new Element[] { new TextBlock(t.InvitesMean) { IsSubtle = true } }.Concat(invites.Take(size.Invites).Select(i => Row(initiative, i, reach, size.Longest, now, t, zone))),
                    .. invites.Count > size.Invites ? new Element[] { new TextBlock(t.More(invites.Count - size.Invites)) { IsSubtle = true } } : [],
                ],
                Actions = [InviteByNameCard.Button(initiative, partner, culture), Conversation.SayButton(t.Partners, Spoken.Partners, initiative.Id), .. reach?.ForAdministrators(invites, t) ?? []],
            };
        }));

    public static AdaptiveCard AskWithdraw(Initiative initiative, Invite invite, CultureInfo culture)
    {
        var t = new Texts(culture);
        var title = t.InviteAskWithdraw(PeoplesWords.Shorten(Whom(initiative, invite, culture), 100));
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(t.InviteWithdrawMeans),
            ],
            Actions =
            [
                Press(WithdrawVerb, t.InviteWithdraw, initiative, invite) with { Style = ActionStyle.Destructive },
                Button(initiative, null, culture) with { Title = t.InviteKeep },
            ],
        };
    }

    private static Container Row(Initiative initiative, Invite invite, InviteReach.Known? reach, int longest, Instant now, Texts t, DateTimeZone zone)
    {
        var whom = PeoplesWords.Shorten(Whom(initiative, invite, t.Culture), longest);
        var age = string.Join(' ', new[] { reach?.InWords(invite, longest, t) ?? "", Age(initiative, invite, longest, now, t, zone) }.Where(w => w.Length > 0));
        return new(
        [
            RichTextBlock.Of(whom, TextWeight.Bolder),
            RichTextBlock.Of(age, isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None },
            QuietActions.About(
                $"{whom}, {age}",
                [
                    .. invite.IsOfReporter ? [] : new CardAction[] { Press(RenewVerb, invite.For is null ? t.InviteRenew : t.InviteAsLetter, initiative, invite) },
                    Press(AskWithdrawVerb, t.InviteWithdraw, initiative, invite),
                ]),
        ])
        {
            Separator = true,
        };
    }

    private static string Age(Initiative initiative, Invite invite, int longest, Instant now, Texts t, DateTimeZone zone)
    {
        var until = Day(invite, t.Culture, zone);
        var ends = invite.Expires <= now ? t.InviteRanOut(until) : t.InviteWorksUntil(until);
        if (invite.MadeAt is not { } at || invite.By is not { } by || initiative.Member(by)?.Name is not { Length: > 0 } name)
        {
            return ends;
        }

        var days = NodaTime.Period.DaysBetween(at.InZone(zone).Date, now.InZone(zone).Date);
        return $"{t.InviteMade(PeoplesWords.Shorten(name, longest), days)} {ends}";
    }

    private static string NameOf(Invite invite, Partner? partner, CultureInfo culture)
    {
        var t = new Texts(culture);
        return partner?.Name ?? (invite.ForObserver ? t.InvitationObserver : t.InvitationBackbone);
    }

    private static string Day(Invite invite, CultureInfo culture, DateTimeZone zone) => invite.Expires.InZone(zone).OnDayOfYear(culture);

    private static Execute Press(string verb, string title, Initiative initiative, Invite invite) => Conversation.PressButton(verb, title, initiative.Id, (KeyField, invite.Key));
}
