using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

[GrainType("round")]
public sealed class RoundGrain(IRoundStore rounds, IHistoryStore history, ILearningStore learnings, CheckInPost post, TimeProvider time) : Grain, IRoundGrain
{
    private static readonly TimeSpan WriteBehind = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WordsLast = TimeSpan.FromMinutes(1);

    private readonly Dictionary<PartnerId, Entry> _entries = [];
    private PartnersPast _past = new(rounds, history);
    private readonly HashSet<PartnerId> _notProjected = [];

    // By partner, an entry that is no answer any more; the next one goes on counting from it.
    private readonly Dictionary<PartnerId, Entry> _withdrawn = [];
    private IReadOnlyDictionary<string, IReadOnlyList<Wording>>? _words;
    private long _wordsRead;
    private IReadOnlyList<Indicator>? _definitions;
    private bool _isRead;
    private Round? _round;
    private string? _version;
    private IGrainTimer? _writing;
    private Task _following = Task.CompletedTask;

    /// <summary>The key of a round's grain.</summary>
    public static string Key(InitiativeId initiative, RoundId round) => $"{initiative}:{round}";

    /// <summary>The round that a key names: its grain's, or its outbox's.</summary>
    public static (InitiativeId Initiative, RoundId Round) Read(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return (new(key[..colon]), new(key[(colon + 1)..]));
    }

    private (InitiativeId Initiative, RoundId Round) Ids => Read(this.GetPrimaryKeyString());

    // Not read before it is of use: most rounds begin by being opened, and the write finds out whether they are new.
    private async Task<Round?> Read()
    {
        if (_isRead)
        {
            return _round;
        }

        var stored = await rounds.Load(Ids.Initiative, Ids.Round, CancellationToken.None);
        if (_isRead)
        {
            // What interleaves has read it meanwhile.
            return _round;
        }

        _isRead = true;
        if (stored is not { } loaded)
        {
            return null;
        }

        (_round, _version) = (loaded.Round, loaded.Version);
        foreach (var entry in loaded.Entries)
        {
            _entries[entry.Partner] = entry;
        }

        foreach (var entry in loaded.Withdrawn)
        {
            _withdrawn[entry.Partner] = entry;
        }

        // Whether the last process wrote its projections can't be known; writing them again costs little.
        if (_round.ClosedAt is null && _entries.Count > 0)
        {
            ProjectLater(_entries.Keys);
        }

        return _round;
    }

    // By the definitions that the answers were read with: a process that stops has nobody left to ask. Without answers, whoever reads the round next writes.
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _definitions is { } known ? Project(known: known, cancel: cancellationToken) : Task.CompletedTask;

    public async Task<(Round Round, bool IsNew)> Open(Round round)
    {
        if (_isRead && _round is not null)
        {
            return (_round, false);
        }

        var version = await this.SaveOrLetGo(async () =>
        {
            try
            {
                return await rounds.Save(round, null, CancellationToken.None);
            }
            catch (StaleStateException) when (!_isRead)
            {
                // It is open already.
                return null;
            }
        });
        if (version is null)
        {
            return (await Read() ?? throw new InvalidOperationException("A round is there and can't be read."), false);
        }

        (_round, _version, _isRead) = (round, version, true);
        return (round, true);
    }

    public Task<Round?> Get() => Read();

    public async Task<Board?> Board() => await Read() is null ? null : new Board(_round!, [.. _entries.Values], await Definitions()) { Earlier = await _past.SamePeriod(_round!) };

    public async Task<PartnerView?> View(PartnerId partner) => await Read() is null
        ? null
        : new PartnerView(_round!, await Asked(partner), _entries.GetValueOrDefault(partner), await Past(partner)) { Committed = await _past.Committed(_round!, partner), Words = await Words() };

