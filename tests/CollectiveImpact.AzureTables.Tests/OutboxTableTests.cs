using CollectiveImpact.Bot.Tests.FaultMatrix;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class OutboxTableTests(Azurite azurite)
{
    private const string Mailing = "ab12cd:2026-W48.check-in";
    private static readonly Instant Moment = Instant.FromUtc(2026, 11, 25, 9, 0, 1).PlusNanoseconds(123_456_789);

    private static Delivery To(string recipient, string kind = "open", string mailing = Mailing) => new(
        mailing,
        kind,
        recipient,
        DeliveryState.Sent,
        new ConversationAddress("https://smba.example/emea/", "a:" + recipient, "t1", "28:bot", PlaceKind.Personal),
        "1:42",
        null,
        1,
        Moment);

    private static Plan Of(params string[] recipients) => new(Mailing, "open", recipients, Moment, Moment + Duration.FromDays(3), null);

    [Fact]
    public async Task What_became_of_a_mailing_comes_back_whole_and_of_no_other()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        Delivery[] all =
        [
            To(Ana.ToString()),
            To(Ana.ToString(), "remind:2026-11-26"),
            To("t2:19:x/#?\\@thread.tacv2", "digest") with { MessageId = null, Attempts = 3, Reason = Awkward, State = DeliveryState.Failed },
            To(Ben.ToString()) with { Address = null, State = DeliveryState.Unreachable, Reason = Reasons.NeverOpened, Attempts = 0 },
        ];
        await store.Save(all, Cancel);
        await store.Save([To("t1:other", mailing: Mailing + ".2")], Cancel);

        var loaded = await store.Load(Mailing, Cancel);

        Assert.Equal(all.OrderBy(d => d.Recipient).ThenBy(d => d.Kind), loaded.OrderBy(d => d.Recipient).ThenBy(d => d.Kind));
        Assert.Empty(await store.Load("ab12cd:2026-W49.check-in", Cancel));
    }

    [Fact]
    public async Task What_becomes_of_a_message_later_takes_the_place_of_what_was_known()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        await store.Save([To("t1:ana") with { State = DeliveryState.Failed, Reason = "refused" }], Cancel);

        await store.Save([To("t1:ana")], Cancel);

        Assert.Equal([To("t1:ana")], await store.Load(Mailing, Cancel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3_000)]
    [InlineData(20_000)]
    public async Task A_plan_comes_back_whole_however_many_it_is_for_and_is_gone_when_it_is_removed(int count)
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        var plan = Of([.. Enumerable.Range(0, count).Select(n => $"72f988bf-86f1-41af-91ab-2d7cd011db47:{n:00000000}-86f1-41af-91ab-2d7cd011db47")]);

        plan = plan with { Version = await store.Save(plan, Cancel) };

        var loaded = Assert.Single(await store.Plans(Mailing, Cancel));
        Assert.Equal(plan.Recipients, loaded.Recipients);
        Assert.Equal((plan.PlannedAt, plan.Expires, plan.Version), (loaded.PlannedAt, loaded.Expires, loaded.Version));
        Assert.Equal([Mailing], await store.Waiting(Cancel));
        await store.Remove(loaded, Cancel);
        Assert.Empty(await store.Plans(Mailing, Cancel));
        Assert.Empty(await store.Waiting(Cancel));
    }

    [Fact]
    public async Task Two_who_plan_at_the_same_time_never_lose_each_others_recipients()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        var first = Of("t1:ana") with { Version = await store.Save(Of("t1:ana"), Cancel) };
        var second = first with { Recipients = ["t1:ana", "t1:ben"], Version = await store.Save(first with { Recipients = ["t1:ana", "t1:ben"] }, Cancel) };

        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(first with { Recipients = ["t1:ana", "t1:eve"] }, Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Save(Of("t1:eve"), Cancel));
        await Assert.ThrowsAsync<StaleStateException>(() => store.Remove(first, Cancel));

        Assert.Equal(["t1:ana", "t1:ben"], Assert.Single(await store.Plans(Mailing, Cancel)).Recipients);
        await store.Remove(second, Cancel);
    }

    [Fact]
    public async Task Plans_of_several_kinds_and_mailings_are_told_apart()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        await store.Save(Of("t1:ana"), Cancel);
        await store.Save(Of("t1:ben") with { Kind = "remind:2026-11-26" }, Cancel);
        for (var n = 0; n < 40; n++)
        {
            await store.Save(Of("t1:ana") with { Mailing = $"i{n}:2026-W48.check-in" }, Cancel);
        }

        await store.Save(Of("t1:eve") with { Mailing = Mailing + ".2" }, Cancel);

        Assert.Equal([("open", "t1:ana"), ("remind:2026-11-26", "t1:ben")], (await store.Plans(Mailing, Cancel)).Select(p => (p.Kind, p.Recipients[0])));
        Assert.Equal(42, (await store.Waiting(Cancel)).Count);
    }

    [Fact]
    public async Task A_thousand_outcomes_are_written_in_ten_transactions()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();

        var calls = await storage.CallsOf(() => store.Save([.. Enumerable.Range(0, 1000).Select(n => To($"t1:{n}"))], Cancel));

        Assert.Equal(Enumerable.Repeat("TRANSACTION Outbox", 10), calls);
        Assert.Equal(1000, (await store.Load(Mailing, Cancel)).Count);
    }

    [Fact]
    public async Task Plans_of_many_mailings_that_come_together_take_few_calls()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        var plans = Enumerable.Range(0, 200).Select(n => Of("t:ana", "t:ben") with { Mailing = $"i{n:000}:2026-W48.check-in" }).ToArray();
        string[] versions = [];

        var saving = await storage.CallsOf(async () => versions = await Task.WhenAll(plans.Select(p => store.Save(p, Cancel))));

        // Some in each of sixteen partitions: the first of each alone, and those that came meanwhile together.
        Assert.InRange(saving.Count, 16, 64);
        Assert.All(plans.Zip(versions), p => Assert.Equal([p.First with { Version = p.Second }], store.Plans(p.First.Mailing, Cancel).Result, SamePlan));

        var removing = await storage.CallsOf(() => Task.WhenAll(plans.Zip(versions, (p, v) => store.Remove(p with { Version = v }, Cancel))));

        Assert.InRange(removing.Count, 16, 64);
        Assert.Empty(await store.Waiting(Cancel));
    }

    [Fact]
    public async Task A_plan_that_is_refused_takes_no_other_with_it()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        var plans = OfOnePartition(8);
        await store.Save(plans[3], Cancel);

        var outcomes = await Task.WhenAll(plans.Select(async p => await Record.ExceptionAsync(() => store.Save(p, Cancel))));

        Assert.IsType<StaleStateException>(outcomes[3]);
        Assert.All(outcomes.Where((_, i) => i != 3), Assert.Null);
        Assert.Equal(plans.Select(p => p.Mailing).Order(), (await store.Waiting(Cancel)).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Plans_that_were_stored_together_and_whose_answer_was_lost_are_known_again(int lost)
    {
        await using var proxy = await StorageProxy.Start(azurite.TableEndpoint);
        await using var storage = await At(Azurite.To(proxy.Address.ToString().TrimEnd('/')), "t" + Guid.NewGuid().ToString("N")[..12]);
        var store = storage.The<IOutboxStore>();
        var plans = OfOnePartition(8);
        var writes = 0;
        proxy.Answers = () => Interlocked.Increment(ref writes) != lost;

        var versions = await Task.WhenAll(plans.Select(p => store.Save(p, Cancel)));
        await Task.WhenAll(plans.Zip(versions, (p, v) => store.Remove(p with { Version = v }, Cancel)));

        Assert.Empty(await store.Waiting(Cancel));
    }

    private static Plan[] OfOnePartition(int count) =>
    [
        .. Enumerable.Range(0, 1_000).Select(n => $"i{n:000}:2026-W48.check-in").Where(m => Keys.Plans(m) == Keys.Plans(Mailing)).Take(count).Select(m => Of("t:ana") with { Mailing = m }),
    ];

    private static bool SamePlan(Plan one, Plan other) => one with { Recipients = [] } == other with { Recipients = [] } && one.Recipients.SequenceEqual(other.Recipients);
}
