using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Schedules;

/// <summary>Draws the schedules, and the dates that follow from one.</summary>
public static class ScheduleCard
{
    public const string StopVerb = "calendar.stop";

    /// <summary>How many check-ins an initiative has at most.</summary>
    public const int MostSchedules = 10;

    private const int ShownDates = 5;

    /// <summary>All check-ins of the initiative, each in words and with its next dates.</summary>
    public static AdaptiveCard Show(Initiative initiative, Timetable timetable, CultureInfo culture) =>
        CardJson.FirstThatFits(new[] { ShownDates, 3, 1 }.Select(dates => DrawAll(initiative, timetable, dates, new Texts(culture))));

    /// <summary>What follows from what was typed, before it is saved.</summary>
    public static AdaptiveCard Preview(
        Initiative initiative, Timetable timetable, Schedule schedule, Form typed, IReadOnlyList<Indicator> indicators, Instant now, CultureInfo culture)
    {
        var t = new Texts(culture);
        var followed = timetable.Following(schedule, now).Find(schedule.Id)!;
        var data = ScheduleForm.DataOf(initiative, schedule, ScheduleForm.IdOf(typed), indicators, culture);
        data[Conversation.InitiativeField] = initiative.Id;
        var body = new List<Element> { Heading.Of(t.IsThisRight), RichTextBlock.Of($"{initiative.Name} · {schedule.Name}", isSubtle: true) };
        body.AddRange(InWords(schedule, t));
        body.Add(RichTextBlock.Of(Asked(schedule, initiative, indicators, t)));
        body.Add(Heading.Small(t.NextTimes));
        body.AddRange(Dates(timetable, followed, ShownDates, t));
        if (timetable.Running.FirstOrDefault(r => r.Schedule == schedule.Id) is { } open)
        {
            body.Add(new TextBlock(t.StaysOpenUntil(open.ClosesAt.InZone(TimeZones.Of(initiative.TimeZone)).OnWeekdayAtTime(culture))));
        }

        return new AdaptiveCard
        {
            FallbackText = t.Opens(schedule.Name, schedule.InWords(culture)),
            Body = body,
            Actions =
            [
                new Execute(ScheduleForm.SaveVerb, data) { Title = t.Save, Style = ActionStyle.Positive, AssociatedInputs = AssociatedInputs.None },
                new Execute(ScheduleForm.WriteVerb, data) { Title = t.ChangeIt, AssociatedInputs = AssociatedInputs.None },
            ],
        };
    }

    private static AdaptiveCard DrawAll(Initiative initiative, Timetable timetable, int dates, Texts t)
    {
        var culture = t.Culture;
        var body = new List<Element> { Heading.Of(t.WhenWeAsk), RichTextBlock.Of(initiative.Name, isSubtle: true) };
        foreach (var followed in timetable.Schedules)
        {
            var schedule = followed.Schedule;
            body.Add(RichTextBlock.Of(schedule.Name, TextWeight.Bolder) with { Separator = true });
            body.AddRange(InWords(schedule, t));
            body.AddRange(Dates(timetable, followed, dates, t));
            var buttons = new List<CardAction> { About(ScheduleForm.WriteVerb, t.ChangeSchedule) };
            if (followed.Skipped.Count > 0)
            {
                buttons.Add(SkipCard.Button(SkipCard.AskVerb, t.AskAfterAll(followed.Skipped[0].OnDay(culture)), initiative, schedule.Id, followed.Skipped[0]));
            }

            var next = timetable.Coming(followed).First().Date;
            buttons.Add(SkipCard.Button(SkipCard.SkipVerb, t.Skip(next.OnDay(culture)), initiative, schedule.Id, next));
            if (timetable.Schedules.Count > 1)
            {
                buttons.Add(About(StopVerb, t.EndThisCheckIn));
            }

            body.Add(QuietActions.About(schedule.Name, buttons));

            Execute About(string verb, string title) => Conversation.PressButton(verb, title, initiative.Id, (ScheduleForm.IdField, schedule.Id));
        }

        var data = new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id };
        return new AdaptiveCard
        {
            FallbackText = string.Join(" ", timetable.Schedules.Select(s => t.Opens(s.Schedule.Name, s.Schedule.InWords(culture)))),
            Body = body,
            Actions =
            [
                new Execute(ScheduleForm.WriteVerb, data) { Title = t.AddAnother, AssociatedInputs = AssociatedInputs.None },
                new Execute(PausesCard.ShowVerb, data) { Title = t.NothingOpensDays, AssociatedInputs = AssociatedInputs.None },
            ],
        };
    }

    private static IEnumerable<Element> InWords(Schedule schedule, Texts t) =>
    [
        new TextBlock(ConversationCards.Capital(t.AsASentence(schedule.InWords(t.Culture)))),
        new TextBlock(t.OpensAndCloses(schedule.At.AtTime(t.Culture), TimeZones.InWords(schedule.TimeZone, t.Culture))) { IsSubtle = true, Spacing = Spacing.Small },
        .. schedule.DigestAt is { } at ? new[] { new TextBlock(t.DigestWaits(at.AtTime(t.Culture))) { IsSubtle = true, Spacing = Spacing.Small } } : [],
    ];

    private static string Asked(Schedule schedule, Initiative initiative, IReadOnlyList<Indicator> indicators, Texts t)
    {
        const int named = 5;
        var what = schedule.Asks.Indicators.Count switch
        {
            0 => t.AsksAboutTheRest,
            <= named => t.AsksAbout(string.Join(", ", indicators.Where(i => schedule.Asks.Indicators.Contains(i.Id)).Select(i => Short(i.Question)))),
            var many => t.AsksAboutMany(many),
        };
        var whom = schedule.Asks.Partners.Count switch
        {
            0 => t.AsksAllPartners,
            <= named => t.AsksPartners(string.Join(", ", schedule.Asks.Partners.Select(p => Short(initiative.Partner(p)?.Name ?? p)))),
            var many => t.AsksManyPartners(many),
        };
        return $"{what} {whom}";
    }

    private static IEnumerable<Element> Dates(Timetable timetable, FollowedSchedule followed, int count, Texts t)
    {
        var zone = TimeZones.Of(followed.Schedule.TimeZone);
        return timetable.Coming(followed).Take(count).Select(o => new TextBlock(
            t.OpenUntil(o.Date.OnWeekdayOfYear(t.Culture), o.Closes.InZone(zone).OnWeekdayAtTime(t.Culture)))
        { Spacing = Spacing.Small });
    }

    private static string Short(string text) => PeoplesWords.Shorten(text, ScheduleForm.LongestChoice);
}
