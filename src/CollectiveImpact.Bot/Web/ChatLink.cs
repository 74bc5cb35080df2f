namespace CollectiveImpact.Bot.Web;

/// <summary>The way from a page to the person's chat with the bot.</summary>
/// <param name="BotId">The bot's app id in Entra; empty where there is none, and so no chat to lead to.</param>
internal sealed record ChatLink(string? BotId)
{
    /// <param name="draft">What then stands in the box, to be sent by the person; empty for nothing.</param>
    /// <returns>Null where there is no such chat.</returns>
    /// <remarks>As Teams' "Deep link to Teams chat" has it, with the bot in a user's place.</remarks>
    public string? With(string draft = "") => string.IsNullOrWhiteSpace(BotId)
        ? null
        : "https://teams.microsoft.com/l/chat/0/0" + QueryString.Create([new("users", $"28:{BotId}"), .. draft.Length > 0 ? [new KeyValuePair<string, string?>("message", draft)] : Array.Empty<KeyValuePair<string, string?>>()]);
}
