using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>
/// A message of the bot's as one person sees it at one moment, with what that person has typed into its card. What the
/// bot does to the message afterwards shows in <see cref="Current"/>.
/// </summary>
public sealed class ReceivedCard
{
    private const string ActivityMessageType = "application/vnd.microsoft.activity.message";

    private readonly JsonObject _activity;
    private readonly DrawnCard _drawn;
    private readonly Dictionary<string, string> _typed = [];
    private readonly int _version;

    internal ReceivedCard(Message message, Person? viewer, int version, JsonObject activity, JsonObject? card)
    {
        Message = message;
        Viewer = viewer;
        Json = card;
        _version = version;
        _activity = activity;
        _drawn = new DrawnCard(card ?? []);
    }

    public Message Message { get; }

    /// <summary>Whose screen this is; nobody's for a post in a channel, until <see cref="As"/> says so.</summary>
    public Person? Viewer { get; }

    /// <summary>The Adaptive Card, when the message has one. To look at, not to change.</summary>
    public JsonObject? Json { get; }

    /// <summary>The whole activity that the bot sent. To look at, not to change.</summary>
    public JsonObject Activity => _activity;

    public string Id => Message.Id;

    public string? ThreadId => Message.ThreadId;

    /// <summary>The words of the message itself, without its card, as a person reads them.</summary>
    public string Text => _activity.Text("textFormat") == "markdown" ? Read(_activity.Text("text") ?? "") : _activity.Text("text") ?? "";

    /// <summary>What the notification says.</summary>
    public string Summary => _activity.Text("summary") ?? "";

    /// <summary>The first text on the card.</summary>
    public string Title => _drawn.Title;

    /// <summary>Every word that the person can read, a line for each piece.</summary>
    public string AllText => string.Join('\n', new[] { Text }.Where(t => t.Length > 0).Concat(_drawn.Texts).Concat(Suggestions));

    /// <summary>The titles of all that can be pressed, in reading order.</summary>
    public IReadOnlyList<string> Buttons =>
        [.. _drawn.Actions.Where(a => a.Visible && a.Title is { Length: > 0 }).Select(a => a.Title!), .. Suggestions];

    /// <summary>Where the buttons lead that open a page, by title.</summary>
    public IReadOnlyDictionary<string, string> Links => new ReadOnlyDictionary<string, string>(_drawn.Actions
        .Where(a => a.Visible && a.Type == "Action.OpenUrl")
        .DistinctBy(a => a.Title ?? "")
        .ToDictionary(a => a.Title ?? "", a => a.Json.Text("url") ?? ""));

    /// <summary>The labels of the inputs, with what is in them now, as it would be sent.</summary>
    public IReadOnlyDictionary<string, string> Inputs => new ReadOnlyDictionary<string, string>(_drawn.Inputs
        .Where(i => i.Visible)
        .DistinctBy(i => i.Label)
        .ToDictionary(i => i.Label, ValueOf));

    /// <summary>After a press that the bot answered with words instead of a card: the words.</summary>
    public string? Notice { get; private init; }

    /// <summary>After a press that the bot answered with an error.</summary>
    public bool IsError { get; private init; }

    public string? ErrorCode { get; private init; }

    /// <summary>The message as the same person sees it now.</summary>
    public ReceivedCard Current => Message.SeenBy(Viewer);

    /// <summary>The name of the file that the message asks to give, or gives; null when it is about none.</summary>
    public string? FileName => FileIn(FileConsent)?.Text("name") ?? FileIn(FileInfo)?.Text("name");

    /// <summary>Where the file is that the message gives; null while it only asks.</summary>
    public string? FileUrl => FileIn(FileInfo)?.Text("contentUrl");

    /// <summary>Lets the bot put its file into the person's drive, and returns what it sends then.</summary>
    /// <param name="upload">Where else than into the simulator's drive.</param>
    /// <param name="link">Where else it is to be found then.</param>
    /// <param name="by">Who else answers, in their own chat with the bot.</param>
    public async Task<ReceivedCard> AllowFile(string? upload = null, string? link = null, Person? by = null)
    {
        var name = FileName!;
        var drive = new Uri(new Uri(Teams.ServiceUrl, "/"), $"drive/{name}").AbsoluteUri;
        await Teams.Tell(Consent("accept", by, new JsonObject
        {
            ["contentUrl"] = link ?? drive,
            ["uploadUrl"] = upload ?? drive,
            ["name"] = name,
            ["uniqueId"] = "0B07B07B",
            ["fileType"] = name.Split('.')[^1],
        }));
        return await (by ?? Presser).Receives();
    }

    public Task DeclineFile() => Teams.Tell(Consent("decline", null, null));

