using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>A test of the simulator: an empty Teams, a stand-in bot, and the clock at noon on a Wednesday.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private protected static readonly DateTimeOffset WednesdayNoon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    // Long enough for a loopback request on a busy machine, short enough for what must not arrive.
    private protected static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(300);

    private protected FakeTimeProvider Clock { get; } = new(WednesdayNoon);

    private protected StandInBot Bot { get; private set; } = null!;

    private protected TeamsSimulator Teams { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Bot = await StandInBot.Start();
        Teams = await TeamsSimulator.Start(Bot.Messages, Clock);
    }

    public async ValueTask DisposeAsync()
    {
        await Teams.DisposeAsync();
        await Bot.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected (Team Team, Person Ana, Person Ben) Riverside()
    {
        var ana = Teams.Person("Ana", "north");
        var ben = Teams.Person("Ben", "north");
        var team = Teams.Team("Riverside Reads", tenant: "north");
        team.Add(ana, ben);
        return (team, ana, ben);
    }

    private protected async Task<ReceivedCard> Form(Person person)
    {
        Bot.Answers(Card("""
            {"type":"TextBlock","text":"Check-in"},
            {"type":"Input.Number","id":"children","label":"Children reading at grade level","value":12,"min":0,"max":500,"errorMessage":"A number from 0 to 500."},
            {"type":"Input.ChoiceSet","id":"status","label":"Status","isRequired":true,"errorMessage":"Say how it goes.",
              "choices":[{"title":"On track","value":"on"},{"title":"At risk","value":"risk"}]},
            {"type":"Input.Text","id":"code","label":"Partner code","regex":"^[A-Z]+$","maxLength":5,"errorMessage":"Capital letters."},
            {"type":"Input.Toggle","id":"share","title":"Share with all"}
            """, """
            {"type":"Action.Execute","title":"Submit check-in","verb":"checkin.submit","data":{"round":"2026-11"}},
            {"type":"Action.Execute","title":"Skip this time","verb":"checkin.skip","associatedInputs":"none","data":{"round":"2026-11"}}
            """));
        await person.Says("check in");
        return await person.Receives();
    }

    private protected Task<BotAnswer> Open(string member, string? tenantId) => Bot.Calls(HttpMethod.Post, Conversations(Teams.ServiceUrl), new JsonObject
    {
        ["isGroup"] = false,
        ["members"] = new JsonArray(new JsonObject { ["id"] = member }),
        ["tenantId"] = tenantId,
    }.ToJsonString());

    private protected static Uri Conversations(Uri serviceUrl, string path = "") =>
        new(serviceUrl, $"v3/conversations{(path.Length == 0 ? "" : "/")}{path}");

    private protected static string? CodeOf(BotAnswer answer) => answer.Json.At("error").Text("code");

    private protected static JsonNode? DataOf(JsonObject invoke) => invoke.At("value").At("action").At("data");

    private protected static JsonObject Words(string text) => new() { ["type"] = "message", ["text"] = text };

    private protected static string TextBlock(string text) => new JsonObject { ["type"] = "TextBlock", ["text"] = text }.ToJsonString();

    private protected static JsonObject Card(string body, string actions = "") => JsonNode.Parse($$$"""
        {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive",
          "content":{"type":"AdaptiveCard","version":"1.5","body":[{{{body}}}],"actions":[{{{actions}}}]}}]}
        """)!.AsObject();

    private protected static JsonObject AnswerCard(string body) =>
        Answer(200, "application/vnd.microsoft.card.adaptive", Card(body)["attachments"]![0]!["content"]!.DeepClone());

    private protected static JsonObject Answer(int status, string type, JsonNode value) =>
        new() { ["statusCode"] = status, ["type"] = type, ["value"] = value };
}
