using System.Globalization;
using System.Text.Json;
using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>
/// Reads the concepts of a SKOS vocabulary in JSON-LD: our own, and what other tools commonly write. A part of JSON-LD 1.1 that needs
/// nothing from elsewhere; addresses are never fetched.
/// </summary>
internal sealed class SkosReader
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Rdfs = "http://www.w3.org/2000/01/rdf-schema#";
    private const int MostExpansions = 8;
    private const int LongestAddress = 2_048;
    private const int MostOtherLanguages = 200;
    private const int MostMeanings = 1_000_000;

    private const string PrefLabel = "prefLabel";
    private const string AltLabel = "altLabel";
    private const string Xl = "http://www.w3.org/2008/05/skos-xl#";
    private const string Concept = Skos.Core + nameof(Concept);
    private const string Collection = Skos.Core + nameof(Collection);
    private const string Label = Xl + nameof(Label);
    private const string LiteralForm = Xl + "literalForm";

    // What has a label and is no concept.
    private static readonly string[] NoConcepts = [Skos.Core + "ConceptScheme", Collection, Skos.Core + "OrderedCollection", Label];

    // Files without these in their context are common.
    private static readonly Dictionary<string, string> WellKnown = new()
    {
        ["skos"] = Skos.Core,
        ["skosxl"] = Xl,
        ["skos-xl"] = Xl,
        ["dcterms"] = Skos.DcTerms,
        ["dct"] = Skos.DcTerms,
        ["owl"] = Skos.Owl,
        ["rdf"] = Rdf,
        ["rdfs"] = Rdfs,
    };

    private readonly FileLanguages _languages;
    private readonly List<FileTerm> _terms = [];
    private readonly HashSet<string> _iris = new(StringComparer.Ordinal);
    private readonly RowFaults _faults = new();
    private readonly FileReading _reading;
    private readonly SortedSet<string> _otherLanguages = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Node> _found = [];
    private readonly Dictionary<string, Node> _labels = new(StringComparer.Ordinal);
    private int _concepts;
    private int _incomplete;
    private int _meanings;

    private SkosReader(FileLanguages languages, FileReading reading) => (_languages, _reading) = (languages, reading);

    /// <exception cref="UnreadableFileException">It is no JSON-LD that can be read.</exception>
    public static GlossaryFile Read(Stream file, FileLanguages languages, FileReading reading)
    {
        try
        {
            LimitedJson.Check(file, reading);
            using var json = JsonDocument.Parse(file, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = reading.Limits.JsonDepth });
            var reader = new SkosReader(languages, reading);
            reader.Visit(json.RootElement, Context.None);
            // Labels may stand anywhere in the file, also behind the concepts that have them.
            foreach (var concept in reader._found)
            {
                reading.GoesOn();
                reader.Add(concept);
            }

            return reader._concepts == 0
                ? throw new UnreadableFileException(new FileFault.NoConcept())
                : new GlossaryFile(true, reader._terms, reader._faults, reader.LeftOut());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UnreadableFileException(
                e is JsonException { LineNumber: { } line } ? new FileFault.NoJson(line + 1) : new FileFault.NoJsonLd(), e);
        }
    }

    private FileNote[] LeftOut() =>
    [
        .. _otherLanguages.Count == 0 ? [] : new[] { new FileNote.LanguagesLeftOut(PeoplesWords.Shorten(string.Join(", ", _otherLanguages), 200)) },
        .. _incomplete == 0 ? [] : new[] { new FileNote.TranslationsLeftOut(_incomplete) },
    ];

    private void Visit(JsonElement element, Context context)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Visit(item, context);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            _reading.GoesOn();
            var inside = element.TryGetProperty("@context", out var own) ? Within(context, own) : context;
            var node = Node.Of(element, inside);
            if (node.Id is { } id && node.Has(LiteralForm))
            {
                _labels.TryAdd(id, node);
            }

            if (IsConcept(node))
            {
                _found.Add(node);
                if (_found.Count > GlossaryFile.MostTerms)
                {
                    throw new UnreadableFileException(new FileFault.TooManyConcepts(GlossaryFile.MostTerms));
                }
            }

            // Concepts may stand within their scheme, or within each other.
            foreach (var property in element.EnumerateObject().Where(p => p.Name != "@context" && p.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object))
            {
                Visit(property.Value, inside);
            }
        }
    }

    // A context in each of many nodes is copied as often.
    private Context Within(Context context, JsonElement own)
    {
        var inside = context.With(own);
        _meanings += inside.Terms.Count;
        return _meanings <= MostMeanings ? inside : throw new UnreadableFileException(new FileFault.TooManyMeanings());
    }

    private static bool IsConcept(Node node)
    {
        var types = node.Types;
        return !node.IsLink && (types.Contains(Concept) || (!types.Any(NoConcepts.Contains) && (node.Has(Skos.Core + PrefLabel) || node.Has(Xl + PrefLabel))));
    }

    private void Add(Node node)
    {
        var row = ++_concepts;
        var iri = node.Id ?? string.Create(CultureInfo.InvariantCulture, $"_:{row}");
        if (!_iris.Add(iri))
        {
            _faults.Add(row, GlossaryTable.KeyColumn, new TermFault.ConceptTwice(PeoplesWords.Shorten(iri, 80)));
            return;
        }

        _reading.Keeps(iri);
        var term = new FileTerm(row, iri, Skos.SlugOf(iri))
        {
            Source = WordsTable.Tidy(string.Join("; ", node.Texts(Skos.DcTerms + "source").Select(t => t.Text).Distinct())),
            Related = GlossaryFile.Names(node.Iris(Skos.Core + "related"), "related"),
            IsRetired = node.Texts(Skos.Owl + "deprecated").Any(t => t.Text is "true" or "1"),
        };
        _reading.Keeps(term.Source.Length + term.Related.Sum(r => r.Length));
        var (names, others) = (Labels(node, PrefLabel), Labels(node, AltLabel));
        if (names.Count == 0)
        {
            names = Told(node, Rdfs + "label");
        }

        var (definitions, notes, nots, examples) = (Texts(node, "definition"), Texts(node, "scopeNote"), Told(node, Skos.IsNot), Texts(node, "example"));
        if (definitions.Count == 0)
        {
            // Other ways in which vocabularies say what a word means.
            definitions = [.. Told(node, Skos.DcTerms + "description"), .. Told(node, Rdfs + "comment")];
        }

        // "en-GB" says it for those who read "en", unless there are words in "en" itself.
        var taken = new HashSet<string>();
        foreach (var tag in new[] { names, definitions, notes, nots, examples, others }.SelectMany(t => t).Select(t => t.Language).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(t => _languages.Find(t, exactly: true) is null))
        {
            var language = _languages.Find(tag, exactly: true);
            if (language is null && ((language = _languages.Find(tag)) is null || taken.Contains(language)))
            {
                _otherLanguages.Add(tag);
                if (_otherLanguages.Count > MostOtherLanguages)
                {
                    throw new UnreadableFileException(new FileFault.TooManyLanguages(MostOtherLanguages));
                }

                continue;
            }

            if (In(names, tag).Length > 0)
            {
                taken.Add(language);
            }

            Put(term, row, language, In(names, tag), new FileWords(row, "", Defined(One(definitions, tag), One(notes, tag), language.Length > 0 ? language : _languages.Own), One(nots, tag), One(examples, tag), GlossaryFile.Names(In(others, tag).Select(WordsTable.TidyLine), "altLabel")));
        }

        term.IsToComplete = term.Words.TryGetValue("", out var own) && own.Name.Length > 0 && own.Definition.Length == 0;
        _terms.Add(term);
    }

    // A scope note says how a concept is used: it belongs to what the word means, and stands for that where nothing else does.
    private static string Defined(string definition, string note, string language) =>
        note.Length == 0 ? definition : definition.Length == 0 ? note : new Texts(Languages.CultureOf(language)).DefinitionAndNote(definition, note);

    // As texts, or as SKOS-XL does, as things of their own that have a text.
    private List<(string Text, string Language)> Labels(Node node, string property)
    {
        var plain = Texts(node, property);
        var things = node.Nodes(Xl + property).SelectMany(n => n.Has(LiteralForm) ? n.Texts(LiteralForm) : n.Id is { } id && _labels.TryGetValue(id, out var label) ? label.Texts(LiteralForm) : []);
        return [.. plain.Concat(things.Where(t => t.Text.Length > 0)).Distinct()];
    }

    private void Put(FileTerm term, int row, string language, string[] names, FileWords words)
    {
        if (names.Length > 1)
        {
            _faults.Add(row, GlossaryTable.NameColumn, new TermFault.SeveralNames(names.Length, PeoplesWords.Shorten(string.Join(", ", names), 120)));
        }
        else if (language.Length > 0 && (names.Length == 0 || words.Definition.Length == 0))
        {
            _incomplete++;
        }
        else
        {
            var found = words with { Name = WordsTable.TidyLine(names.FirstOrDefault() ?? "") };
            _reading.Keeps(found.Length);
            if (found.Synonyms.FirstOrDefault(s => s.Contains(';', StringComparison.Ordinal)) is { } two)
            {
                _faults.Add(row, GlossaryTable.SynonymsColumn, new TermFault.SemicolonInName(PeoplesWords.Shorten(two, 40)));
            }

            if (!term.Words.TryAdd(language, found))
            {
                // Without a language and in the initiative's own: both say the same.
                var before = term.Words[language];
                if (before.Name.Length > 0 && found.Name.Length > 0 && before.Name != found.Name)
                {
                    _faults.Add(row, GlossaryTable.NameColumn, new TermFault.TwoNames(before.Name, found.Name));
                }

                term.Words[language] = before with
                {
                    Name = before.Name.Length > 0 ? before.Name : found.Name,
                    Definition = before.Definition.Length > 0 ? before.Definition : found.Definition,
                    Not = before.Not.Length > 0 ? before.Not : found.Not,
                    Examples = before.Examples.Length > 0 ? before.Examples : found.Examples,
                    Synonyms = [.. before.Synonyms.Union(found.Synonyms)],
                };
            }
        }
    }

    private static List<(string Text, string Language)> Texts(Node node, string property) => Told(node, Skos.Core + property);

    private static List<(string Text, string Language)> Told(Node node, string property) => [.. node.Texts(property).Where(t => t.Text.Length > 0)];

    private static string[] In(List<(string Text, string Language)> texts, string tag) =>
        [.. texts.Where(t => string.Equals(t.Language, tag, StringComparison.OrdinalIgnoreCase)).Select(t => t.Text).Distinct(StringComparer.Ordinal)];

    private static string One(List<(string Text, string Language)> texts, string tag) => WordsTable.Tidy(string.Join("\n", In(texts, tag)));

    /// <summary>What words mean at a place in the file.</summary>
    private sealed record Context(IReadOnlyDictionary<string, Meaning> Terms, string? Vocabulary, string Language)
    {
        public static readonly Context None = new(new Dictionary<string, Meaning>(), null, "");

        public Context With(JsonElement own)
        {
            switch (own.ValueKind)
            {
                case JsonValueKind.Null:
                    return None;
                case JsonValueKind.Array:
                    return own.EnumerateArray().Aggregate(this, (context, next) => context.With(next));
                case JsonValueKind.Object:
                    break;
                default:
                    throw Elsewhere(own.ToString());
            }

            var terms = new Dictionary<string, Meaning>(Terms);
            var (vocabulary, language) = (Vocabulary, Language);
            foreach (var term in own.EnumerateObject())
            {
                switch (term.Name)
                {
                    case "@import":
                        throw Elsewhere(term.Value.ToString());
                    case "@vocab":
                        vocabulary = term.Value.GetString();
                        break;
                    case "@language":
                        language = term.Value.GetString() ?? "";
                        break;
                    default:
                        if (Meaning.Of(term.Value) is { } meaning)
                        {
                            terms[term.Name] = meaning with { Iri = meaning.Iri ?? term.Name };
                        }

                        break;
                }
            }

            // "skos" as a vocabulary is a prefix.
            var context = new Context(terms, null, language);
            return context with { Vocabulary = vocabulary is null ? null : context.Expand(vocabulary) };
        }

        public Meaning? MeaningOf(string key) => Terms.GetValueOrDefault(key);

        /// <summary>The whole address of a property or a type, or the keyword that it is another word for.</summary>
        public string Expand(string key)
        {
            for (var step = 0; step < MostExpansions; step++)
            {
                if (key.StartsWith('@'))
                {
                    return key;
                }

                if (Terms.TryGetValue(key, out var meaning) && meaning.Iri != key)
                {
                    key = meaning.Iri!;
                    continue;
                }

                var colon = key.IndexOf(':', StringComparison.Ordinal);
                if (colon < 0)
                {
                    return key.Length <= LongestAddress ? (Vocabulary ?? "") + key : key;
                }

                var (prefix, rest) = (key[..colon], key[(colon + 1)..]);
                if (rest.StartsWith("//", StringComparison.Ordinal))
                {
                    return key;
                }

                if (Terms.TryGetValue(prefix, out var space) && space.Iri != prefix)
                {
                    key = space.Iri!.Length + rest.Length <= LongestAddress
                        ? space.Iri + rest
                        : throw new UnreadableFileException(new FileFault.AddressTooLong(LongestAddress));
                }
                else
                {
                    return rest.Length <= LongestAddress && WellKnown.TryGetValue(prefix, out var known) ? known + rest : key;
                }
            }

            return key;
        }

        private static UnreadableFileException Elsewhere(string address) => new(new FileFault.ContextElsewhere(PeoplesWords.Shorten(address, 100)));
    }

    /// <param name="Iri">What the word stands for; null for what the word itself says.</param>
    /// <param name="Language">The language of its texts; null when it says nothing of it.</param>
    private sealed record Meaning(string? Iri, string? Language, bool IsLink)
    {
        public static Meaning? Of(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.String => new Meaning(value.GetString(), null, IsLink: false),
            JsonValueKind.Object => new Meaning(
                Text(value, "@id"),
                value.TryGetProperty("@language", out var language) ? language.GetString() ?? "" : null,
                Text(value, "@type") is "@id" or "@vocab"),
            _ => null,
        };

        private static string? Text(JsonElement value, string property) =>
            value.TryGetProperty(property, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
    }

    /// <summary>An object of the file, its properties by their whole addresses.</summary>
    private sealed class Node(Context context, ILookup<string, (string Key, JsonElement Value)> properties)
    {
        public static Node Of(JsonElement element, Context context) =>
            new(context, element.EnumerateObject().Where(p => p.Name != "@context").ToLookup(p => context.Expand(p.Name), p => (p.Name, p.Value)));

        public string? Id => properties["@id"].Select(p => p.Value.ValueKind == JsonValueKind.String ? Whole(p.Value.GetString()!) : null).FirstOrDefault();

        public IReadOnlyList<string> Types =>
            [.. properties["@type"].Concat(properties[Rdf + "type"]).SelectMany(p => Items(p.Value)).Select(t => t.ValueKind == JsonValueKind.String ? t.GetString() : Of(t)).OfType<string>().Select(context.Expand)];

        /// <summary>Whether it says of something only that it is.</summary>
        public bool IsLink => properties.All(p => p.Key is "@id" or "@type");

        public bool Has(string property) => properties.Contains(property);

        /// <summary>The texts of a property, each with its language, empty for none.</summary>
        public IEnumerable<(string Text, string Language)> Texts(string property) =>
            properties[property].SelectMany(p => Items(p.Value).SelectMany(v => TextsOf(v, context.MeaningOf(p.Key)?.Language ?? context.Language)));

        /// <summary>The things that a property leads to.</summary>
        public IEnumerable<Node> Nodes(string property) => properties[property]
            .SelectMany(p => Items(p.Value))
            .Select(v => v.ValueKind == JsonValueKind.Object ? Node.Of(v, context) : v.ValueKind == JsonValueKind.String ? Link(v) : null)
            .OfType<Node>();

        // A word for things with addresses may name one by its address alone.
        private Node Link(JsonElement address) => new(context, new[] { ("@id", address) }.ToLookup(p => p.Item1, p => (p.Item1, p.address)));

        /// <summary>The addresses that a property leads to.</summary>
        public IEnumerable<string> Iris(string property) => properties[property]
            .SelectMany(p => Items(p.Value).Select(v => v.ValueKind == JsonValueKind.String ? v.GetString() : Of(v)))
            .OfType<string>()
            .Select(Whole);

        // Compact addresses of things: a prefix, but no vocabulary.
        private string Whole(string id) => id.Contains(':', StringComparison.Ordinal) ? context.Expand(id) : id;

        private string? Of(JsonElement value) => value.ValueKind == JsonValueKind.Object ? Node.Of(value, context).Id : null;

        private static IEnumerable<JsonElement> Items(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Array)
            {
                return value.EnumerateArray().SelectMany(Items);
            }

            return value.ValueKind == JsonValueKind.Object && (value.TryGetProperty("@list", out var items) || value.TryGetProperty("@set", out items)) ? Items(items) : [value];
        }

        private IEnumerable<(string Text, string Language)> TextsOf(JsonElement value, string language)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.String:
                    return [(value.GetString()!, language)];
                case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                    return [(value.GetRawText(), "")];
                case JsonValueKind.Object:
                    break;
                default:
                    return [];
            }

            var node = Node.Of(value, context);
            if (node.Literal is { } literal)
            {
                return [(literal.ValueKind == JsonValueKind.String ? literal.GetString()! : literal.GetRawText(), node.LanguageTag)];
            }

            if (node.Id is { } id)
            {
                return node.Has(Rdf + "value") ? node.Texts(Rdf + "value") : [(id, "")];
            }

            // By language; or a note that is a thing of its own, with its text in it.
            return node.Has(Rdf + "value")
                ? node.Texts(Rdf + "value")
                : value.EnumerateObject().SelectMany(p => Items(p.Value).SelectMany(v => TextsOf(v, p.Name.StartsWith('@') ? "" : p.Name)));
        }

        private JsonElement? Literal => properties.Contains("@value") ? properties["@value"].First().Value : null;

        private string LanguageTag => properties["@language"].Select(p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString() : null).FirstOrDefault() ?? "";
    }
}
