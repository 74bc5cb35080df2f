using System.Globalization;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using MailKit.Net.Smtp;

namespace CollectiveImpact.Bot.Mail;

/// <summary>What a mail server's answer means for the mail, for its reader and for those behind it.</summary>
/// <remarks>Codes are those of RFC 5321, the more exact ones those of RFC 3463.</remarks>
internal static class MailMeaning
{
    // "4.2.x" and "5.1.x" are about a mailbox or an address, "x.7.x" about what is allowed.
    private const int Address = 1;
    private const int Mailbox = 2;
    private const int SystemStatus = 3;
    private const int Routing = 4;
    private const int Protocol = 5;
    private const int Content = 6;
    private const int Policy = 7;

    // 5.1.7 and 5.1.8 are about whoever sends; 5.4.4 is a domain that isn't there.
    private const int SendersAddress = 7;
    private const int SendersDomain = 8;
    private const int NoRoute = 4;

    /// <summary>What it means that a mail wasn't taken.</summary>
    public static SendOutcome Of(SmtpCommandException answer)
    {
        var (code, exact) = ((int)answer.StatusCode, Exact(answer.Message));
        var isAboutReader = answer.ErrorCode == SmtpErrorCode.RecipientNotAccepted;
        if (code is >= 400 and < 500)
        {
            return new SendOutcome.TryLater(null, Reasons.MailLater, Throttled: IsTooMuch(code, exact?.Subject, isAboutReader));
        }

        return isAboutReader && IsUnknown(code, exact)
            ? new SendOutcome.Unreachable(Reasons.MailboxUnknown, Obstacle.Gone)
            : new SendOutcome.Refused(Reasons.MailRefusedWith(string.Create(CultureInfo.InvariantCulture, $"{code}{(exact is { } e ? $" 5.{e.Subject}.{e.Detail}" : "")}")));
    }

    /// <summary>Why somebody can't be reached whose mail was taken and came back with a code of RFC 3463; null when it isn't about them.</summary>
    /// <remarks>A mail that is refused for its sender or its content says nothing of its reader: the next one is tried.</remarks>
    public static string? OfBounce(string code) => Exact(code) switch
    {
        (Address, SendersAddress or SendersDomain) or (SystemStatus or Protocol or Content or Policy, _) or null => null,
        (Address, _) or (Mailbox, 1) or (Routing, NoRoute) => Reasons.MailboxUnknown,
        _ => Reasons.MailRefusedWith(code),
    };

    /// <summary>The more exact code that an answer begins with, as "5.1.1 No such user" does; null where it has none.</summary>
    public static (int Subject, int Detail)? Exact(string answer)
    {
        var parts = answer.AsSpan().TrimStart();
        var end = 0;
        while (end < parts.Length && (char.IsAsciiDigit(parts[end]) || parts[end] == '.'))
        {
            end++;
        }

        parts = parts[..end];
        if (parts.Length < 5 || parts[0] is not ('2' or '4' or '5') || parts[1] != '.')
        {
            return null;
        }

        parts = parts[2..];
        var dot = parts.IndexOf('.');
        return dot is 1 or 2 or 3 && int.TryParse(parts[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var subject)
            && int.TryParse(parts[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var detail)
            ? (subject, detail)
            : null;
    }

    // Too much of us, so that all wait; as opposed to one mailbox that is busy, full or greets strangers with "come back later".
    private static bool IsTooMuch(int code, int? subject, bool isAboutReader) =>
        code == 421 || (subject is not (Address or Mailbox) && (code == 452 || !isAboutReader));

    // 5.2.1 is a mailbox that was closed. Without a more exact code, these three are what servers say of a mailbox that they don't have.
    private static bool IsUnknown(int code, (int Subject, int Detail)? exact) => exact switch
    {
        null => code is 550 or 551 or 553,
        (Address, _) or (Mailbox, 1) => true,
        _ => false,
    };
}
