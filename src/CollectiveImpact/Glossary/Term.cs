using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Glossary;

/// <summary>A word of the shared glossary, so that fourteen partners don't mean fourteen things by it.</summary>
/// <param name="Slug">The key: the first name in lower case with hyphens. It stays when the name changes.</param>
/// <param name="Version">Goes up with everything that happens to the term but an opinion; a card decides about the version that it shows.</param>
[GenerateSerializer, Immutable]
public sealed record Term(string Slug, int Version)
{
    /// <summary>What the initiative means by it today, or null while it has agreed on nothing.</summary>
    [Id(0)] public Wording? InForce { get; init; }

    /// <summary>How many wordings have come into force; what people call its version.</summary>
    [Id(1)] public int Edition { get; init; }

    /// <summary>When the wording in force was agreed.</summary>
    [Id(2)] public Instant? AgreedAt { get; init; }

    /// <summary>What is proposed and not decided yet, or null.</summary>
    [Id(3)] public Proposal? Proposal { get; init; }

    /// <summary>Why it is used no more, or null.</summary>
    [Id(4)] public Retirement? Retired { get; init; }

    /// <summary>What was decided on its proposals lately, oldest first. Terms that were decided on by an earlier version of the program have none.</summary>
    [Id(5)] public IReadOnlyList<TermDecision> Decided { get => field ?? []; init; } = [];

    public TermState State => (Retired, InForce, Proposal) switch
    {
        ({ }, _, _) => TermState.Retired,
        (_, { }, _) => TermState.Agreed,
        (_, _, { }) => TermState.Proposed,
        _ => TermState.SentBack,
    };

    /// <summary>Whether people find it: a proposal that was sent back is kept, and shown to nobody.</summary>
    public bool IsThere => State != TermState.SentBack;

    /// <summary>The wording that a reader is shown: the one in force, or else the proposed one.</summary>
    /// <exception cref="InvalidOperationException">It was sent back and has neither.</exception>
    public Wording Wording => InForce ?? Proposal?.Wording ?? throw new InvalidOperationException($"\"{Slug}\" was sent back.");

    /// <summary>The name by which the initiative knows it.</summary>
    public string Name => Wording.Name;

    /// <summary>Every name by which it is found, what is only proposed among them, and the two names in one such as "Adverse Childhood Experience (ACE)".</summary>
    public IReadOnlyList<string> Names =>
        [.. new[] { InForce, Proposal?.Wording }.OfType<Wording>().SelectMany(w => w.Names.Concat(w.Names.SelectMany(Abbreviation.NamesIn))).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether the proposal says what the word means: one from another's vocabulary may still have to be completed.</summary>
    public bool IsComplete => Proposal is { Wording.Definition.Length: > 0 };

    /// <summary>Puts the proposed wording in force.</summary>
    public Term Agreed(Instant now) => this with
    {
        Version = Version + 1,
        InForce = Proposal!.Wording,
        Edition = Edition + 1,
        AgreedAt = now,
        Proposal = null,
        Retired = null,
    };

    /// <summary>The decision on the proposal that a version showed, if there is one and it is still known.</summary>
    public TermDecision? DecidedOn(int version) => Decided.LastOrDefault(d => d.Version == version);

    /// <summary>Notes what became of the proposal of the state before, if it is decided.</summary>
    internal Term DecidedFrom(Term before, PersonKey? by, Instant now) => before.Proposal is not { } proposal || Proposal is not null
        ? this
        : this with
        {
            Decided = [.. Decided.Where(d => now - d.At <= TermDecision.Remembered).TakeLast(TermDecision.MostRemembered - 1), new TermDecision(before.Version, Edition > before.Edition, proposal.At, now, by)],
        };
}

/// <summary>What became of a proposal.</summary>
/// <param name="Version">The term's version that was decided on.</param>
/// <param name="Agreed">Whether it came into force; otherwise it was sent back.</param>
/// <param name="By">Who decided, or agreed last where the partners do; null where that isn't known.</param>
[GenerateSerializer, Immutable]
public sealed record TermDecision(int Version, bool Agreed, Instant ProposedAt, Instant At, PersonKey? By)
{
    /// <summary>For as long as how quickly we decide is counted.</summary>
    public static readonly Duration Remembered = Duration.FromDays(90);

    public const int MostRemembered = 10;
}

[GenerateSerializer]
public enum TermState
{
    Proposed,
    Agreed,
    Retired,
    SentBack,
}

/// <summary>A wording that waits for agreement.</summary>
/// <param name="By">Who proposed it.</param>
/// <param name="Opinions">One for each partner, and for each of the backbone staff; the newest.</param>
[GenerateSerializer, Immutable]
public sealed record Proposal(Wording Wording, PersonKey By, string ByName, Instant At, IReadOnlyList<Opinion> Opinions)
{
    /// <summary>How many partners agree.</summary>
    public int Partners => Opinions.Count(o => o is { Agrees: true, Partner: not null });

