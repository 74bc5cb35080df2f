using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Tests.Conversations;

public sealed class PersonGrainTests(Engine engine)
{
    private readonly string _key = $"tenant-{engine.NewId()}:ana";

    private IPersonGrain Ana => engine.Grains.GetGrain<IPersonGrain>(_key);

    [Fact]
    public async Task Who_left_an_initiative_speaks_of_it_no_more_and_stays_in_the_others()
    {
        await Heard();
        await Ana.Joined(new("one"));
        await Ana.Joined(new("two"));

        await Ana.Left(new("two"));
        await Ana.Left(new("two"));

        var ana = await Ana.Get();
        Assert.Equal(["one"], ana.Initiatives);
        Assert.Null(ana.Current);
        Assert.NotNull(ana.Personal);
    }

    [Fact]
    public async Task Of_who_was_forgotten_nothing_is_kept_not_even_that_a_message_did_not_arrive()
    {
        await Heard();
        await Ana.Joined(new("one"));

        await Ana.Forget();
        await Ana.Reachable(reachable: false, Reasons.AppRemoved);

        Assert.False(engine.Stores.People.ContainsKey(_key));
        Assert.Equal(("", null, null, 0), ((await Ana.Get()).Name, (await Ana.Get()).Personal, (await Ana.Get()).Unreachable, (await Ana.Get()).Initiatives.Count));
        await Heard();
        Assert.Equal("Ana", (await Ana.Get()).Name);
    }

    [Fact]
    public async Task Who_is_heard_after_it_was_stored_that_they_cannot_be_reached_can_be_reached_though_its_writer_heard_that_it_failed()
    {
        await Heard();
        engine.Stores.LoseAnswers(_key);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Ana.Reachable(reachable: false, Reasons.AppRemoved));
        engine.Stores.LoseAnswers(_key, lost: false);

        await Heard();

        Assert.Null(engine.Stores.People[_key].Unreachable);
    }

    private Task<KnownPerson> Heard() => Ana.Heard(Letters.AddressOf(_key, PlaceKind.Personal), "Ana", "Europe/Lisbon", "pt-PT");
}
