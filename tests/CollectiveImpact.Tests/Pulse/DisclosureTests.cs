using CollectiveImpact.Pulse;
using CsCheck;

namespace CollectiveImpact.Tests.Pulse;

/// <summary>The attacks on small numbers that the literature names, tried on what is shown.</summary>
public sealed class DisclosureTests
{
    private const Statement Asked = Statement.Trust;

    public static TheoryData<int> SmallNumbers => [.. Enumerable.Range(5, 9)];

    [Fact]
    public void Small_numbers_of_fewer_than_five_nothing_is_shown() => Histograms(4, 0).Sample(counts =>
        Assert.Null(Disclosure.Of(TallyOf(counts))));

    [Fact]
    public void Small_numbers_whatever_one_of_fewer_than_five_says_the_report_stays_as_it_is() =>
        Gen.Select(Histograms(3, 0), Gen.Int[0, 4], Gen.Int[0, 4], Histograms(40, 5)).Sample((few, one, other, many) =>
        {
            var whole = TallyOf(many).Only([]).Plus(TallyOf(many, Statement.Vision));

            Assert.Equivalent(Disclosure.Of(whole.Plus(TallyOf(With(few, one)))), Disclosure.Of(whole.Plus(TallyOf(With(few, other)))), strict: true);
        });

    [Theory]
    [InlineData(4, 20, 0)]
    [InlineData(20, 4, 0)]
    [InlineData(5, 20, 1)]
    [InlineData(5, 20, 4)]
    public void Differencing_a_side_is_kept_back_when_the_whole_without_it_would_tell_of_fewer_than_five(int partners, int backbone, int together)
    {
        var report = Disclosure.Of(Sides(Agreeing(partners), Agreeing(backbone), Agreeing(together)));

        Assert.NotNull(report.All);
        Assert.Null(report.Partners);
        Assert.Null(report.Backbone);
    }

    [Theory]
    [InlineData(5, 5, 0)]
    [InlineData(9, 30, 5)]
    public void Both_sides_are_shown_when_there_are_five_of_each_and_of_the_rest(int partners, int backbone, int together)
    {
        var report = Disclosure.Of(Sides(Agreeing(partners), Agreeing(backbone), Agreeing(together)));

        Assert.NotNull(report.Partners);
        Assert.NotNull(report.Backbone);
    }

    [Fact]
    public void Differencing_no_sum_of_sides_that_are_shown_leaves_fewer_than_five() =>
        Gen.Select(Histograms(12, 0), Histograms(12, 0), Histograms(12, 0)).Sample((partners, backbone, together) =>
        {
            var report = Disclosure.Of(Sides(TallyOf(partners), TallyOf(backbone), TallyOf(together)));

            Assert.Equal(report.Partners is null, report.Backbone is null);
            if (report.Partners is not null)
            {
                Assert.True(partners.Sum() >= 5 && backbone.Sum() >= 5 && together.Sum() is 0 or >= 5);
            }
        });

    [Fact]
    public void Differencing_sides_are_looked_at_statement_by_statement()
    {
        var (partners, backbone) = (Agreeing(6).Plus(TallyOf([0, 0, 0, 6, 0], Statement.Heard)), Agreeing(6).Plus(TallyOf([0, 0, 0, 4, 0], Statement.Heard)));

        var report = Disclosure.Of(Sides(partners, backbone, Tally.None));

        Assert.Equal([Statement.Trust], report.Partners!.Figures.Keys);
        Assert.Equal([Statement.Trust], report.Backbone!.Figures.Keys);
        Assert.Contains(Statement.Heard, report.All!.Figures.Keys);
    }

    [Theory]
    [MemberData(nameof(SmallNumbers))]
    public void Differencing_who_knows_how_many_answered_still_can_not_compute_their_sum(int answered)
    {
        foreach (var alike in Everyone(answered).GroupBy(Shown))
        {
            Assert.True(alike.Select(Sum).Distinct().Count() >= 2, $"{alike.Key} of {answered} gives the sum away.");
        }
    }

