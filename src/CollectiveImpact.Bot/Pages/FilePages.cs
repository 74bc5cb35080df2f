using System.Net;
using System.Security.Cryptography;
using CollectiveImpact.Exchange;
using NodaTime;

namespace CollectiveImpact.Bot.Pages;

/// <summary>The pages behind the links that the bot gives: no sign-in, for a link carries its own permission for some minutes.</summary>
internal static class FilePages
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services.AddSingleton<IPages, PublicPages>();

    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapGet("/files/{code}/{format}", ShowDownload);
        app.MapPost("/files/{code}/{format}", Download);
        return app;
    }

    // What only looks at links, as mail filters and chat previews do, must not fetch the data: a press does.
    private static async Task<IResult> ShowDownload(string code, ExportFormat format, Passes passes, IClock clock, CancellationToken cancel)
    {
        if (await passes.Check(code, cancel) is not { } allowed)
        {
            return Over();
        }

        var file = Exports.FileOf(allowed.Initiative, format, Today(allowed.Initiative, clock));
        return Page(
            $"""
            <h1>{Text(allowed.Initiative.Name)}</h1>
            <p>{Text(file.Name)}</p>
            <form method="post"><button>Download</button></form>
            <p class="small">It holds what partners told the backbone only. Keep it where only the backbone reads it.</p>
            """);
    }

    private static async Task<IResult> Download(string code, ExportFormat format, Passes passes, Exports exports, IClock clock, CancellationToken cancel)
    {
        if (await passes.Check(code, cancel) is not { } allowed)
        {
            return Over();
        }

        // Written to a file first: what can't be read from storage is then an error, and not half a file that looks whole.
        var content = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await exports.Write(allowed.Initiative, format, content, cancel);
            content.Position = 0;
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        var file = Exports.FileOf(allowed.Initiative, format, Today(allowed.Initiative, clock));
        return new NotKept(Results.Stream(content, file.ContentType, file.Name));
    }

    private static LocalDate Today(Initiatives.Initiative initiative, IClock clock) =>
        clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[initiative.TimeZone]).Date;

    private static NotKept Over() => Page(
        """
        <h1>This link is over</h1>
        <p>Links to files work for a quarter of an hour, and only while whoever asked for them is in the backbone. Go back to the chat and say “export” for a new one.</p>
        """,
        StatusCodes.Status410Gone);

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static NotKept Page(string body, int status = StatusCodes.Status200OK)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        return new NotKept(
            Results.Content(
                $$"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>Collective Impact Bot</title>
                <style nonce="{{nonce}}">
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #242424; background: #fff; }
                button { font: inherit; padding: .6rem 1.4rem; border: 0; border-radius: .3rem; background: #5b5fc7; color: #fff; }
                .small { font-size: .85rem; color: #616161; }
                @media (prefers-color-scheme: dark) { body { color: #fff; background: #1f1f1f; } .small { color: #adadad; } }
                </style>
                </head>
                <body>
                <main>
                {{body}}
                </main>
                </body>
                </html>
                """,
                "text/html; charset=utf-8",
                statusCode: status),
            $"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    }

    /// <summary>An answer that no cache keeps, no other page frames, and whose address is told to nobody.</summary>
    private sealed class NotKept(IResult inner, string policy = "default-src 'none'") : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.CacheControl = "no-store";
            headers.ContentSecurityPolicy = policy;
            headers["Referrer-Policy"] = "no-referrer";
            headers.XContentTypeOptions = "nosniff";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
