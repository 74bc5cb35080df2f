using System.Buffers;
using System.Text;
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
/// <remarks>Of a card only what a mail draws is read: making our records of all of it took most of the time of a mail.</remarks>
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
            var read = MailPiece.Read(card);
            var parts = new MailParts();
            parts.AddAll(read.Items);
            parts.AddLinks(read.Actions);
            return parts._parts;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private void AddAll(IReadOnlyList<MailPiece> elements)
    {
        foreach (var element in elements)
        {
            if (element.IsVisible)
            {
                Add(element);
            }
        }
    }

    private void Add(MailPiece element)
    {
        switch (element.Kind)
        {
            case MailPieceKind.TextBlock when element.IsHeading:
                Say(new MailPart.Heading(Runs(element.Words)));
                break;
            case MailPieceKind.TextBlock:
                Say(new MailPart.Words(Runs(element.Words), element.IsClose));
                break;
            case MailPieceKind.RichTextBlock:
                Say(new MailPart.Words([.. element.Items.Select(Run)], element.IsClose));
                break;
            case MailPieceKind.Badge:
                Say(new MailPart.Words([new(element.Words)], element.IsClose));
                break;
            case MailPieceKind.Container:
                AddAll(element.Items);
                break;
            case MailPieceKind.ColumnSet:
                AddColumns(element);
                break;
            case MailPieceKind.FactSet:
                Say(new MailPart.Rows([.. element.Items.Select(f => new[] { Runs(f.Words), Runs(f.More) })], HasHeading: false));
                break;
            case MailPieceKind.Table:
                Say(new MailPart.Rows([.. element.Items.Select(r => r.Items.Select(c => Together(Of(c.Items))).ToArray())], element.HasHeading));
                break;
            case MailPieceKind.ActionSet:
                AddLinks(element.Actions);
                break;
            case MailPieceKind.Input:
                // What is wrong with a field stands in the lines below its label.
                _parts.Add(new MailPart.Asked(element.Words.Split('\n', 2)[0]));
                break;
            default:
                if (element.Fallback is { } instead)
                {
                    AddAll([instead]);
                }

                break;
        }
    }

    private void AddLinks(IEnumerable<MailPiece> actions)
    {
        foreach (var action in actions.Where(a => a.Kind == MailPieceKind.OpenUrl))
        {
            var link = new OpenUrl(action.More) { Title = action.Words };
            if (CardOnPage.Address(link) is { } address && new Uri(address).Host != Teams)
            {
                _parts.Add(new MailPart.Link(link.Title, address));
            }
        }
    }

    // What stands side by side as words is one line; fields and all else come one below the other. A column that is pressed is a button.
    private void AddColumns(MailPiece set)
    {
        var columns = set.Columns.Where(c => c.Pressed is null).Select(c => Of(c.Items)).Where(c => c.Count > 0).ToArray();
        if (columns.Length > 1 && columns.All(c => c is [MailPart.Words or MailPart.Heading]))
        {
            Say(new MailPart.Words(Together(columns.SelectMany(c => c)), columns[0] is [MailPart.Words] && set.IsClose));
        }
        else
        {
            _parts.AddRange(columns.SelectMany(c => c));
        }

        AddLinks(set.Columns.Select(c => c.Pressed).OfType<MailPiece>());
    }

    private static List<MailPart> Of(IReadOnlyList<MailPiece> elements)
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

    private static IReadOnlyList<MailRun> Runs(string text) => [.. CardOnPage.Pieces(text).Select(p => new MailRun(p.Words, p.IsBold))];

    private static MailRun Run(MailPiece run) => new(run.Words, run.IsBold, run.IsStruck);
}

/// <summary>What of a card a mail draws.</summary>
internal enum MailPieceKind
{
    /// <summary>A part of an element, such as a fact or a cell; or what no mail draws.</summary>
    Other,
    TextBlock,
    RichTextBlock,
    Badge,
    Container,
    ColumnSet,
    FactSet,
    Table,
    ActionSet,
    Input,
    OpenUrl,
}

/// <summary>A card, an element of it, a button, a fact or a run of words: of each what a mail draws. All else is passed over as it is read.</summary>
/// <remarks>What kind it is comes first, as our own cards have it.</remarks>
internal sealed class MailPiece
{
    private bool _isNear;
    private bool _hasSeparator;

    private MailPiece()
    {
    }

    public MailPieceKind Kind { get; private set; }

    /// <summary>What it says: its text, the label of a field, the title of a button or of a fact.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The value of a fact, or where a button leads.</summary>
    public string More { get; private set; } = "";

    public bool IsHeading { get; private set; }

    public bool IsBold { get; private set; }

    public bool IsStruck { get; private set; }

    public bool IsVisible { get; private set; } = true;

