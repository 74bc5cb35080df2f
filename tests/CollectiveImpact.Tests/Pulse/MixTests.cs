using CollectiveImpact.Initiatives;
using CollectiveImpact.Pulse;
using CsCheck;

namespace CollectiveImpact.Tests.Pulse;

public sealed class MixTests
{
    private static readonly Gen<Waiting[]> Crowds = Gen.Select(Gen.Int[0, 14], Gen.Int[0, 14]).Select((partners, backbone) =>
        Enumerable.Range(0, partners + backbone).Select(i => Somebody(i, i < partners ? Side.Partners : Side.Backbone)).ToArray());

    [Fact]
    public void While_open_five_of_a_side_go_when_ten_wait_and_five_stay() => Crowds.Sample(waiting =>
    {
        var going = Mix.Now(waiting);

        foreach (var side in waiting.GroupBy(w => w.Side))
        {
            Assert.Equal(side.Count() >= 10 ? 5 : 0, going.Count(g => g.Side == side.Key));
        }
    });

    [Fact]
    public void At_the_end_all_go_and_no_count_is_of_fewer_than_five() => Crowds.Sample(waiting =>
    {
        var going = Mix.Last(waiting);

        Assert.Equal(waiting.Length < 5 ? 0 : waiting.Length, going.Count);
        Assert.Equal(going.Count, going.DistinctBy(g => g.Person).Count());
        Assert.All(going.GroupBy(g => g.Side), side => Assert.True(side.Count() >= 5));
    });

    [Fact]
    public void Who_goes_is_drawn_by_lot()
    {
        var waiting = Enumerable.Range(0, 10).Select(i => Somebody(i, Side.Together)).ToArray();

        var drawn = Enumerable.Range(0, 200).SelectMany(_ => Mix.Now(waiting)).Select(w => w.Person).Distinct();

        Assert.Equal(10, drawn.Count());
    }

    [Fact]
    public void What_a_ballot_says_never_gets_into_words() =>
        Assert.DoesNotContain(Somebody(3, Side.Together).Ballot.ToString(), c => char.IsDigit(c));

    private static Waiting Somebody(int number, Side side) =>
        new(new PersonKey("tenant", $"person-{number}"), side, new Ballot(new Dictionary<Statement, int> { [Statement.Trust] = (number % 5) + 1 }));
}
