using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Glossary;

/// <summary>The form that proposes a wording.</summary>
public static class TermForm
{
    public const string SuggestVerb = "glossary.suggest";
    public const string ChangeVerb = "glossary.change";

    private const string NameField = "name";
    private const string DefinitionField = "definition";
    private const string SynonymsField = "synonyms";
    private const string RelatedField = "related";

    private const int LongestQuoted = 40;

    /// <summary>How many terms a form needs to be given to choose from: the term itself, and one more of the others than it shows at once.</summary>
    public static readonly int MostChoices = SizeLadder.Forms[0].Choices + 2;

    /// <summary>The wording that the form proposes over the one that it began with; without a wording, the faults say why, by field.</summary>
    /// <param name="known">Of the terms that the form names to look at as well, those that are there.</param>
    public static (Wording? Wording, IReadOnlyDictionary<string, string> Faults) Read(Form form, Wording? before, CultureInfo culture, IReadOnlyCollection<string>? known = null)
    {
        var t = new Texts(culture);
        var (written, faults) = Fields(t, [], "", slug => known?.Contains(slug) == true || before?.Related.Contains(slug) == true).Read(form, Written.Nothing);
        Check(written with { Related = RelatedIn(form) }, faults, t);
        return (faults.Count > 0 ? null : (before ?? new Wording("", "")).With(TermCard.LanguageOf(form), written.Words) with
        {
            Source = written.Source,
            Owner = written.Owner,
            Related = written.Related,
        }, faults);
    }

    /// <summary>The terms to look at as well, as the form names them.</summary>
    public static IReadOnlyList<string> RelatedIn(Form form) => form.Several(RelatedField);

    /// <summary>What a sentence says of a word that isn't there yet.</summary>
    public static Form Sentence(string name, string definition) => new(new Dictionary<string, string> { [NameField] = name, [DefinitionField] = definition });

    /// <summary>What a form of the wording would send with another definition.</summary>
    public static Form With(Wording wording, string definition, CultureInfo culture) =>
        Fields(new Texts(culture)).Of(Written.Of(wording, wording.Own)).With(new Dictionary<string, string> { [DefinitionField] = definition });

    /// <summary>What is wrong with a wording, by field, wherever it was written.</summary>
    public static IReadOnlyDictionary<string, string> FaultsOf(Wording wording, Translation words, CultureInfo culture)
    {
        var t = new Texts(culture);
        var written = Written.Of(wording, words);
        var fields = Fields(t, [], "", _ => true);
        var (_, faults) = fields.Read(fields.Of(written), Written.Nothing);
        Check(written, faults, t);
        return faults;
    }

    /// <summary>What is said of a name that another term has already, at the field where it stands.</summary>
    public static IReadOnlyDictionary<string, string> Taken(ProposeOutcome.Taken taken, Translation words, CultureInfo culture) => new Dictionary<string, string>
    {
        [words.Name == taken.Name ? NameField : SynonymsField] = Folding.Fold(taken.By.Name) == Folding.Fold(taken.Name)
            ? new Texts(culture).NameIsATerm(taken.By.Name)
            : new Texts(culture).NameIsASynonym(taken.Name, taken.By.Name),
    };

    /// <summary>An empty form, or one with a term's words.</summary>
    /// <param name="initiatives">Where it can be proposed; more than one are asked for.</param>
    /// <param name="language">The language to write in; empty for the initiative's own.</param>
    public static AdaptiveCard Of(IReadOnlyList<Initiative> initiatives, Term? term, string language, IReadOnlyList<Term> choices, CultureInfo culture, string name = "", string definition = "")
    {
        var known = term?.Proposal?.Wording ?? term?.InForce;
        var words = known is null ? null : language.Length == 0 ? known.Own : known.Translations.GetValueOrDefault(language);
        var shown = Fields(new Texts(culture)).Of(
            Written.Of(known, words ?? new Translation(name, definition, "", "", [])), new Dictionary<string, string> { [TermCard.LanguageField] = language });
        return Draw(initiatives, shown, new Dictionary<string, string>(), term, choices, null, culture);
    }

