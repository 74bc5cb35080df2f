using System.Globalization;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>The one writer of a round; holds its entries and the partners' recent values in memory. The cards that people have follow what it keeps, behind its answers.</summary>
public interface IRoundGrain : IGrainWithStringKey
{
    /// <summary>Opens the round; a second call finds it open.</summary>
    /// <returns>The round as it is open, and whether this call has opened it: then nobody can have been asked before.</returns>
    [return: Immutable]
    [Alias("59B4BEB6")]
    Task<(Round Round, bool IsNew)> Open(Round round);

    /// <summary>The round, or null when there is no such round.</summary>
    [return: Immutable]
    [Alias("83E7FD28")]
    Task<Round?> Get();

    /// <summary>The round with its entries, or null when there is no such round.</summary>
    [return: Immutable]
    [Alias("76E492F1")]
    Task<Board?> Board();

    /// <summary>What a partner's form or receipt shows, or null when there is no such round.</summary>
    [return: Immutable]
    [Alias("34471C63")]
    Task<PartnerView?> View(PartnerId partner);

    /// <summary>What a partner's form shows when it is sent to many: of the past only the round before, which is read once for all, and of the round no list of its partners.</summary>
    [return: Immutable]
    [Alias("6F729177")]
    Task<PartnerView?> Asking(PartnerId partner);

    [return: Immutable]
    [Alias("E9FD5C4E")]
    Task<(Decision Decision, PartnerView? View)> Submit(PartnerId partner, Answers answers, PersonKey by, string byName, Instant now);

    [return: Immutable]
    [Alias("31CA323B")]
    Task<(Decision Decision, PartnerView? View)> Skip(PartnerId partner, string reason, PersonKey by, string byName, Instant now);

    /// <summary>Who reads which of a partner's lessons, and as whose.</summary>
    [return: Immutable]
    [Alias("B87C758C")]
    Task<(Decision Decision, PartnerView? View)> ChooseReaders(PartnerId partner, IReadOnlyDictionary<LessonKind, Readers> chosen);

    /// <summary>
    /// Keeps values from a file, in a closed round: those that it asked for as corrections, in a round that isn't there yet as its
    /// first entries. Nothing changes where the same stands already.
    /// </summary>
    /// <param name="values">By partner, the values by indicator.</param>
    /// <returns>How many partners' entries have changed.</returns>
    [Alias("7744A823")]
    Task<int> Bring(Round round, IReadOnlyDictionary<PartnerId, IReadOnlyDictionary<string, ReportedValue>> values, Provenance from);

    /// <summary>What somebody has changed since a file was brought, of what it changed.</summary>
    /// <param name="at">When the file was brought, by <paramref name="importer"/>.</param>
    [return: Immutable]
    [Alias("7A4AA713")]
    Task<IReadOnlyList<ChangedSince>> ChangedSince(Instant at, PersonKey importer);

    /// <summary>Puts back what a file changed; twice is once. What somebody has changed since stays, and is told.</summary>
    /// <param name="at">When the file was brought, by <paramref name="importer"/>.</param>
    [return: Immutable]
    [Alias("C260B334")]
    Task<IReadOnlyList<ChangedSince>> TakeBack(Instant at, PersonKey importer, Provenance from);

    [Alias("AA79148D")]
    Task Close(Instant now);

    /// <summary>Opens a closed round again, with all that was answered; one that is open stays as it is.</summary>
    /// <returns>The round, or null when there is none that could be answered.</returns>
    [return: Immutable]
    [Alias("4E1B7C02")]
    Task<Round?> Reopen(string byName, Instant now, Instant closesAt);

    /// <summary>An earlier round about the same period was corrected: the totals that count it too are written anew.</summary>
    [Alias("C1D40F7A")]
    Task EarlierChanged();

    /// <summary>Signs a closed round off; whoever did it first stays.</summary>
    /// <returns>The round, or null when there is none or it is still open.</returns>
    [return: Immutable]
    [Alias("86410C08")]
    Task<Round?> SignOff(SignOff by);

    /// <summary>Takes the sign-off of a closed round back; twice is once.</summary>
    /// <returns>The round, or null when there is none.</returns>
    [return: Immutable]
    [Alias("5D20F3A1")]
    Task<Round?> TakeSignOffBack();

    /// <summary>What the backbone says to those whom it reminds; null for nothing.</summary>
    [Alias("0E93B7C4")]
    Task Say(NudgeLine? line);

    /// <summary>The backbone asks a partner about a value; a question about it that waits already stays.</summary>
    /// <returns>The question that waits, or null when the value isn't that any more, or nothing can be asked.</returns>
    [return: Immutable]
    [Alias("2C7B90E5")]
    Task<ValueQuery?> AskBack(ValueQuery query);

    /// <summary>A partner says that a value that it was asked about is right; whoever said so first stays.</summary>
    /// <returns>What the partner sees, or null when it wasn't asked.</returns>
    [return: Immutable]
    [Alias("B1F8640D")]
    Task<PartnerView?> KeepValue(PartnerId partner, int number, ValueKept kept);

    /// <summary>A partner has left: an open round that it hasn't answered asks it no more.</summary>
    [Alias("93C5A6E8")]
    Task PartnerLeft(PartnerId partner);

    /// <summary>
    /// A partner stands in the place of its double: what the double answered is the partner's, unless it has answered itself; then
    /// the double's answer stays in its revisions alone. Twice is once, and a sign-off stays.
    /// </summary>
    [Alias("D20B7F96")]
    Task Merge(PartnerId kept, PartnerId merged, Provenance by);
}

/// <summary>A round as backbone staff see it.</summary>
[GenerateSerializer, Immutable]
public sealed record Board(Round Round, IReadOnlyList<Entry> Entries, IReadOnlyList<Indicator> Indicators)
{
    /// <summary>What was answered in earlier rounds about the same period.</summary>
    [Id(0)] public IReadOnlyList<Entry> Earlier { get => field ?? []; init; } = [];

    /// <summary>The values that looked unusual to the form, question by question: who gave them has said already that they are right, and often why.</summary>
    public IEnumerable<(Entry Entry, Indicator Indicator)> Unusual =>
        Indicators.SelectMany(i => Entries.Where(e => e.SkippedBecause is null && e.Notes.ContainsKey(i.Id) && e.Values.ContainsKey(i.Id)).Select(e => (e, i)));

    /// <summary>What the totals are of.</summary>
    public IReadOnlyList<Entry> Counting => Round.Counting(Earlier, Entries);
}

/// <summary>A round as one partner sees it.</summary>
/// <param name="Past">By indicator, the partner's values before this round, oldest first.</param>
[GenerateSerializer, Immutable]
public sealed record PartnerView(Round Round, IReadOnlyList<Indicator> Indicators, Entry? Entry, IReadOnlyDictionary<string, IReadOnlyList<PastValue>> Past)
{
    /// <summary>What the partner said in the round before that it would do; empty for nothing.</summary>
    [Id(0)] public string Committed { get => field ?? ""; init; } = "";

    /// <summary>By indicator, what the shared words in its question mean.</summary>
    [Id(1)] public IReadOnlyDictionary<string, IReadOnlyList<Wording>> Words { get => field ?? new Dictionary<string, IReadOnlyList<Wording>>(); init; } = new Dictionary<string, IReadOnlyList<Wording>>();

    /// <summary>The same as a reader is asked it; see <see cref="Indicator.In"/>.</summary>
    public PartnerView In(CultureInfo reader, Initiative initiative) => this with { Indicators = [.. Indicators.Select(i => i.In(reader, initiative.Language))] };
}
