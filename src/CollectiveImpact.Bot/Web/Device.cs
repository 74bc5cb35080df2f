namespace CollectiveImpact.Bot.Web;

/// <summary>A browser and what it runs on, as far as it says so and as people call them: "Firefox, Windows".</summary>
internal static class Device
{
    // Whoever calls itself by several names means the first of these: Edge says Chrome and Safari as well.
    private static readonly (string Says, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Says, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>The same of a browser that is Teams', or that Teams is open in.</summary>
    public static string InTeams(string userAgent) => string.Join(", ", new[] { "Teams", Of(userAgent) }.Where(name => name.Length > 0));

    /// <returns>Empty when it says nothing that we know.</returns>
    public static string Of(string userAgent) => string.Join(", ", new[] { Browsers, Systems }.Select(known => Array.Find(known, k => userAgent.Contains(k.Says, StringComparison.Ordinal)).Name).Where(name => name is not null));
}
