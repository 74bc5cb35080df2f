using System.Globalization;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Options;

namespace CollectiveImpact.Files;

/// <summary>Lets an initiative's files be read one after the other, wherever the service runs.</summary>
/// <remarks>Nothing of it is stored: when its process dies, so has the reading.</remarks>
public interface IImportTurnGrain : IGrainWithStringKey
{
    /// <summary>Begins a turn unless another has it.</summary>
    [Alias("54F184E5")]
    Task<bool> Begin(Guid turn, Instant now);

    [Alias("9CA5EBDD")]
    Task End(Guid turn);
}

[GrainType("importturn")]
public sealed class ImportTurnGrain : Grain, IImportTurnGrain
{
    // Longer than anything takes; a turn that never ended, because its process died, doesn't stay.
    private static readonly Duration Longest = Duration.FromMinutes(15);

    private Guid? _turn;
    private Instant _since;

    public Task<bool> Begin(Guid turn, Instant now)
    {
        if (_turn is not null && now - _since < Longest)
        {
            return Task.FromResult(false);
        }

        (_turn, _since) = (turn, now);
        return Task.FromResult(true);
    }

    public Task End(Guid turn)
    {
        _turn = _turn == turn ? null : _turn;
        return Task.CompletedTask;
    }
}

/// <summary>Why a file isn't read yet.</summary>
public abstract record FileWait
{
    public string InWords(CultureInfo culture) => InWords(new Texts(culture));

    private protected abstract string InWords(Texts t);

    /// <summary>As many files as one process takes are being read.</summary>
    public sealed record ForOthers : FileWait
    {
        private protected override string InWords(Texts t) => t.OthersAreRead;
    }

    /// <summary>Another file of the same initiative is being read.</summary>
    public sealed record ForAnother(string Initiative) : FileWait
    {
        private protected override string InWords(Texts t) => t.AnotherIsRead(Initiative);
    }
}

/// <summary>Reads one file of an initiative at a time, and few in one process: each takes memory and time from all others.</summary>
public sealed class ImportTurns(IGrainFactory grains, IClock clock, IOptions<UploadLimits> limits)
{
    private int _taken;

    /// <summary>Does it when it is its turn; otherwise says why not yet.</summary>
    public async Task<(T? Result, FileWait? Wait)> Take<T>(Initiative initiative, Func<Task<T>> read)
        where T : class
    {
        if (Interlocked.Increment(ref _taken) > limits.Value.AtOnce)
        {
            Interlocked.Decrement(ref _taken);
            return (null, new FileWait.ForOthers());
        }

        try
        {
            var (grain, turn) = (grains.GetGrain<IImportTurnGrain>(initiative.Id), Guid.NewGuid());
            if (!await grain.Begin(turn, clock.GetCurrentInstant()))
            {
                return (null, new FileWait.ForAnother(initiative.Name));
            }

            try
            {
                return (await read(), null);
            }
            finally
            {
                await grain.End(turn);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _taken);
        }
    }
}
