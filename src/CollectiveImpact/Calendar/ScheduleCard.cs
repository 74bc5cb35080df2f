using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Calendar;

/// <summary>Draws the schedules, the form of one and the dates that follow from it, and reads that form back.</summary>
public static class ScheduleCard
{
    public const string WriteVerb = "calendar.write";
    public const string PreviewVerb = "calendar.preview";
    public const string SaveVerb = "calendar.save";
    public const string StopVerb = "calendar.stop";

    /// <summary>How many check-ins an initiative has at most.</summary>
    public const int MostSchedules = 10;

    private const string IdField = "schedule";
    private const string NameField = "name";
    private const string OftenField = "often";
    private const string DaysField = "days";
    private const string InMonthField = "inmonth";
    private const string TimeField = "time";
    private const string ClosesField = "closes";
    private const string RemindsField = "reminds";
    private const string IndicatorsField = "indicators";
    private const string PartnersField = "partners";
    private const int LongestName = 60;
    private const int ShownDates = 5;
    private static readonly int[] Reminders = [1, 2, 3, 5, 7, 14];

    /// <summary>The check-in that a button or form is about; empty for a new one.</summary>
    public static string IdOf(Form form) => form[IdField];

    /// <summary>Whether the form carries what somebody typed, and not only which check-in to change.</summary>
    public static bool IsTyped(Form form) => form.Has(OftenField);

    /// <returns>The schedule, or what is wrong with each field.</returns>
    public static (Schedule? Schedule, IReadOnlyDictionary<string, string> Faults) Read(
        Form form, Initiative initiative, Timetable timetable, IReadOnlyList<Indicator> indicators, Instant now)
    {
        var faults = new Dictionary<string, string>();
        var name = form[NameField];
        var before = timetable.Find(form[IdField]);
        if (form.Has(IdField) && before is null)
        {
            faults[NameField] = "The check-in that this form is about isn't there any more. Say \"schedule\" for those that there are.";
        }

        var others = timetable.Schedules.Where(s => s != before).Select(s => s.Schedule).ToArray();
        if (faults.Count > 0)
        {
            // Said already, and all else is of no use.
        }
        else if (name.Length is 0 or > LongestName)
        {
            faults[NameField] = name.Length == 0 ? "What do people call it?" : $"Please keep it to {LongestName} characters; this has {name.Length}.";
        }
        else if (Array.Exists(others, o => Codes.Slug(o.Name) == Codes.Slug(name) || o.Id == Codes.Slug(name)))
        {
            faults[NameField] = "There is a check-in of this name already.";
        }
        else if (before is null && others.Length >= MostSchedules)
        {
            faults[NameField] = $"An initiative has at most {MostSchedules} check-ins; more would be too many for those who answer.";
        }

        var recurs = ReadRecurrence(form, faults);
        var time = SpokenTimes.Read(form[TimeField]);
        if (time is null)
        {
            faults[TimeField] = "Write the time like 09:00 or 9:00 AM.";
        }

        var starts = now.InZone(TimeZones.Of(initiative.TimeZone)).Date;
        var longest = Math.Min(Schedule.LongestOpenDays, recurs is null ? Schedule.LongestOpenDays : recurs.ShortestGap(starts) - 1);
        var closes = form.Number(ClosesField) ?? 0;
        if (longest < 1)
        {
            faults[DaysField] = "Please leave a day between two of them, so that one has closed before the next opens.";
        }
        else if (closes < 1 || closes > longest)
        {
            faults[ClosesField] = longest == 1 ? "1 day, so that it has closed before the next one opens." : $"Between 1 and {longest} days, so that it has closed before the next one opens.";
        }

        var reminds = new List<int>();
        foreach (var part in form.Several(RemindsField, Reminders.Concat(before?.Schedule.RemindDaysBefore ?? []).Select(d => d.ToString(CultureInfo.InvariantCulture)), faults))
        {
            var remind = int.Parse(part, CultureInfo.InvariantCulture);
            if (closes > 0 && remind >= closes)
            {
                faults[RemindsField] = "A reminder comes after the opening and before the close, so it needs fewer days than the check-in is open.";
            }
            else
            {
                reminds.Add(remind);
            }
        }

        var asks = new Scope(
            // What has gone since the check-in was made goes from it too.
            [.. form.Several(IndicatorsField, indicators.Select(i => i.Id).Concat(before?.Schedule.Asks.Indicators ?? []), faults).Where(i => indicators.Any(k => k.Id == i))],
            [.. form.Several(PartnersField, initiative.Partners.Select(p => p.Id).Concat(before?.Schedule.Asks.Partners ?? []), faults).Where(p => initiative.Partner(p) is not null)]);
        if (recurs is not null && others.Where(o => o.Recurs.Frequency == recurs.Frequency).FirstOrDefault(o => o.Asks.Indicators.Intersect(asks.Indicators).Any()) is { } twice)
        {
            var indicator = indicators.First(i => twice.Asks.Indicators.Contains(i.Id) && asks.Indicators.Contains(i.Id));
            faults[IndicatorsField] = $"“{indicator.Question}” is asked in {twice.Name} for the same time already; one of the two must leave it out.";
        }

        return faults.Count > 0
            ? (null, faults)
            : (new Schedule(
                before?.Schedule.Id ?? (others.Length == 0 ? Schedule.UsualId : Codes.Slug(name)),
                name, recurs!, time!.Value, initiative.TimeZone, closes, [.. reminds.Distinct().OrderDescending()], asks, starts), faults);
    }

