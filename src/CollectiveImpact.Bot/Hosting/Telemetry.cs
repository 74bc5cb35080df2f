using System.Diagnostics;
using Azure.Monitor.OpenTelemetry.Exporter;
using CollectiveImpact.Mail;
using CollectiveImpact.Pages;
using CollectiveImpact.People;
using Microsoft.Extensions.Configuration.Memory;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CollectiveImpact.Bot.Hosting;

/// <summary>
/// Traces, metrics and logs: over OTLP to whoever OTEL_EXPORTER_OTLP_ENDPOINT names, and to Application Insights where
/// APPLICATIONINSIGHTS_CONNECTION_STRING names one. Where both name nobody, nothing is measured.
/// </summary>
public static class Telemetry
{
    private const string ConnectionStringKey = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string CollectorKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether anybody is told of what is measured.</summary>
    internal static bool IsTold(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[CollectorKey]) || !string.IsNullOrEmpty(configuration[ConnectionStringKey]);

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        // Below every other source, so that a setting anywhere can turn them up again.
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                // Libraries that tell of each message, request, table and attempt.
                ["Logging:LogLevel:Microsoft.Bot"] = "Warning",
                ["Logging:LogLevel:Microsoft.Orleans"] = "Warning",
                ["Logging:LogLevel:Orleans"] = "Warning",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Azure"] = "Warning",
                ["Logging:LogLevel:Polly"] = "Warning",
            },
        });
        if (!IsTold(builder.Configuration))
        {
            return builder;
        }

        var (collector, insights) = (builder.Configuration[CollectorKey], builder.Configuration[ConnectionStringKey]);
        builder.Logging.AddOpenTelemetry(logs => logs.IncludeScopes = true);
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces
                .AddSource("CollectiveImpact.*", "Microsoft.Orleans.*", "Azure.*")
                // The address of a file is a permission: it belongs in no trace.
                .AddAspNetCoreInstrumentation(web => web.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                    && !context.Request.Path.StartsWithSegments("/files", StringComparison.OrdinalIgnoreCase)
                    && !context.Request.Path.StartsWithSegments($"/{OpenPages.Place}", StringComparison.OrdinalIgnoreCase)
                    && !context.Request.Path.StartsWithSegments($"/{MailLinks.Place}", StringComparison.OrdinalIgnoreCase)
                    && !context.Request.Path.StartsWithSegments($"/{InviteLetter.JoinPlace}", StringComparison.OrdinalIgnoreCase))
                // A call of storage's client is told by that client already.
                .AddHttpClientInstrumentation(calls => calls.FilterHttpRequestMessage = _ => Activity.Current?.Parent?.Source.Name != "Azure.Core.Http")
                .AddProcessor<WithoutKeys>())
            .WithMetrics(metrics => metrics.AddMeter("CollectiveImpact.*"));
        if (!string.IsNullOrEmpty(collector))
        {
            telemetry
                .WithMetrics(metrics => metrics
                    .AddMeter("Microsoft.Orleans")
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation())
                .UseOtlpExporter();
        }

        return string.IsNullOrEmpty(insights) ? builder : builder.AddApplicationInsights(telemetry, insights, isAlone: string.IsNullOrEmpty(collector));
    }

    // Paid for by the gigabyte, and kept beside what the container writes: our own measures, traces, and what went wrong.
    private static WebApplicationBuilder AddApplicationInsights(this WebApplicationBuilder builder, OpenTelemetryBuilder telemetry, string connection, bool isAlone)
    {
        if (!connection.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase))
        {
            throw new CannotStartException($"{ConnectionStringKey} is no connection string of Application Insights: it begins with InstrumentationKey=.");
        }

        if (isAlone)
        {
            builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.Warning);
        }

        if (string.IsNullOrEmpty(builder.Configuration["OTEL_SERVICE_NAME"]))
        {
            telemetry.ConfigureResource(resource => resource.AddService("collective-impact-bot", autoGenerateServiceInstanceId: false));
        }

        telemetry
            // Of a request that isn't told, nothing is: not the calls either by which each probe of health asks storage.
            .WithTracing(traces => traces.AddAzureMonitorTraceExporter(Configure).SetSampler(new ParentBasedSampler(new AlwaysOnSampler())))
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Configure))
            .WithLogging(logs => logs.AddAzureMonitorLogExporter(Configure));
        return builder;

        void Configure(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = connection;
            // Nothing of a service that keeps no files stands on its disk, nobody looks at it live, and the container's own figures are there without it.
            options.DisableOfflineStorage = true;
            options.EnableLiveMetrics = false;
            options.EnablePerformanceCounters = false;
        }
    }
}

/// <summary>Takes keys and queries out of the addresses of storage's calls: a row's key may be a word that somebody asked for.</summary>
internal sealed class WithoutKeys : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.full", "http.url"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Addresses)
        {
            // Table(PartitionKey='…',RowKey='…')?$filter=…
            if (data.GetTagItem(tag) is string address && address.AsSpan().IndexOfAny('(', '?') is > 0 and var end)
            {
                data.SetTag(tag, address[..end]);
            }
        }
    }
}
