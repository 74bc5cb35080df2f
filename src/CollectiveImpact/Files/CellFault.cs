using System.Globalization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Localization;
using CollectiveImpact.Time;
using NodaTime.Text;

namespace CollectiveImpact.Files;

/// <summary>What is wrong in a cell of a file, and what that is about. Words of the file are shortened before they stand here.</summary>
public abstract record CellFault
{
    public string InWords(CultureInfo culture) => InWords(new Texts(culture));

    private protected abstract string InWords(Texts t);

    /// <param name="Near">The name that is likely meant; null for none.</param>
    public sealed record NoPartner(string Typed, string Initiative, string? Near) : CellFault
    {
        private protected override string InWords(Texts t) => Near is null ? t.NoPartner(Initiative, Typed) : t.NoPartnerNear(Initiative, Typed, Near);
    }

    /// <param name="Near">The question that is likely meant; null for none.</param>
    public sealed record NoIndicator(string Typed, string? Near) : CellFault
    {
        private protected override string InWords(Texts t) => Near is null ? t.NoIndicator(Typed) : t.NoIndicatorNear(Typed, Near);
    }

    public sealed record NameIsShared(string Typed) : CellFault
    {
        private protected override string InWords(Texts t) => t.NameIsShared(Typed);
    }

    public sealed record Empty : CellFault
    {
        private protected override string InWords(Texts t) => t.CellEmpty;
    }

    public sealed record ValueTwice : CellFault
    {
        private protected override string InWords(Texts t) => t.ValueTwice;
    }

    /// <summary>A formula whose result isn't in the file.</summary>
    public sealed record Uncalculated : CellFault
    {
        private protected override string InWords(Texts t) => t.Uncalculated;
    }

    /// <summary>The same where words should stand.</summary>
    public sealed record WordsUncalculated : CellFault
    {
        private protected override string InWords(Texts t) => t.WordsUncalculated;
    }

    /// <summary>A spreadsheet's error; signs of number alone stand where the column was too narrow.</summary>
    public sealed record Error(string Shows) : CellFault
    {
        private protected override string InWords(Texts t) => Shows.All(c => c == '#') ? t.ColumnTooNarrow : t.CellError(Shows);
    }

    /// <summary>What the indicator's kind finds wrong.</summary>
    public sealed record OfValue(Indicator Indicator, ValueFault Fault) : CellFault
    {
        private protected override string InWords(Texts t) => Fault.InWords(Indicator, t.Culture);
    }

    /// <summary>Of the two numbers of a percentage, only one is in the file.</summary>
    public sealed record ElementMissing(string Element) : CellFault
    {
        private protected override string InWords(Texts t) => t.ElementMissing(Element);
    }

    public sealed record NoPart(string Typed, string Indicator) : CellFault
    {
        private protected override string InWords(Texts t) => t.NoPart(Indicator, Typed);
    }

    public sealed record ReasonOfPart : CellFault
    {
        private protected override string InWords(Texts t) => t.ReasonOfPart;
    }

    public sealed record PartTwice : CellFault
    {
        private protected override string InWords(Texts t) => t.PartTwice;
    }

    public sealed record PartAndReason : CellFault
    {
        private protected override string InWords(Texts t) => t.PartAndReason;
    }

    public sealed record PartsMissing(IReadOnlyList<string> Parts) : CellFault
    {
        private protected override string InWords(Texts t) => t.PartsMissing(string.Join(", ", Parts), Parts.Count);
    }

    public sealed record NumberAndReason : CellFault
    {
        private protected override string InWords(Texts t) => t.NumberAndReason;
    }

    public sealed record NoReason : CellFault
    {
        private protected override string InWords(Texts t) => t.NoReason;
    }

    public sealed record DateForNumber(string Shows) : CellFault
    {
        private protected override string InWords(Texts t) => t.DateForNumber(Shows);
    }

    public sealed record YesNoForNumber : CellFault
    {
        private protected override string InWords(Texts t) => t.YesNoForNumber;
    }

    public sealed record NumberMissing : CellFault
    {
        private protected override string InWords(Texts t) => t.NumberMissing;
    }

    /// <param name="Percent">The number that the cell shows in front of its sign.</param>
    public sealed record PercentForNumber(string Shows, decimal Percent) : CellFault
    {
        private protected override string InWords(Texts t) => t.PercentForNumber(Shows, Plain(Percent, t), Plain(Percent / 100, t));

