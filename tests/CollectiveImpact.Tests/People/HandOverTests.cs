using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

public sealed class HandOverTests(Engine engine) : PeopleTest(engine)
{
    [Theory]
    [InlineData(AfterHandOver.LooksOn)]
    [InlineData(AfterHandOver.Leaves)]
    [InlineData(AfterHandOver.ReportsAsWell)]
    public async Task The_code_knows_who_hands_over_and_what_becomes_of_them(AfterHandOver then)
    {
        var card = Shown(await HandsOver(Bruno, ("then", $"{then}")));

        var invite = Assert.Single(Invites);
        Assert.Equal((Riverside.Library.Id, Now + Duration.FromDays(30), Bruno, then), (invite.PartnerId, invite.Expires, invite.From, invite.Then));
        Assert.Contains(invite.Code, card.Lines());
        Assert.Equal(then == AfterHandOver.ReportsAsWell, card.Lines().Contains(T.CodeBesideYou(Riverside.Library.Name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Retires")]
    public async Task Without_a_choice_that_was_offered_there_is_no_code(string then)
    {
        AskedAgain(await HandsOver(Bruno, ("then", then)));
        Assert.Empty(Invites);
    }

    [Fact]
    public async Task Backbone_staff_who_report_do_not_leave_by_handing_over()
    {
        await Grain.Change(new InitiativeChange { Members = [Reached(Maria, "Maria Santos", Role.Backbone, Riverside.Library.Id)] });

        AskedAgain(await HandsOver(Maria, ("then", nameof(AfterHandOver.Leaves))));
        Shown(await HandsOver(Maria, ("then", nameof(AfterHandOver.LooksOn))));
        Assert.Equal(AfterHandOver.LooksOn, Assert.Single(Invites).Then);
    }

    [Fact]
    public async Task A_stand_in_hands_nothing_over_and_nobody_does_where_others_read()
    {
        Assert.Equal(T.SayItInOwnChat, Words(await new HandOver(Engine.Grains, Letter, new AuditLog(Engine.Stores)).Answer(InChannel(Presses(Bruno, ("then", "LooksOn"))), await Here(Bruno), Cancel)));
        await Grain.Change(new InitiativeChange { Members = [Reached(Bruno, "Bruno Costa", Role.Reporter, Riverside.Library.Id) with { Until = new LocalDate(2026, 12, 7) }] });

        Assert.Equal(T.StandInCantHandOver(Riverside.Library.Name), Words(await HandsOver(Bruno, ("then", "LooksOn"))));
        Assert.Equal(T.StandInCantHandOver(Riverside.Library.Name), Words(await new WriteHandOver().Answer(Says(Bruno), await Here(Bruno), Cancel)));
        Assert.Empty(Invites);
    }

    [Fact]
    public async Task Who_handed_over_is_told_once_and_is_out_of_what_they_left()
    {
        await Person(Bruno).Joined(Initiative.Id);
        await Grain.Remove(Bruno);

        await Tells(Bruno);
        await Tells(Bruno);

        Assert.Empty((await Person(Bruno).Get()).Initiatives);
        var mailing = new Mailing(Initiative.Id, "handed-over", $"{Nina}~{Codes.KeyOf("code")}").ToString();
        Assert.Equal([Recipient.Of(Bruno)], (await Engine.Grains.GetGrain<IOutboxGrain>(mailing).Deliveries()).Select(d => d.Recipient));
    }

    [Fact]
    public async Task Nobody_is_told_where_nobody_handed_over_or_somebody_used_their_own_code()
    {
        await Tells(null);
        await Tells(Nina);

        Assert.DoesNotContain(Engine.Stores.Plans.Keys, p => p.Mailing.StartsWith(Initiative.Id, StringComparison.Ordinal));
        Assert.Equal(0, Engine.Teams.Sends(Chat(Nina).ConversationId));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(Role.Observer, false)]
    [InlineData(Role.Backbone, false)]
    [InlineData(Role.Reporter, true)]
    public async Task What_they_are_told_is_what_they_are_by_then(Role? role, bool reports)
    {
        await Successor();
        await Person(Bruno).Heard(Chat(Bruno), "Bruno Costa", "Europe/Lisbon", "en-GB");
        if (role is { } now)
        {
            await Grain.Change(new InitiativeChange { Members = [Reached(Bruno, "Bruno Costa", now, reports ? Riverside.Library.Id : null)] });
        }
        else
        {
            await Grain.Remove(Bruno);
        }

        var letter = Assert.IsType<Letter.To>(await Written());

        Assert.Equal(Chat(Bruno), letter.Address);
        Assert.Equal(T.ReportsNowInShort("Nina Novak", Riverside.Library.Name), letter.Summary);
        Assert.Contains(System.Text.Json.JsonEncodedText.Encode(role switch { null => T.YouHaveLeft, Role.Observer => T.YouReadOn, Role.Backbone => T.YouAreBackbone, _ => T.YouReportBeside }, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), letter.Card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_told_nothing_of_a_successor_who_is_gone_and_nothing_where_they_cannot_be_reached()
    {
        Assert.Equal(new Letter.NotNeeded("successor-gone"), await Written());
        await Successor();
        await Grain.Contact(Bruno, Contact.Unknown with { Unreachable = Reasons.AppRemoved }, "");
        Assert.Equal(new Letter.Unreachable(Reasons.AppRemoved), await Written());
    }

    private async Task<Reply> HandsOver(PersonKey who, params (string Field, string Value)[] fields) =>
        await new HandOver(Engine.Grains, Letter, new AuditLog(Engine.Stores)).Answer(Presses(who, fields), await Here(who), Cancel);

    private async Task Tells(PersonKey? from) => await HandOverPost.Tell(await IsNow(), Codes.KeyOf("code"), from, Nina);

    private Task<Initiative> Successor() => Grain.Change(new InitiativeChange { Members = [Reached(Nina, "Nina Novak", Role.Reporter, Riverside.Library.Id)] });

    private Task<Letter> Written() =>
        HandOverPost.Write(new Mailing(Initiative.Id, "handed-over", $"{Nina}~{Codes.KeyOf("code")}").ToString(), "handed-over", Recipient.Of(Bruno), Cancel);
}
