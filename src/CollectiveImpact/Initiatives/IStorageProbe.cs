namespace CollectiveImpact.Initiatives;

/// <summary>Asks the storage whether it is there, for the health check.</summary>
public interface IStorageProbe
{
    /// <exception cref="StorageUnavailableException">It isn't.</exception>
    Task Ping(CancellationToken cancel);
}
