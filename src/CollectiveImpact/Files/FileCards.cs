using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Files;

/// <summary>Draws where files are to be had, and where they are brought.</summary>
public static class FileCards
{
    /// <summary>The page, below a pass, that takes a file of data.</summary>
    public const string ImportPage = "import";

    /// <summary>The page, below a pass, that takes a glossary.</summary>
    public const string GlossaryImportPage = "import-glossary";

    /// <summary>The page, below a pass, that takes questions in other languages.</summary>
    public const string QuestionsImportPage = "import-questions";

    /// <param name="links">Null where they aren't needed, as for all that offers files here: each comes at once when it is pressed.</param>
    public static AdaptiveCard Data(Initiative initiative, FileLinks? links, CultureInfo culture)
    {
        var t = new Texts(culture);
        return Out(
            initiative,
            links,
            t,
            t.DataAsFile,
            t.WhatDataHolds,
            Spoken.Export,
            [(t.ExcelWorkbook, t.LinkExcel, ExportFormat.Xlsx), (t.CsvFiles, t.LinkCsv, ExportFormat.Csv), ("DHIS2", t.LinkTo("DHIS2"), ExportFormat.Dhis2), ("SDMX-CSV", t.LinkTo("SDMX-CSV"), ExportFormat.Sdmx)],
            more: Conversation.PressButton(ExportChoiceForm.WriteVerb, t.Choose, initiative.Id));
    }

    /// <summary>The numbers that were chosen.</summary>
    public static AdaptiveCard Chosen(ExportGround ground, ExportChoice choice, FileLinks? links, CultureInfo culture)
    {
        var t = new Texts(culture);
        return Out(
            ground.Initiative,
            links,
            t,
            t.ChosenAsFile,
            t.WhatChosenHolds,
            Spoken.Export,
            [(t.ExcelWorkbook, t.LinkExcel, ExportFormat.ChosenXlsx), (t.CsvFiles, t.LinkCsv, ExportFormat.ChosenCsv)],
            ExportChoiceForm.InWords(choice, ground, t),
            choice.Stored,
            Conversation.PressButton(ExportChoiceForm.WriteVerb, t.ChooseAgain, ground.Initiative.Id));
    }

    public static AdaptiveCard Glossary(Initiative initiative, FileLinks? links, CultureInfo culture)
    {
        var t = new Texts(culture);
        return Out(
            initiative,
            links,
            t,
            t.GlossaryAsFile,
            t.WhatGlossaryHolds,
            Spoken.ExportGlossary,
            [
                (t.ExcelWorkbook, t.LinkExcel, ExportFormat.GlossaryXlsx), (t.CsvFile, t.LinkCsv, ExportFormat.GlossaryCsv),
                (t.SkosJsonLd, t.LinkTo("JSON-LD"), ExportFormat.GlossaryJsonLd), (t.SkosTurtle, t.LinkTurtle, ExportFormat.GlossaryTurtle),
            ]);
    }

    /// <summary>A file was sent into the chat: how it is brought in.</summary>
    /// <param name="what">What it may be, and what to do.</param>
    public static AdaptiveCard Sent(Initiative initiative, string file, string what, IReadOnlyList<(string Title, Command Command)> ways, CultureInfo culture) => new()
    {
        FallbackText = new Texts(culture).NotReadYetSentence(file),
        Body =
        [
            RichTextBlock.Of(new Texts(culture).NotReadYet(file), TextWeight.Bolder),
            new TextBlock(what),
        ],
        Actions = [.. ways.Select(w => Conversation.SayButton(w.Title, w.Command, initiative.Id))],
    };

    public static AdaptiveCard BringData(Initiative initiative, FileLinks links)
    {
        var t = links.T;
        return In(
            initiative,
            t.BringDataIn,
            t.HowDataIsBrought,
            links.HowLong(Spoken.Import),
            [links.To(t.BringFile, ImportPage), links.To(t.TemplateExcel, nameof(ExportFormat.TemplateXlsx)), links.To(t.TemplateCsv, nameof(ExportFormat.TemplateCsv))]);
    }

    public static AdaptiveCard BringGlossary(Initiative initiative, FileLinks links)
    {
        var t = links.T;
        return In(
            initiative,
            t.BringTermsIn,
            t.HowTermsAreBrought(GlossaryTable.NameColumn, GlossaryTable.DefinitionColumn),
            links.HowLong(Spoken.ImportGlossary),
            [links.To(t.BringFile, GlossaryImportPage), links.To(t.OurTerms, nameof(ExportFormat.GlossaryXlsx))]);
    }

    /// <summary>The questions in other languages: the table to fill, and where it is brought back.</summary>
    public static AdaptiveCard TranslateQuestions(Initiative initiative, FileLinks links)
    {
        var t = links.T;
        return In(
            initiative,
            t.TranslateInTable,
            t.HowQuestionsAreTranslated,
            links.HowLong(Spoken.TranslateQuestions),
            [links.To(t.TableExcel, nameof(ExportFormat.QuestionsXlsx)), links.To(t.TableCsv, nameof(ExportFormat.QuestionsCsv)), links.To(t.BringTableBack, QuestionsImportPage)]);
    }

    /// <param name="lines">What more there is to say of it; people's words may be in it.</param>
    /// <param name="chosen">What was chosen, where something was.</param>
    private static AdaptiveCard Out(
        Initiative initiative,
        FileLinks? links,
        Texts t,
        string title,
        string what,
        Command again,
        IReadOnlyList<(string Title, string Link, ExportFormat Format)> formats,
        IReadOnlyList<string>? lines = null,
        string chosen = "",
        CardAction? more = null)
    {
        var files = new ActionSet([.. formats.Select(f => new Execute(OfferExport.Verb, DataOf(initiative, f.Format, chosen)) { Title = f.Title })]);
        return new AdaptiveCard
        {
            FallbackText = title,
            Body =
            [
                Heading.Of(title),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. (lines ?? []).Select(l => RichTextBlock.Of(l)),
                new TextBlock(what),
                .. links is null ? [files] : new Element[] { Heading.Section(t.AsFileInChat), files, Heading.Section(t.ByLink), links.HowLong(again) },
            ],
            Actions =
            [
                .. links is null ? [] : formats.Select(f => links.To(f.Link, chosen.Length == 0 ? f.Format.ToString() : $"{f.Format}?{chosen}")),
                .. more is null ? [] : new[] { more },
            ],
        };
    }

    private static Dictionary<string, string> DataOf(Initiative initiative, ExportFormat format, string chosen)
    {
        var data = new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [OfferExport.FormatField] = format.ToString() };
        if (chosen.Length > 0)
        {
            data[OfferExport.ChosenField] = chosen;
        }

        return data;
    }

    private static AdaptiveCard In(Initiative initiative, string title, string what, TextBlock howLong, IReadOnlyList<CardAction> actions) => new()
    {
        FallbackText = title,
        Body =
        [
            Heading.Of(title),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
            new TextBlock(what),
            howLong,
        ],
        Actions = actions,
    };
}
