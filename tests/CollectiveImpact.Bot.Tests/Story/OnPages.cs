using System.Net;
using System.Text.RegularExpressions;
using CollectiveImpact.Bot.Tests.Simulator;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What people do on the pages of files.</summary>
internal static partial class OnPages
{
    /// <summary>Fetches a file by its link.</summary>
    public static async Task<byte[]> Downloads(this ReceivedCard card, string button, string name)
    {
        using var http = new HttpClient();
        var answer = await http.PostAsync(card.Links[button], null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileName);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a file on a page that shows first what it would do.</summary>
    /// <param name="read">The page that was read before, with its mark.</param>
    /// <param name="chosen">What else is chosen on the page.</param>
    public static async Task<string> Brings(this ReceivedCard card, string button, string name, byte[] file, string step, string read = "", HttpStatusCode status = HttpStatusCode.OK, params (string Field, string Value)[] chosen)
    {
        using var http = new HttpClient();
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(file), "file", name },
            { new StringContent(step), "step" },
            { new StringContent(Seen().Match(read).Groups["mark"].Value), "seen" },
        };
        foreach (var (field, value) in chosen)
        {
            form.Add(new StringContent(value), field);
        }

        var answer = await http.PostAsync(card.Links[button], form, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        return Encoded(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A page with its characters encoded as <see cref="WebUtility"/> does: which of them a page encodes, and how, says nothing to whoever reads it.</summary>
    public static string Encoded(string html) => Entity().Replace(html, m => WebUtility.HtmlEncode(WebUtility.HtmlDecode(m.Value)));

    [GeneratedRegex("&#?[0-9A-Za-z]+;", RegexOptions.None, 1000)]
    private static partial Regex Entity();

    [GeneratedRegex("name=\"seen\" value=\"(?<mark>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Seen();
}
