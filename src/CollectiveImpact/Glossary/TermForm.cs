using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>Draws the form that proposes a wording, and reads it back: the names of its fields exist in this file only.</summary>
public static class TermForm
{
    public const string SuggestVerb = "glossary.suggest";
    public const string ChangeVerb = "glossary.change";

    private const string NameField = "name";
    private const string DefinitionField = "definition";
    private const string NotField = "not";
    private const string ExamplesField = "examples";
    private const string SynonymsField = "synonyms";
    private const string SourceField = "source";
    private const string OwnerField = "owner";
    private const string RelatedField = "related";

    /// <summary>How many terms a form needs to be given to choose from.</summary>
    public const int MostChoices = 41;

    private static readonly string[] MoreFields = [NotField, ExamplesField, SynonymsField, SourceField, OwnerField, RelatedField];

    // Up to how many terms they can be chosen from before the person types; the first that fits.
    private static readonly int[] TermsShown = [40, 10, 0];

    /// <summary>The wording that the form proposes over the one that it began with; without a wording, the faults say why, by field.</summary>
    /// <param name="known">Of the terms that the form names to look at as well, those that are there.</param>
    public static (Wording? Wording, IReadOnlyDictionary<string, string> Faults) Read(Form form, Wording? before, IReadOnlyCollection<string>? known = null)
    {
        var language = TermCard.LanguageOf(form);
        var words = new Translation(form[NameField], form[DefinitionField], form[NotField], form[ExamplesField], Several(form[SynonymsField]));
        var wording = (before ?? new Wording("", "")).With(language, words) with
        {
            Source = form[SourceField],
            Owner = form[OwnerField],
            Related = RelatedIn(form),
        };
        var faults = new Dictionary<string, string>(FaultsOf(wording, words));
        if (wording.Related.Except(known ?? []).Except(before?.Related ?? []).Any())
        {
            faults[RelatedField] = Choices.NotOffered;
        }

        return (faults.Count == 0 ? wording : null, faults);
    }

    /// <summary>The terms to look at as well, as the form names them.</summary>
    public static IReadOnlyList<string> RelatedIn(Form form) => form.Several(RelatedField);

    /// <summary>What a sentence says of a word that isn't there yet.</summary>
    public static Form Sentence(string name, string definition) => new(new Dictionary<string, string> { [NameField] = name, [DefinitionField] = definition });

    /// <summary>What a form of the wording would send with another definition.</summary>
    public static Form With(Wording wording, string definition) => new(new Dictionary<string, string>(FieldsOf(wording, wording.Own)) { [DefinitionField] = definition });

    /// <summary>What is wrong with a wording, by field.</summary>
    public static IReadOnlyDictionary<string, string> FaultsOf(Wording wording, Translation words)
    {
        var faults = new Dictionary<string, string>();
        if (words.Name.Length == 0)
        {
            faults[NameField] = "Which word is it?";
        }

        if (words.Definition.Length == 0)
        {
            faults[DefinitionField] = "What should it mean?";
        }

        Longest(NameField, "A term", words.Name, Wording.LongestName);
        Longest(DefinitionField, "A definition", words.Definition, Wording.LongestDefinition);
        Longest(NotField, "This", words.Not, Wording.LongestText);
        Longest(ExamplesField, "This", words.Examples, Wording.LongestText);
        Longest(SourceField, "A source", wording.Source, Wording.LongestSource);
        Longest(OwnerField, "A name", wording.Owner, Wording.LongestName);
        if (words.Synonyms.Count > Wording.MostSynonyms)
        {
            faults[SynonymsField] = $"At most {Wording.MostSynonyms} other names; these are {words.Synonyms.Count}.";
        }
        else if (words.Synonyms.FirstOrDefault(s => s.Length > Wording.LongestName) is { } tooLong)
        {
            faults[SynonymsField] = $"“{PeoplesWords.Shorten(tooLong, 40)}” is longer than {Wording.LongestName} characters. Put commas between the names.";
        }
        else if (words.Synonyms.FirstOrDefault(s => Folding.Fold(s) == Folding.Fold(words.Name)) is { } itself)
        {
            faults[SynonymsField] = $"“{itself}” is the term itself.";
        }

        if (wording.Related.Count > Wording.MostRelated)
        {
            faults[RelatedField] = $"At most {Wording.MostRelated} terms; these are {wording.Related.Count}.";
        }

        return faults;

        void Longest(string field, string what, string text, int longest)
        {
            if (text.Length > longest)
            {
                faults[field] = string.Create(CultureInfo.InvariantCulture, $"{what} has at most {longest:#,0} characters; this has {text.Length:#,0}.");
            }
        }
    }

