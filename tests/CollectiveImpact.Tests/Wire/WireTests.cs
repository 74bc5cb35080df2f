using System.Reflection;
using CollectiveImpact.CheckIns;

namespace CollectiveImpact.Tests.Wire;

/// <summary>
/// What processes of two versions say to each other while one replaces the other: names of grains, of calls and of what is sent;
/// `wire.txt` beside this file is how they stand. Names of grains and of calls are pinned in the code. A type is known by its own
/// name: an alias of Orleans would be sent instead of it, which a version without that alias refuses (docs/decisions/0013).
/// </summary>
/// <remarks>A line that is new is an addition. A line that has changed, or gone, breaks a rolling update: make a new type or call beside the old one.</remarks>
public sealed class WireTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] Types = [.. typeof(Round).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) != true)];

    [Fact]
    public void Every_name_that_is_sent_is_pinned_and_as_it_was()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Wire", "wire.txt");
        var now = string.Join('\n', Lines().Order(StringComparer.Ordinal)) + "\n";
        if (Environment.GetEnvironmentVariable("WRITE_WIRE") is { Length: > 0 } to)
        {
            File.WriteAllText(to, now);
        }

        Assert.DoesNotContain("NOT PINNED", now, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(file), now);
    }

    [Fact]
    public void What_a_version_before_does_not_send_is_not_null()
    {
        // The engine makes a record without its constructor: what isn't sent has no value, whatever the initializer says.
        var nullability = new NullabilityInfoContext();
        var missing = Types
            .Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null && t is { IsEnum: false, IsAbstract: false })
            .SelectMany(t => t.GetProperties(Own)
                .Where(p => p.GetCustomAttribute<IdAttribute>() is not null && !p.PropertyType.IsValueType && nullability.Create(p).ReadState == NullabilityState.NotNull)
                .Where(p => p.GetValue(System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)) is null)
                .Select(p => $"{t.Name}.{p.Name}"));
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Lines()
    {
        foreach (var type in Types.Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null))
        {
            yield return $"type {NameOf(type)}{(type.IsEnum ? $": {string.Join(", ", Enum.GetNames(type).Select(n => $"{Convert.ToInt64(Enum.Parse(type, n), System.Globalization.CultureInfo.InvariantCulture)} {n}"))}" : "")}";
            if (type.IsEnum)
            {
                continue;
            }

            // What a record's own constructor takes is numbered by its place there, apart from what has a number.
            if (type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Own) is not null))
            {
                var constructor = type.GetConstructors(Own).FirstOrDefault(c => c.GetParameters() is { Length: > 0 } taken && taken[0].ParameterType != type);
                foreach (var (place, taken) in (constructor?.GetParameters() ?? []).Index())
                {
                    yield return $"type {NameOf(type)} ({place}) {NameOf(taken.ParameterType)}";
                }
            }

            foreach (var member in type.GetMembers(Own).Where(m => m.GetCustomAttribute<IdAttribute>() is not null))
            {
                yield return $"type {NameOf(type)} [{member.GetCustomAttribute<IdAttribute>()!.Id}] {NameOf(member is PropertyInfo p ? p.PropertyType : ((FieldInfo)member).FieldType)}";
            }
        }

        foreach (var grain in Types.Where(t => t.IsAssignableTo(typeof(Grain))))
        {
            yield return $"grain {grain.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, null!).ToString() ?? "NOT PINNED " + grain.Name}";
        }

        foreach (var calls in Types.Where(t => t.IsInterface && t.IsAssignableTo(typeof(IGrain))))
        {
            foreach (var call in calls.GetMethods())
            {
                yield return $"call {NameOf(calls)} {call.GetCustomAttribute<AliasAttribute>()?.Alias ?? "NOT PINNED " + call.Name} ({string.Join(", ", call.GetParameters().Select(p => NameOf(p.ParameterType)))}) {NameOf(call.ReturnType)}";
            }
        }
    }

    // An id is sent as its text: IdsTests.
    private static string NameOf(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)) ? nameof(String)
        : type.IsArray ? NameOf(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Assembly == typeof(Round).Assembly ? FormerNames.Of(type) : type.Name;
}
