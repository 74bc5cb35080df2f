using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Place = CollectiveImpact.Bot.Tests.Simulator.Conversation;

namespace CollectiveImpact.Bot.Tests.Fuzzing;

/// <summary>
/// One service with storage of its own, to which several people at a time post what nobody meant to, each in an initiative of
/// their own. What shows that something broke is looked for in the answers, in the log and in what the bot wrote to anybody.
/// </summary>
internal sealed partial class FuzzRun : IAsyncDisposable
{
    private const int Senders = 4;
    private const int InARow = 100;
    private const int MostFindings = 20;

    // In bytes: what the door refuses unread.
    private const int TooLarge = 1_000_000;

    // Nobody is refused for posting too much: what is tried here is what a single input does.
    private static readonly (string Key, string Value)[] Settings =
    [
        ("Logging:LogLevel:Default", "Warning"),
        ("Delivery:MessagesPerSecond", "0"),
    ];

    private readonly Azurite _storage;
    private readonly World _world;
    private readonly int _seed;
    private readonly Corpus _corpus;
    private readonly Mutator _mutator;
    private readonly Sender[] _senders = new Sender[Senders];
    private readonly HashSet<string> _known = [];
    private readonly List<Finding> _findings = [];
    private readonly SortedDictionary<int, int> _statuses = [];
    private int _logRead;
    private int _requestsRead;
    private int _violationsRead;

    private FuzzRun(Azurite storage, World world, int seed, Corpus corpus)
    {
        (_storage, _world, _seed, _corpus) = (storage, world, seed, corpus);
        _mutator = new Mutator(corpus, ["$other", "$person", "$stranger", "$tenant", "$chat", "$channel", "$initiative"]);
    }

    /// <summary>How often each status was answered.</summary>
    public IReadOnlyDictionary<int, int> Statuses => _statuses;

    public static async Task<FuzzRun> Begin(int seed)
    {
        var storage = new Azurite();
        await storage.InitializeAsync();
        var world = await World.Begins(storage, Settings);
        world.Teams.ToleratesViolations = true;
        var first = await Sender.Sits(world, 0);
        var recorded = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Fuzzing", "recorded-activities.jsonl"));
        var run = new FuzzRun(storage, world, seed, Corpus.Of(world.Services.GetRequiredService<Listeners>(), recorded, await Drawn(world, first)));
        run._senders[0] = first;
        for (var i = 1; i < Senders; i++)
        {
            run._senders[i] = await Sender.Sits(world, i);
        }

        run.Look();
        run._known.Clear();
        return run;
    }

