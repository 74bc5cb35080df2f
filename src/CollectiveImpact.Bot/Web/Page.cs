using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace CollectiveImpact.Bot.Web;

/// <summary>A small page of our own: readable on a phone, in the dark, without scripts from anywhere.</summary>
internal static class Page
{
    /// <summary>Words of people or of ours, to stand in a page.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Something that is wrong, told in a paragraph.</summary>
    public static string Fault(string text) => $"""<p class="fault">{Text(text)}</p>""";

    /// <param name="body">HTML of ours; all words in it go through <see cref="Text"/>.</param>
    /// <param name="keepsTheFile">Whether its form has a file, which stays chosen while the answer is shown in the report's place.</param>
    public static NotKept Of(Texts t, string body, bool keepsTheFile = false, int status = StatusCodes.Status200OK)
    {
        var language = t.Language();
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        return new NotKept(
            Results.Content(
                $$"""
                <!doctype html>
                <html lang="{{language.Name}}" dir="{{(language.TextInfo.IsRightToLeft ? "rtl" : "ltr")}}">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>{{Text(t.Title)}}</title>
                <style nonce="{{nonce}}">
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #242424; background: #fff; }
                button { font: inherit; padding: .6rem 1.4rem; border: 0; border-radius: .3rem; background: #5b5fc7; color: #fff; }
                table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; }
                caption { text-align: start; font-weight: 600; padding: .3rem 0; }
                fieldset { border: 1px solid #d1d1d1; border-radius: .3rem; margin: 0 0 1rem; }
                fieldset label { display: block; }
                td { overflow-wrap: anywhere; white-space: pre-line; unicode-bidi: plaintext; }
                td, th { text-align: start; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #d1d1d1; }
                .small { font-size: .85rem; color: #616161; }
                .fault { color: #a4262c; font-weight: 600; }
                .fine { color: #0b6a0b; font-weight: 600; }
                @media (prefers-color-scheme: dark) { body { color: #fff; background: #1f1f1f; } .small { color: #adadad; } .fault { color: #f1707b; } .fine { color: #54b054; } td, th, fieldset { border-color: #4d4d4d; } }
                </style>
                </head>
                <body>
                <main>
                {{body}}
                </main>
                {{(keepsTheFile ? $"<script nonce=\"{nonce}\">{KeepsTheFile(t)}</script>" : "")}}
                </body>
                </html>
                """,
                "text/html; charset=utf-8",
                statusCode: status),
            $"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    }

    // Sends the form and shows the answer in its place, while the chosen file stays chosen. Without scripts the form works too.
    private static string KeepsTheFile(Texts t) =>
        $$"""
        document.querySelector('form').addEventListener('submit', async event => {
          event.preventDefault();
          const form = event.target, data = new FormData(form, event.submitter);
          const report = document.getElementById('report');
          report.textContent = {{JsonSerializer.Serialize(t.OneMoment)}};
          try {
            const answer = await fetch(location.href, { method: 'POST', body: data });
            const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
            const again = page.getElementById('report');
            if (again) report.replaceChildren(...again.childNodes);
            else document.querySelector('main').replaceChildren(...page.querySelector('main').childNodes);
          } catch { report.textContent = {{JsonSerializer.Serialize(t.BrokeOff)}}; }
        });
        """;
}

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
