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
        "ab12cd",
        []);

    [Fact]
    public async Task A_person_comes_back_whole_with_every_initiative_in_one_read()
    {
        await using var storage = await Empty(azurite);
        var store = storage.The<IPersonStore>();
        await store.Save(Full, Cancel);
        foreach (var initiative in new[] { "ab12cd", "conversation", "zz:#9", "ab12cd" })
        {
            await store.AddMembership(Ana, initiative, Cancel);
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
        await store.AddMembership(Ana, "ab12cd", Cancel);
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
        await store.AddMembership(Ana, "ab12cd", Cancel);

        Assert.Equal(["ab12cd"], (await store.Load(Ana, Cancel))!.Initiatives);
        Assert.Null(await store.Load(Ben, Cancel));
    }
}
