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

    [Theory]
    [InlineData(0, 0, Strength.Unknown)]
    [InlineData(0, 5, Strength.Little)]
    [InlineData(39, 100, Strength.Little)]
    [InlineData(2, 5, Strength.Some)]
    [InlineData(799, 1000, Strength.Some)]
    [InlineData(4, 5, Strength.Strong)]
    public void A_word_says_how_far_a_condition_is(int part, int whole, Strength word) => Assert.Equal(word, InitiativeHealth.StrengthOf(new(part, whole)));

    [Fact]
    public void The_word_says_what_the_signs_beside_it_show()
    {
        foreach (var part in Enumerable.Range(0, 1001))
        {
            var full = Cards.Signs.Scale(part, 1000, 5).Count(c => c == '●');
            Assert.Equal(full >= 4 ? Strength.Strong : full >= 2 ? Strength.Some : Strength.Little, InitiativeHealth.StrengthOf(new(part, 1000)));
        }
    }

    [Fact]
    public void A_condition_is_as_far_as_the_least_that_is_counted_for_it()
    {
        Assert.Equal(new PartOf(1, 6), (AllIsWell with { Values = new(1, 6) }).HowFar(Condition.SharedMeasurement, 0, Riverside.Opening));
        Assert.Equal(new PartOf(1, 3), (AllIsWell with { Worded = new(1, 3) }).HowFar(Condition.SharedMeasurement, 0, Riverside.Opening));
        Assert.Equal(Strength.Unknown, InitiativeHealth.StrengthOf((AllIsWell with { HasAgenda = false, Endorsed = new(0, 2) }).HowFar(Condition.CommonAgenda, 0, Riverside.Opening)));
        Assert.Equal(Strength.Strong, InitiativeHealth.StrengthOf(AllIsWell.HowFar(Condition.Communication, 0, Riverside.Opening)));
        Assert.Equal(Strength.Some, InitiativeHealth.StrengthOf(AllIsWell.HowFar(Condition.Communication, 1, Riverside.Opening)));
        Assert.Equal(Strength.Unknown, InitiativeHealth.StrengthOf(AllIsWell.HowFar(Condition.Backbone, 0, Riverside.Opening)));
        var waiting = AllIsWell with { Glossary = Quiet with { OldestProposal = Riverside.Opening } };
        Assert.Equal(
            [Strength.Strong, Strength.Some, Strength.Little],
            new[] { 1, 7, 30 }.Select(days => InitiativeHealth.StrengthOf(waiting.HowFar(Condition.Backbone, 0, Riverside.Opening + Duration.FromDays(days)))));
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
