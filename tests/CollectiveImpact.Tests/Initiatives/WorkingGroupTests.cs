using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Initiatives;

public sealed class WorkingGroupTests
{
    private static readonly PersonKey Stranger = new("tenant-x", "stranger");

    private readonly Engine _engine;
    private readonly Initiative _initiative;

    public WorkingGroupTests(Engine engine)
    {
        _engine = engine;
        _initiative = engine.NewInitiative();
    }

    private IInitiativeGrain Grain => _engine.Grains.GetGrain<IInitiativeGrain>(_initiative.Id);

    [Theory]
    [InlineData("Early readers", "EARLY  readers", true)]
    [InlineData("Early readers", " “early readers”. ", true)]
    [InlineData("Early readers?", "early readers", true)]
    [InlineData("Early readers", "earlyreaders", true)]
    [InlineData("!!!", "!!!", true)]
    [InlineData("!!!", "???", false)]
    [InlineData("Leitores à tarde", "leitores À tarde", true)]
    public void A_name_is_known_however_it_is_written(string name, string said, bool known) =>
        Assert.Equal(known, Group("g") is var group && (group with { Name = name }).IsCalled(said));

    [Fact]
    public async Task Many_who_join_and_leave_at_once_lose_nothing_of_each_other()
    {
        PersonKey[] people = [.. Enumerable.Range(0, 20).Select(i => new PersonKey("tenant-many", $"person-{i}"))];
        await Grain.Change(new InitiativeChange { Members = [.. people.Select(p => new Member(p, p.ObjectId, Role.Observer, null))] });
        await Add("g1");
        await Task.WhenAll(people[..10].Select(p => Grain.JoinGroup("g1", p)));

        await Task.WhenAll([.. people[..5].Select(p => Grain.LeaveGroup("g1", p)), .. people[10..].Select(p => Grain.JoinGroup("g1", p)), Grain.SaveGroup(Group("g1") with { Purpose = "Another" }, isNew: false, Riverside.Maria)]);

        var group = (await Grain.Get())!.Group("g1")!;
        Assert.Equal(people[5..].OrderBy(p => p.ObjectId), group.People.OrderBy(p => p.ObjectId));
        Assert.Equal("Another", group.Purpose);
    }

    [Fact]
    public async Task What_was_so_before_is_written_no_second_time()
    {
        await Add("g1");
        await Grain.JoinGroup("g1", Riverside.Bruno);
        var writes = _engine.Stores.Writes(_initiative.Id);

        Assert.Equal(GroupOutcome.AlreadySo, await Grain.JoinGroup("g1", Riverside.Bruno));
        Assert.Equal(GroupOutcome.AlreadySo, await Grain.LeaveGroup("g1", Riverside.Chidi));
        Assert.Equal(GroupOutcome.AlreadySo, await Grain.SaveGroup(Group("g1"), isNew: true, Riverside.Maria));
        Assert.Equal(writes, _engine.Stores.Writes(_initiative.Id));
        Assert.Equal(GroupOutcome.NotAllowed, await Grain.JoinGroup("g1", Stranger));
        Assert.Equal(GroupOutcome.NoSuchGroup, await Grain.JoinGroup("g2", Riverside.Bruno));
    }

    [Fact]
    public async Task Of_two_groups_of_one_name_saved_at_once_there_is_one()
    {
        var both = await Task.WhenAll(
            Grain.SaveGroup(Group("g1") with { Name = "Readers" }, isNew: true, Riverside.Maria), Grain.SaveGroup(Group("g2") with { Name = "readers" }, isNew: true, Riverside.Maria));

        Assert.Single(both, GroupOutcome.Changed);
        Assert.Single(both, GroupOutcome.NameTaken);
        Assert.Single((await Grain.Get())!.Groups);
    }

    [Fact]
    public async Task There_are_no_more_than_an_initiative_can_have_and_they_stand_by_name()
    {
        foreach (var n in Enumerable.Range(0, WorkingGroup.MostInAnInitiative).Reverse())
        {
            await Add($"g{n:00}");
        }

        Assert.Equal(GroupOutcome.TooMany, await Grain.SaveGroup(Group("more"), isNew: true, Riverside.Maria));
        Assert.Equal(GroupOutcome.Changed, await Grain.SaveGroup(Group("g00") with { Name = "Zebra" }, isNew: false, Riverside.Maria));
        var names = (await Grain.Get())!.Groups.Select(g => g.Name).ToArray();
        Assert.Equal(("Group g01", "Zebra"), (names[0], names[^1]));
    }

