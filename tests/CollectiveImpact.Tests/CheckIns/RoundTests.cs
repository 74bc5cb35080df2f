using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;

namespace CollectiveImpact.Tests.CheckIns;

public sealed class RoundTests
{
    private static readonly Instant Now = Riverside.Opening + Duration.FromHours(1);

    [Fact]
    public void Answers_are_accepted_as_the_partners_first_entry()
    {
        var accepted = Assert.IsType<Decision.Accepted>(Receive(Riverside.Full));

        Assert.Equal((Riverside.Library.Id, 1, Now, Status.OnTrack), (accepted.Entry.Partner, accepted.Entry.Revision, accepted.Entry.At, accepted.Entry.Status));
        Assert.Equal(Riverside.Full.Values, accepted.Entry.Values);
        Assert.Equal(Riverside.Learned, accepted.Entry.Learning);
        Assert.Equal("Bruno Costa", accepted.Entry.Learning.By);
        Assert.Null(accepted.Entry.SkippedBecause);
    }

    [Fact]
    public void Only_what_was_asked_is_kept()
    {
        var round = Riverside.Round with { Indicators = [Riverside.Sessions.Id] };

        var accepted = Assert.IsType<Decision.Accepted>(Receive(Riverside.Full, round: round));

        Assert.Equal([Riverside.Sessions.Id], accepted.Entry.Values.Keys);
    }

    [Fact]
    public void What_was_not_asked_does_not_count_as_an_answer()
    {
        var round = Riverside.Round with { Indicators = [Riverside.Sessions.Id] };
        var answers = new Answers(new Dictionary<string, ReportedValue> { ["else"] = new ReportedValue.Number(1) }, Status.OnTrack, Learning.None, []);

        Assert.IsType<Decision.Refused>(Receive(answers, round: round));
    }

    [Fact]
    public void What_is_left_blank_is_no_value_and_not_zero()
    {
        var answers = Riverside.Full with { Values = new Dictionary<string, ReportedValue> { [Riverside.Met.Id] = new ReportedValue.YesNo(Yes: false) } };

        var accepted = Assert.IsType<Decision.Accepted>(Receive(answers));

        Assert.Equal([Riverside.Met.Id], accepted.Entry.Values.Keys);
    }

    [Fact]
    public void The_same_answers_sent_three_times_are_one_revision()
    {
        var first = Assert.IsType<Decision.Accepted>(Receive(Riverside.Full)).Entry;
        var again = Riverside.Full with { Values = Riverside.Full.Values.Reverse().ToDictionary(), Learning = Riverside.Learned with { } };

        var second = Assert.IsType<Decision.Unchanged>(Receive(again, first)).Entry;
        var third = Assert.IsType<Decision.Unchanged>(Receive(again, second)).Entry;

        Assert.Same(first, third);
        Assert.Equal(1, third.Revision);
    }

    [Fact]
    public void Anything_that_changes_is_a_new_revision()
    {
        var first = Assert.IsType<Decision.Accepted>(Receive(Riverside.Full)).Entry;

        Assert.All(
            new[]
            {
                Riverside.With(Riverside.Sessions.Id, new ReportedValue.Number(43)),
                Riverside.With(Riverside.Level.Id, new ReportedValue.Ratio(31, 40)),
                Riverside.Full with { Status = Status.Stuck },
                Riverside.Full with { Learning = Riverside.Lessons("Evening hours", "Posters", "Three volunteers") },
                Riverside.Full with { Learning = Riverside.Learned with { Audience = Sharing.Backbone } },
                Riverside.Full with { Values = Riverside.Full.Values.Where(v => v.Key != Riverside.Book.Id).ToDictionary() },
            },
            changed => Assert.Equal(2, Assert.IsType<Decision.Accepted>(Receive(changed, first)).Entry.Revision));
    }

    [Fact]
    public void An_answer_after_a_skip_is_the_next_revision_and_no_skip_any_more()
    {
        var accepted = Assert.IsType<Decision.Accepted>(Receive(Riverside.Full, Riverside.SkippedBy(Riverside.Library, "Holidays")));

        Assert.Equal(2, accepted.Entry.Revision);
        Assert.Null(accepted.Entry.SkippedBecause);
    }