    public bool HasHeading { get; private set; } = true;

    /// <summary>Whether it belongs to what stands before it.</summary>
    public bool IsClose => _isNear && !_hasSeparator;

    /// <summary>What it consists of: elements, runs, facts, rows, or a row's cells.</summary>
    public IReadOnlyList<MailPiece> Items { get; private set; } = [];

    public IReadOnlyList<MailPiece> Columns { get; private set; } = [];

    public IReadOnlyList<MailPiece> Actions { get; private set; } = [];

    public MailPiece? Pressed { get; private set; }

    public MailPiece? Fallback { get; private set; }

    /// <exception cref="JsonException">It isn't the JSON of a card.</exception>
    public static MailPiece Read(string card)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(card.Length));
        try
        {
            var json = new Utf8JsonReader(bytes.AsSpan(0, Encoding.UTF8.GetBytes(card, bytes)));
            return json.Read() && json.TokenType == JsonTokenType.StartObject ? Read(ref json) : throw new JsonException();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static MailPiece Read(ref Utf8JsonReader json)
    {
        var piece = new MailPiece();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            json.Read();
            switch (json.TokenType)
            {
                case JsonTokenType.String:
                    piece.Take(name, ref json);
                    break;
                case JsonTokenType.True:
                    piece._hasSeparator |= name.SequenceEqual("separator"u8);
                    piece.IsStruck |= name.SequenceEqual("strikethrough"u8);
                    break;
                case JsonTokenType.False:
                    piece.IsVisible &= !name.SequenceEqual("isVisible"u8);
                    piece.HasHeading &= !name.SequenceEqual("firstRowAsHeaders"u8);
                    break;
                case JsonTokenType.StartArray when name.SequenceEqual("items"u8) || name.SequenceEqual("inlines"u8) || name.SequenceEqual("body"u8) || name.SequenceEqual("facts"u8) || name.SequenceEqual("rows"u8) || name.SequenceEqual("cells"u8):
                    piece.Items = All(ref json);
                    break;
                case JsonTokenType.StartArray when name.SequenceEqual("columns"u8):
                    piece.Columns = All(ref json);
                    break;
                case JsonTokenType.StartArray when name.SequenceEqual("actions"u8):
                    piece.Actions = All(ref json);
                    break;
                case JsonTokenType.StartObject when name.SequenceEqual("selectAction"u8):
                    piece.Pressed = Read(ref json);
                    break;
                case JsonTokenType.StartObject when name.SequenceEqual("fallback"u8):
                    piece.Fallback = Read(ref json);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return piece;
    }

    private void Take(ReadOnlySpan<byte> name, ref Utf8JsonReader json)
    {
        if (name.SequenceEqual("type"u8))
        {
            Kind = KindOf(json.ValueSpan);
        }
        else if (name.SequenceEqual("text"u8) || (Kind == MailPieceKind.Input ? name.SequenceEqual("label"u8) : name.SequenceEqual("title"u8)))
        {
            Words = json.GetString()!;
        }
        else if (name.SequenceEqual("spacing"u8))
        {
            _isNear = json.ValueTextEquals("None"u8) || json.ValueTextEquals("Small"u8);
        }
        else if (name.SequenceEqual("style"u8))
        {
            IsHeading = json.ValueTextEquals("heading"u8);
        }
        else if (name.SequenceEqual("weight"u8))
        {
            IsBold = json.ValueTextEquals("Bolder"u8);
        }
        else if (name.SequenceEqual("url"u8) || (Kind == MailPieceKind.Other && name.SequenceEqual("value"u8)))
        {
            More = json.GetString()!;
        }
    }

    private static MailPieceKind KindOf(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("TextBlock"u8) ? MailPieceKind.TextBlock
        : type.SequenceEqual("RichTextBlock"u8) ? MailPieceKind.RichTextBlock
        : type.StartsWith("Input."u8) ? MailPieceKind.Input
        : type.SequenceEqual("Container"u8) ? MailPieceKind.Container
        : type.SequenceEqual("ColumnSet"u8) ? MailPieceKind.ColumnSet
        : type.SequenceEqual("ActionSet"u8) ? MailPieceKind.ActionSet
        : type.SequenceEqual("Action.OpenUrl"u8) ? MailPieceKind.OpenUrl
        : type.SequenceEqual("Badge"u8) ? MailPieceKind.Badge
        : type.SequenceEqual("FactSet"u8) ? MailPieceKind.FactSet
        : type.SequenceEqual("Table"u8) ? MailPieceKind.Table
        : MailPieceKind.Other;

    private static List<MailPiece> All(ref Utf8JsonReader json)
    {
        var all = new List<MailPiece>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                all.Add(Read(ref json));
            }
            else
            {
                json.Skip();
            }
        }

        return all;
    }
}
