using System.Globalization;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Web;

/// <summary>The page that takes a file of terms.</summary>
internal sealed class BringTerms(Initiative initiative, GlossaryImports imports, Texts t) : LookFirst<GlossaryPlan>(initiative, t)
{
    private const string ConflictsField = "conflicts";
    private const string Replace = "theirs";
    private const string AsField = "as";
    private const string InForce = "inforce";

    protected override string Title => T.BringTerms;

    protected override string FileLabel => T.TermsFile;

    protected override string Accepts => ".xlsx,.csv,.jsonld,.json";

    protected override string ChangedMeanwhile => T.ChangedMeanwhile;

    protected override IReadOnlyList<FileChoice> Choices(IFormCollection form) =>
    [
        new(T.HereOtherwise, ConflictsField, [("ours", T.KeepOurs, form[ConflictsField] != Replace), (Replace, T.TakeTheirs, form[ConflictsField] == Replace)]),
        .. MayPutInForce
            ? [new(T.WhatComesIs, AsField, [("proposed", T.AsProposed, form[AsField] != InForce), (InForce, T.AsInForce, form[AsField] == InForce)])]
            : Array.Empty<FileChoice>(),
    ];

    protected override string NoChoice => MayPutInForce ? "" : T.PartnersAgree;

    private bool MayPutInForce => GlossaryImports.MayPutInForce(Initiative);

    protected override Task<GlossaryPlan> Check(Stream file, string name, CancellationToken cancel) => imports.Check(Initiative, file, name, cancel);

    protected override string MarkOf(GlossaryPlan plan) =>
        string.Join('|', plan.Terms.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Row}:{t.Fate}:{t.Before?.Slug}:{t.Before?.Version}")));

    protected override bool CanBeSeen(GlossaryPlan plan) => plan is { FaultCount: 0, Terms.Count: > 0 };

    protected override bool CanCome(GlossaryPlan plan, IFormCollection form) => CanBeSeen(plan) && (form[AsField] != InForce || MayPutInForce);

    protected override async Task<string> Bring(GlossaryPlan plan, Pass pass, Upload upload, CancellationToken cancel)
    {
        var (replace, inForce) = (upload.Form[ConflictsField] == Replace, upload.Form[AsField] == InForce);
        var count = await imports.Bring(Initiative, plan, replace, inForce, upload.Name, pass.Person, pass.Name, cancel);
        var kept = replace ? 0 : plan.Of(Fate.Conflict).Count();
        return string.Join(' ', [inForce ? T.TermsInForce(count) : T.TermsProposed(count), .. kept > 0 ? [T.TermsStay(kept)] : (IEnumerable<string>)[], T.CanClose]);
    }

    protected override FileReport Report(GlossaryPlan plan)
    {
        var rowName = plan.RowName(T.Culture);
        if (plan.FaultCount > 0)
        {
            return Faults(rowName, plan.FaultCount, plan.Faults);
        }

        if (plan.Terms.Count == 0)
        {
            return new() { Faults = [T.NoTerm], Notes = Notes(plan.LeftOut) };
        }

        var (added, changed, same, conflicts) = (plan.Of(Fate.New).ToArray(), plan.Of(Fate.Changed).ToArray(), plan.Of(Fate.Same).ToArray(), plan.Of(Fate.Conflict).ToArray());
        return new()
        {
            Fine = T.TermsFine(added.Length, changed.Length, same.Length, conflicts.Length),
            Notes = Notes(plan.LeftOut),
            Parts =
            [
                .. Terms(T.OtherWords, T.ChooseAbove, [T.Term, T.Field, T.Here, T.InFile], conflicts, term => term.Differences.Select(d => new[] { Number(d.Row), NameOf(term), d.Field, d.Here, d.There })),
                .. Terms(T.AddedTo, T.NothingGoes, [T.Term, T.Field, T.WhatIsAdded], changed, term => term.Differences.Select(d => new[] { Number(d.Row), NameOf(term), d.Field, d.There })),
                .. Terms(T.New, T.NotHereYet, [T.Term, T.Definition], added, term => [[Number(term.Row), term.Wording.Name, term.Wording.Definition]]),
                .. Terms(T.TheSame, T.NothingHappens, [T.Term], same, term => [[Number(term.Row), term.Wording.Name]]),
            ],
        };

        IEnumerable<(string, FileRows)> Terms(string title, string caption, string[] columns, PlannedTerm[] terms, Func<PlannedTerm, IEnumerable<string[]>> rows) =>
            Part(title, caption, [rowName, .. columns], [.. terms.SelectMany(rows)]);
    }

    private string NameOf(PlannedTerm term) => term.Before! switch
    {
        { State: TermState.Retired } before => T.RetiredHere(before.Name),
        { InForce: not null, Proposal: not null } before => T.ChangeProposedHere(before.Name),
        var before => before.Name,
    };
}
