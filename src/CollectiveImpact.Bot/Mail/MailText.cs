using System.Text;
using CollectiveImpact.Deliveries;

namespace CollectiveImpact.Bot.Mail;

/// <summary>Writes a mail as plain text.</summary>
internal static class MailText
{
    private const string NewLine = "\r\n";

    public static string Of(IReadOnlyList<MailPart> parts, MailDoor door, Uri privacy, Texts t)
    {
        var text = new StringBuilder(2048);
        MailPart? before = null;
        foreach (var part in parts)
        {
            if (part is MailPart.Asked && !parts.TakeWhile(p => p != part).OfType<MailPart.Asked>().Any())
            {
                Begin(text, false).Append(t.Asked).Append(NewLine);
            }
            else
            {
                Begin(text, part.IsClose || (part is MailPart.Asked && before is MailPart.Asked) || (part is MailPart.Link && before is MailPart.Link));
            }

            Write(text, part);
            before = part;
        }

        Begin(text, false).Append(MailWriter.ButtonOf(parts, t)).Append(':').Append(NewLine).Append(door.Page.AbsoluteUri).Append(NewLine);
        Begin(text, false).Append("-- ").Append(NewLine).Append(Lines(t.Why(door.From))).Append(NewLine);
        text.Append(t.Stop).Append(": ").Append(door.Stop.AbsoluteUri).Append(NewLine);
        return text.Append(t.Privacy).Append(": ").Append(privacy.AbsoluteUri).Append(NewLine).ToString();
    }

    private static StringBuilder Begin(StringBuilder text, bool isClose) => isClose || text.Length == 0 ? text : text.Append(NewLine);

    private static void Write(StringBuilder text, MailPart part)
    {
        switch (part)
        {
            case MailPart.Heading heading:
                text.Append(Of(heading.Runs)).Append(NewLine);
                break;
            case MailPart.Words words:
                text.Append(Of(words.Runs)).Append(NewLine);
                break;
            case MailPart.Rows rows:
                foreach (var row in rows.Cells)
                {
                    text.AppendJoin(" · ", row.Select(Of)).Append(NewLine);
                }

                break;
            case MailPart.Asked asked:
                text.Append("- ").Append(Lines(asked.Label)).Append(NewLine);
                break;
            case MailPart.Link link:
                text.Append(Lines(link.Title)).Append(": ").Append(link.Address).Append(NewLine);
                break;
        }
    }

    // Where a new wording shows what of the old one goes, that must not read as if it stayed.
    private static string Of(IReadOnlyList<MailRun> runs) => Lines(string.Concat(runs.Select(r => r.IsStruck && r.Words.Length > 0 ? $"[−{r.Words}−]" : r.Words)));

    private static string Lines(string words) => words.ReplaceLineEndings(NewLine);
}
