using System.Net;
using System.Net.Sockets;
using System.Text;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class StorageTests(Azurite azurite)
{
    private static readonly Round Round = new(
        new("ab12cd"), new("2026-W48"), "Check-in", 1, new Period("2026-W48"), new LocalDate(2026, 11, 23), null, NodaConstants.UnixEpoch, NodaConstants.UnixEpoch, null, [], [], [], null);

    [Theory]
    [InlineData(null, "ConnectionStrings:Storage is missing")]
    [InlineData("  ", "ConnectionStrings:Storage is missing")]
    [InlineData("secret nonsense", "ConnectionStrings:Storage is neither a connection string")]
    public void Missing_storage_is_said_in_one_line_that_gives_nothing_away(string? connection, string start)
    {
        var said = Assert.Throws<FormatException>(() => new ServiceCollection().AddAzureTables(new StorageConnection(Configuration(connection)))).Message;

        Assert.StartsWith(start, said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1/abcRounds")]
    [InlineData("https://account.table.core.windows.net", "https://account.table.core.windows.net/abcRounds")]
    [InlineData("https://account.table.core.windows.net/", "https://account.table.core.windows.net/abcRounds")]
    public void Storage_is_named_by_the_emulator_or_by_an_endpoint_too(string connection, string table) =>
        Assert.Equal(table, new StorageAccount(new StorageConnection(Configuration(connection, "abc")), new Rows(NullLogger<Rows>.Instance)).Rounds.Uri.ToString());

    [Theory]
    [InlineData("1a")]
    [InlineData("a-b")]
    public void A_prefix_that_no_table_can_have_is_refused(string prefix) =>
        Assert.Throws<FormatException>(() => new StorageConnection(Configuration("UseDevelopmentStorage=true", prefix)));

    [Fact]
    public async Task Two_installations_in_one_account_never_see_each_others_rows()
    {
        await using var one = await At(azurite.ConnectionString, "one" + Guid.NewGuid().ToString("N")[..8]);
        await using var two = await At(azurite.ConnectionString, "two" + Guid.NewGuid().ToString("N")[..8]);
        await one.The<IRoundStore>().Save(Round, null, Cancel);

        Assert.Null(await two.The<IRoundStore>().Load(new("ab12cd"), new("2026-W48"), Cancel));
        Assert.NotNull(await one.The<IRoundStore>().Load(new("ab12cd"), new("2026-W48"), Cancel));
    }

    [Fact]
    public async Task Tables_are_made_again_without_harm_and_the_probe_answers()
    {
        var prefix = "t" + Guid.NewGuid().ToString("N")[..8];
        await using var first = await At(azurite.ConnectionString, prefix);
        await first.The<IRoundStore>().Save(Round, null, Cancel);
        await using var second = await At(azurite.ConnectionString, prefix);

        await second.The<IStorageProbe>().Ping(Cancel);
        Assert.NotNull(await second.The<IRoundStore>().Load(new("ab12cd"), new("2026-W48"), Cancel));
    }

    [Fact]
    public async Task Storage_that_is_down_is_said_within_a_few_seconds()
    {
        await using var storage = await At(Azurite.To($"http://127.0.0.1:{Azurite.FreePort()}"), "t", create: false);

        await SaysItIsUnavailable(storage);
    }

    [Fact]
    public async Task Storage_that_never_answers_is_said_within_a_few_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var storage = await At(Azurite.To($"http://{silent.LocalEndpoint}"), "t", create: false);

        await SaysItIsUnavailable(storage);
    }

    [Theory]
    [InlineData("503 Server Busy")]
    [InlineData("500 Operation Timed Out")]
    [InlineData("403 Forbidden")]
    public async Task Storage_that_refuses_to_answer_is_unavailable(string status)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var serving = Serve(server, status, stop.Token);
        await using var storage = await At(Azurite.To($"http://{server.LocalEndpoint}"), "t", create: false);

        await SaysItIsUnavailable(storage);

        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Waiting_for_storage_at_start_ends_when_the_start_is_cancelled()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var storage = await At(Azurite.To($"http://127.0.0.1:{Azurite.FreePort()}"), "t", create: false);
        var start = storage.AtStart(stop.Token);
        Assert.False(start.IsCompleted);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
    }

    [Fact]
    public async Task Storage_that_starts_late_is_waited_for()
    {
        var late = new Azurite();
        await using (late)
        {
            await late.InitializeAsync();
            var (connection, port) = (late.ConnectionString, late.Port);
            await late.DisposeAsync();
            await using var storage = await At(connection, "t", create: false);
            Task start;
            using (var nobody = new TcpListener(IPAddress.Loopback, port))
            {
                nobody.Start();
                start = storage.AtStart(Cancel);
                using var asked = await nobody.AcceptSocketAsync(Cancel);
                Assert.False(start.IsCompleted);
            }

            await late.InitializeAsync(port);
            await start;

            await storage.The<IStorageProbe>().Ping(Cancel);
        }
    }

    [Fact]
    public async Task Giving_up_a_call_is_no_outage()
    {
        await using var storage = await Empty(azurite);
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => storage.The<IRoundStore>().Load(new("a"), new("b"), given.Token));
    }

    private static async Task SaysItIsUnavailable(Storage storage)
    {
        await Task.WhenAll(
            Assert.ThrowsAsync<StorageUnavailableException>(() => storage.The<IStorageProbe>().Ping(Cancel)),
            Assert.ThrowsAsync<StorageUnavailableException>(() => storage.The<IRoundStore>().Save(Round, null, Cancel)),
            Assert.ThrowsAsync<StorageUnavailableException>(() => storage.The<IRoundStore>().Load(new("a"), new("b"), Cancel)),
            Assert.ThrowsAsync<StorageUnavailableException>(() => storage.The<IPersonStore>().AddMembership(Ana, new("a"), Cancel)));
    }

    private static async Task Serve(TcpListener server, string status, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var client = await server.AcceptTcpClientAsync(stop);
                var stream = client.GetStream();
                _ = await stream.ReadAtLeastAsync(new byte[16 * 1024], 1, throwOnEndOfStream: false, stop);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
