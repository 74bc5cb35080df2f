using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using CollectiveImpact.Bot.Tests.FaultMatrix;
using CollectiveImpact.Bot.Tests.Mail;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.LocalWorld;

/// <summary>On a developer's machine, what is mailed is seen in a window.</summary>
[Collection(Processes.Collection)]
public sealed partial class MailWindowTests
{
    private static readonly string Program = Path.Combine(RepositoryRoot.BuiltOf("CollectiveImpact.MailWindow"), "CollectiveImpact.MailWindow.dll");

    [Fact]
    public async Task What_the_bot_mails_is_shown_as_a_page_that_can_do_nothing_and_as_text()
    {
        var smtp = FreePort();
        using var window = Start(smtp, out var listens);
        try
        {
            using var http = new HttpClient { BaseAddress = await listens.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken) };
            await using var mail = new Mailed(options => options with { Server = options.Server with { Port = smtp } });

            Assert.IsType<SendOutcome.Sent>(await mail.Sends(summary: "A <subject>"));

            Assert.Contains("<a href=\"/mail/1\">A &lt;subject&gt;</a>", await Get(http, "/"), StringComparison.Ordinal);
            Assert.Contains("<a href=\"https://bot.example/m/abc\" target=\"_blank\"", await Get(http, "/mail/1"), StringComparison.Ordinal);
            using var page = await http.GetAsync(new Uri("/mail/1/page", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Contains("sandbox", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains(En.Mail.AnswerCheckIn, await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            window.Kill();
        }
    }

    private static Task<string> Get(HttpClient http, string path) => http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static Process Start(int smtp, out Task<Uri> listens)
    {
        var start = new ProcessStartInfo("dotnet", [Program]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["MailWindow__Page"] = "0";
        start.Environment["MailWindow__Smtp"] = smtp.ToString(CultureInfo.InvariantCulture);
        var said = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        listens = said.Task;
        var window = Process.Start(start)!;
        window.OutputDataReceived += (_, line) =>
        {
            if (Listening().Match(line.Data ?? "") is { Success: true } address)
            {
                said.TrySetResult(new Uri(address.Value));
            }
        };
        window.BeginOutputReadLine();
        return window;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"(?<=Now listening on: )http://127\.0\.0\.1:\d+", RegexOptions.None, 1000)]
    private static partial Regex Listening();
}
