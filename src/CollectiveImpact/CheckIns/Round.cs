using System.Globalization;
using CollectiveImpact.Commitments;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.CheckIns;

/// <summary>One occurrence of a check-in: who is asked what, and until when.</summary>
/// <param name="Name">What people call the check-in.</param>
/// <param name="Number">Which time the period is asked about.</param>
/// <param name="Date">The local date on which reporters are asked.</param>
/// <param name="At">The local time at which each reporter is asked, where they are; null when everyone was asked at once.</param>
/// <param name="OpenedAt">When the first of them were asked.</param>
/// <param name="Indicators">The ids of the indicators that are asked.</param>
/// <param name="Partners">The ids of the partners that are asked; whoever joins later may answer too.</param>
/// <param name="Only">The partners that the check-in is for; empty for all.</param>
/// <param name="Before">The id of the check-in's round before this one, whose answers stand beside the questions.</param>
[GenerateSerializer, Immutable]
public sealed record Round(
    InitiativeId Initiative,
    RoundId Id,
    string Name,
    int Number,
    Period Period,
    LocalDate Date,
    LocalTime? At,
    Instant OpenedAt,
    Instant ClosesAt,
    Instant? ClosedAt,
    IReadOnlyList<string> Indicators,
    IReadOnlyList<PartnerId> Partners,
    IReadOnlyList<PartnerId> Only,
    RoundId? Before)
{
    /// <summary>For how long after the close a reporter can still correct what their partner reported.</summary>
    public static readonly Duration CorrectableFor = Duration.FromDays(28);

    private const string OfFiles = ".import";

    /// <summary>The id of the round that only files answer about a period.</summary>
    public static RoundId IdOfFiles(Period period) => new(period.Id + OfFiles);

    /// <summary>Whether nobody was asked in it: only files have answered.</summary>
    public bool IsOfFiles => Id.Value.EndsWith(OfFiles, StringComparison.Ordinal);

    /// <summary>What every round of the same check-in about the same period is called: the id of the first of them.</summary>
    public string AskedAs => Number == 1 ? Id.Value : Id.Value[..Id.Value.LastIndexOf('.')];

    /// <summary>The id of the round that asks about the same period for that time.</summary>
    public RoundId AskedFor(int number) => new(number == 1 ? AskedAs : string.Create(CultureInfo.InvariantCulture, $"{AskedAs}.{number}"));

    /// <summary>Who confirmed that the round's numbers stand, and when; null while they may still be corrected by reporters.</summary>
    [Id(0)] public SignOff? SignedOff { get; init; }

    /// <summary>By indicator, the version of its definition when the round was opened; 1 where nothing is said.</summary>
    [Id(1)] public IReadOnlyDictionary<string, int> Versions { get => field ?? new Dictionary<string, int>(); init; } = new Dictionary<string, int>();

    /// <summary>By indicator that only some partners answer, which; what is decided at the opening holds for the round.</summary>
    [Id(2)] public IReadOnlyDictionary<string, IReadOnlyList<PartnerId>> OnlyFor { get => field ?? new Dictionary<string, IReadOnlyList<PartnerId>>(); init; } = new Dictionary<string, IReadOnlyList<PartnerId>>();

    /// <summary>Who opened the round again after its close, and when; null while nobody has.</summary>
    [Id(3)] public Reopening? Reopened { get; init; }

    /// <summary>What the backbone says to those whom it reminds; null for nothing.</summary>
    [Id(4)] public NudgeLine? Line { get; init; }

    /// <summary>What the backbone asks partners about their values, in the order of asking.</summary>
    [Id(5)] public IReadOnlyList<ValueQuery> Queries { get => field ?? []; init; } = [];

    /// <summary>The round as the clock runs it, so that it closes or is told at a time; nobody is asked or reminded by it.</summary>
    public RunningRound Running(Instant now, Instant closesAt) =>
        new(Id, Id.Schedule, Name, Number, Period, Date, At ?? LocalTime.Midnight, At is null, new Scope(Indicators, Only), OpenedAt, closesAt, [], now, null);

    /// <summary>The round for people: "Check-in, week 48 of 2026", and "Check-in, week 48 of 2026 (round 2)" when a period is asked about again.</summary>
    public string Title(CultureInfo culture) => $"{Name}, {InWords(culture)}";

    /// <summary>The same in the initiative's own language, for what is kept.</summary>
    public string TitleFor(Initiative initiative) => Title(Languages.CultureOf(initiative.Language));

    /// <summary>The round below a heading that says already that it is a check-in: its name only where it has one of its own.</summary>
    public string Subtitle(CultureInfo culture) => Name == Schedule.UsualName ? InWords(culture) : Title(culture);

    /// <summary>What the round asks about, for people: "week 48 of 2026".</summary>
    public string InWords(CultureInfo culture) => Number == 1 ? Period.InWords(culture) : new Texts(culture).RoundOf(Period.InWords(culture), Number);

    /// <summary>When a reporter's time to be asked comes, in their zone.</summary>
    public Instant OpensIn(DateTimeZone zone) => At is { } at ? LocalMoment.In(zone, Date, at) : OpenedAt;

    /// <summary>
    /// The time that an indicator's value is about: the round's own, or for one that is asked less often the month or quarter
    /// that has ended when the round is asked.
    /// </summary>
    public Period PeriodOf(Indicator indicator) => PeriodOf(indicator.Every, Period, Date);

    /// <summary>Whether an indicator is asked on a date, when the check-in came last on another.</summary>
    /// <remarks>What is asked once a month or quarter comes with the first check-in after it has ended.</remarks>
    public static bool IsDue(Indicator indicator, Period period, LocalDate date, LocalDate? last) =>
        last is not { } before || PeriodOf(indicator.Every, period, date) != PeriodOf(indicator.Every, period, before) || indicator.Every is not { } every || every <= period.Frequency;

    /// <summary>Decides what becomes of a partner's answers. Pure: nothing is read, nothing is written.</summary>
    /// <param name="entry">What the partner answered before, if anything.</param>
    /// <param name="indicators">The definitions in force.</param>
    /// <param name="past">The partner's values before this round, by indicator, oldest first.</param>
    /// <param name="committed">What the partner said in the round before that it would do; empty for nothing.</param>
    public Decision Receive(
        Answers answers,
        Entry? entry,
        IReadOnlyList<Indicator> indicators,
        IReadOnlyDictionary<string, IReadOnlyList<PastValue>> past,
        string committed,
        PartnerId partner,
        PersonKey by,
        string byName,
        Instant now)
    {
        if (WhyNot(answers.Correction, now) is { } why)
        {
            return why;
        }

        var asked = indicators.Where(i => Asks(i, partner)).ToArray();
        var faults = answers.Faults(asked, past);
        if (faults.Count > 0)
        {
            return new Decision.Refused(faults);
        }

        // Only what was asked is kept: a form can carry anything.
        var values = asked.Where(i => answers.Values.ContainsKey(i.Id)).ToDictionary(i => i.Id, i => answers.Values[i.Id]);
        var doubts = Doubt.All(asked, values, past);
        var readings = Doubt.AllRead(asked, answers);
        if (doubts.Any(d => !answers.Confirmed.Contains(d.Key) && !(entry?.Notes.ContainsKey(d.Indicator) == true && entry.Values.GetValueOrDefault(d.Indicator) == values[d.Indicator]))
            || readings.Any(r => !answers.Confirmed.Contains(r.Key)))
        {
            return new Decision.NeedsConfirming([.. readings, .. doubts]);
        }

        var next = new Entry(partner, (entry?.Revision ?? 0) + 1, by, byName, now, values, answers.Status, answers.Learning.AsChosenIn(entry?.Learning ?? Learning.None, byName), null)
        {
            // What isn't done yet goes on, unless something else takes its place.
            Commitment = answers.Commitment.Length == 0 && answers.Outcome == CommitmentOutcome.StillOn ? committed : answers.Commitment,
            Kept = committed.Length > 0 && answers.Outcome is { } outcome ? new Kept(committed, outcome, answers.OutcomeWhy) : null,
            Versions = asked.Where(i => values.ContainsKey(i.Id)).ToDictionary(i => i.Id, i => i.Version),
            Notes = doubts.ToDictionary(d => d.Indicator, d => answers.Notes.GetValueOrDefault(d.Indicator) ?? entry?.Notes.GetValueOrDefault(d.Indicator) ?? ""),
            // While it is open, the partner only answers; somebody else says why they do it in its place.
            CorrectedBecause = ClosedAt is null && answers.Correction is not { ByBackbone: true } ? null : answers.Correction!.Reason,
            AfterSignOff = SignedOff is not null,
        };
        return entry is not null && entry.SaysTheSameAs(next) ? new Decision.Unchanged(entry) : new Decision.Accepted(next);
    }

    /// <summary>Decides what becomes of who may read a partner's lessons. The numbers don't change, so a close or a sign-off is in no one's way.</summary>
    public static Decision ChooseReaders(Entry? entry, IReadOnlyDictionary<LessonKind, Readers> chosen)
    {
        if (entry is null)
        {
            return new Decision.NoSuchRound();
        }

        // Whose words they are, and when they came, stays.
        var next = entry with { Revision = entry.Revision + 1, Learning = entry.Learning.WithReaders(chosen) };
        return next.Learning == entry.Learning ? new Decision.Unchanged(entry) : new Decision.Accepted(next);
    }

    /// <summary>What a file makes of a partner's entry: its values beside and over those that are there; null when they are the same.</summary>
    public Entry? Brought(Entry? entry, PartnerId partner, IReadOnlyDictionary<string, ReportedValue> values, IReadOnlyDictionary<string, int> versions, Provenance from)
    {
        var merged = new Dictionary<string, ReportedValue>(entry?.Values ?? new Dictionary<string, ReportedValue>());
        var answered = new Dictionary<string, int>(entry?.Versions ?? new Dictionary<string, int>());
        foreach (var (indicator, value) in values)
        {
            merged[indicator] = value;
            // By the definition of the round's time, where there was one.
            answered.TryAdd(indicator, Versions.GetValueOrDefault(indicator, versions.GetValueOrDefault(indicator, 1)));
        }

        var next = (entry ?? new Entry(partner, 0, from.By, from.ByName, from.At, merged, null, Learning.None, null)) with
        {
            Revision = (entry?.Revision ?? 0) + 1,
            By = from.By,
            ByName = from.ByName,
            At = from.At,
            Values = merged,
            Versions = answered,
            SkippedBecause = null,
            CorrectedBecause = from.Reason,
            AfterSignOff = SignedOff is not null,
        };
        return entry is not null && entry.SkippedBecause is null && next.SaysTheSameAs(entry) ? null : next;
    }

    /// <summary>An entry as it was before a file, for what the file brought; everything else stays as it is now.</summary>
    /// <param name="brought">What the file made of the entry.</param>
    /// <param name="before">What it was before that; null when there was none.</param>
    /// <returns>The entry, or null when nothing of the file is left in it; and the indicators whose values somebody has changed since.</returns>
    public (Entry? Entry, IReadOnlyList<string> Changed) WithoutBrought(Entry entry, Entry brought, Entry? before, Provenance from)
    {
        var (values, versions, changed) = (entry.Values.ToDictionary(), entry.Versions.ToDictionary(), new List<string>());
        foreach (var (indicator, value) in brought.Values)
        {
            var (was, stands) = (before?.Values.GetValueOrDefault(indicator), entry.Values.GetValueOrDefault(indicator));
            if (value == was || stands == was)
            {
                continue;
            }

            if (stands != value)
            {
                changed.Add(indicator);
            }
            else if (was is null)
            {
                values.Remove(indicator);
                versions.Remove(indicator);
            }
            else
            {
                values[indicator] = was;
                versions[indicator] = before!.Versions.GetValueOrDefault(indicator, 1);
            }
        }

        if (values.Count == entry.Values.Count && values.All(v => v.Value == entry.Values[v.Key]))
        {
            return (null, changed);
        }

        return (
            entry with
            {
                Revision = entry.Revision + 1,
                By = from.By,
                ByName = from.ByName,
                At = from.At,
                Values = values,
                Versions = versions,
                SkippedBecause = values.Count == 0 ? before?.SkippedBecause : entry.SkippedBecause,
                CorrectedBecause = from.Reason,
                AfterSignOff = SignedOff is not null,
                IsWithdrawn = before is null or { IsWithdrawn: true } && values.Count == 0 && entry.Status is null && entry.Learning.IsEmpty && entry.Commitment.Length == 0,
            },
            changed);
    }

    /// <summary>Whether it names a partner among those that it asks, or asks something.</summary>
    public bool Names(PartnerId partner) =>
        Partners.Contains(partner) || Only.Contains(partner) || OnlyFor.Values.Any(o => o.Contains(partner)) || Queries.Any(q => q.Partner == partner);

    /// <summary>The round with a partner in the place of its double.</summary>
    public Round With(PartnerId kept, PartnerId merged)
    {
        return !Names(merged) ? this : this with
        {
            Partners = Kept(Partners),
            Only = Kept(Only),
            OnlyFor = OnlyFor.ToDictionary(o => o.Key, o => Kept(o.Value)),
            Queries = [.. Queries.Select(q => q.Partner == merged ? q with { Partner = kept } : q)],
        };

        IReadOnlyList<PartnerId> Kept(IReadOnlyList<PartnerId> partners) => [.. partners.Select(p => p == merged ? kept : p).Distinct()];
    }

    /// <summary>Whether a double's entry becomes that of the partner that is kept: it does, unless that one has answered itself.</summary>
    public static bool Moves(Entry? kept, Entry? merged) => merged is not null && (kept is null || (kept.SkippedBecause is not null && merged.SkippedBecause is null));

    /// <summary>The closed round as it is open again; whoever signed it off will have to do so again.</summary>
    public Round Again(string byName, Instant now, Instant closesAt) => this with
    {
        ClosesAt = closesAt,
        ClosedAt = null,
        SignedOff = null,
        Reopened = new Reopening(byName, now, ClosedAt ?? now, SignedOff),
    };

    /// <summary>Why an answer or a correction can't be taken; null when it can.</summary>
    public Decision? WhyNot(Correction? correction, Instant now)
    {
        if (ClosedAt is not { } closed)
        {
            return correction is { ByBackbone: true } ? WhyNot(correction) : null;
        }

        return correction switch
        {
            null => new Decision.Closed(closed),
            { ByBackbone: false } when SignedOff is { } signed => new Decision.Final(signed),
            { ByBackbone: false } when now > closed + CorrectableFor => new Decision.TooLate(closed + CorrectableFor),
            _ => WhyNot(correction),
        };
    }

    private static Decision.Refused? WhyNot(Correction correction) => correction.Reason.Length switch
    {
        0 => new Decision.Refused([Fault.Of(FaultPlace.Reason, FaultKind.ReasonMissing)]),
        > Answers.LongestText => new Decision.Refused([Fault.TooLong(FaultPlace.Reason, correction.Reason.Length, Answers.LongestText)]),
        _ => null,
    };

    /// <summary>Decides what becomes of a partner's wish not to answer this time.</summary>
    public Decision Skip(string reason, Entry? entry, PartnerId partner, PersonKey by, string byName, Instant now)
    {
        if (ClosedAt is { } closed)
        {
            return new Decision.Closed(closed);
        }

        if (reason.Length is 0 or > Answers.LongestText)
        {
            return new Decision.Refused([reason.Length == 0
                ? Fault.Of(FaultPlace.SkipReason, FaultKind.SkipReasonMissing)
                : Fault.TooLong(FaultPlace.SkipReason, reason.Length, Answers.LongestText)]);
        }

        var next = new Entry(partner, (entry?.Revision ?? 0) + 1, by, byName, now, new Dictionary<string, ReportedValue>(), null, Learning.None, reason);
        return entry?.SkippedBecause == reason ? new Decision.Unchanged(entry) : new Decision.Accepted(next);
    }

    /// <summary>Each indicator's total over the entries, in the order in which the indicators are asked.</summary>
    public IReadOnlyList<Total> Totals(IEnumerable<Entry> entries, IReadOnlyList<Indicator> indicators)
    {
        var inOrder = entries.Where(e => e.SkippedBecause is null).OrderBy(e => e.At).ToArray();
        var asked = indicators.Where(i => Indicators.Contains(i.Id)).ToArray();
        var totals = asked.Where(i => !i.IsCalculated).ToDictionary(i => i.Id, i => Total.Of(
            i,
            PeriodOf(i),
            [.. inOrder.Where(e => e.Values.ContainsKey(i.Id)).Select(e => e.Values[i.Id])],
            Partners.Union(inOrder.Select(e => e.Partner)).Count(p => Asks(i, p))));
        return [.. asked.Select(i => totals.GetValueOrDefault(i.Id) ?? Total.Calculated(i, PeriodOf(i), totals, asked))];
    }

    /// <summary>What counts where a period was asked about more than once: of each partner and indicator what was said last.</summary>
    /// <param name="earlier">The entries of the rounds before about the same period.</param>
    public static IReadOnlyList<Entry> Counting(IReadOnlyCollection<Entry> earlier, IReadOnlyCollection<Entry> now)
    {
        if (earlier.Count == 0)
        {
            return [.. now];
        }

        var before = earlier.ToDictionary(e => e.Partner);
        return
        [
            .. earlier.Where(e => now.All(n => n.Partner != e.Partner)),
            .. now.Select(n => before.GetValueOrDefault(n.Partner) is not { SkippedBecause: null } said ? n
                : n.SkippedBecause is not null ? said
                : n with
                {
                    Values = said.Values.Where(v => !n.Values.ContainsKey(v.Key)).Concat(n.Values).ToDictionary(),
                    Versions = said.Versions.Where(v => !n.Versions.ContainsKey(v.Key)).Concat(n.Versions).ToDictionary(),
                }),
        ];
    }

    /// <summary>Whether the round asks a partner for an indicator.</summary>
    public bool Asks(Indicator indicator, PartnerId partner) =>
        Indicators.Contains(indicator.Id) && !indicator.IsCalculated && (!OnlyFor.TryGetValue(indicator.Id, out var only) || only.Contains(partner));

    /// <summary>
    /// The version of a definition that counts for the round. An open one asks by those of today; a closed one, and what is
    /// calculated, goes by what it was opened with, or by a newer one that somebody has answered already.
    /// </summary>
    public int VersionOf(Indicator now, IEnumerable<Entry> entries) =>
        Indicators.Contains(now.Id) && (ClosedAt is not null || now.IsCalculated)
            ? entries.Select(e => e.Versions.GetValueOrDefault(now.Id)).Append(Versions.GetValueOrDefault(now.Id, 1)).Max()
            : now.Version;

    /// <summary>What some entries leave to be read by period, and what all of them add up to.</summary>
    /// <param name="changed">The entries that are new.</param>
    /// <param name="definitions">As they count for the round.</param>
    /// <param name="isLate">Whether it is a correction, which a later round may have overtaken.</param>
    public HistoryPart Project(IEnumerable<Entry> changed, IReadOnlyCollection<Entry> all, IReadOnlyList<Indicator> definitions, bool isLate = false)
    {
        var asked = definitions.Where(i => Indicators.Contains(i.Id)).ToArray();
        var (values, withdrawn) = (new List<PastValue>(), new List<ValueKey>());
        foreach (var entry in changed)
        {
            foreach (var indicator in asked)
            {
                if (entry.Values.TryGetValue(indicator.Id, out var value))
                {
                    values.Add(new PastValue(indicator.Id, entry.Partner, PeriodOf(indicator), value) { Version = entry.Versions.GetValueOrDefault(indicator.Id, 1), AskedAt = OpenedAt });
                }
                else if (entry.Revision > 1)
                {
                    withdrawn.Add(new ValueKey(indicator.Id, entry.Partner, PeriodOf(indicator), OpenedAt));
                }
            }
        }

        return new HistoryPart(values, withdrawn, [.. Totals(all, definitions).Select(t => t with { AskedAt = OpenedAt })], isLate);
    }

    /// <summary>What entries leave to be searched.</summary>
    public IReadOnlyList<PastLearning> Learnings(IEnumerable<Entry> entries, int answered) =>
        [.. entries.Where(e => !e.Learning.IsEmpty || e.Revision > 1).Select(e => new PastLearning(Id, Period, Date, e.Partner, e.Learning, answered))];

    private static Period PeriodOf(Frequency? every, Period period, LocalDate date) => every is { } longer && longer > period.Frequency
        ? Period.Of(longer == Frequency.Monthly ? new LocalDate(date.Year, date.Month, 1).PlusDays(-1) : new LocalDate(date.Year, (((date.Month - 1) / 3) * 3) + 1, 1).PlusDays(-1), longer)
        : period;
}

