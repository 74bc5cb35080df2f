using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class OutboxTableTests(Azurite azurite)
{
    private const string Batch = "ab12cd:2026-W48:opens";

    private static Delivery To(string recipient, string tenant = "t1", string batch = Batch) => new(
        batch,
        recipient,
        new ConversationAddress("https://smba.example/emea/", "a:" + recipient, tenant, "28:bot", PlaceKind.Personal),
        "{\"type\":\"AdaptiveCard\"}",
        Awkward,
        DeliveryState.Planned,
        0,
        null,
        null);

    private static Delivery Unreachable(string recipient) =>
        To(recipient) with { Address = null, State = DeliveryState.Unreachable, Reason = "has not opened a chat with me yet" };

    [Fact]
    public async Task Deliveries_come_back_whole_by_tenant_and_by_the_start_of_their_batch()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        Delivery[] batch =
        [
            To(Ana.ToString()),
            To("19:x/#?\\@thread.tacv2", "t2") with { Card = new string('"', 30_000), MessageId = "1:2", Attempts = 3, Reason = Awkward, State = DeliveryState.Failed },
            Unreachable(Ben.ToString()),
        ];
        await store.Plan(Batch, batch, Cancel);
        await store.Plan("ab12cd:2026-W48.2:opens", [To("other", batch: "ab12cd:2026-W48.2:opens")], Cancel);
        await store.Plan("zz:2026-W48:opens", [To("other", batch: "zz:2026-W48:opens")], Cancel);

        Assert.Equal(batch.OrderBy(d => d.Recipient), (await store.LoadAll("ab12cd:2026-W48:", Cancel)).OrderBy(d => d.Recipient));
        Assert.Equal([batch[0]], await store.Load(Batch, "t1", Cancel));
        Assert.Equal([batch[1]], await store.Load(Batch, "t2", Cancel));
        Assert.Equal([batch[2]], await store.Load(Batch, "nowhere", Cancel));
        Assert.Equal(5, (await store.LoadAll("", Cancel)).Count);
        Assert.Empty(await store.LoadAll("ab12cd:2026-W49", Cancel));
    }

    [Fact]
    public async Task Planning_twice_keeps_what_was_sent_and_adds_what_is_new()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        await store.Plan(Batch, [To("ana"), To("ben")], Cancel);
        var sent = To("ana") with { State = DeliveryState.Sent, MessageId = "1:42", Attempts = 2 };
        await store.Save([sent], Cancel);

        await store.Plan(Batch, [To("ana") with { Card = "other" }, To("ben"), To("eve"), To("eve") with { Card = "other" }], Cancel);

        Assert.Equal([sent, To("ben"), To("eve")], await store.Load(Batch, "t1", Cancel));
    }

    [Fact]
    public async Task What_is_planned_stays_pending_until_all_of_it_is_sent()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        await store.Plan(Batch, [To("ana"), To("ben"), To("eve", "t2"), Unreachable("joe")], Cancel);
        Assert.Equal([(Batch, "t1"), (Batch, "t2")], await store.Pending(Cancel));

        await store.Save([To("ana") with { State = DeliveryState.Sent, MessageId = "1" }], Cancel);
        await store.Finished(Batch, "t1", Cancel);
        Assert.Equal([(Batch, "t1"), (Batch, "t2")], await store.Pending(Cancel));

        await store.Save([To("ben") with { State = DeliveryState.Failed, Reason = "refused" }], Cancel);
        await store.Finished(Batch, "t1", Cancel);
        Assert.Equal([(Batch, "t2")], await store.Pending(Cancel));
        await store.Finished(Batch, "t1", Cancel);
    }

    [Fact]
    public async Task A_batch_of_the_unreachable_only_waits_for_nobody()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        await store.Plan(Batch, [Unreachable("joe")], Cancel);

        Assert.Empty(await store.Pending(Cancel));
        Assert.Single(await store.LoadAll(Batch, Cancel));
    }

    [Fact]
    public async Task A_plan_that_the_post_office_overtakes_is_still_pending()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        var overtaken = false;

        // The marker is written, the deliveries are about to be: a post office that looks now finds nothing to send.
        var calls = await storage.CallsOf(() => store.Plan(Batch, [To("ana")], Cancel), before: call =>
        {
            if (call == 3)
            {
                overtaken = true;
                Task.Run(() => store.Finished(Batch, "t1", Cancel), Cancel).Wait(Cancel);
            }
        });

        Assert.True(overtaken);
        Assert.Equal(["TRANSACTION Outbox", "GET Outbox", "TRANSACTION Outbox", "GET Outbox", "GET Outbox", "TRANSACTION Outbox", "TRANSACTION Outbox"], calls);
        Assert.Equal([(Batch, "t1")], await store.Pending(Cancel));
    }

    [Fact]
    public async Task A_post_office_that_a_plan_overtakes_leaves_it_pending()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        await store.Plan(Batch, [To("ana") with { State = DeliveryState.Sent }, To("ben")], Cancel);
        await store.Save([To("ben") with { State = DeliveryState.Sent }], Cancel);

        // Nothing waits, the marker is about to go: more is planned.
        await storage.CallsOf(() => store.Finished(Batch, "t1", Cancel), before: call =>
        {
            if (call == 3)
            {
                Task.Run(() => store.Plan(Batch, [To("eve")], Cancel), Cancel).Wait(Cancel);
            }
        });

        Assert.Equal([(Batch, "t1")], await store.Pending(Cancel));
    }

    [Fact]
    public async Task What_is_planned_while_a_batch_finishes_stays_pending()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        for (var round = 0; round < 20; round++)
        {
            var batch = $"b{round}";
            await Task.WhenAll(Enumerable.Range(0, 4).Select(n => store.Plan(batch, [To($"p{n}", batch: batch), To("all", batch: batch)], Cancel))
                .Append(store.Finished(batch, "t1", Cancel)).Append(store.Finished(batch, "t1", Cancel)));

            Assert.Equal(["all", "p0", "p1", "p2", "p3"], (await store.Load(batch, "t1", Cancel)).Select(d => d.Recipient));
            Assert.Contains((batch, "t1"), await store.Pending(Cancel));
        }
    }

    [Fact]
    public async Task Hundreds_of_large_cards_are_planned_in_as_many_transactions_as_they_need()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IOutboxStore>();
        var card = string.Concat(Enumerable.Repeat("{\"type\":\"TextBlock\",\"text\":\"é\"},", 900));
        Delivery[] batch = [.. Enumerable.Range(0, 230).Select(n => To($"{n:000}") with { Card = card })];

        await store.Plan(Batch, batch, Cancel);

        Assert.Equal(batch, await store.Load(Batch, "t1", Cancel));
    }
}
