using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Exchange;

/// <summary>How an initiative's data leaves.</summary>
public enum ExportFormat
{
    Xlsx,
    Csv,
    Dhis2,
    Sdmx,
}

/// <summary>A file to be downloaded.</summary>
public sealed record ExportFile(string Name, string ContentType);

/// <summary>Writes all of an initiative's data, read from storage as it is written: neither is ever whole in memory.</summary>
public sealed class Exports(IInitiativeStore initiatives, IIndicatorStore indicators, IHistoryStore history, Sheets sheets)
{
    /// <summary>What the file will be called, and what it is.</summary>
    public static ExportFile FileOf(Initiative initiative, ExportFormat format, LocalDate today)
    {
        var name = $"{Codes.Slug(initiative.Name)}-{NodaTime.Text.LocalDatePattern.Iso.Format(today)}";
        return format switch
        {
            ExportFormat.Xlsx => new(name + ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ExportFormat.Csv => new(name + "-csv.zip", "application/zip"),
            ExportFormat.Dhis2 => new(name + "-dhis2.json", "application/json"),
            _ => new(name + "-sdmx.csv", "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"),
        };
    }

    public async Task Write(Initiative initiative, ExportFormat format, Stream to, CancellationToken cancel)
    {
        switch (format)
        {
            case ExportFormat.Xlsx:
                await Workbook.Write(sheets.Of(initiative, cancel), to, cancel);
                break;
            case ExportFormat.Csv:
                await CsvFiles.Write(sheets.Of(initiative, cancel), to, cancel);
                break;
            case ExportFormat.Dhis2:
                await Dhis2.Write(initiative, await indicators.Load(initiative.Id, cancel), history, to, cancel);
                break;
            default:
                await SdmxCsv.Write(initiative, await indicators.Load(initiative.Id, cancel), history, to, cancel);
                break;
        }
    }

    /// <summary>The initiative as stored, or null when there is none.</summary>
    public async Task<Initiative?> Find(string initiative, CancellationToken cancel) => (await initiatives.Load(initiative, cancel))?.Initiative;
}
