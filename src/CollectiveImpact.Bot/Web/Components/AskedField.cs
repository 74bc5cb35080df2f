namespace CollectiveImpact.Bot.Web.Components;

/// <summary>A line that somebody types who isn't signed in.</summary>
/// <param name="Type">As browsers know it, which choose a phone's keys by it: "email".</param>
/// <param name="Completes">What a browser may fill in, as HTML names it.</param>
/// <param name="Fault">What is wrong with what was typed; null for nothing.</param>
public sealed record AskedField(string Name, string Label, string Type, string Completes, int Longest, string Value, string? Fault);
