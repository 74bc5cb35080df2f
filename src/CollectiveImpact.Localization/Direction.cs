namespace CollectiveImpact.Localization;

/// <summary>Words that keep their own direction within a sentence of another.</summary>
/// <remarks>Unicode Standard Annex 9, section 2.4: the first strong isolate, and what ends it. Nobody sees the signs.</remarks>
public static class Direction
{
    private const char Begins = '\u2068';
    private const char Ends = '\u2069';

    public static string Isolated(string words) => $"{Begins}{words}{Ends}";

    public static bool IsIsolated(string words) => words.Length > 0 && words[0] == Begins;
}
