using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Bot.Web.About;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using Microsoft.AspNetCore.Http.HttpResults;
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

        builder.Services.AddSingleton<IPages, PublicPages>().AddSingleton<Uploads>().AddSingleton<TabTokens>().AddSingleton(new ChatLink(builder.Configuration["MicrosoftAppId"])).AddRazorComponents();
        // Over TLS too: what another site can make a browser ask for holds no secret that its length could give away.
        builder.Services.AddResponseCompression(c => (c.EnableForHttps, c.MimeTypes) = (true, ["text/html"]));
        return builder;
    }

    public static WebApplication MapWeb(this WebApplication app)
    {
        app.UseResponseCompression();
        var largest = Upload.Limit(app.Services.GetRequiredService<IOptions<UploadLimits>>().Value);
        var files = app.MapGroup("/files").AddEndpointFilter<RouteGroupBuilder, PageErrors>();
        files.MapGet("/{code}/{format}", ShowDownload);
        files.MapPost("/{code}/{format}", Download);
        TakesFile.Map(files, FileCards.ImportPage, largest, (services, initiative, t) => new BringData(initiative, services.GetRequiredService<Imports>(), t));
        TakesFile.Map(files, FileCards.GlossaryImportPage, largest, (services, initiative, t) => new BringTerms(initiative, services.GetRequiredService<GlossaryImports>(), t));
        TakesFile.Map(files, FileCards.QuestionsImportPage, largest, (services, initiative, t) => new BringQuestions(initiative, services.GetRequiredService<QuestionsImports>(), t));
        // Whatever else is asked below: a link that was cut off, or that somebody made up.
        files.Map("/{**rest}", (HttpRequest request) => Nothing(request));
        InitiativePages.Map(app);
        AboutPages.Map(app);
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

        return Door.Draw(new RazorComponentResult<DownloadPage>(new
        {
            PageLanguage.TextsFor(request, allowed.Initiative).Culture,
            allowed.Initiative,
            File = Exports.FileOf(allowed.Initiative, format, Today(allowed.Initiative, clock)).Name,
            HoldsData = !format.HoldsNoData(),
        }));
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

    private static IResult Nothing(HttpRequest request)
    {
        var t = PageLanguage.TextsFor(request);
        return Door.Notice(t.Culture, t.NothingHere, t.LinkCutOff, StatusCodes.Status404NotFound);
    }

    internal static IResult Over(HttpRequest request)
    {
        var t = PageLanguage.TextsFor(request);
        return Door.Notice(t.Culture, t.LinkOver, t.LinksLast, StatusCodes.Status410Gone);
    }
}
