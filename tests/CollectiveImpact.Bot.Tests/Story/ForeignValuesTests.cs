using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Conversations;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>
/// Anybody can post anything: every card that three people can reach is pressed with values in each of its fields that it never
/// offered, and with each of them left out. Each press is answered in words, none of it is kept, and everybody reads on.
/// </summary>
public sealed class ForeignValuesTests(Azurite azurite) : StoryTest(azurite)
{
    // Stands for half of an emoji until the activity is text: no writer of JSON would write it.
    private const string Half = "\uE0AA";

    // Nothing offers it, so nothing that a person chooses or a button carries may leave it in a table.
    private const string Foreign = "xx-zz9q!";

    private const int Long = 40_000;

    // What ends an initiative or a membership for whoever presses it as it is; pressed with foreign values all the same, last.
    private static readonly string[] Ends = ["membership.leave", "membership.forget", "membership.handover", "backbone.confirmend", "backbone.remove", "backbone.takebackbone", "groups.end", "calendar.stop"];

    // Said with something in the place of a word, which the plain phrases leave out.
    private static readonly string[] WithWords =
    [
        "what is attendance", "suggest belonging: Feeling at home in the group", "suggest attendance: In the room for half the session",
        "commit: Call the two schools", "decide: We meet on Tuesdays", "ask: Two volunteers for Mondays in the East", "offer: A bus on Mondays in the East",
        "group reading", "history of children", "learnings about reading", "decisions about tuesdays", "away until 2026-12-24", "zzyzx plugh",
    ];

    private static readonly string[] Reads =
    [
        "terms", "what is attendance", "what is belonging", "status", "agenda", "indicators", "digest", "activities", "our activities", "asks", "groups", "pulse", "decisions",
        "learnings", "commitments", "history", "completeness", "initiatives", "check in", "correct", "help", "away", "get to know us",
        "partners", "people", "health", "schedule", "pauses", "export", "export glossary", "templates", "glossary rules", "missing words",
    ];

    // Of these, enough to say which slice's presses did it.
    private const int FirstReads = 12;

    private readonly Dictionary<string, Door> _doors = [];
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _drawn = [];
    private int _presses;

    [Fact]
    public async Task No_value_that_was_not_offered_fails_is_kept_or_keeps_others_from_reading()
    {
        Teams.ToleratesViolations = true;
        var (carmen, rui, olga) = await Everyone();
        await Walk(carmen, rui, olga);
        // What was pressed has changed what there is to say.
        await Walk(carmen, rui, olga);

        foreach (var slice in _doors.Values.GroupBy(d => (Array.IndexOf(Ends, d.Verb) >= 0, d.Verb.Split('.')[0])).OrderBy(g => g.Key.Item1))
        {
            foreach (var door in slice)
            {
                await PressWithForeignValues(door);
            }

            if (!slice.Key.Item1)
            {
                await EverybodyReads($"after {slice.Key.Item2}", Reads.Take(FirstReads), carmen, rui);
            }
        }

        await EverybodyReads("after all", Reads, carmen, rui, olga);

        await NothingForeignIsKept();
        var never = World.Services.GetRequiredService<Listeners>().Pressed.Select(p => p.Verb).Except(_doors.Values.Select(d => d.Verb)).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine($"{_doors.Count} cards' buttons, {_presses} presses, {_faults.Count} faults; never reached: {string.Join(", ", never)}");
        Assert.True(_faults.Count == 0, $"{_faults.Count} of {_presses}:\n" + string.Join('\n', _faults.Take(400)));
        Assert.True(_doors.Count > 80, $"Only {_doors.Count} buttons.");
        NothingWentWrong();
    }

