using System.Globalization;
using System.Net;
using System.Text;
using MimeKit;

namespace CollectiveImpact.MailWindow;

/// <summary>The mails as pages: a list, and each with its page in a frame that can do nothing but be read and lead on, its text and its headers.</summary>
internal static class MailPages
{
    private const string Look = "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}td{padding:.3rem 1rem .3rem 0;vertical-align:top}iframe{width:100%;height:34rem;border:1px solid #8888;background:Canvas}pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8888;padding:1rem}:root{color-scheme:light dark}";

    public static string List(IReadOnlyList<(int Number, MimeMessage Mail)> mails)
    {
        var rows = new StringBuilder();
        foreach (var (number, mail) in mails.Reverse())
        {
            rows.Append(CultureInfo.InvariantCulture, $"<tr><td>{mail.Date.ToLocalTime():HH:mm:ss}</td><td>{Encoded(mail.To.ToString())}</td><td>{Encoded(mail.From.FirstOrDefault()?.Name)}</td><td><a href=\"/mail/{number}\">{Encoded(mail.Subject)}</a></td></tr>");
        }

        return Page("Mails", $"<h1>Mails</h1><p>{(mails.Count == 0 ? "Nothing was mailed yet." : "What the bot mailed, the newest first.")} <a href=\"/\">Look again</a></p><table>{rows}</table>");
    }

    public static string One(int number, MimeMessage mail) => Page(
        mail.Subject ?? "",
        string.Create(CultureInfo.InvariantCulture, $"""
            <p><a href="/">All mails</a></p><h1>{Encoded(mail.Subject)}</h1>
            <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mail/{number}/page" title="The mail as a page"></iframe>
            <h2>As text</h2><pre>{Linked(mail.TextBody ?? "")}</pre>
            <h2>Headers</h2><pre>{Encoded(string.Join('\n', mail.Headers.Concat(mail.Body?.Headers ?? []).Select(h => $"{h.Field}: {h.Value}")))}</pre>
            """));

    /// <summary>Its page as it was sent, but that links open beside the window.</summary>
    public static string Body(MimeMessage mail) => (mail.HtmlBody ?? "").Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal);

    private static string Page(string title, string body) =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Encoded(title)}</title><style>{Look}</style></head><body>{body}</body></html>";

    private static string Linked(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => string.Join(' ', line.Split(' ').Select(word =>
        Uri.TryCreate(word, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" ? $"<a href=\"{Encoded(word)}\" target=\"_blank\" rel=\"noreferrer\">{Encoded(word)}</a>" : Encoded(word)))));

    private static string Encoded(string? text) => WebUtility.HtmlEncode(text ?? "");
}
