using System.Globalization;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>What somebody typed for one indicator, and what was found wrong with it on the way to a value.</summary>
internal sealed class TypedAnswer
{
    private readonly List<ValueFault> faults = [];
    private readonly List<(string Typed, decimal Value)> readings = [];
    private readonly Form form;
    private readonly CultureInfo culture;

    private TypedAnswer(Form form, Indicator indicator, CultureInfo culture)
    {
        (this.form, Indicator, this.culture) = (form, indicator, culture);
        Typed = ReadTyped(Value);
        Missing = EnumNames.Read<MissingBecause>(form[AnswerFields.Missing(indicator.Id)]);
    }

    public Indicator Indicator { get; }

    public string Value => form[AnswerFields.Value(Indicator.Id)];

    public string Whole => form[AnswerFields.Whole(Indicator.Id)];

    /// <summary>Whether the whole is as it stood there from last time, or empty.</summary>
    public bool IsStill => Whole.Length == 0 || Whole == form[AnswerFields.Still(Indicator.Id)];

    public Typed Typed { get; }

    /// <summary>The reason that was chosen.</summary>
    public MissingBecause? Missing { get; }

    /// <summary>The categories of the breakdown that have a part.</summary>
    public IReadOnlyList<Category> Given => [.. Indicator.Breakdown?.Categories.Where(c => form.Has(AnswerFields.Part(Indicator.Id, c.Id))) ?? []];

    public IReadOnlyList<ValueFault> Faults => faults;

    /// <summary>What was written in words and read as numbers.</summary>
    public IReadOnlyList<(string Typed, decimal Value)> Readings => readings;

    /// <summary>Reads the answer of an indicator in the person's own number format.</summary>
    public static (ReportedValue? Value, TypedAnswer Answer) Read(Form form, Indicator indicator, CultureInfo culture)
    {
        var answer = new TypedAnswer(form, indicator, culture);
        if (form.Has(AnswerFields.Missing(indicator.Id)) && answer.Missing is null)
        {
            return (answer.Wrong<ReportedValue>(ValuePart.Value, ValueFaultKind.NotOffered), answer);
        }

        return (Kind.Of(indicator.Kind).Read(answer), answer);
    }

    public T? Wrong<T>(ValuePart part, ValueFaultKind kind, decimal number = 0, decimal other = 0, string typed = "")
        where T : ReportedValue
    {
        faults.Add(new ValueFault(part, kind) { Number = number, Other = other, Typed = typed });
        return null;
    }

    /// <summary>Where a choice was left alone: a reason why, or nothing; all else isn't among what can be chosen.</summary>
    public ReportedValue? NothingChosen()
    {
        if (Typed is Typed.NoNumber)
        {
            return NoNumber();
        }

        if (Value.Length > 0)
        {
            _ = Wrong<ReportedValue>(ValuePart.Value, ValueFaultKind.NotOffered);
        }

        return Missing is { } why ? new ReportedValue.Missing(why) : null;
    }

    /// <summary>Whether no number was given, and why. A number that was typed counts, whatever reason still stands from last time.</summary>
    public bool SaysWhyNot => Typed is Typed.NoNumber or Typed.Nothing && Given.Count == 0 && (Missing is not null || Typed is Typed.NoNumber);

    public ReportedValue? NoNumber() => (Missing ?? (Typed as Typed.NoNumber)?.Why) is { } why
        ? new ReportedValue.Missing(why)
        : Wrong<ReportedValue>(ValuePart.WhyMissing, ValueFaultKind.WhichReason, typed: Value);

    public string Part(Category category) => form[AnswerFields.Part(Indicator.Id, category.Id)];

    /// <summary>A number, or null and what is wrong with it.</summary>
    public decimal? Number(string text, ValuePart part)
    {
        switch (ReadTyped(text))
        {
            case Typed.Nothing:
                return null;
            case Typed.Figure(var value, var isPlain):
                return isPlain ? value : Noted(text, value);
            case Typed.OutOf(var some, _, _):
                return Noted(text, some);
            case Typed.Percent(var percent, var isPlain) when Indicator.Unit is "%" or "percent":
                return isPlain ? percent : Noted(text, percent);
            case Typed.Percent:
                return Fails(ValueFaultKind.NoPercentage);
            case Typed.OtherCurrency:
                return Fails(ValueFaultKind.OtherCurrency);
            default:
                return Fails(ValueFaultKind.Unreadable);
        }

        decimal? Fails(ValueFaultKind kind)
        {
            _ = Wrong<ReportedValue>(part, kind, typed: text);
            return null;
        }
    }

    /// <summary>Notes that a number was read from words, so that whoever wrote them sees it.</summary>
    public decimal Noted(string text, decimal value)
    {
        readings.Add((text, value));
        return value;
    }

    private Typed ReadTyped(string text)
    {
        var kind = Kind.Of(Indicator.Kind);
        return Typed.Read(text, culture, kind.UnitBeside(Indicator), kind.CurrencyOf(Indicator.Unit));
    }
}
