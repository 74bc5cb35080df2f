using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CollectiveImpact.Bot.Web;

/// <summary>The pages behind the links that the bot gives: no sign-in, for a link carries its own permission for some minutes.</summary>
internal static class FilePages
{
    /// <exception cref="CannotStartException">The public address is none.</exception>
    public static WebApplicationBuilder AddWeb(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["PublicUrl"] is { Length: > 0 } set && (!Uri.TryCreate(set, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)))
        {
            throw new CannotStartException("PublicUrl must be an address such as https://bot.example.org: the links of export and import begin with it.");
        }

        builder.Services.AddSingleton<IPages, PublicPages>().AddSingleton<Uploads>().AddSingleton(new ChatLink(builder.Configuration["MicrosoftAppId"])).AddRazorComponents();
        // Over TLS too: what another site can make a browser ask for holds no secret that its length could give away.
        builder.Services.AddResponseCompression(c => (c.EnableForHttps, c.MimeTypes) = (true, ["text/html", "text/css", "text/javascript"]));
        return builder;
    }

    public static WebApplication MapWeb(this WebApplication app)
    {
        app.UseResponseCompression();
        var largest = Upload.Limit(app.Services.GetRequiredService<IOptions<UploadLimits>>().Value);
        var files = app.MapGroup("/files").AddEndpointFilter<RouteGroupBuilder, PageErrors>();
        files.MapGet("/{code}/{format}", ShowDownload);
        files.MapPost("/{code}/{format}", Download);
        // No cookie says who presses: the address itself is the permission, so that no other page can press for them.
        files.MapGet($"/{{code}}/{FileCards.ImportPage}", ImportPage.Show);
        files.MapPost($"/{{code}}/{FileCards.ImportPage}", ImportPage.BringIn).WithMetadata(largest);
        files.MapGet($"/{{code}}/{FileCards.GlossaryImportPage}", GlossaryPage.Show);
        files.MapPost($"/{{code}}/{FileCards.GlossaryImportPage}", GlossaryPage.BringIn).WithMetadata(largest);
        files.MapGet($"/{{code}}/{FileCards.QuestionsImportPage}", QuestionsPage.Show);
        files.MapPost($"/{{code}}/{FileCards.QuestionsImportPage}", QuestionsPage.BringIn).WithMetadata(largest);
        // Whatever else is asked below: a link that was cut off, or that somebody made up.
        files.Map("/{**rest}", (HttpRequest request) => (IResult)Nothing(request));
        InitiativePages.Map(app);
        return app;
    }

    // What only looks at links, as mail filters and chat previews do, must not fetch the data: a press does.
    private static async Task<IResult> ShowDownload(string code, [FromRoute(Name = "format")] string name, HttpRequest request, Passes passes, IClock clock, CancellationToken cancel)
    {
        if (ExportFormats.Read(name) is not { } format)
        {
            return Nothing(request);
        }

        if (await passes.Check(code, cancel) is not { } allowed)
        {
            return Over(request);
        }

        var file = Exports.FileOf(allowed.Initiative, format, Today(allowed.Initiative, clock));
        var t = PageLanguage.TextsFor(request, allowed.Initiative);
        var warning = format.HoldsNoData()
            ? ""
            : $"""<p class="small">{Page.Text(t.BackboneOnly)}</p>""";
        return Page.Of(
            t,
            $"""
            <h1>{Page.Text(allowed.Initiative.Name)}</h1>
            <p>{Page.Text(file.Name)}</p>
            <form method="post"><button>{Page.Text(t.Download)}</button></form>
            {warning}
            """);
    }

    private static async Task<IResult> Download(string code, [FromRoute(Name = "format")] string name, HttpRequest request, Passes passes, Exports exports, IClock clock, CancellationToken cancel)
    {
        if (ExportFormats.Read(name) is not { } format)
        {
            return Nothing(request);
        }

        if (await passes.Check(code, cancel) is not { } allowed)
        {
            return Over(request);
        }

        var content = await exports.ToFile(allowed.Initiative, format, ExportChoice.Read(request.QueryString.Value ?? ""), PageLanguage.TextsFor(request, allowed.Initiative).Culture, cancel);
        var file = Exports.FileOf(allowed.Initiative, format, Today(allowed.Initiative, clock));
        await exports.Taken(allowed.Initiative, format, file, allowed.Pass.Person, allowed.Pass.Name, clock.GetCurrentInstant(), cancel);
        return new NotKept(Results.Stream(content, file.ContentType, file.Name));
    }

    private static LocalDate Today(Initiative initiative, IClock clock) =>
        clock.GetCurrentInstant().InZone(TimeZones.Of(initiative.TimeZone)).Date;

    private static NotKept Nothing(HttpRequest request)
    {
        var t = PageLanguage.TextsFor(request);
        return Page.Of(t, $"<h1>{Page.Text(t.NothingHere)}</h1><p>{Page.Text(t.LinkCutOff)}</p>", status: StatusCodes.Status404NotFound);
    }

    internal static NotKept Over(HttpRequest request)
    {
        var t = PageLanguage.TextsFor(request);
        return Page.Of(t, $"<h1>{Page.Text(t.LinkOver)}</h1><p>{Page.Text(t.LinksLast)}</p>", status: StatusCodes.Status410Gone);
    }
}
