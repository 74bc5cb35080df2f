using System.Globalization;
using System.Text;
using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Conversations;
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

        builder.Services.AddSingleton<IPages, PublicPages>();
        return builder;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        var largest = Upload.Limit(app.Services.GetRequiredService<IOptions<UploadLimits>>().Value);
        var files = app.MapGroup("/files").AddEndpointFilter<RouteGroupBuilder, PageErrors>();
        files.MapGet("/{code}/{format}", ShowDownload);
        files.MapPost("/{code}/{format}", Download);
        // No cookie says who presses: the address itself is the permission, so that no other page can press for them.
        files.MapGet($"/{{code}}/{FileCards.ImportPage}", ShowImport);
        files.MapPost($"/{{code}}/{FileCards.ImportPage}", BringIn).WithMetadata(largest);
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

        var content = await exports.ToFile(allowed.Initiative, format, Today(allowed.Initiative, clock), cancel);
        var file = Exports.FileOf(allowed.Initiative, format, Today(allowed.Initiative, clock));
        return new NotKept(Results.Stream(content, file.ContentType, file.Name));
    }

    private static async Task<IResult> ShowImport(string code, Passes passes, CancellationToken cancel) =>
        await passes.Check(code, cancel) is { } allowed ? Page.Of(Form(allowed.Initiative, ""), Page.KeepsTheFile) : Over();

    private static async Task<IResult> BringIn(
        string code, HttpRequest request, Passes passes, Imports imports, ImportTurns turns, IOptions<UploadLimits> limits, CancellationToken cancel)
    {
        // Before a byte of the file is read.
        if (await passes.Check(code, cancel) is not { } allowed)
        {
            return Over();
        }

        var upload = await Upload.Read(request, limits.Value, cancel);
        if (upload.File is not { } file)
        {
            return Page.Of(Form(allowed.Initiative, upload.Fault), Page.KeepsTheFile, upload.Status);
        }

        var (page, wait) = await turns.Take(allowed.Initiative, () => InItsTurn(allowed.Initiative, allowed.Pass, upload, file, imports, cancel));
        return page ?? Page.Of(Form(allowed.Initiative, Page.Fault(wait!)), Page.KeepsTheFile, StatusCodes.Status429TooManyRequests);
    }

    private static async Task<NotKept> InItsTurn(Initiative initiative, Pass pass, Upload upload, IFormFile file, Imports imports, CancellationToken cancel)
    {
        try
        {
            await using var content = file.OpenReadStream();
            var (plan, open) = await imports.Check(initiative, content, file.FileName, Languages.CultureOf(pass.Culture), cancel);
            if (plan.FaultCount > 0 || open.Count > 0 || plan.Count == 0 || upload.Form["step"] != "import")
            {
                return Page.Of(Form(initiative, Report(plan, open)), Page.KeepsTheFile);
            }

            var count = await imports.Bring(initiative, plan, $"Imported from {upload.Name}", pass.Person, pass.Name, cancel);
            return Page.Of($"<h1>It is in</h1><p>{Counted.Of(count, "value")} of {Counted.Of(plan.Values.Keys.Select(k => k.Partner).Distinct().Count(), "partner")} {(count == 1 ? "is" : "are")} kept. You can close this page.</p>");
        }
        catch (UnreadableFileException e)
        {
            return Page.Of(Form(initiative, Page.Fault(e.Message)), Page.KeepsTheFile);
        }
    }

    private static string Form(Initiative initiative, string report) =>
        $"""
        <h1>Bring data in</h1>
        <p>{Page.Text(initiative.Name)}</p>
        <form method="post" enctype="multipart/form-data">
        <p><label>An Excel workbook or a CSV file, such as the template<br><input type="file" name="file" accept=".xlsx,.csv" required></label></p>
        <div id="report" aria-live="polite">{report}</div>
        <button name="step" value="check">Check the file</button>
        <button name="step" value="import">Import it</button>
        </form>
        <p class="small">Nothing changes while anything is wrong.</p>
        """;

    private static string Report(ImportPlan plan, IReadOnlyList<CollectiveImpact.Initiatives.Period> open)
    {
        var report = new StringBuilder();
        if (plan.FaultCount > 0)
        {
            report.Append(CultureInfo.InvariantCulture, $"""<p class="fault">{Counted.Of(plan.FaultCount, "thing")} {(plan.FaultCount == 1 ? "needs" : "need")} another look. Nothing was brought in.</p><table><tr><th>Cell</th><th>What is wrong</th></tr>""");
            foreach (var fault in plan.Faults)
            {
                report.Append(CultureInfo.InvariantCulture, $"<tr><td>{Page.Text(fault.Cell)}</td><td>{Page.Text(fault.Message)}</td></tr>");
            }

            report.Append("</table>");
            if (plan.FaultCount > plan.Faults.Count)
            {
                report.Append(CultureInfo.InvariantCulture, $"<p>and {Counted.Of(plan.FaultCount - plan.Faults.Count, "more thing")}.</p>");
            }
        }
        else if (plan.Count == 0)
        {
            report.Append("""<p class="fault">There is no value in this file.</p>""");
        }
        else if (open.Count > 0)
        {
            report.Append(CultureInfo.InvariantCulture, $"""<p class="fault">A check-in is still open about {Page.Text(string.Join(", ", open.Select(p => p.InWords(CultureInfo.GetCultureInfo("en-GB")))))}. Answer it in the chat, or bring these rows in once it has closed.</p>""");
        }
        else
        {
            var periods = plan.Values.Keys.Select(k => k.Period).Distinct().Order().ToArray();
            report.Append(CultureInfo.InvariantCulture, $"""<p class="fine">Nothing is wrong. {Counted.Of(plan.Count, "value")} of {Counted.Of(plan.Values.Keys.Select(k => k.Partner).Distinct().Count(), "partner")}, {Page.Text(periods[0].Id)}{(periods.Length == 1 ? "" : $" to {Page.Text(periods[^1].Id)}")}, can be brought in.</p>""");
        }

        return report.ToString();
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
