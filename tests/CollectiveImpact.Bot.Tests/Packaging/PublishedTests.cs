using System.Net;
using System.Reflection.PortableExecutable;
using CollectiveImpact.Bot.Tests.Directories;
using CollectiveImpact.Bot.Tests.FaultMatrix;
using CollectiveImpact.Bot.Tests.Mail;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>What operators deploy: compiled for their kind of machine, without what nothing calls, and still the whole service.</summary>
[Collection(Processes.Collection)]
public sealed class PublishedTests(Azurite azurite, FakeGraph graph, Published published) : IClassFixture<FakeGraph>, IClassFixture<Published>
{
    // It was 95 before it was cut and compiled.
    private const int MostMegabytes = 85;

    [Fact]
    public void It_holds_all_that_was_built_cut_to_what_is_called_and_is_no_larger_than_it_was()
    {
        var built = Directory.GetFiles(RepositoryRoot.BuiltOf("CollectiveImpact.Bot"), "*.dll").Select(f => new FileInfo(f)).ToArray();

        Assert.All(built, f => Assert.True(File.Exists(Path.Combine(published.Folder, f.Name)), f.Name));
        Assert.All(["Microsoft.Graph", "BouncyCastle.Cryptography", "Lucene.Net.Analysis.Common"], (string cut) =>
            Assert.True(2 * new FileInfo(Path.Combine(published.Folder, cut + ".dll")).Length < built.Single(f => f.Name == cut + ".dll").Length, cut));
        Assert.InRange(published.Bytes, 1, MostMegabytes * 1024L * 1024L);
    }

    [Theory]
    [InlineData("CollectiveImpact", true)]
    [InlineData("CollectiveImpact.Bot", true)]
    [InlineData("Orleans.Runtime", true)]
    [InlineData("Microsoft.Bot.Builder", true)]
    [InlineData("Microsoft.Graph", false)]
    public void What_a_start_runs_is_compiled_ahead_and_what_is_large_and_late_is_not(string assembly, bool ahead)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a publish is for any machine.");
        using var file = File.OpenRead(Path.Combine(published.Folder, assembly + ".dll"));
        using var image = new PEReader(file);

        // Source: .NET runtime, "ReadyToRun File Format", "PE Headers and CLI Headers".
        Assert.Equal(ahead, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    [Fact]
    public async Task It_looks_words_up_puts_the_app_into_a_colleagues_Teams_and_writes_mails_that_nobody_can_read_on_the_way()
    {
        await using var teams = await TeamsSimulator.Start(world: "published");
        using var authority = new CertificateAuthority();
        using var certificate = authority.Vouches(IPAddress.Any);
        await using var mails = new SmtpListener(0, IPAddress.Loopback, certificate, isEncryptedAtOnce: false);
        var taken = new TaskCompletionSource();
        mails.Answers = command =>
        {
            if (command.Verb == ".")
            {
                taken.TrySetResult();
            }

            return null;
        };
        var trusted = Path.GetTempFileName();
        await File.WriteAllTextAsync(trusted, authority.Pem, TestContext.Current.CancellationToken);
        using var bot = await BotProcess.StartProgram(
            published.Program, azurite.ConnectionString, "t" + Guid.NewGuid().ToString("N")[..12],
            [
                ("Mail__Server", $"smtp://{IPAddress.Any}:{mails.Port}"), ("Mail__From", "checkins@harbour.example"), ("Mail__User", "harbour"), ("Mail__Password", "a secret"), ("SSL_CERT_FILE", trusted),
                .. graph.Settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value)),
            ]);
        teams.Bot = new Uri(bot.Address, "api/messages");
        var carmen = teams.Person("Carmen", "backbone");
        await carmen.Asks("demo");

        // By another of its forms, for which the endings of words are known.
        Assert.Contains(En.Glossary.SharedWord, (await carmen.Asks("what are attendances?")).AllText, StringComparison.Ordinal);

        var (eva, tenant) = (teams.Person("Eva", "backbone"), graph.Allows(carmen));
        await (await carmen.Asks("invite by name")).Pick(En.People.ByNameWho, eva).Choose(En.People.ByNameAs, En.People.InvitationObserver).Press(En.People.ByNameSend);
        await tenant.Has(eva);

        var form = await (await carmen.Asks("partners")).Press(En.People.InviteByMail);
        var sent = await form.Fill(En.People.InviteName, "Ana").Fill(En.People.InviteAddress, "ana@library.example").Choose(En.People.InviteFor, "City Library").Press(En.People.InviteSend);
        Assert.Contains(En.People.MailIsOnItsWay("Ana", "ana@library.example"), sent.AllText, StringComparison.Ordinal);
        await taken.Task.WaitAsync(teams.Patience, TestContext.Current.CancellationToken);
        await bot.Stops();
        File.Delete(trusted);
        Assert.Equal([("ana@library.example", true)], mails.Mails.Select(m => (m.Mailbox, m.IsEncrypted)));
    }

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public async Task Whatever_it_is_published_for_the_compiler_can_run_what_generates_texts(string machine)
    {
        var told = await Tools.RunAsync("dotnet", ["msbuild", "src/CollectiveImpact.Localization.Generator", $"-p:RuntimeIdentifier={machine}", "-getProperty:PlatformTarget"]);

        Assert.Equal((0, "AnyCPU"), (told.ExitCode, told.Output.Trim()));
    }
}

/// <summary>The published service, made once for all tests.</summary>
public sealed class Published : IAsyncLifetime
{
    private PublishedService _service = null!;

    public string Folder => _service.Folder;

    public long Bytes => _service.Bytes;

    public string Program => _service.Program;

    public async ValueTask InitializeAsync() => _service = await PublishedService.Make(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _service?.Dispose();
        return ValueTask.CompletedTask;
    }
}
