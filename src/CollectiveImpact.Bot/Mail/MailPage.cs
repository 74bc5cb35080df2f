using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CollectiveImpact.Deliveries;

namespace CollectiveImpact.Bot.Mail;

/// <summary>
/// Writes a mail as a page: looks stand at each element, for mail programs drop all others; text keeps the colours of the program,
/// light or dark; nothing is fetched from anywhere.
/// </summary>
internal static class MailPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(IReadOnlyList<MailPart> parts, string title, MailDoor door, Uri privacy, string language, bool isRightToLeft, Texts t)
    {
        var page = new StringBuilder(4096);
        page.Append("<!doctype html>\r\n<html lang=\"").Append(language).Append("\" dir=\"").Append(isRightToLeft ? "rtl" : "ltr").Append("\">\r\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>")
            .Append(Encoded(title)).Append("</title></head>\r\n<body style=\"margin:0;padding:0\"><div style=\"max-width:36em;margin:0 auto;padding:16px;font-family:'Segoe UI',system-ui,Arial,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere\">\r\n");
        var (isFirst, isInList) = (true, false);
        foreach (var part in parts)
        {
            if (part is MailPart.Asked asked)
            {
                page.Append(isFirst ? $"<p style=\"margin:16px 0 0\">{Encoded(t.Asked)}</p>\r\n" : "").Append(isInList ? "" : "<ul style=\"margin:4px 0;padding-inline-start:24px\">\r\n")
                    .Append("<li>").Append(Encoded(asked.Label)).Append("</li>\r\n");
                (isFirst, isInList) = (false, true);
                continue;
            }

            page.Append(isInList ? "</ul>\r\n" : "");
            isInList = false;
            Write(page, part);
        }

        page.Append(isInList ? "</ul>\r\n" : "")
            .Append("<p style=\"margin:24px 0\"><a href=\"").Append(Encoded(door.Page.AbsoluteUri))
            .Append("\" style=\"display:inline-block;padding:12px 24px;border-radius:6px;background:#0f548c;color:#ffffff;font-weight:600;text-decoration:none\">").Append(Encoded(MailWriter.ButtonOf(parts, t))).Append("</a></p>\r\n")
            .Append("<div style=\"margin:24px 0 0;padding:12px 0 0;border-top:1px solid #8a8886;font-size:13px\">\r\n<p style=\"margin:0 0 8px\">").Append(Encoded(t.Why(door.From))).Append("</p>\r\n<p style=\"margin:0\">");
        Link(page, t.Stop, door.Stop.AbsoluteUri).Append(" · ");
        return Link(page, t.Privacy, privacy.AbsoluteUri).Append("</p>\r\n</div></div></body>\r\n</html>\r\n").ToString();
    }

    private static void Write(StringBuilder page, MailPart part)
    {
        switch (part)
        {
            case MailPart.Heading heading:
                page.Append("<h2 style=\"margin:20px 0 4px;font-size:20px;line-height:1.3\">");
                Runs(page, heading.Runs).Append("</h2>\r\n");
                break;
            case MailPart.Words words:
                page.Append(words.IsClose ? "<p style=\"margin:2px 0 0\">" : "<p style=\"margin:12px 0 0\">");
                Runs(page, words.Runs).Append("</p>\r\n");
                break;
            case MailPart.Rows rows:
                Table(page, rows);
                break;
            case MailPart.Link link:
                page.Append("<p style=\"margin:12px 0 0\">");
                Link(page, link.Title, link.Address).Append("</p>\r\n");
                break;
        }
    }

    private static void Table(StringBuilder page, MailPart.Rows rows)
    {
        page.Append("<table style=\"margin:12px 0 0;border-collapse:collapse\">\r\n");
        foreach (var (row, place) in rows.Cells.Select((r, i) => (r, i)))
        {
            var cell = place == 0 && rows.HasHeading ? "th" : "td";
            page.Append("<tr>");
            foreach (var words in row)
            {
                page.Append('<').Append(cell).Append(" style=\"padding:4px 12px 4px 0;text-align:start;vertical-align:top\">");
                Runs(page, words).Append("</").Append(cell).Append('>');
            }

            page.Append("</tr>\r\n");
        }

        page.Append("</table>\r\n");
    }

    private static StringBuilder Runs(StringBuilder page, IReadOnlyList<MailRun> runs)
    {
        foreach (var (words, isBold, isStruck) in runs)
        {
            page.Append(isBold ? "<strong>" : "").Append(isStruck ? "<s>" : "").Append(Encoded(words)).Append(isStruck ? "</s>" : "").Append(isBold ? "</strong>" : "");
        }

        return page;
    }

    private static StringBuilder Link(StringBuilder page, string title, string address) =>
        page.Append("<a href=\"").Append(Encoded(address)).Append("\">").Append(Encoded(title)).Append("</a>");

    private static string Encoded(string words) => Encoder.Encode(words.ReplaceLineEndings("\n")).Replace("&#xA;", "<br>\r\n", StringComparison.Ordinal);
}
