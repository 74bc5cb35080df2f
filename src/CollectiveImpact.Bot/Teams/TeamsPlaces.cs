using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Teams;

namespace CollectiveImpact.Bot.Teams;

/// <summary>Says what a channel is called. What is said in one names it by its id alone, and its team too.</summary>
/// <remarks>
/// Source: Microsoft Learn, "Get Teams specific context for your bot": <c>GET /v3/teams/{id}</c> and
/// <c>GET /v3/teams/{id}/conversations</c>, in which the General channel has no name, since each client says it in its own language.
/// </remarks>
public sealed class TeamsPlaces(TeamsQuestions questions, IHttpClientFactory http)
{
    private const string Kind = "channel";
    private const string General = "General";
    private const int LongestName = 120;

    /// <summary>The turn with the name of its channel and team; as it is where Teams has named the place, or doesn't tell.</summary>
    /// <param name="team">The team's id; null where there is none.</param>
    public async Task<Turn> Resolve(Turn turn, string? team, CancellationToken cancel)
    {
        if (turn.IsPersonal || turn.PlaceName.Length > 0 || team is null)
        {
            return turn;
        }

        var channel = turn.Address.ConversationId;
        var name = await questions.Ask(Kind, channel, turn.Address.ServiceUrl, (teams, soon) => Ask(teams, team, channel, soon), cancel);
        return name is null ? turn : turn with { PlaceName = name };
    }

    private async Task<string?> Ask(IConnectorClient teams, string team, string channel, CancellationToken cancel)
    {
        using var client = new TeamsConnectorClient(teams.BaseUri, teams.Credentials, http.CreateClient(), disposeHttpClient: true);
        var details = await client.Teams.FetchTeamDetailsAsync(team, cancel);
        var all = await client.Teams.FetchChannelListAsync(team, cancel);
        return details?.Name is { Length: > 0 } name && all?.Conversations?.FirstOrDefault(c => c?.Id == channel) is { } known
            ? $"{Short(name)} › {Short(known.Name ?? General)}"
            : null;
    }

    private static string Short(string name) => PeoplesWords.Shorten(PeoplesWords.Read(name), LongestName);
}