/// <summary>Somebody of the backbone confirmed a round's numbers.</summary>
[GenerateSerializer, Immutable]
public sealed record SignOff(string ByName, Instant At);

/// <summary>Somebody of the backbone opened a round again.</summary>
/// <param name="ClosedAt">When it had closed.</param>
/// <param name="SignedOff">The sign-off that went with it, if there was one.</param>
[GenerateSerializer, Immutable]
public sealed record Reopening(string ByName, Instant At, Instant ClosedAt, SignOff? SignedOff);

/// <summary>What somebody of the backbone says to those whom they remind.</summary>
[GenerateSerializer, Immutable]
public sealed record NudgeLine(string Text, string ByName)
{
    /// <summary>In characters.</summary>
    public const int Longest = 300;
}

/// <summary>An answer that comes after the close.</summary>
/// <param name="Reason">Why the number changes, in the words of whoever corrects it.</param>
[GenerateSerializer, Immutable]
public sealed record Correction(string Reason, bool ByBackbone);

/// <summary>A partner's answer in a round, whoever of its reporters gave it.</summary>
/// <param name="Revision">1 for the first answer; earlier ones are kept.</param>
/// <param name="Status">Null when the partner skipped.</param>
/// <param name="SkippedBecause">Why the partner didn't answer this time, or null when it did.</param>
[GenerateSerializer, Immutable]
public sealed record Entry(
    PartnerId Partner,
    int Revision,
    PersonKey By,
    string ByName,
    Instant At,
    IReadOnlyDictionary<string, ReportedValue> Values,
    Status? Status,
    Learning Learning,
    string? SkippedBecause)
{
    /// <summary>By indicator, the version of the definition that was answered.</summary>
    [Id(0)] public IReadOnlyDictionary<string, int> Versions { get => field ?? new Dictionary<string, int>(); init; } = new Dictionary<string, int>();

    /// <summary>By indicator, what the partner says about a value that looked unusual and is right; empty when it said no more than that.</summary>
    [Id(1)] public IReadOnlyDictionary<string, string> Notes { get => field ?? new Dictionary<string, string>(); init; } = new Dictionary<string, string>();

    /// <summary>Why it was changed after the close, or by the backbone; null when it wasn't.</summary>
    [Id(2)] public string? CorrectedBecause { get; init; }

    /// <summary>Whether it was corrected after the round was signed off.</summary>
    [Id(3)] public bool AfterSignOff { get; init; }

    /// <summary>What the partner will do next; empty when it said nothing.</summary>
    [Id(4)] public string Commitment { get => field ?? ""; init; } = "";

    /// <summary>What became of what it said last time, or null when it didn't say.</summary>
    [Id(5)] public Kept? Kept { get; init; }

    /// <summary>Whether there is no answer any more, because the file that had brought it was taken back, or because it is another partner's now. The revisions before it stay.</summary>
    [Id(6)] public bool IsWithdrawn { get; init; }

    /// <summary>The same answer as another partner's, in the place of what that one had said; who gave it and when stays.</summary>
    public Entry MovedTo(PartnerId partner, Entry? before) => this with { Partner = partner, Revision = (before?.Revision ?? 0) + 1 };

    /// <summary>What is left of an answer that is another partner's now: its revisions, and that there is no answer any more.</summary>
    public Entry MovedAway(Provenance by) => new(Partner, Revision + 1, by.By, by.ByName, by.At, new Dictionary<string, ReportedValue>(), null, Learning.None, null)
    {
        CorrectedBecause = by.Reason,
        IsWithdrawn = true,
    };

    /// <summary>The same answer sent again, by Teams or by an impatient finger, is one entry with one revision.</summary>
    /// <remarks>A corrected entry that is sent again with another reason is the same: the numbers didn't change.</remarks>
    public bool SaysTheSameAs(Entry other) =>
        Status == other.Status
        && Learning == other.Learning
        && Commitment == other.Commitment
        && Kept == other.Kept
        && SkippedBecause == other.SkippedBecause
        && Values.Count == other.Values.Count
        && Values.All(v => other.Values.TryGetValue(v.Key, out var value) && value == v.Value)
        && Notes.Count == other.Notes.Count
        && Notes.All(n => other.Notes.TryGetValue(n.Key, out var note) && note == n.Value);
}