    private const string FileConsent = "application/vnd.microsoft.teams.card.file.consent";
    private const string FileInfo = "application/vnd.microsoft.teams.card.file.info";

    private JsonNode? FileIn(string type) => _activity.Items("attachments").FirstOrDefault(a => a.Text("contentType") == type);

    private JsonObject Consent(string action, Person? by, JsonObject? upload)
    {
        var asked = FileIn(FileConsent)?["content"] ?? throw new InvalidOperationException("This message offers no file.");
        var invoke = by is null ? Presser.Activity("invoke", Message.Conversation, ThreadId) : by.Activity("invoke", by.Chat, null);
        invoke["name"] = "fileConsent/invoke";
        invoke["replyToId"] = Message.Id;
        invoke["value"] = new JsonObject
        {
            ["type"] = "fileUpload",
            ["action"] = action,
            ["context"] = asked[action == "accept" ? "acceptContext" : "declineContext"]?.DeepClone(),
            ["uploadInfo"] = upload,
        };
        return invoke;
    }

    private IEnumerable<string> Suggestions =>
        _activity.At("suggestedActions").Items("actions").Select(a => a.Text("title")).OfType<string>();

    private TeamsSimulator Teams => Message.Conversation.Teams;

    private Person Presser => Viewer
        ?? throw new InvalidOperationException($"Say who presses, as in card.As(ana).Press(…): this message is in {Message.Conversation.Name}.");

    /// <summary>The same message on the screen of another member of the conversation.</summary>
    public ReceivedCard As(Person person)
    {
        person.MustBeIn(Message.Conversation);
        return Message.SeenBy(person);
    }

    public ReceivedCard Fill(string label, string value)
    {
        var input = Find(label);
        return Enter(input, input.Typed(value, CultureInfo.GetCultureInfo(Viewer?.Locale ?? "")));
    }

    public ReceivedCard Choose(string label, params string[] titles)
    {
        var input = Find(label);
        return Enter(input, input.Chosen(titles));
    }

    /// <summary>Looks people up by their names, as Teams lets one: only those of the viewer's own tenant are found.</summary>
    public ReceivedCard Pick(string label, params Person[] people)
    {
        var input = Find(label);
        var isPicker = input.Json.At("choices.data") is { } query && query.Text("type") == "Data.Query" && query.Text("dataset") == "graph.microsoft.com/users";
        return isPicker && Array.TrueForAll(people, p => p.Tenant == Viewer?.Tenant) && (people.Length < 2 || input.Json.Bool("isMultiSelect") == true)
            ? Enter(input, string.Join(',', people.Select(p => p.AadObjectId)))
            : throw new InvalidOperationException($"\"{label}\" doesn't find these people.");
    }

    public ReceivedCard Toggle(string label, bool on)
    {
        var input = Find(label);
        return Enter(input, input.Toggled(on));
    }

    /// <summary>Presses a button that only shows or hides a part of the card: nothing is sent.</summary>
    public ReceivedCard Unfold(string title, int? number = null)
    {
        var action = FindAction(title, number);
        return action.Type == "Action.ToggleVisibility" ? Keep(Toggled(action)) : throw new InvalidOperationException($"\"{title}\" unfolds nothing: {action.Type}.");
    }

    /// <summary>
    /// Presses a button, when the client lets the person, and returns what is then on the screen: the card that the bot
    /// answered with, or the same card with a <see cref="Notice"/>.
    /// </summary>
    /// <param name="number">Which of several buttons of that title, from 1.</param>
    public Task<ReceivedCard> Press(string title, int? number = null) => Presses(title, number, anyway: false);

    /// <summary>Presses as a client would that checks no rules.</summary>
    public Task<ReceivedCard> PressAnyway(string title, int? number = null) => Presses(title, number, anyway: true);

    /// <summary>The same press arriving several times, as Teams repeats an invoke that was answered late: with one id.</summary>
    public async Task<IReadOnlyList<ReceivedCard>> PressTimes(string title, int times, bool atOnce = true)
    {
        var action = FindAction(title, number: null);
        if (action.Type != "Action.Execute")
        {
            throw new InvalidOperationException($"Teams repeats invokes only; \"{title}\" is {action.Type}.");
        }
        ThrowIfRefused(action);
        var invoke = Invoke(action.Json, DataOf(action), "manual");
        if (atOnce)
        {
            return await Task.WhenAll(Enumerable.Range(0, times).Select(_ => Sends(invoke.Copy())));
        }
        var answers = new List<ReceivedCard>();
        for (var i = 0; i < times; i++)
        {
            answers.Add(await Sends(invoke.Copy()));
        }
        return answers;
    }

