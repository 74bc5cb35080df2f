using System.Globalization;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Deliveries;

/// <summary>What a mail says besides its card: from whom it is, and where its reader goes on.</summary>
/// <param name="From">The initiative's name, as people wrote it.</param>
/// <param name="To">The reader's name, as people wrote it.</param>
/// <param name="Culture">In which they read.</param>
/// <param name="Page">Opens for the reader what the card is about. It is theirs alone: whoever holds it comes in as them.</param>
/// <param name="Stop">
/// Ends the mails: opened, it asks; posted to with <c>List-Unsubscribe=One-Click</c>, it does so at once (RFC 8058).
/// </param>
public sealed record MailDoor(string From, string To, CultureInfo Culture, Uri Page, Uri Stop);

/// <summary>Makes the links of a mail when it is written: a door, because pages come after all that is sent.</summary>
public interface IMailDoors
{
    /// <param name="card">The card as JSON, which says what it is about.</param>
    /// <returns>Null when the mailbox is nobody's any more, and nothing may be sent there.</returns>
    Task<MailDoor?> For(ConversationAddress to, string card, CancellationToken cancel);
}

/// <summary>Whether people can be written to by mail at all: it is off until whoever runs the service names a mail server.</summary>
public sealed record MailChannel(bool IsOn);
