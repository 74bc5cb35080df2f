using System.Globalization;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Agenda;

/// <summary>What the initiative works for, agreed by all: the first of collective impact's five conditions.</summary>
/// <param name="Version">From 1; 0 is what the initiative was set up with, before any was agreed.</param>
/// <param name="Evidence">What the problem statement rests on: figures and their sources.</param>
[GenerateSerializer, Immutable]
public sealed record CommonAgenda(int Version, string Vision, string Problem, string Evidence, IReadOnlyList<AgendaGoal> Goals, IReadOnlyList<AgreedAction> Actions)
{
    public const int LongestText = 1_500;
    public const int LongestLine = 200;
    public const int MostGoals = 8;
    public const int MostActions = 12;

    /// <summary>When it came into force; null while it is a draft or put forward.</summary>
    [Id(0)] public Instant? Since { get; init; }

    public static CommonAgenda Of(Initiative initiative) =>
        new(0, initiative.Vision, initiative.Problem, "", [.. initiative.Goals.Select(g => new AgendaGoal(g.Id, g.Text, []))], []);

    /// <summary>As it is read in other words, where there are any.</summary>
    /// <param name="words">See <see cref="AgendaWords.For"/>.</param>
    public CommonAgenda In(IReadOnlyDictionary<string, string> words) => words.Count == 0 ? this : this with
    {
        Vision = words.GetValueOrDefault(Vision, Vision),
        Problem = words.GetValueOrDefault(Problem, Problem),
        Evidence = words.GetValueOrDefault(Evidence, Evidence),
        Goals = [.. Goals.Select(g => g.In(words))],
        Actions = [.. Actions.Select(a => a.In(words))],
    };

    /// <summary>Whether both say the same; lists are compared by what is in them.</summary>
    public bool SaysTheSameAs(CommonAgenda other) =>
        (Vision, Problem, Evidence) == (other.Vision, other.Problem, other.Evidence)
        && Goals.Select(g => g.Text).SequenceEqual(other.Goals.Select(g => g.Text))
        && Goals.Zip(other.Goals).All(g => g.First.Indicators.SequenceEqual(g.Second.Indicators))
        && Actions.SequenceEqual(other.Actions);
}

/// <summary>An outcome to work for.</summary>
/// <param name="Indicators">The ids of the indicators that show how it moves.</param>
[GenerateSerializer, Immutable]
public sealed record AgendaGoal(string Id, string Text, IReadOnlyList<string> Indicators)
{
    internal AgendaGoal In(IReadOnlyDictionary<string, string> words) => this with { Text = words.GetValueOrDefault(Text, Text) };
}

/// <summary>Something that somebody will do, as the agenda says.</summary>
/// <param name="Owner">Who: a partner, or anybody by name; may be empty.</param>
/// <param name="By">The day by which.</param>
[GenerateSerializer, Immutable]
public sealed record AgreedAction(string Text, string Owner, LocalDate? By)
{
    internal AgreedAction In(IReadOnlyDictionary<string, string> words) => this with { Text = words.GetValueOrDefault(Text, Text) };
}

/// <summary>How a partner stands to a version of the agenda.</summary>
[GenerateSerializer]
public enum Stance
{
    Endorses,
    EndorsesWithConcern,
    NotYet,
}

/// <summary>What one partner says of a version; its newest word counts.</summary>
[GenerateSerializer, Immutable]
public sealed record Endorsement(PartnerId Partner, string ByName, Stance Stance, string Words, Instant At)
{
    public const int LongestWords = 300;
}

/// <summary>What somebody says of a draft.</summary>
[GenerateSerializer, Immutable]
public sealed record AgendaComment(string Who, string Words, Instant At);

/// <summary>The agenda in force, the one that is written or put forward, and what partners say of it.</summary>
/// <param name="Next">The draft, or the version put forward; null when there is neither.</param>
/// <param name="IsPutForward">Whether partners are asked about it.</param>
/// <param name="Endorsements">Of the version put forward, or else of the one in force.</param>
[GenerateSerializer, Immutable]
public sealed record AgendaBook(CommonAgenda InForce, CommonAgenda? Next, bool IsPutForward, IReadOnlyList<Endorsement> Endorsements, IReadOnlyList<AgendaComment> Comments)
{
    private const int MostComments = 40;

    /// <summary>Goes up with every change but what partners say.</summary>
    [Id(0)] public int Revision { get; init; }

    /// <summary>What it says in other languages; what partners endorse is what it says in the initiative's own.</summary>
    [Id(1)] public AgendaWords Words { get => field ?? AgendaWords.None; init; } = AgendaWords.None;

