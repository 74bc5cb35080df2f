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

    /// <summary>The parts that differ, in every language.</summary>
    /// <param name="before">Null when there was nothing: then every part that says something differs.</param>
    public static IReadOnlyList<ChangedPart> Between(Wording? before, Wording now, CultureInfo culture) =>
        [.. Parts(before ?? new Wording("", ""), now, new Texts(culture)).Where(p => p.Old != p.New)];

    private static IEnumerable<ChangedPart> Parts(Wording before, Wording now, Texts t)
    {
        foreach (var part in Parts("", (t.PartName, t.PartMeaning, t.LabelNot, t.LabelExamples, t.LabelSynonyms), before.Own, now.Own))
        {
            yield return part;
        }

        yield return new(t.Source, "", before.Source, now.Source);
        yield return new(t.PartOwner, "", before.Owner, now.Owner);
        yield return new(t.PartRelated, "", Joined(before.Related), Joined(now.Related));
        foreach (var language in before.Translations.Keys.Union(now.Translations.Keys).Order(StringComparer.Ordinal))
        {
            var nothing = new Translation("", "", "", "", []);
            var name = Languages.NativeName(language);
            foreach (var part in Parts(language, (t.PartNameIn(name), t.PartMeaningIn(name), t.PartNotIn(name), t.PartExamplesIn(name), t.PartSynonymsIn(name)), before.Translations.GetValueOrDefault(language) ?? nothing, now.Translations.GetValueOrDefault(language) ?? nothing))
            {
                yield return part;
            }
        }
    }

    private static IEnumerable<ChangedPart> Parts(
        string language, (string Name, string Meaning, string Not, string Examples, string Synonyms) labels, Translation old, Translation now) =>
    [
        new(labels.Name, language, old.Name, now.Name),
        new(labels.Meaning, language, old.Definition, now.Definition),
        new(labels.Not, language, old.Not, now.Not),
        new(labels.Examples, language, old.Examples, now.Examples),
        new(labels.Synonyms, language, Joined(old.Synonyms), Joined(now.Synonyms)),
    ];

    // Of a list, what goes and what comes, an item a line; what stays isn't repeated.
    private static IEnumerable<TextRun> Runs(string old, string now)
    {
        var isList = old.Length > 0 && HasLines(old, now);
        return ChangedLines(old, now).Where(line => line.Any(w => w.Change != Change.Stays)).SelectMany(line => isList ? line.Select(Run).Prepend(TextRun.Plain("\n")) : line.Select(Run));
    }

    /// <summary>What became of the words, line by line.</summary>
    internal static IEnumerable<IReadOnlyList<ChangedWords>> ChangedLines(string old, string now) =>
        old.Length == 0 ? [[new(now, Change.Comes)]]
        : HasLines(old, now) ? Items(old, now)
        : [[.. Words(old, now)]];

    private static bool HasLines(string old, string now) => old.Contains('\n', StringComparison.Ordinal) || now.Contains('\n', StringComparison.Ordinal);

    private static IEnumerable<IReadOnlyList<ChangedWords>> Items(string old, string now)
    {
        var diff = Differ.Instance.CreateDiffs(old, now, ignoreWhiteSpace: true, ignoreCase: false, new LineChunker());
        var (before, after) = (diff.PiecesOld.ToArray(), diff.PiecesNew.ToArray());
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            foreach (var line in after[at..block.InsertStartB])
            {
                yield return [new(line, Change.Stays)];
            }

            var gone = before.AsSpan(block.DeleteStartA, block.DeleteCountA).ToArray().Where(i => i.Length > 0).ToArray();
            var come = after.AsSpan(block.InsertStartB, block.InsertCountB).ToArray().Where(i => i.Length > 0).ToArray();
            var items = gone.Length == come.Length
                ? gone.Zip(come, (g, c) => (IReadOnlyList<ChangedWords>)[.. Words(g, c)])
                : gone.Select(g => (IReadOnlyList<ChangedWords>)[new(g, Change.Goes)]).Concat(come.Select(c => (IReadOnlyList<ChangedWords>)[new(c, Change.Comes)]));
            foreach (var item in items)
            {
                yield return item;
            }

            at = block.InsertStartB + block.InsertCountB;
        }

        foreach (var line in after[at..])
        {
            yield return [new(line, Change.Stays)];
        }
    }

    private static IEnumerable<ChangedWords> Words(string old, string now)
    {
        var diff = Differ.Instance.CreateDiffs(old, now, ignoreWhiteSpace: false, ignoreCase: false, new DelimiterChunker([' ', '\n', '.', ',', ';', ':', '(', ')']));
        var (before, after) = (diff.PiecesOld.ToArray(), diff.PiecesNew.ToArray());
        var come = diff.DiffBlocks.Sum(b => after.AsSpan(b.InsertStartB, b.InsertCountB).ToArray().Sum(w => w.Length));
        if (2 * (now.Length - come) < Math.Min(old.Length, now.Length))
        {
            // With so little in common, a patchwork of both can't be read.
            yield return new(old, Change.Goes);
            yield return new(" ", Change.Stays);
            yield return new(now, Change.Comes);
            yield break;
        }

        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            if (block.InsertStartB > at)
            {
                yield return new(string.Concat(after[at..block.InsertStartB]), Change.Stays);
            }

            if (block.DeleteCountA > 0)
            {
                yield return new(string.Concat(before[block.DeleteStartA..(block.DeleteStartA + block.DeleteCountA)]), Change.Goes);
            }

            if (block.InsertCountB > 0)
            {
                yield return new(string.Concat(after[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]), Change.Comes);
            }

            at = block.InsertStartB + block.InsertCountB;
        }

        if (at < after.Length)
        {
            yield return new(string.Concat(after[at..]), Change.Stays);
        }
    }

    // The brackets, explained above, say to a screen reader and to a client that draws no line what the line says to the eye.
    private static TextRun Run(ChangedWords words) => words.Change switch
    {
        Change.Goes => TextRun.Plain($"[−{words.Words}−]") with { Strikethrough = true, IsSubtle = true },
        Change.Comes => TextRun.Plain($"[+{words.Words}+]") with { Underline = true, Weight = TextWeight.Bolder },
        _ => TextRun.Plain(words.Words),
    };

    private static string Joined(IReadOnlyList<string> list) => PeoplesWords.Shorten(string.Join(", ", list), MostOfAList);
}

