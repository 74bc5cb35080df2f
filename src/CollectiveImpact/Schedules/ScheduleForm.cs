using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Schedules;

/// <summary>The form that adds a check-in or changes when one comes back.</summary>
public static class ScheduleForm
{
    public const string WriteVerb = "calendar.write";
    public const string PreviewVerb = "calendar.preview";
    public const string SaveVerb = "calendar.save";

    /// <summary>Of what people are asked, and who they are, in a choice or a sentence.</summary>
    internal const int LongestChoice = 60;

    internal const string IdField = "schedule";

    private const string NameField = "name";
    private const string OftenField = "often";
    private const string DaysField = "days";
    private const string InMonthField = "inmonth";
    private const string TimeField = "time";
    private const string ClosesField = "closes";
    private const string RemindsField = "reminds";
    private const string DigestField = "digest";
    private const string IndicatorsField = "indicators";
    private const int LongestName = 60;
    private const int LongestNumber = 100;
    private static readonly int[] Reminders = [1, 2, 3, 5, 7, 14];

    private static readonly Recurrence[] Often =
    [
        .. Enumerable.Range(1, 4).Select(weeks => new Recurrence(Frequency.Weekly, weeks, [], DayInMonth.First)),
        new(Frequency.Monthly, 1, [], DayInMonth.First),
        new(Frequency.Quarterly, 1, [], DayInMonth.First),
    ];

    /// <summary>The check-in that a button or form is about; empty for a new one.</summary>
    public static string IdOf(Form form) => form[IdField];

    /// <summary>Whether the form carries what somebody typed, and not only which check-in to change.</summary>
    public static bool IsTyped(Form form) => form.Has(OftenField);

    /// <returns>The schedule, or what is wrong with each field.</returns>
    public static (Schedule? Schedule, IReadOnlyDictionary<string, string> Faults) Read(
        Form form, Initiative initiative, Timetable timetable, IReadOnlyList<Indicator> indicators, Instant now, CultureInfo culture)
    {
        var t = new Texts(culture);
        var before = timetable.Find(IdOf(form))?.Schedule;
        var others = timetable.Schedules.Select(s => s.Schedule).Where(s => s != before).ToArray();
        var usual = Schedule.Usual(initiative, now);
        var (schedule, faults) = Fields(initiative, indicators, before, t).Read(form, usual with { Name = "" });
        if (form.Has(IdField) && before is null)
        {
            faults[NameField] = t.FormOfWhatIsGone;
        }
        else if (!faults.ContainsKey(NameField))
        {
            if (Array.Exists(others, o => Codes.Slug(o.Name) == Codes.Slug(schedule.Name) || o.Id == Codes.Slug(schedule.Name)))
            {
                faults[NameField] = t.NameTaken;
            }
            else if (before is null && others.Length >= ScheduleCard.MostSchedules)
            {
                faults[NameField] = t.TooManyCheckIns(ScheduleCard.MostSchedules);
            }
        }

        var recurs = faults.ContainsKey(OftenField) || faults.ContainsKey(DaysField) || faults.ContainsKey(InMonthField) ? null : schedule.Recurs;
        var longest = Math.Min(Schedule.LongestOpenDays, recurs is null ? Schedule.LongestOpenDays : recurs.ShortestGap(usual.StartsOn) - 1);
        var closes = faults.Remove(ClosesField) ? 0 : schedule.ClosesAfterDays;
        if (longest < 1)
        {
            faults[DaysField] = t.LeaveADay;
        }
        else if (closes < 1 || closes > longest)
        {
            faults[ClosesField] = t.ClosesWithin(longest);
        }

        if (closes > 0 && !faults.ContainsKey(RemindsField) && schedule.RemindDaysBefore.Any(d => d >= closes))
        {
            faults[RemindsField] = t.RemindsTooEarly;
        }

        if (recurs is not null && others.Where(o => o.Recurs.Frequency == recurs.Frequency).FirstOrDefault(o => o.Asks.Indicators.Intersect(schedule.Asks.Indicators).Any()) is { } twice)
        {
            var indicator = indicators.First(i => twice.Asks.Indicators.Contains(i.Id) && schedule.Asks.Indicators.Contains(i.Id));
            faults[IndicatorsField] = t.AskedTwice(indicator.Question, twice.Name);
        }

        return (faults.Count > 0 ? null : schedule with { Id = before?.Id ?? (others.Length == 0 ? Schedule.UsualId : Codes.Slug(schedule.Name)) }, faults);
    }

