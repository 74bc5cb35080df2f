using CollectiveImpact.Files;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CollectiveImpact.Bot.Web;

/// <summary>
/// Where people's browsers reach the service: the setting <c>PublicUrl</c>, or, on a developer's machine that has none, where it
/// listens.
/// </summary>
internal sealed class PublicPages(IConfiguration configuration, IServer server) : IPages
{
    public Uri To(string path) => new(new Uri(Root.TrimEnd('/') + "/"), path);

    private string Root => configuration["PublicUrl"] is { Length: > 0 } set
        ? set
        : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
}
