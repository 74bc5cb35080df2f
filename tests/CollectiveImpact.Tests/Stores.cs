using System.Collections.Concurrent;
using CollectiveImpact.Audit;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Tests;

/// <summary>
/// What the real tables promise and no more: versions that go stale, counted writes, and a storage that can be away.
/// The tables themselves are tested against an emulator elsewhere.
/// </summary>
internal sealed class Stores : IInitiativeStore, IIndicatorStore, ITermStore, ITimetableStore, IRoundStore, IHistoryStore, IOutboxStore, IPersonStore, ILearningStore, IEraser, IHomeStore, IAuditStore, IUnsentFormStore, IMemberTraces
{
    private readonly ConcurrentQueue<(InitiativeId Initiative, Act Act)> _acts = new();
    private readonly ConcurrentDictionary<(InitiativeId Initiative, ActKind Kind, string What), Act> _begun = new();
    private readonly ConcurrentDictionary<(InitiativeId Initiative, RoundId Round, PersonKey By), UnsentForm> _unsent = new();
    private readonly ConcurrentDictionary<string, int> _writes = new();
    private readonly ConcurrentDictionary<string, bool> _away = new();
    private readonly ConcurrentDictionary<string, bool> _lost = new();
    private readonly ConcurrentDictionary<string, int> _versions = new();
    private readonly ConcurrentDictionary<(string, string, string), Delivery> _outbox = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _histories = new();
    private readonly ConcurrentDictionary<string, (Round Round, Dictionary<PartnerId, List<Entry>> Entries)> _rounds = new();

    public ConcurrentDictionary<string, Initiative> Initiatives { get; } = new();

    public ConcurrentDictionary<string, Invite> Invites { get; } = new();

    public ConcurrentDictionary<string, List<Indicator>> Indicators { get; } = new();

    public ConcurrentDictionary<string, List<Term>> Terms { get; } = new();

    private readonly ConcurrentDictionary<(string Initiative, string Word), Miss> _misses = new();

    private readonly ConcurrentDictionary<(string Initiative, LocalDate Month), AskedFor> _asked = new();

    /// <summary>Done when what people asked for is being counted.</summary>
    public TaskCompletionSource Counting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Counting takes as long as this.</summary>
    public Task Counted { get; set; } = Task.CompletedTask;

    public ConcurrentDictionary<string, Timetable> Timetables { get; } = new();

    public ConcurrentDictionary<string, KnownPerson> People { get; } = new();

    private readonly ConcurrentDictionary<string, OfferedLink> _links = new();
    private readonly ConcurrentDictionary<string, bool> _present = new();
    private readonly ConcurrentDictionary<string, PersonKey> _mailboxes = new();

    /// <summary>Of which initiatives channels are known to be homes.</summary>
    public ConcurrentDictionary<(string Conversation, string Initiative), bool> Homes { get; } = new();

    public ConcurrentQueue<(string Initiative, IReadOnlyList<PastValue> Values, IReadOnlyList<ValueKey> Withdrawn, IReadOnlyList<Total> Totals)> History { get; } = new();

    /// <summary>Until the initiative's history was written.</summary>
    public Task HistoryOf(InitiativeId initiative) => HistoryWritten(initiative).Task;

    /// <summary>How often a partition was written to.</summary>
    public int Writes(string partition) => _writes.GetValueOrDefault(partition);

    /// <summary>Writing to the partition fails until it is back.</summary>
    public void Away(string partition, bool away = true) => _away[partition] = away;

    /// <summary>What is written to the partition is kept, and whoever writes hears that it failed.</summary>
    public void LoseAnswers(string partition, bool lost = true) => _lost[partition] = lost;

    public Entry? EntryOf(InitiativeId initiative, RoundId round, PartnerId partner) =>
        _rounds[$"{initiative}:{round}"].Entries.GetValueOrDefault(partner)?[^1];

