using System.Net;
using System.Net.Sockets;
using CollectiveImpact.AppHost;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.LocalWorld;

public class PortsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _said = [];

    [Fact]
    public void A_port_where_someone_listens_is_busy_until_they_stop()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
            Assert.True(Ports.IsBusy(port));
        }

        Assert.False(Ports.IsBusy(port));
    }

    [Fact]
    public async Task Free_ports_are_not_talked_about()
    {
        Assert.Null(await Ports.WaitUntilFreeAsync(s_patience, _time, _said.Add, _ => false));
        Assert.Empty(_said);
    }

    [Fact]
    public async Task The_ports_of_a_run_that_is_ending_are_waited_for_and_that_is_said_once()
    {
        var busyUntil = _time.GetUtcNow().AddSeconds(10);

        var line = await WhileTheClockRuns(
            Ports.WaitUntilFreeAsync(s_patience, _time, _said.Add, port => port == Ports.Bot && _time.GetUtcNow() < busyUntil));

        Assert.Null(line);
        Assert.Equal("Waiting up to 20 s for port 3978 (the bot) to become free.", Assert.Single(_said));
    }

    [Fact]
    public async Task A_port_that_stays_busy_is_named_with_what_needs_it()
    {
        var line = await WhileTheClockRuns(Ports.WaitUntilFreeAsync(s_patience, _time, _said.Add, port => port == Ports.Tables));

        Assert.StartsWith("In use by another program: port 21110 (the storage emulator).", line);
    }

    private async Task<string?> WhileTheClockRuns(Task<string?> waiting)
    {
        var tomorrow = _time.GetUtcNow().AddDays(1);
        while (!waiting.IsCompleted)
        {
            Assert.True(_time.GetUtcNow() < tomorrow, "It waits for ever.");
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await waiting;
    }
}
