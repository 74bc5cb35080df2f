using CollectiveImpact.Audit;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Options;

namespace CollectiveImpact.Files;

/// <summary>Brings questions in other languages in: checked as a whole, and then all of it or nothing.</summary>
public sealed class QuestionsImports(IGrainFactory grains, AuditLog audit, IClock clock, IOptions<UploadLimits> limits, TimeProvider time)
{
    /// <summary>What a file would write. Nothing is changed.</summary>
    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public async Task<QuestionsPlan> Check(Initiative initiative, Stream file, string name, CancellationToken cancel) =>
        QuestionsImport.Check(initiative, await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All(), file, name, new FileReading(limits.Value, time, cancel));

    /// <param name="file">What the file is called.</param>
    /// <exception cref="StaleStateException">Somebody changed one of these questions meanwhile.</exception>
    public async Task Bring(Initiative initiative, QuestionsPlan plan, string file, PersonKey by, string byName, CancellationToken cancel)
    {
        if (plan.FaultCount > 0 || plan.Written.Count == 0)
        {
            throw new InvalidOperationException("A file with faults, or with nothing new, is not brought in.");
        }

        await grains.GetGrain<IIndicatorsGrain>(initiative.Id).TranslateAll(plan.Written);
        var now = clock.GetCurrentInstant();
        foreach (var (indicator, _) in plan.Written)
        {
            // As by the card.
            await audit.Keep(initiative.Id, new Act(ActKind.IndicatorChanged, indicator.Id, indicator.Question, by, byName, now) { Note = file }, cancel);
        }
    }
}
