using System.Globalization;
using CollectiveImpact.Cards;

namespace CollectiveImpact.Indicators;

/// <summary>
/// What a partner reported for an indicator. Zero, not applicable, not collected and not yet known are four different answers;
/// a question that was left alone has no value at all.
/// </summary>
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

    /// <summary>A whole with what its parts are, by the ids of the breakdown's categories.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Split(decimal Whole, IReadOnlyDictionary<string, decimal> Parts) : ReportedValue
    {
        public bool Equals(Split? other) =>
            other is not null && Whole == other.Whole && Parts.Count == other.Parts.Count
            && Parts.All(p => other.Parts.TryGetValue(p.Key, out var part) && part == p.Value);

        public override int GetHashCode() => HashCode.Combine(Whole, Parts.Count);
    }

    /// <summary>The partner says that it has no value, and why.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Missing(MissingBecause Why) : ReportedValue;

    /// <summary>The value as one number: a percentage as 0 to 100, yes as 1; null for words and for what is missing.</summary>
    public decimal? AsNumber => this switch
    {
        Number n => n.Value,
        Ratio { Whole: not 0 } r => 100m * r.Part / r.Whole,
        YesNo y => y.Yes ? 1m : 0m,
        Split s => s.Whole,
        _ => null,
    };

    /// <summary>The value as a text that never depends on a culture.</summary>
    public string ToStored() => this switch
    {
        Number n => "n:" + Invariant(n.Value),
        Ratio r => $"r:{Invariant(r.Part)}/{Invariant(r.Whole)}",
        YesNo y => y.Yes ? "y:1" : "y:0",
        Words w => "t:" + w.Text,
        Split s => $"s:{Invariant(s.Whole)};{string.Join(';', s.Parts.Select(p => $"{p.Key}={Invariant(p.Value)}"))}",
        Missing m => "x:" + m.Why,
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
            case 's':
                var parts = rest.Split(';', StringSplitOptions.RemoveEmptyEntries);
                return new Split(
                    decimal.Parse(parts[0], CultureInfo.InvariantCulture),
                    parts.Skip(1).Select(p => p.Split('=')).ToDictionary(p => p[0], p => decimal.Parse(p[1], CultureInfo.InvariantCulture)));
            case 'x' when rest.All(char.IsAsciiLetter) && Enum.TryParse<MissingBecause>(rest, out var why):
                return new Missing(why);
            default:
                throw new FormatException("Not a stored value.");
        }
    }

    /// <summary>The value for people, in their number format, with its unit.</summary>
    public string InWords(Indicator indicator, CultureInfo culture) => this switch
    {
        Number n => Figures.WithUnit(n.Value, indicator, culture),
        Ratio r => new Texts(culture).RatioInWords(Figures.Percent(AsNumber, culture, indicator.Decimals), Figures.Plain(r.Part, culture), Figures.Plain(r.Whole, culture)),
        YesNo y => y.Yes ? new Texts(culture).Yes : new Texts(culture).No,
        Words w => w.Text,
        Split s => Figures.WithUnit(s.Whole, indicator, culture),
        Missing m => InWords(m.Why, culture),
        _ => "",
    };

    /// <summary>The value where there is room for a word: without its unit.</summary>
    public string InShort(Indicator indicator, CultureInfo culture)
    {
        const int longest = 24;
        return this switch
        {
            Number n => Kinds.Kind.Of(indicator.Kind).InShort(n.Value, culture),
            Split s => Kinds.Kind.Of(indicator.Kind).InShort(s.Whole, culture),
            Ratio r => new Texts(culture).PartOfWhole(Figures.Plain(r.Part, culture), Figures.Plain(r.Whole, culture)),
            _ => PeoplesWords.Shorten(InWords(indicator, culture), longest),
        };
    }

    /// <summary>Why there is no value, as people say it.</summary>
    public static string InWords(MissingBecause why, CultureInfo culture) => why switch
    {
        MissingBecause.NotApplicable => new Texts(culture).NotApplicable,
        MissingBecause.NotCollected => new Texts(culture).NotCollected,
        _ => new Texts(culture).NotYetKnown,
    };

    private static string Invariant(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Why a partner has no value to report.</summary>
[GenerateSerializer]
public enum MissingBecause
{
    /// <summary>The question doesn't concern this partner.</summary>
    NotApplicable,

    /// <summary>Nobody counted.</summary>
    NotCollected,

    /// <summary>It will be known later, and can be filled in then.</summary>
    NotYetKnown,
}
