using System.Text;
using System.Text.RegularExpressions;
using CollectiveImpact.Testing;
using MimeKit;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What arrives by mail in a story: the mails of a real mail server on this machine, read as people read them.</summary>
internal sealed partial class PostBox : IAsyncDisposable
{
    private readonly HashSet<string> _read = [];

    public SmtpListener Server { get; } = new();

    /// <summary>The configuration with which a service sends its mails here.</summary>
    public (string Key, string Value)[] Settings =>
        [("Mail:Server", $"smtp://127.0.0.1:{Server.Port}"), ("Mail:From", "checkins@harbour.example"), ("Mail:PerMinute", "0")];

    /// <summary>The next mail to an address, which nobody has read yet.</summary>
    /// <param name="about">What its subject or its words hold.</param>
    public Mail Next(string address, string about = "")
    {
        var mail = Server.Mails.Where(m => m.Mailbox == address).Select(m => Read(m.Text)).FirstOrDefault(m => !_read.Contains(m.Id) && (m.Subject + m.Words).Contains(about, StringComparison.Ordinal));
        Assert.True(mail is not null, $"No mail to {address} about “{about}”: {string.Join("; ", Server.Mails.Select(m => $"{m.Mailbox} {Read(m.Text).Subject}"))}");
        _read.Add(mail.Id);
        return mail;
    }

    /// <summary>How many mails to an address nobody has read.</summary>
    public int Unread(string address) => Server.Mails.Where(m => m.Mailbox == address).Count(m => !_read.Contains(Read(m.Text).Id));

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static Mail Read(string text)
    {
        using var message = MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(text)), TestContext.Current.CancellationToken);
        var words = message.TextBody!;
        return new Mail(message.MessageId!, message.Subject!, words, message.HtmlBody!, Link().Match(words).Value, message.Headers["List-Unsubscribe"] is { } stop ? new Uri(stop.Trim('<', '>')).AbsolutePath : Stops().Match(words).Value);
    }

    [GeneratedRegex(@"(?<=https?://[^/\s]+)/m/[^/\s]+(?=\s|$)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<=https?://[^/\s]+)/m/[^/\s]+/stop", RegexOptions.None, 1000)]
    private static partial Regex Stops();

    /// <param name="Link">The path of the link to what it is about.</param>
    /// <param name="Stop">The path of the link that ends mails.</param>
    internal sealed record Mail(string Id, string Subject, string Words, string Html, string Link, string Stop);
}
