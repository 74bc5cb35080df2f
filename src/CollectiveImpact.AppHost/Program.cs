using System.Globalization;
using CollectiveImpact.AppHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var (silos, unreadable) = Silos.Read(args);
var obstacle = unreadable ?? Prerequisites.Missing(Environment.GetEnvironmentVariable("PATH"))
    ?? await Ports.WaitUntilFreeAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Console.WriteLine);
if (obstacle is not null)
{
    await Console.Error.WriteLineAsync(obstacle);
    return 1;
}

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = args,
    DashboardApplicationName = "Collective Impact Bot",
    // Plain http on loopback: no machine needs a certificate for this.
    TrustDeveloperCertificate = false,
});
var here = builder.AppHostDirectory;
var data = Path.GetFullPath(Path.Combine(here, "..", "..", ".data"));
Directory.CreateDirectory(Path.Combine(data, "azurite"));

var storage = builder
    .AddExecutable("storage", "node", here, "--require", "./playground/save-on-stop.cjs", "node_modules/azurite/dist/src/table/main.js",
        "--location", Path.Combine(data, "azurite"), "--tableHost", "127.0.0.1", "--tablePort", $"{Ports.Tables}",
        "--skipApiVersionCheck", "--disableTelemetry", "--silent")
    .WithHttpEndpoint(targetPort: Ports.Tables, isProxied: false)
    // Without a signature the emulator refuses, and so shows that it is there.
    .WithHttpHealthCheck("/devstoreaccount1?comp=list", 400);

var bot = builder
    .AddProject<Projects.CollectiveImpact_Bot>("bot", project => project.ExcludeLaunchProfile = true)
    // Several processes share the port behind a proxy that spreads the activities over them.
    .WithHttpEndpoint(port: Ports.Bot, isProxied: silos > 1)
    .WithReplicas(silos)
    .WithHttpHealthCheck("/health/ready")
    .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
    .WithEnvironment("ConnectionStrings__Storage",
        // The emulator's one account and key are published and the same everywhere.
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"TableEndpoint=http://127.0.0.1:{Ports.Tables}/devstoreaccount1;")
    .WithEnvironment("Clustering", silos > 1 ? "AzureTables" : "Local")
    // A cluster of its own for each run: nobody waits for the silos of the last one.
    .WithEnvironment("Orleans__ClusterId", Guid.NewGuid().ToString("N"))
    .WithEnvironment("Mail__Server", "smtp://127.0.0.1:" + Ports.MailServer.ToString(CultureInfo.InvariantCulture))
    .WithEnvironment("Mail__From", "checkins@localhost.example")
    .WithEnvironment("Mail__PerMinute", "0")
    .WaitFor(storage);

// Takes what the bot mails, and shows it.
var mails = builder
    .AddProject<Projects.CollectiveImpact_MailWindow>("mails", project => project.ExcludeLaunchProfile = true)
    .WithHttpEndpoint(targetPort: Ports.Mails, isProxied: false)
    .WithEnvironment("MailWindow__Page", Ports.Mails.ToString(CultureInfo.InvariantCulture))
    .WithEnvironment("MailWindow__Smtp", Ports.MailServer.ToString(CultureInfo.InvariantCulture))
    .WithHttpHealthCheck("/");

var windows = new[] { Window("coordinator", Ports.Coordinator), Window("reporter", Ports.Reporter) };

var packagesAreMissing = !NpmPackages.AreInstalled(here);
if (packagesAreMissing)
{
    var packages = builder
        .AddExecutable("npm-packages", "npm", here, "ci")
        .OnResourceStopped((_, stopped, _) =>
        {
            if (stopped.ResourceEvent.Snapshot.ExitCode is 0)
            {
                NpmPackages.Stamp(here);
            }

            return Task.CompletedTask;
        });
    storage.WaitForCompletion(packages);
}

Console.WriteLine(packagesAreMissing
    ? "Starting: first npm installs the storage emulator and the Teams-like client, a minute or two, once."
    : "Starting: about half a minute.");

builder.Services.AddSingleton(new Awaited([storage.Resource, bot.Resource, mails.Resource, .. windows.Select(window => window.Resource)]));
// First, because the start of the others lasts until every program runs.
builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StartReport>());
// Last, because services stop in the opposite order.
builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<BotStopsFirst>(services, bot.Resource));

await using var world = builder.Build();
var stopping = world.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
try
{
    await world.RunAsync();
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Stopped while starting: that is no fault.
}

return 0;

// A Teams-like client: one window is one person.
IResourceBuilder<ExecutableResource> Window(string person, int port) => builder
    .AddExecutable(person, "node", here, "--require", "./playground/loopback.cjs",
        "node_modules/@microsoft/m365agentsplayground/cli.js", "start", "-c", "msteams", "--disable-telemetry",
        "-p", $"{port}", "-e", $"http://127.0.0.1:{Ports.Bot}/api/messages", "--service-url", $"http://127.0.0.1:{port}/_connector")
    .WithEnvironment("M365_AGENTS_PLAYGROUND_CONFIG_PATH", Path.Combine(here, "playground", $"{person}.m365agentsplayground.yml"))
    .WithEnvironment("M365_AGENTS_PLAYGROUND_LOGFILE", Path.Combine(data, $"{person}.log"))
    .WithEnvironment("TEAMSAPPTESTER_BROWSER", "none")
    .WithHttpEndpoint(targetPort: port, isProxied: false)
    .WithHttpHealthCheck("/_debug/ping")
    .WaitFor(bot);
