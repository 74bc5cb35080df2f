namespace CollectiveImpact.Bot.Web;

/// <summary>An answer that no cache keeps, no other page frames, and whose address is told to nobody.</summary>
internal sealed class NotKept(IResult inner, string policy = "default-src 'none'") : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        return inner.ExecuteAsync(httpContext);
    }
}
