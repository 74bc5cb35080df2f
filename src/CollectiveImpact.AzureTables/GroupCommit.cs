using Azure;
using Azure.Data.Tables;

namespace CollectiveImpact.AzureTables;

/// <summary>
/// Writes of many to a few partitions. While one request of a partition is on its way, what comes meanwhile waits and goes
/// together in the next: nobody waits for others who may not come, and a crowd needs few requests.
/// </summary>
internal sealed class GroupCommit(TableClient table)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Waiting>> _busy = [];

    /// <inheritdoc cref="Transaction.Send"/>
    public async Task<string> Send(Transaction transaction)
    {
        var mine = new Waiting(transaction);
        lock (_lock)
        {
            if (_busy.TryGetValue(transaction.Partition, out var queue))
            {
                queue.Enqueue(mine);
            }
            else
            {
                _busy[transaction.Partition] = new Queue<Waiting>([mine]);
                _ = Work(transaction.Partition);
            }
        }

        return await mine.Done.Task;
    }

    private async Task Work(string partition)
    {
        while (Next(partition) is { Count: > 0 } group)
        {
            try
            {
                var versions = await Transaction.Submit(table, [.. group.Select(g => g.Transaction)], CancellationToken.None);
                for (var i = 0; i < group.Count; i++)
                {
                    group[i].Done.SetResult(versions[i]);
                }
            }
            catch (RequestFailedException e) when (StorageErrors.IsStale(e))
            {
                // One of them is refused, or all were done before: each is asked about by itself.
                foreach (var one in group)
                {
                    await Alone(one);
                }
            }
#pragma warning disable CA1031 // Each of those who wait gets it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                foreach (var one in group)
                {
                    one.Done.SetException(e);
                }
            }
        }
    }

    private static async Task Alone(Waiting one)
    {
        try
        {
            one.Done.SetResult(await one.Transaction.Send(CancellationToken.None));
        }
#pragma warning disable CA1031 // Whoever waits gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            one.Done.SetException(e);
        }
    }

    // As many as fit in one request, in the order in which they came.
    private List<Waiting> Next(string partition)
    {
        lock (_lock)
        {
            var queue = _busy[partition];
            var group = new List<Waiting>();
            while (queue.TryPeek(out var next) && Transaction.Fit([.. group.Select(g => g.Transaction), next.Transaction]))
            {
                group.Add(queue.Dequeue());
            }

            if (group.Count == 0)
            {
                _busy.Remove(partition);
            }

            return group;
        }
    }

    private sealed record Waiting(Transaction Transaction)
    {
        public TaskCompletionSource<string> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