    /// <summary>Sends what no button on the card would: anybody can write their own invoke.</summary>
    public Task<ReceivedCard> PressRaw(string verb, JsonObject data) =>
        Sends(Invoke(new JsonObject { ["type"] = "Action.Execute", ["id"] = "", ["verb"] = verb }, data.Copy(), "manual"));

    /// <summary>The client asks for the person's own view, when the card lists them; otherwise nothing is sent.</summary>
    public Task<ReceivedCard> Refresh()
    {
        var refresh = Json.At("refresh");
        var listed = refresh.Items("userIds").Any(id => id.AsText() == Presser.UserId);
        return listed && refresh.At("action") is JsonObject action
            ? Sends(Invoke(action, (action.At("data") as JsonObject)?.Copy() ?? [], "automatic"))
            : Task.FromResult(this);
    }

    /// <summary>Waits until the bot has changed the message since it was seen like this, and returns what it is then.</summary>
    public async Task<ReceivedCard> IsUpdated()
    {
        await Teams.Until(() => Message.Updates > _version, () => $"The bot did not change the message \"{Title}{Text}\".");
        return Current;
    }

    /// <summary>Waits until the bot has deleted the message.</summary>
    public Task IsDeleted() => Teams.Until(() => Message.Deleted, () => $"The bot did not delete the message \"{Title}{Text}\".");

    public override string ToString() => AllText;

    // Two breaks are one, and a sign behind a backslash is that sign.
    private static string Read(string markdown)
    {
        var text = new StringBuilder();
        for (var i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] == '\\' && i + 1 < markdown.Length && (char.IsPunctuation(markdown[i + 1]) || char.IsSymbol(markdown[i + 1])))
            {
                i++;
            }

