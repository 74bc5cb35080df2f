using Microsoft.Graph;
using NodaTime;

namespace CollectiveImpact.Bot.Directories;

/// <summary>What is remembered of one organisation's directory while the process runs.</summary>
internal sealed class Organisation(GraphServiceClient graph)
{
    public GraphServiceClient Graph { get; } = graph;

    /// <summary>The app's id in the organisation's catalogue, once it was found.</summary>
    public string? CatalogueId { get; set; }

    /// <summary>Until when nothing is asked, because no administrator allows it, or the directory wants a pause.</summary>
    public (Instant Until, Refusal Why)? Closed { get; set; }
}

/// <summary>Why a directory tells nothing.</summary>
internal enum Refusal
{
    NotAllowed,
    NoSuchApp,
    Busy,
}
