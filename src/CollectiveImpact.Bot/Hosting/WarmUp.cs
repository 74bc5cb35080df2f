using System.Globalization;
using System.Text;
using CollectiveImpact.AzureTables;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Conversations;

namespace CollectiveImpact.Bot.Hosting;

/// <summary>
/// Does once, beside the start, what the first turn would otherwise wait for: an activity is read, a card written,
/// the columns of storage are understood. Nothing is asked of anybody, and nothing depends on it.
/// </summary>
internal static class WarmUp
{
    private const string Activity = """
        {
          "type": "message", "id": "1", "text": "help", "textFormat": "plain", "timestamp": "2026-01-05T09:00:00Z", "localTimestamp": "2026-01-05T09:00:00Z",
          "channelId": "msteams", "serviceUrl": "https://smba.trafficmanager.net/emea/", "locale": "en-GB", "localTimezone": "Europe/Lisbon",
          "from": { "id": "29:1", "name": "A", "aadObjectId": "1" }, "recipient": { "id": "28:1", "name": "B" },
          "conversation": { "conversationType": "personal", "tenantId": "1", "id": "a:1" },
          "entities": [{ "type": "clientInfo", "locale": "en-GB", "country": "PT", "platform": "iOS" }],
          "channelData": { "tenant": { "id": "1" } },
          "value": { "action": { "type": "Action.Execute", "verb": "say", "data": { "say": "help" } } }
        }
        """;

    /// <summary>Begins at once, on a thread of its own, and never fails.</summary>
    public static void Begin() => new Thread(Run) { IsBackground = true, Name = "warm-up", Priority = ThreadPriority.BelowNormal }.Start();

    private static void Run()
    {
        TeamsAdapter.Read(new MemoryStream(Encoding.UTF8.GetBytes(Activity)));
        WelcomeCard.Draw(CultureInfo.GetCultureInfo("en")).ToJson();
        AzureTablesFeature.WarmUp();
    }
}
