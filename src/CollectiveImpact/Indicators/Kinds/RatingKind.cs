using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>One to five: "How well do partners work together?"</summary>
public sealed class RatingKind : Kind
{
    private const int Lowest = 1;
    private const int Highest = 5;

    public override IndicatorKind Id => IndicatorKind.Rating;

    public override IReadOnlyList<RollUp> RollUps { get; } = [RollUp.Mean, RollUp.Latest, RollUp.Max, RollUp.Min];

    public override bool CanBeUnusual => false;

    public override bool HasDecimals => true;

    public override bool HasRange => true;

    internal override string Name(Texts t) => t.KindRating;

    internal override string ExampleQuestion(Texts t) => t.RatingQuestion;

    internal override void Draw(DrawnForm to, AskedQuestion question)
    {
        var (field, t) = (AnswerFields.Value(question.Id), question.T);
        to.Add(new ChoiceInput([.. Enumerable.Range(Lowest, Highest).Select(r => new Choice(r == Lowest ? t.LowestRating : r == Highest ? t.HighestRating : r.InNumerals(t.Culture), InDigits(r)))])
        {
            Id = field,
            Label = PeoplesWords.Plain(question.Label),
            Value = to.Kept(field),
            Style = ChoiceStyle.Compact,
        });
    }

    internal override ReportedValue? Read(TypedAnswer answer) =>
        int.TryParse(answer.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rating) && rating is >= Lowest and <= Highest ? new ReportedValue.Number(rating) : answer.NothingChosen();

    internal override void Put(ReportedValue value, string indicator, IDictionary<string, string> fields, CultureInfo culture)
    {
        if (value is ReportedValue.Number number)
        {
            fields[AnswerFields.Value(indicator)] = Figures.ForInput(number.Value, culture);
        }
    }

    internal override ReportedValue? FromFile(FiledAnswer answer) => answer.Number(FileColumn.Value) is { } number ? new ReportedValue.Number(number) : null;

    public override ReportedValue Example(Indicator indicator, int number, CultureInfo culture) => new ReportedValue.Number(Math.Clamp(Highest - 1 - (number % 2), indicator.Least ?? Lowest, indicator.Most ?? Highest));

    public override IEnumerable<ValueFault> FaultsOf(Indicator indicator, ReportedValue value) =>
        value is ReportedValue.Number number ? Range(number.Value, ValuePart.Value, indicator.Least ?? Lowest, indicator.Most ?? Highest) : [];

    private static string InDigits(int rating) => rating.ToString(CultureInfo.InvariantCulture);
}