    // The walk closes and opens nothing, so that there is something to press.
    [Theory]
    [InlineData("checkin.close", Foreign)]
    [InlineData("checkin.open", Foreign)]
    [InlineData("checkin.close", "2026-W48.check-in," + Foreign)]
    public async Task What_was_begun_of_a_check_in_that_isnt_there_is_not_kept(string verb, string round)
    {
        var (carmen, _) = await Riverside();
        var card = await carmen.Asks("open check-in");
        var initiative = card.Json!["actions"]![0]!["data"]!["initiative"]!.GetValue<string>();

        foreach (var id in new[] { round, round + new string('x', Long) })
        {
            await card.PressRaw(verb, new JsonObject { ["initiative"] = initiative, ["round"] = id });
        }

        await NothingForeignIsKept();
        Assert.Empty(_faults);
        NothingWentWrong();
    }

    /// <summary>A filled initiative, and somebody of each role in it.</summary>
    private async Task<(Person Carmen, Person Rui, Person Olga)> Everyone()
    {
        var (carmen, rui, olga) = (Teams.Person("Carmen", "backbone"), Teams.Person("Rui", "library"), Teams.Person("Olga", "funder"));
        var ready = await carmen.Asks("demo");
        await rui.Joins(Cast.CodeOn(ready));
        await olga.Joins(await carmen.InvitesObserver());
        await Teams.Person("Pat", "backbone").JoinsWith(await carmen.InvitesBackbone());
        await (await carmen.Asks("edit agenda")).Fill(En.Agenda.Vision, "Every child in Riverside reads by the age of eight.").Press(En.Agenda.SaveDraft);
        await carmen.Asks("what is zebra");
        await carmen.OpensCheckIn();
        await World.AllIsSent();
        var form = rui.Messages.Select(m => m.SeenBy(rui)).Last(c => c.Buttons.Contains(En.CheckIns.Submit));
        await form.Fill("Children in reading sessions", "41").IsGoing(En.CheckIns.OnTrack).Writes(En.CheckIns.Worked, "Reading outdoors").PressAnyway(En.CheckIns.Submit);
        return (carmen, rui, olga);
    }

    /// <summary>Says all that can be said and presses all that can be pressed, as it is, until no button is new.</summary>
    private async Task Walk(params Person[] people)
    {
        var phrases = World.Services.GetRequiredService<Listeners>().Phrases
            .Where(d => d.Language == Localization.Command.English && !d.Phrase.NeedsWords && d.Phrase.Pattern is not ("demo" or "close check-in" or "close pulse"))
            .DistinctBy(d => d.Door.Listener)
            .Select(d => d.Phrase.Pattern)
            .Concat(WithWords);
        var open = new Queue<(Person, ReceivedCard, int)>();
        foreach (var phrase in phrases.ToArray())
        {
            foreach (var person in people)
            {
                if (await Answer(person, phrase) is { } answer)
                {

                    open.Enqueue((person, answer, 0));
                }
            }
        }

        foreach (var person in people)
        {
            foreach (var message in person.Messages)
            {
                open.Enqueue((person, message.SeenBy(person), 0));
            }
        }

        while (open.TryDequeue(out var next))
        {
            var (person, card, depth) = next;
            if (card.Json is not { } json)
            {
                continue;
            }

            var inputs = Objects(json).Where(o => Type(o).StartsWith("Input.", StringComparison.Ordinal)).ToArray();
            foreach (var action in Objects(json).Where(o => Type(o) == "Action.Execute"))
            {
                var verb = action["verb"]!.GetValue<string>();
                var data = action["data"] as JsonObject ?? [];
                var sends = action["associatedInputs"]?.GetValue<string>() == "none" ? [] : inputs;
                var door = new Door(person, card, verb, data, sends);
                if (!_doors.TryAdd(door.Kind, door) || depth > 3 || Array.IndexOf(Ends, verb) >= 0)
                {
                    continue;
                }

                var answer = await card.PressRaw(verb, door.AsItIs);
                if (answer.Json is not null && answer.Notice is null)
                {
                    open.Enqueue((person, answer, depth + 1));
                }
            }
        }
    }

