using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Cards;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Web;

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

    public static async Task<IResult> Show(string code, HttpRequest request, Passes passes, CancellationToken cancel) =>
        await passes.Check(code, cancel) is { } allowed ? Again(allowed.Initiative, "", PageLanguage.TextsFor(request, allowed.Initiative)) : FilePages.Over(request);

    public static async Task<IResult> BringIn(string code, HttpRequest request, Uploads uploads, Imports imports, CancellationToken cancel) => await uploads.Take(
        code,
        request,
        (initiative, _, fault, status) => Again(initiative, fault, PageLanguage.TextsFor(request, initiative), status),
        (initiative, pass, upload, file) => InItsTurn(initiative, pass, upload, file, imports, PageLanguage.TextsFor(request, initiative), cancel),
        cancel);

    private static async Task<NotKept> InItsTurn(Initiative initiative, Pass pass, Upload upload, IFormFile file, Imports imports, Texts t, CancellationToken cancel)
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
                return Again(initiative, Report(plan, open, answers, mark, t), t);
            }

            var count = await imports.Bring(initiative, plan, upload.Name, pass.Person, pass.Name, cancel);
            return Page.Of(
                t,
                $"""
                <h1>{Page.Text(t.IsIn)}</h1>
                <p>{Page.Text(t.ValuesKept(count, PartnersOf(plan)))}</p>
                """);
        }
        catch (UnreadableFileException e)
        {
            return Again(initiative, Page.Fault(e.Fault.InWords(t.Culture)), t);
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

    private static NotKept Again(Initiative initiative, string report, Texts t, int status = StatusCodes.Status200OK) => Page.Of(
        t,
        $"""
        <h1>{Page.Text(t.BringData)}</h1>
        <p>{Page.Text(initiative.Name)}</p>
        <form method="post" enctype="multipart/form-data">
        <p><label>{Page.Text(t.DataFile)}<br><input type="file" name="file" accept=".xlsx,.csv,.tsv,.txt,.json" required></label></p>
        <div id="report" aria-live="polite">{report}</div>
        <button name="step" value="check">{Page.Text(t.CheckFile)}</button>
        <button name="step" value="import">{Page.Text(t.Import)}</button>
        </form>
        <p class="small">{Page.Text(t.NothingChanges)}</p>
        """,
        keepsTheFile: true,
        status);

    private static string Report(ImportPlan plan, IReadOnlyList<CollectiveImpact.Time.Period> open, ImportAnswers answers, string mark, Texts t)
    {
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"""<input type="hidden" name="{AboutField}" value="{mark}">""");
        Faults(report, plan, t);
        foreach (var question in plan.Questions)
        {
            Ask(report, question, t);
        }

        Remember(report, plan.Questions, answers);
        if (plan is { FaultCount: 0, Questions.Count: 0 })
        {
            if (plan.Count == 0)
            {
                report.Append(Page.Fault(t.NoValue));
            }
            else if (open.Count > 0)
            {
                report.Append(Page.Fault(t.StillOpen(string.Join(", ", open.Select(p => p.InWords(t.Culture))))));
            }
            else
            {
                var periods = plan.Values.Keys.Select(k => k.Period).Distinct().Order().ToArray();
                var fine = periods.Length == 1 ? t.FineAtOneTime(plan.Count, PartnersOf(plan), periods[0].Id) : t.FineAtTimes(plan.Count, PartnersOf(plan), periods[0].Id, periods[^1].Id);
                report.Append(CultureInfo.InvariantCulture, $"""<p class="fine">{Page.Text(fine)}</p>""");
            }
        }

        foreach (var note in plan.Notes)
        {
            report.Append(CultureInfo.InvariantCulture, $"<p>{Page.Text(note.InWords(t.Culture))}</p>");
        }

        return report.ToString();
    }

    private static int PartnersOf(ImportPlan plan) => plan.Values.Keys.Select(k => k.Partner).Distinct().Count();

    private static void Faults(StringBuilder report, ImportPlan plan, Texts t)
    {
        if (plan.FaultCount == 0)
        {
            return;
        }

        report.Append(CultureInfo.InvariantCulture, $"""{Page.Fault(t.ThingsWrong(plan.FaultCount))}<table><tr><th>{Page.Text(t.Cell)}</th><th>{Page.Text(t.WhatIsWrong)}</th></tr>""");
        foreach (var fault in plan.Faults)
        {
            report.Append(CultureInfo.InvariantCulture, $"<tr><td>{Page.Text(fault.Cell.InWords(t.Culture))}</td><td>{Page.Text(fault.What.InWords(t.Culture))}</td></tr>");
        }

        report.Append("</table>");
        if (plan.FaultCount > plan.Faults.Count)
        {
            report.Append(CultureInfo.InvariantCulture, $"<p>{Page.Text(t.MoreThings(plan.FaultCount - plan.Faults.Count))}</p>");
        }
    }

    private static void Ask(StringBuilder report, ImportQuestion question, Texts t)
    {
        switch (question)
        {
            case ImportQuestion.Numbers(var cells):
                AskNumbers(report, cells, t);
                break;
            case ImportQuestion.FarPeriods(var cells):
                var times = string.Join(", ", cells.Select(c => t.TimeInCell(c.Period.Id, c.Cell.InWords(t.Culture))));
                report.Append(CultureInfo.InvariantCulture, $"""{Page.Fault(t.FarTimes(cells.Count, times))}<fieldset><legend>{Page.Text(t.TimesHere)}</legend><label><input type="checkbox" name="{PeriodsField}" value="right"> {Page.Text(t.TheyAreRight)}</label></fieldset>""");
                break;
            case ImportQuestion.Columns(var heading, var missing, var suggested):
                var which = missing.Count > 0 ? t.WhichColumnsMissing(string.Join(", ", missing)) : t.WhichColumns;
                report.Append(CultureInfo.InvariantCulture, $"""{Page.Fault(which)}<fieldset><legend>{Page.Text(t.ColumnsHere)}</legend>""");
                foreach (var column in ImportTemplate.Columns)
                {
                    report.Append(CultureInfo.InvariantCulture, $"""<label>{Page.Text(column)} <select name="{Page.Text(ColumnField + column)}"><option value="">{Page.Text(t.NotInFile)}</option>""");
                    foreach (var (index, name) in heading.Index().Where(h => h.Item.Length > 0))
                    {
                        report.Append(CultureInfo.InvariantCulture, $"""<option value="{index}"{(suggested.TryGetValue(column, out var at) && at == index ? " selected" : "")}>{Page.Text(t.ColumnCalled(CellPlace.Letter(index), PeoplesWords.Shorten(name, LongestHeading)))}</option>""");
                    }

                    report.Append("</select></label>");
                }

                report.Append("</fieldset>");
                break;
        }
    }

    private static void AskNumbers(StringBuilder report, IReadOnlyList<AmbiguousNumber> cells, Texts t)
    {
        report.Append(CultureInfo.InvariantCulture, $"""{Page.Fault(t.HowNumbers)}<fieldset><legend>{Page.Text(t.NumbersHere)}</legend>""");
        Offer(DecimalSign.Point, t.WithPoint(Readings(c => c.WithPoint, DecimalSign.Point)));
        Offer(DecimalSign.Comma, t.WithComma(Readings(c => c.WithComma, DecimalSign.Comma)));
        report.Append("</fieldset>");

        string Readings(Func<AmbiguousNumber, decimal> read, DecimalSign sign) => string.Join("; ", cells.Select(c => t.Reading(c.Text, c.Cell.InWords(t.Culture), InFull(read(c), sign))));

        void Offer(DecimalSign sign, string label) =>
            report.Append(CultureInfo.InvariantCulture, $"""<label><input type="radio" name="{NumbersField}" value="{sign}"> {Page.Text(label)}</label>""");
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