    [Fact]
    public async Task The_lead_runs_a_group_and_a_reporter_does_not()
    {
        await Grain.SaveGroup(Group("g1") with { Lead = Riverside.Bruno }, isNew: true, Riverside.Maria);
        Assert.True((await Grain.Get())!.Group("g1")!.Has(Riverside.Bruno));
        var home = new HomeChannel(new ConversationAddress("https://teams.test", "19:a", "t", "bot", PlaceKind.Channel), "A");

        Assert.Equal(GroupOutcome.NotAllowed, await Grain.SaveGroup(Group("g2"), isNew: true, Riverside.Bruno));
        Assert.Equal(GroupOutcome.NotAllowed, await Grain.SaveGroup(Group("g1"), isNew: false, Riverside.Chidi));
        Assert.Equal(GroupOutcome.NotAllowed, await Grain.GiveGroupAHome("g1", home, Riverside.Chidi));
        Assert.Equal(GroupOutcome.NotAllowed, await Grain.EndGroup("g1", Riverside.Chidi));
        Assert.Equal(GroupOutcome.NotAllowed, await Grain.EndGroup("g1", Stranger));
        Assert.Equal(GroupOutcome.Changed, await Grain.SaveGroup(Group("g1") with { Purpose = "Mine", Lead = Riverside.Bruno }, isNew: false, Riverside.Bruno));
        // Whom nobody knows leads nothing.
        Assert.Equal(GroupOutcome.Changed, await Grain.SaveGroup(Group("g1") with { Lead = Stranger }, isNew: false, Riverside.Bruno));
        Assert.Null((await Grain.Get())!.Group("g1")!.Lead);
        Assert.Equal(GroupOutcome.NotAllowed, await Grain.EndGroup("g1", Riverside.Bruno));
    }

    [Fact]
    public async Task A_group_that_has_ended_is_gone_with_its_channels_and_a_late_form_brings_it_back_no_more()
    {
        await Add("g1");
        await Add("g2");
        HomeChannel[] homes = [.. new[] { "19:a", "19:b", "19:c" }.Select(id => new HomeChannel(new ConversationAddress("https://teams.test", id, "t", "bot", PlaceKind.Channel), id))];
        await Grain.GiveGroupAHome("g1", homes[0], Riverside.Maria);
        await Grain.GiveGroupAHome("g2", homes[1], Riverside.Maria);
        await Grain.Change(new InitiativeChange { Channels = [homes[2]] });

        Assert.Equal(GroupOutcome.Changed, await Grain.EndGroup("g1", Riverside.Maria));

        Assert.Equal(["19:b", "19:c"], (await Grain.Get())!.Channels.Select(c => c.Name));
        Assert.Equal(GroupOutcome.NoSuchGroup, await Grain.SaveGroup(Group("g1"), isNew: false, Riverside.Maria));
        Assert.Equal(GroupOutcome.NoSuchGroup, await Grain.EndGroup("g1", Riverside.Maria));
        Assert.Equal(GroupOutcome.NoSuchGroup, await Grain.GiveGroupAHome("g1", homes[0], Riverside.Maria));
    }

    [Fact]
    public async Task Who_is_removed_is_in_no_group_and_leads_none()
    {
        await Grain.SaveGroup(Group("g1") with { Lead = Riverside.Bruno }, isNew: true, Riverside.Maria);
        await Grain.JoinGroup("g1", Riverside.Chidi);

        await Grain.Remove(Riverside.Bruno);

        var group = (await Grain.Get())!.Group("g1")!;
        Assert.Equal([Riverside.Chidi], group.People);
        Assert.Null(group.Lead);
    }

    private static WorkingGroup Group(string id) => new(id, "Group " + id, "", [], []);

    private async Task Add(string id) => Assert.Equal(GroupOutcome.Changed, await Grain.SaveGroup(Group(id), isNew: true, Riverside.Maria));
}
