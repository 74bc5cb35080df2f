using CollectiveImpact.Indicators.Kinds;

namespace CollectiveImpact.Indicators;

/// <summary>What has to fit together in an indicator, field by field.</summary>
internal static class IndicatorRules
{
    public const int MostIndicators = 18;

    private const int MostFields = 28;

    /// <param name="isOfOne">Whether the form is about an indicator that was there.</param>
    public static void Check(Indicator indicator, IndicatorGround ground, bool isOfOne, Dictionary<string, string> faults)
    {
        var t = ground.T;
        if (QuestionFault(indicator, ground, isOfOne) is var (field, fault))
        {
            faults[field] = fault;
        }

        CheckKind(indicator, ground, faults);
        if (indicator.Least > indicator.Most)
        {
            faults[IndicatorFields.MostField] = t.MostUnderLeast;
        }

        if (indicator.Breakdown is not null && indicator.IsCalculated)
        {
            faults[IndicatorFields.BreakdownField] = t.CalculatedHasNoParts;
        }

        CheckAim(indicator, t, faults);
    }

    /// <summary>Why it can't be asked beside the others; null when it can, or when there is no question, which is said at its field already.</summary>
    private static (string Field, string Fault)? QuestionFault(Indicator indicator, IndicatorGround ground, bool isOfOne)
    {
        var t = ground.T;
        var others = ground.Known.Where(i => !i.Retired && i.Id != indicator.Id).ToArray();
        return isOfOne && ground.Editing is null ? (IndicatorFields.QuestionField, t.IndicatorGone)
            : indicator.Question.Length == 0 ? null
            : Array.Exists(others, i => string.Equals(i.Question, indicator.Question, StringComparison.OrdinalIgnoreCase)) ? (IndicatorFields.QuestionField, t.QuestionTaken)
            : others.Sum(Fields) + Fields(indicator) > MostFields ? (ground.Kind.CanBeDivided ? IndicatorFields.CategoriesField : IndicatorFields.QuestionField, t.TooManyFields(MostFields))
            : ground.Editing is null && ground.Known.Count(i => !i.Retired) >= MostIndicators ? (IndicatorFields.QuestionField, t.TooManyIndicators(MostIndicators))
            : null;
    }

    /// <summary>Whether the kind stays what it was, and has the unit that it needs.</summary>
    private static void CheckKind(Indicator indicator, IndicatorGround ground, Dictionary<string, string> faults)
    {
        if (ground.Editing is { } before && indicator.Kind != before.Kind)
        {
            faults[IndicatorFields.KindField] = ground.T.KindCantChange;
        }

        if (ground.Kind.UnitFault(indicator.Unit, ground.T) is { } fault)
        {
            faults.TryAdd(IndicatorFields.UnitField, fault);
        }

        if (indicator.UnitOfOne.Length > 0 && indicator.Unit.Length == 0)
        {
            faults.TryAdd(IndicatorFields.UnitOfOneField, ground.T.UnitOfOneWithoutUnit);
        }
    }

    /// <summary>Whether there is a way from the baseline to the target.</summary>
    private static void CheckAim(Indicator indicator, Texts t, Dictionary<string, string> faults)
    {
        if (indicator is { TargetBy: not null, Target: null })
        {
            faults.TryAdd(IndicatorFields.TargetField, t.TargetMissing);
        }

        if (indicator is { Baseline: not null, TargetBy: null })
        {
            faults.TryAdd(IndicatorFields.TargetByField, t.TargetByMissing);
        }

        if (indicator.Baseline is null != indicator.BaselineOn is null && !faults.ContainsKey(IndicatorFields.BaselineField) && !faults.ContainsKey(IndicatorFields.BaselineOnField))
        {
            faults[indicator.Baseline is null ? IndicatorFields.BaselineField : IndicatorFields.BaselineOnField] = t.BaselineHalf;
        }

        if (indicator.BaselineOn >= indicator.TargetBy)
        {
            faults[IndicatorFields.TargetByField] = t.TargetBeforeBaseline;
        }
    }

    private static int Fields(Indicator indicator) => indicator.IsCalculated ? 0 : Kind.Of(indicator.Kind).Fields(indicator);
}
