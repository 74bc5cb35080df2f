using CollectiveImpact.Glossary;
using CollectiveImpact.Health;
using CollectiveImpact.Pulse;

namespace CollectiveImpact.Tests.Health;

public sealed class HealthTests
{
    private static readonly GlossaryHealth Quiet = new(new LocalDate(2026, 8, 1), 0, 0, [], null);
    private static readonly InitiativeHealth AllIsWell = new(true, new(2, 2), new(3, 3), new(6, 6), new(4, 4), new(8, 8), 0, Quiet, null);

    [Fact]
    public void Where_all_is_well_there_is_nothing_to_do() =>
        Assert.All(Enum.GetValues<Condition>(), c => Assert.Equal(NextStep.Nothing, AllIsWell.Next(c, 0)));

    [Fact]
    public void What_comes_first_is_what_to_do_next()
    {
        Assert.Equal(NextStep.WriteAgenda, (AllIsWell with { HasAgenda = false, Endorsed = new(0, 2) }).Next(Condition.CommonAgenda, 0));
        Assert.Equal(NextStep.SeeWhatHoldsBack, (AllIsWell with { Endorsed = new(1, 2) }).Next(Condition.CommonAgenda, 0));
        Assert.Equal(NextStep.AddIndicators, (AllIsWell with { Worded = default }).Next(Condition.SharedMeasurement, 0));
        Assert.Equal(NextStep.AgreeOnWords, (AllIsWell with { Worded = new(1, 3), Values = new(1, 6) }).Next(Condition.SharedMeasurement, 0));
        Assert.Equal(NextStep.FindMissingNumbers, (AllIsWell with { Values = new(1, 6) }).Next(Condition.SharedMeasurement, 0));
        Assert.Equal(NextStep.WriteGoals, (AllIsWell with { Covered = default }).Next(Condition.ReinforcingActivities, 0));
        Assert.Equal(NextStep.FillGaps, (AllIsWell with { Covered = new(3, 4) }).Next(Condition.ReinforcingActivities, 0));
        Assert.Equal(NextStep.ReachChannels, (AllIsWell with { Answers = new(1, 8), Vain = 3 }).Next(Condition.Communication, 1));
        Assert.Equal(NextStep.HaveCheckInsAnswered, (AllIsWell with { Answers = new(1, 8), Vain = 3 }).Next(Condition.Communication, 0));
        Assert.Equal(NextStep.SeeWordsInVain, (AllIsWell with { Vain = 3 }).Next(Condition.Communication, 0));
        Assert.Equal(NextStep.DecideOnProposals, (AllIsWell with { Glossary = Quiet with { OldestProposal = Riverside.Opening } }).Next(Condition.Backbone, 0));
    }

    [Fact]
    public void Nobody_is_asked_again_while_a_pulse_is_open_or_fresh()
    {
        Assert.Equal(PulseStep.OpenFirst, new PulseHealth(null, null, null).Next(new LocalDate(2026, 11, 23), Riverside.Lisbon));

        var open = new Survey(1, Riverside.Opening, Riverside.Opening + Duration.FromDays(14), false, null, null);
        var closed = open with { ClosedAt = open.ClosesAt };
        Assert.Equal(PulseStep.WaitForAnswers, new PulseHealth(open, closed, null).Next(new LocalDate(2027, 11, 23), Riverside.Lisbon));
        Assert.Equal(PulseStep.SayWhatItIsFor, new PulseHealth(null, closed, null).Next(new LocalDate(2027, 3, 6), Riverside.Lisbon));
        Assert.Equal(PulseStep.OpenAgain, new PulseHealth(null, closed, null).Next(new LocalDate(2027, 3, 7), Riverside.Lisbon));
    }

    [Fact]
    public void A_proposal_of_today_has_waited_no_day()
    {
        var health = AllIsWell with { Glossary = Quiet with { OldestProposal = Riverside.Opening } };

        Assert.Equal((0, 1), (health.WaitsFor(Riverside.Opening + Duration.FromHours(23)), health.WaitsFor(Riverside.Opening + Duration.FromHours(24))));
        Assert.Null(AllIsWell.WaitsFor(Riverside.Opening));
        Assert.Null(AllIsWell.DecidedWithin);
    }
}
