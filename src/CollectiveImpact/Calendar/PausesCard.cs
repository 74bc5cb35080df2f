using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Scheduling;
using NodaTime.Text;

namespace CollectiveImpact.Calendar;

/// <summary>Draws the days on which nothing opens with the form that adds some, and reads that form back.</summary>
public static class PausesCard
{
    public const string ShowVerb = "calendar.pauses";
    public const string AddVerb = "calendar.pause";
    public const string RemoveVerb = "calendar.unpause";
    public const string ImportVerb = "calendar.import";
    public const string HolidaysVerb = "calendar.holidays";

    public const int LongestName = 80;

    private const string FirstField = "first";
    private const string LastField = "last";
    private const string NameField = "name";
    private const string FileField = "file";
    private const string RemoveField = "remove";
    private const string CountryField = "country";
    private const string RegionField = "region";

    // How many are listed: the first that fits.
    private static readonly int[] Sizes = [60, 30, 12];

    public static (Pause? Pause, IReadOnlyDictionary<string, string> Faults) Read(Form form, LocalDate today)
    {
        var faults = new Dictionary<string, string>();
        var first = form.Day(FirstField, faults, "Which is the first day?");
        var last = form.Has(LastField) ? form.Day(LastField, faults) : first;
        if (first is { } from && last is { } to)
        {
            if (to < from)
            {
                faults[LastField] = "The last day comes before the first.";
            }
            else if (to < today)
            {
                faults[LastField] = "These days are over already.";
            }
            else if (from > today.PlusYears(2) || NodaTime.Period.DaysBetween(from, to) > 366)
            {
                faults[LastField] = "Please stay within the next two years, and within one year at a time.";
            }
        }

        if (form[NameField].Length > LongestName)
        {
            faults[NameField] = $"Please keep it to {LongestName} characters; this has {form[NameField].Length}.";
        }

        return faults.Count > 0 ? (null, faults) : (new Pause(first!.Value, last!.Value, form.Has(NameField) ? form[NameField] : "Pause"), faults);
    }

    /// <summary>Whose public holidays are to be added; without a country, the faults say why.</summary>
    public static (HolidayCountry? Country, string? Region, IReadOnlyDictionary<string, string> Faults) ReadHolidays(Form form)
    {
        var faults = new Dictionary<string, string>();
        var country = form.One(CountryField, PublicHolidays.Countries.Select(c => c.Code), faults, "Which country?") is { } code ? PublicHolidays.Find(code) : null;
        var region = country?.Region(form[RegionField]);
        if (country is not null && form.Has(RegionField) && region is null)
        {
            faults[RegionField] = country.Regions.Count == 0
                ? $"I know no regions of {country.Name}: please leave this empty for what is kept in all of it."
                : $"I don't know this region. Of {country.Name} I know: {string.Join(", ", country.Regions)}.";
        }

        return (faults.Count > 0 ? null : country, region, faults);
    }

    /// <summary>What to say where a region's holidays can't be worked out.</summary>
    internal static IReadOnlyDictionary<string, string> NotReckoned { get; } = new Dictionary<string, string>
    {
        [RegionField] = "I can't work out this region's holidays for all of the next two years. Leave it empty for those of the whole country, or add a calendar file.",
    };

    /// <summary>The calendar file that was pasted.</summary>
    public static string FileOf(Form form) => form[FileField];

    /// <summary>The pauses without those that were chosen to go.</summary>
    public static IReadOnlyList<Pause> Without(IReadOnlyList<Pause> pauses, Form form)
    {
        var chosen = form[RemoveField].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
        return [.. pauses.Where(p => !chosen.Contains(KeyOf(p)))];
    }

    /// <param name="typed">What was typed, with what was wrong with it; null for an empty form.</param>
    public static AdaptiveCard Show(
        Initiative initiative, IReadOnlyList<Pause> pauses, LocalDate today, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null, string? said = null) =>
        CardJson.FirstThatFits(Sizes.Select(size => Draw(initiative, [.. pauses.Where(p => p.Last >= today).OrderBy(p => p.First)], culture, typed ?? Form.Empty, faults ?? new Dictionary<string, string>(), said, size)));

