using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

public sealed class ChangePeopleTests(Engine engine) : PeopleTest(engine)
{
    private readonly string _card = Codes.NewId();

    [Fact]
    public async Task Who_is_made_backbone_staff_is_told_once_for_each_card()
    {
        var list = Shown(await Makes(Bruno));
        await Makes(Bruno);

        Assert.Equal(Role.Backbone, (await IsNow()).Member(Bruno)!.Role);
        Assert.Contains(T.PeopleMade("Bruno Costa"), list.Lines());
        Assert.Equal([("role:Backbone", Recipient.Of(Bruno))], (await Told()).Select(d => (d.Kind, d.Recipient)));
    }

    [Fact]
    public async Task Who_loses_the_role_reports_on_and_is_told()
    {
        await Grain.MakeBackbone(Bruno, backbone: true);

        var list = Shown(await Takes(Maria, Bruno));

        Assert.Equal((Role.Reporter, Riverside.Library.Id), ((await IsNow()).Member(Bruno)!.Role, (await IsNow()).Member(Bruno)!.PartnerId));
        Assert.Contains(T.PeopleTaken("Bruno Costa", T.PeopleReports(Riverside.Library.Name)), list.Lines());
        Assert.Equal(["role:NoBackbone"], (await Told()).Select(d => d.Kind));
    }

    [Fact]
    public async Task The_last_of_the_backbone_keeps_the_role_and_is_not_removed_by_anybody()
    {
        Assert.Contains(AskedAgain(await Takes(Maria, Maria)).Lines(), l => l.EndsWith(T.PeopleLastIsYou, StringComparison.Ordinal));
        Assert.Contains(AskedAgain(await new AskToRemove().Answer(Chooses(Maria, Maria), await Here(Maria), Cancel)).Lines(), l => l.EndsWith(T.PeopleLastIsYou, StringComparison.Ordinal));
        Assert.Contains(Shown(await Removes(Maria, Maria)).Lines(), l => l.EndsWith(T.PeopleLastIsYou, StringComparison.Ordinal));

        Assert.Equal(Role.Backbone, (await IsNow()).Member(Maria)!.Role);
        Assert.Empty(await Told());
    }

    [Fact]
    public async Task Who_gives_the_role_up_reads_a_sentence_and_the_list_no_more()
    {
        await Grain.MakeBackbone(Bruno, backbone: true);

        Assert.Equal(T.PeopleTaken("Maria Santos", T.PeopleObserver), Words(await Takes(Maria, Maria)));
        Assert.Equal(Role.Observer, (await IsNow()).Member(Maria)!.Role);
        Assert.Empty(await Told());
    }

    [Fact]
    public async Task Who_is_removed_is_out_on_both_sides_and_told_and_who_is_gone_already_stays_gone()
    {
        await Person(Bruno).Joined(Initiative.Id);
        Shown(await new AskToRemove().Answer(Chooses(Maria, Bruno), await Here(Maria), Cancel));
        Assert.NotNull((await IsNow()).Member(Bruno));

        Assert.Contains(T.PeopleRemoved("Bruno Costa"), Shown(await Removes(Maria, Bruno)).Lines());
        Assert.Contains(T.PeopleAreRemoved, Shown(await Removes(Maria, Bruno)).Lines());

        Assert.Null((await IsNow()).Member(Bruno));
        Assert.Empty((await Person(Bruno).Get()).Initiatives);
        Assert.Equal(["role:Removed"], (await Told()).Select(d => d.Kind));
    }

    [Fact]
    public async Task Who_removes_themselves_has_left()
    {
        await Grain.MakeBackbone(Bruno, backbone: true);

        Assert.Contains(T.HaveLeft(Initiative.Name), Shown(await Removes(Maria, Maria)).Lines());
        Assert.Empty(await Told());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData(":x")]
    [InlineData("elsewhere:anna")]
    public async Task Nothing_is_done_about_whom_nobody_chose(string chosen)
    {
        var (turn, here) = (Presses(Maria, ("person", chosen)), await Here(Maria));

        Assert.All(
            [
                await new MakeBackbone(Engine.Grains, RolePost, new AuditLog(Engine.Stores)).Answer(turn, here, Cancel),
                await new TakeBackbone(Engine.Grains, RolePost, new AuditLog(Engine.Stores)).Answer(turn, here, Cancel),
                await new AskToRemove().Answer(turn, here, Cancel),
            ],
            reply => Assert.Contains(AskedAgain(reply).Lines(), l => l.EndsWith(T.PeopleChooseFirst, StringComparison.Ordinal)));
        Assert.Equal(3, (await IsNow()).Members.Count);
    }

