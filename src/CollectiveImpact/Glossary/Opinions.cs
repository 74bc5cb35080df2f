using CollectiveImpact.Conversations;

namespace CollectiveImpact.Glossary;

/// <summary>What somebody who speaks thinks of a proposal.</summary>
internal static class Opinions
{
    public static Opinion Of(Turn turn, Here here, bool agrees, string why) => new(turn.Person, turn.Name, here.Partner?.Id, agrees, why);
}