    [Theory]
    [MemberData(nameof(SmallNumbers))]
    public void Differencing_two_reports_one_more_person_moves_the_figure_by_one_step_at_most(int answered)
    {
        foreach (var (before, after, _) in Joined(answered).Where(j => Disclosure.StepOf(j.Before.AtLeast) == Disclosure.StepOf(j.After.AtLeast)))
        {
            Assert.InRange(Math.Abs(before.Figures[Asked].Mean - after.Figures[Asked].Mean), 0, Disclosure.StepOf(before.AtLeast));
        }
    }

    [Theory]
    [MemberData(nameof(SmallNumbers))]
    public void Differencing_two_reports_that_look_alike_tells_nothing_certain_of_who_joined_even_if_all_others_stayed(int answered)
    {
        foreach (var pair in Joined(answered).GroupBy(j => (Before: Key(j.Before), After: Key(j.After))).Where(p => p.Key.Before == p.Key.After))
        {
            Assert.True(pair.Select(p => p.Answer).Distinct().Count() >= 2, $"{pair.Key} of {answered} gives the newcomer away.");
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Differencing_two_reports_of_fewer_than_ten_never_gives_away_who_joined_even_if_all_others_stayed(int answered)
    {
        foreach (var pair in Joined(answered).GroupBy(j => (Key(j.Before), Key(j.After))))
        {
            Assert.True(pair.Select(p => p.Answer).Distinct().Count() >= 2, $"{pair.Key} of {answered} gives the newcomer away.");
        }
    }

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(9, 5, true)]
    [InlineData(12, 9, false)]
    [InlineData(50, 49, false)]
    [InlineData(5, 4, false)]
    [InlineData(4, 5, false)]
    public void Differencing_two_reports_are_compared_only_where_both_show_five_and_move_in_the_same_steps(int now, int before, bool compared) =>
        Assert.Equal(compared, Disclosure.Compare(Disclosure.Of(Agreeing(now)), Disclosure.Of(Agreeing(before)), Asked) is not null);

    [Fact]
    public void Differencing_a_trend_tells_nothing_that_the_two_reports_do_not() => Gen.Select(Histograms(60, 5), Histograms(60, 5)).Sample((one, other) =>
    {
        var (now, before) = (Disclosure.Of(TallyOf(one))!, Disclosure.Of(TallyOf(other))!);

        Assert.Equal(
            Disclosure.StepOf(now.AtLeast) == Disclosure.StepOf(before.AtLeast) ? now.Figures[Asked].Mean.CompareTo(before.Figures[Asked].Mean) : null,
            Disclosure.Compare(now, before, Asked));
    });

    [Theory]
    [MemberData(nameof(SmallNumbers))]
    public void Homogeneity_neither_an_outsider_nor_one_who_answered_can_be_sure_that_all_others_agree_or_disagree(int answered)
    {
        foreach (var alike in Everyone(answered).GroupBy(Shown))
        {
            foreach (var own in Enumerable.Range(-1, 6))
            {
                var others = alike.Where(h => own < 0 || h[own] > 0).Select(h => own < 0 ? h : With(h, own, -1)).ToArray();

                Assert.True(
                    others.Length == 0 || !Array.TrueForAll(others, o => Math.Max(Math.Max(o[0] + o[1], o[2]), o[3] + o[4]) == o.Sum()),
                    $"{alike.Key} of {answered} tells who gave answer {own + 1} what all others gave.");
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(50)]
    [InlineData(300)]
    public void Homogeneity_where_all_answer_alike_it_looks_as_if_some_did_not(int answered)
    {
        foreach (var answer in Enumerable.Range(0, 5))
        {
            var all = new int[5];
            all[answer] = answered;
            // Two who think quite otherwise, or a few among many.
            var most = With(With(With(With(all, answer, -1), answer, -1), answer == 4 ? 2 : answer, 1), answer == 0 ? 2 : answer, 1);

            Assert.Equal(Shown(all), Shown(most));
        }
    }

    [Fact]
    public void Subtracting_those_who_would_rather_not_say_one_of_few_shows_nowhere()
    {
        var everyoneSaid = Agreeing(12).Plus(TallyOf([0, 0, 0, 12, 0], Statement.Heard) with { People = 0 });
        var oneDidNot = Agreeing(12).Plus(TallyOf([0, 0, 0, 11, 0], Statement.Heard) with { People = 0 });

        Assert.Equivalent(Disclosure.Of(everyoneSaid), Disclosure.Of(oneDidNot), strict: true);
    }

    [Theory]
    [InlineData(10, 9, 5)]
    [InlineData(20, 19, 10)]
    [InlineData(60, 12, 10)]
    public void Subtracting_those_who_would_rather_not_say_all_statements_look_like_the_one_that_fewest_answered(int one, int other, int band)
    {
        var section = Disclosure.Of(Agreeing(one).Plus(TallyOf([0, 0, 0, other, 0], Statement.Heard)))!;

        Assert.Equal(band, section.AtLeast);
        Assert.All(section.Figures.Values, f => Assert.Equal(0, f.Mean % Disclosure.StepOf(band)));
        Assert.All(section.Figures.Values, f => Assert.Equal(band < 10, f.Agree is null));
    }

    [Fact]
    public void A_step_is_never_smaller_than_what_one_answer_can_move() => Gen.Int[5, 500].Sample(answered =>
        Assert.True(Disclosure.StepOf(Disclosure.Of(Agreeing(answered))!.AtLeast) >= 4m / answered));

    [Theory]
    [InlineData(new[] { 0, 1, 2, 1, 1 }, "3")]
    [InlineData(new[] { 0, 0, 1, 3, 1 }, "4")]
    [InlineData(new[] { 3, 1, 1, 0, 0 }, "2")]
    [InlineData(new[] { 1, 2, 3, 5, 3 }, "3.5 Some")]
    [InlineData(new[] { 20, 0, 0, 0, 0 }, "1.5 FewOrNone")]
    [InlineData(new[] { 0, 10, 10, 25, 15 }, "3.8 Some")]
    [InlineData(new[] { 0, 0, 10, 25, 15 }, "4.1 MostOrAll")]
    public void What_is_shown_is_near_to_what_was_answered(int[] counts, string shown)
    {
        var figure = Disclosure.Of(TallyOf(counts))!.Figures[Asked];

        Assert.Equal(shown, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{figure.Mean:0.#} {figure.Agree}").TrimEnd());
    }

    private static Gen<int[]> Histograms(int most, int least) => Gen.Int[0, 4].Array[least, most].Select(answers => Enumerable.Range(0, 5).Select(a => answers.Count(x => x == a)).ToArray());

    private static IEnumerable<int[]> Everyone(int answered) =>
        from a in Enumerable.Range(0, answered + 1)
        from b in Enumerable.Range(0, answered - a + 1)
        from c in Enumerable.Range(0, answered - a - b + 1)
        from d in Enumerable.Range(0, answered - a - b - c + 1)
        select new[] { a, b, c, d, answered - a - b - c - d };

    // Every pair of reports of which the later has one answer more, and all others stayed.
    private static IEnumerable<(Section Before, Section After, int Answer)> Joined(int answered) =>
        from before in Everyone(answered)
        from answer in Enumerable.Range(0, 5)
        select (Disclosure.Of(TallyOf(before))!, Disclosure.Of(TallyOf(With(before, answer)))!, answer);

    private static string Shown(int[] counts) => Key(Disclosure.Of(TallyOf(counts))!);

    private static string Key(Section section) => $"{section.AtLeast >= 10}: {section.Figures[Asked]}";

    private static int Sum(int[] counts) => counts.Select((c, i) => c * (i + 1)).Sum();

    private static int[] With(int[] counts, int answer, int more = 1) => [.. counts.Select((c, i) => i == answer ? c + more : c)];

    private static Tally Agreeing(int people) => TallyOf([0, 0, 0, people, 0]);

    private static Tally TallyOf(int[] counts, Statement statement = Asked) =>
        Tally.Of(counts.SelectMany((c, i) => Enumerable.Repeat(new Ballot(new Dictionary<Statement, int> { [statement] = i + 1 }), c)));

    private static Dictionary<Side, Tally> Sides(Tally partners, Tally backbone, Tally together) =>
        new() { [Side.Partners] = partners, [Side.Backbone] = backbone, [Side.Together] = together };
}
