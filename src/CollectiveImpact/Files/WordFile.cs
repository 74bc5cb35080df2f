using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using DocumentSettings = DocumentFormat.OpenXml.Wordprocessing.Settings;
using PeoplesWords = CollectiveImpact.Cards.PeoplesWords;

namespace CollectiveImpact.Files;

/// <summary>Writes what is read from its beginning to its end as a document for a word processor, to be handed on or worked on: DOCX (ISO/IEC 29500).</summary>
/// <remarks>
/// Headings are headings, tables say which row is their head, the language is told, and what is read from right to left is written so: what
/// a screen reader needs. People's words are text and nothing else.
/// </remarks>
public static class WordFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    // In twentieths of a point: A4 with two centimetres around.
    private const uint PageWidth = 11_906;
    private const uint PageHeight = 16_838;
    private const int Margin = 1_134;
    private const int TextWidth = (int)PageWidth - (2 * Margin);

    // Dark enough on white to be read (WCAG 2.2, 1.4.3).
    private const string Quiet = "595959";

    private const int Bullets = 1;
    private const int DeepestHeading = 3;

    // In letters.
    private const int NarrowestColumn = 10;
    private const int WidestColumn = 40;

    /// <param name="culture">Of the words that are ours: their language and direction.</param>
    /// <returns>The file, to be read from its beginning.</returns>
    public static MemoryStream Write(string title, IReadOnlyList<Block> blocks, CultureInfo culture, Instant made)
    {
        var file = new MemoryStream();
        using (var word = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            word.PackageProperties.Title = Clean(title);
            word.PackageProperties.Language = culture.Name;
            word.PackageProperties.Created = word.PackageProperties.Modified = made.ToDateTimeUtc();
            var main = word.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = Styles(culture);
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = Numbering();
            main.AddNewPart<DocumentSettingsPart>().Settings = new DocumentSettings(new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
            var drawing = new Drawn(culture.TextInfo.IsRightToLeft);
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = new Footer(drawing.Paragraph([$"{title} · "], "Footer", last: new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " }));
            main.Document = new Document(new Body([drawing.Paragraph([title], StyleOf(1)), .. drawing.All(blocks), Section(main.GetIdOfPart(footer), drawing.IsRightToLeft)]));
        }

        file.Position = 0;
        return file;
    }

    private static SectionProperties Section(string footer, bool isRightToLeft)
    {
        var section = new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
            new PageSize { Width = PageWidth, Height = PageHeight },
            new PageMargin { Top = Margin, Bottom = Margin, Left = Margin, Right = Margin, Header = Margin / 2, Footer = Margin / 2, Gutter = 0 });
        if (isRightToLeft)
        {
            section.Append(new BiDi());
        }

        return section;
    }

    private static Styles Styles(CultureInfo culture)
    {
        var language = culture.TextInfo.IsRightToLeft ? new Languages { Bidi = culture.Name } : new Languages { Val = culture.Name };
        return new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", EastAsia = "Calibri", ComplexScript = "Arial" }, new FontSize { Val = "22" }, new FontSizeComplexScript { Val = "22" }, language)),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "100", Line = "264", LineRule = LineSpacingRuleValues.Auto }))),
            new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
            Heading(1, 40, 0),
            Heading(2, 28, 320),
            Heading(DeepestHeading, 24, 240),
            Paragraph(nameof(Tone.Lead), size: 26),
            Paragraph(nameof(Tone.Large), size: 36, isStrong: true),
            Paragraph(nameof(Tone.Small), size: 19, color: Quiet),
            Paragraph("Footer", size: 18, color: Quiet),
            new Style(
                new StyleName { Val = "Normal Table" },
                new StyleTableProperties(new TableCellMarginDefault(
                    new TopMargin { Width = "60", Type = TableWidthUnitValues.Dxa }, new TableCellLeftMargin { Width = 60, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 60, Type = TableWidthValues.Dxa })))
            {
                Type = StyleValues.Table,
                StyleId = "TableNormal",
                Default = true,
            });

        static Style Heading(int level, int size, int before) => new(
            new StyleName { Val = $"heading {level.ToString(CultureInfo.InvariantCulture)}" },
            new BasedOn { Val = "Normal" },
            new NextParagraphStyle { Val = "Normal" },
            new PrimaryStyle(),
            new StyleParagraphProperties(new KeepNext(), new KeepLines(), new SpacingBetweenLines { Before = before.ToString(CultureInfo.InvariantCulture), After = "80" }, new OutlineLevel { Val = level - 1 }),
            new StyleRunProperties(new Bold(), new BoldComplexScript(), Size(size), SizeOfOthers(size)))
        {
            Type = StyleValues.Paragraph,
            StyleId = StyleOf(level),
        };

        static Style Paragraph(string name, int size, bool isStrong = false, string? color = null) => new(
            new StyleName { Val = name == "Footer" ? "footer" : name },
            new BasedOn { Val = "Normal" },
            new StyleRunProperties([.. isStrong ? new OpenXmlElement[] { new Bold(), new BoldComplexScript() } : [], .. color is null ? [] : new OpenXmlElement[] { new Color { Val = color } }, Size(size), SizeOfOthers(size)]))
        {
            Type = StyleValues.Paragraph,
            StyleId = name,
        };

        static FontSize Size(int halfPoints) => new() { Val = halfPoints.ToString(CultureInfo.InvariantCulture) };

        // Of scripts that are written from right to left.
        static FontSizeComplexScript SizeOfOthers(int halfPoints) => new() { Val = halfPoints.ToString(CultureInfo.InvariantCulture) };
    }

    private static Numbering Numbering() => new(
        new AbstractNum(
            new MultiLevelType { Val = MultiLevelValues.HybridMultilevel },
            new Level(
                new StartNumberingValue { Val = 1 },
                new NumberingFormat { Val = NumberFormatValues.Bullet },
                new LevelText { Val = "•" },
                new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Start = "360", Hanging = "260" }))
            {
                LevelIndex = 0,
            })
        {
            AbstractNumberId = Bullets,
        },
        new NumberingInstance(new AbstractNumId { Val = Bullets }) { NumberID = Bullets });

    private static string StyleOf(int level) => $"Heading{Math.Clamp(level, 1, DeepestHeading).ToString(CultureInfo.InvariantCulture)}";

    // What XML 1.0 (section 2.2) has no place for would break the whole file.
    private static string Clean(string text) => string.Concat(PeoplesWords.Read(text).ReplaceLineEndings("\n").Replace('\v', '\n').Where(c => c is '\n' or '\t' || (!char.IsControl(c) && c is not ('\ufffe' or '\uffff'))));

    /// <summary>The blocks as the format has them.</summary>
    private sealed class Drawn(bool isRightToLeft)
    {
        public bool IsRightToLeft => isRightToLeft;

        public IEnumerable<OpenXmlElement> All(IReadOnlyList<Block> blocks) => blocks.SelectMany((b, i) => Of(b, follows: i > 0 ? blocks[i - 1] : null, isKept: false));

        /// <param name="last">What stands behind the words.</param>
        public Paragraph Paragraph(IReadOnlyList<Words> words, string? style = null, bool isKept = false, bool isItem = false, OpenXmlElement? last = null)
        {
            var properties = new ParagraphProperties();
            if (style is not null)
            {
                properties.Append(new ParagraphStyleId { Val = style });
            }

            if (isKept)
            {
                properties.Append(new KeepNext());
            }

            if (isItem)
            {
                properties.Append(new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = Bullets }));
            }

            if (words.Count > 0 ? IsFromRight(words[0]) : isRightToLeft)
            {
                properties.Append(new BiDi());
            }

            return new Paragraph([properties, .. words.Select(Run), .. last is null ? [] : new[] { last }]);
        }

        private IEnumerable<OpenXmlElement> Of(Block block, Block? follows, bool isKept)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    return [Paragraph([heading.Text], StyleOf(heading.Level))];
                case WordsBlock words:
                    return [Paragraph(words.Words, words.Tone == Tone.Usual ? null : words.Tone.ToString(), isKept)];
                case ListBlock list:
                    return list.Items.Select(i => Paragraph(i, isKept: isKept, isItem: true));
                case TogetherBlock together:
                    return together.Blocks.SelectMany((b, i) => Of(b, i > 0 ? together.Blocks[i - 1] : follows, isKept: i < together.Blocks.Count - 1));
                case TableBlock table:
                    // Two tables in a row would be one; and what a heading has said needs no name besides.
                    return [.. follows is HeadingBlock ? [] : new[] { Paragraph([table.Name], nameof(Tone.Small), isKept: true) }, Table(table)];
                default:
                    return [];
            }
        }

        private Table Table(TableBlock table)
        {
            var properties = new TableProperties();
            if (isRightToLeft)
            {
                properties.Append(new BiDiVisual());
            }

            // Each column as wide as its longest words ask for, within measure.
            int[] letters = [.. table.Columns.Select((c, i) => Math.Clamp(table.Rows.Select(r => r[i].Words.Sum(w => w.Text.Length)).Append(c.Length).Max(), NarrowestColumn, WidestColumn))];
            string[] widths = [.. letters.Select(l => (TextWidth * l / letters.Sum()).ToString(CultureInfo.InvariantCulture))];
            properties.Append(
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableBorders(Line<TopBorder>(), Line<BottomBorder>(), Line<InsideHorizontalBorder>()),
                new TableLook { FirstRow = true, FirstColumn = true, NoVerticalBand = true },
                new TableCaption { Val = Clean(table.Name) });
            return new Table(
            [
                properties,
                new TableGrid(widths.Select(w => new GridColumn { Width = w })),
                Row(table.Columns.Select(c => new CellBlock([new Words(c) { IsStrong = true }])), new CantSplit(), new TableHeader()),
                .. table.Rows.Select(r => Row(r, new CantSplit())),
            ]);

            TableRow Row(IEnumerable<CellBlock> cells, params OpenXmlElement[] properties) =>
                new([new TableRowProperties(properties), .. cells.Zip(widths, (cell, width) => new TableCell(new TableCellProperties(new TableCellWidth { Width = width, Type = TableWidthUnitValues.Dxa }), Paragraph(cell.Words)))]);

            static T Line<T>()
                where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Color = "BFBFBF" };
        }

        private Run Run(Words words)
        {
            var properties = new RunProperties();
            if (words.IsStrong)
            {
                properties.Append(new Bold(), new BoldComplexScript());
            }

            if (words.IsQuiet)
            {
                properties.Append(new Color { Val = Quiet });
            }

            var isFromRight = IsFromRight(words);
            if (isFromRight)
            {
                properties.Append(new RightToLeftText());
            }

            if (words.Language is { } language)
            {
                properties.Append(isFromRight ? new Languages { Bidi = language } : new Languages { Val = language });
            }

            var run = new Run(properties);
            foreach (var (line, isFirst) in Clean(words.Text).Split('\n').Select((l, i) => (l, i == 0)))
            {
                if (!isFirst)
                {
                    run.Append(new Break());
                }

                run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
            }

            return run;
        }

        // What others wrote goes as its first letter does (Unicode Standard Annex 9, rule P2).
        private bool IsFromRight(Words words) =>
            words.ArePeoples && words.Text.EnumerateRunes().FirstOrDefault(System.Text.Rune.IsLetter) is { Value: > 0 } first
                ? first.Value is (>= 0x590 and <= 0x8ff) or (>= 0xfb1d and <= 0xfdff) or (>= 0xfe70 and <= 0xfefc)
                : isRightToLeft;
    }
}