    [Fact]
    public void A_closed_round_takes_no_answers_and_says_since_when()
    {
        var closed = Riverside.Round with { ClosedAt = Now };

        Assert.Equal(new Decision.Closed(Now), Receive(Riverside.Full, round: closed));
        Assert.Equal(new Decision.Closed(Now), closed.Skip("Holidays", null, Riverside.Library.Id, Riverside.Bruno, "Bruno", Now));
    }

    public static TheoryData<string, ReportedValue, FaultPlace> Wrong => new()
    {
        { Riverside.Sessions.Id, new ReportedValue.Number(-1), FaultPlace.Value },
        { Riverside.Sessions.Id, new ReportedValue.Number(-0.01m), FaultPlace.Value },
        { Riverside.Sessions.Id, new ReportedValue.Number(Figures.Largest + 1), FaultPlace.Value },
        { Riverside.Sessions.Id, new ReportedValue.Number(decimal.MaxValue), FaultPlace.Value },
        { Riverside.Level.Id, new ReportedValue.Ratio(-1, 40), FaultPlace.Value },
        { Riverside.Level.Id, new ReportedValue.Ratio(41, 40), FaultPlace.Value },
        { Riverside.Level.Id, new ReportedValue.Ratio(0, 0), FaultPlace.Whole },
        { Riverside.Level.Id, new ReportedValue.Ratio(1, -40), FaultPlace.Whole },
        { Riverside.Level.Id, new ReportedValue.Ratio(1, Figures.Largest + 1), FaultPlace.Whole },
        { Riverside.Level.Id, new ReportedValue.Ratio(decimal.MaxValue, decimal.MaxValue), FaultPlace.Whole },
        { Riverside.Book.Id, new ReportedValue.Words(new string('x', 1_001)), FaultPlace.Value },
        { Riverside.Book.Id, new ReportedValue.Words(new string('x', 40_000)), FaultPlace.Value },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_value_that_cannot_be_is_refused_at_its_field(string indicator, ReportedValue value, FaultPlace place)
    {
        var refused = Assert.IsType<Decision.Refused>(Receive(Riverside.With(indicator, value)));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal((indicator, place), (fault.Indicator, fault.Place));
        Assert.NotEqual(fault.Code, fault.InWords(Riverside.Indicators, Riverside.English));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(40, 40)]
    [InlineData(0.5, 0.5)]
    public void The_edges_of_a_ratio_are_fine(double part, double whole) =>
        Assert.IsType<Decision.Accepted>(Receive(Riverside.With(Riverside.Level.Id, new ReportedValue.Ratio((decimal)part, (decimal)whole))));

    [Theory]
    [InlineData(0)]
    [InlineData(999_999_999_999)]
    public void The_edges_of_a_number_are_fine(long number) =>
        Assert.IsType<Decision.Accepted>(Receive(Riverside.With(Riverside.Sessions.Id, new ReportedValue.Number(number)) with { Confirmed = [Doubt.KeyOf(Riverside.Sessions.Id, number)] }));

    [Fact]
    public void A_lesson_of_six_hundred_characters_is_fine_and_one_more_is_told_with_its_length()
    {
        var longest = new string('x', Answers.LongestLesson);
        Assert.IsType<Decision.Accepted>(Receive(Riverside.Full with { Learning = Riverside.Lessons(longest, longest, longest) }));

        var refused = Assert.IsType<Decision.Refused>(Receive(Riverside.Full with { Learning = Riverside.Lessons(longest + "x", longest, new string('y', 40_000)) }));

        Assert.Equal(
            [
                Fault.TooLong(FaultPlace.Worked, 601, 600),
                Fault.TooLong(FaultPlace.Needed, 40_000, 600),
            ],
            refused.Faults);
    }

    [Fact]
    public void Without_a_status_the_answer_is_refused_at_the_status()
    {
        var refused = Assert.IsType<Decision.Refused>(Receive(Riverside.Full with { Status = null }));

        Assert.Equal(FaultPlace.Status, Assert.Single(refused.Faults).Place);
    }

    [Fact]
    public void Everything_blank_is_told_once_at_the_first_question()
    {
        var refused = Assert.IsType<Decision.Refused>(Receive(new Answers(new Dictionary<string, ReportedValue>(), Status.OnTrack, Learning.None, [])));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal((Riverside.Sessions.Id, FaultPlace.Value), (fault.Indicator, fault.Place));
    }

    [Fact]
    public void A_learning_alone_is_an_answer() =>
        Assert.IsType<Decision.Accepted>(Receive(new Answers(new Dictionary<string, ReportedValue>(), Status.OnTrack, Riverside.Learned, [])));

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var answers = new Answers(
            new Dictionary<string, ReportedValue> { [Riverside.Sessions.Id] = new ReportedValue.Number(-1), [Riverside.Level.Id] = new ReportedValue.Ratio(2, 1) },
            null,
            Riverside.Lessons(new string('x', 1_001), "", ""),
            [new Fault(Riverside.Book.Id, FaultPlace.Value, "Unreadable.")]);

        var refused = Assert.IsType<Decision.Refused>(Receive(answers));

        Assert.Equal(
            [FaultPlace.Value, FaultPlace.Value, FaultPlace.Value, FaultPlace.Status, FaultPlace.Worked],
            refused.Faults.Select(f => f.Place));
    }

