using System.Text.Json;
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
/// <remarks>It reads the JSON as it is: making our records of it, with all that a mail doesn't need, took most of the time of a mail.</remarks>
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
        try
        {
            using var json = JsonDocument.Parse(card);
            var parts = new MailParts();
            parts.AddAll(List(json.RootElement, "body"u8));
            parts.AddLinks(List(json.RootElement, "actions"u8));
            return parts._parts;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private void AddAll(IEnumerable<JsonElement> elements)
    {
        foreach (var element in elements.Where(e => !Is(e, "isVisible"u8, false)))
        {
            Add(element);
        }
    }

    private void Add(JsonElement element)
    {
        switch (Text(element, "type"u8))
        {
            case "TextBlock" when Text(element, "style"u8) == "heading":
                Say(new MailPart.Heading(Runs(Text(element, "text"u8))));
                break;
            case "TextBlock":
                Say(new MailPart.Words(Runs(Text(element, "text"u8)), IsClose(element)));
                break;
            case "RichTextBlock":
                Say(new MailPart.Words([.. List(element, "inlines"u8).Select(Run)], IsClose(element)));
                break;
            case "Badge":
                Say(new MailPart.Words([new(Text(element, "text"u8))], IsClose(element)));
                break;
            case "Container":
                AddAll(List(element, "items"u8));
                break;
            case "ColumnSet":
                AddColumns(element);
                break;
            case "FactSet":
                Say(new MailPart.Rows([.. List(element, "facts"u8).Select(f => new[] { Runs(Text(f, "title"u8)), Runs(Text(f, "value"u8)) })], HasHeading: false));
                break;
            case "Table":
                Say(new MailPart.Rows(
                    [.. List(element, "rows"u8).Select(r => List(r, "cells"u8).Select(c => Together(Of(List(c, "items"u8)))).ToArray())],
                    !Is(element, "firstRowAsHeaders"u8, false)));
                break;
            case "ActionSet":
                AddLinks(List(element, "actions"u8));
                break;
            case var type when type.StartsWith("Input.", StringComparison.Ordinal):
                // What is wrong with a field stands in the lines below its label.
                _parts.Add(new MailPart.Asked(Text(element, "label"u8).Split('\n', 2)[0]));
                break;
            default:
                if (element.TryGetProperty("fallback"u8, out var instead))
                {
                    AddAll([instead]);
                }

                break;
        }
    }

    private void AddLinks(IEnumerable<JsonElement> actions)
    {
        foreach (var action in actions.Where(a => Text(a, "type"u8) == "Action.OpenUrl"))
        {
            var link = new OpenUrl(Text(action, "url"u8)) { Title = Text(action, "title"u8) };
            if (CardOnPage.Address(link) is { } address && new Uri(address).Host != Teams)
            {
                _parts.Add(new MailPart.Link(link.Title, address));
            }
        }
    }

    // What stands side by side as words is one line; fields and all else come one below the other. A column that is pressed is a button.
    private void AddColumns(JsonElement set)
    {
        var all = List(set, "columns"u8).ToArray();
        var columns = all.Where(c => !c.TryGetProperty("selectAction"u8, out _)).Select(c => Of(List(c, "items"u8))).Where(c => c.Count > 0).ToArray();
        if (columns.Length > 1 && columns.All(c => c is [MailPart.Words or MailPart.Heading]))
        {
            Say(new MailPart.Words(Together(columns.SelectMany(c => c)), columns[0] is [MailPart.Words] && IsClose(set)));
        }
        else
        {
            _parts.AddRange(columns.SelectMany(c => c));
        }

        AddLinks(all.Where(c => c.TryGetProperty("selectAction"u8, out _)).Select(c => c.GetProperty("selectAction"u8)));
    }

    private static List<MailPart> Of(IEnumerable<JsonElement> elements)
    {
        var parts = new MailParts();
        parts.AddAll(elements);
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

    private static bool IsClose(JsonElement element) => !Is(element, "separator"u8, true) && Text(element, "spacing"u8) is "None" or "Small";

    private static IReadOnlyList<MailRun> Runs(string text) => [.. CardOnPage.Pieces(text).Select(p => new MailRun(p.Words, p.IsBold))];

    private static MailRun Run(JsonElement run) => new(Text(run, "text"u8), Text(run, "weight"u8) == "Bolder", Is(run, "strikethrough"u8, true));

    private static string Text(JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool Is(JsonElement element, ReadOnlySpan<byte> name, bool value) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var given) && given.ValueKind == (value ? JsonValueKind.True : JsonValueKind.False);

    private static IEnumerable<JsonElement> List(JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object) : [];
}
