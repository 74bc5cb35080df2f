using System.Net.Http.Headers;
using CollectiveImpact.Conversations;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace CollectiveImpact.Bot.Teams;

/// <summary>Files between the bot and a person's OneDrive: what Teams calls file consent and file info.</summary>
/// <remarks>Source: Microsoft Learn, "Send and receive files through a bot"; OneDrive API, "Upload large files".</remarks>
internal sealed class TeamsFiles(IHttpClientFactory clients, IHostEnvironment environment) : IDrive
{
    internal const string VerbField = "verb";

    // A multiple of 320 KiB, as upload sessions ask for, and below their 60 MiB.
    private const int Piece = 128 * 320 * 1024;

    public async Task Put(string upload, Stream content, CancellationToken cancel)
    {
        // It comes with Teams' own signature; still, a file never goes anywhere in the clear.
        if (!Uri.TryCreate(upload, UriKind.Absolute, out var to) || (to.Scheme != Uri.UriSchemeHttps && !(environment.IsDevelopment() && to.IsLoopback)))
        {
            throw new HttpRequestException("The drive's address is none.");
        }

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

    public static Activity Message(OfferedFile file) => WithFile(file.Name, FileConsentCard.ContentType, null, new FileConsentCard
    {
        Description = file.Description,
        SizeInBytes = file.Size,
        AcceptContext = new Dictionary<string, string>(file.Data) { [VerbField] = file.Verb },
        DeclineContext = new Dictionary<string, string>(),
    });

    public static Activity Message(GivenFile file) => WithFile(file.Name, FileInfoCard.ContentType, file.Url, new FileInfoCard { UniqueId = file.Id, FileType = file.Type });

    private static Activity WithFile(string name, string type, string? url, object content) => new()
    {
        Type = ActivityTypes.Message,
        Summary = name,
        Attachments = [new Attachment { ContentType = type, Name = name, ContentUrl = url, Content = content }],
    };
}
