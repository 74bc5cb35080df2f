using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.Options;

namespace CollectiveImpact.Bot.Web;

/// <summary>Takes files of those who may bring one, each in its turn.</summary>
internal sealed class Uploads(Passes passes, ImportTurns turns, IOptions<UploadLimits> limits)
{
    private const long Large = 256 * 1024;

    /// <param name="code">Of the pass in the page's address.</param>
    /// <param name="again">The page once more, with what was chosen on it and why nothing came of it.</param>
    /// <param name="read">What is done with the file in its turn.</param>
    public async Task<IResult> Take(
        string code, HttpRequest request, Func<Initiative, Upload, string, int, IResult> again, Func<Initiative, Pass, Upload, IFormFile, Task<IResult>> read, CancellationToken cancel)
    {
        // Before a byte of the file is read.
        if (await passes.Check(code, cancel) is not { } allowed)
        {
            return FilePages.Over(request);
        }

        var upload = await Upload.Read(request, limits.Value, PageLanguage.TextsFor(request, allowed.Initiative), cancel);
        if (upload.File is not { } file)
        {
            return again(allowed.Initiative, upload, upload.Fault, upload.Status);
        }

        var (page, wait) = await turns.Take(allowed.Initiative, () => read(allowed.Initiative, allowed.Pass, upload, file));
        if (page is not null && file.Length > Large)
        {
            // All that was read of it is garbage now, and the collector would let it pile up while there is free memory.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }

        return page ?? again(allowed.Initiative, upload, wait!.InWords(PageLanguage.TextsFor(request, allowed.Initiative).Culture), StatusCodes.Status429TooManyRequests);
    }
}