/// <summary>How the partner's own work goes.</summary>
[GenerateSerializer]
public enum Status
{
    OnTrack,
    AtRisk,
    Stuck,
}

/// <summary>What becomes of a submit.</summary>
[GenerateSerializer, Immutable]
public abstract record Decision
{
    [GenerateSerializer, Immutable]
    public sealed record Accepted(Entry Entry) : Decision;

    /// <summary>The same answer as before: nothing to write.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Unchanged(Entry Entry) : Decision;

    [GenerateSerializer, Immutable]
    public sealed record Refused(IReadOnlyList<Fault> Faults) : Decision;

    /// <summary>Readable and possible, but unlike what this partner reported so far: asked back once.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NeedsConfirming(IReadOnlyList<Doubt> Doubts) : Decision;

    [GenerateSerializer, Immutable]
    public sealed record Closed(Instant At) : Decision;

    /// <summary>Signed off: only the backbone can still correct it.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Final(SignOff SignedOff) : Decision;

    /// <summary>The time in which reporters can correct it is over.</summary>
    [GenerateSerializer, Immutable]
    public sealed record TooLate(Instant Until) : Decision;

    /// <summary>There is no such round.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NoSuchRound : Decision;
}

/// <summary>A round with all that was answered.</summary>
/// <param name="Version">What the next write must name.</param>
public sealed record LoadedRound(Round Round, IReadOnlyList<Entry> Entries, string Version)
{
    /// <summary>Entries that are no answers any more: of use only for the number of a partner's next revision.</summary>
    public IReadOnlyList<Entry> Withdrawn { get; init; } = [];
}

