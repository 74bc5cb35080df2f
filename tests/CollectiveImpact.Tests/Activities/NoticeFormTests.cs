using CollectiveImpact.Activities;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Moq;
using Texts = CollectiveImpact.Activities.Texts;

namespace CollectiveImpact.Tests.Activities;

public sealed class NoticeFormTests
{
    private static readonly Texts T = new(Riverside.English);
    private static readonly Here Bruno = new(Riverside.Initiative, Riverside.Initiative.Members[1]);

    private static readonly PartnersNotice Ask = new("ask", NoticeKind.Ask, Riverside.Library.Id, "A van", "", null, Riverside.Bruno, "Bruno Costa", Riverside.Opening);
    private static readonly PartnersNotice Offer = Ask with { Id = "offer", Kind = NoticeKind.Offer, Partner = Riverside.School.Id, Text = "Our van", By = Riverside.Chidi, ByName = "Chidi Okafor" };

    [Fact]
    public async Task What_was_typed_is_kept_when_another_field_is_wrong()
    {
        var typed = Riverside.Form(("kind", "Offer"), ("text", ""), ("place", "East"), ("until", "2026-12-24"));

        var again = await Asked(new PostNotice(Grains(), new FitPost(Grains(), null!, null!), new AuditLog(new Stores())), typed);

        Assert.Equal(typed.Fields, again.Untouched().Fields);
        Assert.Equal(FaultLine.Sign + T.GiftMissing, again.FaultAt("text"));
    }

    [Fact]
    public void What_is_wrong_is_said_at_its_field()
    {
        Assert.Equal(["kind", "text"], Read().Faults.Keys.Order());
        Assert.Equal(T.NeedMissing, Read(("kind", "Ask")).Faults["text"]);
        Assert.Equal(T.KindMissing, Read(("kind", "Wish"), ("text", "A van")).Faults["kind"]);
        Assert.Equal(["place", "text", "until"], Read(("kind", "Ask"), ("text", new string('x', 401)), ("place", new string('x', 201)), ("until", "soon")).Faults.Keys.Order());
    }

    [Fact]
    public void What_is_said_in_a_sentence_is_read_as_if_it_had_been_typed()
    {
        var (notice, faults) = NoticeForm.Read(NoticeForm.Of(NoticeKind.Offer, " A van "), Ask with { Text = "" }, Riverside.English);

        Assert.Empty(faults);
        Assert.Equal((NoticeKind.Offer, "A van", "", null), (notice!.Kind, notice.Text, notice.Place, notice.Until));
    }

    [Fact]
    public async Task What_came_of_a_connection_is_asked_again_with_what_was_typed()
    {
        var connected = new Fit(Ask.Id, Offer.Id, Riverside.Opening) { Asker = true, Offerer = true, ConnectedAt = Riverside.Opening };
        var tooLong = new string('x', PartnersNotice.LongestText + 1);

        var again = await Asked(new SettleFit(Grains(connected)), Riverside.Form(("ask", "ask"), ("offer", "offer"), ("outcome", tooLong)));

        Assert.Equal(tooLong, again.Untouched()["outcome"]);
        Assert.StartsWith(FaultLine.Sign, again.FaultAt("outcome"), StringComparison.Ordinal);
        Assert.Contains(T.WhatCameWith(Riverside.School.Name), again.Lines());
        Assert.Equal(FaultLine.Sign + T.OutcomeMissing, (await Asked(new SettleFit(Grains(connected)), Riverside.Form(("ask", "ask"), ("offer", "offer")))).FaultAt("outcome"));
    }

    [Fact]
    public async Task What_came_of_what_is_between_others_is_not_asked()
    {
        var connected = new Fit(Ask.Id, Offer.Id, Riverside.Opening) { ConnectedAt = Riverside.Opening };
        var maria = Bruno with { Initiative = Riverside.Initiative with { Partners = [.. Riverside.Initiative.Partners, new Partner(new("harbour"), "Harbour")] }, Member = Bruno.Member with { PartnerId = new("harbour") } };

        var reply = await new SettleFit(Grains(connected)).Answer(Pressed(Riverside.Form(("ask", "ask"), ("offer", "offer"))), maria, TestContext.Current.CancellationToken);

        Assert.Equal(T.FitGone, Assert.IsType<Reply.Words>(reply).Text);
    }

    private static (PartnersNotice? Notice, IReadOnlyDictionary<string, string> Faults) Read(params (string Field, string Value)[] fields) =>
        NoticeForm.Read(Riverside.Form(fields), Ask with { Text = "" }, Riverside.English);

    private static async Task<AdaptiveCard> Asked(IMemberListener listener, Form typed) =>
        Assert.IsType<Reply.SameForm>(await listener.Answer(Pressed(typed), Bruno, TestContext.Current.CancellationToken)).Card;

    private static Turn Pressed(Form typed) =>
        new(Riverside.Bruno, "Bruno Costa", "client", new ConversationAddress("https://teams.test", "chat", Riverside.Bruno.Tenant, "bot", PlaceKind.Personal), Riverside.English, null, Riverside.Opening)
        {
            Press = new Press("verb", typed, null),
        };

    private static IGrainFactory Grains(params Fit[] fits)
    {
        var grain = new Mock<IActivitiesGrain>();
        grain.Setup(g => g.Notices()).ReturnsAsync((IReadOnlyList<PartnersNotice>)[Ask, Offer]);
        grain.Setup(g => g.Fits()).ReturnsAsync((IReadOnlyList<Fit>)fits);
        var grains = new Mock<IGrainFactory>();
        grains.Setup(g => g.GetGrain<IActivitiesGrain>(Riverside.Initiative.Id, null)).Returns(grain.Object);
        return grains.Object;
    }
}
