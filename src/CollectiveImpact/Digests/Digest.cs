using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>What was learned in a round, for everyone: the system's numbers, never a league table of partners.</summary>
/// <param name="Lines">One for each indicator that was asked.</param>
/// <param name="Lessons">What the partners learned, whoever may read it.</param>
public sealed record Digest(
    Initiative Initiative,
    Round Round,
    int Answered,
    int Skipped,
    int Asked,
    IReadOnlyList<DigestLine> Lines,
    IReadOnlyDictionary<Status, int> Statuses,
    IReadOnlyList<SharedLesson> Lessons)
{
    /// <summary>Compiles a digest. Pure: the board and the totals before it come in, the digest comes out.</summary>
    /// <param name="before">By indicator, the totals of earlier periods, oldest first.</param>
    /// <param name="commitments">What the backbone said it will do, newest first.</param>
    public static Digest Of(Initiative initiative, Board board, IReadOnlyDictionary<string, IReadOnlyList<Total>> before, IReadOnlyList<Commitment> commitments)
    {
        var answered = board.Entries.Where(e => e.SkippedBecause is null).ToArray();
        // In the order of arrival what bears no name would say whose it is.
        var lessons = answered.OrderBy(e => e.At)
            .SelectMany(e => e.Learning.Lessons.Select(l => new SharedLesson(l.Kind, l.SignedAs(NameOf(e), e.Learning.By), l.Text, e.Learning.AudienceOf(l), l.Signature == Attribution.Nobody)))
            .OrderBy(l => l.Unattributed)
            .ThenBy(l => l.Unattributed ? l.Text : "", StringComparer.Ordinal)
            .ToArray();
        var guessable = answered.Length < Lesson.FewestUnattributed;
        var totals = board.Round.Totals(board.Entries, board.Indicators).ToDictionary(t => t.Indicator);
        return new Digest(
            initiative,
            board.Round,
            answered.Length,
            board.Entries.Count - answered.Length,
            StatusCard.Asked(board),
            [
                .. board.Indicators.Where(i => totals.ContainsKey(i.Id)).Select(i => new DigestLine(
                    i,
                    totals[i.Id],
                    [.. before.GetValueOrDefault(i.Id, []).Where(t => t.Period < board.Round.PeriodOf(i))],
                    Words(i.Id),
                    Notes(i))),
            ],
            answered.Where(e => e.Status is not null).GroupBy(e => e.Status!.Value).ToDictionary(g => g.Key, g => g.Count()),
            [.. lessons.Where(l => !(guessable && l.Unattributed))])
        {
            AnsweredBy = [.. answered.Select(e => e.Partner)],
            Commitments = [.. commitments.Where(c => c.IsNewsSince(board.Round.OpenedAt))],
            HeldBack = guessable ? lessons.Count(l => l.Unattributed) : 0,
            Kept = answered.Select(e => e.Kept?.Outcome).OfType<CommitmentOutcome>().GroupBy(o => o).ToDictionary(g => g.Key, g => g.Count()),
            Corrected = board.Entries.Any(e => e.CorrectedBecause is not null),
        };

        // Words are shared as their partner shares what it learned; there is no total of words.
        IReadOnlyList<SharedWords> Words(string indicator) =>
        [
            .. answered.Where(e => e.Learning.Audience >= Sharing.Partners && e.Values.GetValueOrDefault(indicator) is ReportedValue.Words)
                .OrderBy(e => e.At)
                .Select(e => new SharedWords(NameOf(e), ((ReportedValue.Words)e.Values[indicator]).Text)),
        ];

        // What a partner says about an unusual number is shared as far as the number itself.
        IReadOnlyList<SharedWords> Notes(Indicator indicator) => indicator.PartnerSharing < Sharing.Partners
            ? []
            : [
                .. answered.Where(e => e.Notes.ContainsKey(indicator.Id)).OrderBy(e => e.At).Select(e => new SharedWords(
                    NameOf(e), e.Notes[indicator.Id] is { Length: > 0 } note ? note : "an unusual number, and it is right")),
            ];

        string NameOf(Entry entry) => initiative.Partner(entry.Partner)?.Name ?? entry.Partner;
    }

    /// <summary>Whether a number was corrected after the close.</summary>
    public bool Corrected { get; init; }

    /// <summary>The partners that answered; for telling them what came of it, never for showing.</summary>
    public IReadOnlyList<string> AnsweredBy { get; init; } = [];

    /// <summary>What the backbone will do, and what came of it since the round was opened.</summary>
    public IReadOnlyList<Commitment> Commitments { get; init; } = [];

    /// <summary>What happened to the shared words since the digest before.</summary>
    public IReadOnlyList<Term> Words { get; init; } = [];

    /// <summary>What was decided since the digest before.</summary>
    public IReadOnlyList<Decided> Decisions { get; init; } = [];

    /// <summary>How many partners' asks and offers were connected since the digest before.</summary>
    public int Connections { get; init; }

    /// <summary>The words that wait for agreement.</summary>
    public IReadOnlyList<Term> ToAgree { get; init; } = [];

    /// <summary>How many lessons without a name wait, because among so few answers their author would be guessed.</summary>
    public int HeldBack { get; init; }

    /// <summary>What came of what the partners had said they would do, counted.</summary>
    public IReadOnlyDictionary<CommitmentOutcome, int> Kept { get; init; } = new Dictionary<CommitmentOutcome, int>();

    /// <summary>Answered of those asked, in whole percent.</summary>
    public int ResponseRate => Asked == 0 ? 0 : (int)Math.Round(100.0 * Answered / Asked);
}

/// <param name="Words">What the partners wrote, for an indicator that asks for words.</param>
/// <param name="Notes">What partners say about numbers that look unusual.</param>
public sealed record DigestLine(Indicator Indicator, Total Total, IReadOnlyList<Total> Before, IReadOnlyList<SharedWords> Words, IReadOnlyList<SharedWords> Notes)
{
    /// <summary>Whether somebody may see it who sees so much.</summary>
    public bool IsFor(Sharing viewer) => SmallCells.MaySee(viewer, Indicator, Total);
}

public sealed record SharedWords(string Partner, string Text);

/// <summary>A lesson as others read it.</summary>
/// <param name="SignedAs">Whose words it is said to be.</param>
public sealed record SharedLesson(LessonKind Kind, string SignedAs, string Text, Sharing Audience, bool Unattributed);
