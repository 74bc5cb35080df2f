using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Initiatives;

public sealed class InitiativeGrainTests
{
    private static readonly Instant Now = Riverside.Opening;
    private static readonly PersonKey Newcomer = new("tenant-new", "nina");

    private readonly Engine _engine;
    private readonly Initiative _initiative;

    public InitiativeGrainTests(Engine engine)
    {
        _engine = engine;
        _initiative = engine.NewInitiative();
    }

    private IInitiativeGrain Grain => _engine.Grains.GetGrain<IInitiativeGrain>(_initiative.Id);

    [Fact]
    public async Task A_code_makes_a_newcomer_a_reporter_of_its_partner()
    {
        var joined = Assert.IsType<JoinOutcome.Joined>(await Join(Invite(), Newcomer));

        Assert.Equal(new Member(Newcomer, "Nina", Role.Reporter, Riverside.School.Id) { Since = Now }, joined.Member);
        Assert.Equal(Riverside.School, joined.Partner);
        Assert.Equal(joined.Member, (await Grain.Get())!.Member(Newcomer));
    }

    [Fact]
    public async Task A_code_works_for_one_person()
    {
        var code = Invite();
        await Join(code, Newcomer);

        Assert.IsType<JoinOutcome.UsedUp>(await Join(code, new PersonKey("tenant-new", "other")));
        Assert.Null((await Grain.Get())!.Member(new PersonKey("tenant-new", "other")));
    }

    [Theory]
    [InlineData(AfterHandOver.LooksOn, Role.Observer, null)]
    [InlineData(AfterHandOver.ReportsAsWell, Role.Reporter, "eastside-school")]
    [InlineData(AfterHandOver.Leaves, null, null)]
    public async Task Who_hands_over_does_so_in_the_moment_in_which_the_other_joins(AfterHandOver then, Role? role, string? partner)
    {
        var code = Invite(from: Riverside.Chidi, then: then);
        Assert.Equal(Role.Reporter, (await Grain.Get())!.Member(Riverside.Chidi)!.Role);

        Assert.Equal(Riverside.Chidi, Assert.IsType<JoinOutcome.Joined>(await Join(code, Newcomer)).From);

        Assert.Equal((role, partner), ((await Grain.Get())!.Member(Riverside.Chidi)?.Role, (await Grain.Get())!.Member(Riverside.Chidi)?.PartnerId));
        Assert.Equal(Riverside.Chidi, Assert.IsType<JoinOutcome.AlreadyIn>(await Join(code, Newcomer)).From);
    }

    [Fact]
    public async Task The_last_of_the_backbone_stays_backbone_staff_when_they_hand_their_reporting_over()
    {
        await Grain.Change(new InitiativeChange { Members = [Riverside.Initiative.Member(Riverside.Maria)! with { PartnerId = Riverside.School.Id }] });

        await Join(Invite(from: Riverside.Maria, then: AfterHandOver.Leaves), Newcomer);

        var maria = (await Grain.Get())!.Member(Riverside.Maria)!;
        Assert.Equal((Role.Backbone, null), (maria.Role, maria.PartnerId));
    }

    [Fact]
    public async Task A_code_of_somebody_who_reports_for_another_partner_by_now_hands_nothing_over()
    {
        await Join(Invite(from: Riverside.Bruno, then: AfterHandOver.Leaves), Newcomer);

        Assert.Equal(Riverside.Library.Id, (await Grain.Get())!.Member(Riverside.Bruno)!.PartnerId);
    }

    [Fact]
    public async Task Two_of_the_backbone_end_an_initiative_within_a_week_and_one_never_does()
    {
        Assert.Null(await Grain.AskToEnd(Riverside.Maria, "Maria", Now));
        await Grain.MakeBackbone(Riverside.Bruno, backbone: true);
        Assert.Null(await Grain.AskToEnd(Riverside.Chidi, "Chidi", Now));
        Assert.Null(await Grain.ConfirmEnd(Riverside.Bruno, "Bruno", Now));
        Assert.Equal(Riverside.Maria, (await Grain.AskToEnd(Riverside.Maria, "Maria", Now))!.Ending!.By);
        Assert.Equal(Riverside.Maria, (await Grain.AskToEnd(Riverside.Bruno, "Bruno", Now))!.Ending!.By);

        Assert.Null(await Grain.ConfirmEnd(Riverside.Maria, "Maria", Now));
        Assert.Null(await Grain.ConfirmEnd(Riverside.Chidi, "Chidi", Now));
        Assert.Null(await Grain.ConfirmEnd(Riverside.Bruno, "Bruno", Now + Duration.FromDays(7)));
        await Grain.Keep();
        Assert.Null(await Grain.ConfirmEnd(Riverside.Bruno, "Bruno", Now));

        await Grain.AskToEnd(Riverside.Maria, "Maria", Now);
        var stale = (await Grain.Get())!;
        var ended = (await Grain.ConfirmEnd(Riverside.Bruno, "Bruno", Now))!.Ended;
        Assert.Equal(new Ended(Riverside.Bruno, "Maria", "Bruno", Now), ended);
        Assert.Equal(ended, (await Grain.ConfirmEnd(Riverside.Maria, "Maria", Now + Duration.FromDays(1)))!.Ended);
        Assert.Equal(ended, (await Grain.Change(new InitiativeChange { Initiative = stale with { Languages = ["pt"] } })).Ended);
        Assert.IsType<JoinOutcome.Unknown>(await Join(Invite(), Newcomer));
        Assert.Equal(MembershipOutcome.Changed, await Grain.Remove(Riverside.Bruno));
        Assert.Equal(MembershipOutcome.Changed, await Grain.Remove(Riverside.Maria));
    }