            text.Append(markdown[i]);
        }

        return text.ToString().Replace("\n\n", "\n", StringComparison.Ordinal);
    }

    private async Task<ReceivedCard> Presses(string title, int? number, bool anyway)
    {
        if (Suggestions.Contains(title))
        {
            var suggestion = _activity.At("suggestedActions").Items("actions").First(a => a.Text("title") == title);
            await Presser.Says(suggestion.Text("value") ?? title);
            return Current;
        }

        var action = FindAction(title, number);
        switch (action.Type)
        {
            case "Action.Execute":
                ThrowIfRefused(action, anyway);
                return await Sends(Invoke(action.Json, DataOf(action), "manual"));
            case "Action.Submit":
                ThrowIfRefused(action, anyway);
                await Teams.Tell(Submit(action));
                return Keep(Current);
            case "Action.ToggleVisibility":
                return Unfold(title, number);
            case "Action.ShowCard" or "Action.Popover":
                return this;
            default:
                throw new InvalidOperationException($"\"{title}\" tells the bot nothing: {action.Type}. See Links.");
        }
    }

    private ReceivedCard Enter(DrawnInput input, string value)
    {
        _typed[input.Id] = value;
        return this;
    }

    private string ValueOf(DrawnInput input) => _typed.GetValueOrDefault(input.Id) ?? input.InitialValue;

    private DrawnInput Find(string label)
    {
        var inputs = _drawn.Inputs.Where(i => i.Visible).ToList();
        var found = inputs.FindAll(i => i.Names.Contains(label));
        if (found.Count == 0)
        {
            found = inputs.FindAll(i => i.Names.Any(name => name.Contains(label, StringComparison.OrdinalIgnoreCase)));
        }
        return found is [var only]
            ? only
            : throw new InvalidOperationException(
                $"{(found.Count == 0 ? "No input is" : "Several inputs are")} labelled \"{label}\". The card has: {Listed(inputs.Select(i => i.Label))}.");
    }

    private DrawnAction FindAction(string title, int? number)
    {
        if (Message.Deleted)
        {
            throw new InvalidOperationException($"The bot has deleted the message with \"{title}\".");
        }
        var found = _drawn.Actions.Where(a => a.Visible && a.Title == title).ToList();
        if (found.Count == 0)
        {
            throw new InvalidOperationException($"There is no button \"{title}\". There are: {Listed(Buttons)}.");
        }
        if (found.Count > 1 && number is null)
        {
            throw new InvalidOperationException($"There are {found.Count} buttons \"{title}\": say which, from 1.");
        }
        return found.ElementAtOrDefault((number ?? 1) - 1)
            ?? throw new InvalidOperationException($"There are only {found.Count} buttons \"{title}\".");
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));

    private void ThrowIfRefused(DrawnAction action, bool anyway = false)
    {
        if (action.Json.Bool("isEnabled") == false)
        {
            throw new ClientRefusedException(action.Title ?? "", errorMessage: null, "isEnabled false");
        }
        if (anyway || !action.SendsInputs)
        {
            return;
        }
        foreach (var input in InputsOf(action).Where(i => i.Visible))
        {
            if (input.BrokenRule(ValueOf(input)) is { } rule)
            {
                throw new ClientRefusedException(input.Label, input.ErrorMessage, rule);
            }
        }
    }

    private IEnumerable<DrawnInput> InputsOf(DrawnAction action) => _drawn.Inputs.Where(i => action.Scope.Reaches(i.Scope));

    /// <summary>The action's own data with the inputs over it: strings all, and those left empty not at all, as clients do.</summary>
    private JsonObject DataOf(DrawnAction action)
    {
        var data = (action.Json.At("data") as JsonObject)?.Copy() ?? [];
        if (action.SendsInputs)
        {
            foreach (var input in InputsOf(action).Where(i => ValueOf(i).Length > 0))
            {
                data[input.Id] = ValueOf(input);
            }
        }
        return data;
    }

    private JsonObject Invoke(JsonObject action, JsonObject data, string trigger)
    {
        var invoke = Presser.Activity("invoke", Message.Conversation, ThreadId);
        invoke["name"] = "adaptiveCard/action";
        invoke["replyToId"] = Message.Id;
        invoke["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        invoke["channelData"]!["legacy"] = new JsonObject { ["replyToId"] = Message.Id };
        invoke["value"] = new JsonObject
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute",
                ["id"] = action.Text("id") ?? "",
                ["verb"] = action.Text("verb"),
                ["data"] = data,
            },
            ["trigger"] = trigger,
        };
        return invoke;
    }

    private JsonObject Submit(DrawnAction action)
    {
        var data = DataOf(action);
        var teams = data.At("msteams");
        var submit = Presser.Activity("message", Message.Conversation, ThreadId);
        submit["replyToId"] = Message.Id;
        submit["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        submit["channelData"]!["legacy"] = new JsonObject { ["replyToId"] = Message.Id };
        switch (teams.Text("type"))
        {
            case "imBack":
                submit["text"] = teams.Text("value");
                break;
            case "messageBack":
                submit["text"] = teams.Text("text");
                submit["value"] = teams.At("value")?.DeepClone() ?? data;
                break;
            case null:
                submit["value"] = data;
                break;
            case var other:
                throw new NotSupportedException($"The simulator does not know a Submit of the kind {other}.");
        }
        return submit;
    }

    /// <summary>Sends an invoke and shows its answer, which carries the real status: the HTTP status is always 200.</summary>
    private async Task<ReceivedCard> Sends(JsonObject invoke)
    {
        var seen = Message.Updates;
        var answer = await Teams.Tell(invoke);
        var body = answer.Json;
        var type = body.Text("type") ?? "";
        switch (body.Number("statusCode"))
        {
            case 200 when type == Message.CardContentType && body.At("value") is JsonObject card:
                foreach (var violation in CardLimits.Violations(card))
                {
                    Teams.Records(violation);
                }
                Teams.ThrowIfViolated();
                Message.Shows(Presser, card);
                return new ReceivedCard(Message, Viewer, seen, _activity.Copy(), card.Copy());
            case 200 when type == ActivityMessageType:
                return Keep(new ReceivedCard(Message, Viewer, seen, _activity.Copy(), Json?.Copy()) { Notice = body.Text("value") });
            case >= 400 when type.StartsWith("application/vnd.microsoft.", StringComparison.Ordinal):
                return Keep(new ReceivedCard(Message, Viewer, seen, _activity.Copy(), Json?.Copy())
                {
                    IsError = true,
                    Notice = body.At("value").Text("message") ?? body.At("value").AsText(),
                    ErrorCode = body.At("value").Text("code"),
                });
            default:
                throw new BotFailedException($"The bot answered an invoke with something that no client can show: {answer.Body}", answer);
        }
    }

    private ReceivedCard Toggled(DrawnAction action)
    {
        var card = Json!.Copy();
        foreach (var target in action.Json.Items("targetElements"))
        {
            var id = target.AsText() ?? target.Text("elementId");
            if (id is not null && WithId(card, id) is { } element)
            {
                element["isVisible"] = target.Bool("isVisible") ?? element.Bool("isVisible") == false;
            }
        }
        return new ReceivedCard(Message, Viewer, _version, _activity.Copy(), card);
    }

    private static JsonObject? WithId(JsonNode? node, string id) => node switch
    {
        JsonObject o when o.Text("id") == id => o,
        JsonObject o => o.Select(p => WithId(p.Value, id)).FirstOrDefault(found => found is not null),
        JsonArray a => a.Select(item => WithId(item, id)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    /// <summary>What was typed stays on the screen when the card does.</summary>
    private ReceivedCard Keep(ReceivedCard other)
    {
        foreach (var (id, value) in _typed)
        {
            other._typed[id] = value;
        }
        return other;
    }
}
