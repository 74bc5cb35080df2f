using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Cards;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Bot.Web;

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

    public static async Task<IResult> Show(string code, HttpRequest request, Passes passes, CancellationToken cancel) =>
        await passes.Check(code, cancel) is { } allowed ? Again(allowed.Initiative, FormCollection.Empty, "", PageLanguage.TextsFor(request, allowed.Initiative)) : FilePages.Over(request);

    public static async Task<IResult> BringIn(string code, HttpRequest request, Uploads uploads, GlossaryImports imports, CancellationToken cancel) => await uploads.Take(
        code,
        request,
        (initiative, upload, fault, status) => Again(initiative, upload.Form, fault, PageLanguage.TextsFor(request, initiative), status),
        (initiative, pass, upload, file) => InItsTurn(initiative, pass, upload, file, imports, PageLanguage.TextsFor(request, initiative), cancel),
        cancel);

    private static async Task<NotKept> InItsTurn(Initiative initiative, Pass pass, Upload upload, IFormFile file, GlossaryImports imports, Texts t, CancellationToken cancel)
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
                return Again(initiative, upload.Form, (unread ? Page.Fault(t.Unread) : "") + Report(plan, seen, t), t);
            }

            var count = await imports.Bring(initiative, plan, replace, inForce, file.FileName, pass.Person, pass.Name, cancel);
            var kept = replace ? 0 : plan.Of(Fate.Conflict).Count();
            var told = string.Join(' ', [inForce ? t.TermsInForce(count) : t.TermsProposed(count), .. kept > 0 ? [t.TermsStay(kept)] : (IEnumerable<string>)[], t.CanClose]);
            return Page.Of(
                t,
                $"""
                <h1>{Page.Text(t.IsIn)}</h1>
                <p>{Page.Text(told)}</p>
                """);
        }
        catch (UnreadableFileException e)
        {
            return Again(initiative, upload.Form, Page.Fault(e.Fault.InWords(t.Culture)), t);
        }
        catch (StaleStateException)
        {
            return Again(initiative, upload.Form, Page.Fault(t.ChangedMeanwhile), t);
        }
    }

    // The file, and what it would do to the glossary as it is.
    private static async Task<string> MarkOf(Stream file, GlossaryPlan plan, CancellationToken cancel)
    {
        var fates = string.Join('|', plan.Terms.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Row}:{t.Fate}:{t.Before?.Slug}:{t.Before?.Version}")));
        return Convert.ToHexStringLower(SHA256.HashData([.. await SHA256.HashDataAsync(file, cancel), .. Encoding.UTF8.GetBytes(fates)]));
    }

    private static NotKept Again(Initiative initiative, IFormCollection form, string report, Texts t, int status = StatusCodes.Status200OK) => Page.Of(
        t,
        $"""
        <h1>{Page.Text(t.BringTerms)}</h1>
        <p>{Page.Text(initiative.Name)}</p>
        <form method="post" enctype="multipart/form-data">
        <p><label>{Page.Text(t.TermsFile)}<br><input type="file" name="file" accept=".xlsx,.csv,.jsonld,.json" required></label></p>
        <fieldset><legend>{Page.Text(t.HereOtherwise)}</legend>
        {Radio(ConflictsField, "ours", t.KeepOurs, form[ConflictsField] != Replace)}
        {Radio(ConflictsField, Replace, t.TakeTheirs, form[ConflictsField] == Replace)}
        </fieldset>
        {(GlossaryImports.MayPutInForce(initiative)
            ? $"""
            <fieldset><legend>{Page.Text(t.WhatComesIs)}</legend>
            {Radio(AsField, "proposed", t.AsProposed, form[AsField] != InForce)}
            {Radio(AsField, InForce, t.AsInForce, form[AsField] == InForce)}
            </fieldset>
            """
            : $"<p>{Page.Text(t.PartnersAgree)}</p>")}
        <div id="report" aria-live="polite">{report}</div>
        <button name="step" value="check">{Page.Text(t.CheckFile)}</button>
        <button name="step" value="import">{Page.Text(t.BringIn)}</button>
        </form>
        <p class="small">{Page.Text(t.NothingChangesUnseen)}</p>
        """,
        keepsTheFile: true,
        status);

    private static string Radio(string field, string value, string label, bool isChosen) =>
        $"""<label><input type="radio" name="{field}" value="{value}"{(isChosen ? " checked" : "")}> {Page.Text(label)}</label>""";

    private static string Report(GlossaryPlan plan, string seen, Texts t)
    {
        if (plan.FaultCount > 0)
        {
            return $"""
                {Page.Fault(t.ThingsWrong(plan.FaultCount))}
                {Table(t.WhatIsWrong, [plan.RowName(t.Culture), t.Field, t.WhatIsWrong], plan.Faults.Select(f => new[] { f.Row.InNumerals(t.Culture), f.Field, f.What.InWords(t.Culture) }), t, plan.FaultCount)}
                """;
        }

        if (plan.Terms.Count == 0)
        {
            return Page.Fault(t.NoTerm) + LeftOut(plan, t);
        }

        var (added, changed, same, conflicts) = (plan.Of(Fate.New).ToArray(), plan.Of(Fate.Changed).ToArray(), plan.Of(Fate.Same).ToArray(), plan.Of(Fate.Conflict).ToArray());
        return $"""
            <p class="fine">{Page.Text(t.TermsFine(added.Length, changed.Length, same.Length, conflicts.Length))}</p>
            {LeftOut(plan, t)}
            {Part(t.OtherWords, t.ChooseAbove, [t.Term, t.Field, t.Here, t.InFile], conflicts, term => term.Differences.Select(d => new[] { d.Row.InNumerals(t.Culture), NameOf(term, t), d.Field, d.Here, d.There }))}
            {Part(t.AddedTo, t.NothingGoes, [t.Term, t.Field, t.WhatIsAdded], changed, term => term.Differences.Select(d => new[] { d.Row.InNumerals(t.Culture), NameOf(term, t), d.Field, d.There }))}
            {Part(t.New, t.NotHereYet, [t.Term, t.Definition], added, term => [[term.Row.InNumerals(t.Culture), term.Wording.Name, term.Wording.Definition]])}
            {Part(t.TheSame, t.NothingHappens, [t.Term], same, term => [[term.Row.InNumerals(t.Culture), term.Wording.Name]])}
            <input type="hidden" name="{SeenField}" value="{seen}">
            """;

        string Part(string title, string caption, string[] columns, PlannedTerm[] terms, Func<PlannedTerm, IEnumerable<string[]>> rows) =>
            terms.Length == 0 ? "" : $"<h2>{Page.Text(title)}</h2>{Table(caption, [plan.RowName(t.Culture), .. columns], terms.SelectMany(rows), t)}";
    }

    private static string NameOf(PlannedTerm term, Texts t) => term.Before! switch
    {
        { State: TermState.Retired } before => t.RetiredHere(before.Name),
        { InForce: not null, Proposal: not null } before => t.ChangeProposedHere(before.Name),
        var before => before.Name,
    };

    private static string LeftOut(GlossaryPlan plan, Texts t) => string.Concat(plan.LeftOut.Select(l => $"<p>{Page.Text(l.InWords(t.Culture))}</p>"));

    private static string Table(string caption, string[] columns, IEnumerable<string[]> rows, Texts t, int? count = null)
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
