using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace CollectiveImpact.Bot.Pages;

/// <summary>A form that somebody sent with a file in it.</summary>
/// <param name="File">Null when there is none that can be taken; then the fault says why, in HTML.</param>
internal sealed record Upload(IFormCollection Form, IFormFile? File, string Fault)
{
    // A spreadsheet of two hundred thousand rows.
    private const long LargestFile = 20 * 1024 * 1024;

    // What is a little too large is read all the same, to be told: a connection that is cut off tells nothing.
    private const long MostRead = 3 * LargestFile;

    /// <summary>For the address that takes it.</summary>
    public static IRequestSizeLimitMetadata Limit { get; } = new SizeLimit(MostRead);

    public static async Task<Upload> Read(HttpRequest request, CancellationToken cancel)
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MostRead }, cancel);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or InvalidOperationException)
        {
            return TooLarge(FormCollection.Empty);
        }

        return form.Files.GetFile("file") is not { Length: > 0 } file ? new Upload(form, null, Page.Fault("Please choose a file first."))
            : file.Length > LargestFile ? TooLarge(form)
            : new Upload(form, file, "");
    }

    private static Upload TooLarge(IFormCollection form) =>
        new(form, null, Page.Fault($"A file has at most {LargestFile / 1024 / 1024} MB. Please bring a larger one in parts."));

    private sealed record SizeLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
