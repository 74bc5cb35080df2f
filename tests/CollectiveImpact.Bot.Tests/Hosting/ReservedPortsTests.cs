using System.Net;
using System.Net.Sockets;
using CollectiveImpact.Bot.Hosting;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Hosting;

/// <summary>Many services that start on one machine in the same moment don't take each other's ports.</summary>
public sealed class ReservedPortsTests
{
    private const int Attempts = 30_000;

    [Fact]
    public async Task Nobody_is_given_a_reserved_port_and_the_engine_can_listen_there()
    {
        using var ports = new ReservedPorts();
        for (var i = 0; i < Attempts; i++)
        {
            using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Assert.DoesNotContain(((IPEndPoint)other.LocalEndPoint!).Port, new[] { ports.Silo, ports.Gateway });
        }

        foreach (var port in new[] { ports.Silo, ports.Gateway })
        {
            using var engine = new TcpListener(IPAddress.Loopback, port);
            engine.Start();
        }

        await ports.StartAsync(TestContext.Current.CancellationToken);
    }
}
