using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using NodaTime.Text;

namespace CollectiveImpact.Scheduling;

/// <summary>Draws the schedule and its form, and reads that form back.</summary>
public static class ScheduleCard
{
    public const string ChangeVerb = "scheduling.change";
    public const string SaveVerb = "scheduling.save";

    private const string FrequencyField = "frequency";
    private const string DayField = "day";
    private const string TimeField = "time";
    private const string ClosesField = "closes";
    private const string RemindsField = "reminds";
    private const string Never = "never";
    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("H:mm");

    /// <summary>What most initiatives want: Monday at nine, three days, a reminder the day before.</summary>
    public static Schedule Usual(Initiative initiative, Instant now) => new(
        Frequency.Weekly, IsoDayOfWeek.Monday, new LocalTime(9, 0), initiative.TimeZone, 3, 1, Today(initiative, now));

    public static (Schedule? Schedule, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, Instant now)
    {
        var faults = new Dictionary<string, string>();
        if (!Enum.TryParse<Frequency>(form[FrequencyField], out var frequency) || !Enum.IsDefined(frequency))
        {
            faults[FrequencyField] = "Please choose how often.";
        }

        if (!Enum.TryParse<IsoDayOfWeek>(form[DayField], out var day) || day == IsoDayOfWeek.None || !Enum.IsDefined(day))
        {
            faults[DayField] = "Please choose a day.";
        }

        var time = TimePattern.Parse(form[TimeField].Replace('.', ':'));
        if (!time.Success)
        {
            faults[TimeField] = "Write the time like 09:00.";
        }

        var longest = frequency == Frequency.Weekly ? 6 : frequency == Frequency.Fortnightly ? 13 : Schedule.LongestOpenDays;
        if (!int.TryParse(form[ClosesField], NumberStyles.None, CultureInfo.InvariantCulture, out var closes) || closes < 1 || closes > longest)
        {
            faults[ClosesField] = $"Between 1 and {longest} days, so that it has closed before the next one opens.";
        }

        int? reminds = null;
        if (form[RemindsField] is not ("" or Never))
        {
            if (!int.TryParse(form[RemindsField], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days < 1 || (closes > 0 && days >= closes))
            {
                faults[RemindsField] = "The reminder comes after the opening and before the close, so it needs fewer days than the check-in is open.";
            }
            else
            {
                reminds = days;
            }
        }

        return faults.Count > 0
            ? (null, faults)
            : (new Schedule(frequency, day, time.Value, initiative.TimeZone, closes, reminds, Today(initiative, now)), faults);
    }

    public static AdaptiveCard Show(Initiative initiative, Schedule schedule, Instant now, CultureInfo culture)
    {
        const int shown = 4;
        var zone = DateTimeZoneProviders.Tzdb[schedule.TimeZone];
        return new AdaptiveCard
        {
            FallbackText = $"The check-in opens {schedule.InWords(culture)}.",
            Body =
            [
                new TextBlock("When we ask") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of($"{initiative.Name} · times of {schedule.TimeZone}", isSubtle: true),
                new TextBlock(ConversationCards.Capital(schedule.InWords(culture)) + "."),
                new TextBlock("The next times:") { Weight = TextWeight.Bolder },
                .. schedule.After(now).Take(shown).Select(o => new TextBlock(
                    $"{o.Opens.InZone(zone).ToString("dddd d MMMM yyyy HH:mm", culture)}, until {o.Closes.InZone(zone).ToString("dddd d MMMM HH:mm", culture)}") { Spacing = Spacing.Small }),
            ],
            Actions =
            [
                new Execute(ChangeVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id }) { Title = "Change schedule", AssociatedInputs = AssociatedInputs.None },
            ],
        };
    }

    public static AdaptiveCard Form(Initiative initiative, Schedule schedule) => Draw(
        initiative,
        new Form(new Dictionary<string, string>
        {
            [FrequencyField] = schedule.Frequency.ToString(),
            [DayField] = schedule.Day.ToString(),
            [TimeField] = schedule.At.ToString("HH:mm", CultureInfo.InvariantCulture),
            [ClosesField] = schedule.ClosesAfterDays.ToString(CultureInfo.InvariantCulture),
            [RemindsField] = schedule.RemindDaysBefore?.ToString(CultureInfo.InvariantCulture) ?? Never,
        }),
        new Dictionary<string, string>());

    public static AdaptiveCard FormAgain(Initiative initiative, Form typed, IReadOnlyDictionary<string, string> faults) => Draw(initiative, typed, faults);

    private static AdaptiveCard Draw(Initiative initiative, Form fields, IReadOnlyDictionary<string, string> faults)
    {
        var body = new List<Element>
        {
            new TextBlock("When do we ask?") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{initiative.Name} · times of {initiative.TimeZone}", isSubtle: true),
        };
        Add(FrequencyField, new ChoiceInput(
        [
            new Choice("Every week", nameof(Frequency.Weekly)),
            new Choice("Every two weeks", nameof(Frequency.Fortnightly)),
            new Choice("Every month", nameof(Frequency.Monthly)),
            new Choice("Every quarter", nameof(Frequency.Quarterly)),
        ])
        {
            Id = FrequencyField,
            Label = "How often",
            Value = fields[FrequencyField],
            IsRequired = true,
            ErrorMessage = "Please choose how often.",
        });
        Add(DayField, new ChoiceInput([.. Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None).Select(d => new Choice(d.ToString(), d.ToString()))])
        {
            Id = DayField,
            Label = "On",
            Value = fields[DayField],
            IsRequired = true,
            ErrorMessage = "Please choose a day.",
        });
        Add(TimeField, new TextInput { Id = TimeField, Label = "At", Value = fields[TimeField], IsRequired = true, ErrorMessage = "Write the time like 09:00." });
        Add(ClosesField, new TextInput { Id = ClosesField, Label = "Closes after how many days", Value = fields[ClosesField], IsRequired = true, ErrorMessage = "After how many days does it close?" });
        Add(RemindsField, new ChoiceInput(
        [
            new Choice("The day before it closes", "1"),
            new Choice("Two days before it closes", "2"),
            new Choice("Three days before it closes", "3"),
            new Choice("Never", Never),
        ])
        {
            Id = RemindsField,
            Label = "Remind those missing",
            Value = fields[RemindsField],
        });
        return new AdaptiveCard
        {
            FallbackText = "The schedule's form",
            Body = body,
            Actions = [new Execute(SaveVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id }) { Title = "Save", Style = ActionStyle.Positive }],
        };

        void Add(string field, Element input)
        {
            body.Add(input);
            body.AddRange(FieldFaults.At(field, faults));
        }
    }

    private static LocalDate Today(Initiative initiative, Instant now) => now.InZone(DateTimeZoneProviders.Tzdb[initiative.TimeZone]).Date;
}
