using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Testing;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What a month or a quarter brought is read, and posted once.</summary>
public sealed class SummaryTests(Azurite azurite) : StoryTest(azurite)
{
    private const string November = "November 2026";
    private const string December = "December 2026";

    // A Tuesday, the first of the month; Lisbon keeps UTC in winter, and mornings come at ten.
    private static readonly Instant s_december = Instant.FromUtc(2026, 12, 1, 10, 1);
    private static readonly string s_week = En.Time.PeriodWeek(48, "2026");
    private static readonly string s_quarter = En.Time.PeriodQuarter(4, "2026");

    [Fact]
    public async Task On_the_first_morning_of_the_month_she_hears_that_it_is_ready_and_posts_it_once()
    {
        var (carmen, _, home) = await WithClosed();
        await World.ItIs(s_december);
        var ready = await carmen.Receives();
        Assert.Contains(En.Briefs.SummariesReady(1), ready.AllText, StringComparison.Ordinal);
        var look = await ready.Press(En.Briefs.SeeSummary(November));
        foreach (var line in new[] { En.Digests.SummaryTitle(November), En.Digests.SummaryCheckIns(1, 100, 1, 1), En.Digests.SummaryOne("41", s_week, En.Indicators.FromPartners(1, 1)), En.Digests.SummaryGoesTo(1) })
        {
            Assert.Contains(line, look.AllText, StringComparison.Ordinal);
        }

        Assert.Equal(0, home.Unread);
        await look.PressTimes(En.Digests.PostSummary, 2);
        var posted = await home.Receives();
        Assert.Contains(En.Digests.SummaryTitle(November), posted.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Digests.PostSummary, posted.Buttons);
        await World.AllIsSent();
        Assert.Equal(0, home.Unread);
        Assert.Contains(En.Audit.SummaryPosted(November), (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);

        // An old card posts nothing, and she isn't told again that it is ready.
        Assert.Contains(En.Piece(En.Digests.SummaryPostedAlready("Carmen", En.Unknown)), (await look.Press(En.Digests.PostSummary)).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Briefs.NothingWaits, (await carmen.Asks("brief")).AllText, StringComparison.Ordinal);
        await World.ItIs(s_december + Duration.FromDays(1));
        await World.ItIs(s_december + Duration.FromDays(6));
        Assert.Equal(0, carmen.Unread + home.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task Of_two_coordinators_the_second_reads_who_was_first_and_may_bring_it_up_to_date()
    {
        var (carmen, _, home) = await WithClosed();
        var ana = Teams.Person("Ana", "backbone");
        await ana.JoinsWith(await carmen.InvitesBackbone());
        await World.ItIs(s_december + Duration.FromDays(1));
        var (hers, other) = (await carmen.Asks("summary"), await ana.Asks("monthly summary"));
        Assert.Contains(En.Digests.PostedTo(1), (await hers.Press(En.Digests.PostSummary)).AllText, StringComparison.Ordinal);
        await home.Receives();
        var already = await other.Press(En.Digests.PostSummary);
        Assert.Contains(En.Piece(En.Digests.SummaryPostedAlready("Carmen", En.Unknown)), already.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, home.Unread);

        var again = await already.Press(En.Digests.SeeSummary(November));
        Assert.Contains(En.Digests.SummaryStands("Carmen", "2 December"), again.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.SummaryUpdated(1), (await again.Press(En.Digests.PostSummaryAgain)).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, home.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_was_posted_is_taken_down_and_posted_again_and_nothing_else_brings_it_back()
    {
        var (carmen, rui, home) = await WithClosed();
        await World.ItIs(s_december + Duration.FromDays(1));
        await (await carmen.Asks("summary")).Press(En.Digests.PostSummary);
        var posted = await home.Receives();

        var look = await (await carmen.Asks("undo")).Press(En.Digests.TakeDown);
        Assert.Contains(En.Digests.AskTakeDownSummary(November), look.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.SummaryTitle(November), posted.Current.AllText, StringComparison.Ordinal);
        var done = await look.Fill(En.Digests.WhyTakenDown, "A number was wrong").Press(En.Digests.TakeDown);
        Assert.Contains(En.Digests.IsTakenDownSummary(November, 1), done.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Contains(En.Digests.WasTakenDownSummary(November), posted.Current.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.TakenDownBecause("Carmen", "A number was wrong"), posted.Current.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Audit.With(En.Audit.SummaryTakenDown(November), "A number was wrong"), (await carmen.Asks("audit")).AllText, StringComparison.Ordinal);

        // A correction, and a card from before, leave it as it is.
        await rui.Corrects($"Check-in, {s_week}", "40");
        await World.AllIsSent();
        Assert.Contains(En.Digests.WasTakenDownSummary(November), posted.Current.AllText, StringComparison.Ordinal);

        var again = await done.Press(En.Digests.SeeSummary(November));
        Assert.Contains(En.Digests.SummaryIsDown("Carmen"), again.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Digests.TakeDown, again.Buttons);
        await again.Press(En.Digests.PostSummary);
        await World.AllIsSent();
        Assert.Contains(En.Digests.SummaryOne("40", s_week, En.Indicators.FromPartners(1, 1)), posted.Current.AllText, StringComparison.Ordinal);
        Assert.Equal(0, home.Unread);
        Assert.Contains(En.Digests.TakeDown, (await carmen.Asks("summary")).Buttons);
        NothingWentWrong();
    }

    [Fact]
    public async Task It_goes_to_the_channels_that_are_chosen_and_to_the_others_later()
    {
        var (carmen, rui, home) = await WithClosed();
        var schools = home.Team.Channel("Schools");
        await carmen.AsksIn(schools, "digest here");
        await World.ItIs(s_december + Duration.FromDays(1));
        var look = await carmen.Asks("summary");
        Assert.Contains(En.Digests.SummaryGoesTo(2), look.AllText, StringComparison.Ordinal);

        await look.Choose(En.Digests.OnlyTo, "Riverside › Schools").Press(En.Digests.PostSummary);
        Assert.Contains(En.Digests.SummaryTitle(November), (await schools.Receives()).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, home.Unread);

        var again = await carmen.Asks("summary");
        Assert.Contains(En.Digests.SummaryGoesTo(1), again.AllText, StringComparison.Ordinal);
        await again.Choose(En.Digests.OnlyTo).Press(En.Digests.PostSummaryAgain);
        var posted = await home.Receives();
        Assert.Contains(En.Digests.SummaryTitle(November), posted.AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, schools.Unread);

        // Taken down everywhere and posted to one again, the other stays as it is, also when something is put right.
        await (await (await carmen.Asks("summary")).Press(En.Digests.TakeDown)).Press(En.Digests.TakeDown);
        await (await carmen.Asks("summary")).Choose(En.Digests.OnlyTo, "Riverside › Schools").Press(En.Digests.PostSummary);
        await rui.Corrects($"Check-in, {s_week}", "40");
        await World.AllIsSent();
        Assert.Contains(En.Digests.WasTakenDownSummary(November), posted.Current.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.SummaryOne("40", s_week, En.Indicators.FromPartners(1, 1)), schools.Messages[^1].Current.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_is_put_right_stands_in_the_posted_summary_too()
    {
        var (carmen, rui, home) = await WithClosed();
        await World.ItIs(s_december + Duration.FromDays(1));
        await (await carmen.Asks("summary")).Press(En.Digests.PostSummary);
        var posted = await home.Receives();

        await rui.Corrects($"Check-in, {s_week}", "40");
        Assert.Contains(En.Digests.SummaryOne("40", s_week, En.Indicators.FromPartners(1, 1)), (await posted.IsUpdated()).AllText, StringComparison.Ordinal);
        await World.AllIsSent();
        Assert.Equal(0, home.Unread);
        NothingWentWrong();
    }

    [Fact]
    public async Task A_number_goes_from_the_first_to_the_last_and_the_new_year_brings_a_quarter_too()
    {
        var (carmen, rui, home) = await WithClosed();
        await Reports(carmen, rui, home, "52", World.Start + Duration.FromDays(7));
        await Reports(carmen, rui, home, "47", World.Start + Duration.FromDays(14));

        // The fourth of January, a Monday.
        await World.ItIs(Instant.FromUtc(2027, 1, 4, 10, 1));
        var ready = await carmen.Receives();
        Assert.Contains(En.Briefs.SummariesReady(2), ready.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Briefs.SeeSummary(s_quarter), ready.Buttons);
        Assert.Contains(En.Briefs.SeeSummary(December), ready.Buttons);
        var one = En.Indicators.FromPartners(1, 1);
        var quarter = await rui.Asks("quarterly summary");
        Assert.Contains(En.Digests.SummaryTitle(December), (await (await rui.Asks("digests")).Press(En.Digests.OfferSummary)).AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.SummaryFirstToLast("41", s_week, "47", En.Time.PeriodWeek(50, "2026"), one), quarter.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.SummaryRange("52", En.Time.PeriodWeek(49, "2026"), "41", s_week), quarter.AllText, StringComparison.Ordinal);
        Assert.Contains(
            En.Digests.SummaryFirstToLast("52", En.Time.PeriodWeek(49, "2026"), "47", En.Time.PeriodWeek(50, "2026"), one), (await rui.Asks("summary of December")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task Members_read_it_as_far_as_they_may_and_have_nothing_to_post_with()
    {
        var (carmen, rui, _) = await WithClosed();
        await (await (await carmen.Asks("indicators")).Press(En.Indicators.Edit)).Unfold(En.Indicators.SectionMore).Unfold(En.Indicators.SectionSharing).Choose(En.Indicators.TotalSharing, En.Indicators.SharingBackbone).SavesIndicator();
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "43");
        await carmen.ClosesCheckIn();
        await World.ItIs(s_december + Duration.FromDays(1));
        var his = await rui.Asks("summary");
        Assert.Contains(En.Digests.SummaryTitle(November), his.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("43", his.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Digests.PostSummary, his.Buttons);
        Assert.Equal(En.Digests.NoSuchSummary("banana"), (await rui.Asks("summary banana")).Text);
        Assert.Equal(En.Digests.NoSuchSummary("2026-W48"), (await rui.Asks("summary 2026-W48")).Text);
        Assert.Equal(En.Digests.NoSummaryFor("October 2026"), (await rui.Asks("summary 2026-10")).Text);
        NothingWentWrong();
    }

    [Fact]
    public async Task It_is_posted_when_its_time_is_over_and_there_is_a_channel()
    {
        var (carmen, rui, form) = await OpenRound();
        Assert.Equal(En.Digests.NoSummaryFor(November), (await carmen.Asks("summary this month")).Text);
        await Submits(form, "41");
        await Closes(carmen, rui);
        var early = await carmen.Asks("summary November");
        Assert.Contains(En.Digests.SummaryNotOver, early.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Digests.PostSummary, early.Buttons);

        await World.ItIs(s_december + Duration.FromDays(1));
        var nowhere = await carmen.Asks("summary");
        Assert.Contains(En.Digests.SummaryNoHome, nowhere.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(En.Digests.PostSummary, nowhere.Buttons);
        var home = await Home(carmen);
        Assert.Equal(En.Digests.SummaryForYouAlone, (await carmen.AsksIn(home, "summary")).Text);
        Assert.Contains(En.Digests.PostSummary, (await carmen.Asks("summary")).Buttons);
        NothingWentWrong();
    }

    private async Task<(Person Carmen, Person Rui, Channel Home)> WithClosed()
    {
        var (carmen, rui, home) = await WithHome();
        await Reports(carmen, rui, home, "41", at: null);
        return (carmen, rui, home);
    }

    private async Task Reports(Person carmen, Person rui, Channel home, string value, Instant? at)
    {
        if (at is { } moment)
        {
            await World.ItIs(moment);
        }

        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), value);
        await Closes(carmen, rui);
        Assert.Contains(value, (await home.Receives()).AllText, StringComparison.Ordinal);
    }
}
