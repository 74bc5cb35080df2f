namespace CollectiveImpact.Indicators.Kinds;

/// <summary>A count or amount: "How many sessions were held?"</summary>
public sealed class NumberKind : AmountKind
{
    public override IndicatorKind Id => IndicatorKind.Number;

    public override bool IsCount => true;

    public override bool HasUnit => true;

    internal override string Name(Texts t) => t.KindNumber;

    internal override string ExampleQuestion(Texts t) => t.NumberQuestion;

    public override string UnitBeside(Indicator indicator) => indicator.Unit;
}
