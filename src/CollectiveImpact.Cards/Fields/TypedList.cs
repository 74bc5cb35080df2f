using System.Globalization;
using System.Text.RegularExpressions;

namespace CollectiveImpact.Cards.Fields;

/// <summary>
/// A list as people type or paste it. Bullets, dashes and numbers in front of its lines are no part of what is listed, and what stands
/// there twice is one.
/// </summary>
public static partial class TypedList
{
    // Also as Arabic, Chinese and Japanese write them.
    private static readonly char[] Semicolons = [';', '؛', '；', '﹔', '︔'];
    private static readonly char[] Commas = [',', '،', '，', '、', '､', '﹐', '﹑'];

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
        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => WithoutBullet(line.Trim())).Where(line => line.Length > 0)];
        return WithoutNumbers(lines);
    }

    private static string WithoutBullet(string item) => Bullet().Replace(item, "");

    // "1. Klasse" and "2. Klasse" are names and no numbering: without their numbers they would be one and the same.
    private static string[] WithoutNumbers(string[] lines)
    {
        var numbered = lines.Select(line => Numbered().Match(line)).ToArray();
        if (lines.Length < 2 || !Array.TrueForAll(numbered, n => n.Success))
        {
            return lines;
        }

        var first = NumberOf(numbered[0]);
        string[] rest = [.. numbered.Select(n => WithoutBullet(n.Groups["rest"].Value))];
        return numbered.Select(NumberOf).SequenceEqual(Enumerable.Range(first, lines.Length)) && Distinct(rest).Count == rest.Length ? WithoutNumbers(rest) : lines;
    }

    private static int NumberOf(Match numbered) => int.Parse(numbered.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    // A dash is one of these where a space follows: "-5 to 0" is a name.
    [GeneratedRegex(@"^(?:[•‣▪▫◦●○■□·⁃∙]\s*|[-–—*](?:\s+|$))+", RegexOptions.None, 1000)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\(?(?<number>[0-9]{1,3})[.)]\s+(?<rest>.+)$", RegexOptions.None, 1000)]
    private static partial Regex Numbered();
}
