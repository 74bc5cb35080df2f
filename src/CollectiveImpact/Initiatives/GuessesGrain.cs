namespace CollectiveImpact.Initiatives;

/// <summary>Counts the invite codes of a tenant's people that weren't right, so that nobody finds one by trying. One grain a tenant.</summary>
public interface IGuessesGrain : IGrainWithStringKey
{
    /// <summary>Whether the person may try a code: neither they nor their tenant had too many wrong ones in the last hour.</summary>
    [Alias("C81AD6FF")]
    Task<bool> MayTry(PersonKey person, Instant now);

    [Alias("44E94ABF")]
    Task WasWrong(PersonKey person, Instant now);
}

/// <summary>The same where each try counts, since none shows whether it was right.</summary>
public static class Guesses
{
    /// <returns>Whether the person may; it has been counted then.</returns>
    public static async Task<bool> Counted(this IGuessesGrain guesses, PersonKey person, Instant now)
    {
        if (!await guesses.MayTry(person, now))
        {
            return false;
        }

        await guesses.WasWrong(person, now);
        return true;
    }
}

/// <remarks>Kept in memory: sixty random bits stand against what can be tried between two restarts.</remarks>
[GrainType("guesses")]
public sealed class GuessesGrain : Grain, IGuessesGrain
{
    /// <summary>The most wrong codes of a person in <see cref="Lately"/>.</summary>
    public const int MostOfAPerson = 5;

    /// <summary>The most wrong codes of all people of a tenant in <see cref="Lately"/>.</summary>
    public const int MostOfATenant = 50;

    public static readonly Duration Lately = Duration.FromHours(1);

    private readonly Queue<(PersonKey Person, Instant At)> _wrong = [];

    public Task<bool> MayTry(PersonKey person, Instant now)
    {
        while (_wrong.TryPeek(out var oldest) && oldest.At + Lately <= now)
        {
            _wrong.Dequeue();
        }

        return Task.FromResult(_wrong.Count < MostOfATenant && _wrong.Count(w => w.Person == person) < MostOfAPerson);
    }

    public Task WasWrong(PersonKey person, Instant now)
    {
        _wrong.Enqueue((person, now));
        DelayDeactivation(Lately.ToTimeSpan());
        return Task.CompletedTask;
    }
}
