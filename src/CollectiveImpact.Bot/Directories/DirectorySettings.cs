using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Bot.Teams;

namespace CollectiveImpact.Bot.Directories;

/// <summary>As whom we come to other organisations' directories, and where these are. Off until <c>Directory:AppId</c> is set.</summary>
/// <param name="App">The client id of the registration; null where there is none.</param>
/// <param name="TeamsApp">The app's id in its manifest, by which each organisation's catalogue knows it.</param>
/// <param name="Authority">Where tokens come from.</param>
/// <param name="Graph">Where Microsoft Graph is, with its version.</param>
/// <param name="TokenFile">Where another platform than Azure's keeps the token that shows who we are; null for the managed identity.</param>
/// <param name="Identity">The client id of the managed identity.</param>
internal sealed record DirectorySettings(string? App, string TeamsApp, Uri Authority, Uri Graph, string? TokenFile, string? Identity)
{
    private const string UsualAuthority = "https://login.microsoftonline.com";
    private const string UsualGraph = "https://graph.microsoft.com/v1.0";

    public bool IsOn => App is not null;

    /// <summary>All that an administrator has allowed, and nothing else.</summary>
    public string Scope => $"{Graph.GetLeftPart(UriPartial.Authority)}/.default";

    /// <summary>Where an administrator of any organisation allows all that the registration asks for.</summary>
    /// <param name="back">Where their browser comes back to.</param>
    public Uri AdminConsent(Uri back, string state) => new(Authority, "/organizations/v2.0/adminconsent" + QueryString.Create(new Dictionary<string, string?>
    {
        ["client_id"] = App,
        ["scope"] = Scope,
        ["redirect_uri"] = back.AbsoluteUri,
        ["state"] = state,
    }));

    /// <exception cref="CannotStartException">The settings make no sense.</exception>
    public static DirectorySettings Of(IConfiguration configuration, IHostEnvironment environment)
    {
        var (authority, graph) = (Address("Directory:Authority", UsualAuthority), Address("Directory:Graph", UsualGraph));
        if (Set("Directory:AppId") is not { } app)
        {
            return new DirectorySettings(null, "", authority, graph, null, null);
        }

        if (!Guid.TryParseExact(app, "D", out _))
        {
            throw new CannotStartException($"Directory:AppId is \"{app}\"; it must be the client id of an app registration, a GUID.");
        }

        // An app may install itself only, and its manifest names one registration as its own.
        if (Set("Tab:AppId") is { } tab && !string.Equals(tab, app, StringComparison.OrdinalIgnoreCase))
        {
            throw new CannotStartException("Directory:AppId and Tab:AppId differ; they must be one registration, because the app's manifest names only one.");
        }

        if (TeamsHosting.AppIdOf(configuration) is not { } teams)
        {
            throw new CannotStartException("MicrosoftAppId is missing: Directory:AppId is of use only to a bot that is an app in Teams.");
        }

        var (file, identity) = (Set("Directory:TokenFile"), Set("AZURE_CLIENT_ID"));
        return file is null && identity is null
            ? throw new CannotStartException("AZURE_CLIENT_ID is missing: Directory:AppId needs the managed identity that is its credential, or Directory:TokenFile.")
            : new DirectorySettings(app, teams, authority, graph, file, identity);

        string? Set(string key) => configuration[key]?.Trim() is { Length: > 0 } set ? set : null;

        Uri Address(string key, string usual)
        {
            var set = Set(key) ?? usual;
            return Uri.TryCreate(set, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (environment.IsDevelopment() && url is { Scheme: "http", IsLoopback: true }))
                ? url
                : throw new CannotStartException($"{key} is \"{set}\"; it must be an https address such as {usual}.");
        }
    }
}
