using System.Text.RegularExpressions;

namespace CollectiveImpact.Testing;

/// <summary>Writes places in a card as people read them: <c>$.body[0].items[2]</c>.</summary>
internal static partial class JsonPath
{
    public const string Root = "$";

    public static string Property(string path, string name) =>
        PlainName().IsMatch(name) ? $"{path}.{name}" : $"{path}['{name}']";

    public static string Item(string path, int index) => $"{path}[{index}]";

    public static string FromPointer(string pointer) =>
        Steps(pointer).Aggregate(Root, (path, step) => int.TryParse(step, out var index) ? Item(path, index) : Property(path, step));

    public static IEnumerable<string> Steps(string pointer) =>
        pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    [GeneratedRegex(@"^[\p{L}$_][\p{L}\p{N}$_]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainName();
}
