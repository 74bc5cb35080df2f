using CollectiveImpact.Audit;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

public sealed class JoinInitiativeTests(Engine engine) : PeopleTest(engine)
{
    private JoinInitiative Join => new(Engine.Grains, new CheckInPost(Engine.Grains, new KnownInitiatives(Engine.Grains), new UnsentForms(Engine.Stores), new OutOfOffice(Engine.Grains, new NoDirectory(), Engine.Calendar), Engine.Calendar), HandOverPost, new JoinPost(Engine.Grains, new KnownInitiatives(Engine.Grains), Engine.Calendar), new CollectiveImpact.Onboarding.ReadSetUpList(Engine.Grains), new AuditLog(Engine.Stores));

    [Theory]
    [InlineData("h4k9p2-7mqx3v-tn5w8c", true)]
    [InlineData(" “H4K9P2 7MQX3V TN5W8C”. ", true)]
    [InlineData("h4k9p27mqx3vtn5w8c", true)]
    [InlineData("\u2068h4k9p2-7mqx3v-tn5w8c\u2069", true)]
    [InlineData("h4k9p2-7mqx3vtn5w8c", true)]
    [InlineData("h4k9p2-7mqx3vtn", true)]
    [InlineData("h4k9p27mqx3vtn", true)]
    [InlineData("h4k9-p27m-qx3v-tn5w-8c", false)]
    [InlineData("better-gather-stamps", false)]
    [InlineData("h4k9p2-7mqx3v", false)]
    [InlineData("h4k9p2-7mqx3v-tn5w8!c", false)]
    public async Task A_code_alone_will_do_and_words_of_its_letters_are_none(string said, bool isCode) =>
        Assert.Equal(isCode, await Join.TryAnswer(Says(Nina) with { Said = said }, null, mayBeCommand: false, Cancel) is not null);

    [Fact]
    public async Task A_code_is_said_in_ones_own_chat()
    {
        Assert.Equal(T.JoinNotHere, Words(await Join.Answer(InChannel(Says(Nina, "code", (await Invite()).Code)), Cancel)));
        Assert.Null((await IsNow()).Member(Nina));
    }

    [Theory]
    [InlineData("eastside-school", false, Role.Reporter)]
    [InlineData(null, false, Role.Backbone)]
    [InlineData(null, true, Role.Observer)]
    public async Task Who_joins_becomes_what_the_code_is_for_and_is_greeted_by_it(string? partner, bool looksOn, Role role)
    {
        var invite = await Invite(i => i with { PartnerId = partner is null ? null : new(partner), ForObserver = looksOn });

        var welcome = Shown(await Join.Answer(Says(Nina, "code", invite.Code.ToUpperInvariant()), Cancel));

        Assert.Equal((role, partner), ((await IsNow()).Member(Nina)!.Role, (await IsNow()).Member(Nina)!.PartnerId));
        Assert.Equal([Initiative.Id.ToString()], (await Person(Nina).Get()).Initiatives);
        Assert.Equal(role == Role.Observer, welcome.Lines().Contains(T.JoinYouLookOn));
        Assert.Equal(role == Role.Reporter, welcome.Lines().Contains(T.JoinYouReport(Riverside.School.Name)));
    }

    [Fact]
    public async Task A_stand_in_reads_until_which_day_they_report()
    {
        var invite = await Invite(i => i with { Until = new LocalDate(2026, 12, 7) });

        Assert.Contains(T.JoinYouReportUntil(Riverside.School.Name, "Sunday 6 December"), Shown(await Join.Answer(Says(Nina, "code", invite.Code), Cancel)).Lines());
    }

    [Theory]
    [InlineData("eastside-school", false)]
    [InlineData(null, false)]
    [InlineData(null, true)]
    public async Task Who_says_their_code_again_reads_what_they_are_and_a_membership_that_a_crash_left_undone_is_there(string? partner, bool looksOn)
    {
        var invite = await Invite(i => i with { PartnerId = partner is null ? null : new(partner), ForObserver = looksOn });
        await Join.Answer(Says(Nina, "code", invite.Code), Cancel);
        await Person(Nina).Left(Initiative.Id);

        var said = Words(await Join.Answer(Says(Nina, "code", invite.Code), Cancel));

        Assert.Equal(
            partner is not null ? T.JoinReportsAlready(Riverside.School.Name, Initiative.Name) : looksOn ? T.JoinLooksOnAlready(Initiative.Name) : T.JoinIsBackboneAlready(Initiative.Name),
            said);
        Assert.Equal([Initiative.Id.ToString()], (await Person(Nina).Get()).Initiatives);
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_waits_an_hour()
    {
        var invite = await Invite();
        var wrong = Initiative.Id + "-0a0a0a-0b0b0b";
        for (var i = 0; i < GuessesGrain.MostOfAPerson; i++)
        {
            Assert.Equal(T.JoinMistyped, Words(await Join.Answer(Says(Nina, "code", wrong), Cancel)));
        }

        Assert.Equal(T.JoinTooManyGuesses, Words(await Join.Answer(Says(Nina, "code", invite.Code), Cancel)));
        Shown(await Join.Answer(Says(Nina, "code", invite.Code) with { Now = Now + GuessesGrain.Lately }, Cancel));
    }

    [Fact]
    public async Task What_is_no_code_at_all_or_works_no_more_is_no_guess()
    {
        var (used, expired, good) = (await Invite(i => i with { UsedBy = Bruno }), await Invite(i => i with { Expires = Now }), await Invite());
        for (var i = 0; i < GuessesGrain.MostOfAPerson; i++)
        {
            Assert.Equal(T.JoinMistyped, Words(await Join.Answer(Says(Nina, "code", "soon"), Cancel)));
            Assert.Equal(T.JoinUsedUp, Words(await Join.Answer(Says(Nina, "code", used.Code), Cancel)));
            Assert.Equal(T.JoinExpired, Words(await Join.Answer(Says(Nina, "code", expired.Code), Cancel)));
        }

        Shown(await Join.Answer(Says(Nina, "code", good.Code), Cancel));
    }

    private async Task<Invite> Invite(Func<Invite, Invite>? with = null)
    {
        var invite = new Invite(Codes.NewInvite(Initiative.Id), Riverside.School.Id, Now + Duration.FromDays(1), null);
        await Grain.Change(new InitiativeChange { Invites = [with is null ? invite : with(invite)] });
        return invite;
    }
}