    /// <summary>Why it should be sent back, as was said last; empty when nobody said so.</summary>
    public string WhyNot => Opinions.LastOrDefault(o => !o.Agrees)?.Why ?? "";

    public Proposal With(Opinion opinion) => this with { Opinions = [.. Opinions.Where(o => !o.SpeaksFor(opinion)), opinion] };
}

/// <summary>What somebody says to a proposal.</summary>
/// <param name="Partner">The partner that they speak for; null for backbone staff who report for none.</param>
/// <param name="Why">Why it should be sent back, or a comment; may be empty.</param>
[GenerateSerializer, Immutable]
public sealed record Opinion(PersonKey By, string Name, PartnerId? Partner, bool Agrees, string Why)
{
    public const int LongestWhy = 300;

    /// <summary>Whether both are one voice: a partner has one, whoever speaks for it.</summary>
    public bool SpeaksFor(Opinion other) => Partner is null ? By == other.By && other.Partner is null : Partner == other.Partner;
}

/// <summary>Why a term is used no more. It still answers, and says so.</summary>
/// <param name="ReplacedBy">The slug of the term to use instead, or null.</param>
[GenerateSerializer, Immutable]
public sealed record Retirement(string? ReplacedBy, string Because, Instant At);

/// <summary>A word that people asked for and that isn't there.</summary>
/// <param name="Word">As it was asked last; who asked is not kept.</param>
[GenerateSerializer, Immutable]
public sealed record Miss(string Word, int Times, Instant Last)
{
    /// <summary>Whether nobody asked what it means: it was said, and it was neither a word of ours nor anything that the bot can do.</summary>
    [Id(0)] public bool NotUnderstood { get; init; }
}

/// <summary>How often words were asked for in a month, and how often the answer was there. Who asked, and what, is not in it.</summary>
/// <param name="Month">Its first day, in UTC.</param>
/// <param name="Found">What was asked for is a term: written so, or in another of its forms.</param>
/// <param name="Missed">Nothing came near. A guess that is shown as one, or near words to choose from, is neither.</param>
[GenerateSerializer, Immutable]
public sealed record AskedFor(LocalDate Month, int Found, int Missed);

/// <summary>How an initiative's glossary is used and kept: facts about the whole.</summary>
/// <param name="Since">The first day of those that are counted.</param>
/// <param name="Found">Of the words asked for since then, how many were found.</param>
/// <param name="Missed">And how many were asked for in vain.</param>
/// <param name="Decided">What was decided in the last 90 days.</param>
/// <param name="OldestProposal">Since when the oldest proposal waits that is not decided; null when none does.</param>
[GenerateSerializer, Immutable]
public sealed record GlossaryHealth(LocalDate Since, int Found, int Missed, IReadOnlyList<TermDecision> Decided, Instant? OldestProposal)
{
    /// <summary>How long half of the decided proposals waited at most; null when none was decided.</summary>
    public Duration? HalfWithin
    {
        get
        {
            var sorted = Decided.Select(d => d.At - d.ProposedAt).Order().ToArray();
            return sorted.Length == 0 ? null : sorted[(sorted.Length - 1) / 2];
        }
    }
}

/// <summary>Where the glossary is kept, with every earlier version.</summary>
public interface ITermStore
{
    Task<IReadOnlyList<Term>> Load(InitiativeId initiative, CancellationToken cancel);

    /// <summary>Writes terms that are new or changed, each with its state before as a revision when its version is another, in as few transactions as storage allows: each whole, all of them or, after a fault, the first of them.</summary>
    /// <exception cref="StaleStateException">One of them was written meanwhile.</exception>
    Task SaveAll(InitiativeId initiative, IReadOnlyList<(Term Term, Term? Before)> terms, CancellationToken cancel);

    /// <summary>The earlier states of a term, oldest first.</summary>
    /// <param name="from">Only those from this version on.</param>
    Task<IReadOnlyList<Term>> Revisions(InitiativeId initiative, string slug, CancellationToken cancel, int from = 0);

    Task<IReadOnlyList<Miss>> Misses(InitiativeId initiative, CancellationToken cancel);

    /// <param name="key">The word, folded.</param>
    Task Save(InitiativeId initiative, string key, Miss miss, CancellationToken cancel);

    Task Forget(InitiativeId initiative, string key, CancellationToken cancel);

    /// <summary>How often words were asked for, month by month, from the month of a day on.</summary>
    Task<IReadOnlyList<AskedFor>> Asked(InitiativeId initiative, LocalDate since, CancellationToken cancel);

    /// <summary>Adds to what is counted of a month.</summary>
    Task Count(InitiativeId initiative, AskedFor more, CancellationToken cancel);
}
