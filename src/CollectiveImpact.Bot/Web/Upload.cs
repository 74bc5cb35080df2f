using CollectiveImpact.Cards;
using CollectiveImpact.Files;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace CollectiveImpact.Bot.Web;

/// <summary>A form that somebody sent with a file in it.</summary>
/// <param name="File">Null when there is none that can be taken; then the fault says why.</param>
/// <param name="Status">How the browser is answered when there is none.</param>
internal sealed record Upload(IFormCollection Form, IFormFile? File, string Fault, int Status)
{
    private const long Mega = 1024 * 1024;

    // What is a little too large is read all the same, to be told: a connection that is cut off tells nothing.
    private const int ReadTimes = 3;

    private const int LongestName = 100;

    // Our forms have five fields, of some words each.
    private const int MostFields = 20;
    private const int LongestField = 1024;

    /// <summary>What the file is called, as far as it is shown and kept.</summary>
    public string Name => File is null ? "" : PeoplesWords.Shorten(string.Concat(Path.GetFileName(File.FileName.Replace('\\', '/')).Where(c => !char.IsControl(c)).ToArray()), LongestName);

    /// <summary>For the address that takes it.</summary>
    public static IRequestSizeLimitMetadata Limit(UploadLimits limits) => new RequestSizeLimitAttribute(ReadTimes * limits.MegaBytes * Mega);

    public static async Task<Upload> Read(HttpRequest request, UploadLimits limits, Texts t, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
        {
            return Without(t.ChooseOnThisPage, StatusCodes.Status415UnsupportedMediaType);
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(
                new FormOptions { MultipartBodyLengthLimit = long.MaxValue, ValueCountLimit = MostFields, ValueLengthLimit = LongestField, KeyLengthLimit = LongestField }, cancel);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge(FormCollection.Empty, limits, t);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException or ArgumentException)
        {
            return Without(t.NotWhole, StatusCodes.Status400BadRequest);
        }

        return form.Files.Count > 1 ? new Upload(form, null, t.OneAtATime, StatusCodes.Status400BadRequest)
            : form.Files.GetFile("file") is not { Length: > 0 } file ? new Upload(form, null, t.ChooseFirst, StatusCodes.Status200OK)
            : file.Length > limits.MegaBytes * Mega ? TooLarge(form, limits, t)
            : new Upload(form, file, "", StatusCodes.Status200OK);
    }

    private static Upload Without(string fault, int status) => new(FormCollection.Empty, null, fault, status);

    private static Upload TooLarge(IFormCollection form, UploadLimits limits, Texts t) =>
        new(form, null, t.TooLarge(limits.MegaBytes), StatusCodes.Status413PayloadTooLarge);
}
