using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;
using NodaTime.Text;

namespace CollectiveImpact.Schedules;

/// <summary>Draws the days on which nothing opens with the three forms that add some, and reads those back.</summary>
public static class PausesCard
{
    public const string ShowVerb = "calendar.pauses";
    public const string AddVerb = "calendar.pause";
    public const string RemoveVerb = "calendar.unpause";
    public const string ImportVerb = "calendar.import";
    public const string HolidaysVerb = "calendar.holidays";

    /// <summary>What is longer isn't drawn again: it stays in the form in front of the person.</summary>
    public const int LongestDrawn = 4000;

    private const string LastField = "last";
    private const string FileField = "file";
    private const string RemoveField = "remove";
    private const string RegionField = "region";
    private const int LongestRegion = 200;
    private const int FewestShown = 8;

    public static (Pause? Pause, IReadOnlyDictionary<string, string> Faults) Read(Form form, LocalDate today, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (days, faults) = DaysForm(t).Read(form, DaysOff.None);
        if (days.First is not { } from)
        {
            return (null, faults);
        }

        var to = days.Last ?? from;
        if (!faults.ContainsKey(LastField))
        {
            if (to < from)
            {
                faults[LastField] = t.LastBeforeFirst;
            }
            else if (to < today)
            {
                faults[LastField] = t.DaysAreOver;
            }
            else if (from > today.PlusYears(2) || NodaTime.Period.DaysBetween(from, to) > 366)
            {
                faults[LastField] = t.TooFarAway;
            }
        }

        return (faults.Count > 0 ? null : new Pause(from, to, days.Name), faults);
    }

    /// <summary>Whose public holidays are to be added; without a country, the faults say why.</summary>
    public static (HolidayCountry? Country, string? Region, IReadOnlyDictionary<string, string> Faults) ReadHolidays(Form form, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (place, faults) = HolidaysForm(t).Read(form, HolidayPlace.None);
        var region = place.Country?.Region(place.Region);
        if (place is { Country: { } country, Region.Length: > 0 } && region is null)
        {
            faults[RegionField] = country.Regions.Count == 0 ? t.NoRegions(CountryNames.Of(country, t)) : t.UnknownRegion(CountryNames.Of(country, t), string.Join(", ", country.Regions));
        }

        return (faults.Count > 0 ? null : place.Country, region, faults);
    }

    /// <summary>The calendar file that was pasted; without one, the faults say why.</summary>
    public static (string? File, IReadOnlyDictionary<string, string> Faults) ReadFile(Form form, CultureInfo culture)
    {
        var (file, faults) = FileForm(new Texts(culture)).Read(form, "");
        return (faults.Count > 0 ? null : file, faults);
    }

    /// <summary>What to say where a region's holidays can't be worked out.</summary>
    internal static IReadOnlyDictionary<string, string> NotReckoned(CultureInfo culture) => new Dictionary<string, string> { [RegionField] = new Texts(culture).NotReckoned };

    /// <summary>A fault of the calendar file, said at its field.</summary>
    internal static IReadOnlyDictionary<string, string> FileFault(string message) => new Dictionary<string, string> { [FileField] = message };

    /// <summary>The pauses without those that were chosen to go.</summary>
    public static IReadOnlyList<Pause> Without(IReadOnlyList<Pause> pauses, Form form)
    {
        var chosen = form[RemoveField].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
        return [.. pauses.Where(p => !chosen.Contains(KeyOf(p)))];
    }

    /// <param name="typed">What was typed, with what was wrong with it; null for an empty form.</param>
    public static AdaptiveCard Show(
        Initiative initiative, IReadOnlyList<Pause> pauses, LocalDate today, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null, string? said = null)
    {
        var coming = pauses.Where(p => p.Last >= today).OrderBy(p => p.First).ToArray();
        // The country that the initiative has chosen is offered first.
        var shown = typed ?? HolidaysForm(new Texts(culture)).Of(new HolidayPlace(PublicHolidays.Find(initiative.Country), ""));
        shown = shown[FileField].Length > LongestDrawn ? shown.With(new Dictionary<string, string> { [FileField] = "" }) : shown;
        return SizeLadder.Fit(room => Draw(initiative, coming, shown, faults ?? new Dictionary<string, string>(), said, room, new Texts(culture)));
    }

