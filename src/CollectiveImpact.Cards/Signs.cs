namespace CollectiveImpact.Cards;

/// <summary>
/// So many of so many as a small picture made of characters, which every client draws in every theme. It has no direction of
/// its own, so it is mirrored with the text around it. Words before it must say the same, for whoever doesn't see it.
/// </summary>
public static class Signs
{
    private const int MostCounted = 20;
    private const int BarLength = 10;

    /// <summary>A sign for each while they can be counted at a glance; a bar where there are more.</summary>
    public static string Of(int part, int whole) => whole <= MostCounted ? Drawn('●', '○', Math.Clamp(part, 0, whole), whole) : Bar(part, whole);

    /// <summary>A bar that is as full as the part is of the whole.</summary>
    public static string Bar(decimal part, decimal whole) => Drawn('■', '□', Filled(part, whole, BarLength), BarLength);

    /// <summary>So many signs, as many of them full as the part is of the whole.</summary>
    public static string Scale(decimal part, decimal whole, int length) => Drawn('●', '○', Filled(part, whole, length), length);

    /// <summary>Words, and behind them the picture that says the same: whoever only hears the card hears what counts first.</summary>
    public static string After(string words, string signs) => $"{words}  {signs}";

    // A sign is full when its whole share is there, so nearly all never looks like all; and a little never looks like nothing.
    private static int Filled(decimal part, decimal whole, int length) => whole <= 0 || part <= 0 ? 0
        : part >= whole ? length
        : Math.Max(1, (int)(part / whole * length));

    private static string Drawn(char full, char empty, int filled, int length) => new string(full, filled) + new string(empty, length - filled);
}
