using CollectiveImpact.Indicators;

namespace CollectiveImpact.Templates;

/// <summary>An indicator as it is written in a content file.</summary>
internal sealed record IndicatorContent(
    string Id, string Question, IndicatorKind Kind, GoodDirection Good, RollUp RollUp,
    string Definition = "", string Unit = "", string Formula = "", decimal? Target = null, IReadOnlyList<string>? Terms = null, string PartName = "", string WholeName = "")
{
    public Indicator Indicator() => new(Id, Question, Unit, Kind, Good, RollUp, Target, Terms ?? [], 1, Retired: false) { Definition = Definition, Formula = Formula, PartName = PartName, WholeName = WholeName };
}
