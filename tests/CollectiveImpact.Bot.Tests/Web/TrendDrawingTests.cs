using System.Globalization;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Indicators;
using NodaTime;
using Xunit;
using Frequency = CollectiveImpact.Time.Frequency;
using Period = CollectiveImpact.Time.Period;

namespace CollectiveImpact.Bot.Tests.Web;

public sealed class TrendDrawingTests
{
    private static readonly Indicator Children = new("children", "Children in sessions", "children", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, null, [], 2, Retired: false);

    [Fact]
    public void Where_the_meaning_changed_the_line_breaks_off_even_while_all_that_came_since_is_incomplete()
    {
        var drawing = Draw(Point(0, 40), Point(1, 42), Point(2, 12) with { Version = 2, Missing = (1, 3) })!;

        Assert.Single(drawing.Breaks);
        Assert.Single(drawing.Lines);
        Assert.Equal([false, false, true], drawing.Dots.Select(d => d.IsPartial));
    }

    [Fact]
    public void Time_goes_where_people_read_and_one_meaning_is_one_line()
    {
        var (english, arabic) = (Draw(Point(0, 40), Point(1, 42))!, Draw("ar-EG", Point(0, 40), Point(1, 42))!);

        Assert.Empty(english.Breaks);
        Assert.Equal(["6,94 294,6"], english.Lines);
        Assert.Equal(["294,94 6,6"], arabic.Lines);
    }

    private static TrendPoint Point(int week, decimal value) => new(Period.Of(new LocalDate(2026, 11, 16).PlusWeeks(week), Frequency.Weekly), value, 1);

    private static TrendDrawing? Draw(params TrendPoint[] points) => Draw("en-GB", points);

    private static TrendDrawing? Draw(string culture, params TrendPoint[] points) =>
        TrendDrawing.Of(Children, points, new CollectiveImpact.Bot.Web.Texts(new CultureInfo(culture)), new CultureInfo(culture), isSmall: false);
}
