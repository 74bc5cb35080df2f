using System.Collections.Frozen;
using System.Globalization;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>An amount in one currency: "What did you spend?"</summary>
public sealed class MoneyKind : AmountKind
{
    // ISO 4217, as far as the cultures of this system know it.
    private static readonly Lazy<FrozenSet<string>> Currencies = new(() => CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name).ISOCurrencySymbol).ToFrozenSet());

    public override IndicatorKind Id => IndicatorKind.Money;

    public override bool CountsPeople => false;

    internal override string Name(Texts t) => t.KindMoney;

    internal override string? UnitFault(string unit, Texts t) => IsCurrency(unit) ? null : t.UnitNoCurrency;

    public override string Unit(string typed) => typed.ToUpperInvariant();

    public override string CurrencyOf(string unit) => IsCurrency(unit) ? Unit(unit) : "";

    private static bool IsCurrency(string text) => text.Length == 3 && Currencies.Value.Contains(text.ToUpperInvariant());
}
