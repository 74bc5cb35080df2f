using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Audit;
using CollectiveImpact.AzureTables;
using CollectiveImpact.Bot.Directories;
using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Bot.Mail;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Bot.Web;
using CollectiveImpact.Briefs;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Digests;
using CollectiveImpact.Endings;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Groups;
using CollectiveImpact.Health;
using CollectiveImpact.Indicators;
using CollectiveImpact.Learnings;
using CollectiveImpact.Mail;
using CollectiveImpact.Messages;
using CollectiveImpact.Onboarding;
using CollectiveImpact.Pages;
using CollectiveImpact.People;
using CollectiveImpact.Pulse;
using CollectiveImpact.Reports;
using CollectiveImpact.Reviews;
using CollectiveImpact.Sample;
using CollectiveImpact.Schedules;
using CollectiveImpact.Settings;
using CollectiveImpact.Templates;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace CollectiveImpact.Bot;

/// <summary>The whole service, ready to run: the table of contents.</summary>
public static class BotHost
{
    /// <param name="configure">Comes after the usual configuration and before everything of ours, so that it can replace settings and the clock.</param>
    /// <exception cref="CannotStartException">A setting is missing or wrong.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        configure?.Invoke(builder);
        // The calendar has a clock of its own: the engine's and the timers' must never be set.
        builder.Services.TryAddSingleton<IClock>(SystemClock.Instance);
        builder.Services.TryAddSingleton(TimeProvider.System);

        // What starts, starts in this order: the catch-up needs the engine.
        builder.AddTelemetry();
        var storage = Storage(builder.Configuration);
        builder.Services.AddAzureTables(storage);
        builder.AddOrleansEngine(storage);
        builder.Services
            .AddConversations()
            .AddDeliveries()
            // In the order in which help offers what they do.
            .AddCheckIns()
            .AddDigests()
            .AddMessages()
            .AddReviews()
            .AddOnboarding()
            .AddSettings()
            .AddTemplates()
            .AddHealth()
            .AddBriefs()
            .AddPages()
            .AddReports()
            .AddMailLinks()
            .AddIndicators()
            .AddPeople()
            .AddSchedules()
            .AddGlossary()
            .AddAgenda()
            .AddActivities()
            .AddGroups()
            .AddCommitments()
            .AddAudit()
            .AddLearnings()
            .AddPulse()
            .AddFiles()
            .AddEndings()
            .AddSample(builder.Environment)
            .AddReadiness();
        builder.AddTeams();
        builder.AddDirectory();
        builder.AddMail();
        builder.AddWeb();

        var app = builder.Build();
        app.MapTeams();
        app.MapReadiness();
        app.MapWeb();
        return app;
    }

    internal static StorageConnection Storage(IConfiguration configuration)
    {
        try
        {
            return new StorageConnection(configuration);
        }
        catch (FormatException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }
}
