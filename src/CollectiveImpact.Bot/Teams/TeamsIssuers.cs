using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;

namespace CollectiveImpact.Bot.Teams;

/// <summary>
/// Whose tokens are taken. The SDK takes two kinds: those of the Bot Framework, which say for which service they are, and those that
/// anybody gets from Entra who has the app's own secret, as its emulator and other bots do. The latter say anything of anybody, so that
/// outside Development only the former are.
/// </summary>
public sealed class TeamsIssuers(IConfiguration configuration, IHostEnvironment environment)
{
    private readonly HashSet<string> _issuers =
    [
        AuthenticationConstants.ToBotFromChannelTokenIssuer,
        GovernmentAuthenticationConstants.ToBotFromChannelTokenIssuer,
        .. configuration["ToBotFromChannelTokenIssuer"] is { Length: > 0 } own ? (string[])[own] : [],
    ];

    /// <exception cref="UnauthorizedAccessException">The token is none of the Bot Framework.</exception>
    public void Check(ClaimsIdentity caller)
    {
        if (!environment.IsDevelopment() && caller.FindFirst("iss")?.Value is var issuer && (issuer is null || !_issuers.Contains(issuer)))
        {
            throw new UnauthorizedAccessException("Only tokens of the Bot Framework are taken.");
        }
    }
}
