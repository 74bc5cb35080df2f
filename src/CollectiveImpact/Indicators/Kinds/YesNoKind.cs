using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>Yes or no: "Do you have a written plan?"</summary>
public sealed class YesNoKind : Kind
{
    private const string Yes = "yes";
    private const string No = "no";

    public override IndicatorKind Id => IndicatorKind.YesNo;

    public override IReadOnlyList<RollUp> RollUps { get; } = [RollUp.CountYes];

    public override bool HasTrend => false;

    public override bool CanBeUnusual => false;

    public override bool CanBeUsed => false;

    public override bool IsCount => true;

    internal override string Name(Texts t) => t.KindYesNo;

    internal override void Draw(DrawnForm to, AskedQuestion question)
    {
        var field = AnswerFields.Value(question.Id);
        to.Add(new ChoiceInput([new Choice(question.T.AnswerYes, Yes), new Choice(question.T.AnswerNo, No)]) { Id = field, Label = PeoplesWords.Plain(question.Label), Value = to.Kept(field), Style = ChoiceStyle.Expanded });
    }

    internal override ReportedValue? Read(TypedAnswer answer) => answer.Value switch
    {
        Yes => new ReportedValue.YesNo(Yes: true),
        No => new ReportedValue.YesNo(Yes: false),
        _ => answer.NothingChosen(),
    };

    internal override void Put(ReportedValue value, string indicator, IDictionary<string, string> fields, CultureInfo culture)
    {
        if (value is ReportedValue.YesNo answer)
        {
            fields[AnswerFields.Value(indicator)] = answer.Yes ? Yes : No;
        }
    }

    public override IEnumerable<ValueFault> FaultsOf(Indicator indicator, ReportedValue value) => [];

    internal override string TotalInWords(decimal value, int covers, Indicator indicator, Texts t) => t.SayYes(Figures.Plain(value, t.Culture), covers);
}