    public IReadOnlyList<Entry> RevisionsOf(InitiativeId initiative, RoundId round, PartnerId partner) =>
        _rounds[$"{initiative}:{round}"].Entries.GetValueOrDefault(partner) ?? [];

    /// <summary>Happens whenever somebody looks for what was changed in a round at one instant.</summary>
    public Func<string, Task> Looking { get; set; } = static _ => Task.CompletedTask;

    public ConcurrentDictionary<(string Mailing, string Kind), Plan> Plans { get; } = new();

    public Delivery? DeliveryOf(string mailing, string kind, string recipient) => _outbox.GetValueOrDefault((mailing, kind, recipient));

    public void Put(Delivery delivery) => _outbox[(delivery.Mailing, delivery.Kind, delivery.Recipient)] = delivery;

    // The initiative's settings.
    async Task<LoadedInitiative?> IInitiativeStore.Load(InitiativeId initiative, CancellationToken cancel)
    {
        await Task.Yield();
        return Initiatives.TryGetValue(initiative, out var loaded) ? new LoadedInitiative(loaded, Version(initiative)) : null;
    }

    public ConcurrentQueue<InitiativeId> Erased { get; } = new();

    Task IEraser.Erase(InitiativeId initiative, CancellationToken cancel)
    {
        if (_away.GetValueOrDefault("erase:" + initiative))
        {
            throw new StorageUnavailableException();
        }

        Erased.Enqueue(initiative);
        Initiatives.TryRemove(initiative, out _);
        Timetables.TryRemove(initiative, out _);
        return Task.CompletedTask;
    }

    Task<IReadOnlyList<InitiativeId>> IInitiativeStore.ListAll(CancellationToken cancel) => Task.FromResult<IReadOnlyList<InitiativeId>>([.. Initiatives.Keys.Select(i => new InitiativeId(i))]);

    async Task<string> IInitiativeStore.Save(Initiative before, InitiativeChange change, string? version, CancellationToken cancel)
    {
        var next = await Written(before.Id, version);
        Initiatives[before.Id] = before.With(change);
        foreach (var invite in change.Invites)
        {
            Invites[invite.Key] = invite.Code.Length > 0 ? invite : invite with { Code = Invites[invite.Key].Code };
        }

        return next;
    }

    Task<Invite?> IInitiativeStore.FindInvite(InitiativeId initiative, string code, CancellationToken cancel) => Task.FromResult(Invites.GetValueOrDefault(Codes.KeyOf(code)) is { } invite ? invite with { Code = code, Hash = null } : null);

