namespace CollectiveImpact.Bot.Teams;

/// <summary>The addresses that are drives of Microsoft 365, by the cloud that Teams speaks from. Files go to no other.</summary>
/// <remarks>
/// Files of a bot go into OneDrive for work or school, which is SharePoint: Microsoft Learn, "Send and receive files through a bot". Its
/// names: "Microsoft 365 URLs and IP address ranges", "Microsoft 365 U.S. Government GCC High endpoints", "… DoD endpoints", and "URLs and
/// IP address ranges for Microsoft 365 operated by 21Vianet", each under SharePoint Online and OneDrive.
/// </remarks>
public sealed class TeamsDrives(IHostEnvironment environment)
{
    private static readonly string[] Worldwide = [".sharepoint.com"];
    private static readonly string[] GccHigh = [".sharepoint.us"];
    private static readonly string[] DoD = [".dps.mil", ".sharepoint-mil.us"];
    private static readonly string[] China = [".sharepoint.cn"];

    /// <param name="serviceUrl">Where Teams asked to be answered, which says its cloud.</param>
    public bool Include(string? address, string serviceUrl)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
        {
            return false;
        }

        if (environment.IsDevelopment() && url.IsLoopback && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            return true;
        }

        // A name in letters as they are: what is numbers, or only looks like Latin letters, is never one of these.
        return url.Scheme == Uri.UriSchemeHttps
            && url.IsDefaultPort
            && url.HostNameType == UriHostNameType.Dns
            && Array.Exists(Of(serviceUrl), end => IsBelow(url.Host, end))
            // As it was written, and not only as it was understood.
            && address!.StartsWith($"https://{url.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsBelow(string host, string end)
    {
        if (!host.EndsWith(end, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var names = host[..^end.Length].Split('.');
        return Array.TrueForAll(names, name => name is [not '-', ..] and [.., not '-'] && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !name.StartsWith("xn--", StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Of(string serviceUrl)
    {
        var teams = Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) ? url.Host : "";
        return Ends(".dod.teams.microsoft.us") ? DoD
            : Ends(".teams.microsoft.us") ? GccHigh
            : Ends(".cn") ? China
            : Worldwide;

        bool Ends(string with) => teams.EndsWith(with, StringComparison.OrdinalIgnoreCase);
    }
}
