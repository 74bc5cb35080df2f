using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Files;

/// <summary>Draws where files are to be had, and where they are brought.</summary>
public static class FileCards
{
    /// <summary>The page, below a pass, that takes a file of data.</summary>
    public const string ImportPage = "import";

    /// <summary>The page, below a pass, that takes a glossary.</summary>
    public const string GlossaryImportPage = "import-glossary";

    public static AdaptiveCard Data(Initiative initiative, FileLinks links) => Out(
        initiative,
        links,
        "All data as a file",
        "Indicators with every version, values, totals, check-ins, what was learned, and each revision. It holds what partners told the backbone only: pass it on with care.",
        ShowExport.Words,
        [("Excel workbook", "Excel", ExportFormat.Xlsx), ("CSV files", "CSV", ExportFormat.Csv), ("DHIS2", "DHIS2", ExportFormat.Dhis2), ("SDMX-CSV", "SDMX-CSV", ExportFormat.Sdmx)]);

    public static AdaptiveCard Glossary(Initiative initiative, FileLinks links) => Out(
        initiative,
        links,
        "The glossary as a file",
        "Every term in each of its languages. Excel and CSV hold proposed terms too, and can be changed and brought back; SKOS holds what is agreed, for other initiatives and for tools that manage vocabularies.",
        ShowGlossaryExport.Words,
        [
            ("Excel workbook", "Excel", ExportFormat.GlossaryXlsx), ("CSV file", "CSV", ExportFormat.GlossaryCsv),
            ("SKOS (JSON-LD)", "JSON-LD", ExportFormat.GlossaryJsonLd), ("SKOS (Turtle)", "Turtle", ExportFormat.GlossaryTurtle),
        ]);

    /// <summary>A file was sent into the chat: how it is brought in.</summary>
    public static AdaptiveCard Sent(Initiative initiative, string file, string what, IReadOnlyList<(string Title, string Say)> ways) => new()
    {
        FallbackText = $"I haven't read “{file}” yet.",
        Body =
        [
            RichTextBlock.Of($"I haven't read “{file}” yet", TextWeight.Bolder),
            new TextBlock($"{what} I read files on a page that shows you all that is wrong before anything changes. Press below, and bring it there."),
        ],
        Actions = [.. ways.Select(w => Conversation.SayButton(w.Title, w.Say, initiative.Id))],
    };

    public static AdaptiveCard BringData(Initiative initiative, FileLinks links) => In(
        initiative,
        "Bring data in from a spreadsheet",
        "Fill the template, then bring it to the page. It shows all that is wrong, cell by cell, and brings in all of it or nothing. What a check-in asked for already is corrected, with the file as the reason.",
        links.HowLong(ShowImport.Words),
        [links.To("Bring a file", ImportPage), links.To("Template for Excel", nameof(ExportFormat.TemplateXlsx)), links.To("Template as CSV", nameof(ExportFormat.TemplateCsv))]);

    public static AdaptiveCard BringGlossary(Initiative initiative, FileLinks links) => In(
        initiative,
        "Bring terms into the glossary",
        "Bring an Excel workbook, a CSV file or SKOS as JSON-LD to the page: an export of another initiative, or a list of your own with Name and Definition in its first row. The page shows what is new and what is here with other words, and brings in all of it or nothing.",
        links.HowLong(ShowGlossaryImport.Words),
        [links.To("Bring a file", GlossaryImportPage), links.To("Our terms, to change in Excel", nameof(ExportFormat.GlossaryXlsx))]);

    private static AdaptiveCard Out(Initiative initiative, FileLinks links, string title, string what, string again, IReadOnlyList<(string Title, string Short, ExportFormat Format)> formats) => new()
    {
        FallbackText = title,
        Body =
        [
            new TextBlock(title) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(initiative.Name, isSubtle: true),
            new TextBlock(what),
            new TextBlock("As a file in this chat; Teams asks you to allow it:") { Weight = TextWeight.Bolder, Separator = true },
            new ActionSet([.. formats.Select(f => new Execute(OfferExport.Verb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [OfferExport.FormatField] = f.Format.ToString() }) { Title = f.Title })]),
            new TextBlock("Where your organisation allows no files in chats, by a link:") { Weight = TextWeight.Bolder, Separator = true },
            links.HowLong(again),
        ],
        Actions = [.. formats.Select(f => links.To("Link: " + f.Short, f.Format.ToString()))],
    };

    private static AdaptiveCard In(Initiative initiative, string title, string what, TextBlock howLong, IReadOnlyList<CardAction> actions) => new()
    {
        FallbackText = title,
        Body =
        [
            new TextBlock(title) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(initiative.Name, isSubtle: true),
            new TextBlock(what),
            howLong,
        ],
        Actions = actions,
    };
}
