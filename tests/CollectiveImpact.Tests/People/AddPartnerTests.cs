using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

public sealed class AddPartnerTests(Engine engine) : PeopleTest(engine)
{
    [Fact]
    public async Task A_new_partner_gets_a_code_for_thirty_days()
    {
        var reply = Assert.IsType<Reply.NewCard>(await Adds("Harbour Club"));

        Assert.Equal(new Partner(new("harbour-club"), "Harbour Club"), (await IsNow()).Partners[^1]);
        var invite = Assert.Single(Invites);
        Assert.Equal((new PartnerId("harbour-club"), Now + Duration.FromDays(30), null, false), (invite.PartnerId, invite.Expires, invite.UsedBy, invite.ForObserver));
        Assert.Equal((Maria, Now), (invite.By, invite.MadeAt));
        Assert.Contains(invite.Code, reply.Apart, StringComparison.Ordinal);
        Assert.DoesNotContain(reply.Card.Lines(), l => l.Contains(invite.Code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Added_again_before_anybody_reports_it_is_one_partner_and_one_more_code()
    {
        await Adds("Harbour Club");
        Shown(await Adds(" harbour  CLUB "));

        Assert.Equal(3, (await IsNow()).Partners.Count);
        Assert.Equal(["harbour-club", "harbour-club"], Invites.Select(i => i.PartnerId!.Value));
    }

    [Fact]
    public async Task A_name_of_which_somebody_reports_is_taken()
    {
        var again = AskedAgain(await Adds("city library"));

        Assert.Contains(again.Lines(), l => l.EndsWith(T.PartnersNameTaken, StringComparison.Ordinal));
        Assert.Empty(Invites);
        Assert.Equal(2, (await IsNow()).Partners.Count);
    }

    [Fact]
    public async Task Two_names_that_make_one_key_are_two_partners()
    {
        await Adds("Harbour Club");
        await Adds("Harbour-Club!");

        var (first, second) = ((await IsNow()).Partners[^2], (await IsNow()).Partners[^1]);
        Assert.NotEqual(first.Id, second.Id);
        Assert.StartsWith(first.Id + "-", second.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("city-library", "city-library", false)]
    [InlineData(PartnersCard.BackboneInvite, null, false)]
    [InlineData(PartnersCard.ObserverInvite, null, true)]
    public async Task A_code_is_for_whom_the_button_said(string asked, string? partner, bool looksOn)
    {
        Shown(await new InviteReporter(Engine.Grains, Letter, new AuditLog(Engine.Stores)).Answer(Presses(Maria, ("partner", asked)), await Here(Maria), Cancel));

        var invite = Assert.Single(Invites);
        Assert.Equal((partner, looksOn), (invite.PartnerId?.Value, invite.ForObserver));
    }

    [Fact]
    public async Task For_a_partner_that_is_gone_there_is_no_code()
    {
        Assert.Equal(T.PartnersGone, Words(await new InviteReporter(Engine.Grains, Letter, new AuditLog(Engine.Stores)).Answer(Presses(Maria, ("partner", "harbour-club")), await Here(Maria), Cancel)));
        Assert.Empty(Invites);
    }

    [Fact]
    public async Task Codes_are_not_shown_where_others_read()
    {
        var here = await Here(Maria);
        Assert.Equal(T.PartnersNotHere, Words(await new AddPartner(Engine.Grains, Letter, new AuditLog(Engine.Stores)).Answer(InChannel(Presses(Maria, ("name", "Harbour Club"))), here, Cancel)));
        Assert.Equal(T.PartnersNotHere, Words(await new InviteReporter(Engine.Grains, Letter, new AuditLog(Engine.Stores)).Answer(InChannel(Presses(Maria, ("partner", "city-library"))), here, Cancel)));
        Assert.Equal(T.PartnersNotHere, Words(await new ShowPartners(new MailChannel(false)).Answer(InChannel(Says(Maria)), here, Cancel)));
        Assert.Empty(Invites);
    }

    private async Task<Reply> Adds(string name) => await new AddPartner(Engine.Grains, Letter, new AuditLog(Engine.Stores)).Answer(Presses(Maria, ("name", name)), await Here(Maria), Cancel);
}
