using CollectiveImpact.Cards;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>Knows what comes next in setting an initiative up: a door, because whoever knows it comes after those who save.</summary>
public interface INextStep
{
    /// <param name="initiative">As it was before the turn; what is there now is looked up.</param>
    /// <returns>A button to it; null when nothing is left to do.</returns>
    Task<CardAction?> After(Initiative initiative, Turn turn);
}
