using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CollectiveImpact.Mail;

/// <summary>Every door to the initiative for people without Teams: links in mails, and how somebody is written to.</summary>
public sealed class MailFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.ByMail).Offers(HelpGroup.Settings, c => new Texts(c).OfferByMail).Do<ShowByMail>();
        on.Press(ByMailCard.AddressVerb).Do<AskForMail>();
        on.Press(ByMailCard.StopVerb).Do<ChangeMail>();
        on.Press(ByMailCard.AgainVerb).Do<ChangeMail>();
        on.Press(ByMailCard.ChatVerb).Do<ChangeMail>();
        on.Press(ByMailCard.DigestsVerb).Do<ChangeMail>();
    }
}

public static class MailHosting
{
    public static IServiceCollection AddMailLinks(this IServiceCollection services)
    {
        services.TryAddSingleton<IMailDoors>(s => s.GetRequiredService<MailDoors>());
        return services
            .AddFeature(new MailFeature())
            .AddSingleton<MailLinks>()
            .AddSingleton<MailDoors>()
            .AddSingleton<OwnMailbox>()
            .AddSingleton<ReturnedMail>()
            .AddSingleton<AnswerByMail>()
            .AddSingleton<MyPage>()
            .AddSingleton<IWriter>(s => s.GetRequiredService<MyPage>());
    }
}
