using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Deliveries;

/// <summary>What messages are about that belong to no round: the key of their outbox.</summary>
/// <param name="Initiative">Its id, which has no colon.</param>
/// <param name="Subject">Whose writer it is, in a word.</param>
/// <param name="Id">What tells it from others of the subject.</param>
public sealed record Mailing(InitiativeId Initiative, string Subject, string Id)
{
    private const string Mark = ":~";

    /// <exception cref="FormatException">It is the key of something else.</exception>
    public static Mailing Parse(string key)
    {
        var mark = key.IndexOf(Mark, StringComparison.Ordinal);
        var end = mark < 0 ? -1 : key.IndexOf('~', mark + Mark.Length);
        return end < 0
            ? throw new FormatException($"\"{key}\" is no mailing of its own.")
            : new Mailing(new(key[..mark]), key[(mark + Mark.Length)..end], key[(end + 1)..]);
    }

    public override string ToString() => $"{Initiative}{Mark}{Subject}~{Id}";
}
