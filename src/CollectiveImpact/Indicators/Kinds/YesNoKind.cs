using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>Yes or no: "Do you have a written plan?"</summary>
public sealed class YesNoKind : Kind
{
    private const string Yes = "yes";
    private const string No = "no";

    // As spreadsheets and forms write them in English, Portuguese, Spanish, French, German, Italian and Dutch.
    private static readonly HashSet<string> WrittenYes = new([Yes, "1", "true", "sim", "sí", "si", "oui", "ja", "sì", "verdadeiro", "verdadero", "vrai", "wahr", "vero", "waar"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> WrittenNo = new([No, "0", "false", "não", "non", "nein", "nee", "falso", "faux", "falsch", "onwaar"], StringComparer.OrdinalIgnoreCase);

    public override IndicatorKind Id => IndicatorKind.YesNo;

    public override IReadOnlyList<RollUp> RollUps { get; } = [RollUp.CountYes];

    public override bool HasTrend => false;

    public override bool CanBeUnusual => false;

    public override bool CanBeUsed => false;

    public override bool IsCount => true;

    internal override string Name(Texts t) => t.KindYesNo;

    internal override string ExampleQuestion(Texts t) => t.YesNoQuestion;

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

    internal override ReportedValue? FromFile(FiledAnswer answer)
    {
        var column = answer.Has(FileColumn.Text) ? FileColumn.Text : FileColumn.Value;
        var written = answer.Text(column).Trim();
        return WrittenYes.Contains(written) || WrittenNo.Contains(written)
            ? new ReportedValue.YesNo(WrittenYes.Contains(written))
            : answer.Wrong(column, ValueFaultKind.NotYesOrNo, written);
    }

    public override FiledValue ToFile(ReportedValue value) => new(value.AsNumber, Text: value is ReportedValue.YesNo answer ? answer.Yes ? Yes : No : "");

    public override string? ToDhis2(ReportedValue value) => value is ReportedValue.YesNo answer ? answer.Yes ? "true" : "false" : null;

    public override ReportedValue Example(Indicator indicator, int number, CultureInfo culture) => new ReportedValue.YesNo(number % 3 != 1);

    public override IEnumerable<ValueFault> FaultsOf(Indicator indicator, ReportedValue value) => [];

    internal override string TotalInWords(decimal value, int covers, Indicator indicator, Texts t) => t.SayYes(Figures.Plain(value, t.Culture), covers, (int)decimal.Clamp(value, 0, int.MaxValue));
}
