using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using NodaTime.Text;

namespace CollectiveImpact.Reports;

/// <summary>A report as a document.</summary>
public sealed class ReportFile(AuditLog audit)
{
    /// <returns>What it is called, and the document, to be read from its beginning.</returns>
    public static (ExportFile File, Stream Content) Of(Report report, CultureInfo culture)
    {
        // Whoever reads a language that we don't write reads English.
        var written = Dates.Words(culture);
        var name = $"{Codes.Slug(report.Initiative.Name)}-{Codes.Slug(new Texts(culture).Report)}-{LocalDatePattern.Iso.Format(report.Time.First)}-{LocalDatePattern.Iso.Format(report.Time.Last)}";
        return (new(name + ".docx", WordFile.ContentType), WordFile.Write(ReportText.TitleOf(report, culture), ReportText.Of(report, culture), written, report.At));
    }

    /// <summary>Keeps that somebody has taken it away, as of every file.</summary>
    public Task Taken(Report report, ExportFile file, PersonKey by, string byName, CancellationToken cancel) =>
        audit.Keep(report.Initiative.Id, new Act(ActKind.ExportTaken, AuditLog.About("export", nameof(Report)), file.Name, by, byName, report.At), cancel);
}
