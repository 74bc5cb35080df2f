using System.Globalization;

namespace CollectiveImpact.Indicators;

/// <summary>What a partner reported for an indicator. Nothing reported is no value at all, which is not zero.</summary>
[GenerateSerializer, Immutable]
public abstract record ReportedValue
{
    [GenerateSerializer, Immutable]
    public sealed record Number(decimal Value) : ReportedValue;

    [GenerateSerializer, Immutable]
    public sealed record Ratio(decimal Part, decimal Whole) : ReportedValue;

    [GenerateSerializer, Immutable]
    public sealed record YesNo(bool Yes) : ReportedValue;

    [GenerateSerializer, Immutable]
    public sealed record Words(string Text) : ReportedValue;

    /// <summary>The value as one number: a percentage as 0 to 100, yes as 1; null for words.</summary>
    public decimal? AsNumber => this switch
    {
        Number n => n.Value,
        Ratio { Whole: not 0 } r => 100m * r.Part / r.Whole,
        YesNo y => y.Yes ? 1m : 0m,
        _ => null,
    };

    /// <summary>The value as a text that never depends on a culture.</summary>
    public string ToStored() => this switch
    {
        Number n => "n:" + Invariant(n.Value),
        Ratio r => $"r:{Invariant(r.Part)}/{Invariant(r.Whole)}",
        YesNo y => y.Yes ? "y:1" : "y:0",
        Words w => "t:" + w.Text,
        _ => throw new InvalidOperationException("An unknown kind of value."),
    };

    /// <exception cref="FormatException">The text is no stored value.</exception>
    public static ReportedValue FromStored(string stored)
    {
        var rest = stored.Length > 2 ? stored[2..] : "";
        switch (stored.Length > 1 ? stored[0] : ' ')
        {
            case 'n':
                return new Number(decimal.Parse(rest, CultureInfo.InvariantCulture));
            case 'r':
                return rest.Split('/') is [var part, var whole]
                    ? new Ratio(decimal.Parse(part, CultureInfo.InvariantCulture), decimal.Parse(whole, CultureInfo.InvariantCulture))
                    : throw new FormatException("Not a stored ratio.");
            case 'y':
                return new YesNo(rest == "1");
            case 't':
                return new Words(rest);
            default:
                throw new FormatException("Not a stored value.");
        }
    }

    /// <summary>The value for people, in their number format, with its unit.</summary>
    public string InWords(string unit, CultureInfo culture) => this switch
    {
        Number n => Figures.WithUnit(n.Value, unit, culture),
        Ratio r => $"{Figures.Percent(AsNumber, culture)} ({Figures.Plain(r.Part, culture)} of {Figures.Plain(r.Whole, culture)})",
        YesNo y => y.Yes ? "yes" : "no",
        Words w => w.Text,
        _ => "",
    };

    private static string Invariant(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