        // Without thousands: it is to be written into the file so.
        private static string Plain(decimal number, Texts t) => number.ToString("0.############", t.Culture).InNumeralsOf(t.Culture);
    }

    public sealed record NumberShortened(string Typed) : CellFault
    {
        private protected override string InWords(Texts t) => t.NumberShortened(Typed);
    }

    public sealed record NumberUnreadable(string Typed) : CellFault
    {
        private protected override string InWords(Texts t) => t.NumberUnreadable(Typed);
    }

    /// <summary>A number with one decimal sign in a file where most have the other.</summary>
    /// <param name="Other">A number that has the other sign.</param>
    /// <param name="At">Where that stands.</param>
    public sealed record OtherSign(DecimalSign Sign, string Typed, string Other, CellPlace At) : CellFault
    {
        private protected override string InWords(Texts t) => Sign == DecimalSign.Point
            ? t.PointAmongCommas(Typed, Other, At.InWords(t.Culture))
            : t.CommaAmongPoints(Typed, Other, At.InWords(t.Culture));
    }

    /// <param name="Periods">Those that the day is in, of which one is asked for.</param>
    public sealed record DayForPeriod(string Day, IReadOnlyList<Period> Periods) : CellFault
    {
        private protected override string InWords(Texts t) => t.DayForPeriod(Day, Periods.Select(p => p.Frequency switch
        {
            Frequency.Weekly => t.WeekOfDay(p.Id),
            Frequency.Monthly => t.MonthOfDay(p.Id),
            _ => t.QuarterOfDay(p.Id),
        }).Aggregate((one, other) => t.OneOrOther(one, other)));
    }

    public sealed record PeriodMissing : CellFault
    {
        private protected override string InWords(Texts t) => t.PeriodMissing;
    }

    public sealed record NoPeriod(string Typed) : CellFault
    {
        private protected override string InWords(Texts t) => t.NoPeriod(Typed);
    }

    /// <param name="Meant">The period that is likely meant; null when there is none.</param>
    /// <param name="Last">The last of its length that can be brought in.</param>
    public sealed record NotBegun(Period Period, Period? Meant, Period Last) : CellFault
    {
        private protected override string InWords(Texts t) => (Meant, Period.Frequency) switch
        {
            ({ } meant, _) => t.NotBegun(Period.Id, meant.Id),
            (_, Frequency.Weekly) => t.WeekNotBegun(Period.Id, Last.Id),
            (_, Frequency.Monthly) => t.MonthNotBegun(Period.Id, Last.Id),
            _ => t.QuarterNotBegun(Period.Id, Last.Id),
        };
    }

    /// <summary>The indicator is asked for times of another length.</summary>
    /// <param name="Such">One of that length.</param>
    public sealed record OtherFrequency(Period Period, string Indicator, Period Such) : CellFault
    {
        private protected override string InWords(Texts t) => (Period.Frequency, Such.Frequency) switch
        {
            (Frequency.Weekly, Frequency.Monthly) => t.WeekForMonth(Period.Id, Indicator, Such.Id),
            (Frequency.Weekly, _) => t.WeekForQuarter(Period.Id, Indicator, Such.Id),
            (Frequency.Monthly, Frequency.Weekly) => t.MonthForWeek(Period.Id, Indicator, Such.Id),
            (Frequency.Monthly, _) => t.MonthForQuarter(Period.Id, Indicator, Such.Id),
            (_, Frequency.Weekly) => t.QuarterForWeek(Period.Id, Indicator, Such.Id),
            _ => t.QuarterForMonth(Period.Id, Indicator, Such.Id),
        };
    }

    /// <param name="Last">The last of its length that can be brought in.</param>
    public sealed record NotOver(Period Period, Period Last) : CellFault
    {
        private protected override string InWords(Texts t)
        {
            var from = LocalDatePattern.Iso.Format(Period.LastDay.PlusDays(1));
            return Period.Frequency switch
            {
                Frequency.Weekly => t.WeekNotOver(Period.Id, from, Last.Id),
                Frequency.Monthly => t.MonthNotOver(Period.Id, from, Last.Id),
                _ => t.QuarterNotOver(Period.Id, from, Last.Id),
            };
        }
    }
}
