using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Cards;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Bot.Web;

/// <summary>A page that takes a file of words: first it shows what would happen, and then it happens.</summary>
/// <typeparam name="TPlan">What the file would do, and what is wrong with it.</typeparam>
internal abstract class LookFirst<TPlan>(Initiative initiative, Texts t) : TakesFile(initiative, t)
{
    private const string SeenField = "seen";

    private const int MostShown = 50;
    private const int LongestShown = 300;

    protected abstract string Title { get; }

    /// <summary>What files it takes.</summary>
    protected abstract string FileLabel { get; }

    /// <summary>The same, as browsers know them.</summary>
    protected abstract string Accepts { get; }

    /// <summary>What is said when what the file is about was changed just before it was brought in.</summary>
    protected abstract string ChangedMeanwhile { get; }

    public override IResult Draw(IFormCollection form, string fault, int status = StatusCodes.Status200OK) => Draw(form, FileReport.Of(fault), status);

    public override async Task<IResult> Take(Pass pass, Upload upload, IFormFile file, CancellationToken cancel)
    {
        try
        {
            await using var content = file.OpenReadStream();
            var plan = await Check(content, file.FileName, cancel);
            content.Position = 0;
            var seen = Convert.ToHexStringLower(SHA256.HashData([.. await SHA256.HashDataAsync(content, cancel), .. Encoding.UTF8.GetBytes(MarkOf(plan))]));
            // What nobody has read is not brought in: another file, or words that have changed here since.
            var isRead = upload.Form[SeenField] == seen;
            var isPressed = upload.Form["step"] == "import";
            if (isPressed && isRead && CanCome(plan, upload.Form))
            {
                return Door.Notice(T.Culture, T.IsIn, await Bring(plan, pass, upload, cancel));
            }

            var report = Report(plan);
            return Draw(
                upload.Form,
                CanBeSeen(plan) ? report with { Faults = isPressed && !isRead ? [T.Unread, .. report.Faults] : report.Faults, Along = [(SeenField, seen)] } : report);
        }
        catch (UnreadableFileException e)
        {
            return Draw(upload.Form, e.Fault.InWords(T.Culture));
        }
        catch (StaleStateException)
        {
            return Draw(upload.Form, ChangedMeanwhile);
        }
    }

    /// <summary>What there is to choose.</summary>
    protected virtual IReadOnlyList<FileChoice> Choices(IFormCollection form) => [];

    /// <summary>What is said instead of a choice; empty for nothing.</summary>
    protected virtual string NoChoice => "";

    protected abstract Task<TPlan> Check(Stream file, string name, CancellationToken cancel);

    /// <summary>What the file would do to what is here as it is: of another sign, it isn't what was read.</summary>
    protected abstract string MarkOf(TPlan plan);

    /// <summary>Whether there is something that could be brought in.</summary>
    protected abstract bool CanBeSeen(TPlan plan);

    /// <summary>Whether it may be, as it was chosen.</summary>
    protected virtual bool CanCome(TPlan plan, IFormCollection form) => CanBeSeen(plan);

    /// <summary>What the file would do.</summary>
    protected abstract FileReport Report(TPlan plan);

    /// <returns>What was done, in words.</returns>
    protected abstract Task<string> Bring(TPlan plan, Pass pass, Upload upload, CancellationToken cancel);

    /// <summary>What is wrong, row by row.</summary>
    protected FileReport Faults(string rowName, int count, IReadOnlyList<RowFault> faults) => new()
    {
        Faults = [T.ThingsWrong(count)],
        Wrong = Rows(T.WhatIsWrong, [rowName, T.Field, T.WhatIsWrong], faults.Select(Row), count),
    };

    protected string[] Row(RowFault fault) => [Number(fault.Row), fault.Field, fault.What.InWords(T.Culture)];

    protected IReadOnlyList<string> Notes(IEnumerable<FileNote> notes) => [.. notes.Select(n => n.InWords(T.Culture))];

    /// <summary>Some rows under a heading of theirs; nothing when there are none.</summary>
    protected IEnumerable<(string Title, FileRows Rows)> Part(string title, string caption, string[] columns, IReadOnlyList<string[]> rows, int? count = null) =>
        rows.Count == 0 ? [] : [(title, Rows(caption, columns, rows, count ?? rows.Count))];

    protected string Number(int row) => row.InNumerals(T.Culture);

    private FileRows Rows(string caption, string[] columns, IEnumerable<string[]> rows, int count)
    {
        var shown = rows.Take(MostShown).Select(r => r.Select(c => PeoplesWords.Shorten(c, LongestShown)).ToArray()).ToArray();
        return new(caption, columns, shown, count > shown.Length ? T.MoreRows(count - shown.Length) : "");
    }

    private IResult Draw(IFormCollection form, FileReport report, int status = StatusCodes.Status200OK) => Shows<LookFirstPage>(
        status,
        (nameof(LookFirstPage.Culture), T.Culture),
        (nameof(LookFirstPage.Initiative), Initiative),
        (nameof(LookFirstPage.Title), Title),
        (nameof(LookFirstPage.FileLabel), FileLabel),
        (nameof(LookFirstPage.Accepts), Accepts),
        (nameof(LookFirstPage.Choices), Choices(form)),
        (nameof(LookFirstPage.NoChoice), NoChoice),
        (nameof(LookFirstPage.Report), report));
}

/// <summary>Something to choose on a page that takes a file: one of several.</summary>
public sealed record FileChoice(string Legend, string Field, IReadOnlyList<(string Value, string Label, bool IsChosen)> Options);
