using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Exchange;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Pages;

/// <summary>The page that takes a file of terms: first it shows what would happen, and then it happens.</summary>
internal static class GlossaryPage
{
    private const string ConflictsField = "conflicts";
    private const string Replace = "theirs";
    private const string AsField = "as";
    private const string InForce = "inforce";
    private const string SeenField = "seen";

    private const int MostShown = 50;
    private const int LongestShown = 300;

    public static async Task<IResult> Show(string code, Passes passes, CancellationToken cancel) =>
        await passes.Check(code, cancel) is { } allowed ? Again(allowed.Initiative, FormCollection.Empty, "") : FilePages.Over();

    public static async Task<IResult> BringIn(string code, HttpRequest request, Uploads uploads, GlossaryImports imports, CancellationToken cancel) => await uploads.Take(
        code,
        request,
        (initiative, upload, fault, status) => Again(initiative, upload.Form, fault, status),
        (initiative, pass, upload, file) => InItsTurn(initiative, pass, upload, file, imports, cancel),
        cancel);

    private static async Task<NotKept> InItsTurn(Initiative initiative, Pass pass, Upload upload, IFormFile file, GlossaryImports imports, CancellationToken cancel)
    {
        try
        {
            await using var content = file.OpenReadStream();
            var plan = await imports.Check(initiative, content, file.FileName, cancel);
            content.Position = 0;
            var seen = await MarkOf(content, plan, cancel);
            var (replace, inForce) = (upload.Form[ConflictsField] == Replace, upload.Form[AsField] == InForce);
            // What nobody has read is not brought in: another file, or a glossary that has changed since.
            var isRead = upload.Form[SeenField] == seen;
            if (upload.Form["step"] != "import" || !isRead || plan.FaultCount > 0 || plan.Terms.Count == 0 || (inForce && !GlossaryImports.MayPutInForce(initiative)))
            {
                var unread = upload.Form["step"] == "import" && !isRead && plan is { FaultCount: 0, Terms.Count: > 0 };
                return Again(initiative, upload.Form, (unread ? """<p class="fault">Nothing is brought in yet. Please read what would happen, choose, and press again.</p>""" : "") + Report(plan, seen));
            }

            var count = await imports.Bring(initiative, plan, replace, inForce, pass.Person, pass.Name, cancel);
            var kept = replace ? 0 : plan.Of(Fate.Conflict).Count();
            return Page.Of(
                $"""
                <h1>It is in</h1>
                <p>{Counted.Of(count, "term")} {(count == 1 ? "is" : "are")} {(inForce ? "in force" : "proposed")}.{(kept > 0 ? $" {Counted.Of(kept, "term")} {(kept == 1 ? "stays as it is" : "stay as they are")} here." : "")} You can close this page.</p>
                """);
        }
        catch (UnreadableFileException e)
        {
            return Again(initiative, upload.Form, Page.Fault(e.Message));
        }
        catch (StaleStateException)
        {
            return Again(initiative, upload.Form, Page.Fault("Somebody changed these terms at the same moment. Please check the file again."));
        }
    }

    // The file, and what it would do to the glossary as it is.
    private static async Task<string> MarkOf(Stream file, GlossaryPlan plan, CancellationToken cancel)
    {
        var fates = string.Join('|', plan.Terms.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Row}:{t.Fate}:{t.Before?.Slug}:{t.Before?.Version}")));
        return Convert.ToHexStringLower(SHA256.HashData([.. await SHA256.HashDataAsync(file, cancel), .. Encoding.UTF8.GetBytes(fates)]));
    }

    private static NotKept Again(Initiative initiative, IFormCollection form, string report, int status = StatusCodes.Status200OK) => Page.Of(
        $"""
        <h1>Bring terms into the glossary</h1>
        <p>{Page.Text(initiative.Name)}</p>
        <form method="post" enctype="multipart/form-data">
        <p><label>An Excel workbook, a CSV file, or SKOS as JSON-LD<br><input type="file" name="file" accept=".xlsx,.csv,.jsonld,.json" required></label></p>
        <fieldset><legend>Terms that are here with other words</legend>
        {Radio(ConflictsField, "ours", "Keep ours", form[ConflictsField] != Replace)}
        {Radio(ConflictsField, Replace, "Take the file’s", form[ConflictsField] == Replace)}
        </fieldset>
        {(GlossaryImports.MayPutInForce(initiative)
            ? $"""
            <fieldset><legend>What comes is</legend>
            {Radio(AsField, "proposed", "Proposed, to be agreed on", form[AsField] != InForce)}
            {Radio(AsField, InForce, "In force at once", form[AsField] == InForce)}
            </fieldset>
            """
            : "<p>What comes is proposed: in this initiative the partners agree on terms.</p>")}
        <div id="report" aria-live="polite">{report}</div>
        <button name="step" value="check">Check the file</button>
        <button name="step" value="import">Bring it in</button>
        </form>
        <p class="small">Nothing changes while anything is wrong, and before you have seen what would change. Without scripts, choose the file again before you bring it in.</p>
        """,
        Page.KeepsTheFile,
        status);

