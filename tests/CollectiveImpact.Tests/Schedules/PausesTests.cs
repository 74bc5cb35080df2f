using CollectiveImpact.Schedules;
using Texts = CollectiveImpact.Schedules.Texts;

namespace CollectiveImpact.Tests.Schedules;

public sealed class PausesTests
{
    private static readonly LocalDate Today = new(2026, 11, 25);
    private static readonly Texts T = new(Riverside.English);

    [Fact]
    public void One_day_is_a_pause_and_what_is_wrong_is_said_at_its_field()
    {
        Assert.Equal(new Pause(Today, Today, "Fair"), Read(("first", "2026-11-25"), ("name", "Fair")).Pause);
        Assert.Equal(T.FirstDayMissing, Read(("name", "Fair")).Faults["first"]);
        Assert.Equal(T.LastBeforeFirst, Read(("first", "2026-11-25"), ("last", "2026-11-24")).Faults["last"]);
        Assert.Equal(T.DaysAreOver, Read(("first", "2026-11-24")).Faults["last"]);
        Assert.Equal(T.TooFarAway, Read(("first", "2026-11-25"), ("last", "2027-11-27")).Faults["last"]);
        Assert.Equal(["name"], Read(("first", "2026-11-25"), ("name", new string('x', 81))).Faults.Keys);
    }

    [Fact]
    public void Holidays_need_a_country_and_a_region_that_it_has()
    {
        Assert.Equal(T.CountryMissing, PausesCard.ReadHolidays(Riverside.Form(("country", "XX")), Riverside.English).Faults["country"]);
        Assert.Equal(T.CountryMissing, PausesCard.ReadHolidays(Riverside.Form(("region", "BY")), Riverside.English).Faults["country"]);
        Assert.Equal(T.NoRegions(T.Italy), PausesCard.ReadHolidays(Riverside.Form(("country", "IT"), ("region", "BY")), Riverside.English).Faults["region"]);
        Assert.Equal("BY", PausesCard.ReadHolidays(Riverside.Form(("country", "DE"), ("region", "by")), Riverside.English).Region);
    }

    [Fact]
    public void Nothing_pasted_is_no_file()
    {
        Assert.Equal([T.NothingPasted], PausesCard.ReadFile(Riverside.Form(), Riverside.English).Faults.Values);
        Assert.Equal("BEGIN", PausesCard.ReadFile(Riverside.Form(("file", "BEGIN")), Riverside.English).File);
    }

    [Fact]
    public void What_is_there_already_is_not_added_twice_and_what_has_no_name_gets_one()
    {
        var fair = new Pause(Today, Today, "Fair");
        var kept = KeptPauses.Of([fair, new Pause(Today.PlusDays(-1), Today.PlusDays(-1), "Over")], [new Pause(Today, Today, ""), new Pause(Today.PlusDays(1), Today.PlusDays(1), "")], T.Holiday, Today);

        Assert.Equal([fair, new Pause(Today.PlusDays(1), Today.PlusDays(1), T.Holiday)], kept.Pauses);
        Assert.Equal(T.Added(1), kept.InWords(Riverside.English));
        Assert.Equal(T.AllThere, KeptPauses.Of([fair], [fair], T.Holiday, Today).InWords(Riverside.English));
    }

    [Fact]
    public void What_there_is_no_room_for_is_said()
    {
        var many = Enumerable.Range(0, Holidays.MostPauses + 3).Select(i => new Pause(Today.PlusDays(i), Today.PlusDays(i), "Fair")).ToArray();

        Assert.Equal($"{T.Added(Holidays.MostPauses)} {T.NoRoomForLater(Holidays.MostPauses, 3)}", KeptPauses.Of([], many, T.Holiday, Today).InWords(Riverside.English));
        Assert.Equal(T.NoRoomForLater(Holidays.MostPauses, 3), KeptPauses.Of(many[..Holidays.MostPauses], many, T.Holiday, Today).InWords(Riverside.English));
    }

    private static (Pause? Pause, IReadOnlyDictionary<string, string> Faults) Read(params (string Name, string Value)[] fields) => PausesCard.Read(Riverside.Form(fields), Today, Riverside.English);
}
