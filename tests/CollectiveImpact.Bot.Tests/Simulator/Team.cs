using System.Text.Json.Nodes;

namespace CollectiveImpact.Bot.Tests.Simulator;

/// <summary>A team with its channels and members.</summary>
public sealed class Team
{
    private readonly TeamsSimulator _teams;
    private readonly string _key;
    private readonly List<Person> _members = [];
    private readonly List<Channel> _channels = [];
    private bool _installed;

    internal Team(TeamsSimulator teams, string name, string tenant, string key)
    {
        _teams = teams;
        _key = key;
        Name = name;
        Tenant = tenant;
        Id = teams.StableThreadId(key, "thread.tacv2");
        GroupId = teams.StableGuid(key).ToString();
        General = AddChannel("General", Id);
    }

    /// <summary>A team's id is that of its General channel.</summary>
    public string Id { get; }

    /// <summary>The Entra group behind the team.</summary>
    public string GroupId { get; }

    public string Name { get; }

    public string Tenant { get; }

    public Channel General { get; }

    public IReadOnlyList<Person> Members => _teams.Look(() => _members.ToList());

    public IReadOnlyList<Channel> Channels => _teams.Look(() => _channels.ToList());

    internal bool BotIsIn => _teams.Look(() => _installed);

    /// <summary>The channel of this name; made when there is none.</summary>
    public Channel Channel(string name) =>
        Channels.FirstOrDefault(c => c.Name == name) ?? AddChannel(name, _teams.StableThreadId($"{_key}/{name}", "thread.tacv2"));

    /// <summary>
    /// A channel that is shared with people of other tenants, who don't come into the team for it and keep their own account.
    /// The bot must be let into it, on top of being in the team.
    /// </summary>
    /// <remarks>
    /// Shaped after Microsoft Learn, "Agents and tab apps for shared and private channels", and the payloads in
    /// microsoft/Agents issue 179, "Support for bots and agents in shared channels".
    /// </remarks>
    public SharedChannel SharedChannel(string name, params Person[] people) =>
        AddChannel(new SharedChannel(_teams, this, _teams.StableThreadId($"{_key}/shared/{name}", "thread.tacv2"), name, "shared", people));

    /// <summary>A channel of some of the team's members, which the others don't see.</summary>
    /// <inheritdoc cref="SharedChannel" path="/remarks"/>
    public SharedChannel PrivateChannel(string name, params Person[] people) =>
        AddChannel(new SharedChannel(_teams, this, _teams.StableThreadId($"{_key}/private/{name}", "thread.tacv2"), name, "private", people));

    /// <summary>Adds people without telling the bot: they were there before it. Someone of another tenant is in as in a shared channel.</summary>
    public void Add(params Person[] people) => _teams.Change(() =>
    {
        _members.AddRange(people.Except(_members));
        return people;
    });

    /// <summary>Adds a person while the bot is in the team, which is told.</summary>
    public Task Joins(Person person)
    {
        Add(person);
        return General.TellMember("membersAdded", "teamMemberAdded", person);
    }

    /// <summary>Removes a person while the bot is in the team, which is told.</summary>
    public Task Leaves(Person person)
    {
        _teams.Change(() => _members.Remove(person));
        return General.TellMember("membersRemoved", "teamMemberRemoved", person);
    }

    public Task Installs(Person by)
    {
        _teams.Change(() => _installed = true);
        return General.TellInstalledAndRead(by);
    }

    public async Task Uninstalls(Person by)
    {
        _teams.Change(() => _installed = false);
        await General.TellBotRemoved(by);
        await General.TellUninstalled(by);
    }

    private Channel AddChannel(string name, string id) => AddChannel(new Channel(_teams, this, id, name));

    private T AddChannel<T>(T channel)
        where T : Channel
    {
        _teams.Change(() =>
        {
            _channels.Add(channel);
            return channel;
        });
        _teams.Add(channel);
        return channel;
    }
}

/// <summary>A channel of a team: posts, each with a thread of answers.</summary>
public class Channel : Conversation
{
    internal Channel(TeamsSimulator teams, Team team, string id, string name)
        : base(teams, id, name, team.Tenant)
    {
        Team = team;
    }

    public Team Team { get; }

    public override IReadOnlyList<Person> Members => Team.Members;

    internal override string Type => "channel";

    internal override bool BotIsIn => Team.BotIsIn;

    internal override JsonObject Account(string? threadId)
    {
        var account = base.Account(threadId);
        if (threadId is not null)
        {
            account["id"] = $"{Id};messageid={threadId}";
        }
        return account;
    }

    internal override JsonObject ChannelData()
    {
        var data = base.ChannelData();
        data["team"] = new JsonObject { ["id"] = Team.Id, ["name"] = Team.Name, ["aadGroupId"] = Team.GroupId };
        data["channel"] = new JsonObject { ["id"] = Id };
        data["teamsTeamId"] = Team.Id;
        data["teamsChannelId"] = Id;
        return data;
    }

    internal Task<BotAnswer> TellMember(string change, string eventType, Person person) =>
        Teams.Tell(MembersChanged(change, eventType, person, new JsonObject { ["id"] = person.UserId, ["aadObjectId"] = person.AadObjectId }));

    internal Task<BotAnswer> TellBotAdded(Person by) =>
        Teams.Tell(MembersChanged("membersAdded", "channelMemberAdded", by, new JsonObject { ["id"] = Teams.BotId }));

    internal Task<BotAnswer> TellBotRemoved(Person by) =>
        Teams.Tell(MembersChanged("membersRemoved", "teamMemberRemoved", by, new JsonObject { ["id"] = Teams.BotId }));
}

/// <summary>A channel with members of its own, of any tenant; every activity in it carries the host's tenant.</summary>
public sealed class SharedChannel : Channel
{
    private readonly string _type;
    private readonly List<Person> _people;
    private bool _allowed;

    internal SharedChannel(TeamsSimulator teams, Team team, string id, string name, string type, Person[] people)
        : base(teams, team, id, name)
    {
        _type = type;
        _people = [.. people];
    }

    public override IReadOnlyList<Person> Members => Teams.Look(() => _people.ToList());

    internal override bool BotIsIn => base.BotIsIn && Teams.Look(() => _allowed);

    /// <summary>Lets the bot in, which is told; the team has it already.</summary>
    public Task LetsIn(Person by)
    {
        Teams.Change(() => _allowed = true);
        return TellBotAdded(by);
    }

    /// <summary>Adds a person while the bot is here, which is told.</summary>
    public Task Joins(Person person)
    {
        Teams.Change(() =>
        {
            _people.Add(person);
            return person;
        });
        return TellMember("membersAdded", "channelMemberAdded", person);
    }

    /// <summary>Removes a person while the bot is here, which is told.</summary>
    public Task Leaves(Person person)
    {
        Teams.Change(() => _people.Remove(person));
        return TellMember("membersRemoved", "channelMemberRemoved", person);
    }

    internal override JsonObject ChannelData()
    {
        var data = base.ChannelData();
        data["channel"] = new JsonObject { ["id"] = Id, ["type"] = _type, ["tenantId"] = TenantId };
        return data;
    }
}
