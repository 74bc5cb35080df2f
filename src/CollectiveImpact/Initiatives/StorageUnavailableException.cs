namespace CollectiveImpact.Initiatives;

/// <summary>What should have been kept could not be kept; nothing was changed, and trying again later may work.</summary>
[GenerateSerializer]
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
        : base("The storage can't be reached.")
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