    private static AdaptiveCard Draw(
        Initiative initiative, Pause[] coming, Form shown, IReadOnlyDictionary<string, string> faults, string? said, Room room, Texts t)
    {
        var body = new List<Element> { Heading.Of(t.NothingOpensDays), RichTextBlock.Of($"{initiative.Name} · {t.WhatIsOpenStaysOpen}", isSubtle: true) };
        if (said is not null)
        {
            body.Add(new TextBlock(said) { Weight = TextWeight.Bolder });
        }

        if (coming.Length == 0)
        {
            body.Add(new TextBlock(t.NoPauses));
        }
        else
        {
            var most = Math.Max(room.Choices, FewestShown);
            body.Add(new ChoiceInput([.. coming.Take(most).Select(p => new Choice(PeoplesWords.Plain(InWords(p, t)), KeyOf(p)))])
            {
                Id = RemoveField,
                Label = coming.Length > most ? t.ComingOfMany(most, coming.Length) : t.Coming,
                Value = shown.Has(RemoveField) ? shown[RemoveField] : null,
                IsMultiSelect = true,
                Style = ChoiceStyle.Expanded,
            });
        }

        body.AddRange(DaysForm(t).Draw(shown, faults, room).Body);
        var data = new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id };
        return new AdaptiveCard
        {
            FallbackText = t.NothingOpensDays,
            Body = body,
            Actions =
            [
                new Execute(AddVerb, data) { Title = t.AddDays, Style = ActionStyle.Positive },
                .. coming.Length > 0 ? [new Execute(RemoveVerb, data) { Title = t.Remove }] : (CardAction[])[],
                new ShowCard(new InnerCard(FileForm(t).Draw(shown, faults, room).Body) { Actions = [new Execute(ImportVerb, data) { Title = t.AddDaysInFile }] }) { Title = t.AddFile },
                new ShowCard(new InnerCard(HolidaysForm(t).Draw(shown, faults, room).Body) { Actions = [new Execute(HolidaysVerb, data) { Title = t.AddItsHolidays }] }) { Title = t.AddHolidays },
            ],
        };
    }

    // The forms share one card, so no client may ask for a field of one before it sends another.
    private static Form<DaysOff> DaysForm(Texts t) => new(t.Culture,
    [
        new DateField<DaysOff>("first", t.FirstDay, d => d.First, (d, first) => d with { First = first }) { Required = t.FirstDayMissing, IsAskedByClient = false },
        new DateField<DaysOff>(LastField, t.LastDay, d => d.Last, (d, last) => d with { Last = last }),
        new TextField<DaysOff>("name", t.WhatIsIt, d => d.Name, (d, name) => d with { Name = name }) { Longest = Pause.LongestName, Placeholder = t.WhatIsItExample },
    ]);

    private static Form<HolidayPlace> HolidaysForm(Texts t) => new(t.Culture,
    [
        new ChoiceField<HolidayPlace>(
            "country",
            t.Country,
            [.. PublicHolidays.Countries.Select(c => new Choice(CountryNames.Of(c, t), c.Code)).OrderBy(c => c.Title, StringComparer.Create(t.Culture, ignoreCase: true))],
            p => p.Country?.Code,
            (p, code) => p with { Country = code is null ? null : PublicHolidays.Find(code) })
        { Required = t.CountryMissing, IsAskedByClient = false },
        new TextField<HolidayPlace>(RegionField, t.Region, p => p.Region, (p, region) => p with { Region = region }) { Longest = LongestRegion, Placeholder = t.RegionExample },
    ]);

    // How long a file may be is one of its own limits, which say what to do.
    private static Form<string> FileForm(Texts t) => new(t.Culture,
    [
        new TextField<string>(FileField, t.File, file => file, (_, file) => file) { Longest = int.MaxValue, Required = t.NothingPasted, IsAskedByClient = false, Placeholder = t.FileExample, IsMultiline = true },
    ]);

    private static string InWords(Pause pause, Texts t) => pause.First == pause.Last
        ? t.PauseOn(pause.Name, pause.First.OnShortWeekdayOfYear(t.Culture))
        : t.PauseFromTo(pause.Name, pause.First.OnShortWeekday(t.Culture), pause.Last.OnShortWeekdayOfYear(t.Culture));

    private static string KeyOf(Pause pause) => $"{LocalDatePattern.Iso.Format(pause.First)} {LocalDatePattern.Iso.Format(pause.Last)}";

    /// <param name="Last">Null for one day only.</param>
    private sealed record DaysOff(LocalDate? First, LocalDate? Last, string Name)
    {
        public static readonly DaysOff None = new(null, null, "");
    }

    private sealed record HolidayPlace(HolidayCountry? Country, string Region)
    {
        public static readonly HolidayPlace None = new(null, "");
    }
}
