using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Xunit;
using static CollectiveImpact.AzureTables.Tests.Storage;

namespace CollectiveImpact.AzureTables.Tests;

public sealed class PeopleTableTests(Azurite azurite)
{
    private static readonly KnownPerson Full = new(
        Ana,
        Awkward,
        new ConversationAddress("https://smba.example/emea/", "a:1/#?\\" + new string('x', 900), "tenant", "28:bot", PlaceKind.Personal),
        "Europe/Lisbon",
        "pt-PT",
        "has removed the app",
        new("ab12cd"),
        [])
    {
        Language = "pt",
        InvitedTo = ["new123"],
    };

    [Fact]
    public async Task A_person_comes_back_whole_with_every_initiative_in_one_read()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IPersonStore>();
        await store.Save(Full, Cancel);
        foreach (var initiative in new[] { "ab12cd", "conversation", "zz:#9", "ab12cd" })
        {
            await store.AddMembership(Ana, new(initiative), Cancel);
        }

        KnownPerson? loaded = null;
        var calls = await storage.CallsOf(async () => loaded = await store.Load(Ana, Cancel));

        Same.As(Full with { Initiatives = ["ab12cd", "conversation", "zz:#9"] }, loaded);
        Assert.Equal(["GET People"], calls);
    }

    [Fact]
    public async Task What_is_no_longer_so_is_forgotten_and_memberships_stay()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IPersonStore>();
        await store.AddMembership(Ana, new("ab12cd"), Cancel);
        await store.Save(Full, Cancel);

        var empty = new KnownPerson(Ana, "", null, null, null, null, null, []);
        await store.Save(empty, Cancel);

        Same.As(empty with { Initiatives = ["ab12cd"] }, await store.Load(Ana, Cancel));
    }

    [Fact]
    public async Task A_person_who_joined_and_was_not_heard_yet_is_known_and_a_stranger_is_not()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IPersonStore>();
        await store.AddMembership(Ana, new("ab12cd"), Cancel);

        Assert.Equal(["ab12cd"], (await store.Load(Ana, Cancel))!.Initiatives);
        Assert.Null(await store.Load(Ben, Cancel));
    }

    [Fact]
    public async Task A_membership_is_taken_away_once_or_twice_and_the_others_stay()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IPersonStore>();
        await store.Save(Full, Cancel);
        await store.AddMembership(Ana, new("ab12cd"), Cancel);
        await store.AddMembership(Ana, new("zz:#9"), Cancel);

        await store.RemoveMembership(Ana, new("zz:#9"), Cancel);
        await store.RemoveMembership(Ana, new("zz:#9"), Cancel);

        Same.As(Full with { Initiatives = ["ab12cd"] }, await store.Load(Ana, Cancel));
    }

    [Fact]
    public async Task Who_is_forgotten_leaves_no_row_and_nobody_else_is_touched()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IPersonStore>();
        await store.Save(Full, Cancel);
        await store.AddMembership(Ana, new("ab12cd"), Cancel);
        await store.AddMembership(Ben, new("ab12cd"), Cancel);

        await store.Forget(Ana, Cancel);
        await store.Forget(Ana, Cancel);

        Assert.Null(await store.Load(Ana, Cancel));
        Assert.Equal(["ab12cd"], (await store.Load(Ben, Cancel))!.Initiatives);
    }
}
