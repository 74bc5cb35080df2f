using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Audit;

/// <summary>The doors to who did what, and to taking it back.</summary>
public sealed class AuditFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Undo).Do<ShowUndo>();
        on.Say(Spoken.Audit).ByBackbone().Offers(HelpGroup.Settings, c => new Texts(c).OfferAudit).Do<ShowAudit>();
    }
}

public static class AuditHosting
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddFeature(new AuditFeature())
        .AddSingleton<AuditLog>()
        .AddHostedService<KeepWhatWaits>();

    /// <summary>Says how acts of a kind are taken back.</summary>
    public static IServiceCollection AddTakeBack(this IServiceCollection services, TakeBack way) => services.AddSingleton(way);
}
