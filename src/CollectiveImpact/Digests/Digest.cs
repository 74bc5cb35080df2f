using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Glossary;
using CollectiveImpact.Groups;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
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
    /// <summary>With what is measured in the words of a reader; see <see cref="Indicator.In"/>. What people wrote stays as they wrote it.</summary>
    public Digest In(CultureInfo reader) => this with
    {
        Lines = [.. Lines.Select(l => l with { Indicator = l.Indicator.In(reader, Initiative.Language) })],
        Group = Group?.In(AgendaWords.For(reader, Initiative.Language)),
    };

    /// <summary>Compiles a digest. Pure: the board and the totals before it come in, the digest comes out.</summary>
    /// <param name="before">By indicator, the totals of earlier periods, oldest first.</param>
    /// <param name="commitments">What the backbone said it will do, newest first.</param>
    /// <param name="earlier">The round before, so that the same partners can be compared where not all have answered; null for none.</param>
    public static Digest Of(
        Initiative initiative, Board board, IReadOnlyDictionary<string, IReadOnlyList<Total>> before, IReadOnlyList<Commitment> commitments, Board? earlier = null)
    {
        var answered = board.Entries.Where(e => e.SkippedBecause is null).ToArray();
        var lessons = LessonsOf(initiative, answered);
        var guessable = answered.Length < Lesson.FewestUnattributed;
        var totals = board.Round.Totals(board.Counting, board.Indicators).ToDictionary(t => t.Indicator);
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
                    Notes(i))
                {
                    SameBefore = earlier is null ? null : SameOf(i, board.Round, answered, earlier),
                }),
            ],
            answered.Where(e => e.Status is not null).GroupBy(e => e.Status!.Value).ToDictionary(g => g.Key, g => g.Count()),
            [.. lessons.Where(l => !(guessable && l.Unattributed))])
        {
            AnsweredBy = [.. answered.Select(e => e.Partner)],
            Commitments = [.. commitments.Where(c => c.IsNewsSince(board.Round.OpenedAt))],
            HeldBack = guessable ? lessons.Count(l => l.Unattributed) : 0,
            Kept = answered.Select(e => e.Kept?.Outcome).OfType<CommitmentOutcome>().GroupBy(o => o).ToDictionary(g => g.Key, g => g.Count()),
            Corrected = board.Round.ClosedAt is { } closed && board.Entries.Any(e => e.CorrectedBecause is not null && e.At > closed),
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
                    NameOf(e), e.Notes[indicator.Id])),
            ];

        string NameOf(Entry entry) => Digest.NameOf(initiative, entry);
    }

    // In the order of arrival what bears no name would say whose it is.
    private static SharedLesson[] LessonsOf(Initiative initiative, Entry[] answered) =>
    [
        .. answered.OrderBy(e => e.At)
            .SelectMany(e => e.Learning.Lessons.Select(l => l.Signature == Attribution.Nobody
                ? new SharedLesson(l, "", "", e.Learning.AudienceOf(l))
                : new SharedLesson(l, NameOf(initiative, e), e.Learning.By, e.Learning.AudienceOf(l)) { Partner = e.Partner }))
            .OrderBy(l => l.Unattributed)
            .ThenBy(l => l.Unattributed ? l.Text : "", StringComparer.Ordinal),
    ];

    // Sums alone: other figures compare as they are. Where one partner's number isn't everybody's to see, the difference would tell it.
    private static SamePartners? SameOf(Indicator indicator, Round round, Entry[] answered, Board last)
    {
        if (indicator.RollUp is not (RollUp.Sum or RollUp.CountYes) || indicator.PartnerSharing < Sharing.Partners
            || last.Round.PeriodOf(indicator) >= round.PeriodOf(indicator))
        {
            return null;
        }

        var both = answered
            .Select(e => (Now: e, Then: last.Entries.FirstOrDefault(o => o.Partner == e.Partner && o.SkippedBecause is null)))
            .Where(b => b.Then is not null && b.Now.Versions.GetValueOrDefault(indicator.Id, 1) == b.Then.Versions.GetValueOrDefault(indicator.Id, 1))
            .Select(b => (Now: b.Now.Values.GetValueOrDefault(indicator.Id)?.AsNumber, Then: b.Then!.Values.GetValueOrDefault(indicator.Id)?.AsNumber))
            .Where(b => b.Now is not null && b.Then is not null)
            .ToArray();
        return both.Length == 0 ? null : new SamePartners(both.Sum(b => b.Now!.Value), both.Sum(b => b.Then!.Value), both.Length);
    }

    private static string NameOf(Initiative initiative, Entry entry) => initiative.Partner(entry.Partner)?.Name ?? entry.Partner;

    /// <summary>What of it concerns a working group: a part of what all partners may read, and nothing that the whole doesn't tell.</summary>
    /// <remarks>
    /// Counted things, such as who is on track, and lessons without a name stay with the whole: told of the few partners of a
    /// group, they could be guessed, and the whole less the group would tell the rest.
    /// </remarks>
    /// <param name="last">The day of the digest before; what came due by then was told there.</param>
    /// <param name="today">The day on which this one is made.</param>
    public Digest For(GroupWork work, LocalDate last, LocalDate today)
    {
        var indicators = work.Goals.SelectMany(g => g.Goal.Indicators).ToHashSet();
        return this with
        {
            Lines = [.. Lines.Where(l => indicators.Contains(l.Indicator.Id))],
            Lessons = [.. Lessons.Where(l => l.Partner is { } partner && work.Partners.Contains(partner))],
            Statuses = new Dictionary<Status, int>(),
            Kept = new Dictionary<CommitmentOutcome, int>(),
            AnsweredBy = [],
            Commitments = [],
            Words = [],
            ToAgree = [],
            Decisions = [],
            Connections = 0,
            HeldBack = 0,
            Group = new GroupNews(
                work.Group.Name,
                [.. work.Actions.Where(a => a.By > last && a.By <= today.PlusDays(GroupNews.DueWithinDays))],
                [.. work.Activities.Where(a => a.Since > Since)],
                [.. work.Gaps]),
        };
    }

    /// <summary>What a working group alone is told; null in the whole digest.</summary>
    public GroupNews? Group { get; init; }

    /// <summary>What the agenda, of which that is, says in other languages.</summary>
    public AgendaWords AgendaWords { get; init; } = AgendaWords.None;

    /// <summary>When the digest before was made; the beginning of time for the first.</summary>
    public Instant Since { get; init; } = Instant.MinValue;

    /// <summary>Whether it tells somebody who sees so much neither a number nor what was learned.</summary>
    public bool HasNothingFor(Sharing viewer) =>
        !Lines.Any(l => l.Indicator.Sharing >= viewer && (Kind.Of(l.Indicator.Kind).IsNumeric || l.Words.Count > 0)) && !Lessons.Any(l => l.Audience >= viewer);

    /// <summary>What the backbone wrote for it; null for nothing.</summary>
    public DigestWords? Written { get; init; }

    /// <summary>Without what the backbone leaves out, with what it wants first in front, and with its words.</summary>
    public Digest As(DigestWords? written) => written is null ? this : this with
    {
        Written = written,
        Lines = [.. Lines.Where(l => !written.WithoutNumbers.Contains(l.Indicator.Id)).OrderBy(l => Place(written.NumbersFirst, l.Indicator.Id))],
        Lessons = [.. Lessons.Where(l => !written.WithoutLessons.Contains(DigestWords.KeyOf(l.Lesson))).OrderBy(l => Place(written.LessonsFirst, DigestWords.KeyOf(l.Lesson)))],
        LeftOut = (
            [.. Lines.Where(l => written.WithoutNumbers.Contains(l.Indicator.Id)).Select(l => l.Indicator.Question)],
            Lessons.Count(l => written.WithoutLessons.Contains(DigestWords.KeyOf(l.Lesson)))),
    };

    private static int Place(IReadOnlyList<string> first, string id) => first.Index().Where(f => f.Item == id).Select(f => f.Index).FirstOrDefault(int.MaxValue);

    /// <summary>What the backbone leaves out: numbers by their questions, and how many things that partners wrote.</summary>
    public (IReadOnlyList<string> Numbers, int Lessons) LeftOut { get; init; } = ([], 0);

    /// <summary>Whether a number was corrected after the close.</summary>
    public bool Corrected { get; init; }

    /// <summary>The partners that answered; for telling them what came of it, never for showing.</summary>
    public IReadOnlyList<PartnerId> AnsweredBy { get; init; } = [];

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
/// <param name="Notes">What partners say about numbers that look unusual; empty words where one says only that it is right.</param>
public sealed record DigestLine(Indicator Indicator, Total Total, IReadOnlyList<Total> Before, IReadOnlyList<SharedWords> Words, IReadOnlyList<SharedWords> Notes)
{
    /// <summary>What the partners gave that gave it in the round before too; null where there are none, or where it isn't to be told.</summary>
    public SamePartners? SameBefore { get; init; }

