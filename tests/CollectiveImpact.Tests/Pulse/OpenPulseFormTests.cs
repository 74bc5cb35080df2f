using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Pulse;
using NodaTime.Text;

namespace CollectiveImpact.Tests.Pulse;

public sealed class OpenPulseFormTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    [Fact]
    public void It_is_open_for_two_weeks_unless_somebody_says_otherwise()
    {
        var card = OpenPulseForm.Of(Riverside.Initiative, Today, maySplit: true, reached: 9, Riverside.English);

        Assert.Equal(new Opening(new LocalDate(2026, 12, 7), BySide: false), Read(card.Untouched()).Opening);
        Assert.Equal(new Opening(new LocalDate(2026, 11, 24), BySide: true), Read(Riverside.Form(("day", "2026-11-24"), ("split", "true"))).Opening);
        Assert.False(OpenPulseForm.Read(Riverside.Form(("day", "2026-11-24"), ("split", "true")), Today, maySplit: false, Riverside.English).Opening.BySide);
    }

    [Fact]
    public void A_last_day_that_is_none_or_too_soon_or_too_late_is_a_fault_and_what_was_typed_is_kept()
    {
        Assert.Equal(En.Pulse.DayMissing, Read(Riverside.Form()).Faults["day"]);
        Assert.Equal(En.Pulse.DayMissing, Read(Riverside.Form(("day", "soon"))).Faults["day"]);
        Assert.Equal(En.Pulse.DayTooSoon, Read(Riverside.Form(("day", "2026-11-23"))).Faults["day"]);
        var latest = Today.PlusDays(Survey.MostDays);
        Assert.Empty(Read(Riverside.Form(("day", LocalDatePattern.Iso.Format(latest)))).Faults);
        var typed = Riverside.Form(("day", LocalDatePattern.Iso.Format(latest.PlusDays(1))), ("split", "true"));
        var faults = Read(typed).Faults;
        Assert.Equal(En.Pulse.DayTooLate(LocalDatePattern.Iso.Format(latest)), faults["day"]);

        var again = OpenPulseForm.Of(Riverside.Initiative, Today, maySplit: true, reached: 9, Riverside.English, typed, faults);

        Assert.Equal(typed.Fields, again.Untouched().Fields);
        Assert.Equal(FaultLine.Sign + faults["day"], again.FaultAt("day"));
    }

    private static (Opening Opening, IReadOnlyDictionary<string, string> Faults) Read(Form form) => OpenPulseForm.Read(form, Today, maySplit: true, Riverside.English);
}
