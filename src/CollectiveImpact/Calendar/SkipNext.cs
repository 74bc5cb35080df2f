using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using NodaTime.Text;

namespace CollectiveImpact.Calendar;

/// <summary>Backbone staff pass over the next date of a check-in; a round that is open stays open.</summary>
public sealed class SkipNext(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var timetable = await clock.Get();
        var (followed, instead) = WhichRound.Scheduled(timetable, turn, here, "skip next");
        return followed is null
            ? instead ?? Reply.Says("No check-in is scheduled, so there is none to skip. Say \"schedule\" to have one.")
            : await SkipDate.Skip(clock, here.Initiative, followed.Schedule.Id, timetable.Coming(followed).First().Date, turn.Culture);
    }
}

/// <summary>The button that passes over a date; pressed twice, it passes over that date only.</summary>
public sealed class SkipDate(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        return SkipCard.Read(turn.Form) is var (schedule, date)
            ? await Skip(clock, here.Initiative, schedule, date, turn.Culture)
            : Reply.Says("I can't find this date any more. Say \"schedule\" for the next ones.");
    }

    internal static async Task<Reply> Skip(IClockGrain clock, Initiative initiative, string schedule, LocalDate date, CultureInfo culture)
    {
        var timetable = await clock.Skip(schedule, date, skips: true);
        return timetable.Find(schedule) is { } followed && followed.Skipped.Contains(date)
            ? Reply.Shows(SkipCard.Skipped(initiative, timetable, followed, date, culture))
            : SkipCard.TooLate;
    }
}

/// <summary>A date that was to be passed over is asked after all.</summary>
public sealed class AskAfterAll(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (SkipCard.Read(turn.Form) is not var (schedule, date))
        {
            return SkipCard.TooLate;
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Skip(schedule, date, skips: false);
        return timetable.Find(schedule) is { } followed && followed.Through < date
            ? Reply.Shows(ScheduleCard.Show(here.Initiative, timetable, turn.Culture))
            : SkipCard.TooLate;
    }
}

/// <summary>Draws what was skipped.</summary>
public static class SkipCard
{
    public const string SkipVerb = "calendar.skip";
    public const string AskVerb = "calendar.ask";

    private const string ScheduleField = "schedule";
    private const string DateField = "on";

    internal static Reply TooLate => Reply.Says("That date has come already, or there is no such check-in any more. Say \"schedule\" for the next ones.");

    public static (string Schedule, LocalDate Date)? Read(Form form) =>
        Choices.ReadDay(form[DateField]) is { } date && form.Has(ScheduleField) ? (form[ScheduleField], date) : null;

    public static AdaptiveCard Skipped(Initiative initiative, Timetable timetable, FollowedSchedule followed, LocalDate date, CultureInfo culture)
    {
        var (skipped, next) = (InWords(date, culture), InWords(timetable.Coming(followed).First().Date, culture));
        return new AdaptiveCard
        {
            FallbackText = $"{skipped} is skipped.",
            Body =
            [
                new TextBlock($"{skipped} is skipped") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of($"{initiative.Name} · {followed.Schedule.Name}", isSubtle: true),
                new TextBlock($"Nobody is asked then. The next one opens on {next}."),
            ],
            Actions = [Button(AskVerb, $"Ask on {date.ToString("d MMMM", culture)} after all", initiative, followed.Schedule.Id, date)],
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

    private static string InWords(LocalDate date, CultureInfo culture) => date.ToString("dddd d MMMM yyyy", culture);
}