    /// <summary>Posts the inputs of these numbers, and returns what broke.</summary>
    public async Task<IReadOnlyList<Finding>> Send(int from, int count)
    {
        for (var done = 0; done < count && _findings.Count < MostFindings; done += Senders * InARow)
        {
            var posted = await Task.WhenAll(_senders.Select((sender, lane) => Task.Run(() => Post(sender, from + done + (lane * InARow), Math.Min(InARow, Math.Max(0, count - done - (lane * InARow)))))));
            var inputs = posted.SelectMany(p => p).ToArray();
            foreach (var status in inputs.GroupBy(i => i.Status))
            {
                _statuses[status.Key] = _statuses.GetValueOrDefault(status.Key) + status.Count();
            }

            if (Look(inputs).Where(_known.Add).ToArray() is { Length: > 0 } broke)
            {
                await Explain(broke, inputs);
            }

            for (var lane = 0; lane < Senders; lane++)
            {
                _senders[lane] = await _senders[lane].SitsAgain();
            }
        }

        return _findings;
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private async Task<List<Input>> Post(Sender sender, int from, int count)
    {
        var inputs = new List<Input>();
        for (var number = from; number < from + count; number++)
        {
            var body = Body(sender, number);
            inputs.Add(await Post(new Input(number, sender, body)));
        }

        return inputs;
    }

    private async Task<Input> Post(Input input)
    {
        try
        {
            var answer = await _world.Teams.PostRaw(input.Body);
            return input with { Status = answer.Status, WentWrong = IsApology(answer.Body) };
        }
        catch (TimeoutException)
        {
            return input with { Status = 0 };
        }
        catch (HttpRequestException) when (Encoding.UTF8.GetByteCount(input.Body) > TooLarge)
        {
            // Refused, and the connection closed, while it was still being sent.
            return input with { Status = (int)HttpStatusCode.RequestEntityTooLarge };
        }
    }

    private string Body(Sender sender, int number)
    {
        var random = new Random(unchecked((_seed * 1_000_003) + number));
        var activity = sender.Writes(_corpus.Seeds[random.Next(_corpus.Seeds.Count)], random);
        activity["id"] = $"input-{number.ToString(CultureInfo.InvariantCulture)}";
        return sender.Fill(_mutator.Mutate(random, activity));
    }

    // What broke since the last look, each named so that the same fault has the same name.
    private List<string> Look(params Input[] inputs)
    {
        var broke = new List<string>();
        broke.AddRange(inputs.Where(i => i.Status is 0 or (>= 500 and not 501)).Select(i => $"status {i.Status}"));
        var log = _world.Log;
        broke.AddRange(log.Skip(_logRead).Where(IsFault).Select(NameOf));
        _logRead = log.Count;
        var requests = _world.Teams.Requests;
        var apologised = requests.Skip(_requestsRead).Any(r => IsApology(r.Body)) || Array.Exists(inputs, i => i.WentWrong);
        _requestsRead = requests.Count;
        var violations = _world.Teams.Violations;
        broke.AddRange(violations.Skip(_violationsRead).Select(v => $"Teams would not have taken: {Digits().Replace(v[..Math.Min(v.Length, 80)], "0")}"));
        _violationsRead = violations.Count;
        if (apologised && broke.Count == 0)
        {
            broke.Add("somebody was told that something went wrong");
        }

        return [.. broke.Distinct()];
    }

    // One at a time, to see which it was, and then with less and less of it.
    private async Task Explain(IEnumerable<string> broke, Input[] inputs)
    {
        var open = broke.ToHashSet();
        foreach (var input in inputs.OrderByDescending(i => i.WentWrong || i.Status is 0 or (>= 500 and not 501)))
        {
            if (open.Count == 0)
            {
                return;
            }

            var seen = Look(await Post(input));
            foreach (var fault in seen)
            {
                if (open.Remove(fault) || _known.Add(fault))
                {
                    _findings.Add(new Finding(fault, _seed, input.Number, input.Sender.Unfill(await Shrink(input, fault))));
                }
            }
        }

        // A machine that is busy with other things may be slow for once; the same input must then be slow again to count.
        _findings.AddRange(open.Where(f => !f.Contains("took too long", StringComparison.Ordinal) && f != "status 0")
            .Select(f => new Finding(f, _seed, inputs[0].Number, $"not seen again when inputs {inputs[0].Number} to {inputs[^1].Number} were posted one by one")));
    }

    private async Task<string> Shrink(Input input, string fault)
    {
        if (Mutator.Parse(input.Body) is not JsonObject smallest)
        {
            return input.Body;
        }

        var tries = 0;
        for (var smaller = true; smaller && tries < 400;)
        {
            smaller = false;
            var count = Spots(smallest).Count;
            for (var at = 0; at < count && tries < 400; at++)
            {
                foreach (var shrink in (Action<(JsonNode Parent, string? Name, int Index)>[])[s => Mutator.Remove(s.Parent, s.Name, s.Index), Shorten])
                {
                    var less = smallest.DeepClone();
                    var spots = Spots(less);
                    if (at >= spots.Count)
                    {
                        break;
                    }

                    shrink(spots[at]);
                    var body = less.ToJsonString();
                    if (body.Length >= smallest.ToJsonString().Length)
                    {
                        continue;
                    }

                    tries++;
                    await input.Sender.SitsAgain();
                    if (Look(await Post(input with { Body = body })).Contains(fault))
                    {
                        (smallest, smaller) = ((JsonObject)less, true);
                        break;
                    }
                }
            }
        }

        return smallest.ToJsonString();

        static List<(JsonNode Parent, string? Name, int Index)> Spots(JsonNode node)
        {
            var spots = new List<(JsonNode Parent, string? Name, int Index)>();
            Mutator.Collect(node, spots);
            return spots;
        }

        static void Shorten((JsonNode Parent, string? Name, int Index) spot)
        {
            var node = spot.Parent is JsonObject o ? o[spot.Name!] : spot.Parent[spot.Index];
            if (node.AsText() is { Length: > 20 } text && node!.GetValueKind() == System.Text.Json.JsonValueKind.String)
            {
                Mutator.Put(spot.Parent, spot.Name, spot.Index, text[..(text.Length / 2)]);
            }
        }
    }

    private static bool IsApology(string body) => body.Contains("omething went wrong", StringComparison.Ordinal);

    private static bool IsFault(string line) =>
        line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)
        // Teams may refuse an answer, as it does where the conversation was a wrong one, or not be there; nothing else keeps one back.
        || (line.StartsWith("Warning: An answer could not be delivered", StringComparison.Ordinal) && !line.Contains("NotAnsweredException", StringComparison.Ordinal) && !line.Contains("ErrorResponseException", StringComparison.Ordinal))
        || (line.StartsWith("Warning: What was to be done after an answer failed", StringComparison.Ordinal) && !line.Contains("ErrorResponseException", StringComparison.Ordinal));

