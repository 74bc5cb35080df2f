using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>What the bot answered over HTTP at the end of a turn.</summary>
public sealed record BotAnswer(int Status, string Body)
{
    /// <summary>The body when it is JSON, otherwise nothing.</summary>
    public JsonNode? Json
    {
        get
        {
            try
            {
                return string.IsNullOrWhiteSpace(Body) ? null : JsonNode.Parse(Body);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

/// <summary>The bot answered a turn with a failure, or an invoke with something that no client can show.</summary>
public sealed class BotFailedException(string message, BotAnswer answer) : Exception(message)
{
    public BotAnswer Answer { get; } = answer;
}

/// <summary>The bot sent what Teams would not have taken.</summary>
public sealed class BotBrokeTheRulesException(string message) : Exception(message);

/// <summary>The client did not let the person do that: a rule of the card's own, such as a required input left empty.</summary>
public sealed class ClientRefusedException(string label, string? errorMessage, string rule)
    : Exception($"\"{label}\": {errorMessage ?? "(no errorMessage)"} [{rule}]")
{
    public string Label { get; } = label;

    public string? ErrorMessage { get; } = errorMessage;

    public string Rule { get; } = rule;
}
