using System.Text;
using System.Text.Json;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Bot.Web.Components;

/// <summary>A card while it is drawn as a part of a page: what was typed in it, and what unfolds where.</summary>
public sealed class CardOnPage
{
    private const char Escape = '\\';
    private const string Bold = "**";

    private readonly Dictionary<string, Element> _byId = [];
    private readonly HashSet<string> _unfolding = [];
    private readonly HashSet<string> _drawn = [];
    private readonly Func<Execute, string?> _link;
    private int _headings;
    private int _cards;

    /// <summary>A card that is only looked at, among others below a heading of the page's: what it shows can be unfolded, and nothing pressed.</summary>
    public static CardOnPage Preview(AdaptiveCard card) => new(card, null, _ => null) { IsPreview = true };

    /// <param name="typed">What stands in the fields instead of what the card has for them.</param>
    /// <param name="link">The address of what a button does; null where it has to be pressed.</param>
    /// <param name="isOpen">Whether what a button unfolds lies open.</param>
    public CardOnPage(AdaptiveCard card, Form? typed, Func<Execute, string?> link, bool isOpen = false)
    {
        (Card, Typed, _link, IsOpen) = (card, typed ?? Form.Empty, link, isOpen);
        foreach (var element in All(card.Body))
        {
            if (element.Id is { } id)
            {
                _byId.TryAdd(id, element);
            }
        }

        foreach (var toggle in ActionsIn(card.Body).Concat(card.Actions ?? []).OfType<ToggleVisibility>())
        {
            _unfolding.UnionWith(toggle.TargetElements.Where(id => _byId.GetValueOrDefault(id) is { } element && (isOpen || element.IsVisible == false)));
        }
    }

    public AdaptiveCard Card { get; }

    /// <summary>How many of its first elements the page has said in its own heading. They go along with the card's buttons all the same.</summary>
    public int Above { get; init; }

    /// <summary>Whether its headings are below one of the page.</summary>
    public bool IsPart { get; init; }

    private Form Typed { get; }

    /// <summary>Whether it is only looked at.</summary>
    public bool IsPreview { get; private init; }

    /// <summary>Whether what a button unfolds lies open.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether the card says itself what it is.</summary>
    public bool HasHeading => All(Card.Body).OfType<TextBlock>().Any(t => t.Style == TextBlockStyle.Heading);

    /// <summary>What a field holds.</summary>
    /// <param name="part">The card within the card that it stands in; empty for the whole.</param>
    public string Value(string part, Input input, string? drawn) => Typed.Fields.GetValueOrDefault(PressOnPage.FieldOf(part, input.Id ?? "")) ?? drawn ?? "";

    /// <summary>What is unfolded by a button, and by no button before.</summary>
    public IReadOnlyList<Element> Unfolds(ToggleVisibility toggle) =>
        [.. toggle.TargetElements.Where(id => _unfolding.Contains(id) && _drawn.Add(id)).Select(id => _byId[id])];

    /// <summary>Whether an element stands where a button unfolds it, and not in its own place.</summary>
    public bool IsFolded(Element element) => element.Id is { } id && _unfolding.Contains(id);

    /// <summary>The element of the next heading: the first is the page's, but for a card among others on it.</summary>
    public string NextHeading() => (_headings++ == 0, IsPreview) switch
    {
        (true, false) when !IsPart => "h1",
        (_, false) => "h2",
        (true, true) => "h4",
        _ => "h5",
    };

    /// <summary>A name for a card within the card.</summary>
    public string NextPart() => $"{++_cards}";

    /// <summary>The address of what a button does; null where it has to be pressed.</summary>
    public string? Link(Execute button) => _link(button);

    /// <summary>Where a button leads; nowhere, if it isn't to a page.</summary>
    public static string? Address(OpenUrl link) =>
        Uri.TryCreate(link.Url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address.AbsoluteUri : null;

    /// <summary>What a button sends.</summary>
    public static string Sent(Execute button, string part) =>
        JsonSerializer.Serialize(new PressOnPage(button.Verb, button.Data ?? new Dictionary<string, string>(), part, button.AssociatedInputs == AssociatedInputs.None));

    /// <summary>The pieces of one of our texts: cards may have words in bold and escaped characters in them, and nothing else of Markdown.</summary>
    public static IReadOnlyList<(string Words, bool IsBold)> Pieces(string text)
    {
        if (!text.AsSpan().ContainsAny(Escape, Bold[0]))
        {
            return text.Length == 0 ? [] : [(text, false)];
        }

        var pieces = new List<(string, bool)>();
        var (piece, isBold) = (new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape && i + 1 < text.Length && (char.IsPunctuation(text[i + 1]) || char.IsSymbol(text[i + 1])))
            {
                piece.Append(text[++i]);
            }
            else if (string.CompareOrdinal(text, i, Bold, 0, Bold.Length) == 0)
            {
                i++;
                Ends();
                isBold = !isBold;
            }
            else
            {
                piece.Append(text[i]);
            }
        }

        Ends();
        return pieces;

        void Ends()
        {
            if (piece.Length > 0)
            {
                pieces.Add((piece.ToString(), isBold));
                piece.Clear();
            }
        }
    }

    /// <summary>The words of what is pressed as a whole.</summary>
    public static string WordsOf(IEnumerable<Element> elements) => string.Join(' ', All(elements).Select(e => e switch
    {
        TextBlock text => string.Concat(Pieces(text.Text).Select(p => p.Words)),
        RichTextBlock rich => string.Concat(rich.Inlines.Select(r => r.Text)),
        _ => "",
    }).Where(w => w.Length > 0));

    internal static IEnumerable<Element> All(IEnumerable<Element> elements) => elements.SelectMany(e => All(e switch
    {
        Container container => container.Items,
        ColumnSet columns => columns.Columns.SelectMany(c => c.Items),
        Table table => table.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Items),
        _ => [],
    }).Prepend(e));

    private static IEnumerable<CardAction> ActionsIn(IEnumerable<Element> elements) => All(elements).SelectMany(e => e switch
    {
        ActionSet set => set.Actions,
        ColumnSet columns => columns.Columns.Select(c => c.SelectAction).OfType<CardAction>(),
        _ => [],
    });
}

/// <summary>What a button on a page sends, besides what was typed.</summary>
/// <param name="Part">The card within the card whose button it is; empty for the whole.</param>
/// <param name="Alone">Whether what was typed stays behind.</param>
public sealed record PressOnPage(string Verb, IReadOnlyDictionary<string, string> Data, string Part, bool Alone)
{
    private const string Prefix = "f";

    /// <summary>The name of a field on the page.</summary>
    public static string FieldOf(string part, string id) => $"{Prefix}{part}.{id}";

    /// <summary>The press as the conversation takes it. What stands in other cards within the card isn't sent.</summary>
    public Press With(Form typed)
    {
        var fields = new Dictionary<string, string>();
        foreach (var from in Alone ? [] : new[] { "", Part }.Distinct())
        {
            var prefix = FieldOf(from, "");
            foreach (var (name, value) in typed.Fields.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                fields[name[prefix.Length..]] = value;
            }
        }

        foreach (var (name, value) in Data)
        {
            fields[name] = value;
        }

        return new Press(Verb, new(fields), null);
    }
}
