using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Exchange;
using CollectiveImpact.Initiatives;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CollectiveImpact.Bot.Pages;

/// <summary>The pages behind the links that the bot gives: no sign-in, for a link carries its own permission for some minutes.</summary>
internal static class FilePages
{
    /// <exception cref="CannotStartException">The public address is none.</exception>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["PublicUrl"] is { Length: > 0 } set && (!Uri.TryCreate(set, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)))
        {
            throw new CannotStartException("PublicUrl must be an address such as https://bot.example.org: the links of export and import begin with it.");
        }

        builder.Services.AddSingleton<IPages, PublicPages>().AddSingleton<Uploads>();
        return builder;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        var largest = Upload.Limit(app.Services.GetRequiredService<IOptions<UploadLimits>>().Value);
        var files = app.MapGroup("/files").AddEndpointFilter<RouteGroupBuilder, PageErrors>();
        files.MapGet("/{code}/{format}", ShowDownload);
        files.MapPost("/{code}/{format}", Download);
        // No cookie says who presses: the address itself is the permission, so that no other page can press for them.
        files.MapGet($"/{{code}}/{FileCards.ImportPage}", ImportPage.Show);
        files.MapPost($"/{{code}}/{FileCards.ImportPage}", ImportPage.BringIn).WithMetadata(largest);
        files.MapGet($"/{{code}}/{FileCards.GlossaryImportPage}", GlossaryPage.Show);
        files.MapPost($"/{{code}}/{FileCards.GlossaryImportPage}", GlossaryPage.BringIn).WithMetadata(largest);
        // Whatever else is asked below: a link that was cut off, or that somebody made up.
        files.Map("/{**rest}", () => (IResult)Nothing());
        return app;
    }

    // What only looks at links, as mail filters and chat previews do, must not fetch the data: a press does.
    private static async Task<IResult> ShowDownload(string code, [FromRoute(Name = "format")] string name, Passes passes, IClock clock, CancellationToken cancel)
    {
        if (ExportFormats.Read(name) is not { } format)
        {
            return Nothing();
        }

        if (await passes.Check(code, cancel) is not { } allowed)
        {
            return Over();
        }

        var file = Exports.FileOf(allowed.Initiative, format, Today(allowed.Initiative, clock));
        var warning = format is ExportFormat.TemplateXlsx or ExportFormat.TemplateCsv || format.IsGlossary()
            ? ""
            : """<p class="small">It holds what partners told the backbone only. Keep it where only the backbone reads it.</p>""";
        return Page.Of(
            $"""
            <h1>{Page.Text(allowed.Initiative.Name)}</h1>
            <p>{Page.Text(file.Name)}</p>
            <form method="post"><button>Download</button></form>
            {warning}
            """);
    }

    private static async Task<IResult> Download(string code, [FromRoute(Name = "format")] string name, Passes passes, Exports exports, IClock clock, CancellationToken cancel)
    {
        if (ExportFormats.Read(name) is not { } format)
        {
            return Nothing();
        }

        if (await passes.Check(code, cancel) is not { } allowed)
        {
            return Over();
        }

        var content = await exports.ToFile(allowed.Initiative, format, cancel);
        var file = Exports.FileOf(allowed.Initiative, format, Today(allowed.Initiative, clock));
        return new NotKept(Results.Stream(content, file.ContentType, file.Name));
    }

    private static LocalDate Today(Initiative initiative, IClock clock) =>
        clock.GetCurrentInstant().InZone(TimeZones.Of(initiative.TimeZone)).Date;

    private static NotKept Nothing() => Page.Of(
        """
        <h1>There is nothing here</h1>
        <p>The link may have been cut off on its way. Go back to the chat and say “export” or “import” for a new one.</p>
        """,
        status: StatusCodes.Status404NotFound);

    internal static NotKept Over() => Page.Of(
        """
        <h1>This link is over</h1>
        <p>Links to files work for a quarter of an hour, and only while whoever asked for them is in the backbone. Go back to the chat and say “export” or “import” for a new one.</p>
        """,
        status: StatusCodes.Status410Gone);
}