/// <summary>Who changes what partners have answered, when and why, as the revisions say it.</summary>
[GenerateSerializer, Immutable]
public sealed record Provenance(string Reason, PersonKey By, string ByName, Instant At);

/// <summary>A value of a file that somebody has changed since the file was brought in.</summary>
/// <param name="ByName">Who changed the partner's answer last.</param>
[GenerateSerializer, Immutable]
public sealed record ChangedSince(Period Period, PartnerId Partner, string Indicator, string ByName);

/// <summary>A round, its entries as they are, and every state that each of them has had, oldest first.</summary>
public sealed record RoundHistory(Round Round, IReadOnlyList<Entry> Entries, IReadOnlyList<Entry> Revisions);

/// <summary>Where rounds are kept: one partition a round, so that its board is one read and an entry is one transaction.</summary>
public interface IRoundStore
{
    Task<LoadedRound?> Load(InitiativeId initiative, RoundId round, CancellationToken cancel);

    /// <summary>Writes the round itself.</summary>
    /// <exception cref="StaleStateException">Somebody else wrote since <paramref name="version"/>; null says that it is new.</exception>
    Task<string> Save(Round round, string? version, CancellationToken cancel);

    /// <summary>Writes an entry and its revision in one transaction.</summary>
    /// <exception cref="StaleStateException">Somebody else wrote since <paramref name="version"/>.</exception>
    Task<string> Save(Round round, Entry entry, string version, CancellationToken cancel);

