using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>A file to be downloaded.</summary>
public sealed record ExportFile(string Name, string ContentType);

/// <summary>Writes all of an initiative's data, read from storage as it is written: neither is ever whole in memory.</summary>
public sealed class Exports(IIndicatorStore indicators, IHistoryStore history, Sheets sheets, ChosenSheets chosen, ITermStore terms, Imports imports, AuditLog audit)
{
    private const string XlsxContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string CsvContentType = "text/csv; charset=utf-8";
    private const string TurtleContentType = "text/turtle; charset=utf-8";
    private const string SdmxContentType = "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8";
    private const int BufferSize = 64 * 1024;

    /// <summary>What the file will be called, and what it is.</summary>
    public static ExportFile FileOf(Initiative initiative, ExportFormat format, LocalDate today)
    {
        var name = $"{Codes.Slug(initiative.Name)}-{NodaTime.Text.LocalDatePattern.Iso.Format(today)}";
        var glossary = $"{Codes.Slug(initiative.Name)}-glossary-{NodaTime.Text.LocalDatePattern.Iso.Format(today)}";
        var questions = $"{Codes.Slug(initiative.Name)}-questions-{NodaTime.Text.LocalDatePattern.Iso.Format(today)}";
        return format switch
        {
            ExportFormat.Xlsx => new(name + ".xlsx", XlsxContentType),
            ExportFormat.Csv => new(name + "-csv.zip", "application/zip"),
            ExportFormat.Dhis2 => new(name + "-dhis2.json", "application/json"),
            ExportFormat.TemplateXlsx => new(Codes.Slug(initiative.Name) + "-template.xlsx", XlsxContentType),
            ExportFormat.TemplateCsv => new(Codes.Slug(initiative.Name) + "-template.csv", CsvContentType),
            ExportFormat.ChosenXlsx => new(name + "-numbers.xlsx", XlsxContentType),
            ExportFormat.ChosenCsv => new(name + "-numbers-csv.zip", "application/zip"),
            ExportFormat.QuestionsXlsx => new(questions + ".xlsx", XlsxContentType),
            ExportFormat.QuestionsCsv => new(questions + ".csv", CsvContentType),
            ExportFormat.GlossaryXlsx => new(glossary + ".xlsx", XlsxContentType),
            ExportFormat.GlossaryCsv => new(glossary + ".csv", CsvContentType),
            ExportFormat.GlossaryJsonLd => new(glossary + ".jsonld", "application/ld+json"),
            ExportFormat.GlossaryTurtle => new(glossary + ".ttl", TurtleContentType),
            _ => new(name + "-sdmx.csv", SdmxContentType),
        };
    }

    /// <summary>The same as a file that is gone when it is closed, read from its beginning.</summary>
    /// <param name="culture">Of whoever reads it: a template says how to fill it in.</param>
    /// <remarks>Written whole first: what can't be read from storage is then an error, and not half a file that looks whole.</remarks>
    public Task<FileStream> ToFile(Initiative initiative, ExportFormat format, CultureInfo culture, CancellationToken cancel) => ToFile(initiative, format, ExportChoice.Everything, culture, cancel);

    /// <param name="choice">Which numbers, where the format is one of numbers that are chosen.</param>
    public async Task<FileStream> ToFile(Initiative initiative, ExportFormat format, ExportChoice choice, CultureInfo culture, CancellationToken cancel)
    {
        var content = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await Write(initiative, format, choice, content, culture, cancel);
            content.Position = 0;
            return content;
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps that somebody has taken a file away; a template holds nothing of the initiative's.</summary>
    public Task Taken(Initiative initiative, ExportFormat format, ExportFile file, PersonKey by, string byName, Instant now, CancellationToken cancel) =>
        format is ExportFormat.TemplateXlsx or ExportFormat.TemplateCsv
            ? Task.CompletedTask
            : audit.Keep(initiative.Id, new Act(ActKind.ExportTaken, AuditLog.About("export", format.ToString()), file.Name, by, byName, now), cancel);

    private async Task Write(Initiative initiative, ExportFormat format, ExportChoice choice, Stream to, CultureInfo culture, CancellationToken cancel)
    {
        switch (format)
        {
            case ExportFormat.Xlsx:
                await Workbook.Write(await sheets.Of(initiative, cancel), to, cancel);
                break;
            case ExportFormat.Csv:
                await CsvFiles.Write(await sheets.Of(initiative, cancel), to, cancel);
                break;
            case ExportFormat.ChosenXlsx:
                await Workbook.Write(chosen.Of(initiative, choice, culture, cancel), to, cancel);
                break;
            case ExportFormat.ChosenCsv:
                await CsvFiles.Write(chosen.Of(initiative, choice, culture, cancel), to, cancel);
                break;
            case ExportFormat.Dhis2:
                await Dhis2.Write(initiative, await indicators.Load(initiative.Id, cancel), history, to, cancel);
                break;
            case ExportFormat.TemplateXlsx:
                await Workbook.Write(ImportTemplate.Of(await imports.Ground(initiative, cancel), culture), to, cancel);
                break;
            case ExportFormat.TemplateCsv:
                await CsvFiles.Write(ImportTemplate.Of(await imports.Ground(initiative, cancel), culture)[0], to, cancel);
                break;
            case ExportFormat.QuestionsXlsx:
                await Workbook.Write([QuestionsTable.ToFill(initiative, await indicators.Load(initiative.Id, cancel))], to, cancel);
                break;
            case ExportFormat.QuestionsCsv:
                await CsvFiles.Write(QuestionsTable.ToFill(initiative, await indicators.Load(initiative.Id, cancel)), to, cancel);
                break;
            case ExportFormat.GlossaryXlsx:
                await Workbook.Write([GlossaryTable.Of(initiative, await terms.Load(initiative.Id, cancel))], to, cancel);
                break;
            case ExportFormat.GlossaryCsv:
                await CsvFiles.Write(GlossaryTable.Of(initiative, await terms.Load(initiative.Id, cancel)), to, cancel);
                break;
            case ExportFormat.GlossaryJsonLd:
                await Skos.WriteJsonLd(initiative, await terms.Load(initiative.Id, cancel), to, cancel);
                break;
            case ExportFormat.GlossaryTurtle:
                await Skos.WriteTurtle(initiative, await terms.Load(initiative.Id, cancel), to, cancel);
                break;
            default:
                await SdmxCsv.Write(initiative, await indicators.Load(initiative.Id, cancel), history, to, cancel);
                break;
        }
    }
}
