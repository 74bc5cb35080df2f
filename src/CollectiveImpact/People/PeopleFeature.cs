using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.People;

/// <summary>Every door into who belongs to an initiative: partners and roles, and what members settle for themselves.</summary>
public sealed class PeopleFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.JoinCode).ByAnyone<JoinInitiative>();
        on.Say(Spoken.Join).ByAnyone<AskForCode>();
        on.Say(Spoken.Partners).ByBackbone().Offers(HelpGroup.People, c => new Texts(c).OfferPartners).Do<ShowPartners>();
        on.Say(Spoken.Invites).ByBackbone().Offers(HelpGroup.People, c => new Texts(c).OfferInvites).Do<ShowInvites>();
        on.Say(Spoken.InviteByMail).ByBackbone().Do<WriteMailInvite>();
        on.Press(MailInviteCard.SendVerb).ByBackbone().Do<InviteByMail>();
        on.Press(InvitesCard.OpenVerb).ByBackbone().Do<ShowInvites>();
        on.Press(InvitesCard.RenewVerb).ByBackbone().Do<RenewInvite>();
        on.Press(InvitesCard.AskWithdrawVerb).ByBackbone().Do<AskToWithdraw>();
        on.Press(InvitesCard.WithdrawVerb).ByBackbone().Do<WithdrawInvite>();
        on.Say(Spoken.InviteByName).ByBackbone().Offers(HelpGroup.People, c => new Texts(c).OfferByName).Do<WriteInviteByName>();
        on.Press(InviteByNameCard.OpenVerb).ByBackbone().Do<WriteInviteByName>();
        on.Press(InviteByNameCard.SendVerb).ByBackbone().Do<InviteByName>();
        on.Press(InvitationCard.AcceptVerb).ByAnyone<AcceptInvitation>();
        on.Press(InvitationCard.DeclineVerb).ByAnyone<DeclineInvitation>();
        on.Morning().Do<InvitationPost>();
        on.Say(Spoken.People).ByBackbone().Offers(HelpGroup.People, c => new Texts(c).OfferPeople).Do<ShowPeople>();
        on.Say(Spoken.PartnerName).ByBackbone().Do<ShowPartner>();
        on.Say(Spoken.OurPage).ByReporters().Offers(HelpGroup.Numbers, c => new Texts(c).OfferPartnerPage).Do<ShowOurPage>();
        on.Press(PartnerCard.OpenVerb).ByBackbone().Do<ShowPartner>();
        on.Press(PartnerForm.WriteVerb).ByBackbone().Do<WritePartner>();
        on.Press(PartnerForm.SaveVerb).ByBackbone().Do<ChangePartner>();
        on.Press(PartnerCard.AskLeaveVerb).ByBackbone().Do<AskPartnerLeaves>();
        on.Press(PartnerCard.LeaveVerb).ByBackbone().Do<PartnerLeaves>();
        on.Press(PartnerCard.BackVerb).ByBackbone().Do<PartnerComesBack>();
        on.Press(MergeCard.AskVerb).ByBackbone().Do<ChooseDouble>();
        on.Press(MergeCard.LookVerb).ByBackbone().Do<LookAtMerge>();
        on.Press(MergeCard.MergeVerb).ByBackbone().Do<MergePartners>();
        on.Press(PartnersCard.AddVerb).ByBackbone().SetsUp().Do<AddPartner>();
        on.Press(PartnersCard.InviteVerb).ByBackbone().Do<InviteReporter>();
        on.Press(PeopleCard.FindVerb).ByBackbone().Do<ShowPeople>();
        on.Press(PeopleCard.MakeVerb).ByBackbone().Do<MakeBackbone>();
        on.Press(PeopleCard.TakeVerb).ByBackbone().Do<TakeBackbone>();
        on.Press(PeopleCard.AskRemoveVerb).ByBackbone().Do<AskToRemove>();
        on.Press(PeopleCard.RemoveVerb).ByBackbone().Do<RemovePerson>();
        on.Press(PeopleCard.RestoreVerb).ByBackbone().Do<RestorePerson>();

        on.Say(Spoken.Away).ByReporters().Offers(HelpGroup.CheckIns, c => new Texts(c).OfferAway).Do<WriteAway>();
        on.Say(Spoken.AwayUntil).ByReporters().Do<GoAway>();
        on.Say(Spoken.Back).ByReporters().Do<ComeBack>();

        on.Say(Spoken.HandOver).ByReporters().Offers(HelpGroup.CheckIns, c => new Texts(c).OfferHandOver).Do<WriteHandOver>();
        on.Press(HandOverCard.SaveVerb).ByReporters().Do<HandOver>();

        on.Say(Spoken.Leave).TakesAway().Do<AskToLeave>();
        on.Say(Spoken.ForgetMe).TakesAway().ByAnyone<AskToForget>();

        on.Say(Spoken.ThisIsMeToo).ByAnyone<ShowIdentities>();
        on.Say(Spoken.ThisIsMe).ByAnyone<LinkIdentity>();
        on.Say(Spoken.ThisIsNotMe).TakesAway().ByAnyone<UnlinkIdentity>();
        on.Press(IdentityCard.UndoVerb).ByAnyone<UnlinkIdentity>();

        on.Say(Spoken.Language).Offers(HelpGroup.Settings, c => new Texts(c).OfferLanguage).ByAnyone<ChooseLanguage>();
        on.Press(LanguageCard.ChooseVerb).ByAnyone<ChooseLanguage>();

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
        .AddFeature(new PeopleFeature())
        .AddSingleton<PartnerPages>()
        .AddSingleton<Doubles>()
        .AddSingleton<InviteLetter>()
        .AddSingleton<JoinPost>()
        .AddSingleton<InviteReach>()
        .AddSingleton<InvitationPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<InvitationPost>())
        .AddSingleton<Leaving>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<JoinPost>())
        .AddTakeBack(new TakeBack(ActKind.PartnerLeft, (i, act, c) => PartnerCard.Button(PartnerCard.BackVerb, new Texts(c).PartnerIsBack, i.Id, act.About)))
        .AddTakeBack(new TakeBack(ActKind.PersonRemoved, (i, act, c) => PeopleCard.RestoreButton(i.Id, act.About, new Texts(c))))
        .AddSingleton<IAnswerWords>(s => s.GetRequiredService<JoinInitiative>())
        .AddSingleton<IAnswerWords>(s => s.GetRequiredService<ChooseLanguage>())
        .AddSingleton<RolePost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<RolePost>())
        .AddSingleton<HandOverPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<HandOverPost>())
        .AddSingleton<IAnswerWords>(s => s.GetRequiredService<LinkIdentity>());
}
