using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Web;

/// <summary>Where a fault behind a page becomes a page in words, and a line for whoever looks after the service.</summary>
internal sealed partial class PageErrors(ILogger<PageErrors> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
#pragma warning disable CA1031 // Every fault becomes words here, and nowhere else.
        catch (Exception) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone: nobody reads an answer, and nothing is wrong.
            return Results.Empty;
        }
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var t = PageLanguage.TextsFor(context.HttpContext.Request);
            var causes = Causes(fault).ToArray();
            if (Array.Exists(causes, c => c is StaleStateException or StorageUnavailableException or TimeoutException or Orleans.Runtime.OrleansException))
            {
                LogNotNow(string.Join(" < ", causes.Select(c => c.GetType().Name)));
                return Door.Notice(t.Culture, t.NotNow, t.RecordsAway, StatusCodes.Status503ServiceUnavailable);
            }

            var reference = Guid.NewGuid().ToString("N")[..8];
            // Messages of exceptions quote what couldn't be read, so they may hold a person's words; types and places don't.
            LogFault(reference, string.Join(" < ", causes.Select(c => c.GetType().Name)), string.Join('\n', causes.Select(c => c.StackTrace)));
            return Door.Notice(t.Culture, t.WentWrong, t.TellNumber(reference), StatusCodes.Status500InternalServerError);
        }
    }

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var e = fault; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not be shown just now: {Kinds}.")]
    private partial void LogNotNow(string kinds);

    [LoggerMessage(Level = LogLevel.Error, Message = "A page failed, reference {Reference}: {Kinds}\n{Where}")]
    private partial void LogFault(string reference, string kinds, string where);
}
