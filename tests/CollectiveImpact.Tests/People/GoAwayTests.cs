using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

public sealed class GoAwayTests(Engine engine) : PeopleTest(engine)
{
    private static readonly LocalDate Back = new(2026, 12, 7);

    [Fact]
    public async Task Who_is_away_is_away_in_every_initiative_they_report_in_and_back_in_all_of_them()
    {
        var other = NewInitiative();
        await Person(Bruno).Joined(Initiative.Id);
        await Person(Bruno).Joined(other.Id);

        Shown(await Away("2026-12-07"));
        Assert.Equal([Back, Back], await Days());
        Assert.Null((await IsNow()).Member(Chidi)!.AwayUntil);

        Shown(await new ComeBack(Engine.Grains).Answer(Says(Bruno), await Here(Bruno), Cancel));
        Assert.Equal([null, null], await Days());

        async Task<LocalDate?[]> Days() => [(await IsNow()).Member(Bruno)!.AwayUntil, (await Engine.Grains.GetGrain<IInitiativeGrain>(other.Id).Get())!.Member(Bruno)!.AwayUntil];
    }

    [Fact]
    public async Task A_day_that_cannot_be_read_is_asked_for_by_the_form_and_nobody_is_away()
    {
        var here = await Here(Bruno);
        var pressed = AskedAgain(await new GoAway(Engine.Grains).Answer(Presses(Bruno, ("back", "soon")), here, Cancel));
        var said = Shown(await Away("soon"));

        Assert.All([pressed, said], form => Assert.StartsWith("⚠ " + T.FaultOf("soon", "")[..^1], form.FaultAt("back"), StringComparison.Ordinal));
        Assert.Null((await IsNow()).Member(Bruno)!.AwayUntil);
    }

    [Fact]
    public async Task The_day_is_after_today_where_the_person_is()
    {
        // Eleven in the evening in Lisbon is tomorrow in Auckland.
        var late = Says(Bruno, "date", "2026-11-24") with { Now = Instant.FromUtc(2026, 11, 23, 23, 0), TimeZone = "Pacific/Auckland" };

        Shown(await new GoAway(Engine.Grains).Answer(late, await Here(Bruno), Cancel));
        Assert.Null((await IsNow()).Member(Bruno)!.AwayUntil);
        await new GoAway(Engine.Grains).Answer(late with { TimeZone = "Europe/Lisbon" }, await Here(Bruno), Cancel);
        Assert.Equal(new LocalDate(2026, 11, 24), (await IsNow()).Member(Bruno)!.AwayUntil);
    }

    [Fact]
    public async Task A_stand_in_reports_until_the_day_on_which_the_other_is_back()
    {
        await Away("2026-12-07");

        var card = Shown(await new InviteStandIn(Engine.Grains, Letter, new AuditLog(Engine.Stores)).Answer(Presses(Bruno), await Here(Bruno), Cancel));

        var invite = Assert.Single(Invites);
        Assert.Equal((Riverside.Library.Id, Back, Instant.FromUtc(2026, 12, 7, 0, 0), null), (invite.PartnerId, invite.Until, invite.Expires, invite.From));
        Assert.Contains(invite.Code, card.Lines());
    }

    [Fact]
    public async Task Who_is_here_or_back_already_needs_no_stand_in()
    {
        Assert.Equal(T.NotAwayNow, Words(await StandIn(Now)));
        await Away("2026-12-07");
        Assert.Equal(T.NotAwayNow, Words(await StandIn(Instant.FromUtc(2026, 12, 7, 8, 0))));
        Assert.Empty(Invites);
        Shown(await StandIn(Instant.FromUtc(2026, 12, 6, 8, 0)));

        async Task<Reply> StandIn(Instant now) => await new InviteStandIn(Engine.Grains, Letter, new AuditLog(Engine.Stores)).Answer(Presses(Bruno) with { Now = now }, await Here(Bruno), Cancel);
    }

    [Fact]
    public async Task Being_away_is_settled_in_ones_own_chat()
    {
        var here = await Here(Bruno);
        Assert.All(
            [
                await new WriteAway().Answer(InChannel(Says(Bruno)), here, Cancel),
                await new GoAway(Engine.Grains).Answer(InChannel(Says(Bruno, "date", "2026-12-07")), here, Cancel),
                await new ComeBack(Engine.Grains).Answer(InChannel(Says(Bruno)), here, Cancel),
                await new InviteStandIn(Engine.Grains, Letter, new AuditLog(Engine.Stores)).Answer(InChannel(Presses(Bruno)), here, Cancel),
            ],
            reply => Assert.Equal(T.SayItInOwnChat, Words(reply)));
        Assert.Null((await IsNow()).Member(Bruno)!.AwayUntil);
        Assert.Equal("", Shown(await new WriteAway().Answer(Says(Bruno), here, Cancel)).Untouched()["back"]);
    }

    private async Task<Reply> Away(string day) => await new GoAway(Engine.Grains).Answer(Says(Bruno, "date", day), await Here(Bruno), Cancel);
}