    private async Task PressWithForeignValues(Door door)
    {
        var errors = Errors();
        foreach (var (field, input) in door.Inputs.Select(i => (i["id"]!.GetValue<string>(), (JsonObject?)i)).Concat(door.Data.Select(d => (d.Key, (JsonObject?)null))))
        {
            foreach (var (name, value) in ValuesFor(door, field, input))
            {
                var data = door.AsItIs;
                data[field] = value;
                await Press(door, $"{door.Verb} {field} := {name}", data);
            }

            var without = door.AsItIs;
            without.Remove(field);
            await Press(door, $"{door.Verb} without {field}", without);
        }

        await Press(door, $"{door.Verb} without its own data", new JsonObject(door.AsItIs.Where(d => !door.Data.ContainsKey(d.Key)).Select(d => KeyValuePair.Create(d.Key, d.Value?.DeepClone()))));
        await Press(door, $"{door.Verb} without anything", []);
        if (Errors() > errors)
        {
            _faults.Add($"{door.Verb}: {LastError()}");
        }
    }

    private async Task Press(Door door, string what, JsonObject data)
    {
        _presses++;
        var invoke = door.Person.Activity("invoke", door.Card.Message.Conversation);
        invoke["name"] = "adaptiveCard/action";
        invoke["replyToId"] = door.Card.Id;
        invoke["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = door.Verb, ["data"] = data },
            ["trigger"] = "manual",
        };
        var answer = await Teams.PostRaw(invoke.ToJsonString().Replace("\\uE0AA", "\\ud83d", StringComparison.OrdinalIgnoreCase));
        var inner = answer.Json?["statusCode"]?.GetValue<int>();
        if (answer.Status != 200 || inner != 200 || IsFailure(answer.Body))
        {
            _faults.Add($"{what}: {answer.Status}/{inner} {(answer.Body.Length > 160 ? answer.Body[..160] : answer.Body)} {LastError()}");
        }
        else if (answer.Json!["type"]!.GetValue<string>().EndsWith("card.adaptive", StringComparison.Ordinal) && answer.Json["value"]!.ToJsonString(AsSent) is var card && _drawn.Add(card))
        {
            _faults.AddRange(TeamsCardRules.Faults(card).Take(1).Select(f => $"{what}: drew {f}"));
        }
    }

    private async Task EverybodyReads(string when, IEnumerable<string> reads, params Person[] people)
    {
        foreach (var words in reads)
        {
            foreach (var person in people)
            {
                var errors = Errors();
                var answer = await Answer(person, words);
                if (answer is not null && (Errors() > errors || IsFailure(answer.AllText)))
                {
                    _faults.Add($"{when}, \"{words}\" of {person.Name}: {answer.AllText} {LastError()}");
                }
            }
        }
    }

    private async Task<ReceivedCard?> Answer(Person person, string words)
    {
        var before = person.Messages.Count;
        await person.Says(words);
        if (person.Messages.Count > before)
        {
            return person.Messages[^1].SeenBy(person);
        }

        _faults.Add($"\"{words}\" of {person.Name} got no answer: {string.Join(' ', Teams.Violations.TakeLast(1))} {World.Log.LastOrDefault(l => l.StartsWith("Warn", StringComparison.Ordinal))}");
        return null;
    }