    /// <summary>What is said of a name that another term has already, at the field where it stands.</summary>
    public static IReadOnlyDictionary<string, string> Taken(ProposeOutcome.Taken taken, Translation words) => new Dictionary<string, string>
    {
        [words.Name == taken.Name ? NameField : SynonymsField] = Folding.Fold(taken.By.Name) == Folding.Fold(taken.Name)
            ? $"“{taken.By.Name}” is a term of its own already, and nobody would find the two apart. Suggest a change to it, or choose another name."
            : $"“{taken.Name}” is another name for “{taken.By.Name}” already. Suggest a change to that, or choose another name.",
    };

    /// <summary>An empty form, or one with a term's words.</summary>
    /// <param name="initiatives">Where it can be proposed; more than one are asked for.</param>
    /// <param name="language">The language to write in; empty for the initiative's own.</param>
    public static AdaptiveCard Of(IReadOnlyList<Initiative> initiatives, Term? term, string language, IReadOnlyList<Term> choices, string name = "", string definition = "")
    {
        var known = term?.Proposal?.Wording ?? term?.InForce;
        var words = known is null ? null : language.Length == 0 ? known.Own : known.Translations.GetValueOrDefault(language);
        var fields = new Dictionary<string, string>(FieldsOf(known, words ?? new Translation(name, definition, "", "", []))) { [TermCard.LanguageField] = language };
        return Draw(initiatives, new Form(fields), new Dictionary<string, string>(), term, choices, null);
    }

    /// <summary>The same form, with everything that was typed and each fault at its field.</summary>
    public static AdaptiveCard Again(IReadOnlyList<Initiative> initiatives, Form typed, IReadOnlyDictionary<string, string> faults, Term? term, IReadOnlyList<Term> choices, string? news = null) =>
        Draw(initiatives, typed, faults, term, choices, news);

    private static AdaptiveCard Draw(
        IReadOnlyList<Initiative> initiatives, Form fields, IReadOnlyDictionary<string, string> faults, Term? term, IReadOnlyList<Term> choices, string? news) =>
        CardJson.FirstThatFits(TermsShown.Select(shown => Draw(initiatives, fields, faults, term, choices, news, shown)));

