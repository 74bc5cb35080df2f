using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CollectiveImpact.AppHost;

/// <summary>The ports of the local world: fixed, so that addresses can be written down, and checked before anything starts.</summary>
internal static class Ports
{
    public const int Bot = 3978;
    public const int Tables = 21110;
    public const int Coordinator = 56150;
    public const int Reporter = 56151;
    public const int Mails = 56152;
    public const int MailServer = 56153;
    public const int Dashboard = 21100;

    private static readonly Dictionary<int, string> s_all = new()
    {
        [Bot] = "the bot",
        [Tables] = "the storage emulator",
        [Coordinator] = "the coordinator window",
        [Reporter] = "the reporter window",
        [Mails] = "the window of mails",
        [MailServer] = "the mail server behind it",
        [Dashboard] = "the dashboard",
        [Dashboard + 1] = "the dashboard's telemetry",
        [Dashboard + 2] = "the dashboard's resources",
    };

    /// <summary>
    /// Waits for the ports of a run that has just been stopped; answers with the line to show for those that stay busy, or null.
    /// </summary>
    public static async Task<string?> WaitUntilFreeAsync(TimeSpan patience, TimeProvider time, Action<string> say, Func<int, bool>? isBusy = null)
    {
        isBusy ??= IsBusy;
        var started = time.GetTimestamp();
        var busy = s_all.Keys.Where(isBusy).ToArray();
        if (busy.Length > 0)
        {
            say($"Waiting up to {patience.TotalSeconds:0} s for {Named(busy)} to become free.");
        }

        while (busy.Length > 0)
        {
            if (time.GetElapsedTime(started) >= patience)
            {
                return $"In use by another program: {Named(busy)}. Stop that program, or an earlier run of this one, and start again.";
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), time);
            busy = [.. busy.Where(isBusy)];
        }

        return null;
    }

    /// <summary>Whether someone listens there, or the system doesn't let us (Windows reserves ranges of ports).</summary>
    public static bool IsBusy(int port)
    {
        if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port))
        {
            return true;
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static string Named(IEnumerable<int> ports) => string.Join(", ", ports.Select(port => $"port {port} ({s_all[port]})"));
}
