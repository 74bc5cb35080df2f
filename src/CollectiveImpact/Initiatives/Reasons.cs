using System.Globalization;

namespace CollectiveImpact.Initiatives;

/// <summary>
/// Why a message didn't arrive, or not yet: codes, some with what they are about behind a colon. They are stored and sent between
/// processes; the words for them are made where somebody reads them.
/// </summary>
public static class Reasons
{
    public const string NeverOpened = "never-opened";
    public const string AppRemoved = "app-removed";
    public const string Blocked = "blocked";
    public const string RemovedOrBlocked = "removed-or-blocked";
    public const string SwitchedOff = "switched-off";
    public const string OtherCloud = "other-cloud";
    public const string NotMine = "not-mine";
    public const string Forbidden = "forbidden";
    public const string ConversationGone = "conversation-gone";
    public const string TooLong = "too-long";
    public const string MessageGone = "message-gone";
    public const string NoAddressOfTeams = "no-address-of-teams";
    public const string NotReached = "not-reached";
    public const string NotAnswered = "not-answered";
    public const string Busy = "busy";
    public const string NotRecognised = "not-recognised";
    public const string SignInBusy = "sign-in-busy";
    public const string SignInNotReached = "sign-in-not-reached";
    public const string NotNoted = "not-noted";
    public const string Stopped = "stopped";
    public const string NotWritten = "not-written";
    public const string Away = "away";
    public const string InAMoment = "in-a-moment";
    public const string ReachableAgain = "reachable-again";
    public const string ComesLater = "comes-later";
    public const string NotAsked = "not-asked";
    public const string MailboxUnknown = "mailbox-unknown";
    public const string MailEnded = "mail-ended";
    public const string MailNotSetUp = "mail-not-set-up";
    public const string MailNotReached = "mail-not-reached";
    public const string MailNotAnswered = "mail-not-answered";
    public const string MailLater = "mail-later";
    public const string MailNotLetIn = "mail-not-let-in";

    /// <summary>The person wants no mail.</summary>
    public const string NoMail = "no-mail";

    private const string Refused = "refused";
    private const string MailRefused = "mail-refused";
    private const string Late = "late";
    private const string Waits = "waits";

    /// <summary>Teams refused the message.</summary>
    /// <param name="status">The status of its answer.</param>
    public static string RefusedWith(int status) => string.Create(CultureInfo.InvariantCulture, $"{Refused}:{status}");

    /// <summary>The mail server refused the mail.</summary>
    /// <param name="status">Its answer's code, with the more exact one of RFC 3463 where it gave one.</param>
    public static string MailRefusedWith(string status) => $"{MailRefused}:{status}";

    /// <summary>It was tried until it was of no use any more.</summary>
    /// <param name="last">Why it didn't arrive when it was tried last; null when it never was.</param>
    public static string TooLate(string? last) => last is null ? Late : $"{Late}:{last}";

    /// <summary>It is tried again.</summary>
    /// <param name="last">Why it didn't arrive when it was tried last.</param>
    public static string Waiting(string last) => $"{Waits}:{last}";

    /// <summary>The reason in words that go after a name. What an earlier version stored in words is shown as it stored it.</summary>
    public static string InWords(string reason, CultureInfo culture)
    {
        var t = new Texts(culture);
        var colon = reason.IndexOf(':', StringComparison.Ordinal);
        var about = colon > 0 ? reason[(colon + 1)..] : "";
        return (colon > 0 ? reason[..colon] : reason) switch
        {
            NeverOpened => t.ReasonNeverOpened,
            AppRemoved => t.ReasonAppRemoved,
            Blocked => t.ReasonBlocked,
            RemovedOrBlocked => t.ReasonRemovedOrBlocked,
            SwitchedOff => t.ReasonSwitchedOff,
            OtherCloud => t.ReasonOtherCloud,
            NotMine => t.ReasonNotMine,
            Forbidden => t.ReasonForbidden,
            ConversationGone => t.ReasonConversationGone,
            TooLong => t.ReasonTooLong,
            MessageGone => t.ReasonMessageGone,
            NoAddressOfTeams => t.ReasonNoAddressOfTeams,
            NotReached => t.ReasonNotReached,
            NotAnswered => t.ReasonNotAnswered,
            Busy => t.ReasonBusy,
            NotRecognised => t.ReasonNotRecognised,
            SignInBusy => t.ReasonSignInBusy,
            SignInNotReached => t.ReasonSignInNotReached,
            NotNoted => t.ReasonNotNoted,
            Stopped => t.ReasonStopped,
            NotWritten => t.ReasonNotWritten,
            Away => t.ReasonAway,
            InAMoment => t.ReasonInAMoment,
            ReachableAgain => t.ReasonReachableAgain,
            ComesLater => t.ReasonComesLater,
            NotAsked => t.ReasonNotAsked,
            NoMail => t.ReasonNoMail,
            MailboxUnknown => t.ReasonMailboxUnknown,
            MailEnded => t.ReasonMailEnded,
            MailNotSetUp => t.ReasonMailNotSetUp,
            MailNotReached => t.ReasonMailNotReached,
            MailNotAnswered => t.ReasonMailNotAnswered,
            MailLater => t.ReasonMailLater,
            MailNotLetIn => t.ReasonMailNotLetIn,
            MailRefused when about.Length > 0 => t.ReasonMailRefused(about),
            Refused when about.Length > 0 => t.ReasonRefused(about),
            Late => about.Length > 0 ? t.ReasonLateBecause(InWords(about, culture)) : t.ReasonLate,
            Waits when about.Length > 0 => t.ReasonWaits(InWords(about, culture)),
            _ => reason,
        };
    }
}
