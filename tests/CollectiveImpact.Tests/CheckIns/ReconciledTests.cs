using CollectiveImpact.CheckIns;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.CheckIns;

/// <summary>Planned, sent and answered are reconciled for each person, and every difference has a reason.</summary>
public sealed class ReconciledTests
{
    private static readonly Instant Now = Riverside.Opening + Duration.FromHours(1);

    [Theory]
    [InlineData(DeliveryState.Sent, null, AskState.HasCard, null)]
    [InlineData(DeliveryState.Planned, null, AskState.Waits, Reasons.InAMoment)]
    [InlineData(DeliveryState.Planned, Reasons.Busy, AskState.Waits, "waits:busy")]
    [InlineData(DeliveryState.Failed, "late:busy", AskState.Failed, "late:busy")]
    [InlineData(DeliveryState.Unreachable, Reasons.AppRemoved, AskState.Failed, Reasons.ReachableAgain)]
    public void What_became_of_the_card_is_told(DeliveryState state, string? reason, AskState standing, string? why) =>
        AssertStands(standing, why, Reconcile([Of("open", state, reason)]));

    [Fact]
    public void Who_was_never_planned_is_not_left_out() =>
        AssertStands(AskState.Failed, Reasons.NotAsked, Reconcile([]));

    [Fact]
    public void Whose_time_has_not_come_is_asked_later() =>
        AssertStands(AskState.ComesLater, Reasons.ComesLater, Reconcile([], m => m with { Contact = m.Contact! with { TimeZone = "America/Los_Angeles" } }));

    [Fact]
    public void Who_cannot_be_reached_now_is_told_with_the_reason_of_now() =>
        AssertStands(AskState.Unreachable, Reasons.Blocked, Reconcile([Of("open", DeliveryState.Sent, null)], m => m with { Contact = m.Contact! with { Unreachable = Reasons.Blocked } }));

    [Fact]
    public void Who_is_away_is_neither_missing_nor_out_of_reach() =>
        AssertStands(AskState.Away, Reasons.Away, Reconcile([], m => m with { AwayUntil = new LocalDate(2026, 12, 24) }));

    [Fact]
    public void A_later_message_that_arrived_counts_more_than_an_earlier_one_that_did_not() =>
        AssertStands(AskState.HasCard, null, Reconcile([Of("open", DeliveryState.Failed, "x"), Of("nudge", DeliveryState.Sent, null, later: 1)]));

    [Fact]
    public void Who_needed_no_card_because_a_colleague_answered_has_answered() =>
        AssertStands(AskState.Answered, null, Reconcile([Of("open", DeliveryState.NotNeeded, "answered")], answered: true));

    [Fact]
    public void Everyone_who_is_asked_stands_in_it_exactly_once()
    {
        var all = Reconciled.Of(Reachable(), new Board(Riverside.Round, [], Riverside.Indicators), [], Now);

        Assert.Equal([Riverside.Bruno, Riverside.Chidi], all.Select(r => r.Member.Person));
    }

    private static void AssertStands(AskState standing, string? why, Reconciled bruno) => Assert.Equal((standing, why), (bruno.Standing, bruno.Why));

    private static Reconciled Reconcile(IReadOnlyList<Delivery> deliveries, Func<Member, Member>? change = null, bool answered = false) => Reconciled.Of(
        Reachable(change),
        new Board(Riverside.Round, answered ? [Riverside.EntryOf(Riverside.Library, Riverside.Full)] : [], Riverside.Indicators),
        deliveries,
        Now).Single(r => r.Member.Person == Riverside.Bruno);

    private static Initiative Reachable(Func<Member, Member>? change = null) => Riverside.Initiative with
    {
        Members = [.. Riverside.Initiative.Members.Select(m => m with { Contact = new Contact(Letters.AddressOf(m.Person.ToString()), null, "en-GB", null) }).Select(m => change?.Invoke(m) ?? m)],
    };

    private static Delivery Of(string kind, DeliveryState state, string? reason, int later = 0) =>
        new("mailing", kind, Recipient.Of(Riverside.Bruno), state, null, null, reason, 1, Riverside.Opening + Duration.FromMinutes(later));
}
