namespace CollectiveImpact.Initiatives;

/// <summary>Storage could not be reached or refused to answer; nothing was written, as far as is known.</summary>
[GenerateSerializer]
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
        : base("Storage is not available.")
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
