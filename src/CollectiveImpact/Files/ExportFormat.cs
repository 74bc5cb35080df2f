namespace CollectiveImpact.Files;

/// <summary>How an initiative's data leaves.</summary>
public enum ExportFormat
{
    Xlsx,
    Csv,
    Dhis2,
    Sdmx,

    /// <summary>Not data, but the spreadsheet to fill.</summary>
    TemplateXlsx,
    TemplateCsv,

    GlossaryXlsx,
    GlossaryCsv,
    GlossaryJsonLd,
    GlossaryTurtle,

    /// <summary>The numbers that somebody chose, as they are shown and exactly.</summary>
    ChosenXlsx,
    ChosenCsv,

    /// <summary>Not data, but the questions to write in other languages.</summary>
    QuestionsXlsx,
    QuestionsCsv,
}

public static class ExportFormats
{
    private static readonly Dictionary<string, ExportFormat> Names = Enum.GetValues<ExportFormat>().ToDictionary(f => f.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>By its name alone: a number or a list of names, which an enumeration would take as well, is none.</summary>
    public static ExportFormat? Read(string name) => Names.TryGetValue(name, out var format) ? format : null;

    /// <summary>Whether it holds nothing that partners told the backbone alone.</summary>
    public static bool HoldsNoData(this ExportFormat format) =>
        format is ExportFormat.TemplateXlsx or ExportFormat.TemplateCsv or ExportFormat.QuestionsXlsx or ExportFormat.QuestionsCsv || format.IsGlossary();

    /// <summary>Whether it holds terms, which every member may read, and no data.</summary>
    public static bool IsGlossary(this ExportFormat format) =>
        format is ExportFormat.GlossaryXlsx or ExportFormat.GlossaryCsv or ExportFormat.GlossaryJsonLd or ExportFormat.GlossaryTurtle;
}