    /// <summary>What stands in the agenda in force or in the next, each line once.</summary>
    public IReadOnlyList<string> Lines(AgendaPart part) =>
    [
        .. new[] { InForce, Next }.OfType<CommonAgenda>().SelectMany(a => part switch
        {
            AgendaPart.Goals => a.Goals.Select(g => g.Text),
            AgendaPart.Actions => a.Actions.Select(x => x.Text),
            _ => [a.Vision, a.Problem, a.Evidence],
        }).Where(l => l.Length > 0).Distinct(),
    ];

    /// <summary>As it is read in a culture.</summary>
    public AgendaBook In(CultureInfo reader, Initiative initiative) => Words.For(reader, initiative.Language) is { Count: > 0 } words ? this with { InForce = InForce.In(words), Next = Next?.In(words) } : this;

    /// <summary>The book with some of its lines written in another language.</summary>
    public AgendaBook Translate(string language, IReadOnlyDictionary<string, string> lines) =>
        this with { Words = Words.With(language, lines, Enum.GetValues<AgendaPart>().SelectMany(Lines).ToHashSet()) };

    public static AgendaBook Of(Initiative initiative) => new(CommonAgenda.Of(initiative), null, IsPutForward: false, [], []);

    /// <summary>The version that is asked about: the one put forward, or else the one in force once there is one.</summary>
    public CommonAgenda? Asked => IsPutForward ? Next : InForce.Version > 0 ? InForce : null;

    /// <summary>How many partners endorse it, with a concern or without.</summary>
    public int Endorsed => Endorsements.Count(e => e.Stance != Stance.NotYet);

    /// <summary>Of how many partners: those that report, and those that have said what they think and have nobody who reports just now.</summary>
    public int Partners(Initiative initiative) => initiative.Reporting.Select(p => p.Id).Union(Endorsements.Select(e => e.Partner)).Count();

    /// <summary>A draft in place of the one before; what was put forward is a draft again, and is asked about anew.</summary>
    public AgendaBook Write(CommonAgenda draft) => this with
    {
        Revision = Revision + 1,
        Next = draft with { Version = InForce.Version + 1, Since = null },
        IsPutForward = false,
        Endorsements = IsPutForward ? [] : Endorsements,
    };

    public AgendaBook PutForward() => Next is null || IsPutForward ? this : this with { Revision = Revision + 1, IsPutForward = true, Endorsements = [] };

    public AgendaBook Endorse(Endorsement endorsement) => Asked is null ? this : this with { Endorsements = [.. Endorsements.Where(e => e.Partner != endorsement.Partner), endorsement] };

    /// <summary>The book with a partner in the place of its double.</summary>
    public AgendaBook With(PartnerId kept, PartnerId merged) => Endorsements.All(e => e.Partner != merged) ? this : this with
    {
        Endorsements = [.. Endorsements.Where(e => e.Partner != merged || Endorsements.All(o => o.Partner != kept)).Select(e => e.Partner == merged ? e with { Partner = kept } : e)],
    };

    public AgendaBook Comment(AgendaComment comment) => this with { Comments = [.. Comments.TakeLast(MostComments - 1), comment] };

    /// <summary>What was put forward comes into force, with what partners have said of it; they can go on saying so.</summary>
    public AgendaBook BringIntoForce(Instant now) => Next is { } next && IsPutForward
        ? this with { Revision = Revision + 1, InForce = next with { Since = now }, Next = null, IsPutForward = false, Comments = [] }
        : this;
}

/// <summary>Something that the initiative decided.</summary>
/// <param name="AgreedBy">The names of those who agreed.</param>
[GenerateSerializer, Immutable]
public sealed record Decided(string Id, string Text, string ByName, Instant At, IReadOnlyList<string> AgreedBy)
{
    public const int LongestText = 600;
}

/// <summary>Where agendas and decisions are kept, with every version that was in force.</summary>
public interface IAgendaStore
{
    /// <returns>The book and its version; null while the agenda is as it was set up.</returns>
    Task<(AgendaBook Book, string Version)?> Load(InitiativeId initiative, CancellationToken cancel);

    /// <param name="ended">The agenda that was in force until now, to keep.</param>
    /// <exception cref="StaleStateException">Somebody else wrote since <paramref name="version"/>.</exception>
    Task<string> Save(InitiativeId initiative, AgendaBook book, CommonAgenda? ended, string? version, CancellationToken cancel);

    /// <summary>The agendas that were in force, oldest first.</summary>
    Task<IReadOnlyList<CommonAgenda>> Earlier(InitiativeId initiative, CancellationToken cancel);

    /// <summary>Decisions, newest first.</summary>
    /// <param name="upTo">The newest moment to begin with; null for the newest of all.</param>
    IAsyncEnumerable<Decided> Decisions(InitiativeId initiative, Instant? upTo, CancellationToken cancel);

    /// <summary>Keeps a decision, or replaces it with more who agreed.</summary>
    Task Save(InitiativeId initiative, Decided decided, CancellationToken cancel);
}
