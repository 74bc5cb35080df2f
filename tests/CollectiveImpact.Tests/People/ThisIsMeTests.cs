using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

public sealed class ThisIsMeTests : PeopleTest
{
    private readonly PersonKey _guest;

    public ThisIsMeTests(Engine engine)
        : base(engine) => _guest = new(Nina.Tenant + "-host", "nina-as-guest");

    private LinkIdentity Link => new(Engine.Grains, Engine.Stores);

    [Fact]
    public async Task A_code_said_under_another_account_makes_it_speak_for_the_person_once()
    {
        var code = await Code();

        Assert.Equal(T.NowKnownHere, Words(await SaysCode(_guest, code)));
        Assert.Equal((Nina, "nina-as-guest"), ((await Person(_guest).Get()).SpeaksFor, (await Person(_guest).Get()).Name));
        Assert.Equal([_guest], (await Person(Nina).Get()).Others);

        Assert.Equal(T.NoSuchCode, Words(await SaysCode(new(_guest.Tenant, "somebody"), code)));
        Assert.Equal([_guest], (await Person(Nina).Get()).Others);
    }

    [Fact]
    public async Task A_code_works_for_fifteen_minutes_and_only_the_newest()
    {
        var (first, second) = (await Code(), await Code());

        Assert.Equal(T.NoSuchCode, Words(await SaysCode(_guest, first)));
        Assert.Equal(T.NoSuchCode, Words(await Link.Answer(Says(_guest, "code", second) with { Now = Now + LinkCode.Lifetime }, Cancel)));
        Assert.Equal(T.NowKnownHere, Words(await Link.Answer(Says(_guest, "code", second) with { Now = Now + LinkCode.Lifetime - Duration.Epsilon }, Cancel)));
    }

    [Fact]
    public async Task The_code_alone_will_do_and_what_only_looks_like_one_is_left_to_others()
    {
        var code = await Code();

        Assert.Null(await Link.TryAnswer(Says(_guest) with { Said = "h4k9-p27m-qx3v" }, null, mayBeCommand: false, Cancel));
        Assert.Null(await Link.TryAnswer(Says(_guest) with { Said = "hello" }, null, mayBeCommand: false, Cancel));
        Assert.Equal(T.NowKnownHere, Words((await Link.TryAnswer(Says(_guest) with { Said = code.ToUpperInvariant() }, null, mayBeCommand: false, Cancel))!));
    }

    [Fact]
    public async Task Ones_own_code_links_nothing_and_can_still_be_used()
    {
        var code = await Code();

        Assert.Equal(T.OwnCode, Words(await SaysCode(Nina, code)));
        Assert.Equal(T.KnownHere, Words(await Link.Answer(Says(Nina, "code", code) with { SaidAs = _guest }, Cancel)));
        Assert.Equal(T.NowKnownHere, Words(await SaysCode(_guest, code)));
    }

    [Fact]
    public async Task An_account_that_is_in_an_initiative_or_for_which_others_speak_is_nobodys_and_the_code_stays()
    {
        var code = await Code();
        await Person(Bruno).Joined(Initiative.Id);
        await Person(Chidi).Link(new(Chidi.Tenant, "chidi-as-guest"));

        Assert.Equal(T.AccountIsInAnInitiative, Words(await SaysCode(Bruno, code)));
        Assert.Equal(T.AccountIsInAnInitiative, Words(await SaysCode(Chidi, code)));
        Assert.Empty((await Person(Nina).Get()).Others);
        Assert.Equal(T.NowKnownHere, Words(await SaysCode(_guest, code)));
    }

    [Fact]
    public async Task An_account_that_speaks_for_somebody_stops_before_it_speaks_for_another()
    {
        await SaysCode(_guest, await Code());
        await Person(Bruno).Heard(Chat(Bruno), "Bruno Costa", null, null);
        var brunos = await Person(Bruno).NewLinkCode(Now);

        Assert.Equal(T.SpeaksForSomebody, Words(await Link.Answer(Says(Nina, "code", brunos) with { SaidAs = _guest }, Cancel)));
        Assert.Equal(T.SpeaksForItself, Words(await new UnlinkIdentity(Engine.Grains).Answer(Says(Nina) with { SaidAs = _guest }, Cancel)));
        Assert.Empty((await Person(Nina).Get()).Others);
        Assert.Equal(T.NowKnownHere, Words(await SaysCode(_guest, brunos)));
        Assert.Equal(Bruno, (await Person(_guest).Get()).SpeaksFor);
    }

    [Fact]
    public async Task A_person_has_ten_accounts_at_most()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.True(await Person(Nina).Link(new(_guest.Tenant, $"nina-{i}")));
        }

        Assert.Equal(T.TooManyAccounts, Words(await SaysCode(_guest, await Code())));
        Assert.Null((await Person(_guest).Get()).SpeaksFor);
    }

    [Fact]
    public async Task An_account_is_taken_away_by_its_button_and_only_ones_own()
    {
        await SaysCode(_guest, await Code());

        Shown(await new UnlinkIdentity(Engine.Grains).Answer(Presses(Bruno, ("other", _guest.ToString())), Cancel));
        Assert.Equal(Nina, (await Person(_guest).Get()).SpeaksFor);

        var left = Shown(await new UnlinkIdentity(Engine.Grains).Answer(Presses(Nina, ("other", _guest.ToString())), Cancel));
        Assert.Null((await Person(_guest).Get()).SpeaksFor);
        Assert.Contains(T.KnownFromHereOnly, left.Lines());
        Assert.Equal(T.SpeaksForNobody, Words(await new UnlinkIdentity(Engine.Grains).Answer(Says(_guest), Cancel)));
    }

    [Fact]
    public async Task A_code_is_given_in_the_persons_own_chat_alone()
    {
        Assert.Equal(T.SayItWhereKnown, Words(await new ShowIdentities(Engine.Grains).Answer(InChannel(Says(Nina)), Cancel)));
        Assert.Equal(T.KnownHereAndHowToEnd, Words(await new ShowIdentities(Engine.Grains).Answer(Says(Nina) with { SaidAs = _guest }, Cancel)));
        Assert.Null((await Person(Nina).Get()).LinkCode);
    }

    private async Task<string> Code()
    {
        await Person(Nina).Heard(Chat(Nina), "Nina Novak", null, null);
        var said = Shown(await new ShowIdentities(Engine.Grains).Answer(Says(Nina), Cancel)).FallbackText;
        return said[^14..^0].TrimEnd('.');
    }

    private Task<Reply> SaysCode(PersonKey who, string code) => Link.Answer(Says(who, "code", code), Cancel);
}
