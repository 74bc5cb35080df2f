using System.Security.Cryptography;

namespace CollectiveImpact.Bot.Web;

/// <summary>A file that pages need besides themselves. Its address changes with what is in it, so that browsers keep it for good.</summary>
internal sealed class OwnFile
{
    private readonly byte[] _content;
    private readonly string _type;

    private OwnFile(string name, string type)
    {
        using var stream = typeof(OwnFile).Assembly.GetManifestResourceStream(name)!;
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        _type = type;
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

    public string Address { get; }

    public static void Map(WebApplication app)
    {
        foreach (var file in new[] { Style, Script, SearchScript, UploadScript })
        {
            app.MapGet(file.Address, file.Get);
        }
    }

    private IResult Get(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(_content, _type);
    }
}
