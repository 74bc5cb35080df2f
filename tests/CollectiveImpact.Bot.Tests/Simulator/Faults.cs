namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>
/// How the connector answers what the bot sends to one place, when not as usual: sends, updates, deletes and new
/// conversations. Rosters have faults of their own (<see cref="TeamsSimulator.TellsWhoIsIn"/>). Several faults follow one another: <c>.With(429, times: 2).With(502, times: 1)</c>.
/// </summary>
public sealed class Faults
{
    private readonly TeamsSimulator _teams;
    private readonly Queue<Fault> _next = [];
    private TimeSpan _delay;

    internal Faults(TeamsSimulator teams)
    {
        _teams = teams;
    }

    /// <summary>Refuses, so often or until told otherwise. A 403 without a code is the documented answer for a person who blocked, muted or uninstalled.</summary>
    public Faults With(int status, string? code = null, int? retryAfterSeconds = null, int times = int.MaxValue, string? body = null) =>
        Then(new Fault(status, body ?? BodyOf(status, code), retryAfterSeconds, Delivers: false), times);

    /// <summary>The message arrives, and the bot is told that it did not: the case that makes people receive things twice.</summary>
    public Faults DeliversThenAnswers(int status, int times = int.MaxValue) =>
        Then(new Fault(status, BodyOf(status, code: null), RetryAfterSeconds: null, Delivers: true), times);

    /// <summary>Takes its time, in real time, before each answer.</summary>
    public Faults Slowly(TimeSpan delay) => Set(() => _delay = delay);

    /// <summary>Takes the request and never answers, until the simulator is disposed.</summary>
    public Faults Never() => Then(new Fault(Status: 0, "", RetryAfterSeconds: null, Delivers: false), int.MaxValue);

    /// <summary>Answers as usual again.</summary>
    public void WithNothing() => Set(() =>
    {
        _next.Clear();
        return _delay = TimeSpan.Zero;
    });

    internal TimeSpan Delay => _teams.Look(() => _delay);

    internal Fault? Next() => _teams.Look(() =>
    {
        if (!_next.TryPeek(out var fault))
        {
            return null;
        }
        if (--fault.Times == 0)
        {
            _next.Dequeue();
        }
        return fault;
    });

    private Faults Then(Fault fault, int times) => Set(() =>
    {
        fault.Times = times;
        _next.Enqueue(fault);
        return times;
    });

    private Faults Set<T>(Func<T> change)
    {
        _teams.Change(change);
        return this;
    }

    private static string BodyOf(int status, string? code) => (status, code) switch
    {
        (403, null) => """{"subCode":"MessageWritesBlocked","details":"Thread is not writable","errorCode":209}""",
        (_, { } said) => Connector.Error(said, "As the test told it to."),
        (400, _) => Connector.Error("BadSyntax", "Bad syntax."),
        (401, _) => Connector.Error("BotNotRegistered", "The bot is not registered."),
        (404, _) => Connector.Error("ConversationNotFound", "Conversation not found."),
        (412, _) => Connector.Error("PreconditionFailed", "Precondition failed."),
        (413, _) => Connector.Error("MessageSizeTooBig", "Message size too large."),
        (429, _) => Connector.Error("Throttled", "Too many requests."),
        _ => Connector.Error("ServiceError", "The service has failed."),
    };
}

/// <summary>One answer out of the usual.</summary>
internal sealed record Fault(int Status, string Body, int? RetryAfterSeconds, bool Delivers)
{
    public int Times { get; set; }

    public bool NeverAnswers => Status == 0;
}
