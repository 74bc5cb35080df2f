using CollectiveImpact.CheckIns;
using CollectiveImpact.Digests;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Tests.Digests;

/// <summary>What a month or a quarter brought.</summary>
public sealed class PeriodSummaryTests
{
    private static readonly Period November = new("2026-11");

    [Fact]
    public void A_number_goes_from_the_first_to_the_last_and_is_never_added_up()
    {
        var line = LineOf(Week(45, 20), Week(46, 35), Week(47, 15), Week(48, 30));

        Assert.Equal((20m, 30m), (line.First!.Value!.Value, line.Last.Value!.Value));
        Assert.Equal((15m, 35m), (line.Range!.Value.Lowest.Value!.Value, line.Range.Value.Highest.Value!.Value));
        Assert.DoesNotContain(SummaryCard.Of(Of(Week(45, 20), Week(46, 35)), Riverside.English).Lines(), l => l.Contains("55", StringComparison.Ordinal));
    }

    [Fact]
    public void A_week_that_fewer_answered_is_no_low()
    {
        var both = Week(45, 20, 20);

        Assert.Equal(40m, LineOf(both, Week(46, 30, 30), Week(47, 10), Week(48, 25, 25)).Range!.Value.Lowest.Value);
        Assert.Null(LineOf(both, Week(47, 10), Week(48, 25, 25)).Range);
        Assert.Contains(En.Digests.SummaryDontCompare(2, 1), SummaryCard.Of(Of(both, Week(48, 25)), Riverside.English).Lines());
    }

    [Fact]
    public void How_complete_it_is_counts_all_that_were_asked()
    {
        var summary = Of(Week(47, 20, 20), Week(48, 10));

        Assert.Equal((2, 3, 4, 75), (summary.CheckIns, summary.Answered, summary.Asked, summary.ResponseRate));
    }

    [Fact]
    public void What_was_left_out_of_a_digest_stays_out_and_one_that_was_taken_down_is_not_told()
    {
        var without = Week(47, 20).As(new DigestWords(Riverside.Round.Id) { WithoutNumbers = [Riverside.Sessions.Id] });
        var down = Week(48, 99).As(new DigestWords(Riverside.Round.Id) { TakenDown = new TakenDown("Maria", Riverside.Opening, "") });

        Assert.Equal([10m], LineOf(Week(46, 10), without, down).Totals.Select(t => t.Value!.Value));
        Assert.Equal(2, Of(Week(46, 10), without, down).CheckIns);
    }

    [Fact]
    public void Of_a_time_that_was_asked_about_again_the_last_total_stands()
    {
        var again = Week(47, 30);

        Assert.Equal([20m, 30m], LineOf(Week(46, 20), Week(47, 10), again).Totals.Select(t => t.Value!.Value));
    }

    [Fact]
    public void Others_see_neither_lessons_nor_totals_that_are_not_theirs()
    {
        var hidden = Riverside.Sessions with { PartnerSharing = Sharing.Backbone };
        var digest = Digest.Of(Riverside.Initiative, Board(48, Riverside.Lessons("Secret", audience: Sharing.Backbone), 20) with { Indicators = [hidden] }, new Dictionary<string, IReadOnlyList<Total>>(), []);
        var summary = PeriodSummary.Of(Riverside.Initiative, November, [digest]);

        Assert.Single(summary.For(Sharing.Backbone).Lines);
        Assert.Empty(summary.For(Sharing.Partners).Lines);
        Assert.NotEmpty(summary.For(Sharing.Backbone).Lessons);
        Assert.DoesNotContain("Secret", SummaryCard.Preview(summary, "", mayPost: true, null, null, Riverside.English).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_lesson_comes_first()
    {
        var older = OfBoard(Board(47, Riverside.Lessons("Older"), 20));
        var newer = OfBoard(Board(48, Riverside.Lessons("Newer"), 20));

        Assert.Equal(["Newer", "Older"], Of(older, newer).Lessons.Select(l => l.Text));
    }

    [Theory]
    [InlineData("2026-W44", true)]
    [InlineData("2026-W48", true)]
    [InlineData("2026-W49", false)]
    [InlineData("2026-11", true)]
    [InlineData("2026-Q4", false)]
    [InlineData("nonsense", false)]
    public void A_check_in_belongs_to_the_month_in_which_its_time_ends(string asked, bool isIn) => Assert.Equal(isIn, PeriodSummary.IsWithin(new Period(asked), November));

    [Theory]
    [InlineData("2026-11-30", "")]
    [InlineData("2026-12-01", "2026-11")]
    [InlineData("2026-12-08", "")]
    [InlineData("2027-01-04", "2026-12 2026-Q4")]
    public void It_is_news_in_the_first_days_after_its_time(string day, string periods) =>
        Assert.Equal(periods, string.Join(' ', PeriodSummary.NewOn(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value)));

    [Fact]
    public void Only_a_whole_month_or_quarter_is_summed_up()
    {
        Assert.Equal(November, PeriodSummary.Spanning(new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 30)));
        Assert.Equal(new Period("2026-Q4"), PeriodSummary.Spanning(new LocalDate(2026, 10, 1), new LocalDate(2026, 12, 31)));
        Assert.Null(PeriodSummary.Spanning(new LocalDate(2026, 11, 2), new LocalDate(2026, 11, 8)));
    }

    private static SummaryLine LineOf(params Digest[] digests) => Of(digests).Lines.Single(l => l.Indicator.Id == Riverside.Sessions.Id);

    private static PeriodSummary Of(params Digest[] digests) => PeriodSummary.Of(Riverside.Initiative, November, digests);

    private static Digest Week(int week, params int[] values) => OfBoard(Board(week, Learning.None, values));

    private static Digest OfBoard(Board board) => Digest.Of(Riverside.Initiative, board, new Dictionary<string, IReadOnlyList<Total>>(), []);

    private static Board Board(int week, Learning learning, params int[] values) => new(
        Riverside.Round with { Period = new Period($"2026-W{week}"), ClosedAt = Riverside.Opening },
        [
            .. values.Select((v, i) => Riverside.EntryOf(
                Riverside.Initiative.Partners[i],
                Riverside.Full with { Values = new Dictionary<string, ReportedValue> { [Riverside.Sessions.Id] = new ReportedValue.Number(v) }, Learning = learning })),
        ],
        [Riverside.Sessions]);
}
