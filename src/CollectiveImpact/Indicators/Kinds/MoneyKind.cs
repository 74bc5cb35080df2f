namespace CollectiveImpact.Indicators.Kinds;

/// <summary>An amount in one currency: "What did you spend?"</summary>
public sealed class MoneyKind : AmountKind
{
    public override IndicatorKind Id => IndicatorKind.Money;

    public override bool CountsPeople => false;

    public override bool HasCurrency => true;

    internal override string Name(Texts t) => t.KindMoney;

    internal override string ExampleQuestion(Texts t) => t.MoneyQuestion;

    internal override string? UnitFault(string unit, Texts t) => Currencies.IsCode(unit) ? null : t.UnitNoCurrency;

    public override string Unit(string typed) => typed.ToUpperInvariant();

    public override string CurrencyOf(string unit) => Currencies.IsCode(unit) ? Unit(unit) : "";
}
