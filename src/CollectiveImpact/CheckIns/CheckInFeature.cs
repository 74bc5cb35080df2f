using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.CheckIns;

/// <summary>Every door into check-ins.</summary>
public sealed class CheckInFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.CheckIn).ByReporters().Offers(HelpGroup.CheckIns, c => new Texts(c).OfferCheckIn).Do<ShowMyCheckIn>();
        on.Say(Spoken.Status).Offers(HelpGroup.CheckIns, c => new Texts(c).OfferStatus).Do<ShowStatus>();
        on.Say(Spoken.NextCheckIn).Offers(HelpGroup.CheckIns, c => new Texts(c).OfferNext).Do<ShowNext>();
        on.Say(Spoken.OpenCheckIn).ByBackbone().Offers(HelpGroup.CheckIns, c => new Texts(c).OfferOpenCheckIn).Do<LookAtOpening>();
        on.Say(Spoken.CloseCheckIn).ByBackbone().Offers(HelpGroup.CheckIns, c => new Texts(c).OfferCloseCheckIn).Do<LookAtClosing>();
        on.Say(Spoken.Reopen).ByBackbone().Do<LookAtReopening>();
        on.Say(Spoken.Nudge).ByBackbone().Offers(HelpGroup.CheckIns, c => new Texts(c).OfferNudge).Do<LookAtNudging>();

        on.Say(Spoken.Correct).Offers(HelpGroup.CheckIns, c => new Texts(c).OfferCorrect).Do<ChooseCorrection>();
        on.Say(Spoken.SignOff).ByBackbone().Offers(HelpGroup.CheckIns, c => new Texts(c).OfferSignOff).Do<LookAtSigningOff>();
        on.Say(Spoken.Completeness).Offers(HelpGroup.Numbers, c => new Texts(c).OfferCompleteness).Do<ShowCompleteness>();
        on.Say(Spoken.History).Offers(HelpGroup.Numbers, c => new Texts(c).OfferHistory).Do<ShowHistory>();

        on.Press(CheckInCard.SubmitVerb).ByReporters().Do<SubmitCheckIn>();
        on.Press(CheckInCard.ChangeVerb).ByReporters().Do<ChangeMyAnswer>();
        on.Press(CheckInCard.SkipVerb).ByReporters().Do<SkipCheckIn>();
        on.Press(CheckInReceipt.ReadersVerb).ByReporters().Do<SaveReaders>();
        on.Press(OpenCard.OpenVerb).ByBackbone().Do<OpenCheckIn>();
        on.Press(CloseCard.CloseVerb).ByBackbone().Do<CloseCheckIn>();
        on.Press(ReachCard.ShowVerb).ByBackbone().Do<ShowWaysToReach>();
        on.Press(NudgeCard.NudgeVerb).ByBackbone().Do<Nudge>();
        on.Press(SignOffCard.SignOffVerb).ByBackbone().Do<SignOffRound>();
        on.Press(SignOffCard.TakeBackVerb).ByBackbone().Do<TakeSignOffBack>();
        on.Press(ReopenCard.LookVerb).ByBackbone().Do<LookAtReopening>();
        on.Press(ReopenCard.ReopenVerb).ByBackbone().Do<ReopenRound>();
        on.Press(ReopenCard.AskAgainVerb).ByBackbone().Do<AskAgain>();
        on.Press(CheckInCard.CorrectVerb).Do<CorrectCheckIn>();
        on.Press(CheckInCard.SaveCorrectionVerb).Do<SaveCorrection>();
        on.Press(CheckInCard.GoOnVerb).Do<GoOnInForm>();
        on.Press(CheckInCard.CancelVerb).Do<CancelForm>();
        on.Press(CheckInReceipt.LearnedVerb).ByReporters().Do<AddLearning>();

        on.Clock(Moment.Opens).Do<OpenRound>();
        on.Clock(Moment.Reminds).Do<RemindMissing>();
        on.Clock(Moment.Tells).Do<TellWhoIsMissing>();
        on.Clock(Moment.Closes).Do<CloseRound>();
        on.Morning().Do<AskWhoIsBack>();
    }
}

public static class CheckInHosting
{
    public static IServiceCollection AddCheckIns(this IServiceCollection services) => services
        .AddFeature(new CheckInFeature())
        .AddSingleton<KnownInitiatives>()
        .AddSingleton<OutOfOffice>()
        .AddSingleton<CheckInPost>()
        .AddSingleton<UnsentForms>()
        .AddSingleton<ReopeningView>()
        .AddSingleton<Nudging>()
        .AddSingleton<ReadLateRounds>()
        .AddTakeBack(new TakeBack(ActKind.Closed, (i, act, c) => CheckInCard.ChooseRound(ReopenCard.LookVerb, new Audit.Texts(c).TakeBack, i, new(act.About))))
        .AddTakeBack(new TakeBack(ActKind.SignedOff, (i, act, c) => CheckInCard.ChooseRound(SignOffCard.TakeBackVerb, new Texts(c).TakeSignOffBack, i, new(act.About))))
        .AddSingleton<IWriter>(s => s.GetRequiredService<CheckInPost>())
        .AddSingleton<IAnswerWords, HearNumbers>();
}