    public async Task<PartnerView?> Asking(PartnerId partner)
    {
        if (await Read() is null)
        {
            return null;
        }

        var last = (await _past.RoundBefore(_round!)).TryGetValue(partner, out var said)
            ? said.Entry.Values.ToDictionary(v => v.Key, v => (IReadOnlyList<PastValue>)[new PastValue(v.Key, partner, said.Period, v.Value) { Version = said.Entry.Versions.GetValueOrDefault(v.Key, 1) }])
            : [];
        // A thousand partners' ids would travel a thousand times.
        return new PartnerView(_round! with { Partners = [], Queries = [] }, await Asked(partner), _entries.GetValueOrDefault(partner), last) { Committed = said.Entry?.Commitment ?? "", Words = await Words() };
    }

    // Read once a minute, for thousands of cards may be drawn in one.
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Wording>>> Words()
    {
        if (_words is null || time.GetElapsedTime(_wordsRead) > WordsLast)
        {
            _words = await GrainFactory.GetGrain<IGlossaryGrain>(_round!.Initiative).Behind([.. (await Definitions()).Select(i => new Question(i.Id, i.Question, i.Terms))]);
            _wordsRead = time.GetTimestamp();
        }

        return _words;
    }

    public async Task<(Decision Decision, PartnerView? View)> Submit(PartnerId partner, Answers answers, PersonKey by, string byName, Instant now) =>
        await Read() is null
            ? (new Decision.NoSuchRound(), null)
            : await Keep(partner, _round!.Receive(answers, _entries.GetValueOrDefault(partner), await Definitions(), await Past(partner), await _past.Committed(_round!, partner), partner, by, byName, now), answers.Message);

    public async Task<(Decision Decision, PartnerView? View)> Skip(PartnerId partner, string reason, PersonKey by, string byName, Instant now) =>
        await Read() is null
            ? (new Decision.NoSuchRound(), null)
            : await Keep(partner, _round!.Skip(reason, _entries.GetValueOrDefault(partner), partner, by, byName, now));

    public async Task<(Decision Decision, PartnerView? View)> ChooseReaders(PartnerId partner, IReadOnlyDictionary<LessonKind, Readers> chosen) =>
        await Read() is null
            ? (new Decision.NoSuchRound(), null)
            : await Keep(partner, Round.ChooseReaders(_entries.GetValueOrDefault(partner), chosen));

    public async Task<int> Bring(Round round, IReadOnlyDictionary<PartnerId, IReadOnlyDictionary<string, ReportedValue>> values, Provenance from)
    {
        if (await Read() is { ClosedAt: null })
        {
            throw new InvalidOperationException("An open round is answered, not imported into.");
        }

        var versions = (await GrainFactory.GetGrain<IIndicatorsGrain>(Ids.Initiative).All()).ToDictionary(i => i.Id, i => i.Version);
        // A round of the file's own is the only one that says anything about its time.
        var isNew = _round is null;
        // One of an earlier file has room for what this one brings besides.
        var wider = _round is null ? round : _round with
        {
            Indicators = [.. _round.Indicators.Union(round.Indicators)],
            Partners = [.. _round.Partners.Union(round.Partners)],
            Versions = _round.Versions.Concat(round.Versions.Where(v => !_round.Versions.ContainsKey(v.Key))).ToDictionary(),
        };
        var entries = values
            .Select(v => wider.Brought(_entries.GetValueOrDefault(v.Key), v.Key, v.Value, versions, from))
            .OfType<Entry>()
            .Select(Numbered)
            .ToArray();
        if (isNew)
        {
            await this.SaveOrLetGo(() => rounds.Import(round, entries, CancellationToken.None));
            _isRead = false;
            await Read();
        }
        else
        {
            foreach (var entry in entries)
            {
                _version = await this.SaveOrLetGo(() => rounds.Save(wider, entry, _version!, CancellationToken.None));
                _round = wider;
                Hold(entry);
            }
        }

        _notProjected.UnionWith(entries.Select(e => e.Partner));
        await Project(isLate: !isNew);
        return entries.Length;
    }

    public async Task<IReadOnlyList<ChangedSince>> ChangedSince(Instant at, PersonKey importer) =>
        await Read() is { ClosedAt: not null }
            ? Without(await RevisedBy(importer, at), (await Definitions()).ToDictionary(d => d.Id), new Provenance("", importer, "", at)).Changed
            : [];

