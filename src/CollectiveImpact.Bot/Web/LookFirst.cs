using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Cards;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Bot.Web;

/// <summary>A page that takes a file of words: first it shows what would happen, and then it happens.</summary>
/// <typeparam name="TPlan">What the file would do, and what is wrong with it.</typeparam>
internal abstract class LookFirst<TPlan>(Initiative initiative, Texts t)
{
    private const string SeenField = "seen";

    private const int MostShown = 50;
    private const int LongestShown = 300;

    protected Initiative Initiative => initiative;

    protected Texts T => t;

    protected abstract string Title { get; }

    /// <summary>What files it takes.</summary>
    protected abstract string FileLabel { get; }

    /// <summary>The same, as browsers know them.</summary>
    protected abstract string Accepts { get; }

    /// <summary>What is said when what the file is about was changed just before it was brought in.</summary>
    protected abstract string ChangedMeanwhile { get; }

    /// <summary>The page, before a file was sent or with what came of it.</summary>
    /// <param name="form">What was chosen on it.</param>
    /// <param name="report">HTML of ours.</param>
    public NotKept Draw(IFormCollection form, string report, int status = StatusCodes.Status200OK) => Page.Of(
        t,
        $"""
        <h1>{Page.Text(Title)}</h1>
        <p>{Page.Text(initiative.Name)}</p>
        <form method="post" enctype="multipart/form-data">
        <p><label>{Page.Text(FileLabel)}<br><input type="file" name="file" accept="{Accepts}" required></label></p>
        {Choices(form)}
        <div id="report" aria-live="polite">{report}</div>
        <button name="step" value="check">{Page.Text(t.CheckFile)}</button>
        <button name="step" value="import">{Page.Text(t.BringIn)}</button>
        </form>
        <p class="small">{Page.Text(t.NothingChangesUnseen)}</p>
        """,
        keepsTheFile: true,
        status);

    /// <summary>Reads the file in its turn, and brings it in when that is what was pressed and what it does has been read.</summary>
    public async Task<NotKept> Take(Pass pass, Upload upload, IFormFile file, CancellationToken cancel)
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
                return Page.Of(
                    t,
                    $"""
                    <h1>{Page.Text(t.IsIn)}</h1>
                    <p>{Page.Text(await Bring(plan, pass, upload, cancel))}</p>
                    """);
            }

            var mark = CanBeSeen(plan) ? $"""<input type="hidden" name="{SeenField}" value="{seen}">""" : "";
            return Draw(upload.Form, (isPressed && !isRead && CanBeSeen(plan) ? Page.Fault(t.Unread) : "") + Report(plan) + mark);
        }
        catch (UnreadableFileException e)
        {
            return Draw(upload.Form, Page.Fault(e.Fault.InWords(t.Culture)));
        }
        catch (StaleStateException)
        {
            return Draw(upload.Form, Page.Fault(ChangedMeanwhile));
        }
    }

    /// <summary>What there is to choose, in HTML.</summary>
    protected virtual string Choices(IFormCollection form) => "";

    protected abstract Task<TPlan> Check(Stream file, string name, CancellationToken cancel);

    /// <summary>What the file would do to what is here as it is: of another sign, it isn't what was read.</summary>
    protected abstract string MarkOf(TPlan plan);

    /// <summary>Whether there is something that could be brought in.</summary>
    protected abstract bool CanBeSeen(TPlan plan);

    /// <summary>Whether it may be, as it was chosen.</summary>
    protected virtual bool CanCome(TPlan plan, IFormCollection form) => CanBeSeen(plan);

    /// <summary>What the file would do, in HTML.</summary>
    protected abstract string Report(TPlan plan);

    /// <returns>What was done, in words.</returns>
    protected abstract Task<string> Bring(TPlan plan, Pass pass, Upload upload, CancellationToken cancel);

    /// <summary>What is wrong, row by row.</summary>
    protected string Faults(string rowName, int count, IReadOnlyList<RowFault> faults) => $"""
        {Page.Fault(t.ThingsWrong(count))}
        {Table(t.WhatIsWrong, [rowName, t.Field, t.WhatIsWrong], faults.Select(Row), count)}
        """;

    protected string[] Row(RowFault fault) => [Number(fault.Row), fault.Field, fault.What.InWords(t.Culture)];

    protected string Notes(IEnumerable<FileNote> notes) => string.Concat(notes.Select(n => $"<p>{Page.Text(n.InWords(t.Culture))}</p>"));

    /// <summary>Some rows under a heading of theirs; nothing when there are none.</summary>
    protected string Part(string title, string caption, string[] columns, IReadOnlyList<string[]> rows, int? count = null) =>
        rows.Count == 0 ? "" : $"<h2>{Page.Text(title)}</h2>{Table(caption, columns, rows, count)}";

    protected string Number(int row) => row.InNumerals(t.Culture);

    private string Table(string caption, string[] columns, IEnumerable<string[]> rows, int? count)
    {
        var all = rows.ToArray();
        var more = (count ?? all.Length) - Math.Min(all.Length, MostShown);
        return $"""
            <table><caption>{Page.Text(caption)}</caption>
            <tr>{string.Concat(columns.Select(c => $"<th scope=\"col\">{Page.Text(c)}</th>"))}</tr>
            {string.Concat(all.Take(MostShown).Select(r => $"<tr>{string.Concat(r.Select(c => $"<td>{Page.Text(PeoplesWords.Shorten(c, LongestShown))}</td>"))}</tr>"))}
            </table>
            {(more > 0 ? $"<p>{Page.Text(t.MoreRows(more))}</p>" : "")}
            """;
    }
}
