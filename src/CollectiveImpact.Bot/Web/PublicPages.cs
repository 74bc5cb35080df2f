using System.Text.Json;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Files;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CollectiveImpact.Bot.Web;

/// <summary>
/// Where people's browsers reach the service: the setting <c>PublicUrl</c>, or, on a developer's machine that has none, where it
/// listens.
/// </summary>
internal sealed class PublicPages(IConfiguration configuration, IServer server, TabTokens tab) : IPages
{
    // The name of the tab in the app's manifest.
    private const string TabName = "pages";

    public Uri To(string path) => new(new Uri(Root.TrimEnd('/') + "/"), path);

    /// <remarks>As Teams' "Deep link to a tab" has it; what the tab is told as <c>subPageId</c>, it opens once it knows who somebody is.</remarks>
    public Uri FromChat(string path) => tab.IsOn && TeamsHosting.AppIdOf(configuration) is { } id
        ? new($"https://teams.microsoft.com/l/entity/{id}/{TabName}" + QueryString.Create(new Dictionary<string, string?> { ["webUrl"] = To(path).AbsoluteUri, ["context"] = JsonSerializer.Serialize(new { subEntityId = "/" + path }) }))
        : To(path);

    private string Root => configuration["PublicUrl"] is { Length: > 0 } set
        ? set
        : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
}
