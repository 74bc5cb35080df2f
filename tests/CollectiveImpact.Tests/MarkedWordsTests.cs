using System.Globalization;
using System.Text.Json.Nodes;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests;

/// <summary>On which cards what people wrote bears the name of its language: on those that others read.</summary>
public sealed class MarkedWordsTests
{
    private const string Words = "Cambiamos el taller al jueves y vino el doble de niños.";

    // Not among them: what is read by who wrote it (forms, receipts, "what we do"); the words of an initiative itself, which can be written
    // in its other languages (agenda, glossary, questions); names; and the audit, which is looked things up in.
    private static readonly string[] ReadByOthers =
    [
        "what has come in", "what a partner answered", "what a partner answered again", "a question about a value", "a partner's page for a Backbone", "a history",
        "the digest, 0 answered", "the digest, 3 answered", "the digest in two languages, 0 answered", "the digest in two languages, 3 answered", "the preview, 0 answered", "the preview, 3 answered",
        "the digest as it is written", "the preview of a digest that was taken down", "in the place of a digest", "the digest of a group, 0 answered", "the digest of a group, 3 answered",
        "the summary of a month", "the summary of a quarter", "the summary in two languages", "the summary of a quarter, to post", "the summary of a quarter, posted before", "the summary of a quarter, taken down", "in the place of a summary",
        "what came of it", "the commitments", "the backbone's commitments", "a commitment again",
        "learnings", "decisions", "the map", "a group", "a group of many", "a group in a channel", "the groups", "the groups in a channel",
        "asks and offers", "asks and offers again", "what may fit", "heard yes", "connected", "introduced in a channel",
        "a term, Proposed", "a term, Retired", "a term for a reporter", "a term with a change", "a term without a definition",
        "an agenda, in force", "an agenda for the backbone, in force", "an agenda, drafted", "an agenda for the backbone, drafted",
        "the next agenda, drafted", "the next agenda for the backbone, drafted", "the next agenda, put forward", "the next agenda for the backbone, put forward",
        "a message",
    ];

    [Fact]
    public async Task What_people_wrote_in_another_language_is_marked_where_others_read_it()
    {
        string[] marked = [.. await Marked(Words)];

        Assert.Equal(("", ""), (string.Join(", ", ReadByOthers.Except(marked)), string.Join(", ", marked.Except(ReadByOthers))));
    }

    [Fact]
    public async Task What_is_written_in_the_readers_language_is_marked_only_where_others_read_another() =>
        Assert.All(await Marked("We moved the homework club to Thursday and twice as many children came."), name => Assert.EndsWith("in two languages", name.Split(',')[0], StringComparison.Ordinal));

    private static async Task<IEnumerable<string>> Marked(string words)
    {
        string[] marks = [.. Languages.Ours.Select(l => $" · {Languages.NativeName(l)}")];
        var cards = await CardCatalogue.In(CultureInfo.GetCultureInfo("en-GB"), words);
        return cards.Where(c => Blocks(JsonNode.Parse(c.Card.ToJson())).Any(runs => runs.Length > 1 && marks.Contains(runs[^1].Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal))))
            .Select(c => c.Name[..c.Name.LastIndexOf(" (", StringComparison.Ordinal)]);
    }

    private static IEnumerable<string[]> Blocks(JsonNode? node) => node switch
    {
        JsonObject o when o["type"]?.GetValue<string>() == "RichTextBlock" => [[.. o["inlines"]!.AsArray().Select(i => i!["text"]!.GetValue<string>())]],
        JsonObject o => o.SelectMany(p => Blocks(p.Value)),
        JsonArray a => a.SelectMany(Blocks),
        _ => [],
    };
}
