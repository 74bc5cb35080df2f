using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>A place where the bot may write: a personal chat, a group chat or a channel.</summary>
public abstract class Conversation
{
    private readonly List<Message> _messages = [];
    private readonly List<Message> _unread = [];

    private protected Conversation(TeamsSimulator teams, string id, string name, string tenant)
    {
        Teams = teams;
        Id = id;
        Name = name;
        Tenant = tenant;
        Faults = new Faults(teams);
        RosterFaults = new Faults(teams);
    }

    public string Id { get; }

    public string Name { get; }

    public string Tenant { get; }

    public string TenantId => Teams.TenantId(Tenant);

    /// <summary>How many of the bot's messages here have not been received yet.</summary>
    public int Unread => Teams.Look(() => _unread.Count);

    /// <summary>Everything the bot wrote here, in order, as it is now.</summary>
    public IReadOnlyList<Message> Messages => Teams.Look(() => _messages.ToList());

    /// <summary>The people here; the bot is not counted.</summary>
    public abstract IReadOnlyList<Person> Members { get; }

    internal TeamsSimulator Teams { get; }

    internal Faults Faults { get; }

    internal Faults RosterFaults { get; }

    internal abstract string Type { get; }

    internal abstract bool BotIsIn { get; }

    /// <summary>The code that Teams refuses the bot's messages with, when it does.</summary>
    internal virtual string? Refusal => BotIsIn ? null : "BotNotInConversationRoster";

    /// <summary>The one whose screen this is; in a channel or group chat it must be said with <see cref="ReceivedCard.As"/>.</summary>
    internal virtual Person? Owner => null;

    /// <summary>The bot's next unread message here, in order; waits for it.</summary>
    public Task<ReceivedCard> Receives() => Next(static _ => true, "nothing new");

    /// <summary>The bot's next unread answer to one message; what it writes of itself may come before and stays unread.</summary>
    public Task<ReceivedCard> ReceivesAnswer(string messageId) => Next(m => m.AnswersTo == messageId, $"no answer to {messageId}");

    /// <summary>The bot's next unread message here that says something, or announces it; others may come before and stay unread.</summary>
    public Task<ReceivedCard> ReceivesAbout(string words) => Next(
        m => m.Current is var message && (message.Text.Contains(words, StringComparison.Ordinal) || message.Summary.Contains(words, StringComparison.Ordinal)), $"nothing about \"{words}\"");

    private async Task<ReceivedCard> Next(Predicate<Message> which, string instead)
    {
        Message? next = null;
        await Teams.Until(() => (next = _unread.Find(which)) is not null && _unread.Remove(next), () => $"{Name} received {instead} from the bot.");
        return next!.SeenBy(Owner);
    }

    internal bool Has(Person person) => Members.Contains(person);

    internal Message? Find(string messageId) => Teams.Look(() => _messages.Find(m => m.Id == messageId));

    internal void Add(Message message) => Teams.Change(() =>
    {
        _messages.Add(message);
        _unread.Add(message);
        return message;
    });

    internal virtual JsonObject Account(string? threadId) => new()
    {
        ["isGroup"] = true,
        ["conversationType"] = Type,
        ["tenantId"] = TenantId,
        ["id"] = Id,
    };

    internal virtual JsonObject ChannelData() => new() { ["tenant"] = new JsonObject { ["id"] = TenantId } };

    /// <summary>Both events that Teams sends when the bot is added here.</summary>
    internal async Task TellInstalled(Person by)
    {
        await Teams.Tell(Event("installationUpdate", by, e => e["action"] = "add"));
        await Teams.Tell(MembersChanged("membersAdded", "teamMemberAdded", by, new JsonObject { ["id"] = Teams.BotId }));
    }

    /// <summary>What the bot said here when it came, if anything. In most stories it would come between.</summary>
    public ReceivedCard? Greeting { get; private set; }

    /// <summary>The same, and reads what the bot says to that there and then.</summary>
    internal async Task TellInstalledAndRead(Person by)
    {
        var before = Unread;
        await TellInstalled(by);
        Message[] said = [];
        Teams.Change(() =>
        {
            said = [.. _unread.Skip(before)];
            _unread.RemoveRange(before, said.Length);
            return said;
        });
        Greeting = said is [.., var last] ? last.SeenBy(Owner) : null;
    }

    internal Task<BotAnswer> TellUninstalled(Person by) => Teams.Tell(Event("installationUpdate", by, e => e["action"] = "remove"));

    private protected JsonObject MembersChanged(string change, string eventType, Person by, JsonObject member) =>
        Event("conversationUpdate", by, e =>
        {
            e[change] = new JsonArray(member);
            if (this is Channel)
            {
                e["channelData"]!["eventType"] = eventType;
            }
        });

    private JsonObject Event(string type, Person by, Action<JsonObject> details)
    {
        var activity = by.Activity(type, this);
        details(activity);
        return activity;
    }
}

/// <summary>The chat of one person with the bot.</summary>
public sealed class PersonalChat : Conversation
{
    private bool _installed;
    private bool _uninstalled;
    private bool _blocked;

    internal PersonalChat(Person person)
        : base(person.Teams, $"a:1{person.Teams.StableText($"chat:{person.UserId}")}", person.Name, person.Tenant)
    {
        Person = person;
    }

    public Person Person { get; }

    public override IReadOnlyList<Person> Members => [Person];

    internal override string Type => "personal";

    internal override Person Owner => Person;

    internal override bool BotIsIn => Teams.Look(() => !_uninstalled && _installed) || (!_uninstalled && Teams.SharesAPlaceWithBot(Person));

    internal override string? Refusal => Teams.Look(() => _blocked) ? "ConversationBlockedByUser" : base.Refusal;

    internal override JsonObject Account(string? threadId) => new()
    {
        ["conversationType"] = Type,
        ["tenantId"] = TenantId,
        ["id"] = Id,
    };

    internal void Installs() => Teams.Change(() =>
    {
        _uninstalled = false;
        return _installed = true;
    });

    internal void Uninstalls() => Teams.Change(() =>
    {
        _installed = false;
        return _uninstalled = true;
    });

    internal void Blocks(bool yes) => Teams.Change(() => _blocked = yes);

    /// <summary>Whoever writes to a bot has it installed; Teams offers no box to write in otherwise.</summary>
    internal void MustBeOpen()
    {
        if (Teams.Look(() => _uninstalled || _blocked))
        {
            throw new InvalidOperationException($"{Person.Name} has uninstalled or blocked the bot and can't write to it.");
        }
        Installs();
    }
}

/// <summary>Several people in one chat, with the bot when it was added.</summary>
public sealed class GroupChat : Conversation
{
    private readonly Person[] _people;
    private bool _installed;

    internal GroupChat(TeamsSimulator teams, string name, string tenant, string key, Person[] people)
        : base(teams, teams.StableThreadId(key, "thread.v2"), name, tenant)
    {
        _people = people;
    }

    public override IReadOnlyList<Person> Members => _people;

    internal override string Type => "groupChat";

    internal override bool BotIsIn => Teams.Look(() => _installed);

    public Task Installs(Person by)
    {
        Teams.Change(() => _installed = true);
        return TellInstalledAndRead(by);
    }

    public Task Uninstalls(Person by)
    {
        Teams.Change(() => _installed = false);
        return TellUninstalled(by);
    }
}