    /// <summary>All check-ins of the initiative, each in words and with its next dates.</summary>
    public static AdaptiveCard Show(Initiative initiative, Timetable timetable, CultureInfo culture) =>
        CardJson.FirstThatFits(new[] { ShownDates, 3, 1 }.Select(dates => DrawAll(initiative, timetable, culture, dates)));

    /// <summary>What follows from what was typed, before it is saved.</summary>
    public static AdaptiveCard Preview(
        Initiative initiative, Timetable timetable, Schedule schedule, Form typed, IReadOnlyList<Indicator> indicators, Instant now, CultureInfo culture)
    {
        var followed = timetable.Following(schedule, now).Find(schedule.Id)!;
        var data = FieldsOf(schedule, IdOf(typed));
        data[Conversation.InitiativeField] = initiative.Id;
        var body = new List<Element>
        {
            new TextBlock("Is this right?") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{initiative.Name} · {schedule.Name}", isSubtle: true),
        };
        body.AddRange(InWords(schedule, culture));
        body.Add(RichTextBlock.Of(Asked(schedule, initiative, indicators)));
        body.Add(new TextBlock("The next times:") { Weight = TextWeight.Bolder });
        body.AddRange(Dates(timetable, followed, culture, ShownDates));
        if (timetable.Running.FirstOrDefault(r => r.Schedule == schedule.Id) is { } open)
        {
            body.Add(new TextBlock($"The one that is open now stays open until {open.ClosesAt.InZone(TimeZones.Of(initiative.TimeZone)).ToString("dddd d MMMM HH:mm", culture)}, and nobody is asked again."));
        }

        return new AdaptiveCard
        {
            FallbackText = $"{schedule.Name} opens {schedule.InWords(culture)}.",
            Body = body,
            Actions =
            [
                new Execute(SaveVerb, data) { Title = "Save", Style = ActionStyle.Positive, AssociatedInputs = AssociatedInputs.None },
                new Execute(WriteVerb, data) { Title = "Change it", AssociatedInputs = AssociatedInputs.None },
            ],
        };
    }

    /// <param name="isNew">Whether it is the initiative's first.</param>
    public static AdaptiveCard Form(Initiative initiative, Schedule schedule, bool isNew, IReadOnlyList<Indicator> indicators) => Draw(
        initiative,
        new Form(FieldsOf(schedule, isNew ? "" : schedule.Id)),
        new Dictionary<string, string>(),
        indicators);

