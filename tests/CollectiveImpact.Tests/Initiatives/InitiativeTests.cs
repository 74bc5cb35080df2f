using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Initiatives;

public sealed class InitiativeTests
{
    private static readonly ConversationAddress General = new("https://teams.test", "general", "tenant-backbone", "bot", PlaceKind.Channel);

    [Fact]
    public void A_change_replaces_what_has_the_same_key_in_its_place_and_adds_the_rest()
    {
        var changed = Riverside.Initiative.With(new InitiativeChange
        {
            Partners = [new Partner(new("youth-club"), "Youth Club"), Riverside.Library with { Name = "Central Library" }],
        });

        Assert.Equal(["Central Library", "Eastside School", "Youth Club"], changed.Partners.Select(p => p.Name));
        Assert.Equal(Riverside.Initiative.Members, changed.Members);
    }

    [Fact]
    public void A_person_is_one_member_whatever_their_name()
    {
        var changed = Riverside.Initiative.With(new InitiativeChange { Members = [new Member(Riverside.Bruno, "Bruno C.", Role.Reporter, Riverside.School.Id)] });

        Assert.Equal(3, changed.Members.Count);
        Assert.Equal("Bruno C.", changed.Member(Riverside.Bruno)!.Name);
    }

    [Fact]
    public void Two_people_of_one_object_id_in_two_tenants_are_two_members()
    {
        var changed = Riverside.Initiative.With(new InitiativeChange { Members = [new Member(Riverside.Bruno with { Tenant = "elsewhere" }, "Bruno Costa", Role.Reporter, Riverside.School.Id)] });

        Assert.Equal(4, changed.Members.Count);
    }

    [Fact]
    public void New_settings_leave_the_lists_alone()
    {
        var renamed = Riverside.Initiative with { Name = "River Reads", Partners = [], Members = [], Goals = [] };

        var changed = Riverside.Initiative.With(new InitiativeChange { Initiative = renamed });

        Assert.Equal("River Reads", changed.Name);
        Assert.Equal(Riverside.Initiative.Partners, changed.Partners);
        Assert.Equal(Riverside.Initiative.Members, changed.Members);
        Assert.Equal(Riverside.Initiative.Goals, changed.Goals);
    }

    [Fact]
    public void A_channel_is_a_home_once_and_until_it_is_removed()
    {
        var home = Riverside.Initiative
            .With(new InitiativeChange { Channels = [new HomeChannel(General, "General")] })
            .With(new InitiativeChange { Channels = [new HomeChannel(General with { ServiceUrl = "https://moved.test" }, "General")] });

        Assert.Equal("https://moved.test", Assert.Single(home.Channels).Address.ServiceUrl);
        Assert.Empty(home.With(new InitiativeChange { RemovedChannel = "general" }).Channels);
        Assert.Single(home.With(new InitiativeChange { RemovedChannel = "other" }).Channels);
    }

    [Fact]
    public void Names_that_repeat_are_told_apart_by_who_founded_it_and_else_by_the_id()
    {
        var one = Riverside.Initiative;
        var dora = new Member(new PersonKey("t", "dora"), "Dora", Role.Backbone, null);

        var names = Initiative.NamesApart([one, one with { Id = new("two"), Name = "riverside reads ", Members = [dora] }, one with { Id = new("other"), Name = "Harbour" }]);
        Assert.Equal(("Riverside Reads (Maria Santos)", "riverside reads  (Dora)", "Harbour"), (names[one.Id], names[new("two")], names[new("other")]));

        var same = Initiative.NamesApart([one, one with { Id = new("two") }]);
        Assert.Equal("Riverside Reads (Maria Santos), two", same[new("two")]);
    }

    [Fact]
    public void An_empty_change_changes_nothing()
    {
        var changed = Riverside.Initiative.With(new InitiativeChange());

        Assert.Equal(Riverside.Initiative with { Channels = changed.Channels }, changed);
    }

    [Fact]
    public void Only_partners_with_a_reporter_are_asked()
    {
        var changed = Riverside.Initiative.With(new InitiativeChange { Partners = [new Partner(new("youth-club"), "Youth Club")] });

        Assert.Equal(["city-library", "eastside-school"], changed.Reporting.Select(p => p.Id.Value));
    }

    [Fact]
    public void A_persons_key_is_read_back_as_it_was_written()
    {
        var key = new PersonKey("tenant", "object:with:colons");

        Assert.Equal(key, PersonKey.Parse(key.ToString()));
        Assert.Throws<FormatException>(() => PersonKey.Parse("nobody"));
    }
}
