using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CollectiveImpact.AzureTables;

/// <summary>Counts each request to one table, retries too, and those that storage didn't answer: what a turn costs, what the account bills, and whether too much is asked of it.</summary>
internal sealed class StorageCalls(string table) : HttpPipelinePolicy
{
    public const string MeterName = "CollectiveImpact.Storage";
    public const string CounterName = "collective_impact.storage.calls";
    public const string UnansweredName = "collective_impact.storage.unanswered";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>(CounterName, description: "Requests to storage by method and table");
    private static readonly Counter<long> Unanswered = Meter.CreateCounter<long>(UnansweredName, description: "Requests that timed out, broke off, or were refused because there were too many");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // Transactions are posted too; by name they stand apart from queries and inserts.
        var method = message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) ? "TRANSACTION" : message.Request.Method.Method;
        var (how, where) = (new KeyValuePair<string, object?>("method", method), new KeyValuePair<string, object?>("table", table));
        Calls.Add(1, how, where);
        var answered = false;
        try
        {
            await ProcessNextAsync(message, pipeline);
            answered = message.Response.Status is not (408 or 429 or >= 500);
        }
        finally
        {
            // Given up by whoever asked says nothing about storage.
            if (!answered && !message.CancellationToken.IsCancellationRequested)
            {
                Unanswered.Add(1, how, where);
            }
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Storage is never waited for by blocking.");
}
