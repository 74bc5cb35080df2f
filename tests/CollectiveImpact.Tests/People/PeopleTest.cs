using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;

namespace CollectiveImpact.Tests.People;

/// <summary>Riverside with people of its own, whom no other test knows: Maria of the backbone, Bruno of the library, Chidi of the school.</summary>
public abstract class PeopleTest
{
    private protected static readonly Instant Now = Riverside.Opening;
    private protected static readonly CollectiveImpact.People.Texts T = En.People;

    private readonly string _tenant = "tenant-" + Codes.NewId();

    private protected PeopleTest(Engine engine)
    {
        Engine = engine;
        (Maria, Bruno, Chidi, Nina) = (new(_tenant, "maria"), new(_tenant, "bruno"), new(_tenant, "chidi"), new(_tenant, "nina"));
        Initiative = NewInitiative();
    }

    private protected Engine Engine { get; }

    private protected PersonKey Maria { get; }

    private protected PersonKey Bruno { get; }

    private protected PersonKey Chidi { get; }

    /// <summary>Who isn't in it yet.</summary>
    private protected PersonKey Nina { get; }

    /// <summary>As it was before the test.</summary>
    private protected Initiative Initiative { get; }

    private protected IInitiativeGrain Grain => Engine.Grains.GetGrain<IInitiativeGrain>(Initiative.Id);

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected HandOverPost HandOverPost => new(Engine.Grains, new KnownInitiatives(Engine.Grains), Engine.Calendar);

    private protected RolePost RolePost => new(Engine.Grains, new KnownInitiatives(Engine.Grains), Engine.Calendar);

    // An id that an invite's code can name.
    private protected Initiative NewInitiative()
    {
        var initiative = Riverside.Initiative with
        {
            Id = new(Codes.NewId()),
            Members = [Reached(Maria, "Maria Santos", Role.Backbone, null), Reached(Bruno, "Bruno Costa", Role.Reporter, Riverside.Library.Id), Reached(Chidi, "Chidi Okafor", Role.Reporter, Riverside.School.Id)],
        };
        Engine.Stores.Initiatives[initiative.Id] = initiative;
        return initiative;
    }

    private protected IPersonGrain Person(PersonKey person) => Engine.Grains.GetGrain<IPersonGrain>(person.ToString());

    /// <summary>The initiative as it is now.</summary>
    private protected async Task<Initiative> IsNow() => (await Grain.Get())!;

    private protected async Task<Here> Here(PersonKey person) => await IsNow() is var now ? new Here(now, now.Member(person)!) : throw new InvalidOperationException();

    private protected static Turn Presses(PersonKey person, params (string Field, string Value)[] fields) =>
        new(person, person.ObjectId, "client", Chat(person), Riverside.English, "Europe/Lisbon", Now) { Press = new Press("verb", Riverside.Form(fields), null) };

    private protected static Turn Says(PersonKey person, string place = "", string word = "") =>
        Presses(person) with { Press = null, Words = place.Length == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { [place] = word } };

    /// <summary>The same in a channel, where everybody reads it.</summary>
    private protected static Turn InChannel(Turn turn) => turn with { Address = turn.Address with { Kind = PlaceKind.Channel } };

    private protected static string Words(Reply reply) => Assert.IsType<Reply.Words>(reply).Text;

    private protected static AdaptiveCard Shown(Reply reply) => Assert.IsType<Reply.NewCard>(reply).Card;

    private protected static AdaptiveCard AskedAgain(Reply reply) => Assert.IsType<Reply.SameForm>(reply).Card;

    /// <summary>The invites that were kept since the test began, newest code unknown.</summary>
    private protected IReadOnlyList<Invite> Invites => [.. Engine.Stores.Invites.Values.Where(i => i.Code.StartsWith(Initiative.Id, StringComparison.Ordinal))];

    private protected static ConversationAddress Chat(PersonKey person) => Letters.AddressOf(person.ToString());

    private protected static Contact Reach(PersonKey person) => new(Chat(person), "Europe/Lisbon", "en-GB", null);

    private protected static Member Reached(PersonKey person, string name, Role role, string? partner) => new(person, name, role, partner is null ? null : new PartnerId(partner)) { Contact = Reach(person) };

    private protected InviteLetter Letter => new(Engine.Grains, new AppAddress("https://teams.example/app"), new NoPages(), new MailChannel(false));

    // Nobody is led to a page without mail.
    private sealed class NoPages : CollectiveImpact.Files.IPages
    {
        public Uri To(string path) => throw new NotSupportedException();

        public Uri FromChat(string path) => throw new NotSupportedException();
    }
}