    /// <summary>Whether somebody may see it who sees so much.</summary>
    public bool IsFor(Sharing viewer) => SmallCells.MaySee(viewer, Indicator, Total);
}

/// <summary>The sums of those partners that gave a number in both of two rounds.</summary>
/// <param name="Partners">How many they are.</param>
public sealed record SamePartners(decimal Now, decimal Before, int Partners);

/// <summary>What a partner wrote, as others read it.</summary>
public sealed record SharedWords(string Partner, string Text)
{
    /// <summary>What it is said about, which stands before it; empty for what its title says.</summary>
    public string About { get; init; } = "";
}

/// <summary>A lesson as others read it.</summary>
/// <param name="Name">The partner's; empty for one without a name.</param>
/// <param name="Person">Who wrote it; empty for one without a name.</param>
public sealed record SharedLesson(Lesson Lesson, string Name, string Person, Sharing Audience)
{
    public LessonKind Kind => Lesson.Kind;

    public string Text => Lesson.Text;

    public bool Unattributed => Lesson.Signature == Attribution.Nobody;

    /// <summary>The partner whose it is; null for one without a name, which is nobody's from here on.</summary>
    public PartnerId? Partner { get; init; }

    /// <summary>Whose words it is said to be.</summary>
    public string SignedAs(CultureInfo culture) => Lesson.SignedAs(Name, Person, culture);
}

/// <summary>What stands in a working group's digest besides numbers and lessons.</summary>
/// <param name="Actions">The agreed actions of who is in it that come due.</param>
/// <param name="Activities">What partners newly do towards its goals.</param>
/// <param name="Gaps">Its goals that nobody works on.</param>
public sealed record GroupNews(string Name, IReadOnlyList<AgreedAction> Actions, IReadOnlyList<SharedActivity> Activities, IReadOnlyList<AgendaGoal> Gaps)
{
    /// <summary>An action is told when its day is no further away.</summary>
    public const int DueWithinDays = 14;

    internal GroupNews In(IReadOnlyDictionary<string, string> words) => this with { Actions = [.. Actions.Select(a => a.In(words))], Gaps = [.. Gaps.Select(g => g.In(words))] };
}
