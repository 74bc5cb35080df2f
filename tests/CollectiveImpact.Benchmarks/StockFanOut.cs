using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace CollectiveImpact.Benchmarks;

/// <summary>For orientation: a card to one person as the SDK's documentation has it, by continuing their conversation.</summary>
internal sealed class StockFanOut(BotFrameworkAuthentication sdk, string app)
{
    private readonly CloudAdapter _adapter = new(sdk);

    public Task Send(string serviceUrl, string conversation, string card, string summary) => _adapter.ContinueConversationAsync(
        app,
        new ConversationReference
        {
            ServiceUrl = serviceUrl,
            ChannelId = "msteams",
            Bot = new ChannelAccount("28:bot"),
            Conversation = new ConversationAccount(id: conversation),
        },
        async (turn, cancel) =>
        {
            var message = (Activity)MessageFactory.Attachment(new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = JObject.Parse(card) });
            message.Summary = summary;
            await turn.SendActivityAsync(message, cancel);
        },
        CancellationToken.None);
}