    public async Task<IReadOnlyList<ChangedSince>> TakeBack(Instant at, PersonKey importer, Provenance from)
    {
        if (await Read() is not { ClosedAt: not null } round)
        {
            return [];
        }

        var revised = await RevisedBy(importer, at);
        var definitions = (await Definitions()).ToDictionary(d => d.Id);
        var (without, changed) = Without(revised, definitions, from);
        PartnerId[] partners = [.. revised.Select(r => r.Entry.Partner).Distinct()];

        // A round that nobody was asked in says nothing any more about what only the file had said.
        var left = _entries.Values.Where(e => without.TrueForAll(w => w.Partner != e.Partner)).Concat(without.Where(w => !w.IsWithdrawn)).ToArray();
        var narrower = !round.IsOfFiles ? round : round with
        {
            Indicators = [.. round.Indicators.Where(i => left.Any(e => e.Values.ContainsKey(i)))],
            Partners = [.. round.Partners.Where(p => left.Any(e => e.Partner == p))],
        };
        foreach (var entry in without)
        {
            _version = await this.SaveOrLetGo(() => rounds.Save(narrower, entry, _version!, CancellationToken.None));
            _round = narrower;
            Hold(entry);
        }

        // Even when all of it was done before, and broke off then.
        var gone = revised.SelectMany(r => r.Entry.Values.Keys).Distinct().Where(i => !narrower.Indicators.Contains(i) && definitions.ContainsKey(i)).Select(i => definitions[i]).ToArray();
        await history.Write(
            Ids.Initiative,
            new HistoryPart([], [.. gone.SelectMany(i => partners.Select(p => new ValueKey(i.Id, p, round.PeriodOf(i), round.OpenedAt)))], [], IsLate: true)
            {
                WithdrawnTotals = [.. gone.Select(i => new TotalKey(i.Id, round.PeriodOf(i), round.OpenedAt))],
            },
            CancellationToken.None);
        _notProjected.UnionWith(partners);
        await Project(isLate: true);
        return changed;
    }

    // What a file made of the entries, each with what it was before.
    private async Task<(Entry Entry, Entry? Before)[]> RevisedBy(PersonKey importer, Instant at) =>
        [.. (await rounds.RevisedAt(Ids.Initiative, Ids.Round, at, CancellationToken.None)).Where(r => r.Entry.By == importer)];

    private (List<Entry> Without, List<ChangedSince> Changed) Without((Entry Entry, Entry? Before)[] revised, Dictionary<string, Indicator> definitions, Provenance from)
    {
        var (without, changed) = (new List<Entry>(), new List<ChangedSince>());
        foreach (var (brought, before) in revised)
        {
            if (_entries.TryGetValue(brought.Partner, out var entry))
            {
                var (next, since) = _round!.WithoutBrought(entry, brought, before, from);
                without.AddRange(next is null ? [] : [next]);
                changed.AddRange(since.Select(i => new ChangedSince(definitions.TryGetValue(i, out var d) ? _round.PeriodOf(d) : _round.Period, brought.Partner, i, entry.ByName)));
            }
        }

        return (without, changed);
    }

    public async Task Close(Instant now)
    {
        if (await Read() is { ClosedAt: null })
        {
            await Save(_round! with { ClosedAt = now });
        }

        // That nobody answered is a total too.
        _notProjected.UnionWith(_entries.Keys);
        await Project(always: true);
        // The receipts that people have say that they can't be changed any more.
        AllCardsFollow();
    }

    public async Task<Round?> Reopen(string byName, Instant now, Instant closesAt)
    {
        if (await Read() is { ClosedAt: not null, IsOfFiles: false } round)
        {
            await Save(round.Again(byName, now, closesAt));
            // The receipts that people have can be changed again.
            AllCardsFollow();
        }

        return _round is { IsOfFiles: false } ? _round : null;
    }

    public async Task EarlierChanged()
    {
        if (await Read() is not null)
        {
            await Project(isLate: true, always: true);
        }
    }