    private static string NameOf(string line)
    {
        var lines = line.Split('\n');
        var where = Array.Find(lines, l => l.Contains("at CollectiveImpact.", StringComparison.Ordinal))?.Trim() ?? "";
        return $"{Reference().Replace(lines[0].Trim(), "")} {(where.IndexOf(" in ", StringComparison.Ordinal) is >= 0 and var end ? where[..end] : where)}".Trim();
    }

    /// <summary>Every button of every card that the phrases of a coordinator and a reporter bring, and of those that the buttons bring.</summary>
    private static async Task<IReadOnlyList<JsonObject>> Drawn(World world, Sender sender)
    {
        var drawn = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        var doors = world.Services.GetRequiredService<Listeners>();
        foreach (var phrase in doors.Phrases.Where(d => d.Language == Localization.Command.English).Select(d => d.Phrase.Pattern).Where(p => !p.Contains('{', StringComparison.Ordinal) && !Drastic().IsMatch(p)).Order(StringComparer.Ordinal))
        {
            foreach (var person in new[] { sender.Coordinator, sender.Reporter })
            {
                await person.Says(phrase);
            }
        }

        foreach (var card in sender.People.SelectMany(p => p.Messages).SelectMany(m => Message.CardsOf(m.Current.Activity)))
        {
            Keep(card);
        }

        foreach (var press in drawn.Values.Where(p => !Drastic().IsMatch(p.At("value").At("action").Text("verb") ?? "")).ToArray())
        {
            foreach (var person in new[] { sender.Coordinator, sender.Reporter })
            {
                var body = sender.Fill(Sender.As(person, person.Chat, press).ToJsonString());
                if ((await world.Teams.PostRaw(body)).Json.At("value") is JsonObject card)
                {
                    Keep(card);
                }
            }
        }

        return [.. drawn.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => d.Value)];

