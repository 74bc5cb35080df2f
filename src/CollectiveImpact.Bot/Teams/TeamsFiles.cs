using System.Net.Http.Headers;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace CollectiveImpact.Bot.Teams;

/// <summary>Files between the bot and a person's OneDrive: what Teams calls file consent and file info.</summary>
/// <remarks>Source: Microsoft Learn, "Send and receive files through a bot"; OneDrive API, "Upload large files".</remarks>
internal sealed class TeamsFiles(IHttpClientFactory clients, TeamsDrives drives) : IDrive
{
    internal const string VerbField = "verb";

    private const int LongestName = 200;

    // A multiple of 320 KiB, as upload sessions ask for, and below their 60 MiB.
    private const int Piece = 128 * 320 * 1024;

    public bool Has(string address, ConversationAddress from) => drives.Include(address, from.ServiceUrl);

    public async Task Put(string upload, ConversationAddress from, Stream content, CancellationToken cancel)
    {
        if (!Has(upload, from))
        {
            throw new HttpRequestException("The address is none of a drive.");
        }

        // A drive that sends on to another address is answered like one that refuses: the client follows none.
        var to = new Uri(upload);
        using var http = clients.CreateClient();
        var buffer = new byte[Math.Min(Piece, content.Length)];
        for (var at = 0L; at < content.Length;)
        {
            var size = await content.ReadAtLeastAsync(buffer, (int)Math.Min(buffer.Length, content.Length - at), throwOnEndOfStream: true, cancel);
            using var piece = new ByteArrayContent(buffer, 0, size);
            piece.Headers.ContentRange = new ContentRangeHeaderValue(at, at + size - 1, content.Length);
            using var answer = await http.PutAsync(to, piece, cancel);
            answer.EnsureSuccessStatusCode();
            at += size;
        }
    }

    /// <summary>The name of the file that somebody sent along; null when they sent none. What they wrote comes along as a page, which is no file.</summary>
    public static string? Sent(Activity activity) => (activity.Attachments ?? [])
        .Where(a => a?.ContentType == FileDownloadInfo.ContentType || a?.ContentType?.StartsWith("image/", StringComparison.Ordinal) == true)
        .Select(a => PeoplesWords.Shorten(PeoplesWords.Read(a.Name ?? ""), LongestName))
        .FirstOrDefault(n => n.Length > 0);

    public static Activity Message(OfferedFile file) => WithFile(file.Name, FileConsentCard.ContentType, null, new FileConsentCard
    {
        Description = file.Description,
        SizeInBytes = file.Size,
        AcceptContext = new Dictionary<string, string>(file.Data) { [VerbField] = file.Verb },
        DeclineContext = new Dictionary<string, string>(file.Data) { [VerbField] = file.DeclineVerb },
    });

    public static Activity Message(GivenFile file) => WithFile(file.Name, FileInfoCard.ContentType, file.Url, new FileInfoCard { UniqueId = file.Id, FileType = file.Type });

    private static Activity WithFile(string name, string type, string? url, object content) => new()
    {
        Type = ActivityTypes.Message,
        Summary = name,
        Attachments = [new Attachment { ContentType = type, Name = name, ContentUrl = url, Content = content }],
    };
}
