using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Exchange;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Pages;

/// <summary>The page that takes a file of data: it shows what is wrong by cell, asks what the file leaves open, and brings in all of it or nothing.</summary>
internal static class ImportPage
{
    private const string NumbersField = "numbers";
    private const string PeriodsField = "periods";
    private const string ColumnField = "column ";

    // Which file the answers are about: for another they aren't meant.
    private const string AboutField = "about";

    private const int MarkBytes = 16;
    private const int LongestHeading = 60;

    private static readonly CultureInfo InWords = CultureInfo.GetCultureInfo("en-GB");

    public static async Task<IResult> Show(string code, Passes passes, CancellationToken cancel) =>
        await passes.Check(code, cancel) is { } allowed ? Again(allowed.Initiative, "") : FilePages.Over();

    public static async Task<IResult> BringIn(string code, HttpRequest request, Uploads uploads, Imports imports, CancellationToken cancel) => await uploads.Take(
        code,
        request,
        (initiative, _, fault, status) => Again(initiative, fault, status),
        (initiative, pass, upload, file) => InItsTurn(initiative, pass, upload, file, imports, cancel),
        cancel);

    private static async Task<NotKept> InItsTurn(Initiative initiative, Pass pass, Upload upload, IFormFile file, Imports imports, CancellationToken cancel)
    {
        try
        {
            await using var content = file.OpenReadStream();
            var mark = Convert.ToHexStringLower((await SHA256.HashDataAsync(content, cancel))[..MarkBytes]);
            content.Position = 0;
            var answers = upload.Form[AboutField] == mark ? Answers(upload.Form) : ImportAnswers.None;
            var (plan, open) = await imports.Check(initiative, content, file.FileName, answers, cancel);
            if (!plan.CanBeBrought || open.Count > 0 || upload.Form["step"] != "import")
            {
                return Again(initiative, Report(plan, open, answers, mark));
            }

            var count = await imports.Bring(initiative, plan, upload.Name, pass.Person, pass.Name, cancel);
            return Page.Of(
                $"""
                <h1>It is in</h1>
                <p>{Counted.Of(count, "value")} of {Counted.Of(plan.Values.Keys.Select(k => k.Partner).Distinct().Count(), "partner")} {(count == 1 ? "is" : "are")} kept. You can close this page.</p>
                """);
        }
        catch (UnreadableFileException e)
        {
            return Again(initiative, Page.Fault(e.Message));
        }
    }

    private static ImportAnswers Answers(IFormCollection form)
    {
        var columns = form.Keys.Where(k => k.StartsWith(ColumnField, StringComparison.Ordinal)).ToArray();
        return new ImportAnswers(
            form[NumbersField].ToString() switch
            {
                nameof(DecimalSign.Point) => DecimalSign.Point,
                nameof(DecimalSign.Comma) => DecimalSign.Comma,
                _ => null,
            },
            form[PeriodsField] == "right",
            columns.Length == 0 ? null : ImportTemplate.Columns
                .Select(c => (Column: c, Index: int.TryParse(form[ColumnField + c], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1))
                .Where(c => c.Index >= 0)
                .ToDictionary(c => c.Column, c => c.Index));
    }

    private static NotKept Again(Initiative initiative, string report, int status = StatusCodes.Status200OK) => Page.Of(
        $"""
        <h1>Bring data in</h1>
        <p>{Page.Text(initiative.Name)}</p>
        <form method="post" enctype="multipart/form-data">
        <p><label>An Excel workbook or a CSV file, such as the template, or data values of DHIS2 as JSON<br><input type="file" name="file" accept=".xlsx,.csv,.tsv,.txt,.json" required></label></p>
        <div id="report" aria-live="polite">{report}</div>
        <button name="step" value="check">Check the file</button>
        <button name="step" value="import">Import it</button>
        </form>
        <p class="small">Nothing changes while anything is wrong.</p>
        """,
        Page.KeepsTheFile,
        status);

    private static string Report(ImportPlan plan, IReadOnlyList<CollectiveImpact.Initiatives.Period> open, ImportAnswers answers, string mark)
    {
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"""<input type="hidden" name="{AboutField}" value="{mark}">""");
        Faults(report, plan);
        foreach (var question in plan.Questions)
        {
            Ask(report, question);
        }

        Remember(report, plan.Questions, answers);
        if (plan is { FaultCount: 0, Questions.Count: 0 })
        {
            if (plan.Count == 0)
            {
                report.Append("""<p class="fault">There is no value in this file.</p>""");
            }
            else if (open.Count > 0)
            {
                report.Append(CultureInfo.InvariantCulture, $"""<p class="fault">A check-in is still open about {Page.Text(string.Join(", ", open.Select(p => p.InWords(InWords))))}. Answer it in the chat, or bring these rows in once it has closed.</p>""");
            }
            else
            {
                var periods = plan.Values.Keys.Select(k => k.Period).Distinct().Order().ToArray();
                report.Append(CultureInfo.InvariantCulture, $"""<p class="fine">Nothing is wrong. {Counted.Of(plan.Count, "value")} of {Counted.Of(plan.Values.Keys.Select(k => k.Partner).Distinct().Count(), "partner")}, {Page.Text(periods[0].Id)}{(periods.Length == 1 ? "" : $" to {Page.Text(periods[^1].Id)}")}, can be brought in.</p>""");
            }
        }

        foreach (var note in plan.Notes)
        {
            report.Append(CultureInfo.InvariantCulture, $"<p>{Page.Text(note)}</p>");
        }

        return report.ToString();
    }

