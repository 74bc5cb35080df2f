using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Cards;

namespace CollectiveImpact.Bot.Mail;

/// <summary>A piece of a sentence with one look.</summary>
internal readonly record struct MailRun(string Words, bool IsBold = false, bool IsStruck = false);

/// <summary>A part of a mail, as a text and as a page draw it.</summary>
/// <param name="IsClose">Whether it belongs to the part before it, and stands right below.</param>
internal abstract record MailPart(bool IsClose)
{
    public sealed record Heading(IReadOnlyList<MailRun> Runs) : MailPart(IsClose: false);

    public sealed record Words(IReadOnlyList<MailRun> Runs, bool IsClose) : MailPart(IsClose);

    /// <summary>Rows of cells. The first is a heading where there is one.</summary>
    public sealed record Rows(IReadOnlyList<IReadOnlyList<IReadOnlyList<MailRun>>> Cells, bool HasHeading) : MailPart(IsClose: false);

    /// <summary>What a field asks for: it is filled in on the page that the mail leads to.</summary>
    public sealed record Asked(string Label) : MailPart(IsClose: false);

    public sealed record Link(string Title, string Address) : MailPart(IsClose: false);
}

/// <summary>
/// Takes a card apart into what can be said by mail: what it says, what it asks, and where it leads. What is pressed or unfolded in
/// a chat is on the page that the mail leads to.
/// </summary>
internal sealed class MailParts
{
    // They open a chat, which whoever is written to by mail doesn't have.
    private const string Teams = "teams.microsoft.com";

    private readonly List<MailPart> _parts = [];

    private MailParts()
    {
    }

    /// <returns>Empty for a card that can't be read.</returns>
    public static IReadOnlyList<MailPart> Of(string card)
    {
        var parts = new MailParts();
        if (CardJson.Read(card) is { } read)
        {
            parts.Add(read.Body);
            parts.Add(read.Actions ?? []);
        }

        return parts._parts;
    }

    private void Add(IEnumerable<Element> elements)
    {
        foreach (var element in elements.Where(e => e.IsVisible != false))
        {
            Add(element);
        }
    }

    private void Add(Element element)
    {
        switch (element)
        {
            case TextBlock { Style: TextBlockStyle.Heading } heading:
                Say(new MailPart.Heading(Runs(heading.Text)));
                break;
            case TextBlock text:
                Say(new MailPart.Words(Runs(text.Text), IsClose(text)));
                break;
            case RichTextBlock rich:
                Say(new MailPart.Words([.. rich.Inlines.Select(Run)], IsClose(rich)));
                break;
            case Container container:
                Add(container.Items);
                break;
            case ColumnSet set:
                AddColumns(set);
                break;
            case FactSet facts:
                Say(new MailPart.Rows([.. facts.Facts.Select(f => new[] { Runs(f.Title), Runs(f.Value) })], HasHeading: false));
                break;
            case Table table:
                Say(new MailPart.Rows([.. table.Rows.Select(r => r.Cells.Select(c => Together(Of(c.Items))).ToArray())], table.FirstRowAsHeaders));
                break;
            case ActionSet set:
                Add(set.Actions);
                break;
            case Badge badge:
                Say(new MailPart.Words([new(badge.Text)], IsClose(badge)));
                break;
            case Input input:
                // What is wrong with a field stands in the lines below its label.
                _parts.Add(new MailPart.Asked(input.Label.Split('\n', 2)[0]));
                break;
            case { Fallback: { } instead }:
                Add([instead]);
                break;
        }
    }

    private void Add(IEnumerable<CardAction> actions)
    {
        foreach (var link in actions.OfType<OpenUrl>())
        {
            if (CardOnPage.Address(link) is { } address && new Uri(address).Host != Teams)
            {
                _parts.Add(new MailPart.Link(link.Title, address));
            }
        }
    }

    // What stands side by side as words is one line; fields and all else come one below the other. A column that is pressed is a button.
    private void AddColumns(ColumnSet set)
    {
        var columns = set.Columns.Where(c => c.SelectAction is null).Select(c => Of(c.Items)).Where(c => c.Count > 0).ToArray();
        if (columns.Length > 1 && columns.All(c => c is [MailPart.Words or MailPart.Heading]))
        {
            Say(new MailPart.Words(Together(columns.SelectMany(c => c)), columns[0] is [MailPart.Words] && IsClose(set)));
        }
        else
        {
            _parts.AddRange(columns.SelectMany(c => c));
        }

        Add(set.Columns.Select(c => c.SelectAction).OfType<CardAction>());
    }

    private static List<MailPart> Of(IReadOnlyList<Element> elements)
    {
        var parts = new MailParts();
        parts.Add(elements);
        return parts._parts;
    }

    // What has no words, such as a line of space, is nothing in a mail.
    private void Say(MailPart part)
    {
        var hasWords = part switch
        {
            MailPart.Heading heading => heading.Runs.Any(r => !string.IsNullOrWhiteSpace(r.Words)),
            MailPart.Words words => words.Runs.Any(r => !string.IsNullOrWhiteSpace(r.Words)),
            _ => true,
        };
        if (hasWords)
        {
            _parts.Add(part);
        }
    }

    private static IReadOnlyList<MailRun> Together(IEnumerable<MailPart> parts) =>
        [.. parts.Select(p => p switch { MailPart.Words words => words.Runs, MailPart.Heading heading => heading.Runs, _ => [] })
            .Where(runs => runs.Count > 0)
            .SelectMany((runs, i) => i == 0 ? runs : runs.Prepend(new MailRun(" · ")))];

    private static bool IsClose(Element element) => element is { Separator: not true, Spacing: Spacing.None or Spacing.Small };

    private static IReadOnlyList<MailRun> Runs(string text) => [.. CardOnPage.Pieces(text).Select(p => new MailRun(p.Words, p.IsBold))];

    private static MailRun Run(TextRun run) => new(run.Text, run.Weight == TextWeight.Bolder, run.Strikethrough == true);
}
