using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators;

/// <summary>A number about an indicator, written as people write it. What was read from words is asked back once.</summary>
internal sealed record FigureField<T>(string Name, string Label, Func<T, decimal?> Get, Func<T, decimal?, T> Set) : Field<T>(Name, Label)
{
    private const int LongestShown = 40;

    /// <summary>The smallest that is possible.</summary>
    public decimal Smallest { get; init; }

    public string? Placeholder { get; init; }

    /// <summary>The fields of the same form that say what is counted: a unit or a currency may stand beside the number.</summary>
    public required (string Kind, string Unit) Beside { get; init; }

    public override string Put(T subject, CultureInfo culture) => Get(subject) is { } number ? Figures.ForInput(number, culture) : "";

    public override T Read(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture)
    {
        if (!typed.Has(Name))
        {
            return Set(subject, null);
        }

        var t = new Texts(culture);
        if (Number(typed, culture) is not (var value, var isPlain) || value < Smallest || value > Figures.Largest)
        {
            faults[Name] = t.NoUsableNumber(Figures.Example(culture));
            return subject;
        }

        if (!isPlain)
        {
            faults[Name] = t.ReadFromWords(PeoplesWords.Shorten(typed[Name], LongestShown), Figures.Exact(value, culture));
        }

        return Set(subject, value);
    }

    public override Input Input(Form shown, Room room, CultureInfo culture) => new TextInput
    {
        Id = Name,
        Label = Label,
        Value = shown.Has(Name) ? shown[Name] : null,
        Placeholder = room.Hints ? Placeholder : null,
    };

    /// <summary>The number as a number, where it was written in words; null where nothing is to be shown otherwise.</summary>
    public string? AsRead(Form typed, CultureInfo culture) =>
        typed.Has(Name) && Number(typed, culture) is (var value, IsPlain: false) ? Figures.ForInput(value, culture) : null;

    private (decimal Value, bool IsPlain)? Number(Form typed, CultureInfo culture)
    {
        var currency = EnumNames.Read<IndicatorKind>(typed[Beside.Kind]) is { } kind ? Kind.Of(kind).CurrencyOf(typed[Beside.Unit]) : "";
        return Typed.Read(typed[Name], culture, currency.Length > 0 ? "" : typed[Beside.Unit], currency) switch
        {
            Typed.Figure(var figure, var isPlain) => (figure, isPlain),
            Typed.Percent(var percent, var isPlain) => (percent, isPlain),
            _ => null,
        };
    }
}
