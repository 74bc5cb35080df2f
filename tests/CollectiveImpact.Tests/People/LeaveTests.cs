using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

public sealed class LeaveTests(Engine engine) : PeopleTest(engine)
{
    [Fact]
    public async Task Who_leaves_is_out_on_both_sides_and_pressing_again_says_so()
    {
        await Person(Bruno).Joined(Initiative.Id);

        Shown(await Leaves(Bruno));
        Assert.Null((await IsNow()).Member(Bruno));
        Assert.Empty((await Person(Bruno).Get()).Initiatives);
        Assert.Equal(T.NotInItAnyMore, Words(await Leaves(Bruno)));
    }

    [Fact]
    public async Task What_a_crash_left_undone_of_leaving_is_finished_by_pressing_again()
    {
        await Person(Bruno).Joined(Initiative.Id);
        await Grain.Remove(Bruno);

        Shown(await Leaves(Bruno));

        Assert.Empty((await Person(Bruno).Get()).Initiatives);
    }

    [Fact]
    public async Task The_last_of_the_backbone_stays()
    {
        await Person(Maria).Joined(Initiative.Id);

        Assert.Equal(T.OnlyBackboneCantLeave(Initiative.Name), Words(await new AskToLeave().Answer(Says(Maria), await Here(Maria), Cancel)));
        Assert.Equal(T.OnlyBackboneCantLeave(Initiative.Name), Words(await Leaves(Maria)));
        Assert.Equal(T.OnlyBackboneCantBeForgotten(Initiative.Name), Words(await new AskToForget(Engine.Grains).Answer(Says(Maria), Cancel)));
        Assert.Equal(T.OnlyBackboneCantBeForgotten(Initiative.Name), Words(await Forgets(Maria)));
        Assert.NotNull((await IsNow()).Member(Maria));
        Assert.NotEmpty((await Person(Maria).Get()).Initiatives);
    }

    [Fact]
    public async Task Who_is_alone_is_told_to_invite_somebody_first()
    {
        await Person(Maria).Joined(Initiative.Id);
        await Grain.Remove(Bruno);
        await Grain.Remove(Chidi);

        Assert.Equal(T.AloneCantLeave(Initiative.Name), Words(await Leaves(Maria)));
        Assert.Equal(T.AloneCantBeForgotten(Initiative.Name), Words(await Forgets(Maria)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_would_leave_a_partner_without_anybody_reads_whom_to_tell(bool another)
    {
        if (another)
        {
            await Grain.Change(new InitiativeChange { Members = [Reached(Nina, "Nina Novak", Role.Reporter, Riverside.Library.Id)] });
        }

        var asked = Shown(await new AskToLeave().Answer(Says(Bruno), await Here(Bruno), Cancel));

        Assert.Equal(!another, asked.Lines().Contains(T.NobodyElseSoTell(Riverside.Library.Name, "Maria Santos")));
        Assert.Contains(T.WhatYouReportedStays(Riverside.Library.Name), asked.Lines());
    }

    [Fact]
    public async Task Who_is_forgotten_has_left_all_and_so_have_the_accounts_that_spoke_for_them()
    {
        var other = NewInitiative();
        var second = new PersonKey(Bruno.Tenant, "bruno-as-guest");
        await Person(Bruno).Heard(Chat(Bruno), "Bruno Costa", null, null);
        await Person(Bruno).Joined(Initiative.Id);
        await Person(Bruno).Joined(other.Id);
        await Person(Bruno).Link(second);
        await Person(second).SpeakFor(Bruno, "Bruno, guest");
        Assert.Contains(T.YouLeave($"{Initiative.Name}, {other.Name}"), Shown(await new AskToForget(Engine.Grains).Answer(Says(Bruno), Cancel)).Lines());

        Shown(await Forgets(Bruno));

        Assert.Null((await IsNow()).Member(Bruno));
        Assert.Null((await Engine.Grains.GetGrain<IInitiativeGrain>(other.Id).Get())!.Member(Bruno));
        Assert.DoesNotContain(Engine.Stores.People.Keys, k => k == Bruno.ToString() || k == second.ToString());
        Assert.Null((await Person(second).Get()).SpeaksFor);
        Shown(await Forgets(Bruno));
    }

    [Fact]
    public async Task Leaving_is_settled_in_ones_own_chat()
    {
        Assert.All(
            [
                await new AskToLeave().Answer(InChannel(Says(Bruno)), await Here(Bruno), Cancel),
                await new AskToForget(Engine.Grains).Answer(InChannel(Says(Bruno)), Cancel),
                await new ForgetMe(Engine.Grains, new Leaving(Engine.Grains, [Engine.Stores])).Answer(InChannel(Presses(Bruno)), Cancel),
            ],
            reply => Assert.Equal(T.SayItInOwnChat, Words(reply)));
        Assert.NotNull((await IsNow()).Member(Bruno));
    }

    private Task<Reply> Leaves(PersonKey who) => new Leave(Engine.Grains, new Leaving(Engine.Grains, [Engine.Stores]), new AuditLog(Engine.Stores)).Answer(Presses(who, (Conversation.InitiativeField, Initiative.Id)), Cancel);

    private Task<Reply> Forgets(PersonKey who) => new ForgetMe(Engine.Grains, new Leaving(Engine.Grains, [Engine.Stores])).Answer(Presses(who), Cancel);
}
