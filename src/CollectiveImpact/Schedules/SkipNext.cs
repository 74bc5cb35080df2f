using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using NodaTime.Text;

namespace CollectiveImpact.Schedules;

/// <summary>Backbone staff pass over the next date of a check-in; a round that is open stays open.</summary>
public sealed class SkipNext(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var timetable = await clock.Get();
        var (followed, instead) = WhichRound.Scheduled(timetable, turn, here, Spoken.SkipNext);
        return followed is null
            ? instead ?? Reply.Says(new Texts(turn.Culture).NoneToSkip)
            : await SkipDate.Skip(clock, audit, turn, here, followed.Schedule.Id, timetable.Coming(followed).First().Date, cancel);
    }
}

/// <summary>The button that passes over a date; pressed twice, it passes over that date only.</summary>
public sealed class SkipDate(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        return SkipCard.Read(turn.Form) is var (schedule, date)
            ? await Skip(clock, audit, turn, here, schedule, date, cancel)
            : Reply.Says(new Texts(turn.Culture).DateNotFound);
    }

    internal static async Task<Reply> Skip(IClockGrain clock, AuditLog audit, Turn turn, Here here, string schedule, LocalDate date, CancellationToken cancel)
    {
        var before = (await clock.Get()).Find(schedule);
        var timetable = await clock.Skip(schedule, date, skips: true);
        if (timetable.Find(schedule) is not { } followed || !followed.Skipped.Contains(date))
        {
            return SkipCard.TooLate(turn.Culture);
        }

        if (before?.Skipped.Contains(date) == false)
        {
            await audit.Keep(turn, here, ActKind.DateSkipped, AuditLog.About("schedule", schedule), followed.Schedule.Name, LocalDatePattern.Iso.Format(date), cancel: cancel);
        }

        return Reply.Shows(SkipCard.Skipped(here.Initiative, timetable, followed, date, turn.Culture));
    }
}

/// <summary>A date that was to be passed over is asked after all.</summary>
public sealed class AskAfterAll(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (SkipCard.Read(turn.Form) is not var (schedule, date))
        {
            return SkipCard.TooLate(turn.Culture);
        }

        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var wasSkipped = (await clock.Get()).Find(schedule)?.Skipped.Contains(date) == true;
        var timetable = await clock.Skip(schedule, date, skips: false);
        var followed = timetable.Find(schedule);
        if (wasSkipped && followed?.Skipped.Contains(date) == false)
        {
            await audit.Keep(turn, here, ActKind.DateAskedAfterAll, AuditLog.About("schedule", schedule), followed.Schedule.Name, LocalDatePattern.Iso.Format(date), cancel: cancel);
        }

        return followed?.Through < date
            ? Reply.Shows(ScheduleCard.Show(here.Initiative, timetable, turn.Culture))
            : SkipCard.TooLate(turn.Culture);
    }
}

/// <summary>Draws what was skipped.</summary>
public static class SkipCard
{
    public const string SkipVerb = "calendar.skip";
    public const string AskVerb = "calendar.ask";

    private const string ScheduleField = "schedule";
    private const string DateField = "on";

    internal static Reply TooLate(CultureInfo culture) => Reply.Says(new Texts(culture).DateTooLate);

    public static (string Schedule, LocalDate Date)? Read(Form form) =>
        Cards.Fields.DateField.Read(form[DateField]) is { } date && form.Has(ScheduleField) ? (form[ScheduleField], date) : null;

    public static AdaptiveCard Skipped(Initiative initiative, Timetable timetable, FollowedSchedule followed, LocalDate date, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (skipped, next) = (InWords(date, culture), InWords(timetable.Coming(followed).First().Date, culture));
        return new AdaptiveCard
        {
            FallbackText = t.IsSkippedInShort(skipped),
            Body =
            [
                Heading.Of(t.IsSkipped(skipped)),
                RichTextBlock.Of($"{initiative.Name} · {followed.Schedule.Name}", isSubtle: true),
                new TextBlock(t.NobodyIsAsked(next)),
            ],
            Actions = [Button(AskVerb, t.AskAfterAll(date.OnDay(culture)), initiative, followed.Schedule.Id, date)],
        };
    }

    internal static Execute Button(string verb, string title, Initiative initiative, string schedule, LocalDate date) => new(verb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative.Id,
        [ScheduleField] = schedule,
        // A whole ISO date-time would be read as one on its way; a date alone stays as it is.
        [DateField] = LocalDatePattern.Iso.Format(date),
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };

    private static string InWords(LocalDate date, CultureInfo culture) => date.OnWeekdayOfYear(culture);
}
