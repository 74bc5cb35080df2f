using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Door;

/// <summary>Every part of every kind of activity, replaced by what doesn't belong there: whoever sends it is answered, and nothing breaks.</summary>
public sealed class MalformedActivityTests(Azurite azurite) : StoryTest(azurite)
{
    private static readonly JsonNode?[] Foreign =
    [
        null, "", " ", "x", "::", "a~b", "../../%00\u0000\ud83d\ude00", ";messageid=", 0, -1.5, 99999999999999999999.0, true, new JsonArray(), new JsonArray((JsonNode?)null), new JsonArray("x", 1), new JsonObject(), new JsonObject { ["x"] = null, ["id"] = 7 },
    ];

    private string _initiative = "";

    [Theory]
    [InlineData("message")]
    [InlineData("message in a channel")]
    [InlineData("submit")]
    [InlineData("adaptiveCard/action")]
    [InlineData("composeExtension/query")]
    [InlineData("composeExtension/fetchTask")]
    [InlineData("composeExtension/submitAction")]
    [InlineData("application/search")]
    [InlineData("fileConsent/invoke")]
    [InlineData("conversationUpdate")]
    [InlineData("installationUpdate")]
    public async Task Whatever_stands_in_the_place_of_a_part_is_answered(string kind)
    {
        var (carmen, _) = await Riverside();
        Teams.ToleratesViolations = true;
        _initiative = Assert.Single(await World.Services.GetRequiredService<IInitiativeStore>().ListAll(TestContext.Current.CancellationToken));
        var whole = Of(kind, carmen);
        var broken = Replacements(whole).ToArray();
        Assert.True(broken.Length > 200, $"{broken.Length} activities");

        foreach (var (path, activity) in broken)
        {
            var answer = await Teams.Posts(activity);

            Assert.True(answer.Status < 500 || (answer.Status == 501 && path is "$.name"), $"{kind}, {path}: {answer.Status}, {activity.ToJsonString()}");
            Assert.DoesNotContain(En.Web.WentWrong, answer.Body, StringComparison.Ordinal);
        }

        // Teams may know no such place; but there is none that can't be written to.
        Assert.All(World.Log.Where(l => l.Contains("could not be delivered", StringComparison.Ordinal)), l => Assert.Contains("NotAnsweredException", l, StringComparison.Ordinal));
        Assert.DoesNotContain(Teams.Requests, r => r.Json?.ToJsonString().Contains(En.Web.WentWrong, StringComparison.Ordinal) == true);
        NothingWentWrong();
        Assert.Contains("Carmen", (await carmen.Asks("people")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holes_among_the_entities_are_passed_over()
    {
        var (carmen, _) = await Riverside();
        var message = Of("message", carmen);
        message["entities"]!.AsArray().Insert(0, null);

        await Teams.Posts(message);

        Assert.Contains("Riverside Reads", (await carmen.Receives()).AllText, StringComparison.Ordinal);
    }

    /// <remarks>Found by the fuzzer: the answer repeated it, and was larger than Teams takes.</remarks>
    [Fact]
    public async Task What_stands_besides_in_any_part_is_not_repeated_in_the_answer()
    {
        var (carmen, _) = await Riverside();
        var message = Of("message", carmen);
        foreach (var part in new[] { message, message["from"], message["recipient"], message["conversation"], message["channelData"], message["entities"]![0] })
        {
            part!.AsObject()["besides"] = new string('x', 60_000);
        }

        await Teams.Posts(message);

        var answer = await carmen.Receives();
        Assert.Contains("Riverside Reads", answer.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(Teams.Requests, r => r.Body.Contains("besides", StringComparison.Ordinal));
        NothingWentWrong();
    }

    [Theory]
    [InlineData("membersAdded")]
    [InlineData("membersRemoved")]
    public async Task Holes_among_the_members_are_passed_over(string list)
    {
        var ana = Teams.Person("Ana", "north");
        ana.Chat.Installs();
        var update = Of("conversationUpdate", ana);
        update.Remove("membersAdded");
        update[list] = new JsonArray(null, new JsonObject(), new JsonObject { ["id"] = Teams.BotId });

        Assert.Equal(200, (await Teams.Posts(update)).Status);

        NothingWentWrong();
        if (list == "membersAdded")
        {
            Assert.Contains(En.Conversations.HowToBegin, (await ana.Receives()).AllText, StringComparison.Ordinal);
        }
    }

    private JsonObject Of(string kind, Person person)
    {
        if (kind == "message in a channel")
        {
            var team = Teams.Team("Riverside", "backbone");
            team.Add(person);
            var said = person.Activity("message", team.General);
            said["text"] = $"<at>{Teams.BotName}</at> status";
            return said;
        }

        var type = kind is "message" or "conversationUpdate" or "installationUpdate" ? kind : kind == "submit" ? "message" : "invoke";
        var activity = person.Activity(type, person.Chat);
        var initiative = new JsonObject { ["initiative"] = _initiative, ["verb"] = TermForm.SuggestVerb, ["name"] = "attendance", ["definition"] = "In the room." };
        switch (kind)
        {
            case "message":
                activity["text"] = $"<at>{Teams.BotName}</at> help";
                activity["entities"]!.AsArray().Add(new JsonObject
                {
                    ["type"] = "mention",
                    ["mentioned"] = new JsonObject { ["id"] = Teams.BotId, ["name"] = Teams.BotName },
                    ["text"] = $"<at>{Teams.BotName}</at>",
                });
                break;
            case "submit":
                activity["value"] = initiative;
                activity["replyToId"] = "1";
                break;
            case "conversationUpdate":
                activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = Teams.BotId });
                break;
            case "installationUpdate":
                activity["action"] = "add";
                break;
            default:
                activity["name"] = kind;
                activity["value"] = kind switch
                {
                    "adaptiveCard/action" => new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = TermForm.SuggestVerb, ["data"] = initiative }, ["trigger"] = "manual" },
                    "composeExtension/query" => new JsonObject
                    {
                        ["commandId"] = SearchTerms.Verb,
                        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "search", ["value"] = "attendance" }),
                        ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
                    },
                    "composeExtension/fetchTask" => new JsonObject
                    {
                        ["commandId"] = ExplainWords.Verb,
                        ["commandContext"] = "message",
                        ["messagePayload"] = new JsonObject { ["id"] = "1", ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>attendance</p>" } },
                    },
                    "composeExtension/submitAction" => new JsonObject { ["commandId"] = SuggestFromMessage.Verb, ["data"] = initiative },
                    "application/search" => new JsonObject { ["queryText"] = "att", ["dataset"] = TermChoices.Verb + ":" + _initiative, ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = 15 } },
                    _ => new JsonObject
                    {
                        ["type"] = "fileUpload",
                        ["action"] = "accept",
                        ["context"] = new JsonObject { ["verb"] = UploadExport.Verb },
                        ["uploadInfo"] = new JsonObject { ["uploadUrl"] = "x", ["contentUrl"] = "x", ["uniqueId"] = "x", ["fileType"] = "xlsx" },
                    },
                };
                activity["replyToId"] = "1";
                break;
        }

        return activity;
    }

    private static IEnumerable<(string Path, JsonObject Activity)> Replacements(JsonObject whole)
    {
        foreach (var path in Paths(whole, []))
        {
            foreach (var foreign in Foreign)
            {
                var copy = (JsonObject)whole.DeepClone();
                Replace(copy, path, foreign?.DeepClone());
                yield return ("$." + string.Join('.', path), copy);
            }
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] at) => node switch
    {
        JsonObject fields => fields.SelectMany(f => Paths(f.Value, [.. at, f.Key]).Prepend([.. at, f.Key])),
        JsonArray items => items.SelectMany((item, i) => Paths(item, [.. at, i]).Prepend([.. at, i])),
        _ => [],
    };

    private static void Replace(JsonNode node, object[] path, JsonNode? foreign)
    {
        foreach (var step in path[..^1])
        {
            node = step is int i ? node[i]! : node[(string)step]!;
        }

        if (path[^1] is int index)
        {
            node.AsArray()[index] = foreign;
        }
        else
        {
            node[(string)path[^1]] = foreign;
        }
    }
}
