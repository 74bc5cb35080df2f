using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Briefs;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Briefs;

/// <summary>What waits for the backbone.</summary>
public sealed class BriefTests
{
    private static readonly Instant Now = Riverside.Opening + Duration.FromDays(7);
    private static readonly LocalDate Monday = new(2026, 11, 30);

    [Theory]
    [InlineData("2026-11-30", true)]
    [InlineData("2026-12-01", false)]
    [InlineData("2026-12-07", false)]
    [InlineData("2026-12-08", true)]
    [InlineData("2026-12-09", false)]
    [InlineData("2026-12-21", false)]
    public void It_comes_on_the_first_working_day_of_a_week(string day, bool isFirst) => Assert.Equal(
        isFirst,
        Brief.IsFirstOfWeek(
            NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value,
            d => d == new LocalDate(2026, 12, 7) || d >= new LocalDate(2026, 12, 21)));

    [Fact]
    public void Three_times_in_a_row_are_told_and_a_skip_is_an_answer()
    {
        var answered = Closed(1, Riverside.EntryOf(Riverside.Library, Riverside.Full));
        var skipped = Closed(1, Riverside.SkippedBy(Riverside.Library, "holidays"));

        Assert.Equal([(Riverside.School, 3), (Riverside.Library, 3)], Of([Closed(3), Closed(2), Closed(1)]).Silent.OrderByDescending(s => s.Partner.Name));
        Assert.Equal([(Riverside.School, 3)], Of([Closed(3), Closed(2), answered]).Silent);
        Assert.Equal([(Riverside.School, 4)], Of([skipped, Closed(3), Closed(2), Closed(0)]).Silent);
        Assert.Empty(Of([Closed(2), Closed(1)]).Silent);
    }

    [Fact]
    public void Who_is_away_is_not_missed_and_another_check_in_is_not_the_same_row()
    {
        var away = Riverside.Initiative with { Members = [.. Riverside.Initiative.Members.Select(m => m.Person == Riverside.Bruno ? m with { AwayUntil = new LocalDate(2026, 12, 24) } : m)] };

        Assert.Equal([Riverside.School], Of([Closed(3), Closed(2), Closed(1)], away).Silent.Select(s => s.Partner));
        Assert.Empty(Of([Closed(3), Closed(2), Closed(1, "deep-look")]).Silent);
    }

    [Fact]
    public void What_ends_this_week_is_told_and_what_ends_later_is_not()
    {
        var agenda = new CommonAgenda(1, "", "", "", [], [
            new AgreedAction("now", "", Monday), new AgreedAction("Sunday", "", Monday.PlusDays(6)), new AgreedAction("later", "", Monday.PlusDays(7)),
            new AgreedAction("before", "", Monday.PlusDays(-1)), new AgreedAction("open", "", null),
        ]);
        var standing = Riverside.Initiative with { Members = [.. Riverside.Initiative.Members, Sam(Monday), Sam(Monday.PlusDays(7)), Sam(Monday.PlusDays(8))] };

        var brief = Brief.Of(standing, [], [], [], [], [], agenda, Monday, Now);
        Assert.Equal(["now", "Sunday"], brief.Actions.Select(a => a.Text));
        Assert.Equal([Monday.PlusDays(6)], brief.StandIns.Select(s => s.Last));

        static Member Sam(LocalDate until) => new(new PersonKey("t", until.ToString("R", null)), "Sam", Role.Reporter, Riverside.School.Id) { Until = until };
    }

    [Fact]
    public void Needs_that_nobody_met_and_connections_of_which_nobody_spoke_are_counted()
    {
        PartnersNotice[] notices = [Need("a"), Need("b"), Need("c") with { Ended = Now }, Need("o") with { Kind = NoticeKind.Offer }];
        Fit[] fits =
        [
            new("b", "o", Now) { ConnectedAt = Now - Duration.FromDays(22) },
            new("c", "o", Now) { ConnectedAt = Now - Duration.FromDays(22), Outcome = "it worked" },
            new("x", "o", Now) { ConnectedAt = Now - Duration.FromDays(2) },
            new("y", "o", Now) { ConnectedAt = Now - Duration.FromDays(100) },
        ];

        var brief = Brief.Of(Riverside.Initiative, [], [], [], notices, fits, CommonAgenda.Of(Riverside.Initiative), Monday, Now);
        Assert.Equal((1, 1), (brief.Asks, brief.Connections));
        Assert.False(brief.IsEmpty);
        Assert.True(Of([]).IsEmpty);
    }

    private static PartnersNotice Need(string id) => new(id, NoticeKind.Ask, Riverside.School.Id, id, "", null, Riverside.Chidi, "Chidi", Now);

    private static Board Closed(int week, string schedule = "check-in") => Closed(week, null, schedule);

    private static Board Closed(int week, Entry? entry, string schedule = "check-in") => new(
        Riverside.Round with { Id = new($"2026-W{week + 40}.{schedule}"), ClosedAt = Riverside.Opening },
        entry is null ? [] : [entry],
        []);

    private static Brief Of(IReadOnlyList<Board> closed, Initiative? initiative = null) =>
        Brief.Of(initiative ?? Riverside.Initiative, [], closed, [], [], [], CommonAgenda.Of(Riverside.Initiative), Monday, Now);
}