        void Keep(JsonNode card)
        {
            foreach (var press in Corpus.ButtonsOf(card))
            {
                var template = JsonNode.Parse(sender.Unfill(press.ToJsonString()))!.AsObject();
                var action = template["value"]!["action"]!;
                drawn.TryAdd($"{action.Text("verb")} {string.Join(' ', action["data"]!.AsObject().Select(d => d.Key).Order(StringComparer.Ordinal))}", template);
            }
        }
    }

    [GeneratedRegex("reference [0-9a-f]+", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex("[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();

    // What ends things comes later, among all the others.
    [GeneratedRegex("leave|quit|stop|forget|delete|close|end|remove|take|retire|demo|set up|setup|hand", RegexOptions.NonBacktracking)]
    private static partial Regex Drastic();

    /// <param name="Status">What was answered; 0 when nothing was.</param>
    internal sealed record Input(int Number, Sender Sender, string Body, int Status = 200, bool WentWrong = false);

    /// <summary>A coordinator, a reporter, an observer and a stranger around one initiative, in their chats, a channel and a group chat.</summary>
    internal sealed class Sender
    {
        private readonly World _world;
        private readonly int _lane;
        private readonly string _initiative;
        private readonly Place[] _places;
        private readonly (string Name, string Id)[] _ids;

        private Sender(World world, int lane, string initiative, Person[] people, Place[] places)
        {
            (_world, _lane, _initiative, People, _places) = (world, lane, initiative, people, places);
            _ids =
            [
                ("initiative", initiative), ("other", "zzzzzz"), ("service", people[0].ServiceUrl.ToString().TrimEnd('/')), ("stranger", people[3].AadObjectId),
                ("person", people[1].AadObjectId), ("userid", people[1].UserId), ("tenant", people[1].TenantId), ("chat", people[1].Chat.Id), ("channel", places[0].Id), ("bot", world.Teams.BotId),
            ];
        }

        public IReadOnlyList<Person> People { get; }

        public Person Coordinator => People[0];

        public Person Reporter => People[1];

        public static async Task<Sender> Sits(World world, int lane)
        {
            var teams = world.Teams;
            Person[] people = [teams.Person("Carmen", "backbone"), teams.Person("Rui", "library"), teams.Person("Fay", "foundation"), teams.Person("Eve", "elsewhere")];
            await people[0].Says("demo");
            var team = teams.Team("Riverside", "backbone");
            team.Add(people);
            await team.Installs(people[0]);
            var chat = teams.GroupChat("Lunch", people);
            await chat.Installs(people[0]);
            // On a busy machine the sample takes longer than an answer may; whatever is said meanwhile is answered behind it.
            var person = world.Services.GetRequiredService<IGrainFactory>().GetGrain<IPersonGrain>(new PersonKey(people[0].TenantId, people[0].AadObjectId).ToString());
            while ((await person.Get()).Initiatives.Count == 0)
            {
                await people[0].Says("thanks");
            }

            var known = await person.Get();
            var sender = new Sender(world, lane, known.Initiatives[^1], people, [team.General, chat]);
            await people[0].Says("digest here", team.General);
            await people[0].OpensCheckIn();
            return await sender.SitsAgain();
        }

        /// <summary>Everybody is again what they were, as far as the inputs changed that; in an initiative that has ended, in a new one.</summary>
        public async Task<Sender> SitsAgain()
        {
            var grains = _world.Services.GetRequiredService<IGrainFactory>();
            var grain = grains.GetGrain<IInitiativeGrain>(_initiative);
            if (await grain.Get() is not { Ended: null } initiative)
            {
                return await Sits(_world, _lane);
            }

            var partner = initiative.Partners[0].Id;
            Role[] roles = [Role.Backbone, Role.Reporter, Role.Observer];
            var wrong = roles.Select((role, i) => (Role: role, Person: new PersonKey(People[i].TenantId, People[i].AadObjectId), People[i].Name)).Where(p => initiative.Member(p.Person)?.Role != p.Role).ToArray();
            if (wrong.Length > 0)
            {
                await grain.Change(new InitiativeChange { Members = [.. wrong.Select(p => new Member(p.Person, p.Name, p.Role, p.Role == Role.Observer ? null : partner))] });
                foreach (var (_, person, _) in wrong)
                {
                    await grains.GetGrain<IPersonGrain>(person.ToString()).Joined(new(_initiative));
                }
            }

            return this;
        }

        public JsonObject Writes(JsonObject seed, Random random)
        {
            var person = People[random.Next(8) switch { < 3 => 0, < 6 => 1, 6 => 2, _ => 3 }];
            return As(person, random.Next(5) == 0 ? _places[random.Next(_places.Length)] : person.Chat, seed);
        }

        /// <summary>An activity of this person in this place, with what the seed says over it.</summary>
        public static JsonObject As(Person person, Place place, JsonObject seed)
        {
            var activity = (JsonObject)seed.DeepClone();
            if (activity.Remove("whole"))
            {
                return activity;
            }

            var plain = person.Activity(seed.Text("type") ?? "message", place);
            foreach (var (name, value) in activity)
            {
                if (name == "channelData" && value is JsonObject more)
                {
                    foreach (var (key, extra) in more)
                    {
                        plain["channelData"]![key] = extra?.DeepClone();
                    }
                }
                else if (name == "entities" && value is JsonArray entities)
                {
                    foreach (var entity in entities)
                    {
                        plain["entities"]!.AsArray().Add(entity?.DeepClone());
                    }
                }
                else
                {
                    plain[name] = value?.DeepClone();
                }
            }

            return plain;
        }

        public string Fill(string body) => _ids.Aggregate(body, (b, id) => b.Replace("$" + id.Name, id.Id, StringComparison.Ordinal));

        public string Unfill(string body) => _ids.Aggregate(body, (b, id) => b.Replace(id.Id, "$" + id.Name, StringComparison.Ordinal));
    }
}

/// <param name="Fault">What showed it.</param>
/// <param name="Input">The number of the input under its seed: the two make it again.</param>
/// <param name="Shrunk">The least that still does it; <c>$initiative</c> and its like stand for ids.</param>
internal sealed record Finding(string Fault, int Seed, int Input, string Shrunk)
{
    public override string ToString() => $"{Fault}\n  seed {Seed}, input {Input}\n  {Shrunk}";
}
