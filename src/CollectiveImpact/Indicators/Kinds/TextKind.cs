using System.Globalization;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>A few words: "What happened that no number shows?"</summary>
public sealed class TextKind : Kind
{
    /// <summary>In characters.</summary>
    public const int Longest = 1000;

    public override IndicatorKind Id => IndicatorKind.Text;

    public override IReadOnlyList<RollUp> RollUps { get; } = [RollUp.None];

    public override bool IsNumeric => false;

    public override bool HasTrend => false;

    public override bool CanBeUnusual => false;

    public override bool CanBeUsed => false;

    internal override string Name(Texts t) => t.KindText;

    internal override string ExampleQuestion(Texts t) => t.TextQuestion;

    internal override void Draw(DrawnForm to, AskedQuestion question) =>
        to.Add(AskedQuestion.Input(to, AnswerFields.Value(question.Id), question.Label) with { IsMultiline = true });

    internal override ReportedValue? Read(TypedAnswer answer) => answer.Value.Length == 0 ? null : new ReportedValue.Words(answer.Value);

    internal override void Put(ReportedValue value, string indicator, IDictionary<string, string> fields, CultureInfo culture)
    {
        if (value is ReportedValue.Words words)
        {
            fields[AnswerFields.Value(indicator)] = words.Text;
        }
    }

    // As it stands: a line break in front is somebody's, too.
    internal override ReportedValue? FromFile(FiledAnswer answer) =>
        answer.Has(FileColumn.Text) ? new ReportedValue.Words(answer.Text(FileColumn.Text))
        : answer.Has(FileColumn.Value) ? new ReportedValue.Words(answer.Text(FileColumn.Value))
        : answer.Wrong(FileColumn.Text, ValueFaultKind.WordsMissing);

    public override FiledValue ToFile(ReportedValue value) => new(null, Text: value is ReportedValue.Words words ? words.Text : "");

    public override string? ToDhis2(ReportedValue value) => (value as ReportedValue.Words)?.Text;

    public override ReportedValue Example(Indicator indicator, int number, CultureInfo culture) => new ReportedValue.Words(new Texts(culture).ExampleOfText);

    public override IEnumerable<ValueFault> FaultsOf(Indicator indicator, ReportedValue value) =>
        value is ReportedValue.Words { Text.Length: > Longest and var length } ? [new ValueFault(ValuePart.Value, ValueFaultKind.TooLong) { Number = length, Other = Longest }] : [];

    public override int Covers(IReadOnlyCollection<ReportedValue> values) => values.OfType<ReportedValue.Words>().Count();
}
