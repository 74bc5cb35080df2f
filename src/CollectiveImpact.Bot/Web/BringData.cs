using System.Globalization;
using System.Security.Cryptography;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Web;

/// <summary>The page that takes a file of data: it shows what is wrong by cell, asks what the file leaves open, and brings in all of it or nothing.</summary>
internal sealed class BringData(Initiative initiative, Imports imports, Texts t) : TakesFile(initiative, t)
{
    public const string NumbersField = "numbers";
    public const string PeriodsField = "periods";
    public const string PeriodsAreRight = "right";

    // Which file the answers are about: for another they aren't meant.
    private const string AboutField = "about";

    private const string ColumnPrefix = "column ";
    private const int MarkBytes = 16;

    /// <summary>The name of the field in which is chosen where a column of ours stands in the file.</summary>
    public static string FieldOf(string column) => ColumnPrefix + column;

    public override IResult Draw(IFormCollection form, string fault, int status = StatusCodes.Status200OK) => Draw(FileReport.Of(fault), [], status);

    public override async Task<IResult> Take(Pass pass, Upload upload, IFormFile file, CancellationToken cancel)
    {
        try
        {
            await using var content = file.OpenReadStream();
            var mark = Convert.ToHexStringLower((await SHA256.HashDataAsync(content, cancel))[..MarkBytes]);
            content.Position = 0;
            var answers = upload.Form[AboutField] == mark ? Answers(upload.Form) : ImportAnswers.None;
            var (plan, open) = await imports.Check(Initiative, content, file.FileName, answers, cancel);
            if (!plan.CanBeBrought || open.Count > 0 || upload.Form["step"] != "import")
            {
                return Draw(Report(plan, open) with { Along = [(AboutField, mark), .. Answered(plan.Questions, answers)] }, plan.Questions);
            }

            var count = await imports.Bring(Initiative, plan, upload.Name, pass.Person, pass.Name, cancel);
            return Door.Notice(T.Culture, T.IsIn, T.ValuesKept(count, PartnersOf(plan)));
        }
        catch (UnreadableFileException e)
        {
            return Draw(upload.Form, e.Fault.InWords(T.Culture));
        }
    }

    private static ImportAnswers Answers(IFormCollection form)
    {
        var columns = form.Keys.Where(k => k.StartsWith(ColumnPrefix, StringComparison.Ordinal)).ToArray();
        return new ImportAnswers(
            form[NumbersField].ToString() switch
            {
                nameof(DecimalSign.Point) => DecimalSign.Point,
                nameof(DecimalSign.Comma) => DecimalSign.Comma,
                _ => null,
            },
            form[PeriodsField] == PeriodsAreRight,
            columns.Length == 0 ? null : ImportTemplate.Columns
                .Select(c => (Column: c, Index: int.TryParse(form[FieldOf(c)], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1))
                .Where(c => c.Index >= 0)
                .ToDictionary(c => c.Column, c => c.Index));
    }

    private FileReport Report(ImportPlan plan, IReadOnlyList<CollectiveImpact.Time.Period> open)
    {
        var report = new FileReport { Notes = [.. plan.Notes.Select(n => n.InWords(T.Culture))] };
        if (plan.FaultCount > 0)
        {
            var more = plan.FaultCount - plan.Faults.Count;
            return report with
            {
                Faults = [T.ThingsWrong(plan.FaultCount)],
                Wrong = new(T.WhatIsWrong, [T.Cell, T.WhatIsWrong], [.. plan.Faults.Select(f => (string[])[f.Cell.InWords(T.Culture), f.What.InWords(T.Culture)])], more > 0 ? T.MoreThings(more) : ""),
            };
        }

        if (plan.Questions.Count > 0)
        {
            return report;
        }

        if (plan.Count == 0 || open.Count > 0)
        {
            return report with { Faults = [plan.Count == 0 ? T.NoValue : T.StillOpen(string.Join(", ", open.Select(p => p.InWords(T.Culture))))] };
        }

        var periods = plan.Values.Keys.Select(k => k.Period).Distinct().Order().ToArray();
        return report with { Fine = periods.Length == 1 ? T.FineAtOneTime(plan.Count, PartnersOf(plan), periods[0].Id) : T.FineAtTimes(plan.Count, PartnersOf(plan), periods[0].Id, periods[^1].Id) };
    }

    private static int PartnersOf(ImportPlan plan) => plan.Values.Keys.Select(k => k.Partner).Distinct().Count();

    // What was answered stays answered while the same file is checked and brought.
    private static IEnumerable<(string, string)> Answered(IReadOnlyList<ImportQuestion> open, ImportAnswers answers)
    {
        if (answers.Sign is { } sign && !open.OfType<ImportQuestion.Numbers>().Any())
        {
            yield return (NumbersField, sign.ToString());
        }

        if (answers.PeriodsAreRight)
        {
            yield return (PeriodsField, PeriodsAreRight);
        }

        if (answers.Columns is { } columns && !open.OfType<ImportQuestion.Columns>().Any())
        {
            foreach (var (column, index) in columns)
            {
                yield return (FieldOf(column), index.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private IResult Draw(FileReport report, IReadOnlyList<ImportQuestion> questions, int status = StatusCodes.Status200OK) => Shows<BringDataPage>(
        status,
        (nameof(BringDataPage.Culture), T.Culture),
        (nameof(BringDataPage.Initiative), Initiative),
        (nameof(BringDataPage.Report), report),
        (nameof(BringDataPage.Questions), questions));
}
