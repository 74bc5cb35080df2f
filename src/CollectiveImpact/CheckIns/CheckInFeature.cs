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
        on.Say("check in", "my check-in", "change my answer", "edit my answer", "my answers", "my answer", "show my answers", "what did i answer", "skip", "skip this time", "check in {name}").ByReporters().Offers("My check-in of this time").Do<ShowMyCheckIn>();
        on.Say("status", "who answered", "who has not answered", "who is missing", "status {name}").Offers("Who answered, and who is missing").Do<ShowStatus>();
        on.Say("next check-in", "when is the next check-in", "when is the next one", "when is my next check-in").Do<ShowNext>();
        on.Say("open check-in", "open check-in {name}").ByBackbone().Offers("Ask everyone now").Do<OpenCheckIn>();
        on.Say("close check-in", "close check-in {name}").ByBackbone().Offers("End the open check-in and post its digest").Do<CloseCheckIn>();
        on.Say("nudge", "remind", "remind everyone", "nudge {name}").ByBackbone().Offers("Remind those who are missing, once").Do<Nudge>();

        on.Say("correct", "correct my answer", "correct a check-in", "correct {name}").Offers("Correct what was reported").Do<ChooseCorrection>();
        on.Say("sign off", "sign off {name}").ByBackbone().Offers("Confirm the numbers of the last check-in").Do<SignOffRound>();
        on.Say("completeness", "how complete", "how complete are the answers").Offers("How complete the answers are").Do<ShowCompleteness>();
        on.Say("history", "history {name}", "history of {name}").Offers("How a number came to be").Do<ShowHistory>();

        on.Press(CheckInCard.SubmitVerb).ByReporters().Do<SubmitCheckIn>();
        on.Press(CheckInCard.ChangeVerb).ByReporters().Do<ChangeMyAnswer>();
        on.Press(CheckInCard.SkipVerb).ByReporters().Do<SkipCheckIn>();
        on.Press(CheckInReceipt.ReadersVerb).ByReporters().Do<SaveReaders>();
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
        .AddSingleton<IFeature, CheckInFeature>()
        .AddSingleton<KnownInitiatives>()
        .AddSingleton<CheckInPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<CheckInPost>())
        .AddSingleton<ShowMyCheckIn>()
        .AddSingleton<IAnswerWords, HearNumbers>()
        .AddSingleton<ShowStatus>()
        .AddSingleton<ShowNext>()
        .AddSingleton<OpenCheckIn>()
        .AddSingleton<CloseCheckIn>()
        .AddSingleton<Nudge>()
        .AddSingleton<SubmitCheckIn>()
        .AddSingleton<ChangeMyAnswer>()
        .AddSingleton<SkipCheckIn>()
        .AddSingleton<SaveReaders>()
        .AddSingleton<ChooseCorrection>()
        .AddSingleton<CorrectCheckIn>()
        .AddSingleton<SaveCorrection>()
        .AddSingleton<SignOffRound>()
        .AddSingleton<ShowCompleteness>()
        .AddSingleton<ShowHistory>()
        .AddSingleton<OpenRound>()
        .AddSingleton<RemindMissing>()
        .AddSingleton<TellWhoIsMissing>()
        .AddSingleton<CloseRound>();
}
