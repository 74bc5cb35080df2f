using System.Text.Json;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Web;

/// <summary>The page that takes the questions in other languages, as translators have filled them in.</summary>
internal sealed class BringQuestions(Initiative initiative, QuestionsImports imports, Texts t) : LookFirst<QuestionsPlan>(initiative, t)
{
    protected override string Title => T.BringQuestions;

    protected override string FileLabel => T.QuestionsFile;

    protected override string Accepts => ".xlsx,.csv,.tsv,.txt";

    protected override string ChangedMeanwhile => T.QuestionsChangedMeanwhile;

    protected override Task<QuestionsPlan> Check(Stream file, string name, CancellationToken cancel) => imports.Check(Initiative, file, name, cancel);

    protected override string MarkOf(QuestionsPlan plan) =>
        JsonSerializer.Serialize(plan.Changes.Select(c => new object[] { c.Row, c.Indicator.Id, c.Indicator.Version, c.Indicator.Question, c.Language, c.Name, c.Here, c.There }));

    protected override bool CanBeSeen(QuestionsPlan plan) => plan is { FaultCount: 0, Changes.Count: > 0 };

    protected override async Task<string> Bring(QuestionsPlan plan, Pass pass, Upload upload, CancellationToken cancel)
    {
        await imports.Bring(Initiative, plan, upload.Name, pass.Person, pass.Name, cancel);
        return $"{T.TextsWritten(plan.Changes.Count)} {T.CanClose}";
    }

    protected override FileReport Report(QuestionsPlan plan)
    {
        var rowName = QuestionsPlan.RowName(T.Culture);
        var (added, changed) = (plan.Changes.Where(c => c.Here.Length == 0).ToArray(), plan.Changes.Where(c => c.Here.Length > 0).ToArray());
        var isFine = plan is { FaultCount: 0, Changes.Count: > 0 };
        var outcome = plan switch
        {
            { FaultCount: > 0 } => Faults(rowName, plan.FaultCount, plan.Faults),
            { Changes.Count: 0 } => FileReport.Of(T.NothingNewInFile(plan.Same)),
            _ => new() { Fine = T.QuestionsFine(added.Length, changed.Length, plan.Same) },
        };
        return outcome with
        {
            Notes = Notes(plan.Notes),
            Parts =
            [
                .. Part(T.LeftOut, T.StaysHere, [rowName, T.Field, T.Why], [.. plan.LeftOut.Select(Row)], plan.LeftOutCount),
                .. Part(T.WordsChange, T.ReplacesHere, [rowName, T.Question, T.Language, T.Field, T.Here, T.InFile], isFine ? [.. changed.Select(c => (string[])[.. What(c), c.Here, c.There])] : []),
                .. Part(T.NewWords, T.NotWrittenYet, [rowName, T.Question, T.Language, T.Field, T.WhatIsAdded], isFine ? [.. added.Select(c => (string[])[.. What(c), c.There])] : []),
            ],
        };
    }

    private string[] What(TextChange change) => [Number(change.Row), change.Indicator.Question, Languages.NativeName(change.Language), change.Name];
}