    /// <summary>The same form, with everything that was typed and each fault at its field.</summary>
    public static AdaptiveCard Again(
        IReadOnlyList<Initiative> initiatives, Form typed, IReadOnlyDictionary<string, string> faults, Term? term, IReadOnlyList<Term> choices, CultureInfo culture, string? news = null) =>
        Draw(initiatives, typed, faults, term, choices, news, culture);

    private static Form<Written> Fields(Texts t) => Fields(t, [], "", _ => false);

    /// <param name="terms">To choose from.</param>
    /// <param name="dataset">Where more of them come from.</param>
    /// <param name="isThere">Whether a term that the form names is there, shown or not.</param>
    private static Form<Written> Fields(Texts t, IReadOnlyList<Choice> terms, string dataset, Func<string, bool> isThere) => new(t.Culture,
    [
        new TextField<Written>(NameField, t.Name, w => w.Words.Name, (w, name) => w with { Words = w.Words with { Name = name } }) { Longest = Wording.LongestName, Required = t.NameMissing },
        new TextField<Written>(DefinitionField, t.Definition, w => w.Words.Definition, (w, definition) => w with { Words = w.Words with { Definition = definition } }) { Longest = Wording.LongestDefinition, Required = t.DefinitionMissing, IsMultiline = true },
        new Fold<Written>("more", t.SayMore,
        [
            new TextField<Written>("not", t.Not, w => w.Words.Not, (w, not) => w with { Words = w.Words with { Not = not } }) { Longest = Wording.LongestText, Placeholder = t.NotExample, IsMultiline = true },
            new TextField<Written>("examples", t.Examples, w => w.Words.Examples, (w, examples) => w with { Words = w.Words with { Examples = examples } }) { Longest = Wording.LongestText, IsMultiline = true },
            // Each of them has its limit, and there is one to how many they are.
            new TextField<Written>(SynonymsField, t.Synonyms, w => TypedList.Write(w.Words.Synonyms), (w, synonyms) => w with { Words = w.Words with { Synonyms = TypedList.Names(synonyms) } }) { Longest = int.MaxValue, Placeholder = t.SynonymsHint, IsMultiline = true },
            new TextField<Written>("source", t.Source, w => w.Source, (w, source) => w with { Source = source }) { Longest = Wording.LongestSource, Placeholder = t.SourceHint },
            new TextField<Written>("owner", t.Owner, w => w.Owner, (w, owner) => w with { Owner = owner }) { Longest = Wording.LongestName, Placeholder = t.OwnerHint },
            new MultiChoiceField<Written>(RelatedField, t.Related, terms, w => w.Related, (w, related) => w with { Related = related })
            {
                Accepts = isThere,
                Style = ChoiceStyle.Filtered,
                More = new ChoiceQuery(dataset),
            },
        ]),
    ]);

    // What spans fields, or counts what is in one.
    private static void Check(Written written, Dictionary<string, string> faults, Texts t)
    {
        var (name, synonyms) = (written.Words.Name, written.Words.Synonyms);
        if (synonyms.Count > Wording.MostSynonyms)
        {
            faults[SynonymsField] = t.TooManySynonyms(Wording.MostSynonyms, synonyms.Count);
        }
        else if (synonyms.FirstOrDefault(s => s.Length > Wording.LongestName) is { } tooLong)
        {
            faults[SynonymsField] = t.SynonymTooLong(PeoplesWords.Shorten(tooLong, LongestQuoted), Wording.LongestName);
        }
        else if (synonyms.FirstOrDefault(s => Folding.Fold(s) == Folding.Fold(name)) is { } itself)
        {
            faults[SynonymsField] = t.SynonymIsTheTerm(itself);
        }

        if (written.Related.Count > Wording.MostRelated)
        {
            faults[RelatedField] = t.TooManyRelated(Wording.MostRelated, written.Related.Count);
        }
    }