    public async Task<Round?> SignOff(SignOff by)
    {
        if (await Read() is { ClosedAt: not null, SignedOff: null })
        {
            await Save(_round! with { SignedOff = by });
        }

        return _round is { ClosedAt: null } ? null : _round;
    }

    public async Task<Round?> TakeSignOffBack()
    {
        if (await Read() is { SignedOff: not null } round)
        {
            await Save(round with { SignedOff = null });
        }

        return _round;
    }

    public async Task Say(NudgeLine? line)
    {
        if (await Read() is { } round && round.Line != line)
        {
            await Save(round with { Line = line });
        }
    }

    public async Task<ValueQuery?> AskBack(ValueQuery query)
    {
        if (await Read() is not { SignedOff: null } round || _entries.GetValueOrDefault(query.Partner)?.Values.GetValueOrDefault(query.Indicator) != query.Value)
        {
            return null;
        }

        if (round.Queries.FirstOrDefault(q => q.Partner == query.Partner && q.Indicator == query.Indicator && q.StateOf(query.Value) == QueryState.Waits) is { } waits)
        {
            return waits;
        }

        if (round.Queries.Count >= ValueQuery.MostInARound)
        {
            return null;
        }

        var asked = query with { Number = round.Queries.Count + 1 };
        await Save(round with { Queries = [.. round.Queries, asked] });
        return asked;
    }

    public async Task<PartnerView?> KeepValue(PartnerId partner, int number, ValueKept kept)
    {
        if (await Read() is not { } round || round.Queries.FirstOrDefault(q => q.Number == number && q.Partner == partner) is not { } query)
        {
            return null;
        }

        if (query.StateIn(_entries.Values) == QueryState.Waits)
        {
            await Save(round with { Queries = [.. round.Queries.Select(q => q == query ? q with { Kept = kept } : q)] });
        }

        return await View(partner);
    }

    public async Task PartnerLeft(PartnerId partner)
    {
        if (await Read() is { ClosedAt: null } round && round.Partners.Contains(partner) && !_entries.ContainsKey(partner))
        {
            await Save(round with { Partners = [.. round.Partners.Where(p => p != partner)] });
        }
    }

    public async Task Merge(PartnerId kept, PartnerId merged, Provenance by)
    {
        if (await Read() is not { } round)
        {
            return;
        }

        var one = round.With(kept, merged);
        if (_entries.GetValueOrDefault(merged) is { } theirs)
        {
            // Theirs goes last: until then a second try finds all that it needs.
            var own = _entries.GetValueOrDefault(kept);
            Entry[] entries = Round.Moves(own, theirs) ? [Numbered(theirs.MovedTo(kept, own)), theirs.MovedAway(by)] : [theirs.MovedAway(by)];
            foreach (var entry in entries)
            {
                _version = await this.SaveOrLetGo(() => rounds.Save(one, entry, _version!, CancellationToken.None));
                _round = one;
                Hold(entry);
            }
        }
        else if (one != round)
        {
            await Save(one);
        }

        // Even when all of it was done before, and broke off then. The partner's past is another one now.
        _past = new(rounds, history);
        _notProjected.UnionWith([kept, merged]);
        await Project(isLate: one.ClosedAt is not null, always: true);
    }

    private void AllCardsFollow()
    {
        foreach (var partner in _entries.Keys)
        {
            CardsFollow(async () =>
            {
                if (await View(partner) is { } view)
                {
                    await post.Follow(view, partner, except: null);
                }
            });
        }
    }

    // One after the other, so that no card is left with what was before. Nobody waits for it, and one that fails keeps no other from its turn.
    private void CardsFollow(Func<Task> follow)
    {
        _following = After(_following);
        _following.Ignore();

        async Task After(Task before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await follow();
        }
    }

    private async Task Save(Round changed)
    {
        _version = await this.SaveOrLetGo(() => rounds.Save(changed, _version, CancellationToken.None));
        _round = changed;
    }

