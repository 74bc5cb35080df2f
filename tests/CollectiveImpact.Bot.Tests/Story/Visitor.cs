using System.Net;
using System.Text.RegularExpressions;
using CollectiveImpact.Bot.Tests.Simulator;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A person's browser: it keeps what it is given, and follows links and forms.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri root, string userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")
    {
        _http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = root };
        _http.DefaultRequestHeaders.Add("User-Agent", userAgent);
    }

    /// <summary>A browser in which a person has opened the link that the bot gave.</summary>
    public static async Task<Visitor> Of(Person person, Uri root)
    {
        var visitor = new Visitor(root);
        var answer = await visitor.Presses(LinkOn(await person.Asks("pages")));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return visitor;
    }

    public static string LinkOn(ReceivedCard card) => card.Links.Values.Single();

    public Task<Page> Opens(string address, params (string Name, string Value)[] headers) => Sends(HttpMethod.Get, address, headers);

    public Task<Page> Presses(string address, params (string Name, string Value)[] headers) => Sends(HttpMethod.Post, address, headers);

    /// <summary>Presses for a file.</summary>
    public async Task<(string Name, byte[] Content)> Fetches(string address)
    {
        using var answer = await _http.PostAsync(new Uri(address, UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (answer.Content.Headers.ContentDisposition!.FileNameStar!, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Sends a form.</summary>
    public Task<Page> Sends(string address, params (string Name, string Value)[] fields) => SendsFrom("same-origin", address, fields);

    /// <param name="site">Where its browser says that the form is from.</param>
    public async Task<Page> SendsFrom(string site, string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Sends(HttpMethod.Post, address, [("Sec-Fetch-Site", site)], form);
    }

    /// <summary>Sends a form as a program does that is no browser.</summary>
    public async Task<Page> SendsAlone(string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Sends(HttpMethod.Post, address, [], form);
    }

    public void Dispose() => _http.Dispose();

    private async Task<Page> Sends(HttpMethod method, string address, IReadOnlyList<(string Name, string Value)> headers, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Page(
            answer.StatusCode,
            answer.RequestMessage!.RequestUri!.AbsolutePath,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What came back.</summary>
    /// <param name="Path">Where it was in the end.</param>
    internal sealed record Page(HttpStatusCode Status, string Path, string Html, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>Whether somebody who reads it finds these words.</summary>
        public bool Says(string words) => WebUtility.HtmlDecode(Html).Contains(words, StringComparison.Ordinal);

        /// <summary>What a button of a card sends.</summary>
        public string Press(string title) =>
            WebUtility.HtmlDecode(Regex.Match(Html, $"""name="press" value="(?<sent>[^"]*)"[^>]*>{Regex.Escape(WebUtility.HtmlEncode(title))}<""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["sent"].Value);
    }
}
