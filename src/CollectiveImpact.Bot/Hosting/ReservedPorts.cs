using System.Net;
using System.Net.Sockets;

namespace CollectiveImpact.Bot.Hosting;

/// <summary>Ports of this machine that nobody else is given until the engine listens there.</summary>
/// <remarks>
/// A port that is merely found free is anybody's until somebody listens: another process that starts in the same moment
/// may be given it. One that is bound, but not listened at, is given to nobody who asks for any port, and whoever
/// names it can still have it (Linux: SO_REUSEADDR, socket(7); .NET sets it for every TCP socket there). Windows knows
/// no such sharing: there the ports are let go of at once.
/// </remarks>
internal sealed class ReservedPorts : IHostedService, IDisposable
{
    private readonly Socket _silo = Bound();
    private readonly Socket _gateway = Bound();

    public ReservedPorts()
    {
        (Silo, Gateway) = (PortOf(_silo), PortOf(_gateway));
        if (OperatingSystem.IsWindows())
        {
            Dispose();
        }
    }

    public int Silo { get; }

    public int Gateway { get; }

    /// <summary>Services start one after the other, the engine before this: it has its ports now.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _silo.Dispose();
        _gateway.Dispose();
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
