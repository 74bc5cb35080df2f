namespace CollectiveImpact.Bot.Web;

/// <summary>An answer that no cache keeps, no page of others frames (but Teams, where it may), and whose address is told to nobody.</summary>
internal sealed class NotKept(IResult inner, string policy = "default-src 'none'") : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = $"{policy}; frame-ancestors {TeamsFrame.AncestorsOf(httpContext)}";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        return inner.ExecuteAsync(httpContext);
    }
}
