using System.Globalization;

namespace CollectiveImpact.AppHost;

/// <summary>How many processes of the bot the local world has: <c>--silos 3</c>.</summary>
internal static class Silos
{
    private const string Option = "--silos";
    private const int Most = 8;

    /// <returns>The number, or the line to show when it can't be read.</returns>
    public static (int Count, string? Obstacle) Read(string[] args)
    {
        var at = Array.FindIndex(args, a => a == Option || a.StartsWith(Option + "=", StringComparison.Ordinal));
        if (at < 0)
        {
            return (1, null);
        }

        var value = args[at] == Option ? args.ElementAtOrDefault(at + 1) : args[at][(Option.Length + 1)..];
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= Most
            ? (count, null)
            : (0, $"{Option} needs a number from 1 to {Most}, such as \"{Option} 3\".");
    }
}
