using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Schedules;

/// <summary>Backbone staff pass over the next date of a check-in; a round that is open stays open.</summary>
public sealed class SkipNext(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var timetable = await clock.Get();
        var (followed, instead) = WhichRound.Scheduled(timetable, turn, here, Spoken.SkipNext);
        return followed is null
            ? instead ?? Reply.Says(new Texts(turn.Culture).NoneToSkip)
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
            : Reply.Says(new Texts(turn.Culture).DateNotFound);
    }

    internal static async Task<Reply> Skip(IClockGrain clock, Initiative initiative, string schedule, LocalDate date, CultureInfo culture)
    {
        var timetable = await clock.Skip(schedule, date, skips: true);
        return timetable.Find(schedule) is { } followed && followed.Skipped.Contains(date)
            ? Reply.Shows(SkipCard.Skipped(initiative, timetable, followed, date, culture))
            : SkipCard.TooLate(culture);
    }
}

/// <summary>A date that was to be passed over is asked after all.</summary>
public sealed class AskAfterAll(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (SkipCard.Read(turn.Form) is not var (schedule, date))
        {
            return SkipCard.TooLate(turn.Culture);
        }

        var timetable = await grains.GetGrain<IClockGrain>(here.Initiative.Id).Skip(schedule, date, skips: false);
        return timetable.Find(schedule) is { } followed && followed.Through < date
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
            Actions = [Button(AskVerb, t.AskAfterAll(date.ToString("d MMMM", culture)), initiative, followed.Schedule.Id, date)],
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
