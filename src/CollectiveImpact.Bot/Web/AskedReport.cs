using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Reports;
using CollectiveImpact.Time;
using NodaTime;
using NodaTime.Text;

namespace CollectiveImpact.Bot.Web;

/// <summary>Which report the address of its page asks for.</summary>
/// <param name="Which">One of <see cref="Offered"/>.</param>
/// <param name="From">The first day as it was typed.</param>
/// <param name="To">The last day as it was typed.</param>
/// <param name="Time">What is meant; null where something is wrong with a day.</param>
public sealed record AskedReport(string Which, string From, string To, ReportTime? Time, string FromFault, string ToFault)
{
    public const string WhichField = "time";
    public const string FromField = "from";
    public const string ToField = "to";

    /// <summary>From one day to another.</summary>
    public const string OwnDates = "dates";

    // It has something to show at any time of a year.
    private const string Usual = "last-12-months";
    private const int LongestDay = 40;
    private const int Year = 12;

    /// <summary>The times that can be chosen by name: what is said to the bot for a time, with hyphens.</summary>
    internal static IReadOnlyList<(string Id, Func<Texts, string> Name)> Offered { get; } =
    [
        ("this-quarter", t => t.ThisQuarter),
        ("last-quarter", t => t.LastQuarter),
        ("this-half-year", t => t.ThisHalfYear),
        ("this-year", t => t.ThisYear),
        ("last-year", t => t.LastYear),
        (Usual, t => t.LastMonths(Year)),
        (OwnDates, t => t.OwnDates),
    ];

    /// <summary>What isn't offered is not asked for.</summary>
    /// <param name="today">The day where the initiative is.</param>
    internal static AskedReport Read(IQueryCollection query, LocalDate today, Texts t)
    {
        var which = Offered.Select(o => o.Id).FirstOrDefault(o => o == query[WhichField]) ?? Usual;
        var (from, to) = (Typed(FromField), Typed(ToField));
        if (which != OwnDates)
        {
            return new(which, from, to, Named(which, today), "", "");
        }

        var (first, last) = (DateField.Read(from), DateField.Read(to));
        var (fromFault, toFault) = (Missing(from, first), Missing(to, last));
        if (first > today)
        {
            fromFault = t.DayToCome;
        }
        else if (last < first)
        {
            toFault = t.ToBeforeFrom;
        }
        else if (first is { } one && last is { } other && new ReportTime(one, other).IsTooLong)
        {
            toFault = t.TimeTooLong(ReportTime.MostYears);
        }

        return new(which, from, to, (fromFault + toFault).Length == 0 ? new(first!.Value, last!.Value) : null, fromFault, toFault);

        string Typed(string field) => query[field].ToString().Trim() is var typed ? typed[..Math.Min(typed.Length, LongestDay)] : "";

        string Missing(string typed, LocalDate? day) => typed.Length == 0 ? t.DayMissing : day is null ? t.NoSuchDay(LocalDatePattern.Iso.Format(today)) : "";
    }

    /// <summary>The address that asks for the same.</summary>
    internal string In(string page) => Which == OwnDates ? PagePaths.With(page, (WhichField, Which), (FromField, From), (ToField, To)) : PagePaths.With(page, (WhichField, Which));

    private static ReportTime Named(string which, LocalDate today)
    {
        var span = SpokenDays.Span(which.Replace('-', ' ').Replace("half year", "half-year", StringComparison.Ordinal), today, Languages.CultureOf(null))
            ?? throw new InvalidOperationException($"{which} is no time.");
        return new(span.First, span.Last);
    }
}
