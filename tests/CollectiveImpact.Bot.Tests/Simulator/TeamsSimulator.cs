using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>
/// Microsoft Teams for tests: people of many tenants, their chats, teams and channels, on a loopback Bot Connector.
/// It speaks the Bot Framework protocol over HTTP to any bot and knows nothing of what the bot is for.
/// </summary>
public sealed class TeamsSimulator : IAsyncDisposable
{
    /// <summary>The Bot Connector gives up on a turn after about 15 s; four times that, for a machine that runs other tests beside this one.</summary>
    private static readonly TimeSpan TurnEndsWithin = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly string _world;
    private readonly HttpClient _http = new() { Timeout = TurnEndsWithin };
    private readonly Dictionary<string, int> _namesakes = [];
    private readonly Dictionary<string, Conversation> _conversations = [];
    private readonly List<Person> _people = [];
    private readonly List<Team> _teams = [];
    private readonly List<ConnectorRequest> _requests = [];
    private readonly List<SentMessage> _sent = [];
    private readonly List<string> _violations = [];
    private TaskCompletionSource _changed = NewSignal();
    private Connector? _connector;
    private long _lastMessageId;

    private TeamsSimulator(Uri? bot, TimeProvider clock, string world)
    {
        Bot = bot;
        Clock = clock;
        _world = world;
        Everyone = new Faults(this);
    }

    /// <summary>The bot's messages address, such as <c>http://127.0.0.1:3978/api/messages</c>.</summary>
    public Uri? Bot { get; set; }

    public string BotName { get; set; } = "Bot";

    /// <summary>The bot as Teams names it: <c>28:</c> and its application id.</summary>
    public string BotId { get; set; } = "28:0b07b07b-07b0-47b0-87b0-7b07b07b07b0";

    /// <summary>How long <c>Receives</c>, <c>IsUpdated</c> and their like wait before they fail.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The most members one page of a roster holds, whatever the bot asks for.</summary>
    public int LargestRosterPage { get; set; } = 500;

    /// <summary>Off: what the bot may not send (see <see cref="CardLimits"/>) fails the next thing a person does or waits for.</summary>
    public bool ToleratesViolations { get; set; }

    /// <summary>The drives of all people.</summary>
    public Drive Drive { get; } = new();

    public Uri ServiceUrl => new(Address, "teams/");

    /// <summary>Every request that the bot made, in order, the refused ones too.</summary>
    public IReadOnlyList<ConnectorRequest> Requests => Copy(_requests);

    /// <summary>Every message that reached a conversation, in order.</summary>
    public IReadOnlyList<SentMessage> Sent => Copy(_sent);

    /// <summary>What the bot sent and Teams would not have taken.</summary>
    public IReadOnlyList<string> Violations => Copy(_violations);

    internal TimeProvider Clock { get; }

    internal Faults Everyone { get; }

    private Uri Address => _connector?.Address ?? throw new ObjectDisposedException(nameof(TeamsSimulator));

    /// <summary>Starts an empty Teams on a free port.</summary>
    /// <param name="bot">May also be set later, when the bot starts after the simulator.</param>
    /// <param name="clock">What the activities' times are taken from.</param>
    /// <param name="world">Simulators of different worlds share no tenant, person or conversation; the ids of one world are the same on every run.</param>
    public static async Task<TeamsSimulator> Start(Uri? bot = null, TimeProvider? clock = null, string world = "")
    {
        var teams = new TeamsSimulator(bot, clock ?? TimeProvider.System, world);
        teams._connector = await Connector.Start(teams);
        return teams;
    }

    /// <summary>A new person: the same name twice is two people.</summary>
    public Person Person(string name, string tenant, string locale = "en-GB", string timeZone = "Europe/Lisbon") =>
        Add(new Person(this, name, tenant, Namesake($"person:{tenant}:{name}"), isGuest: false) { Locale = locale, TimeZone = timeZone });

