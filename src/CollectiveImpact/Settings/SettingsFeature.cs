using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Settings;

/// <summary>The doors to what holds for the whole initiative, and to who may do what in it.</summary>
public sealed class SettingsFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.Initiative).Offers(HelpGroup.Settings, c => new Texts(c).OfferInitiative).Do<ShowSettings>();
        on.Say(Spoken.WhoMayDoWhat).Offers(HelpGroup.People, c => new Texts(c).OfferWhoMayDoWhat).Do<ShowRoles>();

        on.Press(SettingsForm.WriteVerb).ByBackbone().Do<WriteSettings>();
        on.Press(SettingsForm.SaveVerb).ByBackbone().Do<SaveSettings>();
    }
}

public static class SettingsHosting
{
    public static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddFeature(new SettingsFeature())
        .AddSingleton<SettingsPage>();
}
