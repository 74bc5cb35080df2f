using CollectiveImpact.Endings;

namespace CollectiveImpact.AzureTables;

/// <summary>Which kind of data each row is; docs/data-map.md is made of it.</summary>
internal static class DataMap
{
    /// <param name="table">Without the installation's prefix.</param>
    /// <returns>Null for what nobody has put in a kind yet.</returns>
    public static KeptKind? Of(string table, string partition, string row) => table switch
    {
        "People" => KeptKind.Person,
        "Homes" => KeptKind.Initiative,
        "Rounds" or "Values" or "Totals" or "Learnings" => KeptKind.Answers,
        "Outbox" => KeptKind.Messages,
        "Terms" => KeptKind.Glossary,
        "Activities" => KeptKind.Plans,
        "Pulses" => KeptKind.Pulse,
        "Initiatives" => OfInitiative(partition, row),
        _ => null,
    };

    private static KeptKind? OfInitiative(string partition, string row) => partition.Split('-')[0] switch
    {
        "~agenda" or "~commitments" => KeptKind.Plans,
        "~digests" or "~messages" => KeptKind.Messages,
        "~unsent" => KeptKind.Answers,
        "~passes" or "~sessions" or "~looks" or "~maillinks" => KeptKind.Access,
        "~audit" or "~begun" or "~imports" => KeptKind.Trail,
        Keys.AllInitiatives => KeptKind.Initiative,
        ['~', ..] => null,
        _ => row.StartsWith(Keys.Invites, StringComparison.Ordinal) ? KeptKind.Access : KeptKind.Initiative,
    };
}
