using CollectiveImpact.Deliveries;

namespace CollectiveImpact.Tests.Deliveries;

public sealed class MailboxTests
{
    private static readonly IsoDayOfWeek[] Week = [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)];

    /// <summary>Every choice of working days, seen from every day of the week.</summary>
    [Fact]
    public void The_next_working_day_is_the_first_that_is_one_and_a_working_day_has_none()
    {
        foreach (var choice in Enumerable.Range(0, 1 << Week.Length))
        {
            var mailbox = new Mailbox(null, null, null, null) { WorksOn = [.. Week.Where((_, i) => (choice & (1 << i)) != 0)] };
            foreach (var today in Enumerable.Range(0, 7).Select(new LocalDate(2026, 11, 23).PlusDays))
            {
                LocalDate[] coming = [.. Enumerable.Range(0, 7).Select(today.PlusDays).Where(d => mailbox.WorksOn.Contains(d.DayOfWeek))];
                Assert.Equal(coming is [var first, ..] && first != today ? first : null, mailbox.WorksAgainOn(today));
            }
        }
    }
}
