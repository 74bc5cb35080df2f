using System.Text.Json.Nodes;

namespace CollectiveImpact.Benchmarks;

/// <summary>A browser that the bot's link has let in to an initiative's pages.</summary>
/// <param name="Overview">Where the pages begin, below the service's address.</param>
/// <param name="Cookie">What it sends with every request.</param>
internal sealed record SignedIn(string Overview, string Cookie)
{
    /// <summary>Asks the bot for a link, as somebody in a chat does, and opens it.</summary>
    public static async Task<SignedIn> By(Caller caller, Child service, ConnectorSink connector, Load load)
    {
        await load.Send(service, caller.Says("pages", connector.ServiceUrl).ToJsonString());
        while (true)
        {
            var (_, message) = await connector.Last(caller.Conversation);
            if (message.Contains("/open/", StringComparison.Ordinal))
            {
                var link = (string)JsonNode.Parse(message)!["attachments"]![0]!["content"]!["actions"]![0]!["url"]!;
                using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
                using var answer = await browser.PostAsync(new Uri(link), null);
                return new($"{answer.Headers.Location}", answer.Headers.GetValues("Set-Cookie").Single(c => c.Contains("path=/i/", StringComparison.OrdinalIgnoreCase)).Split(';')[0]);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
