using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;

namespace CollectiveImpact.Indicators.Kinds;

/// <summary>An indicator as it is asked on a form.</summary>
/// <param name="Label">The whole question, with its unit and its time where they aren't plain.</param>
internal sealed record AskedQuestion(Indicator Indicator, string Label, Texts T)
{
    public string Id => Indicator.Id;

    /// <summary>The question in as much as there is room for, to put something behind it.</summary>
    public string Short(Room room) => PeoplesWords.Shorten(Indicator.Question, room.Letters);

    /// <summary>What stands behind the question to say what is counted; empty where the question says it.</summary>
    public static string UnitOf(Indicator indicator) =>
        Kind.Of(indicator.Kind).CanBeDivided && !indicator.Question.Contains(indicator.Unit, StringComparison.OrdinalIgnoreCase) ? indicator.Unit : "";

    /// <summary>A line to type a number or a word in.</summary>
    public static TextInput Input(DrawnForm to, string field, string label) => new() { Id = field, Label = PeoplesWords.Plain(label), Value = to.Kept(field) };
}
