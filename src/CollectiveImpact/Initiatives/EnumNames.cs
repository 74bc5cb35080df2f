namespace CollectiveImpact.Initiatives;

/// <summary>Reads words of a fixed list by their names.</summary>
public static class EnumNames
{
    /// <summary>The word of this name, or null; <see cref="Enum.TryParse{TEnum}(string?, out TEnum)"/> would take numbers and several names for one as well.</summary>
    public static T? Read<T>(string text)
        where T : struct, Enum => Array.IndexOf(Enum.GetNames<T>(), text) is var index and >= 0 ? Enum.GetValues<T>()[index] : null;
}
