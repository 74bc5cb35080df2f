using System.Globalization;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.TimedBot;

/// <summary>Everybody's mail leads to a page of theirs that nobody made.</summary>
internal sealed class OpenDoors : IMailDoors
{
    public Task<MailDoor?> For(ConversationAddress to, string card, CancellationToken cancel) => Task.FromResult<MailDoor?>(
        new("Riverside Reads", "Ana", CultureInfo.GetCultureInfo("en-GB"), new Uri($"https://bot.example/m/{to.ConversationId}"), new Uri($"https://bot.example/stop/{to.ConversationId}")));
}