    /// <summary>All states that a partner's entry has had, oldest first.</summary>
    Task<IReadOnlyList<Entry>> Revisions(InitiativeId initiative, RoundId round, PartnerId partner, CancellationToken cancel);

    /// <summary>The states that entries of any partner got at one instant, each with the one before it; null where there was none.</summary>
    Task<IReadOnlyList<(Entry Entry, Entry? Before)>> RevisedAt(InitiativeId initiative, RoundId round, Instant at, CancellationToken cancel);

    /// <summary>Every round of an initiative, without what was answered.</summary>
    IAsyncEnumerable<Round> Rounds(InitiativeId initiative, CancellationToken cancel);

    /// <summary>The rounds about a span of periods of one frequency, the oldest first, each with what one partner answered; null for nothing.</summary>
    Task<IReadOnlyList<(Round Round, Entry? Entry)>> OfPartner(InitiativeId initiative, PartnerId partner, Period first, Period last, CancellationToken cancel);

    /// <summary>Every round of an initiative with all that was ever answered in it, one after the other.</summary>
    IAsyncEnumerable<RoundHistory> All(InitiativeId initiative, CancellationToken cancel);

    /// <summary>Writes a whole round at once, for samples and imports.</summary>
    Task Import(Round round, IReadOnlyList<Entry> entries, CancellationToken cancel);
}
