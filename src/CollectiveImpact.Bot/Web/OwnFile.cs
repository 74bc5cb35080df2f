using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CollectiveImpact.Bot.Web;

/// <summary>A file that pages need besides themselves. Its address changes with what is in it, so that browsers keep it for good.</summary>
internal sealed class OwnFile
{
    private readonly byte[] _content;
    private readonly string _type;
    // Made once, when the first browser asks: most starts serve none.
    private readonly Lazy<byte[]> _compressed;

    private OwnFile(string name, string type, string? license = null)
    {
        _content = license is null ? Read(name) : [.. Encoding.UTF8.GetBytes($"/*!\n{Encoding.UTF8.GetString(Read(license))}\n*/\n"), .. Read(name)];
        _type = type;
        _compressed = new(() => Compressed(_content));
        Address = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(_content))[..16]}{Path.GetExtension(name)}";
    }

    /// <summary>How all pages look.</summary>
    public static OwnFile Style { get; } = new("pages.css", "text/css; charset=utf-8");

    /// <summary>What keeps a page up to date that lies open. Without it, the page says how things were when it was opened.</summary>
    public static OwnFile Script { get; } = new("live.js", "text/javascript; charset=utf-8");

    /// <summary>What finds words while somebody types. Without it, a button does.</summary>
    public static OwnFile SearchScript { get; } = new("words.js", "text/javascript; charset=utf-8");

    /// <summary>What lets a file stay chosen while the page says what it would do. Without it, it is chosen anew.</summary>
    public static OwnFile UploadScript { get; } = new("upload.js", "text/javascript; charset=utf-8");

    /// <summary>What asks Teams who somebody is.</summary>
    public static OwnFile Tab { get; } = new("tab.js", "text/javascript; charset=utf-8");

    /// <summary>Microsoft's library by which a page speaks with Teams, as npm has it, with its license before it.</summary>
    public static OwnFile TeamsJs { get; } = new("MicrosoftTeams.min.js", "text/javascript; charset=utf-8", "LICENSE");

    public string Address { get; }

    public static void Map(WebApplication app)
    {
        foreach (var file in new[] { Style, Script, SearchScript, UploadScript, Tab, TeamsJs })
        {
            app.MapGet(file.Address, file.Get);
        }
    }

    private IResult Get(HttpRequest request, HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Vary = "Accept-Encoding";
        if (!request.GetTypedHeaders().AcceptEncoding.Any(a => a.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && a.Quality is null or > 0))
        {
            return Results.Bytes(_content, _type);
        }

        response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(_compressed.Value, _type);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(OwnFile).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static byte[] Compressed(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
