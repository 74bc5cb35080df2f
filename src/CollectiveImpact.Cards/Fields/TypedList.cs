using System.Globalization;

namespace CollectiveImpact.Cards.Fields;

/// <summary>
/// A list as people type or paste it. Bullets, dashes and numbers in front of its lines are no part of what is listed, and what stands
/// there twice is one.
/// </summary>
public static class TypedList
{
    // Also as Arabic, Chinese and Japanese write them.
    private static readonly char[] Semicolons = [';', '؛', '；', '﹔', '︔'];
    private static readonly char[] Commas = [',', '،', '，', '、', '､', '﹐', '﹑'];

    private const string Bullets = "•‣▪▫◦●○■□·⁃∙";
    private const string Dashes = "-–—*";
    private const int MostDigits = 3;

    /// <summary>Names and single words: one a line, or with commas or semicolons between them.</summary>
    public static IReadOnlyList<string> Names(string text) => Distinct(Items(text).SelectMany(line => Split(line, [.. Semicolons, .. Commas])));

    /// <summary>Sentences, which may have commas in them: one a line, or all on one line with semicolons between.</summary>
    public static IReadOnlyList<string> Sentences(string text) => Items(text) is [var only] ? Distinct(Split(only, Semicolons)) : Lines(text);

    /// <summary>What may have both in it: one a line.</summary>
    public static IReadOnlyList<string> Lines(string text) => Distinct(Items(text));

    /// <summary>Names as a person would type them, to be read again.</summary>
    public static string Write(IEnumerable<string> names) => string.Join(", ", names);

    private static IReadOnlyList<string> Distinct(IEnumerable<string> items) => [.. items.Distinct(StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<string> Split(string line, char[] at) =>
        line.Split(at, StringSplitOptions.TrimEntries).Select(WithoutBullet).Where(item => item.Length > 0);

    private static string[] Items(string text)
    {
        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Select(WithoutBullet).Where(line => line.Length > 0)];
        return WithoutNumbers(lines);
    }

    // A dash is one where a space follows: "-5 to 0" is a name.
    private static string WithoutBullet(string item)
    {
        var rest = item.AsSpan().Trim();
        while (rest.Length > 0 && (Bullets.Contains(rest[0]) || (Dashes.Contains(rest[0]) && (rest.Length == 1 || char.IsWhiteSpace(rest[1])))))
        {
            rest = rest[1..].TrimStart();
        }

        return rest.ToString();
    }

    // "1. Klasse" and "2. Klasse" are names and no numbering: without their numbers they would be one and the same.
    private static string[] WithoutNumbers(string[] lines)
    {
        var numbered = lines.Select(Numbered).ToArray();
        if (lines.Length < 2 || Array.Exists(numbered, n => n is null))
        {
            return lines;
        }

        string[] rest = [.. numbered.Select(n => n!.Value.Item)];
        var counts = numbered.Select(n => n!.Value.Number).SequenceEqual(Enumerable.Range(numbered[0]!.Value.Number, lines.Length));
        return counts && Distinct(rest).Count == rest.Length ? rest : lines;
    }

    // "1. East", "1) East" or "(1) East".
    private static (int Number, string Item)? Numbered(string line)
    {
        var text = line.AsSpan().TrimStart('(');
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and <= MostDigits && text[digits] is '.' or ')' && text.Length > digits + 1 && char.IsWhiteSpace(text[digits + 1])
            && WithoutBullet(text[(digits + 1)..].ToString()) is { Length: > 0 } rest
            ? (int.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture), rest)
            : null;
    }
}
