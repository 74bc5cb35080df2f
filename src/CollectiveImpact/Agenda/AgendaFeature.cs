using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Agenda;

/// <summary>Every door into the common agenda and the decisions.</summary>
public sealed class AgendaFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say("agenda", "vision", "goals", "common agenda").ByVisitors().Offers("What we work for together").AlsoInChannels().Do<ShowAgenda>();
        on.Say("edit agenda").ByBackbone().Do<WriteAgenda>();
        on.Say("decide: {*text}", "decide {*text}").ByBackbone().Do<Decide>();
        on.Say("decisions", "decision log").Offers("What we decided").Do<FindDecisions>();
        on.Say("decisions about {words}", "what did we decide about the {words}", "what did we decide about {words}").Do<FindDecisions>();

        on.Press(AgendaCard.ShowVerb).ByVisitors().Do<ShowAgenda>();
        on.Press(AgendaCard.ReadVerb).Do<ReadNext>();
        on.Press(AgendaCard.VersionsVerb).Do<ShowAgendaVersions>();
        on.Press(AgendaForm.EditVerb).ByBackbone().Do<WriteAgenda>();
        on.Press(AgendaForm.SaveVerb).ByBackbone().Do<SaveAgenda>();
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
        .AddSingleton<IFeature, AgendaFeature>()
        .AddSingleton<AgendaPost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<AgendaPost>())
        .AddSingleton<GoalProgress>()
        .AddSingleton<ShowAgenda>()
        .AddSingleton<ReadNext>()
        .AddSingleton<ShowAgendaVersions>()
        .AddSingleton<WriteAgenda>()
        .AddSingleton<SaveAgenda>()
        .AddSingleton<LinkGoals>()
        .AddSingleton<SaveLinks>()
        .AddSingleton<PutForward>()
        .AddSingleton<BringIntoForce>()
        .AddSingleton<Endorse>()
        .AddSingleton<CommentOnDraft>()
        .AddSingleton<Decide>()
        .AddSingleton<FindDecisions>()
        .AddSingleton<AddWhoAgreed>();
}
