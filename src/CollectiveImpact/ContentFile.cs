using System.Text.Json;
using System.Text.Json.Serialization;

namespace CollectiveImpact;

/// <summary>Content that comes with the product as a file, where whoever knows the field can read, check and translate it.</summary>
internal static class ContentFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <param name="name">The slice and the file in it: <c>Templates/early-reading.json</c>.</param>
    /// <exception cref="JsonException">The file has something else in it than the type.</exception>
    public static T Read<T>(string name)
    {
        using var file = typeof(ContentFile).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException("No content of this name comes with the product.", name);
        return JsonSerializer.Deserialize<T>(file, Options)!;
    }
}