    /// <param name="isNew">Whether it is added, and not changed.</param>
    public static AdaptiveCard Of(Initiative initiative, Schedule schedule, bool isNew, IReadOnlyList<Indicator> indicators, CultureInfo culture) => Again(
        initiative,
        new Form(DataOf(initiative, schedule, isNew ? "" : schedule.Id, indicators, culture)),
        new Dictionary<string, string>(),
        indicators,
        culture);

    public static AdaptiveCard Again(Initiative initiative, Form typed, IReadOnlyDictionary<string, string> faults, IReadOnlyList<Indicator> indicators, CultureInfo culture)
    {
        var t = new Texts(culture);
        var form = Fields(initiative, indicators, null, t);
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(typed, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.FormInShort,
                Body = [Heading.Of(t.WhenDoWeAsk), RichTextBlock.Of($"{initiative.Name} · {t.ClosesInTheTimeOf(TimeZones.InWords(initiative.TimeZone, t.Culture))}", isSubtle: true), .. drawn.Body],
                Actions =
                [
                    new Execute(PreviewVerb, drawn.With((Conversation.InitiativeField, initiative.Id), (IdField, IdOf(typed)))) { Title = t.SeeDates, Style = ActionStyle.Positive },
                ],
            };
        });
    }

    /// <summary>A schedule as the form's fields hold it.</summary>
    /// <param name="id">Empty for a new one.</param>
    internal static Dictionary<string, string> DataOf(Initiative initiative, Schedule schedule, string id, IReadOnlyList<Indicator> indicators, CultureInfo culture) =>
        new(Fields(initiative, indicators, schedule, new Texts(culture)).Of(schedule).Fields.Prepend(KeyValuePair.Create(IdField, id)));

    /// <param name="before">The one that is changed, if any: what it has may stay.</param>
    private static Form<Schedule> Fields(Initiative initiative, IReadOnlyList<Indicator> indicators, Schedule? before, Texts t) => new(t.Culture,
    [
        new TextField<Schedule>(NameField, t.Name, s => s.Name, (s, name) => s with { Name = name }) { Longest = LongestName, Required = t.NameMissing },
        new ChoiceField<Schedule>(
            OftenField,
            t.HowOften,
            [.. Often.Select(o => new Choice(InWords(o, t), OftenOf(o)))],
            s => OftenOf(s.Recurs),
            (s, often) => ReadOften(often ?? "") is var (frequency, every) ? s with { Recurs = s.Recurs with { Frequency = frequency, Every = every } } : s)
        { Accepts = often => ReadOften(often) is not null, Required = t.HowOftenMissing },
        new MultiChoiceField<Schedule>(
            DaysField,
            t.OnDays,
            [.. Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None).Select(d => new Choice(InWords(d, t), d.ToString()))],
            s => [.. s.Recurs.Days.Select(d => d.ToString())],
            (s, days) => s with { Recurs = s.Recurs with { Days = [.. days.Select(d => Enum.Parse<IsoDayOfWeek>(d)).Order()] } })
        { IsShort = true, Required = t.DayMissing, NotOffered = t.DayMissing },
        new ChoiceField<Schedule>(
            InMonthField,
            t.WhichDayInMonth,
            [.. DayInMonth.All.Select(d => new Choice(InWords(d, t), d.ToString()))],
            s => s.Recurs.InMonth.ToString(),
            (s, day) => s with { Recurs = s.Recurs with { InMonth = DayInMonth.Read(day ?? "") ?? DayInMonth.First } }),
        new TimeField<Schedule>(TimeField, t.At, s => s.At, (s, at) => s with { At = at!.Value }) { Required = t.WriteTheTime, NotATime = t.NotATime },
        new TextField<Schedule>(
            ClosesField,
            t.ClosesAfter,
            s => s.ClosesAfterDays.ToString(CultureInfo.InvariantCulture),
            (s, days) => s with { ClosesAfterDays = int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0 })
        { Longest = LongestNumber, Required = t.ClosesAfterMissing },
        new MultiChoiceField<Schedule>(
            RemindsField,
            t.Remind,
            [.. Reminders.Select(r => new Choice(t.BeforeItCloses(r), r.ToString(CultureInfo.InvariantCulture)))],
            s => [.. s.RemindDaysBefore.Select(d => d.ToString(CultureInfo.InvariantCulture))],
            (s, days) => s with { RemindDaysBefore = [.. days.Select(d => int.Parse(d, CultureInfo.InvariantCulture)).Distinct().OrderDescending()] })
        { IsShort = true, Accepts = days => before?.RemindDaysBefore.Any(d => d.ToString(CultureInfo.InvariantCulture) == days) == true },

        new TimeField<Schedule>(DigestField, t.DigestWaitsUntil, s => s.DigestAt, (s, at) => s with { DigestAt = at }) { NotATime = t.NotATime },

        // What has gone since the check-in was made goes from it too.
        new MultiChoiceField<Schedule>(
            IndicatorsField,
            t.AskOnlyAbout,
            [.. indicators.Where(i => !i.Retired).Select(i => new Choice(PeoplesWords.Shorten(i.Question, LongestChoice), i.Id))],
            s => s.Asks.Indicators,
            (s, chosen) => s with { Asks = s.Asks with { Indicators = [.. chosen.Where(c => indicators.Any(i => i.Id == c))] } })
        { Accepts = id => indicators.Any(i => i.Id == id) || before?.Asks.Indicators.Contains(id) == true },
        new MultiChoiceField<Schedule>(
            "partners",
            t.AskOnly,
            [.. initiative.OwnPartners.Select(p => new Choice(PeoplesWords.Shorten(p.Name, LongestChoice), p.Id))],
            s => [.. s.Asks.Partners],
            (s, chosen) => s with { Asks = s.Asks with { Partners = [.. chosen.Select(c => new PartnerId(c)).Where(c => initiative.Partner(c) is not null)] } })
        { Accepts = id => before?.Asks.Partners.Contains(new(id)) == true },
    ]);

    private static string OftenOf(Recurrence recurs) => string.Create(CultureInfo.InvariantCulture, $"{recurs.Frequency} {recurs.Every}");

    private static (Frequency Frequency, int Every)? ReadOften(string often) =>
        often.Split(' ') is [var name, var number] && EnumNames.Read<Frequency>(name) is { } frequency
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var every) && every is >= 1 and <= Recurrence.MostWeeks
            ? (frequency, frequency == Frequency.Weekly ? every : 1)
            : null;

    private static string InWords(Recurrence often, Texts t) => often.Frequency switch
    {
        Frequency.Weekly => t.WeeksChoice(often.Every),
        Frequency.Monthly => t.EveryMonth,
        _ => t.EveryQuarter,
    };

    private static string InWords(IsoDayOfWeek day, Texts t) => day switch
    {
        IsoDayOfWeek.Monday => t.Monday,
        IsoDayOfWeek.Tuesday => t.Tuesday,
        IsoDayOfWeek.Wednesday => t.Wednesday,
        IsoDayOfWeek.Thursday => t.Thursday,
        IsoDayOfWeek.Friday => t.Friday,
        IsoDayOfWeek.Saturday => t.Saturday,
        _ => t.Sunday,
    };

    private static string InWords(DayInMonth day, Texts t) => day switch
    {
        { Kind: DayKind.Weekday, Count: 1 } => t.TheFirstOfTheDay,
        { Kind: DayKind.Weekday, Count: 2 } => t.TheSecondOfTheDay,
        { Kind: DayKind.Weekday, Count: 3 } => t.TheThirdOfTheDay,
        { Kind: DayKind.Weekday, Count: 4 } => t.TheFourthOfTheDay,
        { Kind: DayKind.Weekday } => t.TheLastOfTheDay,
        { Kind: DayKind.WorkingDay, Count: > 0 } => t.TheFirstWorkingDay,
        { Kind: DayKind.WorkingDay } => t.TheLastWorkingDay,
        { Count: > 0 } => t.TheDateOfTheMonth(day.Count),
        _ => t.TheLastDayOfTheMonth,
    };
}

/// <summary>A time of day as people type it; none where it isn't required.</summary>
internal sealed record TimeField<T>(string Name, string Label, Func<T, LocalTime?> Get, Func<T, LocalTime?, T> Set) : Field<T>(Name, Label)
{
    /// <summary>What is said when it can't be read.</summary>
    public required string NotATime { get; init; }

    public override string Put(T subject, CultureInfo culture) => Get(subject)?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    public override T Read(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture)
    {
        if (Required is null && typed[Name].Trim().Length == 0)
        {
            return Set(subject, null);
        }

        if (SpokenTimes.Read(typed[Name]) is { } time)
        {
            return Set(subject, time);
        }

        faults[Name] = NotATime;
        return subject;
    }

    public override Input Input(Form shown, Room room, CultureInfo culture) => new TextInput { Id = Name, Label = Label, Value = shown.Has(Name) ? shown[Name] : null };
}
