using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.People;

/// <summary>Every door into who belongs to an initiative: partners and roles, and what members settle for themselves.</summary>
public sealed class PeopleFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("join {code}").ByAnyone<JoinInitiative>();
        on.Say("join").ByAnyone<AskForCode>();
        on.Say("partners", "add partner", "invite").ByBackbone().Offers("Partners, reporters and invite codes").Do<ShowPartners>();
        on.Say("people", "roles", "members").ByBackbone().Offers("Who is in it; give roles, take them away, remove").Do<ShowPeople>();
        on.Press(PartnersCard.AddVerb).ByBackbone().Do<AddPartner>();
        on.Press(PartnersCard.InviteVerb).ByBackbone().Do<InviteReporter>();
        on.Press(PeopleCard.FindVerb).ByBackbone().Do<ShowPeople>();
        on.Press(PeopleCard.MakeVerb).ByBackbone().Do<MakeBackbone>();
        on.Press(PeopleCard.TakeVerb).ByBackbone().Do<TakeBackbone>();
        on.Press(PeopleCard.AskRemoveVerb).ByBackbone().Do<AskToRemove>();
        on.Press(PeopleCard.RemoveVerb).ByBackbone().Do<RemovePerson>();

        on.Say("away", "i'm away", "i am away", "on holiday", "on vacation", "vacation", "i'm on holiday", "i'm on vacation", "i'm on leave", "out of office").ByReporters().Offers("Not ask me while I am away").Do<WriteAway>();
        on.Say(
            "away until {date}", "away till {date}", "i'm away until {date}", "i'm away till {date}", "i am away until {date}", "i am away till {date}", "away for {date}", "i'm away for {date}",
            "on holiday until {date}", "on holiday till {date}", "i'm on holiday until {date}", "i'm on holiday till {date}", "i am on holiday until {date}", "i am on holiday till {date}",
            "on vacation until {date}", "on vacation till {date}", "i'm on vacation until {date}", "i'm on vacation till {date}", "on leave until {date}", "on leave till {date}", "i'm on leave until {date}",
            "out of office until {date}", "out of office till {date}", "out until {date}", "back on {date}", "i'm back on {date}", "i'll be back on {date}").ByReporters().Do<GoAway>();
        on.Say("back", "i'm back", "i am back").ByReporters().Do<ComeBack>();

        on.Say("hand over", "hand over to a colleague", "somebody else reports", "someone else reports").ByReporters().Offers("Have a colleague report in my place").Do<WriteHandOver>();
        on.Press(HandOverCard.SaveVerb).ByReporters().Do<HandOver>();

        on.Say("leave", "leave the initiative", "quit", "stop").Offers("Leave the initiative").TakesAway().Do<AskToLeave>();
        on.Say("forget me", "delete my data").TakesAway().ByAnyone<AskToForget>();

        on.Say("this is me too", "this is also me", "my accounts").ByAnyone<ShowIdentities>();
        on.Say("this is me too {code}", "this is me {code}").ByAnyone<LinkIdentity>();
        on.Say("this is not me", "this isn't me").TakesAway().ByAnyone<UnlinkIdentity>();
        on.Press(IdentityCard.UndoVerb).ByAnyone<UnlinkIdentity>();

        on.Press(AwayCard.SaveVerb).ByReporters().Do<GoAway>();
        on.Press(AwayCard.BackVerb).ByReporters().Do<ComeBack>();
        on.Press(AwayCard.StandInVerb).ByReporters().Do<InviteStandIn>();
        on.Press(LeaveCard.LeaveVerb).ByAnyone<Leave>();
        on.Press(LeaveCard.ForgetVerb).ByAnyone<ForgetMe>();
        on.Press(LeaveCard.StayVerb).ByAnyone<Stay>();
    }
}

public static class PeopleHosting
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<IFeature, PeopleFeature>()
        .AddSingleton<JoinInitiative>()
        .AddSingleton<IAnswerWords>(s => s.GetRequiredService<JoinInitiative>())
        .AddSingleton<AskForCode>()
        .AddSingleton<ShowPartners>()
        .AddSingleton<AddPartner>()
        .AddSingleton<InviteReporter>()
        .AddSingleton<ShowPeople>()
        .AddSingleton<MakeBackbone>()
        .AddSingleton<TakeBackbone>()
        .AddSingleton<AskToRemove>()
        .AddSingleton<RemovePerson>()
        .AddSingleton<RolePost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<RolePost>())
        .AddSingleton<WriteAway>()
        .AddSingleton<GoAway>()
        .AddSingleton<ComeBack>()
        .AddSingleton<InviteStandIn>()
        .AddSingleton<WriteHandOver>()
        .AddSingleton<HandOver>()
        .AddSingleton<HandOverPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<HandOverPost>())
        .AddSingleton<ShowIdentities>()
        .AddSingleton<LinkIdentity>()
        .AddSingleton<IAnswerWords>(s => s.GetRequiredService<LinkIdentity>())
        .AddSingleton<UnlinkIdentity>()
        .AddSingleton<AskToLeave>()
        .AddSingleton<Leave>()
        .AddSingleton<AskToForget>()
        .AddSingleton<ForgetMe>()
        .AddSingleton<Stay>();
}
