using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>Where files go that people allow: an upload session for each, as OneDrive has them.</summary>
public sealed class Drive
{
    // Pieces of an upload session are multiples of this, but for the last.
    private const int Step = 320 * 1024;

    private readonly ConcurrentDictionary<string, (byte[] Content, long Length)> _files = new();

    /// <summary>The drive refuses everything.</summary>
    public bool IsFull { get; set; }

    /// <summary>Where the drive sends on to, instead of taking anything.</summary>
    public string? SendsOnTo { get; set; }

    /// <summary>A file that has come whole; null while it hasn't.</summary>
    public byte[]? File(string name) => _files.TryGetValue(name, out var file) && file.Content.LongLength == file.Length ? file.Content : null;

    internal int Put(string name, string range, byte[] piece)
    {
        var before = _files.GetValueOrDefault(name, ([], 0)).Content;
        if (IsFull)
        {
            return 507;
        }

        if (!ContentRangeHeaderValue.TryParse(range, out var at) || at.Length is not { } whole || at.From != before.LongLength || at.To != before.LongLength + piece.LongLength - 1
            || (at.To != whole - 1 && piece.Length % Step != 0))
        {
            return 416;
        }

        _files[name] = ([.. before, .. piece], whole);
        return at.To == whole - 1 ? 201 : 202;
    }
}
