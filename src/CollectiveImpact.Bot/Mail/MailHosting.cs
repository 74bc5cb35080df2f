using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Deliveries;

namespace CollectiveImpact.Bot.Mail;

/// <summary>Puts mail beside Teams, as a second way out, where a mail server is named.</summary>
public static class MailHosting
{
    public static WebApplicationBuilder AddMail(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var options = MailOptions.Read(builder.Configuration);
        services.AddSingleton(new MailChannel(options is not null));
        services.AddSingleton<IMessenger>(provider => new MailOrTeams(provider.GetRequiredService<TeamsMessenger>(), provider.GetService<MailMessenger>()));
        if (options is not null)
        {
            services.AddSingleton(options).AddSingleton<MailNumbers>().AddSingleton<MailConnections>().AddSingleton<MailWriter>().AddSingleton<MailMessenger>();
            services.PostConfigure<DeliveryOptions>(delivery => (delivery.Mail.PerMinute, delivery.Mail.InFlight) = (options.PerMinute, options.Connections));
        }

        if (options?.Bounces is not null)
        {
            services.AddSingleton<MailBounceBox>().AddSingleton<MailBounces>().AddHostedService(provider => provider.GetRequiredService<MailBounces>());
        }

        return builder;
    }
}
