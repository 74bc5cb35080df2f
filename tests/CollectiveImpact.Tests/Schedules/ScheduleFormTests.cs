using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;
using Texts = CollectiveImpact.Schedules.Texts;

namespace CollectiveImpact.Tests.Schedules;

public sealed class ScheduleFormTests
{
    private static readonly Texts T = new(Riverside.English);

    private static readonly Schedule Followed = Schedule.Usual(Riverside.Initiative, Riverside.Opening) with
    {
        Name = "Deep look",
        Recurs = new Recurrence(Frequency.Quarterly, 1, [IsoDayOfWeek.Tuesday], new DayInMonth(DayKind.WorkingDay, -1)),
        At = new LocalTime(8, 30),
        ClosesAfterDays = 14,
        RemindDaysBefore = [7, 1],
        Asks = new Scope([Riverside.Sessions.Id], [Riverside.School.Id]),
    };

    private static readonly Timetable Timetable = Timetable.Empty.Following(Followed, Riverside.Opening);

    private static readonly Initiative Crowd = Riverside.Initiative with { Partners = [.. Riverside.Initiative.Partners, .. Enumerable.Range(0, 100).Select(i => new Partner(new($"partner-{i}"), $"Partner {i}"))] };

    [Fact]
    public void A_schedule_that_the_form_shows_is_read_back_as_it_was()
    {
        var (schedule, faults) = Read(Filled());

        Assert.Empty(faults);
        Assert.Equal((Followed.Id, Followed.Name, Followed.At, 14, Followed.Recurs.Rule), (schedule!.Id, schedule.Name, schedule.At, schedule.ClosesAfterDays, schedule.Recurs.Rule));
        Assert.Equal(Followed.RemindDaysBefore, schedule.RemindDaysBefore);
        Assert.Equal(Followed.Asks.Indicators, schedule.Asks.Indicators);
        Assert.Equal(Followed.Asks.Partners, schedule.Asks.Partners);
    }

    [Fact]
    public void What_is_wrong_is_said_at_its_field()
    {
        Assert.Equal(T.NameMissing, Read(Filled(("name", ""))).Faults["name"]);
        Assert.Equal(T.HowOftenMissing, Read(Filled(("often", "Weekly 13"))).Faults["often"]);
        Assert.Equal(T.DayMissing, Read(Filled(("days", "Someday"))).Faults["days"]);
        Assert.Equal(T.NotATime, Read(Filled(("time", ""))).Faults["time"]);
        Assert.Equal(T.ClosesWithin(60), Read(Filled(("closes", "61"))).Faults["closes"]);
        Assert.Equal(T.ClosesWithin(60), Read(Filled(("closes", ""))).Faults["closes"]);
        Assert.Equal(T.LeaveADay, Read(Filled(("often", "Weekly 1"), ("days", "Monday,Tuesday"))).Faults["days"]);
        Assert.Equal(T.RemindsTooEarly, Read(Filled(("closes", "7"))).Faults["reminds"]);
        Assert.Equal(["reminds"], Read(Filled(("reminds", "4"))).Faults.Keys);
        Assert.Equal(T.NameTaken, Read(Filled(("schedule", ""))).Faults["name"]);
        Assert.Equal(T.AskedTwice(Riverside.Sessions.Question, Followed.Name), Read(Filled(("schedule", ""), ("name", "Other"))).Faults["indicators"]);
        Assert.Equal(T.FormOfWhatIsGone, Read(Filled(("schedule", "gone"))).Faults["name"]);
    }

    [Fact]
    public void What_there_is_no_room_to_show_goes_along_with_the_button()
    {
        var card = ScheduleForm.Again(Crowd, Filled(("partners", "city-library,partner-99,gone")), new Dictionary<string, string>(), Riverside.Indicators, Riverside.English);

        Assert.DoesNotContain(card.Body.OfType<ChoiceInput>(), c => c.Id == "partners");
        Assert.Contains(card.Body.OfType<ChoiceInput>(), c => c.Id == "days" && c.Value == En.Schedules.Tuesday);
        Assert.Equal("city-library,partner-99", Assert.IsType<Execute>(Assert.Single(card.Actions!)).Data!["partners"]);
    }

    private static (Schedule? Schedule, IReadOnlyDictionary<string, string> Faults) Read(Form form) =>
        ScheduleForm.Read(form, Riverside.Initiative, Timetable, Riverside.Indicators, Riverside.Opening, Riverside.English);

    private static Form Filled(params (string Name, string Value)[] others) =>
        new Form(ScheduleForm.DataOf(Riverside.Initiative, Followed, Followed.Id, Riverside.Indicators, Riverside.English)).With(others.ToDictionary(o => o.Name, o => o.Value));
}