    [Fact]
    public async Task A_role_is_given_and_taken_and_the_last_of_the_backbone_stays()
    {
        Assert.Equal(MembershipOutcome.LastOfBackbone, await Grain.MakeBackbone(Riverside.Maria, backbone: false));
        Assert.Equal(MembershipOutcome.LastOfBackbone, await Grain.Remove(Riverside.Maria));
        Assert.Equal(MembershipOutcome.Changed, await Grain.MakeBackbone(Riverside.Bruno, backbone: true));
        Assert.Equal(MembershipOutcome.AlreadySo, await Grain.MakeBackbone(Riverside.Bruno, backbone: true));

        Assert.Equal(MembershipOutcome.Changed, await Grain.MakeBackbone(Riverside.Maria, backbone: false));
        Assert.Equal(Role.Observer, (await Grain.Get())!.Member(Riverside.Maria)!.Role);
        Assert.Equal(MembershipOutcome.LastOfBackbone, await Grain.MakeBackbone(Riverside.Bruno, backbone: false));
        await Grain.MakeBackbone(Riverside.Maria, backbone: true);
        await Grain.MakeBackbone(Riverside.Bruno, backbone: false);
        Assert.Equal((Role.Reporter, Riverside.Library.Id), ((await Grain.Get())!.Member(Riverside.Bruno)!.Role, (await Grain.Get())!.Member(Riverside.Bruno)!.PartnerId));
        Assert.Equal(MembershipOutcome.NotAMember, await Grain.MakeBackbone(Newcomer, backbone: true));
    }

    [Fact]
    public async Task Of_two_who_remove_each_other_at_once_one_stays()
    {
        await Grain.MakeBackbone(Riverside.Bruno, backbone: true);

        var both = await Task.WhenAll(Grain.Remove(Riverside.Bruno), Grain.Remove(Riverside.Maria));

        Assert.Single(both, MembershipOutcome.Changed);
        Assert.Single(both, MembershipOutcome.LastOfBackbone);
        Assert.Single((await Grain.Get())!.Backbone);
    }

    [Fact]
    public async Task Who_was_removed_is_gone_once_and_joins_again_with_a_new_code()
    {
        Assert.Equal(MembershipOutcome.Changed, await Grain.Remove(Riverside.Chidi));
        Assert.Equal(MembershipOutcome.NotAMember, await Grain.Remove(Riverside.Chidi));
        Assert.Null((await Grain.Get())!.Member(Riverside.Chidi));
        Assert.DoesNotContain((await Grain.Get())!.Reporting, p => p.Id == Riverside.School.Id);

        Assert.IsType<JoinOutcome.Joined>(await Join(Invite(), Riverside.Chidi));
        Assert.Equal(Role.Reporter, (await Grain.Get())!.Member(Riverside.Chidi)!.Role);
    }

    [Fact]
    public async Task Two_people_with_one_code_at_once_are_one_reporter()
    {
        var code = Invite();

        var both = await Task.WhenAll(Join(code, Newcomer), Join(code, new PersonKey("tenant-new", "other")));

        Assert.Single(both, b => b is JoinOutcome.Joined);
        Assert.Single(both, b => b is JoinOutcome.UsedUp);
    }

    [Fact]
    public async Task A_withdrawn_code_works_no_more_and_the_second_to_withdraw_it_changes_nothing()
    {
        var code = Invite();

        var both = await Task.WhenAll(Grain.Withdraw(Codes.KeyOf(code), null, Riverside.Maria, Now), Grain.Withdraw(Codes.KeyOf(code), null, Riverside.Bruno, Now));

        var withdrawn = Assert.Single(both.OfType<WithdrawOutcome.Withdrawn>()).Invite;
        Assert.Equal(withdrawn.WithdrawnBy, Assert.Single(both.OfType<WithdrawOutcome.Already>()).Invite.WithdrawnBy);
        Assert.IsType<JoinOutcome.Withdrawn>(await Join(code, Newcomer));
        Assert.Null((await Grain.Get())!.Member(Newcomer));
    }

