using System.Collections;
using System.Reflection;

namespace CollectiveImpact.Tests;

/// <summary>
/// Copies nouns with values in them that nobody would write today: as an older version, a newer one beside it, or somebody's hand
/// may have stored them. Keys of dictionaries stay, everything else is given to a change of its own.
/// </summary>
/// <param name="change">What stands in a property from now on, given the noun's type, the property's name, and what stood there.</param>
internal sealed class Spoiled(Func<Type, string, object?, object?> change)
{
    public static readonly Spoiled Not = new((_, _, value) => value);

    public T Of<T>(T noun) => (T)Walk(noun, typeof(T))!;

    private object? Walk(object? value, Type declared)
    {
        // An id is stored as its text.
        if (value is null or IId || this == Not)
        {
            return value;
        }

        if (value is IDictionary map && declared.IsGenericType)
        {
            var type = declared.GenericTypeArguments[1];
            var copy = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(declared.GenericTypeArguments))!;
            foreach (DictionaryEntry entry in map)
            {
                copy[entry.Key] = Walk(entry.Value, type);
            }

            return copy;
        }

        if (value is not string && value is IEnumerable list && declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var copy = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(declared.GenericTypeArguments))!;
            foreach (var item in list)
            {
                copy.Add(Walk(item, declared.GenericTypeArguments[0]));
            }

            return copy;
        }

        var of = value.GetType();
        if (of.Namespace?.StartsWith("CollectiveImpact", StringComparison.Ordinal) != true || of.GetMethod("<Clone>$") is not { } clone)
        {
            return value;
        }

        var noun = clone.Invoke(value, null)!;
        foreach (var property in of.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0))
        {
            var stood = property.GetValue(noun);
            var stands = change(of, property.Name, stood is IId id ? id.Value : stood);
            property.SetValue(noun, stands is string text && stood is IId ? Activator.CreateInstance(stood.GetType(), text) : Walk(stands, property.PropertyType));
        }

        return noun;
    }
}
