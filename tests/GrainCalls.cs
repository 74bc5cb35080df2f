using System.Collections.Concurrent;

namespace CollectiveImpact.Testing;

/// <summary>Counts the calls that grains get.</summary>
internal sealed class GrainCalls : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<(Type Grain, string Key, string Call)> _calls = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod?.DeclaringType is { } grain)
        {
            _calls.Enqueue((grain, context.TargetId.Key.ToString()!, context.MethodName));
        }

        return context.Invoke();
    }

    /// <summary>The calls of one kind of grain so far, in order; of one grain where a key is given.</summary>
    public IReadOnlyList<string> Of<TGrain>(string? key = null) => [.. _calls.Where(c => c.Grain == typeof(TGrain) && (key is null || c.Key == key)).Select(c => c.Call)];
}