    public static AdaptiveCard FormAgain(Initiative initiative, Form typed, IReadOnlyDictionary<string, string> faults, IReadOnlyList<Indicator> indicators) =>
        Draw(initiative, typed, faults, indicators);

    private static Dictionary<string, string> FieldsOf(Schedule schedule, string id) => new()
    {
        [IdField] = id,
        [NameField] = schedule.Name,
        [OftenField] = OftenOf(schedule.Recurs),
        [DaysField] = string.Join(',', schedule.Recurs.Days),
        [InMonthField] = schedule.Recurs.InMonth.ToString(),
        [TimeField] = schedule.At.ToString("HH:mm", CultureInfo.InvariantCulture),
        [ClosesField] = schedule.ClosesAfterDays.ToString(CultureInfo.InvariantCulture),
        [RemindsField] = string.Join(',', schedule.RemindDaysBefore.Select(d => d.ToString(CultureInfo.InvariantCulture))),
        [IndicatorsField] = string.Join(',', schedule.Asks.Indicators),
        [PartnersField] = string.Join(',', schedule.Asks.Partners),
    };

    private static Recurrence? ReadRecurrence(Form form, Dictionary<string, string> faults)
    {
        var days = form.Several(DaysField).Select(d => Names.Read<IsoDayOfWeek>(d) ?? IsoDayOfWeek.None).ToArray();
        if (days.Length == 0 || days.Contains(IsoDayOfWeek.None))
        {
            faults[DaysField] = "Please choose at least one day.";
        }

        var often = form[OftenField].Split(' ');
        if (often.Length != 2 || Names.Read<Frequency>(often[0]) is not { } frequency
            || !int.TryParse(often[1], NumberStyles.None, CultureInfo.InvariantCulture, out var every) || every < 1 || every > Recurrence.MostWeeks)
        {
            faults[OftenField] = "Please choose how often.";
            return null;
        }

        var inMonth = form.One(InMonthField, DayInMonth.All.Select(d => d.ToString()), faults) is { } chosen ? DayInMonth.Read(chosen)! : DayInMonth.First;
        return faults.ContainsKey(DaysField) || faults.ContainsKey(InMonthField) ? null : new Recurrence(frequency, frequency == Frequency.Weekly ? every : 1, [.. days.Order()], inMonth);
    }

    private static AdaptiveCard DrawAll(Initiative initiative, Timetable timetable, CultureInfo culture, int dates)
    {
        var body = new List<Element>
        {
            new TextBlock("When we ask") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(initiative.Name, isSubtle: true),
        };
        foreach (var followed in timetable.Schedules)
        {
            var schedule = followed.Schedule;
            body.Add(RichTextBlock.Of(schedule.Name, TextWeight.Bolder) with { Separator = true });
            body.AddRange(InWords(schedule, culture));
            body.AddRange(Dates(timetable, followed, culture, dates));
            var buttons = new List<CardAction> { About(WriteVerb, "Change schedule") };
            if (followed.Skipped.Count > 0)
            {
                buttons.Add(SkipCard.Button(SkipCard.AskVerb, $"Ask on {followed.Skipped[0].ToString("d MMMM", culture)} after all", initiative, schedule.Id, followed.Skipped[0]));
            }

            var next = timetable.Coming(followed).First().Date;
            buttons.Add(SkipCard.Button(SkipCard.SkipVerb, $"Skip {next.ToString("d MMMM", culture)}", initiative, schedule.Id, next));
            if (timetable.Schedules.Count > 1)
            {
                buttons.Add(About(StopVerb, "End this check-in"));
            }

            body.Add(new ActionSet(buttons));

            Execute About(string verb, string title) => new(verb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [IdField] = schedule.Id })
            {
                Title = title,
                AssociatedInputs = AssociatedInputs.None,
            };
        }

