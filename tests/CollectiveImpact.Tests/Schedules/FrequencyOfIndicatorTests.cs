using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Tests.Schedules;

/// <summary>How long the periods are that an indicator's totals are looked for in.</summary>
public sealed class FrequencyOfIndicatorTests
{
    private static readonly Indicator Meals = new("meals", "How many meals?", "", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 1, Retired: false);
    private static readonly LocalDate Monday = new(2026, 11, 23);

    [Fact]
    public void It_is_what_the_indicator_says_itself() =>
        Assert.Equal(Frequency.Quarterly, Of(Asks("all", Frequency.Monthly)).FrequencyOf(Meals with { Every = Frequency.Quarterly }));

    [Fact]
    public void Else_it_is_that_of_the_check_in_that_names_it_and_not_of_one_that_asks_the_rest() =>
        Assert.Equal(Frequency.Monthly, Of(Asks("all", Frequency.Weekly), Asks("some", Frequency.Monthly, "meals")).FrequencyOf(Meals));

    [Fact]
    public void Else_it_is_that_of_the_check_in_that_asks_for_everything() =>
        Assert.Equal(Frequency.Monthly, Of(Asks("others", Frequency.Weekly, "books"), Asks("all", Frequency.Monthly)).FrequencyOf(Meals));

    [Fact]
    public void Without_a_check_in_it_is_that_of_the_one_that_closed_last()
    {
        Assert.Equal(Frequency.Monthly, (Of() with { Closed = ["2026-W40.check-in", "2026-10.check-in"] }).FrequencyOf(Meals));
        Assert.Equal(Frequency.Weekly, Of().FrequencyOf(Meals));
    }

    private static Timetable Of(params Schedule[] schedules) => Timetable.Empty with { Schedules = [.. schedules.Select(s => new FollowedSchedule(s, Monday, []))] };

    private static Schedule Asks(string id, Frequency often, params string[] indicators) =>
        new(id, id, Recurrence.Weekly(IsoDayOfWeek.Monday) with { Frequency = often }, new LocalTime(9, 0), "Europe/Lisbon", 3, [1], new Scope(indicators, []), Monday);
}
