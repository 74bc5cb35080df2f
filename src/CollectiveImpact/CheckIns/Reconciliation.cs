using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>How each person whom a round asks stands to it: planned, sent and answered agree, or there is a reason why not.</summary>
/// <param name="Why">A code of <see cref="Reasons"/>, where they don't simply have the card.</param>
public sealed record Reconciled(Member Member, PartnerId Partner, AskState Standing, string? Why)
{
    /// <summary>Everyone who is asked, in the order of the partners. Pure: what is known comes in, how it stands comes out.</summary>
    public static IReadOnlyList<Reconciled> Of(Initiative initiative, Board board, IReadOnlyList<Delivery> deliveries, Instant now)
    {
        var byRecipient = deliveries.ToLookup(d => d.Recipient);
        return
        [
            .. StatusCard.AskedIn(initiative, board)
                .SelectMany(initiative.ReportersOf)
                .Where(m => !initiative.IsOver(m, now))
                .Select(m => One(initiative, board, m, [.. byRecipient[Recipient.Of(m.Person)].OrderBy(d => d.At)], now)),
        ];
    }

    private static Reconciled One(Initiative initiative, Board board, Member member, IReadOnlyList<Delivery> deliveries, Instant now)
    {
        var partner = member.PartnerId!;
        if (board.Entries.Any(e => e.Partner == partner))
        {
            return new Reconciled(member, partner, AskState.Answered, null);
        }

        var last = deliveries.LastOrDefault(d => d.State != DeliveryState.NotNeeded);
        var opens = board.Round.OpensIn(initiative.ZoneOf(member));
        return last switch
        {
            _ when !initiative.IsAsked(member, now) => new Reconciled(member, partner, AskState.Away, Reasons.Away),
            _ when member.WhyNot is { } why => new Reconciled(member, partner, AskState.Unreachable, why),
            { State: DeliveryState.Planned } => new Reconciled(member, partner, AskState.Waits, last.Reason is null ? Reasons.InAMoment : Reasons.Waiting(last.Reason)),
            { State: DeliveryState.Failed } => new Reconciled(member, partner, AskState.Failed, last.Reason),
            { State: DeliveryState.Unreachable } => new Reconciled(member, partner, AskState.Failed, Reasons.ReachableAgain),
            { State: DeliveryState.Sent } => new Reconciled(member, partner, AskState.HasCard, null),
            _ when opens > now => new Reconciled(member, partner, AskState.ComesLater, Reasons.ComesLater),
            _ => new Reconciled(member, partner, AskState.Failed, Reasons.NotAsked),
        };
    }
}

/// <summary>How a person stands to a round that asks them.</summary>
public enum AskState
{
    Answered,
    HasCard,

    /// <summary>Planned, and not taken by Teams yet.</summary>
    Waits,

    /// <summary>The time at which it opens has not come where they are.</summary>
    ComesLater,
    Away,
    Unreachable,
    Failed,
}
