using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Onboarding;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Tests.Onboarding;

public sealed class SetUpListTests
{
    private static readonly Initiative Empty = Riverside.Initiative with { Partners = [], Members = [new Member(Riverside.Maria, "Maria", Role.Backbone, null)], Channels = [] };
    private static readonly Indicator Waits = Riverside.Sessions with { Terms = ["session"] };
    private static readonly Timetable Scheduled = Timetable.Empty.Following(Schedule.Usual(Riverside.Initiative, Riverside.Opening), Riverside.Opening);
    private static readonly Timetable Asked = Scheduled with { Closed = ["2026-W47.check-in"] };

    [Fact]
    public void Of_a_new_initiative_nothing_is_done_and_no_words_wait_before_there_is_an_indicator()
    {
        var list = SetUpList.Of(Empty, [], [], Timetable.Empty);

        Assert.Empty(list.Done);
        Assert.Equal(SetUpStep.Indicators, list.Next);
        Assert.Equal(SetUpStep.Indicators, SetUpList.Of(Empty, [Waits with { Retired = true }], [], Timetable.Empty).Next);
    }

    [Fact]
    public void Words_wait_while_one_is_not_agreed()
    {
        Assert.Equal(SetUpStep.Words, SetUpList.Of(Empty, [Waits], ["session"], Timetable.Empty).Next);
        Assert.Equal(SetUpStep.Partners, SetUpList.Of(Empty, [Waits], [], Timetable.Empty).Next);
    }

    [Fact]
    public void Every_partner_needs_a_reporter_until_the_first_have_been_asked_and_one_that_has_left_needs_none()
    {
        var half = Riverside.Initiative with { Members = [.. Riverside.Initiative.Members.Where(m => m.PartnerId != Riverside.School.Id)] };

        Assert.DoesNotContain(SetUpStep.Partners, SetUpList.Of(half, Riverside.Indicators, [], Scheduled).Done);
        Assert.Contains(SetUpStep.Partners, SetUpList.Of(half, Riverside.Indicators, [], Asked).Done);
        Assert.Contains(SetUpStep.Partners, SetUpList.Of(half.With(new InitiativeChange { Partners = [Riverside.School with { LeftAt = Riverside.Opening }] }), Riverside.Indicators, [], Scheduled).Done);
        Assert.DoesNotContain(SetUpStep.Partners, SetUpList.Of(Empty, Riverside.Indicators, [], Asked).Done);
    }

    [Fact]
    public void The_channel_of_a_group_is_not_the_one_that_everyone_reads_and_who_has_asked_needs_no_rehearsal()
    {
        var address = new ConversationAddress("https://teams.test", "19:all", "tenant", "bot", PlaceKind.Channel);
        var of = (string? group) => SetUpList.Of(Riverside.Initiative with { Channels = [new HomeChannel(address, "General") { Group = group }] }, Riverside.Indicators, [], Scheduled);

        Assert.Equal(SetUpStep.Home, of("readers").Next);
        Assert.Equal(SetUpStep.Rehearsal, of(null).Next);
        Assert.Null(SetUpList.Of(Riverside.Initiative with { Channels = [new HomeChannel(address, "General")] }, Riverside.Indicators, [], Asked).Next);
    }
}
