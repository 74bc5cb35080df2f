using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Options;

namespace CollectiveImpact.Files;

/// <summary>Brings terms in: checked as a whole, and then all of it or nothing.</summary>
public sealed class GlossaryImports(IGrainFactory grains, ITermStore terms, IEnumerable<IFollowTerms> followers, AuditLog audit, IClock clock, IOptions<UploadLimits> limits, TimeProvider time)
{
    /// <summary>What a file would do. Nothing is changed.</summary>
    /// <exception cref="UnreadableFileException">It is no file that can be read.</exception>
    public async Task<GlossaryPlan> Check(Initiative initiative, Stream file, string name, CancellationToken cancel) =>
        GlossaryImport.Check(initiative, await terms.Load(initiative.Id, cancel), file, name, new FileReading(limits.Value, time, cancel));

    /// <summary>Whether the backbone may put terms in force by itself.</summary>
    public static bool MayPutInForce(Initiative initiative) => initiative.PartnersToAgree == 0;

    /// <param name="replace">Whether terms that are here with other words take the file's.</param>
    /// <param name="inForce">Whether what comes is agreed at once; otherwise it is proposed.</param>
    /// <param name="file">What the file is called.</param>
    /// <returns>How many terms were brought in.</returns>
    /// <exception cref="StaleStateException">Somebody changed the same terms meanwhile.</exception>
    public async Task<int> Bring(Initiative initiative, GlossaryPlan plan, bool replace, bool inForce, string file, PersonKey by, string byName, CancellationToken cancel)
    {
        if (plan.FaultCount > 0)
        {
            throw new InvalidOperationException("A file with faults is not brought in.");
        }

        if (inForce && !MayPutInForce(initiative))
        {
            throw new InvalidOperationException("In this initiative the partners agree on terms.");
        }

        var now = clock.GetCurrentInstant();
        var taken = plan.Terms
            .Where(t => t.Fate is Fate.New or Fate.Changed || (t.Fate == Fate.Conflict && replace))
            // The same proposal again would lose what was said to it.
            .Where(t => inForce || t.Before?.Proposal?.Wording.SaysTheSameAs(t.Wording) != true)
            .ToArray();
        var brought = await grains.GetGrain<IGlossaryGrain>(initiative.Id).BringIn([.. taken.Select(t => new Draft(t.Before?.Slug, t.Before?.Version, t.Wording, by, byName, now))], inForce);
        if (brought.Count > 0)
        {
            await audit.Keep(initiative.Id, new Act(ActKind.GlossaryImported, "glossary", file, by, byName, now), cancel);
        }

        if (inForce && initiative.Member(by) is { } member)
        {
            var before = taken.Select(t => t.Before).OfType<Term>().Where(t => t.InForce is not null).ToDictionary(t => t.Slug);
            foreach (var term in brought.Where(t => before.ContainsKey(t.Slug)))
            {
                foreach (var follower in followers)
                {
                    await follower.Agreed(new Here(initiative, member), before[term.Slug], term, cancel);
                }
            }
        }

        return brought.Count;
    }
}