    public Team Team(string name, string tenant)
    {
        var team = new Team(this, name, tenant, Namesake($"team:{tenant}:{name}"));
        lock (_lock)
        {
            _teams.Add(team);
        }
        return team;
    }

    public GroupChat GroupChat(string name, params Person[] people)
    {
        var tenant = people.FirstOrDefault()?.Tenant ?? throw new ArgumentException("A group chat needs people.", nameof(people));
        var chat = new GroupChat(this, name, tenant, Namesake($"chat:{tenant}:{name}"), people);
        Add(chat);
        return chat;
    }

    /// <summary>Says how the connector answers what the bot sends to this person.</summary>
    public Faults Answers(Person to) => Answers(to.Chat);

    /// <summary>Says how the connector answers what the bot sends to this channel or chat.</summary>
    public Faults Answers(Conversation to) => to.Teams == this
        ? to.Faults
        : throw new ArgumentException($"{to.Name} is in another simulator.", nameof(to));

    /// <summary>Says how the connector answers when the bot asks who is in a channel or chat.</summary>
    public Faults TellsWhoIsIn(Conversation place) => place.Teams == this
        ? place.RosterFaults
        : throw new ArgumentException($"{place.Name} is in another simulator.", nameof(place));

    /// <summary>Says how the connector answers what the bot sends to anybody.</summary>
    public Faults Answers() => Everyone;

    public string TenantId(string tenant) => StableGuid($"tenant:{tenant}").ToString();

    /// <summary>The address that activities of this tenant carry; everything can be reached at <see cref="ServiceUrl"/> as well.</summary>
    public Uri ServiceUrlOf(string tenant) => new(ServiceUrl, $"{TenantId(tenant)}/");

    /// <summary>Posts an activity to the bot just as it is.</summary>
    public Task<BotAnswer> Posts(JsonNode rawActivity) => PostRaw(rawActivity.ToJsonString());

