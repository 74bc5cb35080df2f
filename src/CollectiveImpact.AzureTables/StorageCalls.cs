using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CollectiveImpact.AzureTables;

/// <summary>Counts each request to one table, retries too: what a turn costs, and what the account bills.</summary>
internal sealed class StorageCalls(string table) : HttpPipelinePolicy
{
    public const string MeterName = "CollectiveImpact.Storage";
    public const string CounterName = "collective_impact.storage.calls";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>(CounterName, description: "Requests to storage by method and table");

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // Transactions are posted too; by name they stand apart from queries and inserts.
        var method = message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) ? "TRANSACTION" : message.Request.Method.Method;
        Calls.Add(1, new KeyValuePair<string, object?>("method", method), new KeyValuePair<string, object?>("table", table));
        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Storage is never waited for by blocking.");
}
