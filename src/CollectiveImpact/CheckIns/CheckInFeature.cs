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
        on.Say(Spoken.CheckIn).ByReporters().Offers(c => new Texts(c).OfferCheckIn).Do<ShowMyCheckIn>();
        on.Say(Spoken.Status).Offers(c => new Texts(c).OfferStatus).Do<ShowStatus>();
        on.Say(Spoken.NextCheckIn).Do<ShowNext>();
        on.Say(Spoken.OpenCheckIn).ByBackbone().Offers(c => new Texts(c).OfferOpenCheckIn).Do<OpenCheckIn>();
        on.Say(Spoken.CloseCheckIn).ByBackbone().Offers(c => new Texts(c).OfferCloseCheckIn).Do<CloseCheckIn>();
        on.Say(Spoken.Reopen).ByBackbone().Do<LookAtReopening>();
        on.Say(Spoken.Nudge).ByBackbone().Offers(c => new Texts(c).OfferNudge).Do<Nudge>();

        on.Say(Spoken.Correct).Offers(c => new Texts(c).OfferCorrect).Do<ChooseCorrection>();
        on.Say(Spoken.SignOff).ByBackbone().Offers(c => new Texts(c).OfferSignOff).Do<SignOffRound>();
        on.Say(Spoken.Completeness).Offers(c => new Texts(c).OfferCompleteness).Do<ShowCompleteness>();
        on.Say(Spoken.History).Offers(c => new Texts(c).OfferHistory).Do<ShowHistory>();

        on.Press(CheckInCard.SubmitVerb).ByReporters().Do<SubmitCheckIn>();
        on.Press(CheckInCard.ChangeVerb).ByReporters().Do<ChangeMyAnswer>();
        on.Press(CheckInCard.SkipVerb).ByReporters().Do<SkipCheckIn>();
        on.Press(CheckInReceipt.ReadersVerb).ByReporters().Do<SaveReaders>();
        on.Press(ReopenCard.ReopenVerb).ByBackbone().Do<ReopenRound>();
        on.Press(ReopenCard.AskAgainVerb).ByBackbone().Do<AskAgain>();
        on.Press(CheckInCard.CorrectVerb).Do<CorrectCheckIn>();
        on.Press(CheckInCard.SaveCorrectionVerb).Do<SaveCorrection>();

        on.Clock(Moment.Opens).Do<OpenRound>();
        on.Clock(Moment.Reminds).Do<RemindMissing>();
        on.Clock(Moment.Tells).Do<TellWhoIsMissing>();
        on.Clock(Moment.Closes).Do<CloseRound>();
    }
}

public static class CheckInHosting
{
    public static IServiceCollection AddCheckIns(this IServiceCollection services) => services
        .AddFeature(new CheckInFeature())
        .AddSingleton<KnownInitiatives>()
        .AddSingleton<CheckInPost>()
        .AddSingleton<ReopeningView>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<CheckInPost>())
        .AddSingleton<IAnswerWords, HearNumbers>();
}
