using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Files;

/// <summary>Writes what a glossary has agreed on as a SKOS concept scheme, in JSON-LD or in Turtle.</summary>
/// <remarks>Sources: W3C "SKOS Simple Knowledge Organization System Reference", "RDF 1.1 Turtle", "JSON-LD 1.1".</remarks>
internal static class Skos
{
    public const string Core = "http://www.w3.org/2004/02/skos/core#";
    public const string DcTerms = "http://purl.org/dc/terms/";
    public const string Owl = "http://www.w3.org/2002/07/owl#";
    public const string Xsd = "http://www.w3.org/2001/XMLSchema#";

    /// <summary>What a term does not mean. SKOS has no word for that: its scope note says how a concept is used, either way.</summary>
    public const string IsNot = Urn + "terms#isNot";

    private const string Urn = "urn:collective-impact:";

    private static readonly (string Prefix, string Iri)[] Prefixes = [("skos", Core), ("dcterms", DcTerms), ("owl", Owl), ("xsd", Xsd), ("ci", Urn + "terms#")];

    // People read these files too; they are no part of a page.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name of an initiative's term for the world; without a term, of its glossary.</summary>
    public static string IriOf(InitiativeId initiative, string? slug = null) =>
        Urn + Uri.EscapeDataString(initiative) + (slug is null ? "" : ":" + Uri.EscapeDataString(Whole(slug)));

    /// <summary>The key that a term has in the initiative whose export it is from; null for a name of another kind.</summary>
    public static string? SlugOf(string iri) =>
        iri.StartsWith(Urn, StringComparison.Ordinal) && iri[Urn.Length..].Split(':') is [_, { Length: > 0 } slug] ? Uri.UnescapeDataString(slug) : null;

    public static async Task WriteJsonLd(Initiative initiative, IReadOnlyList<Term> terms, Stream to, CancellationToken cancel)
    {
        await using var json = new Utf8JsonWriter(to, Readable);
        json.WriteStartObject();
        json.WriteStartObject("@context");
        foreach (var (prefix, iri) in Prefixes)
        {
            json.WriteString(prefix, iri);
        }

        json.WriteEndObject();
        json.WriteStartArray("@graph");
        foreach (var (iri, statements) in Statements(initiative, terms))
        {
            json.WriteStartObject();
            json.WriteString("@id", iri);
            foreach (var predicate in statements.GroupBy(s => s.Predicate))
            {
                json.WritePropertyName(predicate.Key == Type ? "@type" : predicate.Key);
                json.WriteStartArray();
                foreach (var (_, value) in predicate)
                {
                    Write(json, predicate.Key, value);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            await json.FlushAsync(cancel);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancel);
    }

    public static async Task WriteTurtle(Initiative initiative, IReadOnlyList<Term> terms, Stream to, CancellationToken cancel)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (var (prefix, iri) in Prefixes)
        {
            await text.WriteLineAsync($"@prefix {prefix}: <{iri}> .");
        }

        foreach (var (iri, statements) in Statements(initiative, terms))
        {
            cancel.ThrowIfCancellationRequested();
            var lines = statements.GroupBy(s => s.Predicate).Select(p => $"    {(p.Key == Type ? "a" : p.Key)} {string.Join(", ", p.Select(s => InTurtle(s.Value)))}");
            await text.WriteLineAsync($"\n<{iri}>\n{string.Join(" ;\n", lines)} .");
        }
    }

    // The prefix is the same in both syntaxes, but for types.
    private const string Type = "rdf:type";

    private static IEnumerable<(string Iri, IReadOnlyList<(string Predicate, Value Value)> Statements)> Statements(Initiative initiative, IReadOnlyList<Term> terms)
    {
        var scheme = IriOf(initiative.Id);
        yield return (scheme, [(Type, new Value.Name("skos:ConceptScheme")), ("dcterms:title", new Value.Words(initiative.Name, initiative.Language))]);
        var agreed = terms.Where(t => t is { InForce: not null, State: TermState.Agreed or TermState.Retired }).OrderBy(t => t.Slug, StringComparer.Ordinal).ToDictionary(t => t.Slug);
        foreach (var term in agreed.Values)
        {
            var wording = term.InForce!;
            var statements = new List<(string, Value)> { (Type, new Value.Name("skos:Concept")), ("skos:inScheme", new Value.Iri(scheme)) };
            foreach (var (language, words) in wording.Translations.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, t.Value)).Prepend((initiative.Language, wording.Own)))
            {
                Say("skos:prefLabel", words.Name, language);
                foreach (var synonym in words.Synonyms)
                {
                    Say("skos:altLabel", synonym, language);
                }

                Say("skos:definition", words.Definition, language);
                Say("ci:isNot", words.Not, language);
                Say("skos:example", words.Examples, language);
            }

            statements.AddRange(wording.Related.Where(r => r != term.Slug && agreed.ContainsKey(r)).Select(r => ("skos:related", (Value)new Value.Iri(IriOf(initiative.Id, r)))));
            Say("dcterms:source", wording.Source, null);
            if ((term.Retired?.At ?? term.AgreedAt) is { } modified)
            {
                statements.Add(("dcterms:modified", new Value.Typed(InstantPattern.General.Format(modified), "xsd:dateTime")));
            }

            if (term.Retired is { } retired)
            {
                statements.Add(("owl:deprecated", new Value.Typed("true", "xsd:boolean")));
                if (retired.ReplacedBy is { } other && agreed.ContainsKey(other))
                {
                    statements.Add(("dcterms:isReplacedBy", new Value.Iri(IriOf(initiative.Id, other))));
                }
            }

            // Grouped by predicate, all languages of one stand together.
            yield return (IriOf(initiative.Id, term.Slug), statements);

            void Say(string predicate, string words, string? language)
            {
                if (words.Length > 0)
                {
                    statements.Add((predicate, new Value.Words(words, language)));
                }
            }
        }
    }

    private static void Write(Utf8JsonWriter json, string predicate, Value value)
    {
        if (value is Value.Name type && predicate == Type)
        {
            json.WriteStringValue(type.Text);
            return;
        }

        json.WriteStartObject();
        switch (value)
        {
            case Value.Iri iri:
                json.WriteString("@id", iri.Text);
                break;
            case Value.Typed typed:
                json.WriteString("@value", typed.Text);
                json.WriteString("@type", typed.Type);
                break;
            case Value.Words words:
                json.WriteString("@value", Whole(words.Text));
                if (words.Language is { } language)
                {
                    json.WriteString("@language", language);
                }

                break;
        }

        json.WriteEndObject();
    }

    private static string InTurtle(Value value) => value switch
    {
        Value.Iri iri => $"<{iri.Text}>",
        Value.Typed typed => $"{Quoted(typed.Text)}^^{typed.Type}",
        Value.Words { Language: { } language } words => $"{Quoted(words.Text)}@{language}",
        _ => value is Value.Words ? Quoted(value.Text) : value.Text,
    };

    /// <summary>A text between quotation marks: what would end it, and what can't be seen, is escaped.</summary>
    internal static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                _ when Rune.IsControl(rune) => quoted.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => quoted.Append(rune.ToString()),
            };
        }

        return quoted.Append('"').ToString();
    }

    // Half an emoji is no character.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    private abstract record Value(string Text)
    {
        /// <summary>Something with an address.</summary>
        public sealed record Iri(string Text) : Value(Text);

        /// <summary>Something with a prefix.</summary>
        public sealed record Name(string Text) : Value(Text);

        public sealed record Words(string Text, string? Language) : Value(Text);

        public sealed record Typed(string Text, string Type) : Value(Text);
    }
}
