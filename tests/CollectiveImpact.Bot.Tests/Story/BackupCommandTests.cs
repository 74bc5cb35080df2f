using CollectiveImpact.Bot.Hosting;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>An operator backs up what people reported, and another installation goes on with it.</summary>
public sealed class BackupCommandTests(Azurite azurite) : StoryTest(azurite)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("backup-").FullName;

    private string Kept => Path.Combine(_folder, "kept.gz");

    [Fact]
    public async Task What_was_reported_is_shown_by_a_service_that_starts_on_restored_tables()
    {
        var (carmen, rui, form) = await OpenRound();
        await Submits(form, "42");
        await World.AllIsSent();
        var before = await carmen.Asks("status");
        await World.StopService();

        var (written, said) = await Command("backup", World.TablePrefix, Kept);
        Assert.Equal(0, written);
        Assert.Matches("Rounds: \\d+ rows, [0-9a-f]{16}", said);
        var to = "r" + Guid.NewGuid().ToString("N")[..12];
        var (restored, saidThen) = await Command("restore", to, Kept);
        Assert.Equal(0, restored);
        Assert.Equal(Tables(said), Tables(saidThen));

        await using var service = new Service(World.StorageConnection, World.Clock, ("Storage:TablePrefix", to));
        await service.Start();
        Teams.Bot = service.Messages;
        Assert.Equal(before.AllText, (await carmen.Asks("status")).AllText);
        Assert.Contains("42", (await rui.Asks("check in")).AllText, StringComparison.Ordinal);
        // Not only read: they go on.
        Assert.Contains(En.CheckIns.Closed.Split('{')[0], (await carmen.ClosesCheckIn()).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Log, l => l.StartsWith("Error", StringComparison.Ordinal));

        var refused = await Assert.ThrowsAsync<CannotStartException>(() => Command("restore", to, Kept));
        Assert.Contains("holds rows already", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_initiative_is_backed_up_without_the_others()
    {
        var (carmen, _) = await Riverside();
        var first = Assert.Single(await World.Services.GetRequiredService<IInitiativeStore>().ListAll(TestContext.Current.CancellationToken));
        await Teams.Person("Olga", "elsewhere").SetsUp("Hillside Walks");
        await World.AllIsSent();

        var (code, _) = await Command("backup", World.TablePrefix, Kept, "--initiative", first.ToString());
        Assert.Equal(0, code);
        var to = "r" + Guid.NewGuid().ToString("N")[..12];
        await Command("restore", to, Kept);

        await using var service = new Service(World.StorageConnection, World.Clock, ("Storage:TablePrefix", to));
        await service.Start();
        Assert.Equal([first], await service.Parts.GetRequiredService<IInitiativeStore>().ListAll(TestContext.Current.CancellationToken));
        Teams.Bot = service.Messages;
        Assert.Contains("Riverside Reads", (await carmen.Asks("initiative")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_for_its_owner_only_and_never_written_over()
    {
        await Riverside();
        await Command("backup", World.TablePrefix, Kept);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Kept));
        }

        var refused = await Assert.ThrowsAsync<CannotStartException>(() => Command("backup", World.TablePrefix, Kept));
        Assert.Contains("is there already", refused.Message, StringComparison.Ordinal);
        Assert.Equal([Kept], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("Say where to", "backup")]
    [InlineData("Say where to", "backup", "--initiative", "ab12cd")]
    [InlineData("Say which backup", "restore")]
    [InlineData("Say which initiative", "backup", "FILE", "--initiative")]
    [InlineData("There is no initiative ab12cd", "backup", "FILE", "--initiative", "ab12cd")]
    [InlineData("There is nothing in these tables", "backup", "FILE", "--Storage:TablePrefix", "nobody")]
    [InlineData("Could not find", "restore", "FILE")]
    [InlineData("Could not find", "backup", "FOLDER/that/isnt/there")]
    public async Task What_was_asked_wrongly_is_told_in_one_line(string said, params string[] arguments)
    {
        var given = arguments.Select(a => a.Replace("FILE", Kept, StringComparison.Ordinal).Replace("FOLDER", _folder, StringComparison.Ordinal)).ToArray();
        await using var output = new StringWriter();

        var refused = await Assert.ThrowsAsync<CannotStartException>(() => BackupCommand.Run(
            given[0], [.. given[1..], .. given.Contains("--Storage:TablePrefix") ? (string[])[] : given[^1] == "--initiative" ? [] : ["--Storage:TablePrefix", World.TablePrefix], .. given[^1] == "--initiative" ? (string[])[] : ["--ConnectionStrings:Storage", World.StorageConnection]],
            output, TestContext.Current.CancellationToken));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_file_that_is_no_backup_is_refused_and_storage_that_is_away_is_told()
    {
        await File.WriteAllTextAsync(Kept, "Hello", TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<CannotStartException>(() => Command("restore", "r1", Kept));

        Assert.Contains("no backup", refused.Message, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Says)> Command(string command, string prefix, string path, params string[] more)
    {
        await using var output = new StringWriter();
        var code = await BackupCommand.Run(command, [path, "--ConnectionStrings:Storage", World.StorageConnection, "--Storage:TablePrefix", prefix, .. more], output, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    // What is said of each table: how many rows, and their sum.
    private static string[] Tables(string said) => [.. said.Split('\n').Where(l => l.Contains(" rows, ", StringComparison.Ordinal))];
}
