namespace CollectiveImpact.Conversations;

/// <summary>How many of something there are, in words: "1 partner", "3 partners".</summary>
public static class Counted
{
    public static string Of(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";
}