        var data = new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id };
        return new AdaptiveCard
        {
            FallbackText = string.Join(" ", timetable.Schedules.Select(s => $"{s.Schedule.Name} opens {s.Schedule.InWords(culture)}.")),
            Body = body,
            Actions =
            [
                new Execute(WriteVerb, data) { Title = "Add another check-in", AssociatedInputs = AssociatedInputs.None },
                new Execute(PausesCard.ShowVerb, data) { Title = "Days on which nothing opens", AssociatedInputs = AssociatedInputs.None },
            ],
        };
    }

    private static IEnumerable<Element> InWords(Schedule schedule, CultureInfo culture) =>
    [
        new TextBlock(ConversationCards.Capital(schedule.InWords(culture)) + "."),
        new TextBlock($"It opens at {schedule.At.ToString("HH:mm", CultureInfo.InvariantCulture)} where each reporter is, and closes for everyone at {schedule.At.ToString("HH:mm", CultureInfo.InvariantCulture)} in {schedule.TimeZone}.") { IsSubtle = true, Spacing = Spacing.Small },
    ];

    private static string Asked(Schedule schedule, Initiative initiative, IReadOnlyList<Indicator> indicators)
    {
        const int named = 5;
        var what = schedule.Asks.Indicators.Count switch
        {
            0 => "Asks about every indicator that no other check-in has chosen",
            <= named => $"Asks about {string.Join(", ", indicators.Where(i => schedule.Asks.Indicators.Contains(i.Id)).Select(i => Short(i.Question)))}",
            var many => $"Asks about {many} indicators",
        };
        var whom = schedule.Asks.Partners.Count switch
        {
            0 => "all partners",
            <= named => string.Join(", ", schedule.Asks.Partners.Select(p => Short(initiative.Partner(p)?.Name ?? p))),
            var many => $"{many} partners",
        };
        return $"{what}. Asks {whom}.";
    }

    private static IEnumerable<Element> Dates(Timetable timetable, FollowedSchedule followed, CultureInfo culture, int count)
    {
        var zone = TimeZones.Of(followed.Schedule.TimeZone);
        return timetable.Coming(followed).Take(count).Select(o => new TextBlock(
            $"{o.Date.ToString("dddd d MMMM yyyy", culture)}, until {o.Closes.InZone(zone).ToString("dddd d MMMM HH:mm", culture)}")
        { Spacing = Spacing.Small });
    }

    private static AdaptiveCard Draw(Initiative initiative, Form fields, IReadOnlyDictionary<string, string> faults, IReadOnlyList<Indicator> indicators) =>
        CardJson.FirstThatFits(new[] { (40, 60), (40, 0), (0, 0) }.Select(size => Draw(initiative, fields, faults, indicators, size.Item1, size.Item2)));

    private static AdaptiveCard Draw(Initiative initiative, Form fields, IReadOnlyDictionary<string, string> faults, IReadOnlyList<Indicator> indicators, int mostIndicators, int mostPartners)
    {
        var body = new List<Element>
        {
            new TextBlock("When do we ask?") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{initiative.Name} · closes in the time of {initiative.TimeZone}", isSubtle: true),
        };
        Add(NameField, new TextInput { Id = NameField, Label = "What people call it", Value = fields[NameField], IsRequired = true, ErrorMessage = "What do people call it?" });
        Add(OftenField, new ChoiceInput(
        [
            new Choice("Every week", "Weekly 1"),
            new Choice("Every two weeks", "Weekly 2"),
            new Choice("Every three weeks", "Weekly 3"),
            new Choice("Every four weeks", "Weekly 4"),
            new Choice("Every month", "Monthly 1"),
            new Choice("Every quarter", "Quarterly 1"),
        ])
        {
            Id = OftenField,
            Label = "How often",
            IsRequired = true,
            ErrorMessage = "Please choose how often.",
        });
        Add(DaysField, new ChoiceInput([.. Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None).Select(d => new Choice(d.ToString(), d.ToString()))])
        {
            Id = DaysField,
            Label = "On (several are possible for weeks)",
            IsMultiSelect = true,
            IsRequired = true,
            ErrorMessage = "Please choose at least one day.",
        });
        Add(InMonthField, new ChoiceInput([.. DayInMonth.All.Select(d => new Choice(InMonth(d), d.ToString()))])
        {
            Id = InMonthField,
            Label = "For months and quarters: which day",
        });
        Add(TimeField, new TextInput { Id = TimeField, Label = "At (where each reporter is)", Value = fields[TimeField], IsRequired = true, ErrorMessage = "Write the time like 09:00." });
        Add(ClosesField, new TextInput { Id = ClosesField, Label = "Closes after how many days", Value = fields[ClosesField], IsRequired = true, ErrorMessage = "After how many days does it close?" });
        Add(RemindsField, new ChoiceInput([.. Reminders.Select(r => new Choice(r == 1 ? "The day before it closes" : $"{r} days before it closes", r.ToString(CultureInfo.InvariantCulture)))])
        {
            Id = RemindsField,
            Label = "Remind those missing (none: never)",
            IsMultiSelect = true,
        });
        Choose(IndicatorsField, "Ask only about (none: all that no other check-in has chosen)", indicators.Where(i => !i.Retired).Select(i => (Short(i.Question), i.Id)), mostIndicators);
        Choose(PartnersField, "Ask only (none: all partners)", initiative.Partners.Select(p => (Short(p.Name), p.Id)), mostPartners);
        return new AdaptiveCard
        {
            FallbackText = "The schedule's form",
            Body = body,
            Actions = [new Execute(PreviewVerb, Kept()) { Title = "See the dates", Style = ActionStyle.Positive }],
        };

        void Add(string field, Input input)
        {
            // What isn't among the choices can't be shown as chosen.
            body.Add(input is ChoiceInput choice
                ? choice with { Value = string.Join(',', Several(fields, field).Where(v => choice.Choices.Any(c => c.Value == v))) }
                : input);
            body.AddRange(FieldFaults.At(field, faults));
        }

        void Choose(string field, string label, IEnumerable<(string Title, string Id)> choices, int most)
        {
            var all = choices.ToArray();
            if (all.Length > 0 && all.Length <= most)
            {
                Add(field, new ChoiceInput([.. all.Select(c => new Choice(PeoplesWords.Plain(c.Title), c.Id))]) { Id = field, Label = label, IsMultiSelect = true });
            }
        }

        // What there is no room to show stays as it was.
        Dictionary<string, string> Kept()
        {
            var data = new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [IdField] = fields[IdField] };
            foreach (var field in new[] { IndicatorsField, PartnersField }.Where(f => fields.Has(f) && body.OfType<ChoiceInput>().All(c => c.Id != f)))
            {
                // Ids of ours only: a form can carry anything.
                data[field] = string.Join(',', Several(fields, field).Where(id => field == PartnersField ? initiative.Partner(id) is not null : indicators.Any(i => i.Id == id)));
            }

            return data;
        }
    }

    private static string InMonth(DayInMonth day) => day switch
    {
        { Kind: DayKind.Weekday, Count: -1 } => "The last of the day above",
        { Kind: DayKind.Weekday } => $"The {day.InWords("", CultureInfo.InvariantCulture).Trim()} of the day above",
        { Kind: DayKind.WorkingDay } => $"The {day.InWords("", CultureInfo.InvariantCulture)}",
        _ => $"The {day.InWords("", CultureInfo.InvariantCulture)} of the month",
    };

    private static string OftenOf(Recurrence recurs) => string.Create(CultureInfo.InvariantCulture, $"{recurs.Frequency} {recurs.Every}");

    private static string[] Several(Form form, string field) =>
        form[field].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Short(string text) => PeoplesWords.Shorten(text, 60);
}
