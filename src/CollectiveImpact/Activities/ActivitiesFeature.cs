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
        on.Say("activities", "who does what", "map").Offers("Who does what towards our goals").Do<ShowMap>();
        on.Say("our activities", "what we do").ByReporters().Do<ShowOwnActivities>();
        on.Say("asks", "offers", "asks and offers", "ask", "offer", "we need", "we offer").Offers("What partners need and can give").Do<ShowNotices>();
        on.Say("ask: {*need}", "we need: {*need}").ByReporters().Do<PostNotice>();
        on.Say("offer: {*gift}", "we offer: {*gift}").ByReporters().Do<PostNotice>();

        on.Press(ActivityCard.MapVerb).Do<ShowMap>();
        on.Press(ActivityCard.OwnVerb).ByReporters().Do<ShowOwnActivities>();
        on.Press(ActivityCard.WriteVerb).ByReporters().Do<WriteActivity>();
        on.Press(ActivityCard.SaveVerb).ByReporters().Do<SaveActivity>();
        on.Press(ActivityCard.StillTrueVerb).ByReporters().Do<ConfirmActivity>();
        on.Press(ActivityCard.AllStillTrueVerb).ByReporters().Do<ConfirmActivities>();
        on.Press(ActivityCard.RemoveVerb).ByReporters().Do<RemoveActivity>();
        on.Press(NoticeCard.PostVerb).ByReporters().Do<PostNotice>();
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
        .AddSingleton<IFeature, ActivitiesFeature>()
        .AddSingleton<FitPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<FitPost>())
        .AddSingleton<NeedsOfARound>()
        .AddSingleton<IGoalWork, GoalWork>()
        .AddSingleton<ShowMap>()
        .AddSingleton<ShowOwnActivities>()
        .AddSingleton<WriteActivity>()
        .AddSingleton<SaveActivity>()
        .AddSingleton<ConfirmActivity>()
        .AddSingleton<ConfirmActivities>()
        .AddSingleton<StillTruePost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<StillTruePost>())
        .AddSingleton<RemoveActivity>()
        .AddSingleton<ShowNotices>()
        .AddSingleton<PostNotice>()
        .AddSingleton<EndNotice>()
        .AddSingleton<Connect>()
        .AddSingleton<SettleFit>();
}
