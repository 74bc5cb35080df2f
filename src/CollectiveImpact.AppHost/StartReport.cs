using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CollectiveImpact.AppHost;

/// <summary>The programs that must answer before the local world is ready.</summary>
internal sealed record Awaited(IReadOnlyList<IResource> Programs);

/// <summary>Tells the person at the console what to open once everything answers, what is still awaited, and what failed and why.</summary>
internal sealed class StartReport(
    Awaited awaited, ResourceNotificationService resources, ResourceLoggerService logs, IHostApplicationLifetime lifetime) : BackgroundService
{
    private const int LogLinesShown = 20;

    private static readonly string s_welcome = $"""

        Collective Impact Bot is ready.

          Coordinator   http://localhost:{Ports.Coordinator}   Carmen Ortiz, who coordinates Riverside Reads
            her tab     http://localhost:{Ports.Bot}/tab   the initiative's pages: choose Carmen, once she is in one
          Reporter      http://localhost:{Ports.Reporter}   Rui Almeida, of a partner in another tenant
            his tab     http://127.0.0.1:{Ports.Bot}/tab   the same for Rui, at another address, so that one browser keeps the two apart
          Mails         http://localhost:{Ports.Mails}   what partners without Teams get by mail
          Dashboard     http://localhost:{Ports.Dashboard}   logs, traces and restarts

        What to try first, in the personal chats:
          1. Coordinator: say "demo" for a sample initiative. Reporter: say "join" and the code that the answer holds.
          2. Or say "set up" for one of your own, then "partners", and add one for the code.
          3. Coordinator: say "open check-in". Reporter: fill in the card that arrives. Coordinator: "status", then "digest".

        Ctrl+C stops everything. What was said stays in .data; delete that folder to begin afresh.

        """;

    private readonly ConcurrentDictionary<string, CustomResourceSnapshot> _latest = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lifetime.ApplicationStopping.Register(() => Console.WriteLine("Stopping: this takes a few seconds."));
        // While stopping, programs that end are no news: so not the token of this service, which stops after them.
        var stopping = lifetime.ApplicationStopping;
        return Task.WhenAll(WelcomeAsync(stopping), NameFailuresAsync(stopping));
    }

    private async Task WelcomeAsync(CancellationToken stopping)
    {
        var ready = Task.WhenAll(awaited.Programs.Select(program =>
            resources.WaitForResourceHealthyAsync(program.Name, WaitBehavior.WaitOnResourceUnavailable, stopping)));
        while (await Task.WhenAny(ready, Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, stopping)) != ready)
        {
            stopping.ThrowIfCancellationRequested();
            Console.WriteLine("Still waiting for " + string.Join("; ", awaited.Programs.Select(StillMissing).OfType<string>()));
        }

        await ready;
        Console.WriteLine(s_welcome);
    }

    private async Task NameFailuresAsync(CancellationToken stopping)
    {
        var failedBefore = false;
        await foreach (var change in resources.WatchAsync(stopping))
        {
            var before = _latest.GetValueOrDefault(change.Resource.Name);
            var now = change.Snapshot;
            _latest[change.Resource.Name] = now;
            if (now.IsHidden || now.State?.Text == before?.State?.Text || !IsFailure(change.Resource, now))
            {
                continue;
            }

            var ran = now.ExitCode is { } exitCode ? $"ended with exit code {exitCode}" : "did not start";
            if (now.ExitCode is null && failedBefore)
            {
                await Console.Error.WriteLineAsync($"{change.Resource.Name} {ran}: it waits for what failed before.");
                continue;
            }

            failedBefore = true;
            await Console.Error.WriteLineAsync($"{change.Resource.Name} {ran}. Its last lines (all of them are on http://localhost:{Ports.Dashboard}):");
            foreach (var line in await LastLinesAsync(change.ResourceId, stopping))
            {
                await Console.Error.WriteLineAsync("  | " + line);
            }
        }
    }

    // The installation is meant to end, well; the awaited programs are not meant to end at all.
    private bool IsFailure(IResource program, CustomResourceSnapshot now) =>
        now.State?.Text == KnownResourceStates.FailedToStart
        || (KnownResourceStates.TerminalStates.Contains(now.State?.Text) && (now.ExitCode is not 0 || awaited.Programs.Contains(program)));

    private async Task<IReadOnlyList<string>> LastLinesAsync(string resourceId, CancellationToken stopping)
    {
        var lines = new List<string>();
        await foreach (var batch in logs.GetAllAsync(resourceId).WithCancellation(stopping))
        {
            lines.AddRange(batch.SelectMany(line => WithoutTime(line.Content).Split('\n')));
        }

        // The message says what is wrong; the frames of a stack would push it out of sight.
        lines.RemoveAll(line => line.StartsWith("   at ", StringComparison.Ordinal) || line.StartsWith("--- End of", StringComparison.Ordinal));
        return lines[Math.Max(0, lines.Count - LogLinesShown)..];
    }

    private static string WithoutTime(string line) =>
        line.Split(' ', 2) is [var time, var rest] && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out _) ? rest : line;

    private string? StillMissing(IResource program)
    {
        var now = _latest.GetValueOrDefault(program.Name);
        if (now?.HealthStatus == HealthStatus.Healthy)
        {
            return null;
        }

        var why = now?.HealthReports.Select(report => report.Description).FirstOrDefault(description => !string.IsNullOrEmpty(description));
        return $"{program.Name} ({now?.State?.Text ?? "not started"}{(why is null ? "" : ": " + why)})";
    }
}