    Task<IReadOnlyList<Invite>> IInitiativeStore.Invites(InitiativeId initiative, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Invite>>(
        [.. Invites.Values.Where(i => i.Code.StartsWith(initiative, StringComparison.Ordinal)).Select(i => i with { Code = "", Hash = i.Key })]);

    // Indicators.
    Task<IReadOnlyList<Indicator>> IIndicatorStore.Load(InitiativeId initiative, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Indicator>>([.. Indicators.GetValueOrDefault(initiative) ?? []]);

    async Task IIndicatorStore.SaveAll(InitiativeId initiative, IReadOnlyList<Indicator> indicators, CancellationToken cancel)
    {
        await Written(initiative);
        var all = Indicators.GetOrAdd(initiative, _ => []);
        all.RemoveAll(i => indicators.Any(s => s.Id == i.Id));
        all.AddRange(indicators);
        Answered(initiative);
    }

    Task<IReadOnlyList<Indicator>> IIndicatorStore.Versions(InitiativeId initiative, string indicator, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Indicator>>([.. (Indicators.GetValueOrDefault(initiative) ?? []).Where(i => i.Id == indicator)]);

    // The glossary.
    Task<IReadOnlyList<Term>> ITermStore.Load(InitiativeId initiative, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Term>>(
        [.. (Terms.GetValueOrDefault(initiative) ?? []).GroupBy(t => t.Slug).Select(g => g.Last())]);

    async Task ITermStore.SaveAll(InitiativeId initiative, IReadOnlyList<(Term Term, Term? Before)> terms, CancellationToken cancel)
    {
        await Written(initiative);
        Terms.GetOrAdd(initiative, _ => []).AddRange(terms.Select(t => t.Term));
    }

    Task<IReadOnlyList<Term>> ITermStore.Revisions(InitiativeId initiative, string slug, CancellationToken cancel, int from) => Task.FromResult<IReadOnlyList<Term>>(
        [.. (Terms.GetValueOrDefault(initiative) ?? []).Where(t => t.Slug == slug).SkipLast(1).Where(t => t.Version >= from)]);

    Task<IReadOnlyList<Miss>> ITermStore.Misses(InitiativeId initiative, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Miss>>([.. _misses.Where(m => m.Key.Initiative == initiative).Select(m => m.Value)]);

    async Task ITermStore.Save(InitiativeId initiative, string key, Miss miss, CancellationToken cancel)
    {
        await Written(initiative);
        _misses[(initiative, key)] = miss;
    }

    Task ITermStore.Forget(InitiativeId initiative, string key, CancellationToken cancel) => Task.FromResult(_misses.TryRemove((initiative, key), out _));

    Task<IReadOnlyList<AskedFor>> ITermStore.Asked(InitiativeId initiative, LocalDate since, CancellationToken cancel) => Task.FromResult<IReadOnlyList<AskedFor>>(
        [.. _asked.Where(a => a.Key.Initiative == initiative && a.Key.Month >= since).Select(a => a.Value)]);

    async Task ITermStore.Count(InitiativeId initiative, AskedFor more, CancellationToken cancel)
    {
        Counting.TrySetResult();
        await Counted;
        await Written("asked:" + initiative);
        _asked.AddOrUpdate((initiative, more.Month), more, (_, a) => a with { Found = a.Found + more.Found, Missed = a.Missed + more.Missed });
    }

    // Timetables.
    async Task<(Timetable Timetable, string Version)?> ITimetableStore.Load(InitiativeId initiative, CancellationToken cancel)
    {
        await Task.Yield();
        return Timetables.TryGetValue(initiative, out var timetable) ? (timetable, Version("clock:" + initiative)) : null;
    }

    async Task<string> ITimetableStore.Save(InitiativeId initiative, Timetable before, Timetable timetable, string? version, CancellationToken cancel)
    {
        var next = await Written("clock:" + initiative, version);
        Timetables[initiative] = timetable;
        return next;
    }

    // Rounds.
    async Task<LoadedRound?> IRoundStore.Load(InitiativeId initiative, RoundId round, CancellationToken cancel)
    {
        await Task.Yield();
        return _rounds.TryGetValue($"{initiative}:{round}", out var stored)
            ? new LoadedRound(stored.Round, [.. stored.Entries.Values.Select(e => e[^1])], Version($"{initiative}:{round}"))
            : null;
    }

    async Task<string> IRoundStore.Save(Round round, string? version, CancellationToken cancel)
    {
        var key = $"{round.Initiative}:{round.Id}";
        var next = await Written(key, version);
        _rounds[key] = (round, _rounds.TryGetValue(key, out var before) ? before.Entries : []);
        return next;
    }

    async Task<string> IRoundStore.Save(Round round, Entry entry, string version, CancellationToken cancel)
    {
        var key = $"{round.Initiative}:{round.Id}";
        var next = await Written(key, version);
        if (!_rounds[key].Entries.TryGetValue(entry.Partner, out var revisions))
        {
            revisions = _rounds[key].Entries[entry.Partner] = [];
        }

        revisions.Add(entry);
        return next;
    }

    Task<IReadOnlyList<Entry>> IRoundStore.Revisions(InitiativeId initiative, RoundId round, PartnerId partner, CancellationToken cancel) =>
        Task.FromResult(RevisionsOf(initiative, round, partner));

    async Task<IReadOnlyList<(Entry Entry, Entry? Before)>> IRoundStore.RevisedAt(InitiativeId initiative, RoundId round, Instant at, CancellationToken cancel)
    {
        await Looking(round);
        return [.. _rounds[$"{initiative}:{round}"].Entries.Values.SelectMany(e => e.Select((entry, i) => (entry, i > 0 ? e[i - 1] : null))).Where(r => r.entry.At == at)];
    }

    IAsyncEnumerable<Round> IRoundStore.Rounds(InitiativeId initiative, CancellationToken cancel) =>
        _rounds.Values.Select(r => r.Round).Where(r => r.Initiative == initiative).ToAsyncEnumerable();

    Task<UnsentForm?> IUnsentFormStore.Find(InitiativeId initiative, RoundId round, PersonKey person, CancellationToken cancel) => Task.FromResult(_unsent.GetValueOrDefault((initiative, round, person)));

    Task IUnsentFormStore.Save(InitiativeId initiative, RoundId round, UnsentForm form, CancellationToken cancel)
    {
        _unsent[(initiative, round, form.By)] = form;
        return Task.CompletedTask;
    }

    Task IUnsentFormStore.Forget(InitiativeId initiative, RoundId round, CancellationToken cancel) => ForgetUnsent(d => d.Initiative == initiative && d.Round == round);

    Task IMemberTraces.Forget(InitiativeId initiative, PersonKey person, CancellationToken cancel) => ((IUnsentFormStore)this).Forget(initiative, person, cancel);

    Task IUnsentFormStore.Forget(InitiativeId initiative, PersonKey person, CancellationToken cancel) => ForgetUnsent(d => d.Initiative == initiative && d.By == person);

    private Task ForgetUnsent(Predicate<(InitiativeId Initiative, RoundId Round, PersonKey By)> which)
    {
        foreach (var key in _unsent.Keys.Where(k => which(k)))
        {
            _unsent.TryRemove(key, out _);
        }

        return Task.CompletedTask;
    }

    Task IAuditStore.Keep(InitiativeId initiative, Act act, CancellationToken cancel)
    {
        _acts.Enqueue((initiative, act));
        return Task.CompletedTask;
    }

    Task<Act?> IAuditStore.Begin(InitiativeId initiative, Act act, CancellationToken cancel)
    {
        var there = _begun.GetOrAdd((initiative, act.Kind, act.About), act);
        return Task.FromResult(ReferenceEquals(there, act) ? null : there);
    }

    Task IAuditStore.Done(InitiativeId initiative, Act begun, CancellationToken cancel)
    {
        _begun.TryRemove((initiative, begun.Kind, begun.About), out _);
        return Task.CompletedTask;
    }

    IAsyncEnumerable<Act> IAuditStore.Since(InitiativeId initiative, Instant since, CancellationToken cancel) => ((IAuditStore)this).Newest(initiative, cancel).TakeWhile(a => a.At > since);

    IAsyncEnumerable<Act> IAuditStore.Newest(InitiativeId initiative, CancellationToken cancel) => _acts.Reverse().Where(a => a.Initiative == initiative).Select(a => a.Act).ToAsyncEnumerable();

    Task<IReadOnlyList<(Round Round, Entry? Entry)>> IRoundStore.OfPartner(InitiativeId initiative, PartnerId partner, Period first, Period last, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<(Round Round, Entry? Entry)>>([.. _rounds.Values
            .Where(r => r.Round.Initiative == initiative && string.CompareOrdinal(r.Round.Period.Id, first.Id) >= 0 && string.CompareOrdinal(r.Round.Period.Id, last.Id) <= 0)
            .OrderBy(r => r.Round.Id, StringComparer.Ordinal)
            .Select(r => (r.Round, r.Entries.GetValueOrDefault(partner)?[^1]))]);

    IAsyncEnumerable<RoundHistory> IRoundStore.All(InitiativeId initiative, CancellationToken cancel) => _rounds
        .Where(r => r.Value.Round.Initiative == initiative)
        .OrderBy(r => r.Value.Round.Id, StringComparer.Ordinal)
        .Select(r => new RoundHistory(r.Value.Round, [.. r.Value.Entries.Values.Select(e => e[^1])], [.. r.Value.Entries.Values.SelectMany(e => e)]))
        .ToAsyncEnumerable();

    Task IRoundStore.Import(Round round, IReadOnlyList<Entry> entries, CancellationToken cancel) => throw new NotSupportedException("Not needed here.");

    // Values and totals.
    Task<IReadOnlyList<PastValue>> IHistoryStore.Values(InitiativeId initiative, string indicator, PartnerId partner, Period before, int count, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<PastValue>>([]);

    Task<IReadOnlyList<Total>> IHistoryStore.Totals(InitiativeId initiative, string indicator, Period until, int count, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Total>>([]);

    IAsyncEnumerable<PastValue> IHistoryStore.AllValues(InitiativeId initiative, string indicator, CancellationToken cancel) => AsyncEnumerable.Empty<PastValue>();

    IAsyncEnumerable<Total> IHistoryStore.AllTotals(InitiativeId initiative, string indicator, CancellationToken cancel) => AsyncEnumerable.Empty<Total>();

    async Task IHistoryStore.Write(InitiativeId initiative, HistoryPart part, CancellationToken cancel)
    {
        await Written("history:" + initiative);

        // As real storage does, it stops when it is told to.
        cancel.ThrowIfCancellationRequested();
        History.Enqueue((initiative, part.Values, part.Withdrawn, part.Totals));
        HistoryWritten(initiative).TrySetResult();
    }

    // Learnings.
    public ConcurrentDictionary<(string Initiative, string Round, string Partner), PastLearning> Learnings { get; } = new();

    IAsyncEnumerable<PastLearning> ILearningStore.Newest(InitiativeId initiative, LocalDate? upTo, CancellationToken cancel) =>
        Learnings.Where(l => l.Key.Initiative == initiative).Select(l => l.Value).Where(l => upTo is null || l.Date <= upTo).OrderByDescending(l => l.Date).ToAsyncEnumerable();

    Task ILearningStore.Write(InitiativeId initiative, IReadOnlyList<PastLearning> learnings, CancellationToken cancel)
    {
        foreach (var learning in learnings)
        {
            Learnings[(initiative, learning.Round, learning.Partner)] = learning;
        }

        return Task.CompletedTask;
    }

    // The outbox.
    Task<IReadOnlyList<Delivery>> IOutboxStore.Load(string mailing, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Delivery>>(
        [.. _outbox.Values.Where(d => d.Mailing == mailing)]);

    async Task IOutboxStore.Save(IReadOnlyList<Delivery> deliveries, CancellationToken cancel)
    {
        // One transaction of the mailing, all or none.
        await Written(deliveries[0].Mailing);
        foreach (var delivery in deliveries)
        {
            Put(delivery);
        }
    }

    Task<IReadOnlyList<Plan>> IOutboxStore.Plans(string mailing, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Plan>>(
        [.. Plans.Values.Where(p => p.Mailing == mailing)]);

    async Task<string> IOutboxStore.Save(Plan plan, CancellationToken cancel)
    {
        var version = await Written($"plan:{plan.Mailing}:{plan.Kind}", plan.Version);
        Plans[(plan.Mailing, plan.Kind)] = plan with { Version = version };
        return version;
    }

    async Task IOutboxStore.Remove(Plan plan, CancellationToken cancel)
    {
        await Written($"plan:{plan.Mailing}:{plan.Kind}", plan.Version);
        Plans.TryRemove((plan.Mailing, plan.Kind), out _);
        _versions.TryRemove($"plan:{plan.Mailing}:{plan.Kind}", out _);
    }

    Task<IReadOnlyList<string>> IOutboxStore.Waiting(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([.. Plans.Values.Select(p => p.Mailing).Distinct()]);

    // People.
    Task<KnownPerson?> IPersonStore.Load(PersonKey person, CancellationToken cancel) => Task.FromResult(People.GetValueOrDefault(person.ToString()));

    Task IPersonStore.Save(KnownPerson person, CancellationToken cancel)
    {
        People[person.Key.ToString()] = person;
        Answered(person.Key.ToString());
        return Task.CompletedTask;
    }

    Task IPersonStore.AddMembership(PersonKey person, InitiativeId initiative, CancellationToken cancel) => Task.CompletedTask;

    Task IPersonStore.RemoveMembership(PersonKey person, InitiativeId initiative, CancellationToken cancel) => Task.CompletedTask;

    Task IPersonStore.Forget(PersonKey person, CancellationToken cancel) => Task.FromResult(People.TryRemove(person.ToString(), out _));

    Task IPersonStore.SaveLinkCode(string hash, OfferedLink link, CancellationToken cancel) => Task.FromResult(_links[hash] = link);

    Task<OfferedLink?> IPersonStore.FindLinkCode(string hash, CancellationToken cancel) => Task.FromResult(_links.GetValueOrDefault(hash));

    Task<bool> IPersonStore.TakeLinkCode(string hash, CancellationToken cancel) => Task.FromResult(_links.TryRemove(hash, out _));

    Task<PersonKey?> IPersonStore.OwnerOf(string mailbox, CancellationToken cancel) => Task.FromResult(_mailboxes.GetValueOrDefault(Mailboxes.KeyOf(mailbox)));

    Task<PersonKey> IPersonStore.TakeMailbox(string mailbox, PersonKey person, CancellationToken cancel) => Task.FromResult(_mailboxes.GetOrAdd(Mailboxes.KeyOf(mailbox), person));

    Task IPersonStore.FreeMailbox(string mailbox, PersonKey person, CancellationToken cancel) => Task.FromResult(_mailboxes.TryRemove(new(Mailboxes.KeyOf(mailbox), person)));

    // Homes.
    Task<IReadOnlyList<string>> IHomeStore.Load(string conversation, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([.. Homes.Keys.Where(h => h.Conversation == conversation).Select(h => h.Initiative)]);

    Task IHomeStore.Add(string conversation, InitiativeId initiative, CancellationToken cancel) => Task.FromResult(Homes.TryAdd((conversation, initiative), true));

    Task IHomeStore.Remove(string conversation, InitiativeId initiative, CancellationToken cancel) => Task.FromResult(Homes.TryRemove((conversation, initiative), out _));

    Task<bool> IHomeStore.Come(string conversation, CancellationToken cancel) => Task.FromResult(_present.TryAdd(conversation, true));

    Task IHomeStore.Go(string conversation, CancellationToken cancel) => Task.FromResult(_present.TryRemove(conversation, out _));

    private string Version(string partition) => _versions.GetValueOrDefault(partition).ToString();

    private TaskCompletionSource HistoryWritten(InitiativeId initiative) =>
        _histories.GetOrAdd(initiative, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Answered(string partition)
    {
        if (_lost.GetValueOrDefault(partition))
        {
            throw new StorageUnavailableException();
        }
    }

    private async Task<string> Written(string partition, string? version = "")
    {
        await Task.Yield();
        _writes.AddOrUpdate(partition, 1, (_, before) => before + 1);
        if (_away.GetValueOrDefault(partition))
        {
            throw new StorageUnavailableException();
        }

        if (version != "" && (version ?? "0") != Version(partition))
        {
            throw new StaleStateException();
        }

        return _versions.AddOrUpdate(partition, 1, (_, before) => before + 1).ToString();
    }
}
