using System.Net;
using System.Net.Sockets;
using System.Text;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Whatever comes to the pages is answered with a page in words, and leaves the others alone.</summary>
public sealed class UploadTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_hostile_file_is_told_on_the_page_and_nothing_is_kept()
    {
        var (carmen, _) = await Riverside();
        var data = (await carmen.Asks("import")).Links[En.Files.BringFile];
        var glossary = (await carmen.Asks("import glossary")).Links[En.Files.BringFile];
        foreach (var (name, says) in new[]
        {
            ("far-column.xlsx", En.Files.TooManyColumns(200)), ("bomb.xlsx", En.Files.UnzippedTooMuch(100)), ("old.xlsx", En.Files.WorkbookLocked), ("columns.csv", En.Files.TooManyColumns(200)), ("quote.csv", En.Files.CellTooLong(32_768)), ("deep.jsonld", En.Files.TooDeep(32)),
        })
        {
            var file = HostileFile.All.Single(f => f.Name == name).Write();
            var (status, page) = await Posts(name.EndsWith(".jsonld", StringComparison.Ordinal) ? glossary : data, Form(("file", name, file)));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains(WebUtility.HtmlEncode(says), page, StringComparison.Ordinal);
        }

        Assert.Contains(En.Glossary.NoneYet, (await carmen.Asks("terms")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task One_file_of_an_initiative_is_read_at_a_time_and_two_in_all()
    {
        var (carmen, _) = await Riverside();
        var link = (await carmen.Asks("import")).Links[En.Files.BringFile];
        var file = Encoding.UTF8.GetBytes(HostileFile.Heading + "2026-W40,City Library,Children in sessions,,1,,,,\r\n");
        var turns = World.Services.GetRequiredService<ImportTurns>();
        var (first, second, done) = (Reading("aaaaaa"), Reading("bbbbbb"), new TaskCompletionSource());

        var one = turns.Take(first.Initiative, () => first.Until(done.Task));
        await first.Began;
        Assert.Equal(new FileWait.ForAnother("aaaaaa"), (await turns.Take(first.Initiative, () => first.Until(done.Task))).Wait);
        var other = turns.Take(second.Initiative, () => second.Until(done.Task));
        await second.Began;

        var (status, page) = await Posts(link, Form(("file", "a.csv", file)));
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains(WebUtility.HtmlEncode(En.Files.OthersAreRead), page, StringComparison.Ordinal);

        done.SetResult();
        Assert.Null((await one).Wait);
        Assert.Null((await other).Wait);
        Assert.Contains(En.Web.FineAtOneTime(1, 1, "2026-W40"), (await Posts(link, Form(("file", "a.csv", file)))).Page, StringComparison.Ordinal);

        static (Initiative Initiative, Task Began, Func<Task, Task<string>> Until) Reading(string id)
        {
            var began = new TaskCompletionSource();
            return (new Initiative(new(id), id, "", "", "Europe/Lisbon", "en-GB", [], [], [], []), began.Task, Until);

            async Task<string> Until(Task until)
            {
                began.TrySetResult();
                await until;
                return "read";
            }
        }
    }

    [Fact]
    public async Task What_is_no_upload_is_told_what_to_do_instead()
    {
        var (carmen, _) = await Riverside();
        foreach (var words in new[] { "import", "import glossary" })
        {
            var link = (await carmen.Asks(words)).Links[En.Files.BringFile];
            await Told(link, null, HttpStatusCode.UnsupportedMediaType, En.Web.ChooseOnThisPage);
            await Told(link, new StringContent("{}", Encoding.UTF8, "application/json"), HttpStatusCode.UnsupportedMediaType, En.Web.ChooseOnThisPage);
            await Told(link, new FormUrlEncodedContent([KeyValuePair.Create("step", "check")]), HttpStatusCode.OK, En.Web.ChooseFirst);
            await Told(link, Form(), HttpStatusCode.OK, En.Web.ChooseFirst);
            await Told(link, Form(("other", "a.csv", [1])), HttpStatusCode.OK, En.Web.ChooseFirst);
            await Told(link, Form(("file", "a.csv", [1]), ("file", "b.csv", [2])), HttpStatusCode.BadRequest, En.Web.OneAtATime);
            await Told(link, Form([.. Enumerable.Range(0, 30).Select(n => ("f" + n, "a.csv", new byte[] { 1 }))]), HttpStatusCode.BadRequest, En.Web.NotWhole);
            foreach (var (type, body) in new[]
            {
                ("multipart/form-data", "no boundary"), ("multipart/form-data; boundary=x", ""), ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nPeriod,"),
                ("multipart/form-data; boundary=x", "--y\r\n\r\n--y--"), ("multipart/form-data; boundary=" + new string('x', 300), "--x--"), ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: nonsense\r\n\r\na\r\n--x--\r\n"), ("multipart/form-data; boundary=x", "--x\r\n" + new string('a', 60_000) + ": b\r\n\r\n--x--\r\n"),
                ("application/x-www-form-urlencoded; charset=nonsense", "a=%zz&%00=%ff"), ("application/x-www-form-urlencoded", "a=" + new string('x', 100_000)),
            })
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                var (status, page) = await Posts(link, content);
                Assert.InRange((int)status, 200, 499);
                Assert.Contains("class=\"fault\"", page, StringComparison.Ordinal);
            }
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task An_upload_that_breaks_off_is_nobodys_fault()
    {
        var (carmen, _) = await Riverside();
        foreach (var words in new[] { "import", "import glossary" })
        {
            var link = new Uri((await carmen.Asks(words)).Links[En.Files.BringFile]);
            foreach (var sent in new[] { 0, 30, 5_000 })
            {
                using var door = new TcpClient();
                await door.ConnectAsync(link.Host, link.Port, TestContext.Current.CancellationToken);
                var begun = $"POST {link.AbsolutePath} HTTP/1.1\r\nHost: {link.Authority}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 10000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{new string('a', sent)}";
                await door.GetStream().WriteAsync(Encoding.ASCII.GetBytes(begun), TestContext.Current.CancellationToken);
                // Cut, as when a cable is pulled.
                door.LingerState = new LingerOption(true, 0);
            }

            // What comes afterwards finds everything as it was.
            Assert.Contains(En.Web.ChooseFirst, (await Posts(link.AbsoluteUri, Form())).Page, StringComparison.Ordinal);
        }

        await World.StopService();
        NothingWentWrong();
        Assert.DoesNotContain(World.Log, l => l.Contains("unhandled", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_a_page_in_words()
    {
        var (carmen, _) = await Riverside();
        var link = (await carmen.Asks("export")).Links[En.Files.LinkExcel];
        var root = link[..link.LastIndexOf('/')];
        using var http = new HttpClient();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            foreach (var end in new[] { "/99", "/-1", "/0", "/3", "/Csv,Dhis2", "/pdf", "", "/", "/Xlsx/more", "/import-nothing", "/%E2%98%83", "/" + new string('x', 2_000) })
            {
                using var request = new HttpRequestMessage(method, root + end);
                using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                Assert.Contains(En.Web.NothingHere, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }

            foreach (var code in new[] { "x", "-", "aaaaaa-", new string('a', 4_000), "aaaaaa-" + new string('0', 64), "..", "%2e%2e%2f", "a%27%20or%20true", "%F0%9F%92%A9" })
            {
                foreach (var page in new[] { "Xlsx", "import", "import-glossary", "import-questions" })
                {
                    using var request = new HttpRequestMessage(method, new Uri(new Uri(link), "/").AbsoluteUri + $"files/{code}/{page}?format=99&code=1&=&%zz");
                    using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
                    Assert.InRange((int)answer.StatusCode, 400, 499);
                }
            }
        }

        using var put = new HttpRequestMessage(HttpMethod.Put, link);
        Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(put, TestContext.Current.CancellationToken)).StatusCode);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_code_of_a_file_that_was_offered_opens_no_page()
    {
        var (carmen, _) = await Riverside();
        var link = (await carmen.Asks("import")).Links[En.Files.BringFile];
        var code = link.Split('/')[^2];
        var store = World.Services.GetRequiredService<IPassStore>();
        var pass = Secrets.Read(code)!.Value;
        var (offer, other) = Pass.New(pass.Initiative, (await store.Find(pass.Initiative, pass.Key, TestContext.Current.CancellationToken))!.Person, "Carmen", System.Globalization.CultureInfo.InvariantCulture, World.Clock.GetCurrentInstant());
        await store.Save(offer with { Offers = ExportFormat.Xlsx }, World.Clock.GetCurrentInstant(), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Gone, (await Posts(link.Replace(code, other, StringComparison.Ordinal), Form())).Status);
    }

    private static MultipartFormDataContent Form(params (string Field, string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent("check"), "step" } };
        foreach (var (field, name, content) in files)
        {
            form.Add(new ByteArrayContent(content), field, name);
        }

        return form;
    }

    private static async Task Told(string link, HttpContent? content, HttpStatusCode status, string says)
    {
        var answer = await Posts(link, content);
        Assert.Equal(status, answer.Status);
        Assert.Contains(WebUtility.HtmlEncode(says), answer.Page, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Page)> Posts(string link, HttpContent? content)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync(link, content, TestContext.Current.CancellationToken);
        content?.Dispose();
        return (answer.StatusCode, OnPages.Encoded(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
