using CollectiveImpact.Initiatives;
using Quickenshtein;

namespace CollectiveImpact.Glossary;

/// <summary>The one writer of an initiative's glossary, with its terms in memory.</summary>
public interface IGlossaryGrain : IGrainWithStringKey
{
    /// <summary>The term of that name, and otherwise the names that come nearest.</summary>
    [return: Immutable]
    Task<LookUp> Find(string name);

    /// <summary>All terms but the retired, by name.</summary>
    [return: Immutable]
    Task<IReadOnlyList<Term>> All();

    Task<Term> Propose(string name, string definition, PersonKey by, string byName);

    /// <summary>Makes the proposed definition the agreed one, if the proposal is still the one that was read.</summary>
    /// <returns>The term as it now is, or null when there is no such term.</returns>
    Task<Term?> Agree(string slug, int version);

    /// <summary>Takes a proposal back: the definition agreed before stays, or the term goes.</summary>
    Task<Term?> SendBack(string slug, int version);

    /// <summary>Those of the slugs that are not agreed.</summary>
    Task<IReadOnlyList<string>> NotAgreed(IReadOnlyList<string> slugs);
}

/// <param name="Near">The nearest names when the term isn't there, best first.</param>
[GenerateSerializer, Immutable]
public sealed record LookUp(Term? Term, IReadOnlyList<string> Near);

public sealed class GlossaryGrain(ITermStore store) : Grain, IGlossaryGrain
{
    private const int NearNames = 3;
    private Dictionary<string, Term> _terms = [];

    private string InitiativeId => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _terms = (await store.Load(InitiativeId, cancellationToken)).ToDictionary(t => t.Slug);

    public Task<LookUp> Find(string name)
    {
        var slug = Codes.Slug(name);
        var bare = WithoutArticle(slug);
        var term = Known(slug) ?? Known(bare) ?? Known(InOtherNumber(slug)) ?? Known(InOtherNumber(bare));
        return Task.FromResult(term is not null ? new LookUp(term, []) : new LookUp(null, Near(slug)));
    }

    public Task<IReadOnlyList<Term>> All() => Task.FromResult<IReadOnlyList<Term>>(
        [.. _terms.Values.Where(t => t.State != TermState.Retired).OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase)]);

    public async Task<Term> Propose(string name, string definition, PersonKey by, string byName)
    {
        var slug = Codes.Slug(name);
        var before = _terms.GetValueOrDefault(slug);
        if (before is { State: not TermState.Retired } same && same.Definition == definition)
        {
            // The same words again are the same proposal.
            return same;
        }

        return await Save(new Term(slug, name, definition, TermState.Proposed, by, byName, (before?.Version ?? 0) + 1, before?.InForce), before);
    }

    public Task<Term?> Agree(string slug, int version) => Decide(slug, version, t => t with { State = TermState.Agreed, Agreed = null });

    public Task<Term?> SendBack(string slug, int version) => Decide(slug, version, t => t.Agreed is { } agreed
        ? t with { State = TermState.Agreed, Definition = agreed, Agreed = null, Version = t.Version + 1 }
        : t with { State = TermState.Retired, Version = t.Version + 1 });

    public Task<IReadOnlyList<string>> NotAgreed(IReadOnlyList<string> slugs) => Task.FromResult<IReadOnlyList<string>>(
        [.. slugs.Where(s => Known(s)?.InForce is null)]);

    private async Task<Term?> Decide(string slug, int version, Func<Term, Term> decision)
    {
        var term = Known(slug);
        return term is { State: TermState.Proposed } && term.Version == version ? await Save(decision(term), term) : term;
    }

    private async Task<Term> Save(Term term, Term? before)
    {
        try
        {
            await store.Save(InitiativeId, term, before, CancellationToken.None);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        return _terms[term.Slug] = term;
    }

    private Term? Known(string slug) => _terms.TryGetValue(slug, out var term) && term.State != TermState.Retired ? term : null;

    // "Hours" for "hour", and the other way round.
    private static string InOtherNumber(string slug) => slug.EndsWith('s') ? slug[..^1] : slug + "s";

    private static string WithoutArticle(string slug) =>
        slug.StartsWith("the-", StringComparison.Ordinal) ? slug[4..]
        : slug.StartsWith("a-", StringComparison.Ordinal) ? slug[2..]
        : slug.StartsWith("an-", StringComparison.Ordinal) ? slug[3..]
        : slug;

    private IReadOnlyList<string> Near(string slug) =>
    [
        .. _terms.Values
            .Where(t => t.State != TermState.Retired)
            .Select(t => (t.Name, Far: Levenshtein.GetDistance(slug, t.Slug), In: t.Slug.Contains(slug, StringComparison.Ordinal) || slug.Contains(t.Slug, StringComparison.Ordinal)))
            // Two slips of the finger in a short word, more in a long one.
            .Where(t => t.In || t.Far <= Math.Max(2, slug.Length / 3))
            .OrderBy(t => t.In ? 0 : t.Far)
            .Take(NearNames)
            .Select(t => t.Name),
    ];
}
