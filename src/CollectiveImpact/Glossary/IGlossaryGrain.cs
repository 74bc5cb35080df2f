using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Glossary;

/// <summary>The one writer of an initiative's glossary, with its terms and their index in memory.</summary>
public interface IGlossaryGrain : IGrainWithStringKey
{
    /// <summary>The term that is meant by a name; and otherwise, or when that is a guess, the names that come nearest.</summary>
    [return: Immutable]
    [Alias("87F4C0F3")]
    Task<LookUp> Find(string name);

    /// <summary>Finds what a person asks for, and counts whether it was there; nothing is kept of who asked.</summary>
    [return: Immutable]
    [Alias("ED2E8014")]
    Task<LookUp> Ask(string name, Instant now);

    [return: Immutable]
    [Alias("2B716894")]
    Task<Term?> Get(string slug);

    /// <summary>Those of the terms that are there, in the order that they are asked for.</summary>
    [return: Immutable]
    [Alias("464C74B3")]
    Task<IReadOnlyList<Term>> GetAll([Immutable] IReadOnlyList<string> slugs);

    /// <summary>Terms for somebody who is still typing, best first; without a word, the first by name.</summary>
    [return: Immutable]
    [Alias("78E1887F")]
    Task<IReadOnlyList<Term>> Search(string typed, int most);

    /// <summary>The terms that occur in a text and are in force, in order, each with the words that stand there.</summary>
    [return: Immutable]
    [Alias("BF3D51D1")]
    Task<IReadOnlyList<FoundWord>> In(string text, int most);

    /// <summary>What the words of questions mean: those that each names, and those that occur in it; agreed ones only.</summary>
    /// <returns>By question, a few wordings; a question without such words is not in it.</returns>
    [return: Immutable]
    [Alias("482D1B2A")]
    Task<IReadOnlyDictionary<string, IReadOnlyList<Wording>>> Behind([Immutable] IReadOnlyList<Question> questions);

    /// <summary>All terms that people find but the retired, by name.</summary>
    [return: Immutable]
    [Alias("E8097EB0")]
    Task<IReadOnlyList<Term>> All();

    /// <summary>The terms that were agreed, changed or retired between two moments, newest first, and those that wait for agreement.</summary>
    /// <param name="since">Null for the beginning.</param>
    /// <param name="until">Null for now.</param>
    [return: Immutable]
    [Alias("0CA84770")]
    Task<(IReadOnlyList<Term> Words, IReadOnlyList<Term> ToAgree)> News(Instant? since, Instant? until);

    /// <summary>Proposes a wording: a new term, or a change of one.</summary>
    [return: Immutable]
    [Alias("C61EE62C")]
    Task<ProposeOutcome> Propose([Immutable] Draft draft);

    /// <summary>Puts the proposed wording in force, if the proposal is still the one that was read.</summary>
    /// <param name="by">Who agrees for all, if that is to be known.</param>
    /// <returns>The term as it now is, or null when there is no such term.</returns>
    [return: Immutable]
    [Alias("D0E350A6")]
    Task<Term?> Agree(string slug, int version, Instant now, PersonKey? by = null);

    /// <summary>Takes a proposal back: what was agreed before stays, or the term goes.</summary>
    [return: Immutable]
    [Alias("54D6DFD6")]
    Task<Term?> SendBack(string slug, int version, Instant now, PersonKey? by = null);

    /// <summary>What was decided on the proposal that a version of a term showed, whether the term is still there or not.</summary>
    [return: Immutable]
    [Alias("C0B83B0D")]
    Task<TermDecision?> DecidedOn(string slug, int version);

    /// <summary>Keeps what a partner says to a proposal, and puts it in force once enough partners agree.</summary>
    /// <param name="needed">How many partners must agree; 0 when the backbone decides.</param>
    [return: Immutable]
    [Alias("0669C8FA")]
    Task<Term?> Say(string slug, int version, Opinion opinion, int needed, Instant now);

    /// <summary>Ends the use of a term, or with null begins it again.</summary>
    [return: Immutable]
    [Alias("E942CD29")]
    Task<Term?> Retire(string slug, int version, Retirement? retirement);

    /// <summary>Those of the slugs that are not agreed.</summary>
    [return: Immutable]
    [Alias("71ED0076")]
    Task<IReadOnlyList<string>> NotAgreed([Immutable] IReadOnlyList<string> slugs);

    /// <summary>Brings in many wordings at once, all or none, as proposals or in force.</summary>
    [return: Immutable]
    [Alias("94237D5D")]
    Task<IReadOnlyList<Term>> BringIn([Immutable] IReadOnlyList<Draft> drafts, bool inForce);

    /// <summary>Reads everything again, for the languages of the initiative have changed.</summary>
    [Alias("26E2B956")]
    Task Reread();

    /// <summary>Counts a word that somebody asked for and that isn't there.</summary>
    [Alias("D9050E16")]
    Task Missed(string word, Instant now);

    /// <summary>Counts what somebody said and nobody understood; nothing is kept of who said it.</summary>
    [Alias("A329EEC7")]
    Task NotUnderstood(string said, Instant now);

    /// <summary>The words that people asked for in vain, or with <paramref name="notUnderstood"/> what they said in vain; the most frequent first.</summary>
    [return: Immutable]
    [Alias("152E857A")]
    Task<IReadOnlyList<Miss>> Misses(bool notUnderstood = false);

    /// <summary>How the glossary is used and how soon proposals are decided, in the last 90 days.</summary>
    [return: Immutable]
    [Alias("1D18B9E7")]
    Task<GlossaryHealth> Health(Instant now);

    /// <summary>Takes a word from the list of those asked for in vain.</summary>
    /// <param name="slug">The word's short key.</param>
    [Alias("E5B28517")]
    Task Forget(string slug, bool notUnderstood = false);
}

/// <param name="Guessed">Whether the term was found although it was written otherwise.</param>
/// <param name="Near">The nearest, best first, when the term isn't there or was guessed.</param>
[GenerateSerializer, Immutable]
public sealed record LookUp(Term? Term, bool Guessed, IReadOnlyList<Near> Near);

/// <param name="Name">The name that came near, in whichever language.</param>
[GenerateSerializer, Immutable]
public sealed record Near(string Slug, string Name);

/// <param name="Words">As they stand in the text.</param>
[GenerateSerializer, Immutable]
public sealed record FoundWord(Term Term, string Words);

/// <param name="Terms">The slugs of the terms that it rests on.</param>
[GenerateSerializer, Immutable]
public sealed record Question(string Id, string Text, IReadOnlyList<string> Terms);

/// <summary>What somebody proposes.</summary>
/// <param name="Slug">The term to change; null for a new one, which is a change when a term has that very name.</param>
/// <param name="Version">The version that was read, or null when none was.</param>
[GenerateSerializer, Immutable]
public sealed record Draft(string? Slug, int? Version, Wording Wording, PersonKey By, string ByName, Instant At);

/// <summary>What became of a proposal.</summary>
[GenerateSerializer, Immutable]
public abstract record ProposeOutcome
{
    [GenerateSerializer, Immutable]
    public sealed record Proposed(Term Term) : ProposeOutcome;

    /// <summary>One of its names is a name of another term.</summary>
    /// <param name="Name">As it was proposed.</param>
    [GenerateSerializer, Immutable]
    public sealed record Taken(string Name, Term By) : ProposeOutcome;

    /// <summary>The term has changed since it was read.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Stale(Term Now) : ProposeOutcome;
}
