using CollectiveImpact.Initiatives;
using CollectiveImpact.Pulse;

namespace CollectiveImpact.Tests.Pulse;

public sealed class PulseGrainTests(Engine engine)
{
    private readonly InitiativeId _initiative = engine.NewId();

    private IPulseGrain Pulse => engine.Grains.GetGrain<IPulseGrain>(_initiative);

    private IReadOnlyList<PulsesInMemory.Seen> States => engine.Pulses.States(_initiative);

    [Fact]
    public async Task Nothing_is_written_for_an_answer_and_then_five_at_a_time()
    {
        await Open();

        await Answers(0, 9);
        Assert.Single(States);
        await Answers(9, 1);
        Assert.Equal(2, States.Count);
        await Answers(10, 4);
        Assert.Equal(2, States.Count);
        await Answers(14, 1);

        Assert.Equal([0, 5, 10], States.Select(s => s.People.Count));
        Assert.Equal([0, 5, 10], States.Select(s => s.Tallies.GetValueOrDefault(Side.Together, Tally.None).People));
    }

    [Fact]
    public async Task Whoever_watches_storage_all_the_time_never_sees_the_answers_of_fewer_than_five_people_of_a_side_come_in()
    {
        await Open(bySide: true);
        foreach (var i in Enumerable.Range(0, 37))
        {
            await Answers(i, 1, i % 4 == 0 ? Side.Backbone : Side.Partners);
            if (i is 18 or 25)
            {
                await engine.Forget(Pulse);
            }
        }

        await Pulse.Close();

        foreach (var (before, after) in States.Zip(States.Skip(1)))
        {
            foreach (var side in Enum.GetValues<Side>().Where(_ => after.Survey.IsOpen))
            {
                Assert.True(after.Tallies.GetValueOrDefault(side, Tally.None).People - before.Tallies.GetValueOrDefault(side, Tally.None).People is 0 or >= 5);
            }
        }
    }

    [Fact]
    public async Task Each_person_answers_once_whether_it_is_written_or_still_waits()
    {
        await Open();
        await Answers(0, 12);

        foreach (var i in Enumerable.Range(0, 12))
        {
            Assert.Equal(Taken.AnsweredBefore, await Answer(i));
            Assert.True((await Pulse.See(Somebody(i))).HasAnswered);
        }

        Assert.False((await Pulse.See(Somebody(12))).HasAnswered);
        await Pulse.Close();
        Assert.Equal(10, (await Pulse.See(Somebody(0))).Closed[0].Report!.All!.AtLeast);
    }

    [Fact]
    public async Task An_orderly_end_keeps_what_five_or_more_said()
    {
        await Open();
        await Answers(0, 7);

        await engine.Forget(Pulse);

        Assert.Equal(7, States[^1].People.Count);
        Assert.Equal(Taken.AnsweredBefore, await Answer(3));
    }

    [Fact]
    public async Task What_is_lost_with_the_process_was_not_written_as_taken_part_and_is_answered_again()
    {
        await Open();
        await Answers(0, 4);

        await engine.Forget(Pulse);

        Assert.Single(States);
        Assert.False((await Pulse.See(Somebody(0))).HasAnswered);
        await Answers(0, 5);
        await Pulse.Close();
        Assert.Equal(5, (await Pulse.See(Somebody(0))).Closed[0].Report!.All!.AtLeast);
    }

    [Fact]
    public async Task Of_answers_that_are_lost_nothing_is_left_and_there_are_nine_at_most()
    {
        await Open();
        engine.Pulses.Away(_initiative);
        await Answers(0, 9);
        await engine.Forget(Pulse);
        engine.Pulses.Away(_initiative, away: false);

        Assert.Equal(0, States[^1].People.Count + States[^1].Tallies.Values.Sum(t => t.People));
        await Answers(0, 10);

        // Whoever was written took part, whoever waits still counts: ten people, ten answers.
        Assert.Equal((5, 5), (States[^1].People.Count, States[^1].Tallies[Side.Together].People));
    }

    [Fact]
    public async Task An_answer_is_taken_while_storage_is_away_and_written_when_it_is_back()
    {
        await Open();
        await Answers(0, 9);
        engine.Pulses.Away(_initiative);
        await Answers(9, 1);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Answer(10));
        engine.Pulses.Away(_initiative, away: false);

        await Answers(10, 1);

