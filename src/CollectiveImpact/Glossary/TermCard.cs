using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>Draws terms and the form that proposes one, and reads that form back.</summary>
public static class TermCard
{
    public const string SuggestVerb = "glossary.suggest";
    public const string AgreeVerb = "glossary.agree";
    public const string SendBackVerb = "glossary.sendback";

    private const string NameField = "name";
    private const string DefinitionField = "definition";
    private const string SlugField = "term";
    private const string VersionField = "version";
    private const int MostListed = 30;

    public static (string Name, string Definition) Read(Form form) => (form[NameField], form[DefinitionField]);

    public static (string Slug, int Version) TermOf(Form form) =>
        (form[SlugField], int.TryParse(form[VersionField], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0);

    /// <summary>What is wrong, by field.</summary>
    public static IReadOnlyDictionary<string, string> FaultsOf(string name, string definition)
    {
        var faults = new Dictionary<string, string>();
        if (name.Length is 0 or > Term.LongestName)
        {
            faults[NameField] = name.Length == 0 ? "Which word is it?" : $"A term has at most {Term.LongestName} characters; this has {name.Length}.";
        }

        if (definition.Length is 0 or > Term.LongestDefinition)
        {
            faults[DefinitionField] = definition.Length == 0
                ? "What should it mean?"
                : string.Create(CultureInfo.InvariantCulture, $"A definition has at most {Term.LongestDefinition:#,0} characters; this has {definition.Length:#,0}.");
        }

        return faults;
    }

    public static AdaptiveCard Of(Term term, Here here)
    {
        var (state, look) = term.State switch
        {
            TermState.Agreed => ("Agreed", "Good"),
            TermState.Proposed => ("Proposed, not agreed yet", "Warning"),
            _ => ("Not in the glossary", "Subtle"),
        };
        var body = new List<Element>
        {
            RichTextBlock.Of(term.Name, TextWeight.Bolder, TextSize.Large),
            new Badge(state) { Style = look, Fallback = new TextBlock(state) { IsSubtle = true, Spacing = Spacing.None } },
            RichTextBlock.Of(term.Definition),
        };
        if (term is { State: TermState.Proposed, Agreed: { } agreed })
        {
            body.Add(new TextBlock("Agreed so far:") { Weight = TextWeight.Bolder, Separator = true });
            body.Add(RichTextBlock.Of(agreed));
        }

        body.Add(RichTextBlock.Of(
            term.State == TermState.Retired ? "This proposal was sent back." : $"{here.Initiative.Name} · proposed by {term.ByName}", isSubtle: true, size: TextSize.Small));
        return new AdaptiveCard
        {
            FallbackText = $"{term.Name}: {term.Definition}",
            Body = body,
            // Whoever presses is checked again; the buttons are shown to those who may.
            Actions = term.State == TermState.Proposed && here.IsBackbone
                ? [Decide(AgreeVerb, "Agree", term, here), Decide(SendBackVerb, "Send back", term, here)]
                : null,
        };
    }

    public static AdaptiveCard NotThere(string asked, IReadOnlyList<string> near, string initiative) => new()
    {
        FallbackText = "That word is not in the glossary yet.",
        Body =
        [
            new RichTextBlock([TextRun.Plain("“" + Short(asked) + "”") with { Weight = TextWeight.Bolder }, TextRun.Plain(" is not in the glossary yet." + (near.Count > 0 ? " Did you mean one of these?" : ""))]),
        ],
        Actions =
        [
            .. near.Select(n => Conversation.SayButton(PeoplesWords.Plain(n), "define " + n, initiative)),
            Conversation.SayButton("Suggest it", "suggest " + Short(asked), initiative),
        ],
    };

    public static AdaptiveCard List(Here here, IReadOnlyList<Term> terms)
    {
        var body = new List<Element>
        {
            new TextBlock("Our shared words") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(here.Initiative.Name, isSubtle: true),
        };
        if (terms.Count == 0)
        {
            body.Add(new TextBlock("There are none yet. Say **suggest** to propose the first."));
        }

        body.AddRange(terms.Take(MostListed).Select(t => new RichTextBlock(
        [
            TextRun.Plain(t.Name) with { Weight = TextWeight.Bolder },
            TextRun.Plain((t.State, t.Agreed) switch
            {
                (TermState.Proposed, { } agreed) => ": " + Short(agreed) + " (a change is proposed)",
                (TermState.Proposed, null) => " (proposed): " + Short(t.Definition),
                _ => ": " + Short(t.Definition),
            }),
        ])));
        if (terms.Count > MostListed)
        {
            body.Add(new TextBlock($"and {terms.Count - MostListed} more. Ask me “what is …?” for any of them.") { IsSubtle = true });
        }

        return new AdaptiveCard
        {
            FallbackText = $"{terms.Count} shared words",
            Body = body,
            Actions = [Conversation.SayButton("Suggest a term", "suggest", here.Initiative.Id)],
        };
    }

    public static AdaptiveCard Form(string initiative, string name, string definition, IReadOnlyDictionary<string, string> faults)
    {
        var body = new List<Element> { new TextBlock("Suggest a term") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading } };
        body.Add(new TextInput { Id = NameField, Label = "Term", Value = name, IsRequired = true, ErrorMessage = "Which word is it?" });
        body.AddRange(FieldFaults.At(NameField, faults));
        body.Add(new TextInput { Id = DefinitionField, Label = "What it means", Value = definition, IsMultiline = true, IsRequired = true, ErrorMessage = "What should it mean?" });
        body.AddRange(FieldFaults.At(DefinitionField, faults));
        return new AdaptiveCard
        {
            FallbackText = "Suggest a term",
            Body = body,
            Actions = [new Execute(SuggestVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative }) { Title = "Suggest" }],
        };
    }

    private static Execute Decide(string verb, string title, Term term, Here here) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = here.Initiative.Id,
        [SlugField] = term.Slug,
        [VersionField] = term.Version.ToString(CultureInfo.InvariantCulture),
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };

    private static string Short(string text) => text.Length > 100 ? text[..100] + "…" : text;
}
