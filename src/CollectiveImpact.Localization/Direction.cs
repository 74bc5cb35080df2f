namespace CollectiveImpact.Localization;

/// <summary>Words that keep their own direction within a sentence of another.</summary>
/// <remarks>Unicode Standard Annex 9, section 2.4: the first strong isolate, and what ends it. Nobody sees the signs.</remarks>
public static class Direction
{
    private const char Begins = '\u2068';
    private const char Ends = '\u2069';
    private const string Joins = " :·";

    public static string Isolated(string words) => $"{Begins}{words}{Ends}";

    /// <summary>The same but for what joins them to what stands before and behind them: that goes with the sentence.</summary>
    public static string IsolatedWithin(string words)
    {
        var end = words.AsSpan().TrimEnd(Joins).Length;
        var start = words.Length - words.AsSpan().TrimStart(Joins).Length;
        return start >= end ? words : words[..start] + Isolated(words[start..end]) + words[end..];
    }

    public static bool IsIsolated(string words) => words.Length > 0 && words[0] == Begins;
}
