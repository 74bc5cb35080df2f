using System.Buffers;
using System.Text;
using CollectiveImpact.Bot.Web;
using CollectiveImpact.Cards;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Files;
using MimeKit;
using MimeKit.Encodings;
using MimeKit.Utils;

namespace CollectiveImpact.Bot.Mail;

/// <summary>Writes a card as a mail: once as text and once as a page, in its reader's language, with the headers that good senders set.</summary>
internal sealed class MailWriter(MailOptions options, IPages pages, TimeProvider clock)
{
    private const int LongestName = 80;
    private const int LongestSubject = 200;

    /// <param name="summary">What the mail is about, which is its subject.</param>
    /// <param name="number">See <see cref="MailNumbers"/>.</param>
    public MimeMessage Write(MailboxAddress to, MailDoor door, string card, string summary, string number)
    {
        door = door with { From = OneLine(door.From, LongestName) };
        var (t, parts, privacy) = (new Texts(door.Culture), MailParts.Of(card), pages.To("privacy"));
        if (parts.Count == 0)
        {
            parts = [new MailPart.Words([new MailRun(summary)], IsClose: false)];
        }

        var (language, subject) = (new Web.Texts(door.Culture).Language(), OneLine(summary, LongestSubject));
        // Given from the start: what is missing then would be made up, and thrown away.
        var mail = new MimeMessage(
            new Header(HeaderId.Date, DateUtils.FormatDate(clock.GetUtcNow())),
            new Header(HeaderId.Subject, subject),
            new Header(HeaderId.MessageId, $"<{number}>"));
        mail.From.Add(new MailboxAddress(Encoding.UTF8, t.From(door.From), options.From));
        to.Name = OneLine(door.To, LongestName);
        mail.To.Add(to);
        if (options.ReplyTo is { } reply)
        {
            mail.ReplyTo.Add(new MailboxAddress("", reply));
        }

        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{door.Stop.AbsoluteUri}>");
        if (door.Stop.Scheme == Uri.UriSchemeHttps)
        {
            // RFC 8058 knows https alone; a developer's mail window shows the link without it.
            mail.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        mail.Body = new MultipartAlternative
        {
            Part("plain", MailText.Of(parts, door, privacy, t)),
            Part("html", MailPage.Of(parts, subject, door, privacy, language.Name, language.TextInfo.IsRightToLeft, t)),
        };
        mail.Body.Headers.Add(HeaderId.ContentLanguage, language.Name);
        return mail;
    }

    /// <summary>What the one button of a mail is called: it leads to what is asked, or to what is told.</summary>
    public static string ButtonOf(IReadOnlyList<MailPart> parts, Texts t) => parts.OfType<MailPart.Asked>().Any() ? t.AnswerCheckIn : t.Open;

    // Words of people stand in headers, where a line's end would begin another one, and where nobody looks for hidden signs.
    private static string OneLine(string words, int longest)
    {
        var line = new StringBuilder(words.Length);
        foreach (var c in PeoplesWords.Read(words))
        {
            var isSpace = char.IsWhiteSpace(c) || char.IsControl(c);
            if (!isSpace)
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return PeoplesWords.Read(PeoplesWords.Shorten(line.ToString().TrimEnd(), longest));
    }

    // Encoded as a whole: to be encoded while it is sent, it would go through two buffers more.
    private static TextPart Part(string kind, string text)
    {
        // What is mostly letters of Latin, each of which is one byte, stays readable on its way.
        var length = Encoding.UTF8.GetByteCount(text);
        var (encoding, encoder) = length * 6 < text.Length * 7 ? (ContentEncoding.QuotedPrintable, (IMimeEncoder)new QuotedPrintableEncoder()) : (ContentEncoding.Base64, new Base64Encoder());
        var (plain, encoded) = (ArrayPool<byte>.Shared.Rent(length), ArrayPool<byte>.Shared.Rent(encoder.EstimateOutputLength(length)));
        Encoding.UTF8.GetBytes(text, plain);
        var whole = encoded[..encoder.Flush(plain, 0, length, encoded)];
        ArrayPool<byte>.Shared.Return(plain);
        ArrayPool<byte>.Shared.Return(encoded);
        var part = new TextPart(kind) { Content = new MimeContent(new MemoryStream(whole, writable: false), encoding), ContentTransferEncoding = encoding };
        part.ContentType.Charset = "utf-8";
        return part;
    }
}
