using System.Security.Cryptography;

namespace CollectiveImpact.Bot.Web;

/// <summary>How all pages look. Its address changes with what is in it, so that browsers keep it for good.</summary>
internal static class StyleSheet
{
    private static readonly byte[] Content = Read();

    public static string Address { get; } = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(Content))[..16]}.css";

    public static IResult Get(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(Content, "text/css; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("pages.css")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
