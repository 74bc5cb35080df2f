using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Glossary;
using CollectiveImpact.Pages;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Bot.Web;

/// <summary>What an initiative's members read in a browser: one method a page.</summary>
internal static class InitiativePages
{
    private const int LongestSearch = 80;
    private const int MostFound = 50;

    public static void Map(WebApplication app)
    {
        OwnFile.Map(app);
        var pages = Door.Map(app);
        pages.MapGet("/", Overview);
        pages.MapGet("/numbers/{indicator}", Number);
        pages.MapGet("/glossary", Words);
        DeskPages.Map(pages);
        pages.Map("/{**rest}", (Visit visit) => visit.NothingHere());
    }

    private static async Task<IResult> Overview(Visit visit, ReadOverview overview, CancellationToken cancel) =>
        visit.Shows<OverviewPage>((nameof(OverviewPage.Overview), await overview.Of(visit.Reader, visit.At, cancel)));

    private static async Task<IResult> Number(Visit visit, string indicator, ReadIndicators indicators, IGrainFactory grains, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(visit.Initiative.Id).Get();
        return await indicators.One(visit.Reader, indicator, visit.Today, timetable, cancel) is { } now
            ? visit.Shows<IndicatorPage>((nameof(IndicatorPage.Now), now))
            : visit.NothingHere();
    }

    private static async Task<IResult> Words(Visit visit, string? q, IGrainFactory grains)
    {
        var asked = Asked(q);
        var glossary = grains.GetGrain<IGlossaryGrain>(visit.Initiative.Id);
        return visit.Shows<WordsPage>((nameof(WordsPage.Terms), asked.Length > 0 ? await glossary.Search(asked, MostFound) : await glossary.All()), (nameof(WordsPage.Asked), asked));
    }

    // What somebody searches for.
    private static string Asked(string? q) => q?.Trim() is { } asked ? asked[..Math.Min(asked.Length, LongestSearch)] : "";
}
