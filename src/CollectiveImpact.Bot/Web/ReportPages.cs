using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Health;
using CollectiveImpact.Reports;
using CollectiveImpact.Time;

namespace CollectiveImpact.Bot.Web;

/// <summary>The report of a chosen time, on a page that prints and as a document.</summary>
internal static class ReportPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/report", Show);
        // Pressed, and not only opened: the trail says who took it.
        pages.MapPost("/report.docx", Download);
    }

    private static async Task<IResult> Show(Visit visit, HttpRequest request, ReadReport read, ReadHealth health, CancellationToken cancel)
    {
        var asked = Asked(visit, request);
        var report = asked.Time is { } time ? await read.Of(visit.Reader.Here, time, visit.Reader.Culture, visit.At, cancel) : null;
        return visit.Shows<ReportPage>(
            (nameof(ReportPage.Asked), asked),
            (nameof(ReportPage.Report), report),
            (nameof(ReportPage.Health), report is not null && visit.Reader.Here.IsBackbone ? await health.Of(visit.Initiative, whose: null, visit.Today, visit.At) : null));
    }

    private static async Task<IResult> Download(Visit visit, HttpRequest request, ReadReport read, ReportFile files, CancellationToken cancel)
    {
        var asked = Asked(visit, request);
        if (asked.Time is not { } time)
        {
            // What is wrong is told at the field.
            return Door.Draw(Results.LocalRedirect(asked.In(PagePaths.Report(visit.Initiative.Id))));
        }

        var report = await read.Of(visit.Reader.Here, time, visit.Reader.Culture, visit.At, cancel);
        var (file, content) = ReportFile.Of(report, visit.Reader.Culture);
        await files.Taken(report, file, visit.Reader.Session.Person, visit.Reader.Here.Member.Name, cancel);
        return Door.Draw(Results.Stream(content, file.ContentType, file.Name));
    }

    // The same days for whoever makes it, wherever they are.
    private static AskedReport Asked(Visit visit, HttpRequest request) =>
        AskedReport.Read(request.Query, visit.At.InZone(TimeZones.Of(visit.Initiative.TimeZone)).Date, visit.T);
}
