using CollectiveImpact.Bot.Teams;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Sending;

/// <summary>Files go into drives of the person's own cloud, whatever an address looks like.</summary>
public sealed class TeamsDrivesTests
{
    private const string Commercial = "https://smba.trafficmanager.net/emea/";
    private const string Gcc = "https://smba.infra.gcc.teams.microsoft.com/teams";
    private const string GccHigh = "https://smba.infra.gov.teams.microsoft.us/teams";
    private const string DoD = "https://smba.infra.dod.teams.microsoft.us/teams";
    private const string China = "https://smba.trafficmanager.cn/teams";

    private static readonly (string Service, string[] Ends)[] Clouds =
    [
        (Commercial, ["sharepoint.com"]), (Gcc, ["sharepoint.com"]), (GccHigh, ["sharepoint.us"]), (DoD, ["dps.mil", "sharepoint-mil.us"]), (China, ["sharepoint.cn"]),
    ];

    private static readonly string[] Everywhere = [.. Clouds.SelectMany(c => c.Ends).Distinct()];

    [Fact]
    public void A_drive_of_the_same_cloud_is_one()
    {
        foreach (var (service, ends) in Clouds)
        {
            foreach (var address in ends.SelectMany(e => new[]
            {
                $"https://contoso-my.{e}/personal/ana_contoso_com/_api/v2.0/drive/items/01/uploadSession?guid='1'&overwrite=True", $"https://contoso.{e}/", $"https://CONTOSO.{e.ToUpperInvariant()}/a", $"https://contoso.{e}:443/a", $"https://a.b-c.{e}/a",
            }))
            {
                Assert.True(Is(address, service), $"{service} should take {address}");
            }
        }
    }

    [Fact]
    public void Nothing_else_is_a_drive()
    {
        foreach (var (service, ends) in Clouds)
        {
            foreach (var address in ends.SelectMany(Lookalikes).Concat(Numbers).Concat(Everywhere.Except(ends).Select(e => $"https://contoso.{e}/a")))
            {
                Assert.False(Is(address, service), $"{service} should not take {address}");
            }
        }
    }

    [Fact]
    public void A_developers_own_machine_counts_while_developing_only()
    {
        Assert.True(Is("http://127.0.0.1:5000/drive/a", "http://127.0.0.1:5000/teams/", "Development"));
        Assert.True(Is("http://localhost:5000/drive/a", "http://localhost:5000/teams/", "Development"));
        Assert.False(Is("http://evil.example/drive/a", "http://127.0.0.1:5000/teams/", "Development"));
        Assert.False(Is("http://127.0.0.1:5000/drive/a", "http://127.0.0.1:5000/teams/"));
        Assert.False(Is("https://localhost/drive/a", Commercial));
    }

    private static string?[] Numbers =>
    [
        null, "", " ", "/drive/a", "drive", "https://", "https:///a", "file:///etc/passwd", "ftp://contoso.sharepoint.com/a", "javascript:alert(1)", "data:text/plain,a",
        "https://13.107.136.9/a", "https://[2620:1ec:8f8::8]/a", "https://[::ffff:13.107.136.9]/a", "https://0x0d6b8809/a", "https://225151497/a", "https://015.0153.0210.011/a", "https://127.1/a", "https://169.254.169.254/metadata", "https://localhost/a",
        "https://contoso.onmicrosoft.com/a", "https://contoso.files.1drv.com/a", "https://api.onedrive.com/a", "https://storage.blob.core.windows.net/a",
    ];

    private static IEnumerable<string> Lookalikes(string end)
    {
        var name = end.Split('.')[0];
        var last = end.Split('.')[^1];
        return
        [
            $"http://contoso.{end}/a", $"https://contoso.{end}:8443/a", $"https://contoso.{end}:80/a", $"https://{end}/a", $"https://.{end}/a", $"https://contoso..{end}/a", $"https://-contoso.{end}/a",
            $"https://evil{end}/a", $"https://contoso.evil{end}/a", $"https://contoso.{end}.evil.example/a", $"https://contoso.{end}./a", $"https://evil.example/contoso.{end}", $"https://evil.example?contoso.{end}", $"https://evil.example#.{end}",
            $"https://contoso.{end}@evil.example/a", $"https://evil.example@contoso.{end}/a", $"https://a:b@contoso.{end}/a", $"https://evil.example\\@contoso.{end}/a", $"https://evil.example\\.{end}/a",
            $"https://contoso.{end.Replace('.', '。')}/a", $"https://contoso.{name}\u2024{last}/a", $"https://xn--contoso-9za.{end}/a", $"https://cöntoso.{end}/a", $"https://contoso.{end.Replace('o', 'о').Replace('p', 'р')}/a", $"https://contoso.ｓ{end[1..]}/a",
            $"https://contoso%2e{end}/a", $"https://contoso.{end}%2eevil.example/a", $"https://contoso.{end}%00.evil.example/a", $" https://contoso.{end}/a", $"https://con toso.{end}/a", $"https://contoso.{end}\t.evil.example/a", $"https://con_toso.{end}/a",
            $"//contoso.{end}/a", $"https:contoso.{end}/a", $"https:\\\\contoso.{end}/a", $"contoso.{end}/a", $"https://contoso.{end},evil.example/a", $"https://contoso.{end};.evil.example/a",
        ];
    }

    private static bool Is(string? address, string service, string environment = "Production") =>
        new TeamsDrives(new HostingEnvironment { EnvironmentName = environment }).Include(address, service);
}
