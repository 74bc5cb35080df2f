using CollectiveImpact.Agenda;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Activities;

/// <summary>Every door into what partners do, need and can give.</summary>
public sealed class ActivitiesFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Activities).Offers(HelpGroup.Together, c => new Texts(c).OfferActivities).Do<ShowMap>();
        on.Say(Spoken.OurActivities).ByReporters().Do<ShowOwnActivities>();
        on.Say(Spoken.Asks).Offers(HelpGroup.Together, c => new Texts(c).OfferAsks).Do<ShowNotices>();
        on.Say(Spoken.Ask).ByReporters().Do<PostNotice>();
        on.Say(Spoken.Offer).ByReporters().Do<PostNotice>();

        on.Press(ActivityCard.MapVerb).Do<ShowMap>();
        on.Press(ActivityCard.OwnVerb).ByReporters().Do<ShowOwnActivities>();
        on.Press(ActivityCard.WriteVerb).ByReporters().Do<WriteActivity>();
        on.Press(ActivityCard.SaveVerb).ByReporters().Do<SaveActivity>();
        on.Press(ActivityCard.StillTrueVerb).ByReporters().Do<ConfirmActivity>();
        on.Press(ActivityCard.AllStillTrueVerb).ByReporters().Do<ConfirmActivities>();
        on.Press(ActivityCard.RemoveVerb).ByReporters().Do<RemoveActivity>();
        on.Press(NoticeCard.PostVerb).ByReporters().Do<PostNotice>();
        on.Press(NoticeCard.ReplyVerb).ByReporters().Do<ReplyToNotice>();
        on.Press(NoticeCard.EndVerb).ByReporters().Do<EndNotice>();
        on.Press(NoticeCard.ConnectVerb).ByReporters().Do<Connect>();
        on.Press(NoticeCard.SettleVerb).ByReporters().Do<SettleFit>();

        on.Morning().Do<StillTruePost>();
        on.Morning().Do<FitPost>();
    }
}

public static class ActivitiesHosting
{
    public static IServiceCollection AddActivities(this IServiceCollection services) => services
        .AddFeature(new ActivitiesFeature())
        .AddSingleton<IWriter>(s => s.GetRequiredService<FitPost>())
        .AddSingleton<NeedsOfARound>()
        .AddSingleton<IGoalWork, GoalWork>()
        .AddSingleton<ReadWorkMap>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<StillTruePost>());
}
