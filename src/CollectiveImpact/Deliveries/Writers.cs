namespace CollectiveImpact.Deliveries;

/// <summary>Finds the writer of a kind of message; two writers of one kind fail at start.</summary>
public sealed class Writers
{
    private readonly Dictionary<string, IWriter> _byKind = [];

    public Writers(IEnumerable<IWriter> writers)
    {
        foreach (var writer in writers)
        {
            foreach (var kind in writer.Kinds)
            {
                if (!_byKind.TryAdd(kind, writer))
                {
                    throw new InvalidOperationException($"\"{kind}\" is written by two.");
                }
            }
        }
    }

    /// <param name="kind">The kind's name, and after a colon what tells it from others, such as a reminder's date.</param>
    /// <exception cref="InvalidOperationException">Nobody writes it.</exception>
    public IWriter Of(string kind) => _byKind.GetValueOrDefault(kind.Split(':')[0]) ?? throw new InvalidOperationException($"Nobody writes \"{kind}\".");
}
