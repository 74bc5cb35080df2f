using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Search;
using CollectiveImpact.Templates;

namespace CollectiveImpact.Tests.Templates;

public sealed class TemplatesTests
{
    public static TheoryData<string> Ids() => [.. TemplateLibrary.Shipped.Select(t => t.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_shipped_template_says_what_it_means_and_where_it_comes_from(string id)
    {
        var template = TemplateLibrary.Shipped.Single(t => t.Id == id);

        Assert.InRange(template.Indicators.Count, 5, 8);
        Assert.InRange(template.Terms.Count, 8, 12);
        Assert.All(template.Indicators, i =>
        {
            Assert.Contains("Source", i.Definition, StringComparison.Ordinal);
            Assert.InRange(i.Definition.Length, 40, 1_000);
            Assert.InRange(i.Question.Length, 5, 200);
            Assert.Equal(i.Kind == IndicatorKind.Percentage, i.RollUp == RollUp.RatioOfSums);
            Assert.Contains(i.RollUp, Kind.Of(i.Kind).RollUps);
            Assert.True(i.Kind != IndicatorKind.Money || i.Unit == "USD");
        });
        Assert.All(template.Terms, t =>
        {
            Assert.InRange(t.Definition.Length, 20, Wording.LongestDefinition);
            Assert.InRange(t.Source.Length, 3, Wording.LongestSource);
        });
        Assert.Distinct(template.Indicators.Select(i => i.Id));
        Assert.Distinct(template.Terms.SelectMany(t => t.Names).Select(Folding.Fold));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_word_that_an_indicator_rests_on_comes_with_its_template(string id)
    {
        var template = TemplateLibrary.Shipped.Single(t => t.Id == id);

        Assert.Empty(template.Indicators.SelectMany(i => i.Terms).Except(template.Terms.Select(t => Codes.Slug(t.Name))));
        Assert.Empty(template.Indicators.SelectMany(i => Formula.Of(i)?.Uses ?? []).Except(template.Indicators.Select(i => i.Id)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_shipped_template_is_shown_whole(string id)
    {
        var template = TemplateLibrary.Shipped.Single(t => t.Id == id);

        var card = TemplatesCard.Show(Riverside.Initiative, template, CultureInfo.InvariantCulture).ToJson();

        Assert.All(template.Indicators, i => Assert.Contains(i.Definition[^20..], card, StringComparison.Ordinal));
        Assert.DoesNotContain("…", card, StringComparison.Ordinal);
        Assert.True(CardJson.SizeOf(card) <= CardJson.Budget);
    }

    [Fact]
    public void What_is_there_is_left_and_what_rests_on_it_is_calculated_from_it()
    {
        var template = Template(One("a", "Spent"), One("b", "Graduates") with { AtMost = "a" }, One("c", "Cost") with { Formula = "[a] / [b]" });

        var fresh = TemplateLibrary.NewIn(template, [One("x", "spent ")], 18);

        Assert.Equal(["b", "c"], fresh.Add.Select(i => i.Id));
        Assert.Equal("x", fresh.Add[0].AtMost);
        Assert.Equal("[x] / [b]", fresh.Add[1].Formula);
        Assert.Equal(["Spent"], fresh.Left);
        Assert.Empty(TemplateLibrary.NewIn(template, [One("x", "Spent"), .. fresh.Add], 18).Add);
    }

    [Fact]
    public void What_has_no_room_is_named_and_so_is_what_would_rest_on_it()
    {
        var template = Template(One("c", "Cost") with { Formula = "[a] / [b]" }, One("a", "Spent"), One("b", "Graduates"));

        var fresh = TemplateLibrary.NewIn(template, [One("retired", "Old") with { Retired = true }, One("x", "Other")], 3);
        Assert.Equal(["a", "b"], fresh.Add.Select(i => i.Id));
        Assert.Equal(["Cost"], fresh.NoRoom);

        var half = TemplateLibrary.NewIn(Template(One("c", "Cost") with { Formula = "[a] / [gone]" }, One("a", "Spent")), [], 18);
        Assert.Equal(["Cost"], half.Unfounded);
    }

    [Fact]
    public void An_initiative_as_a_template_keeps_its_aims_and_its_partners_to_itself()
    {
        var indicator = Riverside.Sessions with { Partners = [new("city-library")], Baseline = 3 };
        var agreed = new Term("attendance", 1) { InForce = new Wording("Attendance", "There for half of it.") };
        var proposed = new Term("session", 1) { Proposal = new Proposal(new Wording("Session", "Half an hour."), Riverside.Maria, "Maria", Riverside.Opening, []) };

        var template = TemplateLibrary.Of(Riverside.Initiative, [indicator, Riverside.Level with { Retired = true }], [agreed, proposed], [Schedule.Usual(Riverside.Initiative, Riverside.Opening) with { Asks = new Scope(["sessions"], [new("city-library")]) }]);

        var only = Assert.Single(template.Indicators);
        Assert.Null(only.Target);
        Assert.Null(only.Baseline);
        Assert.Empty(only.Partners);
        Assert.Equivalent(new Scope(["sessions"], []), Assert.Single(template.Schedules).Asks, strict: true);
        Assert.Equal(["Attendance"], template.Terms.Select(t => t.Name));
        Assert.Equal(Riverside.Initiative.Id, TemplateLibrary.InitiativeIn(template.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_shipped_rhythm_asks_each_indicator_for_one_time_and_closes_before_it_opens_again(string id)
    {
        var template = TemplateLibrary.Shipped.Single(t => t.Id == id);

        Assert.Single(template.Schedules, s => s.Asks.Indicators.Count == 0);
        Assert.Distinct(template.Schedules.SelectMany(s => s.Asks.Indicators));
        Assert.Empty(template.Schedules.SelectMany(s => s.Asks.Indicators).Except(template.Indicators.Select(i => i.Id)));
        Assert.All(template.Schedules, s =>
        {
            Assert.InRange(s.ClosesAfterDays, 1, s.Recurs.ShortestGap(Today) - 1);
            Assert.All(s.RemindDaysBefore, r => Assert.InRange(r, 1, s.ClosesAfterDays - 1));
        });
    }

    [Fact]
    public void A_rhythm_comes_in_the_zone_of_whoever_uses_it_and_asks_about_what_is_here()
    {
        var template = Template(One("a", "Spent"), One("b", "Graduates"), One("c", "Gone"), One("d", "Retired")) with
        {
            Schedules = [Usual with { TimeZone = "Asia/Tokyo", StartsOn = default }, Named("Deep look", "a", "b", "c", "d"), Named("Only gone", "c")],
        };
        var fresh = TemplateLibrary.NewIn(template, [One("x", "Spent"), One("d", "Retired") with { Retired = true }], 2);

        var rhythm = TemplateLibrary.RhythmFor(template, fresh.Here, Riverside.Initiative, [], Today);

        Assert.Equal(["b"], fresh.Add.Select(i => i.Id));
        Assert.Equal(["Check-in", "Deep look"], rhythm.Add.Select(s => s.Name));
        Assert.All(rhythm.Add, s => Assert.Equal((Riverside.Initiative.TimeZone, Today), (s.TimeZone, s.StartsOn)));
        Assert.Equal(["x", "b"], rhythm.Add[1].Asks.Indicators);
        // An empty scope would ask about everything.
        Assert.Equal(["Only gone"], rhythm.Empty);
    }

    [Fact]
    public void A_check_in_that_is_there_stays_and_nothing_is_asked_twice_for_the_same_time()
    {
        var template = Template(One("a", "A"), One("b", "B")) with { Schedules = [Usual, Named("Deep look", "a"), Named("Wide look", "a", "b"), Named("Asked", "b")] };
        var here = new Dictionary<string, string> { ["a"] = "a", ["b"] = "b" };

        // The rest is asked by another; one has the name in other letters; of one nothing is left to ask.
        var rhythm = TemplateLibrary.RhythmFor(template, here, Riverside.Initiative, [Usual with { Id = "weekly", Name = "Weekly" }, Named("deep LOOK", "a") with { Id = "other" }, Named("Mine", "b") with { Recurs = Recurrence.Weekly(IsoDayOfWeek.Friday) }], Today);

        Assert.Equal(["Wide look"], rhythm.Add.Select(s => s.Name));
        Assert.Equal(["b"], rhythm.Add[0].Asks.Indicators);
        Assert.Equal(["Check-in", "Deep look", "Asked"], rhythm.Left);
        Assert.Equal(template.Schedules.Select(s => s.Name), TemplateLibrary.RhythmFor(template, here, Riverside.Initiative, template.Schedules, Today).Left);
        var full = TemplateLibrary.RhythmFor(template, here, Riverside.Initiative, [.. Enumerable.Range(0, 9).Select(i => Named($"Old {i}", "z"))], Today);
        Assert.Equal(["Check-in"], full.Add.Select(s => s.Name));
        Assert.Equal(["Deep look", "Wide look", "Asked"], full.NoRoom);
    }

    private static LocalDate Today => new(2026, 11, 25);

    private static Schedule Usual => Schedule.Usual(Riverside.Initiative, Riverside.Opening);

    private static Schedule Named(string name, params string[] indicators) => TemplateLibrary.Shipped[0].Schedules[1] with { Id = Codes.Slug(name), Name = name, Asks = new Scope(indicators, []) };

    private static Template Template(params Indicator[] indicators) => new("t", "T", "", "", indicators, []);

    private static Indicator One(string id, string question) => Riverside.Sessions with { Id = id, Question = question };
}
