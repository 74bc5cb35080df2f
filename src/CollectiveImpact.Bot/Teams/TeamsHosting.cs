using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Conversations;
using CollectiveImpact.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CollectiveImpact.Bot.Teams;

/// <summary>Puts the bot into Teams: its identity, its way in and its way out.</summary>
public static class TeamsHosting
{
    // Teams's own messages stay far below; a card holds at most 28 KB.
    private const long LongestActivity = 1024 * 1024;

    public static WebApplicationBuilder AddTeams(this WebApplicationBuilder builder)
    {
        CheckIdentity(builder.Configuration, builder.Environment);
        builder.KeepToThisMachineWithoutAppId();
        var services = builder.Services;

        // The SDK asks for the client without a name, and ours keep it for good: connections are renewed below it.
        services.AddHttpClient(Options.DefaultName)
            .ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(15))
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.ConnectTimeout = TimeSpan.FromSeconds(5);
                handler.AllowAutoRedirect = false;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton(provider => new ConfigurationBotFrameworkAuthentication(
            builder.Configuration,
            httpClientFactory: provider.GetRequiredService<IHttpClientFactory>(),
            logger: provider.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.Bot.Connector")));
        services.AddSingleton(provider => new TeamsConnections(
            provider.GetRequiredService<ConfigurationBotFrameworkAuthentication>(), builder.Configuration["MicrosoftAppId"]));
        services.AddSingleton<BotFrameworkAuthentication>(provider => new TeamsAuthentication(
            provider.GetRequiredService<ConfigurationBotFrameworkAuthentication>(), provider.GetRequiredService<TeamsConnections>(), provider.GetRequiredService<TeamsIssuers>()));
        services.AddSingleton<TeamsIssuers>();
        services.AddSingleton<TeamsAddresses>();
        var budgets = new TeamsBudgets(builder.Configuration, TimeProvider.System);
        services.AddSingleton(_ => budgets);
        services.TryAddSingleton(TeamsPatience.Usual);
        services.AddSingleton<TeamsErrors>();
        services.AddSingleton<TeamsQuestions>();
        services.AddSingleton<TeamsRoster>();
        services.AddSingleton<TeamsPlaces>();
        services.AddSingleton<TeamsAdapter>();
        services.AddSingleton<IBot, TeamsBot>();
        services.AddSingleton<TeamsMessenger>();
        services.AddSingleton<TeamsDrives>();
        services.AddSingleton<IDrive, TeamsFiles>();
        services.AddSingleton(LinkOf(builder.Configuration));
        return builder;
    }

    public static WebApplication MapTeams(this WebApplication app)
    {
        app.LetInThisMachineOnlyWithoutAppId();
        app.MapPost("/api/messages", (HttpContext http, TeamsAdapter adapter) => adapter.Answer(http))
            .WithMetadata(new RequestSizeLimitAttribute(LongestActivity));
        return app;
    }

    /// <summary>The id of the app in Teams: the bot's, unless the package was made with another; null where there is none.</summary>
    internal static string? AppIdOf(IConfiguration configuration) => new[] { configuration["TeamsAppId"], configuration["MicrosoftAppId"] }.FirstOrDefault(id => !string.IsNullOrWhiteSpace(id));

    private static AppAddress LinkOf(ConfigurationManager configuration) => new(AppIdOf(configuration) is { } id ? $"https://teams.microsoft.com/l/app/{id}" : null);

    // The SDK takes an empty app id for "let everyone in" and an empty type for one that can't be registered any more.
    private static void CheckIdentity(ConfigurationManager configuration, IHostEnvironment environment)
    {
        bool Has(string key) => !string.IsNullOrWhiteSpace(configuration[key]);

        if (!Has("MicrosoftAppId"))
        {
            if (environment.IsDevelopment())
            {
                return;
            }

            throw new CannotStartException("MicrosoftAppId is missing: without it anyone could speak as anyone. Only Development runs without.");
        }

        var type = configuration["MicrosoftAppType"]?.ToUpperInvariant();
        var missing = type switch
        {
            "SINGLETENANT" when !Has("MicrosoftAppTenantId") => "MicrosoftAppTenantId is missing: SingleTenant needs the tenant in which the app is registered.",
            "SINGLETENANT" or "MULTITENANT" when !Has("MicrosoftAppPassword") => "MicrosoftAppPassword is missing: it is the secret of the app registration.",
            "USERASSIGNEDMSI" when !Has("MicrosoftAppTenantId") => "MicrosoftAppTenantId is missing: UserAssignedMSI needs the identity's tenant.",
            "USERASSIGNEDMSI" when Has("MicrosoftAppPassword") => "MicrosoftAppPassword must be empty for UserAssignedMSI: a managed identity has no secret.",
            "SINGLETENANT" or "MULTITENANT" or "USERASSIGNEDMSI" => null,
            _ => "MicrosoftAppType must be SingleTenant, UserAssignedMSI or MultiTenant.",
        };
        if (missing is not null)
        {
            throw new CannotStartException(missing);
        }
    }
}
