using Microsoft.AspNetCore.Mvc;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace CollectiveImpact.Benchmarks;

/// <summary>The baseline: an echo bot wired as the SDK's own template wires it, with logging turned down as ours is.</summary>
internal static class StockEcho
{
    public static async Task Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient().AddControllers();
        builder.Services.AddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
        builder.Services.AddSingleton<IBotFrameworkHttpAdapter, AdapterWithErrorHandler>();
        builder.Services.AddTransient<IBot, EchoBot>();
        await using var app = builder.Build();
        app.UseRouting();
        app.UseAuthorization();
        app.MapControllers();
        await app.RunAsync();
    }
}

[Route("api/messages")]
[ApiController]
public sealed class BotController(IBotFrameworkHttpAdapter adapter, IBot bot) : ControllerBase
{
    [HttpPost, HttpGet]
    public Task PostAsync() => adapter.ProcessAsync(Request, Response, bot);
}

internal sealed class EchoBot : ActivityHandler
{
    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        var replyText = $"Echo: {turnContext.Activity.Text}";
        await turnContext.SendActivityAsync(MessageFactory.Text(replyText, replyText), cancellationToken);
    }
}

internal sealed partial class AdapterWithErrorHandler : CloudAdapter
{
    public AdapterWithErrorHandler(BotFrameworkAuthentication auth, ILogger<IBotFrameworkHttpAdapter> logger)
        : base(auth, logger)
    {
        OnTurnError = async (turnContext, exception) =>
        {
            LogUnhandled(logger, exception);
            await turnContext.SendActivityAsync("The bot encountered an error or bug.");
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "[OnTurnError] unhandled error")]
    private static partial void LogUnhandled(ILogger logger, Exception exception);
}
