namespace CollectiveImpact.Initiatives;

/// <summary>Tells whether storage answers, for the health check.</summary>
public interface IStorageProbe
{
    /// <exception cref="StorageUnavailableException">It doesn't.</exception>
    Task Ping(CancellationToken cancel);
}
