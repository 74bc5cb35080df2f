using MimeKit;

namespace CollectiveImpact.Bot.Mail;

/// <summary>What a delivery status notification (RFC 3464) says of a mail of ours.</summary>
/// <param name="Mailbox">Whom the mail was to.</param>
/// <param name="Code">Why it was given up, as a code of RFC 3463, such as 5.1.1; null when it wasn't: it is late, or arrived.</param>
internal sealed record MailBounce(string Mailbox, string? Code)
{
    // One mail of ours has one reader; more are somebody else's.
    private const int MostReaders = 20;

    /// <summary>Whether a mail that begins so may be a notification; what people write isn't looked into.</summary>
    public static bool IsNotification(HeaderList headers) =>
        headers[HeaderId.ContentType] is { } type && ContentType.TryParse(type, out var read) && IsReport(read);

    /// <returns>Null for what isn't about a mail of ours. Anybody can write a notification: it counts only with the number that we gave to a mail to that reader.</returns>
    public static MailBounce? Of(MimeMessage message, MailNumbers numbers)
    {
        if (message.Body is not Multipart report || !IsReport(report.ContentType)
            || report.OfType<MessagePart>().Select(p => p.Message?.MessageId).FirstOrDefault(n => n is not null) is not { } number)
        {
            return null;
        }

        MailBounce[] ours =
        [
            .. from part in report.OfType<MessageDeliveryStatus>()
               from reader in part.StatusGroups.Where(g => g.Contains("Final-Recipient") || g.Contains("Original-Recipient")).Take(MostReaders)
               from mailbox in Mailboxes(reader)
               where numbers.IsOfMailTo(mailbox, number)
               select new MailBounce(mailbox, CodeOf(reader)),
        ];
        return ours.FirstOrDefault(b => b.Code is not null) ?? ours.FirstOrDefault();
    }

    private static bool IsReport(ContentType type) =>
        type.IsMimeType("multipart", "report") && string.Equals(type.Parameters["report-type"], "delivery-status", StringComparison.OrdinalIgnoreCase);

    // "rfc822; ana@school.example": whom it was for and, where they have their mails sent on, whom it came to. A domain may have been written in ASCII on the way.
    private static IEnumerable<string> Mailboxes(HeaderList reader)
    {
        foreach (var named in new[] { reader["Original-Recipient"], reader["Final-Recipient"] }.OfType<string>())
        {
            var written = named[(named.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>');
            if (written.Length is 0 or > Conversations.Mailboxes.Longest)
            {
                continue;
            }

            yield return written;
            if (MailboxAddress.DecodeAddrspec(written) is { } decoded && decoded != written)
            {
                yield return decoded;
            }
        }
    }

    private static string? CodeOf(HeaderList reader)
    {
        var action = (reader["Action"] ?? "").Trim().Split(' ', '(', ';')[0];
        var status = (reader["Status"] ?? "").Trim();
        return action.Equals("failed", StringComparison.OrdinalIgnoreCase) && status.StartsWith('5') && MailMeaning.Exact(status) is { } exact
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"5.{exact.Subject}.{exact.Detail}")
            : null;
    }
}
