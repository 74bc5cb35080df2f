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
        return General.TellInstalled(by);
    }

    public async Task Uninstalls(Person by)
    {
        _teams.Change(() => _installed = false);
        await General.TellBotRemoved(by);
        await General.TellUninstalled(by);
    }

    private Channel AddChannel(string name, string id)
    {
        var channel = new Channel(_teams, this, id, name);
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
public sealed class Channel : Conversation
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

    internal Task<BotAnswer> TellBotRemoved(Person by) =>
        Teams.Tell(MembersChanged("membersRemoved", "teamMemberRemoved", by, new JsonObject { ["id"] = Teams.BotId }));
}
