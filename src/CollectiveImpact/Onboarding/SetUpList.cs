using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Onboarding;

/// <summary>What it takes until an initiative runs by itself, in the order in which it is done best.</summary>
public enum SetUpStep
{
    Indicators,
    Words,
    Partners,
    Schedule,
    Home,
    Rehearsal,
}

/// <summary>How far the setting up of an initiative is: read from what is there, so that it is never ticked by hand and never wrong.</summary>
/// <param name="Waiting">How many words nobody has agreed on yet.</param>
/// <param name="Present">How many partners there are.</param>
/// <param name="Reporting">For how many of them somebody reports.</param>
public sealed record SetUpList(IReadOnlySet<SetUpStep> Done, int Waiting, int Present, int Reporting)
{
    public static IReadOnlyList<SetUpStep> Steps { get; } = Enum.GetValues<SetUpStep>();

    /// <summary>The first step that isn't done; null when all are.</summary>
    public SetUpStep? Next => Steps.Where(s => !Done.Contains(s)).Select(s => (SetUpStep?)s).FirstOrDefault();

    /// <summary>Pure.</summary>
    /// <param name="notAgreed">The words on which the indicators rely and nobody has agreed yet.</param>
    public static SetUpList Of(Initiative initiative, IReadOnlyList<Indicator> indicators, IReadOnlyList<string> notAgreed, Timetable timetable)
    {
        var (present, reporting) = (initiative.PresentPartners.Count(), initiative.Reporting.Count());
        // Who has asked their partners needs no rehearsal any more, and a partner without a reporter stands in the status from then on.
        var hasAsked = timetable.Running.Count + timetable.Closed.Count > 0;
        var measures = indicators.Any(i => !i.Retired);
        return new(
            Steps.Where(s => s switch
            {
                SetUpStep.Indicators => measures,
                SetUpStep.Words => measures && notAgreed.Count == 0,
                SetUpStep.Partners => reporting > 0 && (hasAsked || reporting == present),
                SetUpStep.Schedule => timetable.Schedules.Count > 0,
                SetUpStep.Home => initiative.CommonChannel is not null,
                _ => hasAsked,
            }).ToHashSet(),
            notAgreed.Count,
            present,
            reporting);
    }
}

/// <summary>Reads how far the setting up of an initiative is.</summary>
public sealed class ReadSetUpList(IGrainFactory grains) : INextStep
{
    public async Task<SetUpList> Of(Initiative initiative)
    {
        var indicators = await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All();
        string[] terms = [.. indicators.Where(i => !i.Retired).SelectMany(i => i.Terms).Distinct()];
        return SetUpList.Of(
            initiative,
            indicators,
            terms.Length == 0 ? [] : await grains.GetGrain<IGlossaryGrain>(initiative.Id).NotAgreed(terms),
            await grains.GetGrain<IClockGrain>(initiative.Id).Get());
    }

    public async Task<CardAction?> After(Initiative initiative, Turn turn) =>
        await grains.GetGrain<IInitiativeGrain>(initiative.Id).Get() is { Ended: null } now ? SetUpListCard.NextButton(now, await Of(now), turn.Culture) : null;
}

/// <summary>Finds the initiative that a person coordinates and hasn't finished setting up.</summary>
public sealed class Unfinished(ReadSetUpList read)
{
    // Whoever runs many initiatives has set some up before.
    private const int MostLookedAt = 3;

    /// <param name="memberships">All initiatives of the person; the one that they speak of goes first.</param>
    public async Task<(Initiative Initiative, SetUpList List)?> Of(IReadOnlyList<Here> memberships, KnownPerson known)
    {
        foreach (var here in memberships.Where(h => h.IsBackbone && h.Initiative.Ended is null).OrderByDescending(h => h.Initiative.Id == known.Current).Take(MostLookedAt))
        {
            if (await read.Of(here.Initiative) is { Next: not null } list)
            {
                return (here.Initiative, list);
            }
        }

        return null;
    }
}
