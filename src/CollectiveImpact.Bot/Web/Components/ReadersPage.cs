using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.Time;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace CollectiveImpact.Bot.Web.Components;

/// <summary>A page that a member of an initiative reads.</summary>
public abstract class ReadersPage : ComponentBase
{
    [Parameter, EditorRequired]
    public required Reader Reader { get; set; }

    [Parameter, EditorRequired]
    public required Instant At { get; set; }

    protected Initiative Initiative => Reader.Here.Initiative;

    /// <summary>When the page was made, in words: it may be printed.</summary>
    protected string AsOf => At.InZone(Reader.Zone).OnDayOfYearAtTime(Reader.Culture);

    private protected Texts T => new(Reader.Culture);
}
