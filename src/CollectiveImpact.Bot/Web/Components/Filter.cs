namespace CollectiveImpact.Bot.Web.Components;

/// <summary>Something to choose beside a search.</summary>
/// <param name="Name">As the page's address has it.</param>
/// <param name="All">What it says when nothing is chosen.</param>
/// <param name="Chosen">Empty for nothing.</param>
public sealed record Filter(string Name, string Label, string All, IReadOnlyList<(string Value, string Words)> Options, string Chosen);