    private static void Faults(StringBuilder report, ImportPlan plan)
    {
        if (plan.FaultCount == 0)
        {
            return;
        }

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

    private static void Ask(StringBuilder report, ImportQuestion question)
    {
        switch (question)
        {
            case ImportQuestion.Numbers(var cells):
                report.Append("""<p class="fault">How are the numbers written? I can read them in two ways, and nothing in the file says which. Please choose, and check the file again.</p><fieldset><legend>Numbers in this file</legend>""");
                foreach (var (sign, name, read) in new (DecimalSign, string, Func<AmbiguousNumber, decimal>)[] { (DecimalSign.Point, "a decimal point", c => c.WithPoint), (DecimalSign.Comma, "a decimal comma", c => c.WithComma) })
                {
                    report.Append(CultureInfo.InvariantCulture, $"""<label><input type="radio" name="{NumbersField}" value="{sign}"> With {name}: {Page.Text(string.Join("; ", cells.Select(c => $"“{c.Text}” in {c.Cell} is {InFull(read(c), sign)}")))}</label>""");
                }

                report.Append("</fieldset>");
                break;
            case ImportQuestion.FarPeriods(var cells):
                report.Append(CultureInfo.InvariantCulture, $"""<p class="fault">Is this the right time? {Page.Text(string.Join(", ", cells.Select(c => $"{c.Period.Id} in {c.Cell}")))} {(cells.Count == 1 ? "is" : "are")} years away from everything else. Please mend the file if it's a slip, or say that it's right and check the file again.</p><fieldset><legend>Times in this file</legend><label><input type="checkbox" name="{PeriodsField}" value="right"> They're right</label></fieldset>""");
                break;
            case ImportQuestion.Columns(var heading, var missing, var suggested):
                report.Append(CultureInfo.InvariantCulture, $"""<p class="fault">Which column holds what? The first row must name the columns.{(missing.Count > 0 ? $" Missing: {string.Join(", ", missing)}." : "")} Please say which ones these are, and check the file again; or use the template, which has them all.</p><fieldset><legend>Columns of this file</legend>""");
                foreach (var column in ImportTemplate.Columns)
                {
                    report.Append(CultureInfo.InvariantCulture, $"""<label>{Page.Text(column)} <select name="{Page.Text(ColumnField + column)}"><option value="">not in this file</option>""");
                    foreach (var (index, name) in heading.Index().Where(h => h.Item.Length > 0))
                    {
                        report.Append(CultureInfo.InvariantCulture, $"""<option value="{index}"{(suggested.TryGetValue(column, out var at) && at == index ? " selected" : "")}>{ImportFile.Letter(index)}: {Page.Text(PeoplesWords.Shorten(name, LongestHeading))}</option>""");
                    }

                    report.Append("</select></label>");
                }

                report.Append("</fieldset>");
                break;
        }
    }

    // What was answered stays answered while the same file is checked and brought.
    private static void Remember(StringBuilder report, IReadOnlyList<ImportQuestion> open, ImportAnswers answers)
    {
        if (answers.Sign is { } sign && !open.OfType<ImportQuestion.Numbers>().Any())
        {
            Hidden(NumbersField, sign.ToString());
        }

        if (answers.PeriodsAreRight)
        {
            Hidden(PeriodsField, "right");
        }

        if (answers.Columns is { } columns && !open.OfType<ImportQuestion.Columns>().Any())
        {
            foreach (var (column, index) in columns)
            {
                Hidden(ColumnField + column, index.ToString(CultureInfo.InvariantCulture));
            }
        }

        void Hidden(string name, string value) => report.Append(CultureInfo.InvariantCulture, $"""<input type="hidden" name="{Page.Text(name)}" value="{Page.Text(value)}">""");
    }

    // So that both readings differ at first sight: 12500, or 12 and a half.
    private static string InFull(decimal number, DecimalSign sign)
    {
        var written = number.ToString("0.############", CultureInfo.InvariantCulture);
        return sign == DecimalSign.Comma ? written.Replace('.', ',') : written;
    }
}
