using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>A part of a whole, both of which are asked: "How many of the children tested read at level?"</summary>
public sealed class PercentageKind : Kind
{
    public override IndicatorKind Id => IndicatorKind.Percentage;

    public override IReadOnlyList<RollUp> RollUps { get; } = [RollUp.RatioOfSums];

    public override bool CanBeSaid => true;

    public override bool IsShare => true;

    public override bool HasDecimals => true;

    public override IReadOnlyList<FileColumn> Elements { get; } = [FileColumn.Numerator, FileColumn.Denominator];

    public override string SdmxUnit => "PT";

    public override int Decimals => 1;

    internal override string Name(Texts t) => t.KindPercentage;

    internal override string ExampleQuestion(Texts t) => t.PercentageQuestion;

    public override int Fields(Indicator indicator) => 2;

    internal override void Draw(DrawnForm to, AskedQuestion question)
    {
        // A part's own name says little without the question.
        if (question.Indicator.PartName.Length > 0)
        {
            to.Add(RichTextBlock.Of(question.Label));
        }

        // Part and whole are read together, so they stand together.
        to.Add(new ColumnSet(
        [
            Side(AskedQuestion.Input(to, AnswerFields.Value(question.Id), Called(question.Indicator.PartName) ?? question.Label) with { Placeholder = to.Room.Hints ? question.T.PercentageExample : null }),
            Side(AskedQuestion.Input(to, AnswerFields.Whole(question.Id), Called(question.Indicator.WholeName) ?? question.T.OutOfHowMany(question.Short(to.Room)))),
        ]));

        Column Side(TextInput input) => new(to.Within(() => to.Add(input))) { VerticalContentAlignment = VerticalAlignment.Bottom };

        string? Called(string name) => name.Length == 0 ? null : PeoplesWords.Shorten(name, to.Room.Letters);
    }

    internal override ReportedValue? Read(TypedAnswer answer)
    {
        if (answer.SaysWhyNot)
        {
            return answer.NoNumber();
        }

        if (answer.Typed is Typed.OutOf(var of, var outOf, var isPlain))
        {
            // "36 of 46" says both; the whole that still stands from last time says nothing.
            if (!answer.IsStill && answer.Number(answer.Whole, ValuePart.Whole) is { } said && said != outOf)
            {
                return answer.Wrong<ReportedValue>(ValuePart.Whole, ValueFaultKind.TwoWholes, said, typed: answer.Value);
            }

            return new ReportedValue.Ratio(isPlain ? of : answer.Noted(answer.Value, of), outOf);
        }

        if (answer.Value.Length == 0 && answer.IsStill)
        {
            // A whole that stands there from last time is no answer by itself.
            return null;
        }

        if (answer.Value.Length == 0 || answer.Whole.Length == 0)
        {
            return answer.Wrong<ReportedValue>(answer.Value.Length == 0 ? ValuePart.Value : ValuePart.Whole, ValueFaultKind.BothNeeded);
        }

        var all = answer.Number(answer.Whole, ValuePart.Whole);
        var part = answer.Typed is Typed.Percent(var percent, var isPlainPercent) ? OfAll(percent, isPlainPercent) : answer.Number(answer.Value, ValuePart.Value);
        return part is { } p && all is { } a ? new ReportedValue.Ratio(p, a) : null;

        decimal? OfAll(decimal share, bool plain) => (plain || all is null ? share : answer.Noted(answer.Value, share)) * all / 100m;
    }

    internal override void Put(ReportedValue value, string indicator, IDictionary<string, string> fields, CultureInfo culture)
    {
        if (value is ReportedValue.Ratio ratio)
        {
            fields[AnswerFields.Value(indicator)] = Figures.ForInput(ratio.Part, culture);
            fields[AnswerFields.Whole(indicator)] = Figures.ForInput(ratio.Whole, culture);
        }
    }

    // Out of how many rarely changes, whatever the roll-up.
    internal override void PutAgain(ReportedValue last, Indicator indicator, IDictionary<string, string> fields, CultureInfo culture)
    {
        if (last is ReportedValue.Ratio ratio)
        {
            fields[AnswerFields.Whole(indicator.Id)] = Figures.ForInput(ratio.Whole, culture);
        }
    }

    internal override void PutTyped(Typed typed, string indicator, IDictionary<string, string> fields, CultureInfo culture)
    {
        switch (typed)
        {
            case Typed.OutOf(var part, var whole, _):
                (fields[AnswerFields.Value(indicator)], fields[AnswerFields.Whole(indicator)]) = (Figures.ForInput(part, culture), Figures.ForInput(whole, culture));
                break;
            case Typed.Percent(var percent, _):
                fields[AnswerFields.Value(indicator)] = $"{Figures.ForInput(percent, culture)} %";
                break;
            default:
                base.PutTyped(typed, indicator, fields, culture);
                break;
        }
    }

    internal override void Carry(ReportedValue last, Indicator indicator, IDictionary<string, string> data, CultureInfo culture)
    {
        if (last is ReportedValue.Ratio ratio)
        {
            data[AnswerFields.Still(indicator.Id)] = Figures.ForInput(ratio.Whole, culture);
        }
    }

    internal override ReportedValue? FromFile(FiledAnswer answer) =>
        !answer.Has(FileColumn.Numerator) ? answer.Wrong(FileColumn.Numerator, ValueFaultKind.ShareIncomplete)
        : !answer.Has(FileColumn.Denominator) ? answer.Wrong(FileColumn.Denominator, ValueFaultKind.ShareIncomplete)
        : (answer.Number(FileColumn.Numerator), answer.Number(FileColumn.Denominator)) is ({ } part, { } whole) ? new ReportedValue.Ratio(part, whole)
        : null;

    public override FiledValue ToFile(ReportedValue value) => value is ReportedValue.Ratio ratio ? new(value.AsNumber, ratio.Part, ratio.Whole) : new(null);

    public override FileColumn ColumnOf(ValuePart part) => part == ValuePart.Whole ? FileColumn.Denominator : FileColumn.Numerator;

    public override ReportedValue Example(Indicator indicator, int number, CultureInfo culture)
    {
        var whole = 30m + (7 * number);
        return new ReportedValue.Ratio(Math.Round(whole * Math.Clamp((indicator.Target ?? 70m) - 8 + (number * 3), 0, 100) / 100), whole);
    }

    public override IEnumerable<ValueFault> FaultsOf(Indicator indicator, ReportedValue value) => value switch
    {
        ReportedValue.Ratio { Whole: <= 0 } => [new ValueFault(ValuePart.Whole, ValueFaultKind.NoWhole)],
        ReportedValue.Ratio ratio when ratio.Part > ratio.Whole => [new ValueFault(ValuePart.Value, ValueFaultKind.PartOverWhole)],
        // Of two that are both too large it is enough to say so once.
        ReportedValue.Ratio ratio => Range(ratio.Whole, ValuePart.Whole, 0, null).Concat(Range(ratio.Part, ValuePart.Value, 0, null)).DistinctBy(f => f.Kind),
        _ => [],
    };

    public override string InWords(decimal value, Indicator indicator, CultureInfo culture) => Figures.Percent(value, culture, indicator.Decimals);

    public override string InShort(decimal value, CultureInfo culture) => Figures.Percent(value, culture);

    internal override string ChangeInWords(decimal change, Texts t) => t.Points(Math.Round(change, 1).ToString("#,0.#", t.Culture).InNumeralsOf(t.Culture));

    public override decimal Bounded(decimal value, Indicator indicator) => Math.Clamp(value, 0m, 100m);
}
