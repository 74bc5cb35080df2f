using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using CollectiveImpact.Bot.Tests.FaultMatrix;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pulse;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed partial class PulsesTableTests(Azurite azurite)
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 23, 12, 0);
    private static readonly Survey Open = new(1, Noon, Noon + Duration.FromDays(14), BySide: true, null, null);
    private static readonly IReadOnlyDictionary<Side, Tally> None = new Dictionary<Side, Tally>();

    private static readonly Dictionary<Side, Tally> Some = new()
    {
        [Side.Partners] = Tally.Of(Enumerable.Range(0, 12).Select(i => new Ballot(new Dictionary<Statement, int> { [Statement.Trust] = (i % 5) + 1, [Statement.Backbone] = 5 }))),
        [Side.Backbone] = Tally.Of(Enumerable.Range(0, 5).Select(_ => new Ballot(new Dictionary<Statement, int> { [Statement.Trust] = 1 }))),
    };

    private static readonly PersonKey[] Many = [.. Enumerable.Range(0, 98).Select(i => new PersonKey("9f3c1c7e-0000-4a4e-9d1b-000000000001", $"{(i * 37) % 98:00}")), Ana];

    [Fact]
    public async Task A_pulse_comes_back_with_its_sums_and_who_took_part()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IPulseStore>();
        var version = await store.Save(new("ab12cd"), Open, None, [], null, Cancel);
        version = await store.Save(new("ab12cd"), Open, Some, Many, version, Cancel);
        await store.Save(new("ab12cd"), Open, Some, [Ben], version, Cancel);

        var loaded = await store.Load(new("ab12cd"), Cancel);

        Assert.Equal(Open, Assert.Single(loaded.Surveys));
        Assert.Equal(Some[Side.Partners], loaded.Tallies[Side.Partners]);
        Assert.Equal(Some[Side.Backbone], loaded.Tallies[Side.Backbone]);
        Assert.Equal(Many.Append(Ben).ToHashSet(), loaded.People.ToHashSet());
        Assert.Empty((await store.Load(new("ab12c"), Cancel)).Surveys);
    }

    [Fact]
    public async Task A_closed_pulse_keeps_what_may_be_shown_and_no_sums_and_forgets_who_took_part()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IPulseStore>();
        var version = await store.Save(new("ab12cd"), Open, Some, Many, null, Cancel);
        var closed = Open with { ClosedAt = Noon, Report = Disclosure.Of(Some) };
        await store.Save(new("ab12cd"), closed, None, [], version, Cancel);
        await store.Forget(new("ab12cd"), 1, Cancel);
        await store.Forget(new("ab12cd"), 1, Cancel);
        await store.Save(new("ab12cd"), Open with { Number = 2, ClosedAt = Noon, Report = new Report(null, null, null) }, None, [], null, Cancel);
        await store.Save(new("ab12cd"), Open with { Number = 12 }, Some, [Ana], null, Cancel);

        var loaded = await store.Load(new("ab12cd"), Cancel);

        Assert.Equal([1, 2, 12], loaded.Surveys.Select(s => s.Number));
        Assert.Equivalent(closed, loaded.Surveys[0], strict: true);
        Assert.Equal(new Report(null, null, null), loaded.Surveys[1].Report);
        Assert.Equal([Ana], loaded.People);
        var row = (await Rows(storage)).Single(r => r.RowKey == Keys.Pulse(1));
        Assert.Equal("{}", row.GetString("Tallies"));
    }

    [Fact]
    public async Task No_row_holds_a_person_and_an_answer()
    {
        await using var storage = await Empty(azurite);
        await storage.The<IPulseStore>().Save(new("ab12cd"), Open, Some, Many, null, Cancel);

        var (people, sums) = (new List<TableEntity>(), new List<TableEntity>());
        foreach (var row in await Rows(storage))
        {
            (row.ContainsKey("Person") ? people : sums).Add(row);
        }

        Assert.Equal(Many.Length, people.Count);
        Assert.All(people, row => Assert.Equal(["Person"], Columns(row)));
        Assert.Equal(["BySide", "ClosesAt", "Number", "OpenedAt", "Report", "Tallies"], Columns(Assert.Single(sums)).Order());
        Assert.DoesNotContain(Many, person => sums.Any(row => row.Select(c => c.Value).OfType<string>().Append(row.RowKey).Any(v => v.Contains(person.Tenant, StringComparison.Ordinal))));

        static IEnumerable<string> Columns(TableEntity row) => row.Keys.Where(k => k is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"));
    }

    [Fact]
    public async Task Rows_of_one_write_are_the_same_in_whichever_order_the_people_came()
    {
        await using var proxy = await StorageProxy.Start(azurite.TableEndpoint);
        await using var storage = await At(Azurite.To(proxy.Address.ToString().TrimEnd('/')), "t" + Guid.NewGuid().ToString("N")[..12]);
        // As they are sent: an emulator's moments are finer than its clock, so that what it wrote later can bear the earlier one.
        var writes = new List<string[]>();
        proxy.After = body => writes.Add([.. PersonInBody().Matches(body).Select(m => JsonSerializer.Deserialize<string>(m.Value)!)]);

        var store = storage.The<IPulseStore>();
        await store.Save(new("forwards"), Open, Some, Many, null, Cancel);
        await store.Save(new("backwards"), Open, Some, [.. Many.Reverse()], null, Cancel);

        Assert.Equal(2, writes.Count);
        Assert.All(writes, people => Assert.Equal(Many.Select(m => m.ToString()).OrderBy(p => p, StringComparer.Ordinal), people));
    }

    [GeneratedRegex("(?<=\"Person\":)\"[^\"]+\"", RegexOptions.None, 1_000)]
    private static partial Regex PersonInBody();

    [Fact]
    public async Task Of_two_writers_one_is_refused_and_writes_nothing_of_the_people_either()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IPulseStore>();
        var version = await store.Save(new("ab12cd"), Open, None, [], null, Cancel);
        await store.Save(new("ab12cd"), Open, Some, [Ana], version, Cancel);

        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(new("ab12cd"), Open, None, [Ben], version, Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(new("ab12cd"), Open, None, [], null, Cancel));

        Assert.Equal([Ana], (await store.Load(new("ab12cd"), Cancel)).People);
    }

    private static Task<List<TableEntity>> Rows(Storage storage) =>
        storage.The<StorageAccount>().Pulses.QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel).AsTask();
}
