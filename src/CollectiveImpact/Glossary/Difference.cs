using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;
using DiffPlex;
using DiffPlex.Chunkers;

namespace CollectiveImpact.Glossary;

/// <summary>What a new wording changes, so that it can be read: what goes is struck through, what comes is underlined.</summary>
public static class Difference
{
    private const int MostOfAList = 300;

    /// <summary>What the signs mean, once for a card, above the first difference.</summary>
    public static TextBlock Signs(CultureInfo culture) => new(new Texts(culture).SignsOfChange) { IsSubtle = true, Size = TextSize.Small, Spacing = Spacing.Small };

    /// <summary>A line for each part that differs, in every language.</summary>
    public static IReadOnlyList<Element> Lines(Wording before, Wording now, CultureInfo culture, int longest = Wording.LongestDefinition) =>
        Lines(Parts(before, now, new Texts(culture)).Select(p => (p.Label, PeoplesWords.Shorten(p.Old, longest), PeoplesWords.Shorten(p.New, longest))), culture);

    /// <summary>A line for each part that differs.</summary>
    public static IReadOnlyList<Element> Lines(IEnumerable<(string Label, string Old, string New)> parts, CultureInfo culture)
    {
        var t = new Texts(culture);
        var lines = new List<Element>();
        foreach (var (label, old, @new) in parts.Where(p => p.Old != p.New))
        {
            lines.Add(new RichTextBlock([TextRun.Plain(t.Label(label) + " ") with { Weight = TextWeight.Bolder }, .. Runs(old, @new)]) { Spacing = Spacing.Small });
        }

        return lines.Count > 0 ? lines : [new TextBlock(t.SameWords) { IsSubtle = true }];
    }

    private static IEnumerable<(string Label, string Old, string New)> Parts(Wording before, Wording now, Texts t)
    {
        foreach (var part in Parts((t.PartName, t.PartMeaning, t.LabelNot, t.LabelExamples, t.LabelSynonyms), before.Own, now.Own))
        {
            yield return part;
        }

        yield return (t.Source, before.Source, now.Source);
        yield return (t.PartOwner, before.Owner, now.Owner);
        yield return (t.PartRelated, Joined(before.Related), Joined(now.Related));
        foreach (var language in before.Translations.Keys.Union(now.Translations.Keys).Order(StringComparer.Ordinal))
        {
            var nothing = new Translation("", "", "", "", []);
            var name = Languages.NativeName(language);
            foreach (var part in Parts((t.PartNameIn(name), t.PartMeaningIn(name), t.PartNotIn(name), t.PartExamplesIn(name), t.PartSynonymsIn(name)), before.Translations.GetValueOrDefault(language) ?? nothing, now.Translations.GetValueOrDefault(language) ?? nothing))
            {
                yield return part;
            }
        }
    }

    private static IEnumerable<(string Label, string Old, string New)> Parts(
        (string Name, string Meaning, string Not, string Examples, string Synonyms) labels, Translation old, Translation now) =>
    [
        (labels.Name, old.Name, now.Name),
        (labels.Meaning, old.Definition, now.Definition),
        (labels.Not, old.Not, now.Not),
        (labels.Examples, old.Examples, now.Examples),
        (labels.Synonyms, Joined(old.Synonyms), Joined(now.Synonyms)),
    ];

    private static IEnumerable<TextRun> Runs(string old, string now) =>
        old.Length == 0 ? [Added(now)]
        : old.Contains('\n', StringComparison.Ordinal) || now.Contains('\n', StringComparison.Ordinal) ? Items(old, now)
        : Words(old, now);

    // Of a list, what goes and what comes, an item a line; what stays isn't repeated.
    private static IEnumerable<TextRun> Items(string old, string now)
    {
        var diff = Differ.Instance.CreateDiffs(old, now, ignoreWhiteSpace: true, ignoreCase: false, new LineChunker());
        var (before, after) = (diff.PiecesOld.ToArray(), diff.PiecesNew.ToArray());
        foreach (var block in diff.DiffBlocks)
        {
            var gone = before.AsSpan(block.DeleteStartA, block.DeleteCountA).ToArray().Where(i => i.Length > 0).ToArray();
            var come = after.AsSpan(block.InsertStartB, block.InsertCountB).ToArray().Where(i => i.Length > 0).ToArray();
            var items = gone.Length == come.Length
                ? gone.Zip(come, Words)
                : gone.Select(g => (IEnumerable<TextRun>)[Removed(g)]).Concat(come.Select(c => (IEnumerable<TextRun>)[Added(c)]));
            foreach (var run in items.SelectMany(i => i.Prepend(TextRun.Plain("\n"))))
            {
                yield return run;
            }
        }
    }

    private static IEnumerable<TextRun> Words(string old, string now)
    {
        var diff = Differ.Instance.CreateDiffs(old, now, ignoreWhiteSpace: false, ignoreCase: false, new DelimiterChunker([' ', '\n', '.', ',', ';', ':', '(', ')']));
        var (before, after) = (diff.PiecesOld.ToArray(), diff.PiecesNew.ToArray());
        var come = diff.DiffBlocks.Sum(b => after.AsSpan(b.InsertStartB, b.InsertCountB).ToArray().Sum(w => w.Length));
        if (2 * (now.Length - come) < Math.Min(old.Length, now.Length))
        {
            // With so little in common, a patchwork of both can't be read.
            yield return Removed(old);
            yield return TextRun.Plain(" ");
            yield return Added(now);
            yield break;
        }

        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            if (block.InsertStartB > at)
            {
                yield return TextRun.Plain(string.Concat(after[at..block.InsertStartB]));
            }

            if (block.DeleteCountA > 0)
            {
                yield return Removed(string.Concat(before[block.DeleteStartA..(block.DeleteStartA + block.DeleteCountA)]));
            }

            if (block.InsertCountB > 0)
            {
                yield return Added(string.Concat(after[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]));
            }

            at = block.InsertStartB + block.InsertCountB;
        }

        if (at < after.Length)
        {
            yield return TextRun.Plain(string.Concat(after[at..]));
        }
    }

    // The brackets, explained above, say to a screen reader and to a client that draws no line what the line says to the eye.
    private static TextRun Removed(string words) => TextRun.Plain($"[−{words}−]") with { Strikethrough = true, IsSubtle = true };

    private static TextRun Added(string words) => TextRun.Plain($"[+{words}+]") with { Underline = true, Weight = TextWeight.Bolder };

    private static string Joined(IReadOnlyList<string> list) => PeoplesWords.Shorten(string.Join(", ", list), MostOfAList);
}
