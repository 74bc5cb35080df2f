using Microsoft.AspNetCore.Http.Features;

namespace CollectiveImpact.Bot.Web;

/// <summary>What a page sends.</summary>
internal static class SentForm
{
    /// <summary>Reads it, as far as it is a form within these bounds.</summary>
    /// <param name="mostFields">More of them are no form of ours.</param>
    /// <param name="longest">How long a field and its name may be, in bytes.</param>
    /// <returns>Empty where it is none.</returns>
    public static async Task<IFormCollection> Read(HttpRequest request, int mostFields, int longest, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
        {
            return FormCollection.Empty;
        }

        try
        {
            return await request.ReadFormAsync(new FormOptions { ValueCountLimit = mostFields, ValueLengthLimit = longest, KeyLengthLimit = longest }, cancel);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return FormCollection.Empty;
        }
    }
}