    private static string Radio(string field, string value, string label, bool isChosen) =>
        $"""<label><input type="radio" name="{field}" value="{value}"{(isChosen ? " checked" : "")}> {label}</label>""";

    private static string Report(GlossaryPlan plan, string seen)
    {
        if (plan.FaultCount > 0)
        {
            return $"""
                <p class="fault">{Counted.Of(plan.FaultCount, "thing")} {(plan.FaultCount == 1 ? "needs" : "need")} another look. Nothing was brought in.</p>
                {Table("What is wrong", [plan.RowName, "Field", "What is wrong"], plan.Faults.Select(f => new[] { Number(f.Row), f.Field, f.Message }), plan.FaultCount)}
                """;
        }

        if (plan.Terms.Count == 0)
        {
            return Page.Fault("There is no term in this file that can be brought in.") + LeftOut(plan);
        }

        var (added, changed, same, conflicts) = (plan.Of(Fate.New).ToArray(), plan.Of(Fate.Changed).ToArray(), plan.Of(Fate.Same).ToArray(), plan.Of(Fate.Conflict).ToArray());
        return $"""
            <p class="fine">Nothing is wrong. {Counted.Of(added.Length, "new term")}; {changed.Length} to add to; {same.Length} the same as here; {conflicts.Length} here with other words.</p>
            {LeftOut(plan)}
            {(conflicts.Length == 0 ? "" : "<h2>Here with other words</h2>" + Table("Choose above which stay", [plan.RowName, "Term", "Field", "Here", "In the file"], conflicts.SelectMany(t => t.Differences.Select(d => new[] { Number(d.Row), NameOf(t), d.Field, d.Here, d.There }))))}
            {(changed.Length == 0 ? "" : "<h2>Added to</h2>" + Table("Nothing that is here goes", [plan.RowName, "Term", "Field", "What is added"], changed.SelectMany(t => t.Differences.Select(d => new[] { Number(d.Row), NameOf(t), d.Field, d.There }))))}
            {(added.Length == 0 ? "" : "<h2>New</h2>" + Table("Terms that aren’t here yet", [plan.RowName, "Term", "Definition"], added.Select(t => new[] { Number(t.Row), t.Wording.Name, t.Wording.Definition })))}
            {(same.Length == 0 ? "" : "<h2>The same</h2>" + Table("Nothing happens to these", [plan.RowName, "Term"], same.Select(t => new[] { Number(t.Row), t.Wording.Name })))}
            <input type="hidden" name="{SeenField}" value="{seen}">
            """;
    }

    private static string NameOf(PlannedTerm term) => term.Before! switch
    {
        { State: TermState.Retired } before => $"{before.Name} (retired here)",
        { InForce: not null, Proposal: not null } before => $"{before.Name} (a change is proposed here; the file’s words would take its place)",
        var before => before.Name,
    };

    private static string LeftOut(GlossaryPlan plan) => string.Concat(plan.LeftOut.Select(l => $"<p>{Page.Text(l)}</p>"));

    private static string Table(string caption, string[] columns, IEnumerable<string[]> rows, int? count = null)
    {
        var all = rows.ToArray();
        var more = (count ?? all.Length) - Math.Min(all.Length, MostShown);
        return $"""
            <table><caption>{Page.Text(caption)}</caption>
            <tr>{string.Concat(columns.Select(c => $"<th scope=\"col\">{Page.Text(c)}</th>"))}</tr>
            {string.Concat(all.Take(MostShown).Select(r => $"<tr>{string.Concat(r.Select(c => $"<td>{Page.Text(PeoplesWords.Shorten(c, LongestShown))}</td>"))}</tr>"))}
            </table>
            {(more > 0 ? $"<p>and {more} more.</p>" : "")}
            """;
    }

    private static string Number(int row) => row.ToString(CultureInfo.InvariantCulture);
}