/// <summary>A part of a wording that differs from the one before.</summary>
/// <param name="Label">What it is, in the reader's language.</param>
/// <param name="Language">The tag of the language that it is written in; empty for the initiative's own.</param>
/// <param name="Old">Empty when it wasn't there.</param>
public sealed record ChangedPart(string Label, string Language, string Old, string New)
{
    /// <summary>As it was, with what goes.</summary>
    public IReadOnlyList<ChangedWords> Before => Old.Length == 0 ? [] : Without(Change.Comes);

    /// <summary>As it is, with what came.</summary>
    public IReadOnlyList<ChangedWords> After => New.Length == 0 ? [] : Without(Change.Goes);

    private IReadOnlyList<ChangedWords> Without(Change left) =>
    [
        .. Difference.ChangedLines(Old, New)
            .Where(line => line.Any(w => w.Change != left))
            .SelectMany((line, at) => Kept(line, left).Prepend(new(at > 0 ? "\n" : "", Change.Stays)))
            .Where(w => w.Words.Length > 0),
    ];

    // What keeps two wordings apart that stand in one line belongs to neither.
    private static IEnumerable<ChangedWords> Kept(IReadOnlyList<ChangedWords> line, Change left) =>
        line.Where(w => w.Change != left && !(line is [{ Change: Change.Goes }, _, { Change: Change.Comes }] && string.IsNullOrWhiteSpace(w.Words)));
}

/// <summary>Words that stand beside each other, and what became of them.</summary>
public sealed record ChangedWords(string Words, Change Change);

public enum Change
{
    Stays,
    Goes,
    Comes,
}
