using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Indicators;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Agenda;

/// <summary>Every door into the common agenda and the decisions.</summary>
public sealed class AgendaFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Agenda).ByVisitors().Offers(HelpGroup.Together, c => new Texts(c).OfferAgenda).AlsoInChannels().Do<ShowAgenda>();
        on.Say(Spoken.EditAgenda).ByBackbone().Do<WriteAgenda>();
        on.Say(Spoken.Decide).ByBackbone().Do<Decide>();
        on.Say(Spoken.Decisions).Offers(HelpGroup.Together, c => new Texts(c).OfferDecisions).Do<FindDecisions>();

        on.Press(AgendaCard.ShowVerb).ByVisitors().Do<ShowAgenda>();
        on.Press(AgendaCard.ReadVerb).Do<ReadNext>();
        on.Press(AgendaCard.VersionsVerb).Do<ShowAgendaVersions>();
        on.Press(AgendaForm.EditVerb).ByBackbone().Do<WriteAgenda>();
        on.Press(AgendaForm.SaveVerb).ByBackbone().Do<SaveAgenda>();
        on.Press(AgendaWordsCard.WriteVerb).ByBackbone().Do<WriteAgendaWords>();
        on.Press(AgendaWordsCard.SaveVerb).ByBackbone().Do<SaveAgendaWords>();
        on.Press(AgendaForm.LinkVerb).ByBackbone().Do<LinkGoals>();
        on.Press(AgendaForm.SaveLinksVerb).ByBackbone().Do<SaveLinks>();
        on.Press(AgendaCard.PutForwardVerb).ByBackbone().Do<PutForward>();
        on.Press(AgendaCard.BringIntoForceVerb).ByBackbone().Do<BringIntoForce>();
        on.Press(AgendaCard.EndorseVerb).ByReporters().Do<Endorse>();
        on.Press(AgendaCard.CommentVerb).Do<CommentOnDraft>();
        on.Press(DecisionsCard.AgreedVerb).ByBackbone().Do<AddWhoAgreed>();
    }
}

public static class AgendaHosting
{
    public static IServiceCollection AddAgenda(this IServiceCollection services) => services
        .AddFeature(new AgendaFeature())
        .AddSingleton<IIndicatorUses, GoalsOfIndicator>()
        .AddSingleton<AgendaPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<AgendaPost>())
        .AddSingleton<ReadDecisions>()
        .AddSingleton<GoalProgress>();
}
