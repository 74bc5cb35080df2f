namespace CollectiveImpact.Bot.Tests.FaultMatrix;

/// <summary>Tests that start processes of their own run one after the other: together they would only wait for each other.</summary>
internal static class Processes
{
    public const string Collection = "Processes of their own";
}
