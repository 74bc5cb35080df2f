using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Bot.Tests.FaultMatrix;

/// <summary>Stands between a bot and its storage: counts the calls, and does something before or after one of them.</summary>
internal sealed class StorageProxy : IAsyncDisposable
{
    private readonly HttpClient _storage;
    private readonly WebApplication _app;

    private StorageProxy(Uri storage)
    {
        _storage = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(storage.GetLeftPart(UriPartial.Authority)) };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.Run(Forward);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Called before a request is passed on; false refuses it as a storage that is busy.</summary>
    public Func<bool> Before { get; set; } = static () => true;

    /// <summary>Called with the body of a write when storage has taken it, before the bot hears of it.</summary>
    public Action<string> After { get; set; } = static _ => { };

    /// <summary>Called when storage has taken a write, before the bot hears of it; false loses the answer.</summary>
    public Func<bool> Answers { get; set; } = static () => true;

    public static async Task<StorageProxy> Start(Uri storage)
    {
        var proxy = new StorageProxy(storage);
        await proxy._app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _storage.Dispose();
    }

    private async Task Forward(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(CancellationToken.None);
        if (!Before())
        {
            http.Response.StatusCode = 503;
            return;
        }

        using var request = new HttpRequestMessage(
            // As it came: its signature is for the very letters.
            new HttpMethod(http.Request.Method), new Uri(_storage.BaseAddress!.GetLeftPart(UriPartial.Authority) + http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        foreach (var (name, values) in http.Request.Headers.Where(h => h.Key is not ("Host" or "Connection" or "Transfer-Encoding" or "Content-Length")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        using var answer = await _storage.SendAsync(request, CancellationToken.None);
        var content = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
        if (http.Request.Method != "GET" && answer.IsSuccessStatusCode)
        {
            After(body);
            if (!Answers())
            {
                http.Abort();
                return;
            }
        }

        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Transfer-Encoding" or "Connection" or "Content-Length")))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        await http.Response.Body.WriteAsync(content, CancellationToken.None);
    }
}
