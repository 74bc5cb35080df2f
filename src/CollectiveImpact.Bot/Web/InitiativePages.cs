using System.Text;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Files;
using CollectiveImpact.Learnings;
using CollectiveImpact.Pages;
using CollectiveImpact.Schedules;
using NodaTime;
using NodaTime.Text;

namespace CollectiveImpact.Bot.Web;

/// <summary>What an initiative's members read in a browser: one method a page.</summary>
internal static class InitiativePages
{
    private const int MostDecisions = 25;

    public static void Map(WebApplication app)
    {
        OwnFile.Map(app);
        Tab.Map(app);
        var pages = Door.Map(app);
        pages.MapGet("/", Overview);
        pages.MapGet("/numbers/{indicator}", Number);
        pages.MapGet("/numbers/{indicator}.csv", NumberAsFile);
        pages.MapGet("/partners", Partners);
        pages.MapGet("/partners/{partner}", OnePartner);
        pages.MapGet("/activities", Activities);
        pages.MapGet("/learnings", Learnings);
        pages.MapGet("/decisions", Decisions);
        pages.MapGet("/schedule", Calendar);
        pages.MapGet("/schedule.ics", CalendarFile);
        GlossaryPages.Map(pages);
        DigestPages.Map(pages);
        ReportPages.Map(pages);
        DeskPages.Map(pages);
        MailPages.Map(pages);
        MailPages.Map(app);
        pages.Map("/{**rest}", (Visit visit) => visit.NothingHere());
    }

    private static async Task<IResult> Overview(Visit visit, ReadOverview overview, CancellationToken cancel) =>
        visit.Shows<OverviewPage>((nameof(OverviewPage.Overview), await overview.Of(visit.Reader, visit.At, cancel)));

    private static async Task<IResult> Number(Visit visit, string indicator, ReadIndicatorStory stories, CancellationToken cancel) =>
        await stories.Of(visit.Reader, indicator, visit.Today, cancel) is { } story
            ? visit.Shows<IndicatorPage>((nameof(IndicatorPage.Story), story))
            : visit.NothingHere();

    private static async Task<IResult> NumberAsFile(Visit visit, string indicator, ReadIndicators indicators, IGrainFactory grains, CancellationToken cancel)
    {
        var timetable = await grains.GetGrain<IClockGrain>(visit.Initiative.Id).Get();
        return await indicators.One(visit.Reader, indicator, visit.Today, timetable, cancel) is { } now
            ? Door.Draw(Results.Bytes(await NumbersFile.Of(now, cancel), NumbersFile.ContentType, NumbersFile.NameOf(now.Indicator)))
            : visit.NothingHere();
    }

    private static async Task<IResult> Partners(Visit visit, ReadPartners partners, CancellationToken cancel) =>
        await partners.All(visit.Reader, cancel) is { } all
            ? visit.Shows<PartnersPage>((nameof(PartnersPage.Partners), all))
            : visit.NothingHere();

    private static async Task<IResult> OnePartner(Visit visit, string partner, ReadPartners partners, CancellationToken cancel) =>
        await partners.One(visit.Reader, new(partner), visit.At, cancel) is { } now
            ? visit.Shows<PartnersOwnPage>((nameof(PartnersOwnPage.Now), now))
            : visit.NothingHere();

    private static async Task<IResult> Activities(Visit visit, HttpRequest request, ReadWorkMap work)
    {
        var map = await work.Of(visit.Initiative, visit.Today, visit.Reader.Culture);
        return visit.Shows<ActivitiesPage>(
            (nameof(ActivitiesPage.Map), map),
            (nameof(ActivitiesPage.Goal), Choices.GoalOf(request.Query, map.Agenda)),
            (nameof(ActivitiesPage.Partner), Choices.PartnerOf(request.Query, visit.Initiative)));
    }

    private static async Task<IResult> Learnings(Visit visit, HttpRequest request, ReadWorkMap work, ReadLearnings learnings, CancellationToken cancel)
    {
        var map = await work.Of(visit.Initiative, visit.Today, visit.Reader.Culture);
        var asked = AskedLessons.Read(request.Query, visit.Initiative, map.Agenda);
        var found = await learnings.Of(visit.Reader.Here, alone: true, asked.Sought(map, visit.Today), visit.Reader.Culture, cancel);
        return visit.Shows<LearningsPage>((nameof(LearningsPage.Found), found), (nameof(LearningsPage.Asked), asked), (nameof(LearningsPage.Map), map));
    }

    private static async Task<IResult> Decisions(Visit visit, HttpRequest request, string? from, ReadDecisions decisions, CancellationToken cancel)
    {
        var asked = Choices.Words(request.Query);
        var upTo = from is not null && InstantPattern.ExtendedIso.Parse(from) is { Success: true, Value: var moment } ? moment : (Instant?)null;
        return visit.Shows<DecisionsPage>(
            (nameof(DecisionsPage.Found), await decisions.Of(visit.Initiative, asked, upTo, MostDecisions, cancel)),
            (nameof(DecisionsPage.Asked), asked),
            (nameof(DecisionsPage.IsFirst), upTo is null));
    }

    private static async Task<IResult> Calendar(Visit visit, ReadComingYear year, CancellationToken cancel) =>
        visit.Shows<CalendarPage>((nameof(CalendarPage.Year), await year.Of(visit.Reader, visit.At, cancel)));

    private static async Task<IResult> CalendarFile(Visit visit, ReadComingYear year, IPages pages, CancellationToken cancel) => Door.Draw(Results.Text(
        (await year.Of(visit.Reader, visit.At, cancel)).File(visit.Initiative, pages.To(PagePaths.Calendar(visit.Initiative.Id)[1..]), visit.At),
        "text/calendar",
        Encoding.UTF8));
}
