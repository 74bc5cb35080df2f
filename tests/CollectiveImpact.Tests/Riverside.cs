using System.Globalization;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests;

/// <summary>A small initiative: a library and a school that help children read, a reporter at each, and a backbone of one.</summary>
internal static class Riverside
{
    public static readonly PersonKey Maria = new("tenant-backbone", "maria");
    public static readonly PersonKey Bruno = new("tenant-library", "bruno");
    public static readonly PersonKey Chidi = new("tenant-school", "chidi");

    public static readonly Partner Library = new(new("city-library"), "City Library");
    public static readonly Partner School = new(new("eastside-school"), "Eastside School");

    public static readonly Initiative Initiative = new(
        new("r1vers"),
        "Riverside Reads",
        "Every child reads at grade level",
        "Half of the children don't",
        "Europe/Lisbon",
        "en-GB",
        [new Goal("goal-1", "Nine in ten children read at grade level")],
        [Library, School],
        [
            new Member(Maria, "Maria Santos", Role.Backbone, null),
            new Member(Bruno, "Bruno Costa", Role.Reporter, Library.Id),
            new Member(Chidi, "Chidi Okafor", Role.Reporter, School.Id),
        ],
        []);

    public static readonly Indicator Sessions = new("sessions", "Children in sessions", "children", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, 900, [], 1, Retired: false);
    public static readonly Indicator Level = new("level", "Children at grade level", "", IndicatorKind.Percentage, GoodDirection.Up, RollUp.RatioOfSums, 90, [], 1, Retired: false);
    public static readonly Indicator Met = new("met", "Did you meet families?", "", IndicatorKind.YesNo, GoodDirection.Up, RollUp.CountYes, null, [], 1, Retired: false);
    public static readonly Indicator Book = new("book", "A book that children loved", "", IndicatorKind.Text, GoodDirection.Up, RollUp.None, null, [], 1, Retired: false);

    public static readonly IReadOnlyList<Indicator> Indicators = [Sessions, Level, Met, Book];

    /// <summary>Monday 23 November 2026, nine o'clock in Lisbon.</summary>
    public static readonly Instant Opening = Instant.FromUtc(2026, 11, 23, 9, 0);

    public static readonly Round Round = new(
        Initiative.Id,
        new("2026-W48.check-in"),
        "Check-in",
        1,
        new Period("2026-W48"),
        new LocalDate(2026, 11, 23),
        new LocalTime(9, 0),
        Opening,
        Opening + Duration.FromDays(3),
        null,
        [.. Indicators.Select(i => i.Id)],
        [Library.Id, School.Id],
        [],
        null);

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<PastValue>> NoPast = new Dictionary<string, IReadOnlyList<PastValue>>();

    public static readonly DateTimeZone Lisbon = DateTimeZoneProviders.Tzdb["Europe/Lisbon"];

    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static readonly Learning Learned = Lessons("Evening hours", "Posters", "Two volunteers");

    /// <summary>What the library answers: something to everything.</summary>
    public static readonly Answers Full = new(
        new Dictionary<string, ReportedValue>
        {
            [Sessions.Id] = new ReportedValue.Number(42),
            [Level.Id] = new ReportedValue.Ratio(30, 40),
            [Met.Id] = new ReportedValue.YesNo(Yes: true),
            [Book.Id] = new ReportedValue.Words("Elmer"),
        },
        Status.OnTrack,
        Learned,
        []);

    public static Entry EntryOf(Partner partner, Answers answers, Instant? at = null, int revision = 1) => new(
        partner.Id, revision, Bruno, "Bruno Costa", at ?? Opening + Duration.FromHours(1), answers.Values, answers.Status, answers.Learning, null);

    public static Entry SkippedBy(Partner partner, string why) => new(
        partner.Id, 1, Chidi, "Chidi Okafor", Opening + Duration.FromHours(2), new Dictionary<string, ReportedValue>(), null, Learning.None, why);

    /// <summary>The library's view of the round, with a value of each indicator from the week before.</summary>
    public static PartnerView View(Entry? entry = null, Round? round = null, IReadOnlyList<Indicator>? indicators = null) => new(
        round ?? Round,
        indicators ?? Indicators,
        entry,
        (indicators ?? Indicators).ToDictionary(i => i.Id, i => i.Kind switch
        {
            IndicatorKind.Number => [Past(i, new ReportedValue.Number(40))],
            IndicatorKind.Percentage => [Past(i, new ReportedValue.Ratio(28, 40))],
            _ => (IReadOnlyList<PastValue>)[],
        }));

    public static Learning Lessons(string worked = "", string didNot = "", string needed = "", Sharing audience = Sharing.Partners) =>
        Learning.Of([(LessonKind.Worked, worked), (LessonKind.DidNot, didNot), (LessonKind.Needed, needed)], audience);

    public static Answers With(string indicator, ReportedValue value) => Full with
    {
        Values = new Dictionary<string, ReportedValue>(Full.Values) { [indicator] = value },
    };

    public static Form Form(params (string Field, string Value)[] fields) => new(fields.ToDictionary(f => f.Field, f => f.Value));

    private static PastValue Past(Indicator indicator, ReportedValue value) => new(indicator.Id, Library.Id, new Period("2026-W47"), value);
}
