using System.Diagnostics.Metrics;
using System.Net;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>What a submit costs, and what people are told when storage is away.</summary>
public sealed class StorageTests(Azurite azurite) : StoryTest(azurite)
{
    [Fact]
    public async Task A_submit_makes_one_storage_transaction_before_its_answer()
    {
        var (_, _, form) = await OpenRound();
        await World.AllIsSent();
        using var calls = new StorageCallBook(World.TablePrefix);

        await Submits(form, "41");

        // The outbox is read behind the answer, to bring the colleagues' cards up to date; the projections follow a second later.
        // What the partner reported before is read once for the indicator, since an unusual number is asked back.
        Assert.Equal([("Values", "GET"), ("Rounds", "TRANSACTION")], calls.UpToNow.Where(c => c.Table is not "Outbox"));
    }

    [Fact]
    public async Task A_change_while_the_round_is_warm_reads_nothing()
    {
        var (_, _, form) = await OpenRound();
        var receipt = await Submits(form, "41");
        await World.AllIsSent();
        var again = await receipt.Press(En.CheckIns.ChangeMyAnswer);
        using var calls = new StorageCallBook(World.TablePrefix);

        await Submits(again, "42");

        Assert.Equal([("Rounds", "TRANSACTION")], calls.UpToNow.Where(c => c.Table is "Rounds" || c.Method is "GET").Where(c => c.Table is not "Outbox"));
    }

    [Fact]
    public async Task What_has_come_in_is_one_read_and_a_partners_page_no_more_than_three()
    {
        var (carmen, _, form) = await OpenRound();
        await Submits(form, "41");
        await World.AllIsSent();
        await World.Restarts();
        await carmen.Asks("initiative");
        using (var cold = new StorageCallBook(World.TablePrefix))
        {
            Assert.Contains("41", (await carmen.Asks("answers")).AllText, StringComparison.Ordinal);
            Assert.Equal([("Rounds", "GET")], cold.UpToNow.Where(c => c.Table is "Rounds" or "Values" or "Totals"));
        }

        using (var warm = new StorageCallBook(World.TablePrefix))
        {
            await carmen.Asks("answers");
            Assert.Empty(warm.UpToNow);
        }

        using var page = new StorageCallBook(World.TablePrefix);
        await carmen.Asks("partner city library");
        Assert.InRange(page.UpToNow.Count, 0, 3);
    }

    [Fact]
    public async Task When_storage_is_away_the_person_is_told_the_form_keeps_all_and_nothing_half_done_stays()
    {
        await using var storage = new Azurite();
        await storage.InitializeAsync();
        await using var world = await World.Begins(storage);
        var carmen = world.Teams.Person("Carmen", "backbone");
        var rui = world.Teams.Person("Rui", "library");
        await carmen.SetsUp();
        await carmen.AddsIndicator("Children in sessions");
        await rui.Joins(await carmen.AddsPartner("City Library"));
        await carmen.OpensCheckIn();
        var form = await rui.Receives();
        await world.AllIsSent();
        await storage.DisposeAsync();

        var answer = await Submits(form, "41");

        Assert.Contains("couldn't", answer.Notice, StringComparison.Ordinal);
        Assert.Equal("41", answer.Inputs["Children in sessions"]);
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri(world.Address, "/health/ready"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(world.Address, "/health/live"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_healthy_service_says_so()
    {
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(World.Address, "/health/live"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(World.Address, "/health/ready"), TestContext.Current.CancellationToken)).StatusCode);
    }
}

/// <summary>The storage calls of one world, by table, as the service's own meter counts them.</summary>
internal sealed class StorageCallBook : IDisposable
{
    private readonly List<(string Table, string Method)> _calls = [];
    private readonly MeterListener _meters = new();

    public StorageCallBook(string prefix)
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "collective_impact.storage.calls")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var (table, method) = ("", "");
            foreach (var tag in tags)
            {
                table = tag.Key == "table" ? (string)tag.Value! : table;
                method = tag.Key == "method" ? (string)tag.Value! : method;
            }

            if (table.StartsWith(prefix, StringComparison.Ordinal))
            {
                lock (_calls)
                {
                    _calls.Add((table[prefix.Length..], method));
                }
            }
        });
        _meters.Start();
    }

    public IReadOnlyList<(string Table, string Method)> UpToNow
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    public void Dispose() => _meters.Dispose();
}
