using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>When a reminder is due: sends the card again to the reporters of partners without an answer.</summary>
public sealed class RemindMissing(IGrainFactory grains, CheckInPost post) : IClockListener
{
    public async Task Handle(Occasion occasion, CancellationToken cancel)
    {
        var (_, initiative, round, now) = occasion;
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round.Id)).Board() is { } board)
        {
            await post.Ask(initiative, round, Purpose.Remind, StatusCard.Missing(initiative, board, now).SelectMany(p => initiative.AskedFor(p, now)).Where(occasion.Concerns), occasion.Reminder);
        }
    }
}