        Assert.Equal(5, States[^1].People.Count);
        await Pulse.Close();
        Assert.Equal(10, (await Pulse.See(Somebody(0))).Closed[0].Report!.All!.AtLeast);
    }

    [Fact]
    public async Task A_write_that_arrived_and_was_not_answered_counts_nobody_twice()
    {
        await Open();
        await Answers(0, 9);
        engine.Pulses.Unanswered[_initiative] = 1;
        await Answers(9, 1);

        foreach (var i in Enumerable.Range(0, 10))
        {
            Assert.Equal(Taken.AnsweredBefore, await Answer(i));
        }

        await Answers(10, 5);
        Assert.Equal((10, 10), (States[^1].People.Count, States[^1].Tallies[Side.Together].People));
        Assert.Equal(10, States[^1].People.Distinct().Count());
    }

    [Fact]
    public async Task After_the_close_the_sums_are_gone_and_so_is_who_took_part()
    {
        await Open();
        await Answers(0, 12);

        await Pulse.Close();

        Assert.Empty(States[^1].Tallies);
        Assert.Empty(States[^1].People);
        var view = await Pulse.See(Somebody(0));
        Assert.Null(view.Open);
        Assert.False(view.HasAnswered);
        Assert.Equal(10, view.Closed[0].Report!.All!.AtLeast);
    }

    [Fact]
    public async Task Nothing_is_shown_while_it_is_open_and_of_fewer_than_five_nothing_ever()
    {
        await Open();
        await Answers(0, 4);
        Assert.Null((await Pulse.See(Somebody(0))).Open!.Report);

        await Pulse.Close();

        Assert.Equal(new Report(null, null, null), (await Pulse.See(Somebody(0))).Closed[0].Report);
        Assert.All(States, s => Assert.Empty(s.Tallies));
        Assert.All(States, s => Assert.Empty(s.People));
    }

    [Fact]
    public async Task Sides_are_shown_apart_when_five_of_each_have_answered()
    {
        await Open(bySide: true);
        await Answers(0, 6, Side.Partners);
        await Answers(6, 5, Side.Backbone);

        await Pulse.Close();

        var report = (await Pulse.See(Somebody(0))).Closed[0].Report!;
        Assert.Equal((10, 5, 5), (report.All!.AtLeast, report.Partners!.AtLeast, report.Backbone!.AtLeast));
    }

    [Fact]
    public async Task A_side_of_four_is_counted_with_the_other_and_never_apart()
    {
        await Open(bySide: true);
        await Answers(0, 11, Side.Partners);
        await Answers(11, 4, Side.Backbone);

        await Pulse.Close();

        var report = (await Pulse.See(Somebody(0))).Closed[0].Report!;
        Assert.Equal(10, report.All!.AtLeast);
        Assert.Null(report.Partners);
        Assert.DoesNotContain(States, s => s.Tallies.ContainsKey(Side.Backbone));
    }

    [Fact]
    public async Task One_is_open_at_a_time_asks_to_be_woken_at_its_end_and_none_follows_within_the_month()
    {
        await Open();
        await Answers(0, 5);
        Assert.True(engine.Reminders.Of(Pulse) > TimeSpan.FromDays(1));
        Assert.Null(await Pulse.Open(engine.Calendar.Now + Duration.FromDays(3), false, "UTC"));

        await Pulse.Close();

        Assert.Equal(Taken.TooLate, await Answer(5));
        Assert.Null(await Pulse.Open(engine.Calendar.Now + Duration.FromDays(3), false, "UTC"));
    }

    [Fact]
    public async Task An_answer_to_another_pulse_is_not_counted()
    {
        await Open();

        Assert.Equal(Taken.TooLate, await Pulse.Answer(2, Somebody(0), Side.Together, Says(4)));
    }

    private async Task Open(bool bySide = false) =>
        Assert.Equal(1, (await Pulse.Open(engine.Calendar.Now + Duration.FromDays(14), bySide, "UTC"))!.Number);

    private async Task Answers(int from, int count, Side side = Side.Partners)
    {
        foreach (var i in Enumerable.Range(from, count))
        {
            Assert.Equal(Taken.Counted, await Answer(i, side));
        }
    }

    private Task<Taken> Answer(int who, Side side = Side.Partners) => Pulse.Answer(1, Somebody(who), side, Says((who % 5) + 1));

    private static Ballot Says(int answer) => new(Tally.Statements.ToDictionary(s => s, _ => answer));

    private static PersonKey Somebody(int number) => new("tenant", $"person-{number}");
}