    [Fact]
    public async Task People_are_not_listed_where_others_read()
    {
        var (turn, here) = (InChannel(Chooses(Maria, Bruno)), await Here(Maria));

        Assert.All(
            [
                await new ShowPeople().Answer(turn, here, Cancel),
                await new MakeBackbone(Engine.Grains, RolePost, new AuditLog(Engine.Stores)).Answer(turn, here, Cancel),
                await new TakeBackbone(Engine.Grains, RolePost, new AuditLog(Engine.Stores)).Answer(turn, here, Cancel),
                await new AskToRemove().Answer(turn, here, Cancel),
                await new RemovePerson(Engine.Grains, new Leaving(Engine.Grains, [Engine.Stores]), RolePost, new AuditLog(Engine.Stores)).Answer(turn, here, Cancel),
            ],
            reply => Assert.Equal(T.PeopleNotHere, Words(reply)));
        Assert.Equal(Role.Reporter, (await IsNow()).Member(Bruno)!.Role);
    }

    [Theory]
    [InlineData(RoleChange.Backbone)]
    [InlineData(RoleChange.NoBackbone)]
    [InlineData(RoleChange.Removed)]
    public async Task They_are_told_what_is_still_so_when_it_is_written(RoleChange change)
    {
        await Person(Bruno).Heard(Chat(Bruno), "Bruno Costa", "Europe/Lisbon", "en-GB");
        foreach (var (was, act) in new (RoleChange, Func<Task>)[]
        {
            (RoleChange.Backbone, () => Grain.MakeBackbone(Bruno, backbone: true)),
            (RoleChange.NoBackbone, () => Grain.MakeBackbone(Bruno, backbone: false)),
            (RoleChange.Removed, () => Grain.Remove(Bruno)),
        })
        {
            await act();
            var letter = await Written($"role:{change}");
            if (was == change)
            {
                Assert.Equal(Chat(Bruno), Assert.IsType<Letter.To>(letter).Address);
            }
            else
            {
                Assert.Equal(new Letter.NotNeeded("other-role"), letter);
            }
        }
    }

    [Fact]
    public async Task A_change_that_no_version_knows_is_told_to_nobody() => Assert.Equal(new Letter.NotNeeded("other-role"), await Written("role:Treasurer"));

    [Fact]
    public async Task Whom_no_message_reaches_is_not_written_to()
    {
        await Grain.Contact(Bruno, Contact.Unknown, "");

        Assert.Equal(new Letter.Unreachable(Reasons.NeverOpened), await Written("role:NoBackbone"));
    }

    private Turn Chooses(PersonKey who, PersonKey whom) => Presses(who, ("person", whom.ToString()), ("card", _card));

    private async Task<Reply> Makes(PersonKey whom) => await new MakeBackbone(Engine.Grains, RolePost, new AuditLog(Engine.Stores)).Answer(Chooses(Maria, whom), await Here(Maria), Cancel);

    private async Task<Reply> Takes(PersonKey who, PersonKey from) => await new TakeBackbone(Engine.Grains, RolePost, new AuditLog(Engine.Stores)).Answer(Chooses(who, from), await Here(who), Cancel);

    private async Task<Reply> Removes(PersonKey who, PersonKey whom) => await new RemovePerson(Engine.Grains, new Leaving(Engine.Grains, [Engine.Stores]), RolePost, new AuditLog(Engine.Stores)).Answer(Chooses(who, whom), await Here(who), Cancel);

    private Task<IReadOnlyList<Delivery>> Told() => Engine.Grains.GetGrain<IOutboxGrain>(new Mailing(Initiative.Id, "role", _card).ToString()).Deliveries();

    private Task<Letter> Written(string kind) => RolePost.Write(new Mailing(Initiative.Id, "role", _card).ToString(), kind, Recipient.Of(Bruno), Cancel);
}
