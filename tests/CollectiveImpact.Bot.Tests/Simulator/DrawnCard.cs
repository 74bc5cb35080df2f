using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>What a client draws from a card's JSON: the words, the inputs and the buttons, in reading order.</summary>
internal sealed class DrawnCard
{
    /// <summary>Drawn without words, inputs or children; everything unknown to Teams shows its fallback.</summary>
    private static readonly HashSet<string> Wordless =
        ["Image", "ImageSet", "Media", "Icon", "Rating", "ProgressBar"];

    private static readonly HashSet<string> ChartWords =
        ["title", "xAxisTitle", "yAxisTitle", "legend", "label", "subLabel", "x", "y", "value"];

    private readonly List<string> _texts = [];
    private readonly List<DrawnInput> _inputs = [];
    private readonly List<DrawnAction> _actions = [];

    public DrawnCard(JsonObject card)
    {
        DrawCard(card, new CardScope(around: null), visible: true);
    }

    public string Title { get; private set; } = "";

    public IReadOnlyList<string> Texts => _texts;

    public IReadOnlyList<DrawnInput> Inputs => _inputs;

    public IReadOnlyList<DrawnAction> Actions => _actions;

    private void DrawCard(JsonNode card, CardScope scope, bool visible)
    {
        DrawAll(card.Items("body"), scope, visible);
        DrawActions(card.Items("actions"), scope, visible);
        DrawAction(card.At("selectAction"), scope, visible);
    }

    private void DrawAll(IEnumerable<JsonNode> elements, CardScope scope, bool visible)
    {
        foreach (var element in elements)
        {
            Draw(element, scope, visible);
        }
    }

    private void Draw(JsonNode element, CardScope scope, bool visible)
    {
        var type = element.Text("type") ?? "";
        visible &= element.Bool("isVisible") != false;
        DrawAction(element.At("selectAction"), scope, visible);
        switch (type)
        {
            case "TextBlock":
                Write(element.Text("text"), visible, mayBeTitle: true);
                break;
            case "RichTextBlock":
                Write(string.Concat(element.Items("inlines").Select(run => run.AsText() ?? run.Text("text"))), visible, mayBeTitle: true);
                foreach (var run in element.Items("inlines"))
                {
                    DrawAction(run.At("selectAction"), scope, visible);
                }
                break;
            case "FactSet":
                foreach (var fact in element.Items("facts"))
                {
                    Write(fact.Text("title"), visible);
                    Write(fact.Text("value"), visible);
                }
                break;
            case "Container" or "Column" or "TableCell" or "CarouselPage":
                DrawAll(element.Items("items"), scope, visible);
                break;
            case "ColumnSet":
                DrawParts(element.Items("columns"), scope, visible);
                break;
            case "Carousel":
                DrawParts(element.Items("pages"), scope, visible);
                break;
            case "Table":
                foreach (var row in element.Items("rows"))
                {
                    DrawParts(row.Items("cells"), scope, visible);
                }
                break;
            case "ActionSet":
                DrawActions(element.Items("actions"), scope, visible);
                break;
            case "Badge":
                Write(element.Text("text"), visible);
                break;
            case "CodeBlock":
                Write(element.Text("codeSnippet"), visible);
                break;
            case "ProgressRing":
                Write(element.Text("label"), visible);
                break;
            case "CompoundButton":
                Write(element.Text("title"), visible);
                Write(element.Text("description"), visible);
                break;
            case var _ when type.StartsWith("Chart.", StringComparison.Ordinal):
                WriteChart(element, visible);
                DrawFallback(element, scope, visible);
                break;
            case var _ when type.StartsWith("Input.", StringComparison.Ordinal):
                DrawInput(new DrawnInput((JsonObject)element, scope, visible));
                break;
            case var _ when Wordless.Contains(type):
                break;
            default:
                DrawFallback(element, scope, visible);
                break;
        }
    }

    /// <summary>Columns, cells and pages may leave out their type.</summary>
    private void DrawParts(IEnumerable<JsonNode> parts, CardScope scope, bool visible)
    {
        foreach (var part in parts)
        {
            var partVisible = visible && part.Bool("isVisible") != false;
            DrawSelectAction(part, scope, partVisible);
            DrawAll(part.Items("items"), scope, partVisible);
        }
    }

    /// <summary>What is pressed is called by the words on it, as people see it; its title is only heard.</summary>
    private void DrawSelectAction(JsonNode part, CardScope scope, bool visible)
    {
        if (part.At("selectAction") is not JsonObject action)
        {
            return;
        }

        var words = string.Join(' ', part.Items("items").SelectMany(i => i.Items("inlines")).Select(run => run.Text("text")).OfType<string>());
        if (words.Length > 0 && action.Text("title")?.StartsWith(words, StringComparison.Ordinal) == true)
        {
            action = action.Copy();
            action["title"] = words;
        }

        DrawAction(action, scope, visible);
    }

    private void DrawFallback(JsonNode element, CardScope scope, bool visible)
    {
        if (element.At("fallback") is JsonObject fallback)
        {
            Draw(fallback, scope, visible);
        }
    }

    private void DrawInput(DrawnInput input)
    {
        _inputs.Add(input);
        foreach (var words in input.Words)
        {
            Write(words, input.Visible);
        }
        DrawAction(input.Json.At("inlineAction"), input.Scope, input.Visible);
    }

    private void DrawActions(IEnumerable<JsonNode> actions, CardScope scope, bool visible)
    {
        foreach (var action in actions)
        {
            DrawAction(action, scope, visible);
        }
    }

    private void DrawAction(JsonNode? node, CardScope scope, bool visible)
    {
        if (node is not JsonObject action)
        {
            return;
        }
        visible &= action.Bool("isVisible") != false;
        Write(action.Text("title"), visible);
        _actions.Add(new DrawnAction(action, scope, visible));
        if (action.At("card") is JsonObject card)
        {
            // One press away, and so part of what the person was given.
            DrawCard(card, new CardScope(scope), visible);
        }
    }

    private void WriteChart(JsonNode? node, bool visible)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                WriteChart(item, visible);
            }
        }
        else if (node is JsonObject part)
        {
            foreach (var (name, value) in part.Where(p => p.Key != "fallback"))
            {
                if (value is JsonValue && ChartWords.Contains(name))
                {
                    Write(value.AsText(), visible);
                }
                WriteChart(value, visible);
            }
        }
    }

    private void Write(string? words, bool visible, bool mayBeTitle = false)
    {
        if (!visible || string.IsNullOrEmpty(words))
        {
            return;
        }
        _texts.Add(words);
        if (mayBeTitle && Title.Length == 0)
        {
            Title = words;
        }
    }
}

/// <summary>A card, or a card shown inside another: an action sends the inputs of its own card and of those around it.</summary>
internal sealed class CardScope(CardScope? around)
{
    public bool Reaches(CardScope scope) => this == scope || around?.Reaches(scope) == true;
}

/// <summary>A button, or something else that can be pressed.</summary>
internal sealed record DrawnAction(JsonObject Json, CardScope Scope, bool Visible)
{
    public string Type => Json.Text("type") ?? "";

    public string? Title => Json.Text("title");

    public bool SendsInputs => !string.Equals(Json.Text("associatedInputs"), "none", StringComparison.OrdinalIgnoreCase);
}
