using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Messages;

namespace CollectiveImpact.Tests.Messages;

/// <summary>Who gets a message, and what became of it.</summary>
public sealed class MessageTests
{
    private static readonly Instant Now = Riverside.Opening;
    private static readonly PartnersMessage Sent = new(PartnersMessage.NewId(Now), "Forum", "We meet.", new Addressed(ToWhom.Everyone), [], Riverside.Maria, "Maria", Now)
    {
        SentAt = Now,
        Recipients = [Riverside.Bruno, Riverside.Chidi],
    };

    [Fact]
    public void Everyone_gets_it_but_who_wrote_it_and_a_stand_in_whose_time_is_over()
    {
        var stood = Riverside.Initiative with { Members = [.. Riverside.Initiative.Members, new Member(new PersonKey("t", "s"), "Sam", Role.Reporter, Riverside.School.Id) { Until = new LocalDate(2026, 11, 1) }] };

        Assert.Equal([Riverside.Bruno, Riverside.Chidi], To(stood, new Addressed(ToWhom.Everyone))!);
    }

    [Fact]
    public void Of_those_missing_nobody_is_written_to_who_is_away()
    {
        var away = Riverside.Initiative with { Members = [.. Riverside.Initiative.Members.Select(m => m.Person == Riverside.Bruno ? m with { AwayUntil = new LocalDate(2026, 12, 24) } : m)] };

        Assert.Equal([Riverside.Chidi], To(away, new Addressed(ToWhom.Missing, "r"), missing: [Riverside.Library.Id, Riverside.School.Id])!);
        Assert.Null(To(away, new Addressed(ToWhom.Missing, "r")));
    }

    [Fact]
    public void A_group_and_chosen_partners_are_their_people_and_a_group_that_has_ended_is_nobody()
    {
        var grouped = Riverside.Initiative with { Groups = [new WorkingGroup("g", "Readers", "", [], [Riverside.Maria, Riverside.Chidi])] };

        Assert.Equal([Riverside.Chidi], To(grouped, new Addressed(ToWhom.Group, "g"))!);
        Assert.Null(To(Riverside.Initiative, new Addressed(ToWhom.Group, "g")));
        Assert.Equal([Riverside.Bruno], To(grouped, new Addressed(ToWhom.Partners), partners: [Riverside.Library.Id])!);
    }

    [Theory]
    [InlineData("Everyone", true)]
    [InlineData("Missing:2026-W48.check-in", true)]
    [InlineData("Group:a:b", true)]
    [InlineData("2", false)]
    [InlineData("", false)]
    [InlineData("Nobody:x", false)]
    public void Whom_it_is_for_is_read_as_it_was_written(string code, bool isOne) => Assert.Equal(isOne ? code : null, Addressed.Read(code)?.Code);

    [Theory]
    [InlineData("", false)]
    [InlineData("000000000000000-abc123", true)]
    [InlineData("000000000000000-abc12/", false)]
    [InlineData("999999999999999-abc123", false)]
    [InlineData("00000000000000x-abc123", false)]
    public void Only_an_id_that_was_given_until_now_is_taken(string id, bool isOne)
    {
        Assert.Equal(isOne, PartnersMessage.IsId(id, Now));
        Assert.True(PartnersMessage.IsId(PartnersMessage.NewId(Now), Now));
    }

    [Fact]
    public void What_became_of_it_adds_up_to_all_it_was_sent_to()
    {
        var gone = new PersonKey("t", "gone");
        var message = Sent with { Recipients = [Riverside.Bruno, Riverside.Chidi, gone] };

        var reached = Reached.Of(Riverside.Initiative, message, [Of(Riverside.Bruno, DeliveryState.Sent), Of(gone, DeliveryState.NotNeeded, "no-member")], Now);
        Assert.Equal((1, 1, 1, 0, 3), (reached.Have, reached.Wait, reached.Left, reached.CantReach.Count, reached.All));

        var late = Reached.Of(Riverside.Initiative, Sent, [Of(Riverside.Bruno, DeliveryState.Unreachable, Reasons.AppRemoved)], Now + PartnersMessage.OfUse);
        Assert.Equal([("Bruno Costa", Reasons.AppRemoved), ("Chidi Okafor", Reasons.TooLate(null))], late.CantReach.Select(c => (c.Member.Name, c.Why)));
    }

    [Fact]
    public void Whoever_was_never_planned_is_found_while_it_is_of_use()
    {
        Delivery[] one = [Of(Riverside.Bruno, DeliveryState.Sent)];

        Assert.True(Reached.IsUnplanned(Sent, one, Now));
        Assert.False(Reached.IsUnplanned(Sent, [.. one, Of(Riverside.Chidi, DeliveryState.Planned)], Now));
        Assert.False(Reached.IsUnplanned(Sent, one, Now + PartnersMessage.OfUse));
    }

    private static Delivery Of(PersonKey person, DeliveryState state, string? reason = null) => new("m", "message", Recipient.Of(person), state, null, null, reason, 1, Now);

    private static IEnumerable<PersonKey>? To(Initiative initiative, Addressed to, IReadOnlyList<PartnerId>? missing = null, IReadOnlyList<PartnerId>? partners = null) =>
        to.Among(initiative, partners ?? [], missing, Riverside.Maria, Now)?.Select(m => m.Person);
}