    /// <summary>Posts any text at all to the bot.</summary>
    public async Task<BotAnswer> PostRaw(string body, string contentType = "application/json")
    {
        var bot = Bot ?? throw new InvalidOperationException("Set teams.Bot to the bot's messages address first.");
        var stop = TestContext.Current.CancellationToken;
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        try
        {
            using var answer = await _http.PostAsync(bot, content, stop);
            return new BotAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
        }
        catch (OperationCanceledException late) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"The bot did not end its turn within {TurnEndsWithin.TotalSeconds} s: {body}", late);
        }
    }

    /// <summary>
    /// Waits until the bot has made so many requests of this kind, counted from the start, and returns them.
    /// For what never arrives: <c>await teams.IsAsked(r => r.Person == ana, times: 3)</c>.
    /// </summary>
    public async Task<IReadOnlyList<ConnectorRequest>> IsAsked(Func<ConnectorRequest, bool> which, int times = 1)
    {
        await Until(
            () => _requests.Count(r => r.Status is not null && which(r)) >= times,
            () => $"The bot did not make {times} such requests.");
        return [.. Requests.Where(r => r.Status is not null && which(r))];
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _connector, null) is { } connector)
        {
            await connector.DisposeAsync();
        }
        _http.Dispose();
    }

    internal async Task<BotAnswer> Tell(JsonObject activity)
    {
        var answer = await Posts(activity);
        ThrowIfViolated();
        return answer.Status is >= 200 and < 300
            ? answer
            : throw new BotFailedException($"The bot answered {activity.Text("type")} with {answer.Status}: {answer.Body}", answer);
    }

    /// <summary>Waits for something to become true; it is looked at under the lock, whenever anything changes.</summary>
    internal async Task Until(Func<bool> holds, Func<string> otherwise)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(Patience);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (!ToleratesViolations && _violations.Count > 0)
                {
                    break;
                }
                if (holds())
                {
                    return;
                }
                changed = _changed.Task;
            }
            try
            {
                await changed.WaitAsync(stop.Token);
            }
            catch (OperationCanceledException late) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"{otherwise()} Waited {Patience.TotalSeconds} s.{LastRequests()}", late);
            }
        }
        ThrowIfViolated();
    }

    /// <summary>Changes the world in one step, and lets everybody who waits look again.</summary>
    internal T Change<T>(Func<T> change)
    {
        lock (_lock)
        {
            var result = change();
            _changed.TrySetResult();
            _changed = NewSignal();
            return result;
        }
    }

    internal T Look<T>(Func<T> at)
    {
        lock (_lock)
        {
            return at();
        }
    }

    internal void Records(ConnectorRequest request) => Change(() =>
    {
        _requests.Add(request);
        return request;
    });

    internal void Records(SentMessage sent) => Change(() =>
    {
        _sent.Add(sent);
        return sent;
    });

    internal void Records(string violation) => Change(() =>
    {
        _violations.Add(violation);
        return violation;
    });

    internal void ThrowIfViolated()
    {
        if (!ToleratesViolations && Violations is [_, ..] violations)
        {
            throw new BotBrokeTheRulesException(string.Join(Environment.NewLine, violations));
        }
    }

    internal Person Add(Person person)
    {
        lock (_lock)
        {
            _people.Add(person);
        }
        Add(person.Chat);
        return person;
    }

    internal void Add(Conversation conversation)
    {
        lock (_lock)
        {
            _conversations[conversation.Id] = conversation;
        }
    }

    internal Conversation? FindConversation(string id) => Look(() => _conversations.GetValueOrDefault(id));

    internal Team? FindTeam(string id) => Look(() => _teams.Find(t => t.Id == id));

    /// <summary>Teams knows a person by the bot's own <c>29:</c> id, and by the Entra object id.</summary>
    internal Person? FindPerson(string id, string tenantId) => Look(() => _people.Find(p =>
        p.TenantId == tenantId && (p.UserId == id || string.Equals(p.AadObjectId, id, StringComparison.OrdinalIgnoreCase))));

    /// <summary>Whether the bot may open a personal chat: it is in one of the person's teams or chats.</summary>
    internal bool SharesAPlaceWithBot(Person person) => Look(() =>
        _conversations.Values.Any(c => c is not PersonalChat && c.BotIsIn && c.Has(person)));

    /// <summary>Teams' message ids are times in milliseconds, each later than the last.</summary>
    internal string NextMessageId()
    {
        lock (_lock)
        {
            _lastMessageId = Math.Max(_lastMessageId + 1, Clock.GetUtcNow().ToUnixTimeMilliseconds());
            return _lastMessageId.ToString(CultureInfo.InvariantCulture);
        }
    }

    internal string Namesake(string what)
    {
        lock (_lock)
        {
            var number = _namesakes[what] = _namesakes.GetValueOrDefault(what) + 1;
            return $"{what}:{number}";
        }
    }

    internal Guid StableGuid(string of) => new(Hash(of).AsSpan(0, 16));

    [SuppressMessage("Globalization", "CA1308:Normalize strings to uppercase", Justification = "Teams writes thread ids in lower case.")]
    internal string StableThreadId(string of, string kind) => $"19:{Convert.ToHexString(Hash(of).AsSpan(0, 16)).ToLowerInvariant()}@{kind}";

    internal string StableText(string of) => Convert.ToBase64String(Hash(of)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private byte[] Hash(string of) => SHA512.HashData(Encoding.UTF8.GetBytes($"{_world}/{of}"));

    private List<T> Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }

    private string LastRequests()
    {
        var requests = Requests;
        return requests.Count == 0
            ? " The bot has made no request at all."
            : " The bot's last requests: " + string.Join("; ", requests.TakeLast(5).Select(r => $"{r.Method} {r.Path} -> {r.Status?.ToString(CultureInfo.InvariantCulture) ?? "unanswered"}"));
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
