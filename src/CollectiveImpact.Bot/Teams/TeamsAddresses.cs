using CollectiveImpact.Bot.Hosting;

namespace CollectiveImpact.Bot.Teams;

/// <summary>The addresses that are Teams's, in the cloud in which the bot is registered. The bot's token goes to no other.</summary>
/// <remarks>Source: Microsoft's "Send proactive messages", which lists the service addresses of each cloud.</remarks>
public sealed class TeamsAddresses(IConfiguration configuration, IHostEnvironment environment)
{
    private const string Setting = "Teams:Cloud";

    private readonly HashSet<string> _hosts = Hosts(configuration[Setting]);

    public bool Include(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url)
        && url.UserInfo.Length == 0
        && ((url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && _hosts.Contains(url.Host))
            || (environment.IsDevelopment() && url.IsLoopback && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)));

    /// <exception cref="CannotStartException">There is no such cloud.</exception>
    private static HashSet<string> Hosts(string? cloud) => new(
        cloud switch
        {
            // The host of the commercial cloud serves partners in any tenant of it; those of GCC have one of their own.
            null or "" or "Commercial" => ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"],
            "GCC" => ["smba.infra.gcc.teams.microsoft.com"],
            "GCCH" => ["smba.infra.gov.teams.microsoft.us"],
            "DoD" => ["smba.infra.dod.teams.microsoft.us"],
            _ => throw new CannotStartException($"{Setting} is \"{cloud}\"; it must be Commercial, GCC, GCCH or DoD."),
        },
        StringComparer.OrdinalIgnoreCase);
}