    private static AdaptiveCard Draw(
        IReadOnlyList<Initiative> initiatives, Form shown, IReadOnlyDictionary<string, string> faults, Term? term, IReadOnlyList<Term> choices, string? news, CultureInfo culture)
    {
        var t = new Texts(culture);
        var language = TermCard.LanguageOf(shown);
        var title = term is null ? t.SuggestATerm : language.Length > 0 ? t.TermIn(term.Name, Languages.NativeName(language)) : t.ChangeOf(term.Name);
        var chosen = RelatedIn(shown);
        // Those of one initiative; what is chosen comes first, so that it is among what is shown.
        var others = initiatives.Count > 1 ? [] : choices.Where(c => c.Slug != term?.Slug).OrderBy(c => chosen.Contains(c.Slug) ? 0 : 1).Select(c => new Choice(c.Name, c.Slug)).ToArray();
        var form = Fields(t, others, TermChoices.Dataset(initiatives[0].Id), _ => false);
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(shown, faults, room);
            var data = new List<(string, string)> { (TermCard.LanguageField, language) };
            if (initiatives.Count == 1)
            {
                data.Add((Conversation.InitiativeField, initiatives[0].Id));
            }

            if (term is not null)
            {
                data.Add((TermCard.SlugField, term.Slug));
                data.Add((TermCard.VersionField, term.Version.ToString(CultureInfo.InvariantCulture)));
            }

            return new AdaptiveCard
            {
                FallbackText = title,
                Body =
                [
                    Heading.OfOurs(title, isOurs: term is null),
                    .. news is null ? [] : (IEnumerable<Element>)[new Container([RichTextBlock.Of(news, TextWeight.Bolder)]) { Style = ContainerStyle.Attention }],
                    .. initiatives.Count == 1 ? [] : (IEnumerable<Element>)[WhichOf(initiatives, shown, t)],
                    .. drawn.Body,
                    .. faults.Count == 0 ? [] : (IEnumerable<Element>)[FaultLine.Of(t.NotSent(faults.Count))],
                ],
                Actions = [new Execute(SuggestVerb, drawn.With(data)) { Title = t.Suggest }],
            };
        });
    }

    // Whoever takes the press finds the initiative by it; the term itself has no such field.
    private static ChoiceInput WhichOf(IReadOnlyList<Initiative> initiatives, Form shown, Texts t) => new([.. initiatives.Select(i => new Choice(PeoplesWords.Plain(i.Name), i.Id))])
    {
        Id = Conversation.InitiativeField,
        Label = t.WhichInitiative,
        Value = shown.Has(Conversation.InitiativeField) ? shown[Conversation.InitiativeField] : null,
        IsRequired = true,
        ErrorMessage = t.InitiativeMissing,
    };

    /// <summary>What the form holds: a wording's words in one language, and what belongs to none.</summary>
    private sealed record Written(Translation Words, string Source, string Owner, IReadOnlyList<string> Related)
    {
        public static readonly Written Nothing = new(new Translation("", "", "", "", []), "", "", []);

        public static Written Of(Wording? wording, Translation words) => new(words, wording?.Source ?? "", wording?.Owner ?? "", wording?.Related ?? []);
    }
}

/// <summary>Terms to choose from in a form: some at once, the others as the person types.</summary>
public static class TermChoices
{
    public const string Verb = "glossary.terms";

    /// <summary>What a form asks for as somebody types: the verb, and the initiative whose terms they are. Who asks is checked when they do.</summary>
    public static string Dataset(InitiativeId initiative) => $"{Verb}:{initiative}";

    /// <summary>What is chosen already, then the first of the others.</summary>
    public static IEnumerable<Choice> Of(IEnumerable<Term> terms, IReadOnlyCollection<string> chosen, int shown) => terms
        .OrderBy(t => chosen.Contains(t.Slug) ? 0 : 1)
        .Take(Math.Max(shown, chosen.Count))
        .Select(t => new Choice(PeoplesWords.Plain(t.Name), t.Slug));
}