    private static AdaptiveCard Draw(
        IReadOnlyList<Initiative> initiatives, Form fields, IReadOnlyDictionary<string, string> faults, Term? term, IReadOnlyList<Term> choices, string? news, int shown)
    {
        var language = TermCard.LanguageOf(fields);
        var title = term is null ? "Suggest a term" : language.Length > 0 ? $"“{term.Name}” in {Languages.NativeName(language)}" : $"Suggest a change to “{term.Name}”";
        var body = new List<Element> { RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Large) };
        if (news is not null)
        {
            body.Add(new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Attention });
        }

        if (initiatives.Count > 1)
        {
            body.Add(new ChoiceInput([.. initiatives.Select(i => new Choice(PeoplesWords.Plain(i.Name), i.Id))])
            {
                Id = Conversation.InitiativeField,
                Label = "In which initiative?",
                Value = fields.Has(Conversation.InitiativeField) ? fields[Conversation.InitiativeField] : null,
                IsRequired = true,
                ErrorMessage = "Please choose one.",
            });
        }

        Add(new TextInput { Id = NameField, Label = "Term", Value = fields[NameField], IsRequired = true, ErrorMessage = "Which word is it?" });
        Add(new TextInput { Id = DefinitionField, Label = "What it means", Value = fields[DefinitionField], IsMultiline = true, IsRequired = true, ErrorMessage = "What should it mean?" });

        // What is filled in or wrong stays in sight.
        const string more = "more";
        var open = MoreFields.Any(f => fields.Has(f) || faults.ContainsKey(f));
        body.Add(new ActionSet([new ToggleVisibility([more]) { Title = "Say more about it" }]));
        var outer = body;
        body = [];
        Add(new TextInput { Id = NotField, Label = "What it does not mean", Value = fields[NotField], Placeholder = "For example: being signed up", IsMultiline = true });
        Add(new TextInput { Id = ExamplesField, Label = "Examples", Value = fields[ExamplesField], IsMultiline = true });
        Add(new TextInput { Id = SynonymsField, Label = "Other names and abbreviations", Value = fields[SynonymsField], Placeholder = "With commas between them" });
        Add(new TextInput { Id = SourceField, Label = "Source", Value = fields[SourceField], Placeholder = "A law, a framework, a paper" });
        Add(new TextInput { Id = OwnerField, Label = "Who keeps it", Value = fields[OwnerField], Placeholder = "A person or an organisation to ask" });
        var chosen = fields[RelatedField].Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (initiatives.Count == 1 && choices.Count > 0)
        {
            Add(new ChoiceInput([.. TermChoices.Of(choices.Where(t => t.Slug != term?.Slug), chosen, shown)])
            {
                Id = RelatedField,
                Label = "See these terms as well",
                Value = string.Join(',', chosen),
                IsMultiSelect = true,
                Style = ChoiceStyle.Filtered,
                More = choices.Count > shown ? new ChoiceQuery(TermChoices.Dataset(initiatives[0].Id)) : null,
            });
        }

        outer.Add(new Container(body) { Id = more, IsVisible = open });
        if (faults.Count > 0)
        {
            outer.Add(FieldFaults.Line(faults.Count == 1 ? "Not sent yet: one thing above needs another look." : $"Not sent yet: {faults.Count} things above need another look."));
        }

        var data = new Dictionary<string, string> { [TermCard.LanguageField] = language };
        if (initiatives.Count == 1)
        {
            data[Conversation.InitiativeField] = initiatives[0].Id;
        }

        if (term is not null)
        {
            data[TermCard.SlugField] = term.Slug;
            data[TermCard.VersionField] = term.Version.ToString(CultureInfo.InvariantCulture);
        }

        return new AdaptiveCard
        {
            FallbackText = title,
            Body = outer,
            Actions = [new Execute(SuggestVerb, data) { Title = "Suggest" }],
        };

        void Add(Input input)
        {
            body.Add(input);
            body.AddRange(FieldFaults.At(input.Id!, faults));
        }
    }

    private static Dictionary<string, string> FieldsOf(Wording? wording, Translation words) => new()
    {
        [NameField] = words.Name,
        [DefinitionField] = words.Definition,
        [NotField] = words.Not,
        [ExamplesField] = words.Examples,
        [SynonymsField] = string.Join(", ", words.Synonyms),
        [SourceField] = wording?.Source ?? "",
        [OwnerField] = wording?.Owner ?? "",
        [RelatedField] = string.Join(',', wording?.Related ?? []),
    };

    private static string[] Several(string text) => text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
}

/// <summary>Terms to choose from in a form: some at once, the others as the person types.</summary>
public static class TermChoices
{
    public const string Verb = "glossary.terms";

    /// <summary>What a form asks for as somebody types: the verb, and the initiative whose terms they are. Who asks is checked when they do.</summary>
    public static string Dataset(string initiative) => $"{Verb}:{initiative}";

    /// <summary>What is chosen already, then the first of the others.</summary>
    public static IEnumerable<Choice> Of(IEnumerable<Term> terms, IReadOnlyCollection<string> chosen, int shown) => terms
        .OrderBy(t => chosen.Contains(t.Slug) ? 0 : 1)
        .Take(Math.Max(shown, chosen.Count))
        .Select(t => new Choice(PeoplesWords.Plain(t.Name), t.Slug));
}
