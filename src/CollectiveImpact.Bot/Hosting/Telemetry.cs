using CollectiveImpact.Pages;
using Microsoft.Extensions.Configuration.Memory;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CollectiveImpact.Bot.Hosting;

/// <summary>Traces, metrics and logs over OTLP, to whoever OTEL_EXPORTER_OTLP_ENDPOINT names; where it names nobody, nothing is measured.</summary>
public static class Telemetry
{
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
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return builder;
        }

        builder.Logging.AddOpenTelemetry(logs => logs.IncludeScopes = true);
        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces
                .AddSource("CollectiveImpact.*", "Microsoft.Orleans.*", "Azure.*")
                // The address of a file is a permission: it belongs in no trace.
                .AddAspNetCoreInstrumentation(web => web.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                    && !context.Request.Path.StartsWithSegments("/files", StringComparison.OrdinalIgnoreCase)
                    && !context.Request.Path.StartsWithSegments($"/{OpenPages.Place}", StringComparison.OrdinalIgnoreCase))
                .AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics
                .AddMeter("CollectiveImpact.*", "Microsoft.Orleans")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .UseOtlpExporter();
        return builder;
    }
}
