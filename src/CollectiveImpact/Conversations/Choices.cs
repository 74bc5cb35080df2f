using System.Globalization;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>Reads what a button carries. Anybody can send anything: what can't be read is none.</summary>
public static class Choices
{
    /// <summary>The word of a list that a button carries, or null.</summary>
    public static T? Word<T>(this Form form, string field)
        where T : struct, Enum => EnumNames.Read<T>(form[field]);

    /// <summary>The whole number that a button or a choice carries, or null.</summary>
    public static int? Number(this Form form, string field) =>
        int.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
