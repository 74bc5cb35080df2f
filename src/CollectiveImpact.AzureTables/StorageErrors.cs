using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Models;
using Azure.Identity;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// The one place where storage's errors become ours: stands outside the client's retries, so that whatever still fails after
/// them is told in the product's words.
/// </summary>
internal sealed class StorageErrors : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        catch (Exception e) when (IsOutage(e) && !message.CancellationToken.IsCancellationRequested)
        {
            throw NotReached(e);
        }

        if (message.HasResponse && IsRefusal(message.Response.Status))
        {
            throw Refused(message.Response.Status);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Storage is never waited for by blocking.");

    /// <summary>Whether a write was refused for a reason that isn't a fault of ours.</summary>
    public static bool IsKnown(RequestFailedException e) => IsStale(e) || IsRefusal(e.Status);

    /// <summary>Whether a row has changed, is already there, or is gone since it was read.</summary>
    public static bool IsStale(RequestFailedException e) =>
        e.Status is 404 or 409 or 412 && e.ErrorCode != TableErrorCode.TableNotFound && e.ErrorCode != TableErrorCode.TableBeingDeleted;

    /// <summary>Why a write was refused, in the product's words.</summary>
    public static Exception Of(RequestFailedException e) => IsStale(e)
        ? new StaleStateException("The stored state has changed since it was read.", e)
        : new StorageUnavailableException($"Storage answered {e.Status}.", e);

    private static bool IsOutage(Exception e) =>
        e is RequestFailedException or AggregateException or HttpRequestException or IOException or OperationCanceledException or AuthenticationFailedException;

    // Not allowed in is as good as not there: nothing is read or kept until an operator helps.
    private static bool IsRefusal(int status) => status is 401 or 403 or 408 or 429 or >= 500;

    private static StorageUnavailableException NotReached(Exception e) => new("Storage could not be reached.", e);

    private static StorageUnavailableException Refused(int status) => new($"Storage answered {status}.");
}