    private static AdaptiveCard Draw(
        Initiative initiative, IReadOnlyList<Pause> coming, CultureInfo culture, Form typed, IReadOnlyDictionary<string, string> faults, string? said, int size)
    {
        var body = new List<Element>
        {
            new TextBlock("Days on which nothing opens") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of($"{initiative.Name} · a check-in that is open stays open", isSubtle: true),
        };
        if (said is not null)
        {
            body.Add(new TextBlock(said) { Weight = TextWeight.Bolder });
        }

        if (coming.Count == 0)
        {
            body.Add(new TextBlock("There are none yet."));
        }
        else
        {
            body.Add(new ChoiceInput([.. coming.Take(size).Select(p => new Choice(PeoplesWords.Plain(InWords(p, culture)), KeyOf(p)))])
            {
                Id = RemoveField,
                Label = coming.Count > size ? $"Coming (the next {size} of {coming.Count}); tick what is to be removed" : "Coming; tick what is to be removed",
                IsMultiSelect = true,
                Style = ChoiceStyle.Expanded,
            });
        }

        var add = new List<Element>();
        Add(FirstField, new DateInput { Id = FirstField, Label = "First day", Value = Typed(FirstField) });
        Add(LastField, new DateInput { Id = LastField, Label = "Last day (empty for one day only)", Value = Typed(LastField) });
        Add(NameField, new TextInput { Id = NameField, Label = "What is it?", Placeholder = "For example: winter break", Value = Typed(NameField) });
        body.AddRange(add);
        var data = new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id };
        var actions = new List<CardAction> { new Execute(AddVerb, data) { Title = "Add these days", Style = ActionStyle.Positive } };
        if (coming.Count > 0)
        {
            actions.Add(new Execute(RemoveVerb, data) { Title = "Remove what is ticked" });
        }

        actions.Add(new ShowCard(new InnerCard(
        [
            new TextInput
            {
                Id = FileField,
                Label = "The text of a calendar file (.ics), from BEGIN:VCALENDAR to END:VCALENDAR",
                Placeholder = "Open the file in a text editor, copy all of it and paste it here",
                IsMultiline = true,
                Value = Typed(FileField),
            },
            .. FieldFaults.At(FileField, faults),
        ])
        {
            Actions = [new Execute(ImportVerb, data) { Title = "Add the days in it" }],
        })
        {
            Title = "Add a calendar file",
        });
        actions.Add(new ShowCard(new InnerCard(
        [
            new ChoiceInput([.. PublicHolidays.Countries.Select(c => new Choice(c.Name, c.Code))]) { Id = CountryField, Label = "Country", Value = Typed(CountryField) },
            .. FieldFaults.At(CountryField, faults),
            new TextInput { Id = RegionField, Label = "State, province or region, where it has holidays of its own", Placeholder = "For example: BY, ON, Scotland", Value = Typed(RegionField) },
            .. FieldFaults.At(RegionField, faults),
        ])
        {
            Actions = [new Execute(HolidaysVerb, data) { Title = "Add its public holidays" }],
        })
        {
            Title = "Add public holidays",
        });
        return new AdaptiveCard { FallbackText = "Days on which nothing opens", Body = body, Actions = actions };

        void Add(string field, Element input)
        {
            add.Add(input);
            add.AddRange(FieldFaults.At(field, faults));
        }

        // What is too long to be drawn again stays in the form in front of the person.
        string? Typed(string field) => typed.Has(field) && typed[field].Length <= 4000 ? typed[field] : null;
    }

    /// <summary>A fault of the calendar file, said at its field.</summary>
    internal static IReadOnlyDictionary<string, string> FileFault(string message) => new Dictionary<string, string> { [FileField] = message };

    internal static string InWords(Pause pause, CultureInfo culture) => pause.First == pause.Last
        ? $"{pause.Name}: {pause.First.ToString("ddd d MMMM yyyy", culture)}"
        : $"{pause.Name}: {pause.First.ToString("ddd d MMMM", culture)} to {pause.Last.ToString("ddd d MMMM yyyy", culture)}";

    private static string KeyOf(Pause pause) => $"{LocalDatePattern.Iso.Format(pause.First)} {LocalDatePattern.Iso.Format(pause.Last)}";
}
