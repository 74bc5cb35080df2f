namespace CollectiveImpact.Indicators.Kinds;

/// <summary>The names of the fields in which a partner answers an indicator. Cards in people's chats carry them: they don't change.</summary>
internal static class AnswerFields
{
    public static string Value(string indicator) => "value." + indicator;

    public static string Whole(string indicator) => "whole." + indicator;

    /// <summary>The whole that stood in the form from last time, which alone is no answer.</summary>
    public static string Still(string indicator) => "still." + indicator;

    public static string Part(string indicator, string category) => $"part.{indicator}.{category}";

    /// <summary>No field: where a fault of the parts together is said.</summary>
    public static string Parts(string indicator) => "parts." + indicator;

    public static string Missing(string indicator) => "missing." + indicator;

    public static string Note(string indicator) => "note." + indicator;

    public static string Meaning(string indicator) => "meaning." + indicator;

    /// <summary>All that a person fills in for an indicator.</summary>
    public static IEnumerable<string> All(Indicator indicator) =>
    [
        Value(indicator.Id), Whole(indicator.Id), Missing(indicator.Id), Note(indicator.Id), Meaning(indicator.Id),
        .. indicator.Breakdown?.Categories.Select(c => Part(indicator.Id, c.Id)) ?? [],
    ];

    public static string Of(ValuePart part, string indicator) => part switch
    {
        ValuePart.Value => Value(indicator),
        ValuePart.Whole => Whole(indicator),
        ValuePart.Parts => Parts(indicator),
        _ => Missing(indicator),
    };
}
