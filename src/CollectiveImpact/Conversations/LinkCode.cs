using System.Security.Cryptography;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>A code with which a person shows that a second identity is theirs: sixty random bits, for one use, soon.</summary>
public static class LinkCode
{
    public static readonly Duration Lifetime = Duration.FromMinutes(15);

    private const int Length = 12;
    private const int Group = 4;

    public static string New() => RandomNumberGenerator.GetString(Codes.Alphabet, Length);

    /// <summary>In groups that can be read out: <c>h4k9-p27m-qx3v</c>.</summary>
    public static string InWords(string code) => string.Join('-', code.Chunk(Group).Select(g => new string(g)));

    /// <summary>Reads a code as people type it.</summary>
    /// <returns>Null when it can't be a code.</returns>
    public static string? Read(string typed) => Codes.ReadLetters(typed) is { Length: Length } code ? code : null;

    /// <summary>What is kept of a code; with so many random bits it needs no salt.</summary>
    public static string HashOf(string code) => Codes.KeyOf(code);
}
