using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Mail;

/// <summary>Numbers our mails, so that a mail which comes back is known for one of ours without anything being stored.</summary>
/// <remarks>A number is <c>HASH.TAG@DOMAIN</c>; the tag can be made only by us, for one reader. Where nobody reads what comes back, there is no tag.</remarks>
internal sealed class MailNumbers(MailOptions options, TimeProvider clock)
{
    private const int HashBytes = 16;
    private const int TagBytes = 8;

    // Whoever gets a mail holds a tag to try passwords against: each try should cost them something. It costs us once.
    private const int Rounds = 600_000;

    private readonly Lazy<byte[]?> _key = new(() => KeyOf(options));

    /// <summary>The same mail has the same number when it has to be sent again on the same day: most mailboxes then show it once.</summary>
    public string Of(ConversationAddress to, string card, string summary)
    {
        // Of a card, which is long, a quick hash goes into the slow one: it has to be told from others of the day, and hides nothing.
        var drawn = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(card.AsSpan()));
        var whole = string.Create(CultureInfo.InvariantCulture, $"{to.ConversationId}\0{drawn:x32}\0{summary}\0{clock.GetUtcNow().UtcDateTime:yyyyMMdd}");
        var begins = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)).AsSpan(0, HashBytes));
        return _key.Value is { } key ? $"{begins}.{Convert.ToHexStringLower(Tag(key, begins, to.ConversationId))}@{options.Domain}" : $"{begins}@{options.Domain}";
    }

    /// <summary>Whether a number was given by us to a mail to that reader.</summary>
    public bool IsOfMailTo(string mailbox, string number)
    {
        var at = number.LastIndexOf('@');
        var dot = number.IndexOf('.', StringComparison.Ordinal);
        if (_key.Value is not { } key || dot != HashBytes * 2 || at != dot + 1 + (TagBytes * 2) || !number[(at + 1)..].Equals(options.Domain, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var given = new byte[TagBytes];
        return Convert.FromHexString(number.AsSpan((dot + 1)..at), given, out _, out var written) == OperationStatus.Done
            && written == TagBytes
            && CryptographicOperations.FixedTimeEquals(given, Tag(key, number[..dot].ToLowerInvariant(), mailbox));
    }

    private static byte[] Tag(byte[] key, string hash, string mailbox) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{hash}\n{mailbox.ToLowerInvariant()}"))[..TagBytes];

    private static byte[]? KeyOf(MailOptions options) => options.Bounces is { } bounces
        ? Rfc2898DeriveBytes.Pbkdf2(options.Password ?? bounces.Password, Encoding.UTF8.GetBytes($"numbers of mails from {options.From.ToLowerInvariant()}"), Rounds, HashAlgorithmName.SHA256, 32)
        : null;
}