    /// <summary>Looks through every row of every table.</summary>
    private async Task NothingForeignIsKept()
    {
        var service = new TableServiceClient(World.StorageConnection);
        await foreach (var table in service.QueryAsync(t => t.Name.CompareTo(World.TablePrefix) >= 0 && t.Name.CompareTo(World.TablePrefix + "~") < 0))
        {
            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                // What a check-in was called once stays in the audit: a name that people write freely, which a preview's button carries.
                foreach (var (column, value) in row.Where(c => c.Key != "odata.etag" && !(c.Key == "Name" && row.PartitionKey.StartsWith("~audit-", StringComparison.Ordinal))))
                {
                    var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
                    var what = text.Contains(Foreign, StringComparison.OrdinalIgnoreCase) ? "a value that was never offered"
                        : text.Contains(new string('y', 5_000), StringComparison.Ordinal) ? "a field of over 5,000 letters"
                        : text.Any(c => c == '\0' || c == '\u001b') || text.EnumerateRunes().Any(r => r == Rune.ReplacementChar) ? "characters that are none"
                        : null;
                    if (what is not null)
                    {
                        _faults.Add($"{table.Name[World.TablePrefix.Length..]} {row.RowKey} {column} keeps {what}: {(text.Length > 200 ? text[..200] : text)}");
                    }
                }
            }
        }
    }

    // What people write freely may say anything, and is only too long or no text; all else is a choice among what was offered.
    private static IEnumerable<(string Name, JsonNode? Value)> ValuesFor(Door door, string field, JsonObject? input)
    {
        var before = door.AsItIs[field]?.ToString() ?? "";
        if (field == "initiative")
        {
            yield return ("somebody else's", Foreign);
            yield return ("what is no key", $"a/b\\c#d?\0{Half}");
            yield return ("an object", new JsonObject { ["a"] = new JsonObject { ["b"] = 1 } });
            yield break;
        }

        yield return ("what is no text", $"{before}\0\u001b\u202e{Half}");
        yield return ("too long", new string('y', Long));
        yield return ("an object", new JsonObject { [Foreign] = new JsonArray(Foreign) });
        if (input is not null && Type(input) == "Input.Text")
        {
            yield return ("empty", "");
            yield return ("a number of many digits", "99999999999999999999999999999999");
            yield return ("the last day of all", "9999-12-31");
            yield return ("markup", "{{DATE(x)}} <at>all</at> ☢");
            yield return ("what every object has", "__proto__");
            yield break;
        }

        yield return ("what was never offered", Foreign);
        yield return ("what was chosen and more", before.Length > 0 ? $"{before},{Foreign}" : $"{Foreign},{Foreign}");
        yield return ("twice the same", before.Length > 0 ? $"{before},{before}" : "a,a");
        yield return ("a number", "7");
        yield return ("a number of many digits", "99999999999999999999");
        yield return ("a day", input is null ? "-1" : "9999-12-31");
        yield return ("what is no key", $"a/b\\c#d?{string.Concat(Enumerable.Repeat("é/", 600))}");
        yield return ("nothing", null);
    }

    private static bool IsFailure(string text) => text.Contains(En.Web.WentWrong, StringComparison.Ordinal) || text.Contains(En.Teams.NotSavedPressed, StringComparison.Ordinal) || text.Contains(En.Teams.NotSavedSaid, StringComparison.Ordinal) || text.Contains(En.Teams.TooSlowPressed, StringComparison.Ordinal) || text.Contains(En.Teams.TooSlowSaid, StringComparison.Ordinal);

    private static bool IsError(string line) => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal);

    private string LastError() => World.Log.LastOrDefault(IsError)?.Split('\n').Take(4).Aggregate("", (a, l) => a + " " + l.Trim()) ?? "";

    private int Errors() => World.Log.Count(IsError);

    private static string Type(JsonObject o) => o["type"] is JsonValue type && type.TryGetValue<string>(out var text) ? text : "";

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.Where(p => p.Key != "data").SelectMany(p => Objects(p.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    /// <summary>One kind of button: the same verb with the same fields is the same door into the product.</summary>
    private sealed record Door(Person Person, ReceivedCard Card, string Verb, JsonObject Data, IReadOnlyList<JsonObject> Inputs)
    {
        public string Kind => $"{Verb}({string.Join(' ', Data.Select(d => d.Key).Concat(Inputs.Select(i => i["id"]!.GetValue<string>())).Select(f => f.Split('.')[0]).Distinct().Order(StringComparer.Ordinal))})";

        /// <summary>What a client sends that nobody tampered with.</summary>
        public JsonObject AsItIs
        {
            get
            {
                var all = (JsonObject)Data.DeepClone();
                foreach (var input in Inputs)
                {
                    if (input["value"] is { } value && value.ToString().Length > 0)
                    {
                        all[input["id"]!.GetValue<string>()] = value.DeepClone();
                    }
                }

                return all;
            }
        }
    }
}
