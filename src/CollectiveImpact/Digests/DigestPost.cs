using System.Globalization;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Compiles digests and brings them to the home channels.</summary>
public sealed class DigestPost(IGrainFactory grains, IHistoryStore history, IOutboxStore outbox, PostRoom postRoom)
{
    private const int TotalsShown = 12;

    /// <summary>The digest of a round, or null when there is no such round.</summary>
    public async Task<Digest?> Compile(Initiative initiative, string round, CancellationToken cancel)
    {
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round)).Board() is not { } board)
        {
            return null;
        }

        var before = await Task.WhenAll(board.Round.Indicators.Select(async i =>
            (Indicator: i, Totals: await history.Totals(initiative.Id, i, board.Round.Period, TotalsShown, cancel))));
        return Digest.Of(initiative, board, before.ToDictionary(b => b.Indicator, b => b.Totals));
    }

    /// <summary>
    /// Posts the digest to each home channel: once a round while it is open, and once when it has closed. A digest that
    /// is posted again takes the place of the earlier message.
    /// </summary>
    /// <returns>How many channels get a new message, and in how many it is replaced.</returns>
    public async Task<(int Posted, int Replaced)> Post(Digest digest, CancellationToken cancel)
    {
        var initiative = digest.Initiative;
        var batch = $"{initiative.Id}:{digest.Round.Id}:{(digest.Round.ClosedAt is null ? "digest-so-far" : "digest")}";
        var card = DigestCard.Of(digest, CultureInfo.GetCultureInfo(initiative.Language));
        var json = card.ToJson();
        var posted = (await outbox.LoadAll(batch, cancel)).Where(d => d.Batch == batch && d.State == DeliveryState.Sent).ToDictionary(d => d.Recipient);
        var planned = new List<Delivery>();
        foreach (var channel in initiative.Channels)
        {
            if (posted.TryGetValue(channel.Address.ConversationId, out var earlier))
            {
                await grains.GetGrain<IPostOfficeGrain>(earlier.Shard).Replace(earlier.Address!, earlier.MessageId!, json);
            }
            else
            {
                planned.Add(new Delivery(batch, channel.Address.ConversationId, channel.Address, json, card.FallbackText, DeliveryState.Planned, 0, null, null));
            }
        }

        await postRoom.Post(batch, planned, cancel);
        return (planned.Count, initiative.Channels.Count - planned.Count);
    }
}
