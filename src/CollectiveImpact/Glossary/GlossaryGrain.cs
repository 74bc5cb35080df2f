using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

namespace CollectiveImpact.Glossary;

[GrainType("glossary")]
public sealed class GlossaryGrain(ITermStore store) : Grain, IGlossaryGrain
{
    private const int NearNames = 3;
    private const int MostBehind = 3;
    private const int MostNews = 30;

    private static readonly TimeSpan CountBehind = TimeSpan.FromMinutes(1);

    // What comes as near as this, and nothing else nearly so, is what was meant.
    private const double NearEnough = 0.6;
    private const double NoRival = 0.15;

    // Its plural, its words in another order or joined: that is the name, and no guess.
    private const double SameName = 0.96;

    private NameIndex _index = null!;
    private Dictionary<string, Term> _terms = [];
    private IReadOnlyList<Term>? _byName;

    private AskedForCounts _asked = null!;
    private WordsInVain _inVain = null!;
    private IGrainTimer? _counting;

    private InitiativeId InitiativeId => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_asked, _inVain) = (new AskedForCounts(store, InitiativeId), new WordsInVain(store, InitiativeId));
        _index = await GrainFactory.GetGrain<IInitiativeGrain>(InitiativeId).Get() is { } initiative ? new NameIndex([.. initiative.AllLanguages]) : new NameIndex();
        _terms = (await store.Load(InitiativeId, cancellationToken)).ToDictionary(t => t.Slug);
        foreach (var term in _terms.Values)
        {
            Index(term);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _asked.Store();

    public async Task<LookUp> Ask(string name, Instant now)
    {
        var found = await Find(name);
        // What is longer than any name is no word that was asked for.
        if (name.Length <= Wording.LongestName && found is { Term: not null, Guessed: false } or { Term: null, Near: [] })
        {
            _asked.Count(found.Term is not null, now);
            // Between the turns of others: who asks while it writes is answered from memory.
            _counting ??= this.RegisterGrainTimer(static (asked, _) => asked.Store(), _asked, new GrainTimerCreationOptions(CountBehind, CountBehind) { Interleave = true });
        }

        return found;
    }

    public Task<LookUp> Find(string name)
    {
        if (_index.Exact(name) is { } exact)
        {
            return Task.FromResult(new LookUp(_terms[exact], Guessed: false, []));
        }

        var matches = _index.Search(name, NearNames + 1);
        var near = matches.Take(NearNames).Select(m => new Near(m.Id, m.Name)).ToArray();
        return Task.FromResult(matches is [var best, ..] && (best.Sure || (best.Score >= NearEnough && (matches is [_] || best.Score - matches[1].Score >= NoRival)))
            ? best.Score >= SameName ? new LookUp(_terms[best.Id], Guessed: false, []) : new LookUp(_terms[best.Id], Guessed: true, [.. near.Skip(1)])
            : new LookUp(null, Guessed: false, near));
    }

    public Task<Term?> Get(string slug) => Task.FromResult(There(slug));

    public Task<IReadOnlyList<Term>> GetAll(IReadOnlyList<string> slugs) => Task.FromResult<IReadOnlyList<Term>>([.. slugs.Select(There).OfType<Term>()]);

    public Task<IReadOnlyList<Term>> Search(string typed, int most) => Task.FromResult<IReadOnlyList<Term>>(Folding.Fold(typed).Length == 0
        ? [.. ByName.Take(most)]
        : [.. _index.StartingWith(typed, most).Select(s => _terms[s])]);

    public Task<IReadOnlyList<FoundWord>> In(string text, int most) => Task.FromResult<IReadOnlyList<FoundWord>>(
        [.. _index.In(text).Select(t => new FoundWord(_terms[t.Id], t.Words)).Where(o => o.Term.State == TermState.Agreed).Take(most)]);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<Wording>>> Behind(IReadOnlyList<Question> questions)
    {
        var behind = new Dictionary<string, IReadOnlyList<Wording>>();
        foreach (var question in questions)
        {
            var words = question.Terms.Select(Meant)
                .Concat(_index.In(question.Text).Select(t => There(t.Id)))
                .OfType<Term>()
                .Where(t => t.State == TermState.Agreed)
                .DistinctBy(t => t.Slug)
                .Take(MostBehind)
                // What a card under a question has room for.
                .Select(t => new Wording(t.InForce!.Name, t.InForce.Definition) { Translations = t.InForce.Translations })
                .ToArray();
            if (words.Length > 0)
            {
                behind[question.Id] = words;
            }
        }

        return Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<Wording>>>(behind);
    }

    public Task<IReadOnlyList<Term>> All() => Task.FromResult(ByName);

    public Task<(IReadOnlyList<Term> Words, IReadOnlyList<Term> ToAgree)> News(Instant? since, Instant? until) =>
        Task.FromResult<(IReadOnlyList<Term>, IReadOnlyList<Term>)>((
            [.. _terms.Values.Select(t => (Term: t, At: t.Retired?.At ?? t.AgreedAt)).Where(n => n.At > (since ?? Instant.MinValue) && n.At <= (until ?? Instant.MaxValue)).OrderByDescending(n => n.At).Take(MostNews).Select(n => n.Term)],
            [.. _terms.Values.Where(t => t.Proposal is { } proposal && proposal.At <= (until ?? Instant.MaxValue)).OrderBy(t => t.Proposal!.At).Take(MostNews)]));

    public async Task<ProposeOutcome> Propose(Draft draft)
    {
        if (Decided(draft) is not { } decided)
        {
            return new ProposeOutcome.Stale(_terms[draft.Slug!]);
        }

        var (term, before) = decided;
        if (before is not null && (before.Proposal?.Wording ?? before.InForce)?.SaysTheSameAs(draft.Wording) == true && before.Retired is null)
        {
            // The same words again are the same proposal.
            return new ProposeOutcome.Proposed(before);
        }

        return Taken(draft.Wording, term.Slug) is { } taken ? taken : new ProposeOutcome.Proposed(await Save(term, before));
    }

    public Task<Term?> Agree(string slug, int version, Instant now, PersonKey? by = null) => Decide(slug, version, by, now, t => t.IsComplete ? t.Agreed(now) : t);

    public Task<Term?> SendBack(string slug, int version, Instant now, PersonKey? by = null) => Decide(slug, version, by, now, t => t with { Proposal = null, Version = t.Version + 1 });

    public Task<TermDecision?> DecidedOn(string slug, int version) => Task.FromResult(_terms.GetValueOrDefault(slug)?.DecidedOn(version));

    public Task<Term?> Say(string slug, int version, Opinion opinion, int needed, Instant now) => Decide(slug, version, opinion.By, now, t =>
    {
        var heard = t with { Proposal = t.Proposal!.With(opinion) };
        return needed > 0 && heard.IsComplete && heard.Proposal.Partners >= needed ? heard.Agreed(now) : heard;
    });

    public async Task<Term?> Retire(string slug, int version, Retirement? retirement)
    {
        var term = There(slug);
        return term is { InForce: not null } && term.Version == version && (term.Retired is null) != (retirement is null)
            ? await Save(term with { Retired = retirement, Version = term.Version + 1 }, term)
            : term;
    }

    public Task<IReadOnlyList<string>> NotAgreed(IReadOnlyList<string> slugs) => Task.FromResult<IReadOnlyList<string>>(
        [.. slugs.Where(s => Meant(s)?.State != TermState.Agreed)]);

    public async Task<IReadOnlyList<Term>> BringIn(IReadOnlyList<Draft> drafts, bool inForce)
    {
        var changes = new List<(Term, Term?)>();
        foreach (var draft in drafts)
        {
            var (term, before) = Decided(draft with { Version = null }) ?? throw new StaleStateException();
            if (before is not { State: TermState.Agreed or TermState.Proposed } || !before.Wording.SaysTheSameAs(draft.Wording) || (inForce && term.IsComplete && before.InForce is null))
            {
                changes.Add((inForce && term.IsComplete ? term.Agreed(draft.At) : term, before));
            }
        }

        await SaveAll(changes);
        return [.. changes.Select(c => c.Item1)];
    }

    public Task Reread()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Missed(string word, Instant now) => _inVain.Add(new Miss(word, 1, now));

    public Task NotUnderstood(string said, Instant now) => _inVain.Add(new Miss(said, 1, now) { NotUnderstood = true });

    public async Task<IReadOnlyList<Miss>> Misses(bool notUnderstood = false) => [.. (await _inVain.All(notUnderstood)).Where(m => _index.Exact(m.Word) is null)];

    public async Task<GlossaryHealth> Health(Instant now)
    {
        var since = now - TermDecision.Remembered;
        var asked = await _asked.Since(since);
        return new GlossaryHealth(
            AskedForCounts.MonthOf(since),
            asked.Sum(a => a.Found),
            asked.Sum(a => a.Missed),
            [.. _terms.Values.SelectMany(t => t.Decided).Where(d => d.At > since)],
            _terms.Values.Select(t => t.Proposal?.At).Min());
    }

    public Task Forget(string slug, bool notUnderstood = false) => _inVain.Forget(slug, notUnderstood);

    private IReadOnlyList<Term> ByName => _byName ??=
        [.. _terms.Values.Where(t => t.State is TermState.Agreed or TermState.Proposed).OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase)];

    /// <returns>The term with the wording proposed, and as it was before; null when it has changed since it was read.</returns>
    private (Term Term, Term? Before)? Decided(Draft draft)
    {
        var slug = draft.Slug ?? SlugOf(draft.Wording.Name);
        var before = _terms.GetValueOrDefault(slug);
        if (draft.Slug is not null && (before is null || (draft.Version is { } read && read != before.Version)))
        {
            return before is null ? throw new StaleStateException() : null;
        }

        var proposal = new Proposal(draft.Wording, draft.By, draft.ByName, draft.At, []);
        return ((before ?? new Term(slug, 0)) with { Version = (before?.Version ?? 0) + 1, Proposal = proposal }, before);
    }

    // A name that is a term's own leads to that term, though its key is another since it was renamed.
    private string SlugOf(string name)
    {
        var slug = Codes.Slug(name);
        return _terms.ContainsKey(slug) ? slug
            : _index.Exact(name) is { } known && string.Equals(_terms[known].Name, name, StringComparison.OrdinalIgnoreCase) ? known
            : slug;
    }

    // Two terms with one name, or one's synonym as the other's name, would answer one question in two ways.
    private ProposeOutcome.Taken? Taken(Wording wording, string slug)
    {
        foreach (var name in wording.Names)
        {
            if (_index.Exact(name) is { } known && known != slug)
            {
                return new ProposeOutcome.Taken(name, _terms[known]);
            }
        }

        return null;
    }

    private async Task<Term?> Decide(string slug, int version, PersonKey? by, Instant now, Func<Term, Term> decision)
    {
        var term = There(slug);
        return term is { Proposal: not null } && term.Version == version ? await Save(decision(term).DecidedFrom(term, by, now), term) : term;
    }

    private async Task<Term> Save(Term term, Term? before)
    {
        await SaveAll([(term, before)]);
        return term;
    }

    private async Task SaveAll(IReadOnlyList<(Term Term, Term? Before)> changes)
    {
        await this.SaveOrLetGo(() => store.SaveAll(InitiativeId, changes, CancellationToken.None));
        _byName = null;
        foreach (var (term, _) in changes)
        {
            _terms[term.Slug] = term;
            Index(term);
        }
    }

    private void Index(Term term)
    {
        if (term.IsThere)
        {
            _index.Put(term.Slug, term.Names);
        }
        else
        {
            _index.Remove(term.Slug);
        }
    }

    // An indicator may name a term by another of its names, or by one that it had before.
    private Term? Meant(string slug) => There(slug) ?? (_index.Exact(slug.Replace('-', ' ')) is { } known ? There(known) : null);

    private Term? There(string slug) => _terms.TryGetValue(slug, out var term) && term.IsThere ? term : null;
}
