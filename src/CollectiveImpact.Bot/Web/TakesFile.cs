using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace CollectiveImpact.Bot.Web;

/// <summary>A page that takes a file, for whoever has a link to it: it says first what the file would do, and then brings it in.</summary>
internal abstract class TakesFile(Initiative initiative, Texts t)
{
    protected Initiative Initiative => initiative;

    protected Texts T => t;

    /// <summary>The page, before a file was sent or when none could be taken.</summary>
    /// <param name="form">What was chosen on it.</param>
    /// <param name="fault">Why nothing came of it; empty before a file was sent.</param>
    public abstract IResult Draw(IFormCollection form, string fault, int status = StatusCodes.Status200OK);

    /// <summary>Reads the file in its turn, and brings it in when that is what was pressed.</summary>
    public abstract Task<IResult> Take(Pass pass, Upload upload, IFormFile file, CancellationToken cancel);

    /// <param name="page">The last part of its address.</param>
    /// <param name="of">Makes it for an initiative, in a reader's words.</param>
    public static void Map(RouteGroupBuilder files, string page, IRequestSizeLimitMetadata largest, Func<IServiceProvider, Initiative, Texts, TakesFile> of)
    {
        // No cookie says who presses: the address itself is the permission, so that no other page can press for them.
        files.MapGet($"/{{code}}/{page}", async (string code, HttpRequest request, Passes passes, CancellationToken cancel) =>
            await passes.Check(code, cancel) is { } allowed ? Of(request, allowed.Initiative).Draw(FormCollection.Empty, "") : FilePages.Over(request));
        files.MapPost($"/{{code}}/{page}", (string code, HttpRequest request, Uploads uploads, CancellationToken cancel) => uploads.Take(
            code,
            request,
            (initiative, upload, fault, status) => Of(request, initiative).Draw(upload.Form, fault, status),
            (initiative, pass, upload, file) => Of(request, initiative).Take(pass, upload, file, cancel),
            cancel)).WithMetadata(largest);

        TakesFile Of(HttpRequest request, Initiative initiative) => of(request.HttpContext.RequestServices, initiative, PageLanguage.TextsFor(request, initiative));
    }

    protected static IResult Shows<TPage>(int status, params (string Name, object? Value)[] shown)
        where TPage : IComponent =>
        Door.Draw(new RazorComponentResult<TPage>(shown.ToDictionary(s => s.Name, s => s.Value)) { StatusCode = status });
}