    /// <param name="except">The message that the answer itself takes the place of.</param>
    private async Task<(Decision Decision, PartnerView? View)> Keep(PartnerId partner, Decision decision, string? except = null)
    {
        if (decision is Decision.Accepted(var accepted))
        {
            var entry = Numbered(accepted);
            var late = _round!.ClosedAt is not null;
            // One transaction, before anyone is told that it is kept.
            _version = await this.SaveOrLetGo(() => rounds.Save(_round!, entry, _version!, CancellationToken.None));
            Hold(entry);
            if (late)
            {
                // Digests and histories are drawn anew from it at once.
                _notProjected.Add(partner);
                await Project(isLate: true);
            }
            else
            {
                ProjectLater([partner]);
            }
        }

        var view = await View(partner);
        if (view is not null && decision is (Decision.Accepted or Decision.Unchanged))
        {
            CardsFollow(() => post.Follow(view, partner, except));
        }

        return (decision, view);
    }

    private void Hold(Entry entry)
    {
        var (into, from) = entry.IsWithdrawn ? (_withdrawn, _entries) : (_entries, _withdrawn);
        from.Remove(entry.Partner);
        into[entry.Partner] = entry;
    }

    // Its own revision, where an entry before it was withdrawn.
    private Entry Numbered(Entry entry) =>
        _withdrawn.TryGetValue(entry.Partner, out var before) && entry.Revision <= before.Revision ? entry with { Revision = before.Revision + 1 } : entry;

    private async Task<IReadOnlyList<Indicator>> Definitions()
    {
        var grain = GrainFactory.GetGrain<IIndicatorsGrain>(Ids.Initiative);
        var definitions = (await grain.All()).ToArray();
        for (var i = 0; i < definitions.Length; i++)
        {
            var now = definitions[i];
            if (_round!.VersionOf(now, _entries.Values) is var version && version != now.Version)
            {
                definitions[i] = await grain.Version(now, version);
            }
        }

        return _definitions = definitions;
    }

    private async Task<IReadOnlyList<Indicator>> Asked(PartnerId partner) => [.. (await Definitions()).Where(i => _round!.Asks(i, partner))];

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<PastValue>>> Past(PartnerId partner) => await _past.Values(_round!, partner, await Asked(partner));

    private void ProjectLater(IEnumerable<PartnerId> partners)
    {
        _notProjected.UnionWith(partners);
        // The write lets go of the timer, which cancels the timer's own token: a write that heeded it would never be made.
        _writing ??= this.RegisterGrainTimer(static (grain, _) => grain.Project(cancel: CancellationToken.None), this, WriteBehind, Timeout.InfiniteTimeSpan);
    }

    // Values and totals are projections of the entries: written behind the answer, and rebuilt from the entries when lost.
    private async Task Project(bool isLate = false, bool always = false, IReadOnlyList<Indicator>? known = null, CancellationToken cancel = default)
    {
        _writing?.Dispose();
        _writing = null;
        if (_round is null || (_notProjected.Count == 0 && !always))
        {
            return;
        }

        var partners = _notProjected.ToArray();
        var changed = partners.Select(p => _entries.GetValueOrDefault(p) ?? _withdrawn.GetValueOrDefault(p)).OfType<Entry>().ToArray();
        _notProjected.Clear();
        try
        {
            await history.Write(Ids.Initiative, _round.Project(changed, Round.Counting(await _past.SamePeriod(_round), _entries.Values), known ?? await Definitions(), isLate), cancel);
            if (_round.ClosedAt is not null)
            {
                await learnings.Write(Ids.Initiative, _round.Learnings(changed, _entries.Values.Count(e => e.SkippedBecause is null)), cancel);
            }
        }
        catch
        {
            ProjectLater(partners);
            throw;
        }

        if (isLate && !_round.IsOfFiles && await rounds.Load(Ids.Initiative, _round.AskedFor(_round.Number + 1), cancel) is not null)
        {
            await GrainFactory.GetGrain<IRoundGrain>(Key(Ids.Initiative, _round.AskedFor(_round.Number + 1))).EarlierChanged();
        }
    }
}
