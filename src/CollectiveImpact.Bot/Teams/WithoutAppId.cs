using System.Net;
using CollectiveImpact.Bot.Hosting;

namespace CollectiveImpact.Bot.Teams;

/// <summary>
/// Without an app id nobody is asked who they are, so that anyone could speak as anyone. That is for trying the bot out on one's own
/// machine: nobody else can reach it.
/// </summary>
internal static partial class WithoutAppId
{
    // Where the server takes its addresses from, apart from its endpoints by name.
    private static readonly string[] Ports = ["http_ports", "https_ports"];

    /// <exception cref="CannotStartException">It would listen to other machines.</exception>
    public static void KeepToThisMachineWithoutAppId(this WebApplicationBuilder builder)
    {
        if (HasAppId(builder.Configuration))
        {
            return;
        }

        var urls = (builder.Configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>());
        var open = urls.FirstOrDefault(u => !IsHere(u))
            ?? (string.IsNullOrEmpty(builder.Configuration["urls"]) ? Array.Find(Ports, p => !string.IsNullOrEmpty(builder.Configuration[p])) : null);
        if (open is not null)
        {
            throw new CannotStartException($"Without MicrosoftAppId anyone could speak as anyone, so I listen on this machine only: give http://localhost:5000 in the place of {open}, or an app id.");
        }
    }

    public static void LetInThisMachineOnlyWithoutAppId(this WebApplication app)
    {
        if (HasAppId(app.Configuration))
        {
            return;
        }

        LogOpen(app.Logger);
        app.Use((http, next) =>
        {
            if (IsHere(http.Connection.RemoteIpAddress) && !IsForwarded(http.Request.Headers))
            {
                return next(http);
            }

            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return http.Response.WriteAsync("Without an app id I speak with callers on this machine only.");
        });
    }

    private static bool HasAppId(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["MicrosoftAppId"]);

    private static bool IsHere(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static bool IsHere(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    // A tunnel or proxy on this machine names who it speaks for.
    private static bool IsForwarded(IHeaderDictionary headers) =>
        headers.ContainsKey("Forwarded") || headers["X-Forwarded-For"].SelectMany(h => (h ?? "").Split(',')).Any(h => !(IPAddress.TryParse(h.Trim(), out var address) && IsHere(address)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "MicrosoftAppId is empty: nobody is asked who they are. This is for development; only callers on this machine are let in.")]
    private static partial void LogOpen(ILogger logger);
}
