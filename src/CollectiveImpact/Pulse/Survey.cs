using System.Collections.Immutable;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Pulse;

/// <summary>What a pulse says, for people to agree with or not.</summary>
[GenerateSerializer]
public enum Statement
{
    Trust,
    Vision,
    Heard,
    Backbone,
}

/// <summary>Which people answers are counted with.</summary>
[GenerateSerializer]
public enum Side
{
    /// <summary>All together: the pulse isn't broken down, or too few of a side came in to count them apart.</summary>
    Together,
    Partners,
    Backbone,
}

/// <summary>One pulse: everybody is asked the same at one time, without names.</summary>
/// <param name="Number">From 1 on, in its initiative.</param>
/// <param name="BySide">Whether partners' people and backbone staff are also counted apart.</param>
/// <param name="Report">What may be shown, once it has closed; all that is left of the answers.</param>
[GenerateSerializer, Immutable]
public sealed record Survey(int Number, Instant OpenedAt, Instant ClosesAt, bool BySide, Instant? ClosedAt, Report? Report)
{
    public const int UsualDays = 14;

    // A reminder waits seven weeks at most.
    public const int MostDays = 42;

    public bool IsOpen => ClosedAt is null;

    /// <summary>The day from which another may be opened.</summary>
    public LocalDate NextFrom(DateTimeZone zone) => OpenedAt.InZone(zone).Date.PlusMonths(1);

    /// <summary>When the backbone is told that it is time for another: three months after this one was opened.</summary>
    public Instant NextUsual(DateTimeZone zone) => OpenedAt.InZone(zone).Date.PlusMonths(3).AtStartOfDayInZone(zone).ToInstant();

    /// <summary>Whether a member may answer: reporters and backbone staff; nobody who only looks on, and no stand-in whose time is over.</summary>
    public static bool MayAnswer(Initiative initiative, Member member, Instant now) => member.Role != Role.Observer && !initiative.IsOver(member, now);

    public static Side SideOf(Member member) => member.Role == Role.Backbone ? Side.Backbone : Side.Partners;
}

/// <summary>What one person answers: by statement 1 to 5, and nothing where they would rather not say.</summary>
[GenerateSerializer, Immutable]
public sealed record Ballot(IReadOnlyDictionary<Statement, int> Answers)
{
    public const int Lowest = 1;
    public const int Highest = 5;

    public bool IsEmpty => Answers.Count == 0;

    /// <summary>Says nothing: the engine writes what a call was about into its log when the call takes long.</summary>
    public override string ToString() => nameof(Ballot);
}

/// <summary>How many people gave which answer to each statement: no one's answers to two statements stand together.</summary>
/// <param name="Counts">Statement by statement, from the lowest answer to the highest.</param>
[GenerateSerializer, Immutable]
public sealed record Tally(int People, ImmutableArray<int> Counts)
{
    public const int Choices = Ballot.Highest - Ballot.Lowest + 1;

    public static readonly IReadOnlyList<Statement> Statements = Enum.GetValues<Statement>();

    public static readonly Tally None = new(0, [.. new int[Statements.Count * Choices]]);

    public static Tally Of(IEnumerable<Ballot> ballots)
    {
        var (people, counts) = (0, new int[Statements.Count * Choices]);
        foreach (var ballot in ballots)
        {
            people++;
            foreach (var (statement, answer) in ballot.Answers)
            {
                counts[((int)statement * Choices) + answer - Ballot.Lowest]++;
            }
        }

        return new Tally(people, [.. counts]);
    }

    /// <summary>How many gave each answer to a statement, from the lowest to the highest.</summary>
    public ReadOnlySpan<int> Of(Statement statement) => Counts.AsSpan().Slice((int)statement * Choices, Choices);

    /// <summary>How many answered a statement.</summary>
    public int Answered(Statement statement)
    {
        var all = 0;
        foreach (var count in Of(statement))
        {
            all += count;
        }

        return all;
    }

    public Tally Plus(Tally other) => new(People + other.People, [.. Counts.Zip(other.Counts, (a, b) => a + b)]);

    /// <summary>Without what was answered to some statements.</summary>
    public Tally Only(IReadOnlyCollection<Statement> statements) =>
        this with { Counts = [.. Counts.Select((c, i) => statements.Contains((Statement)(i / Choices)) ? c : 0)] };

    public bool Equals(Tally? other) => other is not null && People == other.People && Counts.AsSpan().SequenceEqual(other.Counts.AsSpan());

    public override int GetHashCode() => HashCode.Combine(People, Counts[0]);
}

/// <summary>Where pulses are kept: what was agreed about each, sums while it is open, and what may be shown once it has closed.</summary>
public interface IPulseStore
{
    Task<LoadedPulses> Load(InitiativeId initiative, CancellationToken cancel);

    /// <summary>Writes a pulse with its sums, and who took part since the last write, all or none.</summary>
    /// <param name="people">Nothing tells in which order they answered.</param>
    /// <param name="version">What was read or written last; null for a new pulse.</param>
    /// <returns>The version that the next save must name.</returns>
    /// <exception cref="StaleStateException">Somebody else wrote since <paramref name="version"/>.</exception>
    Task<string> Save(InitiativeId initiative, Survey survey, IReadOnlyDictionary<Side, Tally> tallies, IReadOnlyCollection<PersonKey> people, string? version, CancellationToken cancel);

    /// <summary>Forgets who took part in a pulse.</summary>
    Task Forget(InitiativeId initiative, int number, CancellationToken cancel);
}

/// <param name="Surveys">Oldest first.</param>
/// <param name="Tallies">The sums of the newest, empty once it has closed.</param>
/// <param name="People">Who is known to have taken part in the newest.</param>
/// <param name="Version">Of the newest; null while there is none.</param>
public sealed record LoadedPulses(IReadOnlyList<Survey> Surveys, IReadOnlyDictionary<Side, Tally> Tallies, IReadOnlyCollection<PersonKey> People, string? Version);
