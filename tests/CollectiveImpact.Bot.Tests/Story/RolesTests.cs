using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CollectiveImpact.Bot.Tests.Fuzzing;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;
using Place = CollectiveImpact.Bot.Tests.Simulator.Conversation;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Every declared door, tried by everybody who there can be: whoever may not come in is told so, and nothing changes.</summary>
public sealed class RolesTests(Azurite azurite) : IAsyncLifetime
{
    private World World { get; set; } = null!;

    private TeamsSimulator Teams => World.Teams;

    public async ValueTask InitializeAsync() => World = await World.Begins(azurite, ("Logging:LogLevel:Default", "Warning"), ("Delivery:MessagesPerSecond", "0"));

    public async ValueTask DisposeAsync() => await World.DisposeAsync();

    private static readonly string Stranger = En.Conversations.NotAMemberOfIts;
    private static readonly string Nowhere = En.Conversations.InNone;
    private static readonly string NotKnown = En.Conversations.NotKnown;
    private static readonly string NotKnownHere = En.Conversations.NotKnownHere;
    private static readonly string OnlyMembers = En.Conversations.OnlyMembers("");
    private static readonly string HasEnded = En.Piece(En.Conversations.HasEnded(En.Unknown, En.Unknown, En.Unknown, En.Unknown));
    private static readonly string OnlyBackbone = En.Piece(En.Conversations.OnlyBackbone(En.Unknown));
    private static readonly string OnlyReporters = En.Piece(En.Conversations.OnlyReporters(En.Unknown));
    private static readonly string TimeIsOver = En.Piece(En.Conversations.StandInIsOver(En.Unknown, En.Unknown, En.Unknown));
    private static readonly string HowToJoin = En.Piece(En.Conversations.HowToJoin);

    // The lead of a working group may do these for the group, whatever their role: the listener looks.
    private static readonly string[] DecidedWithin = ["groups.write", "no digest here"];

    private static readonly string[] Refusals = [Stranger, Nowhere, NotKnown, NotKnownHere, OnlyMembers, HasEnded, OnlyBackbone, OnlyReporters, TimeIsOver];

    private enum Who
    {
        Stranger,

        /// <summary>In a home channel of the initiative; a stranger elsewhere.</summary>
        Visitor,
        WhoLeft,
        OfAnother,
        OfOneThatEnded,
        Observer,
        StandInPastTheirTime,
        Reporter,
        Backbone,
    }

