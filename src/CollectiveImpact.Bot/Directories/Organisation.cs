using System.Collections.Concurrent;
using CollectiveImpact.Deliveries;
using Microsoft.Graph;
using NodaTime;

namespace CollectiveImpact.Bot.Directories;

/// <summary>What is remembered of one organisation's directory while the process runs.</summary>
internal sealed class Organisation(GraphServiceClient graph)
{
    private const int AtOnce = 4;

    public GraphServiceClient Graph { get; } = graph;

    /// <summary>The app's id in the organisation's catalogue, once it was found.</summary>
    public string? CatalogueId { get; set; }

    /// <summary>Until when no mailbox is asked for: an administrator may have allowed the other things alone.</summary>
    public Instant NoMailboxesUntil { get; set; } = Instant.MinValue;

    /// <summary>What mailboxes said, and until when that is believed.</summary>
    public ConcurrentDictionary<string, (Mailbox? Said, Instant Until)> Mailboxes { get; } = new(StringComparer.Ordinal);

    /// <summary>A few questions at a time, whatever the number of those who are asked when a check-in opens.</summary>
    public SemaphoreSlim Room { get; } = new(AtOnce);

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