    [Fact]
    public void A_skip_is_an_entry_with_its_reason_and_the_same_skip_again_is_none()
    {
        var skipped = Assert.IsType<Decision.Accepted>(Skip("Holidays")).Entry;

        Assert.Equal(("Holidays", null, 1), (skipped.SkippedBecause, skipped.Status, skipped.Revision));
        Assert.Empty(skipped.Values);
        Assert.Same(skipped, Assert.IsType<Decision.Unchanged>(Skip("Holidays", skipped)).Entry);
        Assert.Equal(2, Assert.IsType<Decision.Accepted>(Skip("Moving house", skipped)).Entry.Revision);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    [InlineData(40_000)]
    public void A_skip_needs_a_reason_of_reasonable_length(int length)
    {
        var refused = Assert.IsType<Decision.Refused>(Skip(new string('x', length)));

        Assert.Equal(FaultPlace.SkipReason, Assert.Single(refused.Faults).Place);
    }

    [Fact]
    public void Totals_are_over_those_who_answered_and_say_how_many_were_asked()
    {
        var entries = new[]
        {
            Riverside.EntryOf(Riverside.Library, Riverside.Full),
            Riverside.SkippedBy(Riverside.School, "Holidays"),
        };

        var totals = Riverside.Round.Totals(entries, Riverside.Indicators);

        Assert.Equal(
            [
                new Total(Riverside.Sessions.Id, Riverside.Round.Period, 42, 1, 2),
                new Total(Riverside.Level.Id, Riverside.Round.Period, 75, 1, 2),
                new Total(Riverside.Met.Id, Riverside.Round.Period, 1, 1, 2),
                new Total(Riverside.Book.Id, Riverside.Round.Period, null, 1, 2),
            ],
            totals);
    }

    [Fact]
    public void Whoever_joined_after_the_opening_and_answered_was_asked_too()
    {
        var late = new CollectiveImpact.Initiatives.Partner(new("late"), "Late");

        var totals = Riverside.Round.Totals([Riverside.EntryOf(late, Riverside.Full)], [Riverside.Sessions]);

        Assert.Equal((1, 3), (totals[0].Covers, totals[0].Asked));
    }

    [Fact]
    public void The_latest_answer_is_the_one_given_last_whatever_the_order_of_the_entries()
    {
        var latest = Riverside.Sessions with { RollUp = RollUp.Latest };
        var entries = new[]
        {
            Riverside.EntryOf(Riverside.School, Riverside.With(Riverside.Sessions.Id, new ReportedValue.Number(7)), Now + Duration.FromHours(5)),
            Riverside.EntryOf(Riverside.Library, Riverside.Full, Now),
        };

        Assert.Equal(7, Riverside.Round.Totals(entries, [latest])[0].Value);
    }

    private static Decision Receive(Answers answers, Entry? entry = null, Round? round = null, IReadOnlyDictionary<string, IReadOnlyList<PastValue>>? past = null, IReadOnlyList<Indicator>? indicators = null) =>
        (round ?? Riverside.Round).Receive(answers, entry, indicators ?? Riverside.Indicators, past ?? Riverside.NoPast, "", Riverside.Library.Id, Riverside.Bruno, "Bruno Costa", Now);

    private static Decision Skip(string reason, Entry? entry = null) =>
        Riverside.Round.Skip(reason, entry, Riverside.Library.Id, Riverside.Bruno, "Bruno Costa", Now);
}