    [Fact]
    public async Task Whoever_may_not_come_in_through_a_door_is_told_so_and_nothing_changes_and_whoever_may_is_not_refused()
    {
        var doors = World.Services.GetRequiredService<Listeners>();
        var cast = await Seated();
        var tries = 0;
        var leaks = new List<string>();
        Teams.ToleratesViolations = true;

        // What the clock has to write by now, it has written.
        await World.ItIs(World.Clock.GetCurrentInstant() + Duration.FromSeconds(1));
        var before = await World.Rows();
        foreach (var cell in Cells(doors, cast).Where(c => c.Expected is not null))
        {
            tries++;
            var said = await Answer(cell);
            if (!said.Contains(cell.Expected!, StringComparison.Ordinal))
            {
                leaks.Add($"{cell}: expected \"{cell.Expected}\", got {Shortened(said)}");
            }
        }

        var changed = (await World.Rows()).Where(r => before.GetValueOrDefault(r.Key) != r.Value).Select(r => $"changed: {r.Key}").ToArray();
        foreach (var cell in Cells(doors, cast).Where(c => c.Expected is null && c.Way is "says" or "presses"))
        {
            tries++;
            await Seat(cast);
            var said = await Answer(cell);
            if (Array.Find(Refusals, r => said.Contains(r, StringComparison.Ordinal)) is { } refusal && cell.Door.Who != Audience.Anyone && !DecidedWithin.Contains(cell.Door.Name))
            {
                leaks.Add($"{cell}: refused with \"{refusal}\"");
            }

            if (said.Contains(En.Web.WentWrong, StringComparison.Ordinal))
            {
                leaks.Add($"{cell}: failed");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{tries.InWords()} cells");
        Assert.True(leaks.Count == 0 && changed.Length == 0, string.Join('\n', changed.Concat(leaks).Take(60)));
        Assert.True(tries > 5_000, $"Only {tries} cells were tried.");
    }

    [Fact]
    public void The_page_about_roles_says_what_the_doors_say()
    {
        var page = RepositoryRoot.PathOf("docs", "roles.md");
        var drawn = Page(World.Services.GetRequiredService<Listeners>());
        if (Environment.GetEnvironmentVariable("WRITE_ROLES") == "1")
        {
            File.WriteAllText(page, drawn);
        }

        Assert.Equal(drawn, File.ReadAllText(page).ReplaceLineEndings("\n"));
    }

    private static string Page(Listeners doors)
    {
        var page = new StringBuilder("""
            # Who may do what

            Made from the declared doors by `RolesTests`, which tries each of them as everybody. After a change of a door: `WRITE_ROLES=1 dotnet test --project tests/CollectiveImpact.Bot.Tests --filter-class CollectiveImpact.Bot.Tests.Story.RolesTests`, and look at what changed.

            | who | anyone's | visitors' | members' | reporters' | backbone's |
            |---|---|---|---|---|---|
            | in no initiative, or left it, or in another | yes | no | no | no | no |
            | the same, in a home channel of the initiative: reads what is agreed and posted | yes | yes | no | no | no |
            | in one that has ended | yes | no | no | no | no |
            | observer | yes | yes | yes | no | no |
            | stand-in whose time is over | yes | yes | yes | no | no |
            | reporter | yes | yes | yes | yes | no |
            | backbone who reports for nobody | yes | yes | yes | no | yes |
            | backbone who reports for a partner | yes | yes | yes | yes | yes |

            A door decides more where it depends on what is asked for, such as a group's lead or one's own partner's answer.

            """.ReplaceLineEndings("\n"));
        foreach (var who in Enum.GetValues<Audience>())
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {(who == Audience.Anyone ? "Anyone" : who == Audience.Backbone ? "Backbone" : who.ToString())}\n");
            foreach (var said in doors.Phrases.Where(d => d.Language == Localization.Command.English && d.Door.Who == who).Select(d => d.Phrase.Pattern).Order(StringComparer.Ordinal))
            {
                page.Append(CultureInfo.InvariantCulture, $"- says `{said}`\n");
            }

            foreach (var door in doors.Pressed.Where(d => d.Who == who).OrderBy(d => d.Verb, StringComparer.Ordinal))
            {
                page.Append(CultureInfo.InvariantCulture, $"- presses `{door.Verb}`{(door.Everywhere ? ", for all initiatives of theirs" : "")}\n");
            }
        }

        return page.ToString();
    }

    private sealed record Door(string Name, Audience Who, bool Everywhere, bool IsSaid);

    private sealed record Cell(Door Door, Who Role, Person Person, Place Place, string Initiative, string Way, JsonObject Activity, string? Expected)
    {
        public override string ToString() => $"{Role} {Way} \"{Door.Name}\" in {Place.Name}";
    }

    private sealed record Seats(IReadOnlyDictionary<Who, Person> People, string Initiative, string Ended, IReadOnlyDictionary<Who, Place> Channels);

    private static IEnumerable<Cell> Cells(Listeners doors, Seats seats)
    {
        // Every language leads to the same doors.
        var said = doors.Phrases.Where(d => d.Language == Localization.Command.English).Select(d => (Door: new Door(d.Phrase.Pattern, d.Door.Who, false, true), Ways: (IReadOnlyList<JsonObject>)[new JsonObject { ["type"] = "message", ["textFormat"] = "plain", ["text"] = Spoken(d.Phrase.Pattern) }]));
        var pressed = doors.Pressed.Select(d => (Door: new Door(d.Verb, d.Who, d.Everywhere, false), Ways: (IReadOnlyList<JsonObject>)[.. Corpus.Pressed(d.Verb)]));

        // First what members can try, and last what makes somebody else of a person.
        foreach (var (door, ways) in said.Concat(pressed).OrderBy(d => d.Door.Who == Audience.Anyone).ThenBy(d => d.Door.Name, StringComparer.Ordinal))
        {
            foreach (var (role, person) in seats.People)
            {
                foreach (var way in ways)
                {
                    var name = door.IsSaid ? "says" : way.Text("name") is null ? "submits" : way.Text("name") == "adaptiveCard/action" ? "presses" : way.Text("name")!;
                    foreach (var place in name is "says" or "presses" ? (Place[])[person.Chat, seats.Channels[role]] : [person.Chat])
                    {
                        // What names no initiative is about one's own.
                        var ownInstead = role == Who.OfAnother && (door.IsSaid || door.Everywhere || name == "composeExtension/query");
                        if (!ownInstead)
                        {
                            yield return new Cell(door, role, person, place, role == Who.OfOneThatEnded ? seats.Ended : seats.Initiative, name, way, Expected(door, role, name, place == person.Chat));
                        }
                    }
                }
            }
        }
    }

    private static string? Expected(Door door, Who role, string way, bool inOwnChat)
    {
        var refusal = door switch
        {
            { Who: Audience.Anyone } => null,
            { Who: Audience.Visitors } when role == Who.Visitor && !inOwnChat => null,
            { Everywhere: true } when role == Who.Visitor && !inOwnChat => HowToJoin,
            { Everywhere: true } => role is Who.Stranger or Who.Visitor or Who.WhoLeft or Who.OfOneThatEnded ? Nowhere : null,
            _ => role switch
            {
                Who.Visitor when !inOwnChat => door.IsSaid ? NotKnownHere : OnlyMembers,
                Who.Stranger or Who.Visitor or Who.WhoLeft => !door.IsSaid ? Stranger : inOwnChat ? Nowhere : NotKnown,
                Who.OfAnother => Stranger,
                Who.OfOneThatEnded => HasEnded,
                Who.Backbone when door.Who == Audience.Reporters => OnlyReporters,
                Who.Backbone => null,
                _ when door.Who == Audience.Backbone => OnlyBackbone,
                Who.Observer when door.Who == Audience.Reporters => OnlyReporters,
                Who.StandInPastTheirTime when door.Who == Audience.Reporters => TimeIsOver,
                _ => null,
            },
        };

        // What drops down in a form has no room for a sentence.
        return refusal is not null && way == "application/search" ? "\"results\":[]" : refusal;
    }

    // A phrase with something in its places.
    private static string Spoken(string pattern) =>
        string.Join(' ', pattern.Replace(":", " :", StringComparison.Ordinal).Split(' ').Select(w => w.StartsWith('{') ? "reading" : w)).Replace(" :", ":", StringComparison.Ordinal);

    private async Task<string> Answer(Cell cell)
    {
        var sent = Teams.Requests.Count;
        var activity = cell.Person.Activity(cell.Activity.Text("type")!, cell.Place);
        foreach (var (name, value) in JsonNode.Parse(cell.Activity.ToJsonString().Replace("$initiative", cell.Initiative, StringComparison.Ordinal).Replace("$service", cell.Person.ServiceUrl.ToString().TrimEnd('/'), StringComparison.Ordinal))!.AsObject())
        {
            activity[name] = value?.DeepClone();
        }

        var answer = await Teams.Posts(activity);
        return answer.Body + string.Join('\n', Teams.Requests.Skip(sent).Select(r => r.Body));
    }

    private async Task<Seats> Seated()
    {
        var people = Enum.GetValues<Who>().ToDictionary(w => w, w => Teams.Person(w.ToString(), $"tenant of {w}"));
        var second = Teams.Person("Second", "tenant of OfOneThatEnded");
        foreach (var founder in new[] { Who.Backbone, Who.OfAnother, Who.OfOneThatEnded })
        {
            await people[founder].Asks("demo");
        }

        var grains = World.Services.GetRequiredService<IGrainFactory>();
        var ended = await InitiativeOf(people[Who.OfOneThatEnded]);
        // A channel of each one's own organisation: in somebody else's, who they are is another question.
        var teams = people.ToDictionary(p => p.Key, p => Teams.Team("Riverside", p.Value.Tenant));
        foreach (var (who, team) in teams)
        {
            team.Add(people[who]);
            await team.Installs(people[who]);
        }

        var seats = new Seats(people, await InitiativeOf(people[Who.Backbone]), ended, teams.ToDictionary(t => t.Key, t => (Place)t.Value.General));

        var home = seats.Channels[Who.Visitor];
        await grains.GetGrain<IInitiativeGrain>(seats.Initiative).Change(new InitiativeChange
        {
            Channels = [new HomeChannel(new ConversationAddress(people[Who.Visitor].ServiceUrl.ToString(), home.Id, home.TenantId, Teams.BotId, PlaceKind.Channel), "Riverside")],
        });

        await Join(ended, new Member(Key(second), second.Name, Role.Backbone, null));
        var ending = grains.GetGrain<IInitiativeGrain>(ended);
        await ending.AskToEnd(Key(second), second.Name, World.Clock.GetCurrentInstant());
        await ending.ConfirmEnd(Key(people[Who.OfOneThatEnded]), "Somebody", World.Clock.GetCurrentInstant());

        await Join(seats.Initiative, new Member(Key(people[Who.WhoLeft]), "Who left", Role.Observer, null));
        await grains.GetGrain<IInitiativeGrain>(seats.Initiative).Remove(Key(people[Who.WhoLeft]));
        await grains.GetGrain<IPersonGrain>(Key(people[Who.WhoLeft]).ToString()).Left(new(seats.Initiative));
        await Seat(seats);

        // Where somebody can be written to is remembered once they have spoken, in each place.
        foreach (var (who, person) in people)
        {
            await person.Says("thanks");
            await person.Says("thanks", seats.Channels[who]);
        }

        await World.AllIsSent();
        return seats;

        async Task<string> InitiativeOf(Person person) => (await grains.GetGrain<IPersonGrain>(Key(person).ToString()).Get()).Initiatives[^1];
    }

    /// <summary>Everybody is what they are tried as, whatever the last try made of them.</summary>
    private async Task Seat(Seats seats)
    {
        var initiative = (await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IInitiativeGrain>(seats.Initiative).Get())!;
        Assert.Null(initiative.Ended);
        var partner = initiative.Partners[0].Id;
        foreach (var (who, role, reportsFor, until) in new (Who, Role, PartnerId?, LocalDate?)[]
        {
            (Who.Backbone, Role.Backbone, null, null),
            (Who.Reporter, Role.Reporter, partner, null),
            (Who.StandInPastTheirTime, Role.Reporter, partner, new LocalDate(2026, 11, 1)),
            (Who.Observer, Role.Observer, null, null),
        })
        {
            var key = Key(seats.People[who]);
            if (initiative.Member(key) is not { } now || now.Role != role || now.PartnerId != reportsFor || now.Until != until)
            {
                await Join(seats.Initiative, new Member(key, seats.People[who].Name, role, reportsFor) { Until = until });
            }
        }
    }

    private async Task Join(string initiative, Member member)
    {
        var grains = World.Services.GetRequiredService<IGrainFactory>();
        await grains.GetGrain<IInitiativeGrain>(initiative).Change(new InitiativeChange { Members = [member] });
        await grains.GetGrain<IPersonGrain>(member.Person.ToString()).Joined(new(initiative));
    }

    private static PersonKey Key(Person person) => new(person.TenantId, person.AadObjectId);

    private static string Shortened(string said) => said.Length > 200 ? said[..200] : said;
}
