using System.Globalization;
using CollectiveImpact.Cards;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>Which field of an answer.</summary>
public enum ValuePart
{
    Value,
    Whole,
    Parts,
    WhyMissing,
}

/// <summary>What can be wrong with an answer.</summary>
public enum ValueFaultKind
{
    NotOffered,

    /// <summary>What was typed can mean any of the reasons why there is no number.</summary>
    WhichReason,

    /// <summary>"36 of 46" in one field, and another whole in the other.</summary>
    TwoWholes,
    BothNeeded,

    /// <summary>Some parts are given and some not.</summary>
    PartsOpen,
    NoPercentage,
    OtherCurrency,
    Unreadable,
    LessThan,
    MoreThan,
    TooLarge,
    NoWhole,
    PartOverWhole,
    NegativePart,
    PartsDontAddUp,
    TooLong,

    /// <summary>A row of a file has one of the two numbers of a share.</summary>
    ShareIncomplete,
    NotYesOrNo,
    WordsMissing,
}

/// <summary>Something wrong with an answer: what, where, and the numbers and words that it is about. Its sentence is made where it is read.</summary>
public sealed record ValueFault(ValuePart Part, ValueFaultKind Kind)
{
    private const char Separator = '\u001f';

    public decimal Number { get; init; }

    public decimal Other { get; init; }

    /// <summary>What was typed, or the names of what is missing.</summary>
    public string Typed { get; init; } = "";

    /// <summary>As a text that is sent between processes; what people typed holds no control characters, so that it can be taken apart.</summary>
    public string ToCode() => string.Create(CultureInfo.InvariantCulture, $"{Kind}{Separator}{Number}{Separator}{Other}{Separator}{Typed}");

    /// <returns>Null when the text is none of these.</returns>
    public static ValueFault? Read(ValuePart part, string code) =>
        code.Split(Separator) is [var kind, var number, var other, var typed] && Enum.TryParse<ValueFaultKind>(kind, out var known)
            ? new ValueFault(part, known) { Number = decimal.Parse(number, CultureInfo.InvariantCulture), Other = decimal.Parse(other, CultureInfo.InvariantCulture), Typed = typed }
            : null;

    /// <param name="indicator">Whose answer it is.</param>
    public string InWords(Indicator indicator, CultureInfo culture)
    {
        var t = new Texts(culture);
        return Kind switch
        {
            ValueFaultKind.NotOffered => t.NotOffered,
            ValueFaultKind.WhichReason => t.WhichReason(Short(Typed)),
            ValueFaultKind.TwoWholes => t.TwoWholes(Short(Typed), Figures.Plain(Number, culture)),
            ValueFaultKind.BothNeeded => t.BothNeeded,
            ValueFaultKind.PartsOpen => t.PartsOpen(Typed),
            ValueFaultKind.NoPercentage => t.NoPercentage,
            ValueFaultKind.OtherCurrency => t.OtherCurrency(indicator.Unit),
            ValueFaultKind.Unreadable => t.UnreadableNumber(Short(Typed), Figures.Example(culture)),
            ValueFaultKind.LessThan => Number == 0 ? t.LessThanZero : t.LessThan(Figures.Exact(Number, culture)),
            ValueFaultKind.MoreThan => t.MoreThan(Figures.Exact(Number, culture)),
            ValueFaultKind.TooLarge => t.TooLarge,
            ValueFaultKind.NoWhole => t.NoWhole,
            ValueFaultKind.PartOverWhole => t.PartOverWhole,
            ValueFaultKind.NegativePart => t.NegativePart,
            ValueFaultKind.PartsDontAddUp => t.PartsDontAddUp(Figures.Exact(Number, culture), Figures.Exact(Other, culture)),
            ValueFaultKind.ShareIncomplete => t.ShareIncomplete,
            ValueFaultKind.NotYesOrNo => t.NotYesOrNo(Short(Typed)),
            ValueFaultKind.WordsMissing => t.WordsMissing,
            _ => t.TooLong(Number, Other),
        };
    }

    private static string Short(string text) => PeoplesWords.Shorten(text, 80);
}