    [Fact]
    public async Task An_invite_is_renewed_by_another_in_one_moment_and_one_that_was_used_is_not()
    {
        var (code, fresh) = (Invite(), new Invite(_initiative.Id + "fresh", Riverside.School.Id, Now + Duration.FromDays(30), null));
        Assert.True(Assert.IsType<WithdrawOutcome.Withdrawn>(await Grain.Withdraw(Codes.KeyOf(code), fresh, Riverside.Maria, Now)).Invite.IsRenewed);

        Assert.IsType<JoinOutcome.Withdrawn>(await Join(code, Newcomer));
        Assert.IsType<JoinOutcome.Joined>(await Join(fresh.Code, Newcomer));
        Assert.Equal(Newcomer, Assert.IsType<WithdrawOutcome.Used>(await Grain.Withdraw(fresh.Key, null, Riverside.Maria, Now)).By);
        Assert.IsType<WithdrawOutcome.NoSuchInvite>(await Grain.Withdraw("other", null, Riverside.Maria, Now));
    }

    [Fact]
    public async Task A_code_works_until_it_expires()
    {
        Assert.IsType<JoinOutcome.Joined>(await Join(Invite(Now + Duration.FromTicks(1)), Newcomer));
        Assert.IsType<JoinOutcome.Expired>(await Join(Invite(Now), new PersonKey("tenant-new", "other")));
    }

    [Fact]
    public async Task An_unknown_code_and_an_unknown_initiative_are_told_alike()
    {
        Assert.IsType<JoinOutcome.Unknown>(await Join("nothing", Newcomer));
        Assert.IsType<JoinOutcome.Unknown>(await _engine.Grains.GetGrain<IInitiativeGrain>(_engine.NewId()).Join("nothing", Newcomer, "Nina", Now));
    }

    [Fact]
    public async Task Saying_the_code_again_changes_nothing()
    {
        var code = Invite();
        await Join(code, Newcomer);
        var before = _engine.Stores.Writes(_initiative.Id);

        var again = await Join(code, Newcomer);

        Assert.Equal(Riverside.School, Assert.IsType<JoinOutcome.AlreadyIn>(again).Partner);
        Assert.Equal(before, _engine.Stores.Writes(_initiative.Id));
    }

    [Fact]
    public async Task Backbone_staff_stay_backbone_staff_when_they_report_too()
    {
        var joined = Assert.IsType<JoinOutcome.Joined>(await Join(Invite(), Riverside.Maria));

        Assert.Equal((Role.Backbone, Riverside.School.Id), (joined.Member.Role, joined.Member.PartnerId));
    }

    [Fact]
    public async Task A_code_for_the_backbone_makes_backbone_staff_who_still_report_if_they_did()
    {
        var code = Invite(partner: null);
        var joined = Assert.IsType<JoinOutcome.Joined>(await Join(code, Riverside.Bruno));

        Assert.Equal((Role.Backbone, Riverside.Library.Id), (joined.Member.Role, joined.Member.PartnerId));
        Assert.Null(joined.Partner);
        Assert.IsType<JoinOutcome.AlreadyIn>(await Join(code, Riverside.Bruno));
        Assert.IsType<JoinOutcome.UsedUp>(await Join(code, Newcomer));
    }

    [Fact]
    public async Task A_reporter_with_another_partners_code_moves_there()
    {
        await Join(Invite(), Riverside.Bruno);

        Assert.Equal(Riverside.School.Id, (await Grain.Get())!.Member(Riverside.Bruno)!.PartnerId);
        Assert.Empty((await Grain.Get())!.ReportersOf(Riverside.Library.Id));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_sets_one_initiative_up()
    {
        var fresh = Riverside.Initiative with { Id = _engine.NewId(), Partners = [], Members = [], Goals = [] };
        var grain = _engine.Grains.GetGrain<IInitiativeGrain>(fresh.Id);
        var founder = new Member(Riverside.Maria, "Maria", Role.Backbone, null);

        var first = await grain.SetUp(fresh, founder);
        var second = await grain.SetUp(fresh with { Name = "Another" }, founder with { Person = Newcomer });

        Assert.Equal(first.Name, second.Name);
        Assert.Equal([founder], second.Members);
        Assert.Equal(1, _engine.Stores.Writes(fresh.Id));
    }

    [Fact]
    public async Task What_storage_refused_is_not_remembered()
    {
        var code = Invite();
        _engine.Stores.Away(_initiative.Id);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Join(code, Newcomer));
        _engine.Stores.Away(_initiative.Id, away: false);
        await _engine.Forgotten(Grain);

        Assert.Null((await Grain.Get())!.Member(Newcomer));
        Assert.IsType<JoinOutcome.Joined>(await Join(code, Newcomer));
    }

    private string Invite(Instant? expires = null, string? partner = "eastside-school", PersonKey? from = null, AfterHandOver then = AfterHandOver.ReportsAsWell)
    {
        var code = _initiative.Id + Codes.NewInvite(new("r1vers"));
        _engine.Stores.Invites[Codes.KeyOf(code)] = new Invite(code, partner is null ? null : new(partner), expires ?? (Now + Duration.FromDays(30)), null) { From = from, Then = then };
        return code;
    }

    private Task<JoinOutcome> Join(string code, PersonKey person) => Grain.Join(code, person, "Nina", Now);
}
