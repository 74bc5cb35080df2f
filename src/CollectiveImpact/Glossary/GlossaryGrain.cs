using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;

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

[GrainType("glossary")]
public sealed class GlossaryGrain(ITermStore store) : Grain, IGlossaryGrain
{
    private const int NearNames = 3;
    private const int MostBehind = 3;
    private const int MostNews = 30;

    // What people look for in vain is a hint for the backbone and no archive.
    private const int MostMisses = 500;

    // A crash loses the counts of a minute at most: they are a statistic, and nobody who asks waits for storage.
    private static readonly TimeSpan CountBehind = TimeSpan.FromMinutes(1);

    // What comes as near as this, and nothing else nearly so, is what was meant.
    private const double NearEnough = 0.6;
    private const double NoRival = 0.15;

    // Its plural, its words in another order or joined: that is the name, and no guess.
    private const double SameName = 0.96;

    private NameIndex _index = null!;
    private Dictionary<string, Term> _terms = [];
    private IReadOnlyList<Term>? _byName;

    // Read when one is asked for: rounds, which wake the glossary too, need none.
    private Dictionary<string, Miss>? _misses;

    // Counted and not stored yet, by month.
    private readonly Dictionary<LocalDate, AskedFor> _asked = [];
    private Task _counted = Task.CompletedTask;
    private IGrainTimer? _counting;

    private string InitiativeId => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _index = await GrainFactory.GetGrain<IInitiativeGrain>(InitiativeId).Get() is { } initiative ? new NameIndex([.. initiative.AllLanguages]) : new NameIndex();
        _terms = (await store.Load(InitiativeId, cancellationToken)).ToDictionary(t => t.Slug);
        foreach (var term in _terms.Values)
        {
            Index(term);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => StoreCounts();

    public async Task<LookUp> Ask(string name, Instant now)
    {
        var found = await Find(name);
        // What is longer than any name is no word that was asked for.
        if (name.Length <= Wording.LongestName && found is { Term: not null, Guessed: false } or { Term: null, Near: [] })
        {
            var month = now.InUtc().Date.With(DateAdjusters.StartOfMonth);
            Count(found.Term is null ? new AskedFor(month, 0, 1) : new AskedFor(month, 1, 0));
            // Between the turns of others: who asks while it writes is answered from memory.
            _counting ??= this.RegisterGrainTimer(static (grain, _) => grain.StoreCounts(), this, new GrainTimerCreationOptions(CountBehind, CountBehind) { Interleave = true });
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

    public Task Missed(string word, Instant now) => Count(new Miss(word, 1, now));

    public Task NotUnderstood(string said, Instant now) => Count(new Miss(said, 1, now) { NotUnderstood = true });

    private async Task Count(Miss first)
    {
        var key = KeyOf(first);
        var misses = await KnownMisses();
        if (Folding.Fold(first.Word).Length == 0 || (!misses.ContainsKey(key) && misses.Values.Count(m => m.NotUnderstood == first.NotUnderstood) >= MostMisses && !await MakeRoom(misses, first.NotUnderstood)))
        {
            return;
        }

        var miss = first with { Times = (misses.GetValueOrDefault(key)?.Times ?? 0) + 1 };
        await store.Save(InitiativeId, key, miss, CancellationToken.None);
        misses[key] = miss;
    }

    public async Task<IReadOnlyList<Miss>> Misses(bool notUnderstood = false) =>
        [.. (await KnownMisses()).Values.Where(m => m.NotUnderstood == notUnderstood && _index.Exact(m.Word) is null).OrderByDescending(m => m.Times).ThenByDescending(m => m.Last)];

    public async Task<GlossaryHealth> Health(Instant now)
    {
        var since = now - TermDecision.Remembered;
        var month = since.InUtc().Date.With(DateAdjusters.StartOfMonth);
        await StoreCounts();
        var asked = await store.Asked(InitiativeId, month, CancellationToken.None);
        return new GlossaryHealth(
            month,
            asked.Sum(a => a.Found),
            asked.Sum(a => a.Missed),
            [.. _terms.Values.SelectMany(t => t.Decided).Where(d => d.At > since)],
            _terms.Values.Select(t => t.Proposal?.At).Min());
    }

    public async Task Forget(string slug, bool notUnderstood = false)
    {
        var misses = await KnownMisses();
        foreach (var key in misses.Where(m => m.Value.NotUnderstood == notUnderstood && Codes.Slug(m.Value.Word) == slug).Select(m => m.Key).ToArray())
        {
            await store.Forget(InitiativeId, key, CancellationToken.None);
            misses.Remove(key);
        }
    }

    private void Count(AskedFor more) => _asked[more.Month] = _asked.TryGetValue(more.Month, out var before)
        ? more with { Found = before.Found + more.Found, Missed = before.Missed + more.Missed }
        : more;

    // One after the other, since each adds to what is stored.
    private Task StoreCounts() => _counted = StoreCounts(_counted);

    private async Task StoreCounts(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        foreach (var month in _asked.Values.ToArray())
        {
            _asked.Remove(month.Month);
            try
            {
                await store.Count(InitiativeId, month, CancellationToken.None);
            }
            catch (Exception e) when (e is StorageUnavailableException or StaleStateException)
            {
                // With the next, if there is one.
                Count(month);
            }
        }
    }

    private async Task<Dictionary<string, Miss>> KnownMisses() =>
        _misses ??= (await store.Misses(InitiativeId, CancellationToken.None)).ToDictionary(KeyOf);

    // What was said in vain is kept apart from what was asked for: folding leaves no such sign before a word.
    private static string KeyOf(Miss miss) => (miss.NotUnderstood ? "?" : "") + Folding.Fold(miss.Word);

    private IReadOnlyList<Term> ByName => _byName ??=
        [.. _terms.Values.Where(t => t.State is TermState.Agreed or TermState.Proposed).OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase)];

    // The longest forgotten goes; unless everything there was asked for again and again.
    private async Task<bool> MakeRoom(Dictionary<string, Miss> misses, bool notUnderstood)
    {
        var (key, miss) = misses.Where(m => m.Value.NotUnderstood == notUnderstood).MinBy(m => (m.Value.Times, m.Value.Last));
        if (miss.Times > 1)
        {
            return false;
        }

        await store.Forget(InitiativeId, key, CancellationToken.None);
        return misses.Remove(key);
    }

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
        try
        {
            await store.SaveAll(InitiativeId, changes, CancellationToken.None);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

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
