namespace CollectiveImpact.Bot.Web;

/// <summary>What differs where Teams shows a page in a frame of its own: who may frame it, and how the browser keeps who reads.</summary>
internal static class TeamsFrame
{
    // Source: Microsoft, "Tab requirements" (learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements), read 30 November 2026.
    private const string Hosts =
        "https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com https://*.microsoft365.com https://*.office.com https://outlook.office.com https://outlook.office365.com";

    private static readonly object Allowed = new();

    /// <summary>Lets Teams show the answer to this request in a frame; nobody else, and no other answer.</summary>
    public static void Allow(HttpContext context) => context.Items[Allowed] = true;

    /// <summary>Who may frame the answer, as the policy of its content names them.</summary>
    public static string AncestorsOf(HttpContext context) => context.Items.ContainsKey(Allowed) ? Hosts : "'none'";

    /// <summary>Whether a page is asked for in somebody's frame.</summary>
    public static bool IsAround(HttpRequest request) => request.Headers["Sec-Fetch-Dest"] == "iframe";

    /// <summary>
    /// Makes a cookie one that a browser keeps in a frame: for our pages within the site around them, and for none of our pages elsewhere.
    /// Browsers want TLS for that. Without, on a developer's machine, no other site frames us and it stays as it is.
    /// </summary>
    public static CookieOptions Keep(CookieOptions cookie)
    {
        if (cookie.Secure)
        {
            cookie.SameSite = SameSiteMode.None;
            cookie.Extensions.Add("Partitioned");
        }

        return cookie;
    }
}
