using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Schedules;

/// <summary>Every door into when the initiative asks: its check-ins' schedules, and the days on which nothing opens.</summary>
public sealed class SchedulesFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Schedule).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferSchedule).Do<ShowSchedules>();
        on.Say(Spoken.SkipNext).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferSkipNext).Do<SkipNext>();
        on.Say(Spoken.Pauses).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferPauses).Do<ShowPauses>();

        on.Press(ScheduleForm.WriteVerb).ByBackbone().Do<WriteSchedule>();
        on.Press(ScheduleForm.PreviewVerb).ByBackbone().Do<PreviewSchedule>();
        on.Press(ScheduleForm.SaveVerb).ByBackbone().SetsUp().Do<ChangeSchedule>();
        on.Press(ScheduleCard.StopVerb).ByBackbone().Do<StopSchedule>();
        on.Press(SkipCard.SkipVerb).ByBackbone().Do<SkipDate>();
        on.Press(SkipCard.AskVerb).ByBackbone().Do<AskAfterAll>();
        on.Press(PausesCard.ShowVerb).ByBackbone().Do<ShowPauses>();
        on.Press(PausesCard.AddVerb).ByBackbone().Do<AddPause>();
        on.Press(PausesCard.RemoveVerb).ByBackbone().Do<RemovePause>();
        on.Press(PausesCard.ImportVerb).ByBackbone().Do<ImportHolidays>();
        on.Press(PausesCard.HolidaysVerb).ByBackbone().Do<AddPublicHolidays>();
    }
}

public static class SchedulesHosting
{
    public static IServiceCollection AddSchedules(this IServiceCollection services) => services
        .AddFeature(new SchedulesFeature())
        .AddSingleton<IIndicatorUses, CheckInsOfIndicator>()
        .AddSingleton<ClockWindow>()
        .AddSingleton<ClockListeners>()
        .AddSingleton<CatchUp>()
        .AddHostedService(s => s.GetRequiredService<CatchUp>());
}
