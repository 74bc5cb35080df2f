using CollectiveImpact.Conversations;

namespace CollectiveImpact.CheckIns;

/// <summary>When everyone's time has come: backbone staff get one message about all who could not be asked, if there are any.</summary>
public sealed class TellWhoIsMissing(IGrainFactory grains, CheckInPost post) : IClockListener
{
    public async Task Handle(Occasion occasion, CancellationToken cancel)
    {
        var (_, initiative, round, now) = occasion;
        if (await grains.GetGrain<IRoundGrain>(RoundGrain.Key(initiative.Id, round.Id)).Board() is { } board
            && Reconciled.Of(initiative, board, await post.Sent(initiative.Id, round.Id), now).Any(r => r.Standing is AskState.Unreachable or AskState.Failed))
        {
            await post.TellBackbone(initiative, round);
        }
    }
}
