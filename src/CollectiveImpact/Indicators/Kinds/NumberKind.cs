namespace CollectiveImpact.Indicators.Kinds;

/// <summary>A count or amount: "How many sessions were held?"</summary>
public sealed class NumberKind : AmountKind
{
    public override IndicatorKind Id => IndicatorKind.Number;

    public override bool IsCount => true;

    internal override string Name(Texts t) => t.KindNumber;

    public override string UnitBeside(Indicator indicator) => indicator.Unit;
}
